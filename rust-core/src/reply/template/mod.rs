//! What a person teaches: the shape of one operator's message, and where its balance and its last day stand.
//!
//! A template is the message's words in their order, with typed gaps for its figures. It fits a whole message or none of
//! it: every word must be there and no other, while case, spaces, signs and digits don't matter. So it needs no regular
//! expression, is compared once from the front, and can't fit a message of another meaning by a word that it shares with
//! it. No figure is part of a template, only its place; sharing one therefore shares no number.
//!
//! The shipped reader comes first: a template fills what was not read and changes nothing that was ([`read_with`]). What
//! the gate holds back (a bank, an advertisement, a one-time password) stays held back.

mod choices;
mod derive;
mod form;
mod outline;
mod read;

pub use choices::{AmountChoice, Choices, DayChoice, choices};
pub use derive::{Marks, Unteachable, derive};
pub use form::{Shared, SharedFault, is_shared};
pub use read::{Found, complete, read_with};

use super::facts::ValidityOf;
use super::lexicon::is_unspaced;
use super::number::Mark;
use crate::catalogue::DateOrder;

/// A place in a message where a figure stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// The main balance.
    Balance {
        /// ISO 4217, where the message named it; else the operator's.
        currency: Option<[u8; 3]>,
        /// The mark before decimals, where the message or the person settled it; else the operator's country's.
        decimal: Option<Mark>,
    },
    /// A last day.
    LastDay {
        /// What ends then.
        of: ValidityOf,
        /// The order of numbers in it, where the person settled it.
        order: Option<DateOrder>,
    },
    /// Any figure: a number, a date, a time, a code.
    Figure,
}

/// A piece of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Words that must stand there: folded letters and currency signs, one space between words.
    Words(String),
    /// A figure.
    Gap(Gap),
}

/// Why parts are no template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Neither a balance nor a last day.
    NothingMarked,
    /// Two balances or two last days.
    MarkedTwice,
    /// So few words that it would fit other messages as well.
    TooFewWords,
    /// Longer than any message that is answered with.
    TooLong,
}

/// The shape of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    parts: Vec<Part>,
}

/// Letters that a template needs, currencies' names aside. A letter of a script without spaces counts twice.
const ENOUGH_LETTERS: usize = 8;

/// Longest template as text, in bytes: some ten segments of a message.
const LONGEST_FORM: usize = 4096;

impl Template {
    fn new(parts: Vec<Part>) -> Result<Template, Fault> {
        let count = |test: fn(&Gap) -> bool| {
            parts.iter().filter(|part| matches!(part, Part::Gap(gap) if test(gap))).count()
        };
        let balances = count(|gap| matches!(gap, Gap::Balance { .. }));
        let days = count(|gap| matches!(gap, Gap::LastDay { .. }));
        if balances + days == 0 {
            return Err(Fault::NothingMarked);
        }
        if balances > 1 || days > 1 {
            return Err(Fault::MarkedTwice);
        }
        let words = parts.iter().filter_map(|part| match part {
            Part::Words(words) => Some(words.as_str()),
            Part::Gap(_) => None,
        });
        let letters: usize = words.map(outline::weight).sum();
        if letters < ENOUGH_LETTERS {
            return Err(Fault::TooFewWords);
        }
        let template = Template { parts };
        if template.line().len() > LONGEST_FORM {
            return Err(Fault::TooLong);
        }
        Ok(template)
    }

    /// Its words and gaps in their order.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// What two templates have in common of which the later one replaces the earlier: the same words and places, whatever
    /// the places mean.
    pub fn shape(&self) -> String {
        let parts = self.parts.iter().map(|part| match part {
            Part::Words(words) => words.as_str(),
            Part::Gap(_) => "[]",
        });
        parts.collect::<Vec<_>>().join(" ")
    }
}

/// Whether a folded character takes part in the comparison: a letter of any script, its vowel signs, a currency sign. A
/// numeral that Unicode counts among letters (Ⅳ) doesn't: no template has a digit.
fn counts(c: char) -> bool {
    c.is_ascii_lowercase()
        || (!c.is_ascii() && !c.is_numeric() && (super::scan::is_letter(c) || is_unspaced(c)))
        || is_currency_sign(c)
}

fn is_currency_sign(c: char) -> bool {
    matches!(c, '$' | '\u{a2}'..='\u{a5}' | '\u{e3f}' | '\u{17db}' | '\u{20a0}'..='\u{20cf}')
}

#[cfg(test)]
mod tests;
