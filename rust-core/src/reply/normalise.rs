//! Text → folded text, with the way back to the original's bytes.
//!
//! Folded: lower case, digits of every script as ASCII, full-width forms as plain ones, Latin letters without their
//! accents, letters of two alphabets in one word put into one, zero-width characters gone. Networks lose and swap all
//! of these (a Hungarian reply has grave accents for acute ones, a Russian one writes `pуб` with a Latin p), so the
//! lexicon is folded the same way and nothing depends on them.

use std::ops::Range;

use super::fold;

/// A folded text.
pub struct Folded {
    pub text: String,
    /// For each byte of `text` the byte of the original that it stems from, and at the end the original's length;
    /// `None` if both have the same bytes but for case.
    origins: Option<Vec<u32>>,
}

impl Folded {
    /// Folds a text of at most 4 GiB; the reader takes far less.
    pub fn of(original: &str) -> Folded {
        if original.is_ascii() && !original.as_bytes().contains(&LOST_DOLLAR) {
            return Folded { text: original.to_ascii_lowercase(), origins: None };
        }
        let mut folding = Folding {
            text: String::with_capacity(original.len() + 8),
            origins: Vec::with_capacity(original.len() + 8),
        };
        let mut word = Word::default();
        for (at, c) in original.char_indices() {
            let origin = u32::try_from(at).unwrap_or(u32::MAX);
            let alphabet = Alphabet::of(c);
            if alphabet == Alphabet::None && !fold::is_dropped(c) {
                word.finish(&mut folding);
                word = Word { start: folding.text.len(), ..Word::default() };
            }
            word.latin |= alphabet == Alphabet::Latin;
            word.cyrillic |= alphabet == Alphabet::Cyrillic;
            fold::fold(c, |folded| folding.push(folded, origin));
            if alphabet == Alphabet::None {
                word.start = folding.text.len();
            }
        }
        word.finish(&mut folding);
        folding.origins.push(u32::try_from(original.len()).unwrap_or(u32::MAX));
        Folded { text: folding.text, origins: Some(folding.origins) }
    }

    /// The range of the original that a range of the folded text stems from.
    pub fn origin(&self, range: Range<usize>, original: &str) -> Range<usize> {
        let Some(origins) = &self.origins else { return range };
        let at = |i: usize| origins.get(i).map_or(original.len(), |&origin| origin as usize);
        let start = at(range.start);
        // The end is where the last character ends, not where the next begins: between them may stand a dropped one.
        let mut end = at(range.end.saturating_sub(1)).max(start);
        end += original[end..].chars().next().map_or(0, char::len_utf8);
        start..end
    }
}

/// GSM 7-bit has `$` at 0x02, and modems that forget to translate pass that on.
const LOST_DOLLAR: u8 = 0x02;

struct Folding {
    text: String,
    origins: Vec<u32>,
}

impl Folding {
    fn push(&mut self, c: char, origin: u32) {
        self.text.push(c);
        self.origins.extend(std::iter::repeat_n(origin, c.len_utf8()));
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Alphabet {
    Latin,
    Cyrillic,
    /// No letter that looks like another alphabet's.
    None,
}

impl Alphabet {
    fn of(c: char) -> Alphabet {
        match c {
            'a'..='z' | 'A'..='Z' => Alphabet::Latin,
            '\u{400}'..='\u{4ff}' => Alphabet::Cyrillic,
            _ => Alphabet::None,
        }
    }
}

/// The word that is being folded.
#[derive(Default)]
struct Word {
    start: usize,
    latin: bool,
    cyrillic: bool,
}

impl Word {
    /// A word with letters of both alphabets is Cyrillic with look-alikes in it.
    fn finish(&self, folding: &mut Folding) {
        if !(self.latin && self.cyrillic) {
            return;
        }
        let mixed = folding.text.split_off(self.start);
        let origins = folding.origins.split_off(self.start);
        for (at, c) in mixed.char_indices() {
            folding.push(fold::to_cyrillic(c), origins[at]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Folded;

    #[test]
    fn plain_text_keeps_its_places() {
        let folded = Folded::of("Your BALANCE");
        assert_eq!(folded.text, "your balance");
        assert_eq!(folded.origin(5..12, "Your BALANCE"), 5..12);
    }

    #[test]
    fn what_networks_do_to_text_is_undone() {
        for (original, folded) in [
            ("១២.៥០៛", "12.50៛"),
            ("１２．５０￥", "12.50¥"),
            ("٢٥٫٥", "25.5"),
            ("beträgt Große", "betragt grosse"),
            ("Tài khoản", "tai khoan"),
            ("b\u{200b}al\u{200f}ance", "balance"),
            ("5 pуб", "5 руб"),
            ("is \u{2}3.35", "is $3.35"),
            ("a\u{301}b", "ab"),
        ] {
            assert_eq!(Folded::of(original).text, folded);
        }
    }

    #[test]
    fn a_range_leads_back_to_whole_characters() {
        let original = "\u{feff}សមតុល្យ ១២.៥០\u{200b} ដុល្លារ";
        let folded = Folded::of(original);
        let at = folded.text.find("12.50").unwrap();
        assert_eq!(&original[folded.origin(at..at + 5, original)], "១២.៥០");
    }
}
