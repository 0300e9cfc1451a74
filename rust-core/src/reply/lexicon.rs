//! The words of `rust-core/lexicon/*.toml`, in one table of hashes that is built once.
//!
//! A language's file gives, for each role, its words and phrases; the currencies' file gives what each currency is
//! called. All languages share one table: replies mix them, and a word means the same to a rule whatever its language.
//! Scripts that write no spaces are matched longest-first, so their entries are found by whole strings.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::fold;
use super::form::{CurrencyFile, LanguageFile};
use super::hash::Hash;
use super::normalise::Folded;
use super::roles::{self, Roles};

/// What the lexicon knows of a word or phrase.
#[derive(Clone, Copy, Debug, Default)]
pub struct Entry {
    pub roles: Roles,
    /// Index into the currency words, where the role is one.
    pub currency: u16,
    /// 1 to 12, where it names a month.
    pub month: u8,
    /// Power of 1024, where it is a unit of data.
    pub power: u8,
    /// Whether a longer phrase begins with it.
    pub more: bool,
}

/// A word that stands for a currency.
#[derive(Debug, Default)]
struct CurrencyWord {
    /// ISO 4217 codes that it may stand for.
    codes: Vec<[u8; 3]>,
    /// Too short to count unless the operator's own currency is called so.
    weak: bool,
}

/// Every word.
pub struct Lexicon {
    tags: Vec<u32>,
    entries: Vec<Entry>,
    /// For the first character of an entry in a script without spaces: the longest entry, in characters.
    longest: Vec<u8>,
    currency_words: Vec<CurrencyWord>,
    /// Words after which a reply names what to send back, in lower case.
    pub reply_with: Vec<String>,
    /// Currencies that are written without decimals, so that three digits after a mark are thousands.
    whole: Vec<[u8; 3]>,
}

/// A file of `rust-core/lexicon`, as the build script wrote it.
macro_rules! shipped {
    ($name:literal) => {
        include_bytes!(concat!(env!("OUT_DIR"), "/lexicon/", $name, ".postcard"))
    };
}
pub(super) use shipped;

macro_rules! files {
    ($($name:literal)*) => {
        const LANGUAGES: &[(&str, &[u8])] = &[$(($name, shipped!($name))),*];
    };
}

files! { "en" "km" "zh" "de" "nl" "fr" "es" "pt" "it" "id" "tl" "vi" "th" "cs" "pl" "hu" "ru" "uk" "sv" "lv" "ar" "fa" "sw" "tr" "ro" "hi" "sh" }

const CURRENCIES: &[u8] = shipped!("currencies");

/// The lexicon of the shipped files. They are compiled in and tested, so a fault in one can't reach a phone.
pub fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| Builder::default().shipped().expect("the shipped lexicon is tested"))
}

impl Lexicon {
    /// What is known of a word or phrase.
    #[inline]
    pub fn get(&self, hash: Hash) -> Option<Entry> {
        let (mut slot, tag) = place(hash, self.tags.len());
        loop {
            match self.tags[slot] {
                0 => return None,
                found if found == tag => return Some(self.entries[slot]),
                _ => slot = (slot + 1) & (self.tags.len() - 1),
            }
        }
    }

    /// The longest entry, in characters, that begins with this character of a script without spaces; 0: none.
    #[inline]
    pub fn longest_from(&self, c: char) -> u8 {
        self.longest[c as usize & (FIRSTS - 1)]
    }

    /// The currency that a word stands for where `own` is the operator's: `None` if it is no currency there,
    /// `Some(None)` if it is one of several.
    pub fn currency(&self, index: u16, own: &str) -> Option<Option<[u8; 3]>> {
        let word = &self.currency_words[usize::from(index)];
        let own = word.codes.iter().find(|code| code.as_slice() == own.as_bytes());
        match (own, word.codes.as_slice()) {
            (Some(own), _) => Some(Some(*own)),
            _ if word.weak => None,
            (None, [only]) => Some(Some(*only)),
            _ => Some(None),
        }
    }

    /// Whether a currency is written without decimals.
    pub fn is_whole(&self, code: &str) -> bool {
        self.whole.iter().any(|whole| whole.as_slice() == code.as_bytes())
    }
}

const FIRSTS: usize = 4096;

#[inline]
fn place(hash: Hash, slots: usize) -> (usize, u32) {
    let finished = hash.finish();
    (finished as usize & (slots - 1), (finished >> 32) as u32 | 1)
}

#[derive(Default)]
struct Builder {
    known: BTreeMap<u64, (Hash0, Entry)>,
    longest: Vec<u8>,
    currency_words: Vec<CurrencyWord>,
    currency_index: BTreeMap<String, u16>,
    reply_with: Vec<String>,
    whole: Vec<[u8; 3]>,
}

/// A hash that a map can hold.
type Hash0 = Hash;

impl Builder {
    fn shipped(mut self) -> Result<Lexicon, String> {
        self.longest = vec![0; FIRSTS];
        for (name, postcard) in LANGUAGES {
            self.language(postcard).map_err(|fault| format!("{name}.toml: {fault}"))?;
        }
        self.currencies(CURRENCIES).map_err(|fault| format!("currencies.toml: {fault}"))?;
        Ok(self.build())
    }

    fn language(&mut self, postcard: &[u8]) -> Result<(), String> {
        let file: LanguageFile = postcard::from_bytes(postcard).map_err(|error| error.to_string())?;
        self.reply_with.extend(file.reply_with);
        for (name, words) in &file.roles {
            let role = Roles::named(name).ok_or_else(|| format!("no role is called {name}"))?;
            words.iter().for_each(|word| self.add(word, |entry| entry.roles.add(role)));
        }
        for (month, words) in (1u8..).zip(&file.months) {
            for word in words {
                self.add(word, |entry| {
                    entry.roles.add(roles::MONTH);
                    entry.month = month;
                });
            }
        }
        for (power, words) in (0u8..).zip(&file.bytes) {
            for word in words {
                self.add(word, |entry| {
                    entry.roles.add(roles::BYTES);
                    entry.power = power;
                });
            }
        }
        Ok(())
    }

    fn currencies(&mut self, postcard: &[u8]) -> Result<(), String> {
        let file: CurrencyFile = postcard::from_bytes(postcard).map_err(|error| error.to_string())?;
        for (code, entry) in &file.currency {
            let code: [u8; 3] = code.as_bytes().try_into().map_err(|_| format!("{code} is no currency"))?;
            if entry.whole {
                self.whole.push(code);
            }
            // A code that is an ordinary word too (`TRY`, `ALL`) stands among the weak ones.
            let own = String::from_utf8_lossy(&code).to_ascii_lowercase();
            for word in entry.words.iter().chain((!entry.weak.contains(&own)).then_some(&own)) {
                self.currency_word(word, code, false);
            }
            entry.weak.iter().for_each(|word| self.currency_word(word, code, true));
        }
        Ok(())
    }

    fn currency_word(&mut self, word: &str, code: [u8; 3], weak: bool) {
        let folded = Folded::of(word).text;
        let next = u16::try_from(self.currency_words.len()).unwrap_or(u16::MAX);
        let index = *self.currency_index.entry(folded).or_insert(next);
        if index == next {
            self.currency_words.push(CurrencyWord { codes: Vec::new(), weak });
        }
        let known = &mut self.currency_words[usize::from(index)];
        known.codes.push(code);
        known.weak &= weak;
        self.add(word, |entry| {
            entry.roles.add(roles::CURRENCY);
            entry.currency = index;
        });
    }

    /// Adds a word or phrase, and its twin in Latin letters if it has one.
    fn add(&mut self, word: &str, change: impl Fn(&mut Entry)) {
        let folded = Folded::of(word).text;
        if let Some(twin) = fold::latin_twin(&folded) {
            self.add_folded(&twin, &change);
        }
        self.add_folded(&folded, &change);
    }

    fn add_folded(&mut self, folded: &str, change: impl Fn(&mut Entry)) {
        if let Some(first) = folded.chars().next().filter(|&c| is_unspaced(c)) {
            let length = u8::try_from(folded.chars().count()).unwrap_or(u8::MAX);
            let longest = &mut self.longest[first as usize & (FIRSTS - 1)];
            *longest = length.max(*longest);
            change(self.entry(Hash::of(folded.as_bytes())));
            return;
        }
        let mut so_far: Option<Hash> = None;
        for part in parts(folded) {
            if let Some(start) = so_far {
                self.entry(start).more = true;
            }
            let part = Hash::of(part.as_bytes());
            so_far = Some(so_far.map_or(part, |start| start.followed_by(part)));
        }
        if let Some(hash) = so_far {
            change(self.entry(hash));
        }
    }

    fn entry(&mut self, hash: Hash) -> &mut Entry {
        &mut self.known.entry(hash.finish()).or_insert((hash, Entry::default())).1
    }

    fn build(self) -> Lexicon {
        let slots = (self.known.len() * 2).next_power_of_two();
        let mut lexicon = Lexicon {
            tags: vec![0; slots],
            entries: vec![Entry::default(); slots],
            longest: self.longest,
            currency_words: self.currency_words,
            reply_with: self.reply_with,
            whole: self.whole,
        };
        for (hash, entry) in self.known.into_values() {
            let (mut slot, tag) = place(hash, slots);
            while lexicon.tags[slot] != 0 {
                slot = (slot + 1) & (slots - 1);
            }
            lexicon.tags[slot] = tag;
            lexicon.entries[slot] = entry;
        }
        lexicon
    }
}

/// A phrase's words, cut as the scanner cuts them; a currency sign counts as a word.
fn parts(folded: &str) -> impl Iterator<Item = &str> {
    let is_joint = |c: char| matches!(c, ' ' | '.' | '-' | '_' | '/' | '\'' | '&');
    folded
        .split(is_joint)
        .flat_map(|part| {
            let cut = part.find('$').unwrap_or(part.len());
            [&part[..cut], &part[cut..]]
        })
        .filter(|part| !part.is_empty())
}

/// Whether a character belongs to a script that puts no spaces between words: Thai, Lao, Myanmar, Khmer, Chinese,
/// Japanese. Their digits and signs are not meant.
pub fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e01}'..='\u{e3a}' | '\u{e40}'..='\u{e4e}' | '\u{e81}'..='\u{ecd}' | '\u{1000}'..='\u{103f}'
        | '\u{1050}'..='\u{109f}' | '\u{1780}'..='\u{17d3}' | '\u{17dc}'..='\u{17dd}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_files_are_sound() {
        let built = Builder::default().shipped().map(|lexicon| lexicon.tags.len());
        assert!(built.is_ok(), "{built:?}");
    }

    #[test]
    fn words_phrases_and_strings_are_found() {
        let lexicon = lexicon();
        let word =
            |word: &str| lexicon.get(Hash::of(word.as_bytes())).map(|entry| entry.roles).unwrap_or_default();
        assert!(word("balance").has(roles::BALANCE));
        assert!(word("octatok").has(roles::BALANCE.and(roles::LEFT)));
        assert!(word("សមតុល្យ").has(roles::BALANCE));
        assert!(word("nonsense").is_empty());
        let phrase = Hash::of(b"as").followed_by(Hash::of(b"of"));
        assert!(lexicon.get(phrase).is_some_and(|entry| entry.roles.has(roles::AS_OF)));
    }

    #[test]
    fn a_shared_sign_is_the_operators_own_currency() {
        let lexicon = lexicon();
        let index = lexicon.get(Hash::of(b"$")).unwrap().currency;
        assert_eq!(lexicon.currency(index, "USD"), Some(Some(*b"USD")));
        assert_eq!(lexicon.currency(index, "AUD"), Some(Some(*b"AUD")));
        assert_eq!(lexicon.currency(index, ""), Some(None));
    }
}
