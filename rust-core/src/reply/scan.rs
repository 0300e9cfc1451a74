//! Folded text → pieces, in one pass: words and phrases with their roles, numbers, dates, times, codes, and what
//! separates them.
//!
//! Every look ahead is bounded (a date, a phrase, a group of digits), so the time is in proportion to the text.

use super::date::Shape;
use super::hash::Hash;
use super::item::{Bound, Item, Kind, before};
use super::lexicon::{Entry, Lexicon, is_unspaced};
use super::roles::{self, Roles};

mod dates;
mod numbers;

/// What a scan gives.
pub struct Scan {
    pub items: Vec<Item>,
    /// The dates, in order; a [`Kind::Date`] item's `aux` is the index.
    pub shapes: Vec<Shape>,
    /// Whether some digits or a name are hidden by stars or crosses, as banks do with accounts and cards.
    pub masked: bool,
}

/// Cuts a folded text into pieces.
pub fn scan(text: &str, lexicon: &'static Lexicon) -> Scan {
    let mut scanner = Scanner {
        text,
        bytes: text.as_bytes(),
        lexicon,
        scan: Scan { items: Vec::with_capacity(text.len() / 4 + 4), shapes: Vec::new(), masked: false },
        bound: Bound::Hard,
        before: before::LINE,
    };
    let mut at = 0;
    while at < scanner.bytes.len() {
        at = scanner.step(at);
    }
    scanner.scan
}

struct Scanner<'t> {
    text: &'t str,
    bytes: &'t [u8],
    lexicon: &'static Lexicon,
    scan: Scan,
    /// What has been seen since the last piece.
    bound: Bound,
    before: u8,
}

/// Words of a phrase, at most.
const PHRASE: usize = 5;

impl Scanner<'_> {
    /// Takes what begins at `at`; gives where the next begins.
    #[inline]
    fn step(&mut self, at: usize) -> usize {
        match self.bytes[at] {
            b'a'..=b'z' => self.word(at),
            b'0'..=b'9' => self.number(at),
            b' ' | b'\t' => {
                self.before &= !before::GLUED;
                if self.before & before::MINUS != 0 {
                    self.before = (self.before & !before::MINUS) | before::DASH;
                }
                at + 1
            }
            byte if byte < 0x80 => self.sign(at, byte),
            _ => self.beyond_ascii(at),
        }
    }

    fn push(&mut self, kind: Kind, start: usize, end: usize, entry: Entry, aux: u16) {
        self.scan.items.push(Item {
            start: start as u32,
            end: end as u32,
            roles: entry.roles,
            kind,
            bound: self.bound,
            before: self.before,
            month: entry.month,
            power: entry.power,
            currency: entry.currency,
            aux,
        });
        self.bound = Bound::None;
        self.before = before::GLUED;
    }

    /// A word, and the longest phrase that it begins.
    fn word(&mut self, start: usize) -> usize {
        let (hash, first_end) = self.spell(start);
        let mut end = first_end;
        let mut best = self.lexicon.get(hash);
        if best.is_some_and(|entry| entry.more) {
            let mut phrase = hash;
            let mut reach = first_end;
            for _ in 1..PHRASE {
                let Some(next) = self.joint(reach) else { break };
                let (hash, next_end) = self.spell(next);
                phrase = phrase.followed_by(hash);
                let Some(entry) = self.lexicon.get(phrase) else { break };
                reach = next_end;
                if !entry.roles.is_empty() {
                    best = Some(entry);
                    end = next_end;
                }
                if !entry.more {
                    break;
                }
            }
        }
        let mut entry = best.unwrap_or_default();
        if entry.roles.is_empty() && names_a_bank(&self.bytes[start..first_end]) {
            entry.roles = roles::BANK;
        }
        if entry.roles.has(roles::MONTH)
            && let Some(after) = self.month_first(start, end, entry.month)
        {
            return after;
        }
        let spelled = &self.bytes[start..end];
        match spelled {
            b"http" | b"https" | b"www" => return self.address(start, end),
            _ if spelled.iter().all(|&byte| byte == b'x') && self.hides(start, end) => {
                self.scan.masked = true;
            }
            _ => {}
        }
        self.push(Kind::Word, start, end, entry, 0);
        end
    }

    /// The hash of the word at `start`, and its end. A `$` counts as a word, for `us$`.
    #[inline]
    fn spell(&self, start: usize) -> (Hash, usize) {
        let mut hash = Hash::new();
        let mut at = start;
        while let Some(&byte) = self.bytes.get(at) {
            match byte {
                b'a'..=b'z' => at += 1,
                0x80.. => match self.text[at..].chars().next() {
                    Some(c) if is_letter(c) && !is_unspaced(c) => {
                        self.bytes[at..at + c.len_utf8() - 1].iter().for_each(|&byte| hash.byte(byte));
                        at += c.len_utf8();
                    }
                    _ => break,
                },
                b'$' if at == start => {
                    hash.byte(byte);
                    return (hash, at + 1);
                }
                _ => break,
            }
            hash.byte(self.bytes[at - 1]);
        }
        (hash, at)
    }

    /// Where the next word of a phrase begins: after one sign that joins words, and spaces.
    #[inline]
    fn joint(&self, end: usize) -> Option<usize> {
        let mut at = end;
        let mut signs = 0;
        while at < end + 4 {
            match *self.bytes.get(at)? {
                b'a'..=b'z' | b'$' => return Some(at),
                b' ' => {}
                b'.' | b'-' | b'_' | b'/' | b'\'' | b'&' if signs == 0 => signs = 1,
                0x80.. => return self.text[at..].chars().next().filter(|&c| is_letter(c)).map(|_| at),
                _ => return None,
            }
            at += 1;
        }
        None
    }

    /// Whether crosses stand for digits or letters: several, or one before the last digits of a number.
    fn hides(&self, start: usize, end: usize) -> bool {
        let digits = self.bytes[end..].iter().take(5).take_while(|byte| byte.is_ascii_digit()).count();
        let mixed = digits > 0 || self.before & before::GLUED != 0 || self.bytes.get(end) == Some(&b'*');
        end - start >= 2 || (mixed && (3..=4).contains(&digits))
    }

    /// A web address is one unknown word, whatever stands in it.
    fn address(&mut self, start: usize, at: usize) -> usize {
        let rest = &self.bytes[at..];
        let end = at + rest.iter().position(u8::is_ascii_whitespace).unwrap_or(rest.len());
        self.push(Kind::Word, start, end, Entry::default(), 0);
        end
    }

    /// A sign: most separate, a few are words (currencies), stars and hashes begin codes.
    fn sign(&mut self, at: usize, byte: u8) -> usize {
        let next = self.bytes.get(at + 1).copied();
        let spaced = self.before & before::GLUED == 0;
        self.before &= !before::GLUED;
        match byte {
            b'$' => {
                let entry = self.lexicon.get(Hash::of(b"$")).unwrap_or_default();
                self.before |= if spaced { 0 } else { before::GLUED };
                self.push(Kind::Word, at, at + 1, entry, 0);
            }
            b'\n' | b'\r' => {
                // A label whose value stands on the next line.
                if self.before & before::LINK == 0 && !self.scan.items.last().is_some_and(is_link) {
                    self.bound = Bound::Hard;
                }
                self.before |= before::LINE;
            }
            b':' | b'=' => self.before |= before::LINK,
            b'.' => self.full_stop(at, next),
            b';' | b'!' | b'?' | b'|' | b'[' | b']' => self.bound = Bound::Hard,
            b',' => self.bound = self.bound.max(Bound::Weak),
            b'(' | b')' | b'{' | b'}' | b'<' | b'>' => {
                self.bound = self.bound.max(Bound::Weak);
                self.before |= if byte == b'(' { before::BRACKET } else { 0 };
            }
            b'-' => self.before |= if spaced { before::MINUS } else { before::DASH },
            b'/' => self.before |= before::SLASH,
            b'*' | b'#' if next.is_some_and(|next| next.is_ascii_digit() || next == b'*') => {
                return self.code(at);
            }
            b'*' => self.bound = self.bound.max(Bound::Weak),
            0..=0x1f => self.bound = self.bound.max(Bound::Weak),
            _ => {}
        }
        at + 1
    }

    /// A full stop ends a sentence, unless it ends an abbreviation or stands in a number.
    fn full_stop(&mut self, at: usize, next: Option<u8>) {
        let items = &self.scan.items;
        let Some(last) = items.last().filter(|last| last.kind == Kind::Word && last.end as usize == at)
        else {
            self.bound = Bound::Hard;
            return;
        };
        let digit_next = next.is_some_and(|next| next.is_ascii_digit());
        let letter_next = next.is_some_and(|next| next.is_ascii_alphabetic());
        // A single letter is an abbreviation: `s.d.`, `т.ч.`
        let alone = at < 2 || !self.bytes[at - 2].is_ascii_alphabetic();
        let short =
            alone && self.bytes[at.saturating_sub(1)].is_ascii_alphabetic() && !last.is(roles::CURRENCY);
        let names_value = roles::CURRENCY.and(roles::ABBREVIATION);
        // `5 Rs. 30 days`: the currency belongs to the number before it, and the sentence ends.
        let taken = last.is(roles::CURRENCY)
            && items.len() >= 2
            && last.bound == Bound::None
            && items[items.len() - 2].kind == Kind::Number;
        let labels = roles::BALANCE.and(roles::CHARGE).and(roles::VALID).and(roles::TOPUP);
        if taken && !digit_next {
            self.bound = Bound::Hard;
        } else if (last.is(names_value) && !letter_next && !taken) || short || (digit_next && last.is(labels))
        {
            self.before |= before::DOT;
        } else {
            self.bound = Bound::Hard;
        }
    }

    fn beyond_ascii(&mut self, at: usize) -> usize {
        let Some(c) = self.text[at..].chars().next() else { return self.bytes.len() };
        let end = at + c.len_utf8();
        if is_unspaced(c) {
            return self.unspaced(at, end);
        }
        if is_letter(c) {
            return self.word(at);
        }
        // A currency sign, or something that separates nothing.
        self.before &= !before::GLUED;
        if let Some(entry) = self.lexicon.get(Hash::of(&self.bytes[at..end])) {
            self.push(Kind::Word, at, end, entry, 0);
        }
        end
    }

    /// The longest word that begins here; a character that begins none is left out.
    fn unspaced(&mut self, at: usize, end: usize) -> usize {
        match self.longest(at) {
            Some((entry, found_end)) => {
                self.push(Kind::Word, at, found_end, entry, 0);
                found_end
            }
            None => {
                // One unknown word for a run of unknown characters.
                match self.scan.items.last_mut() {
                    Some(last)
                        if last.end as usize == at
                            && last.roles == Roles::NONE
                            && last.kind == Kind::Word =>
                    {
                        last.end = end as u32;
                    }
                    _ => self.push(Kind::Word, at, end, Entry::default(), 0),
                }
                end
            }
        }
    }

    fn longest(&self, at: usize) -> Option<(Entry, usize)> {
        let mut hash = Hash::new();
        let mut best = None;
        let mut most = u8::MAX;
        for (count, (offset, c)) in (0u8..).zip(self.text[at..].char_indices()) {
            if count == 0 {
                most = self.lexicon.longest_from(c);
            }
            if count >= most || !is_unspaced(c) {
                break;
            }
            let end = at + offset + c.len_utf8();
            self.bytes[at + offset..end].iter().for_each(|&byte| hash.byte(byte));
            if let Some(entry) = self.lexicon.get(hash) {
                best = Some((entry, end));
            }
        }
        best
    }
}

/// `maybank`, `commerzbank`, `приватбанк`: no lexicon holds them all, and they say it themselves.
fn names_a_bank(word: &[u8]) -> bool {
    word.len() > 4 && (word.ends_with(b"bank") || word.ends_with("банк".as_bytes()))
}

fn is_link(item: &Item) -> bool {
    item.is(roles::LINK) && item.kind == Kind::Word
}

/// Letters of the alphabets that the lexicon has, and of any other.
#[inline]
pub fn is_letter(c: char) -> bool {
    matches!(c, 'a'..='z' | '\u{370}'..='\u{52f}' | '\u{621}'..='\u{64a}' | '\u{671}'..='\u{6d3}' | '\u{900}'..='\u{963}' | '\u{980}'..='\u{9e3}')
        || c.is_alphabetic()
}
