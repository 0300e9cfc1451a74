//! Phone numbers: as people type them, in the national and the international form (E.164), and whose they are by their
//! first digits.
//!
//! A number is told by its country's numbering. Foreign numbers are taken in their international form and known by
//! their length alone. Numbers can't be ported in Cambodia, so there a prefix names the operator; elsewhere nothing
//! here is asked.

mod numbering;

pub use numbering::Numbering;

use std::fmt;

/// A phone number. It has no debug form: a number reaches no log and no error text.
#[derive(Clone, PartialEq, Eq)]
pub struct Msisdn {
    /// Calling code and national digits without the trunk prefix.
    international: String,
    /// With the trunk prefix; `None` for a number of another country.
    national: Option<String>,
}

impl Msisdn {
    /// `+85510000482`: E.164 with its plus.
    pub fn e164(&self) -> String {
        format!("+{}", self.international)
    }

    /// `010000482`: as it is dialled inside its country; `None` for a number of another country.
    pub fn national(&self) -> Option<&str> {
        self.national.as_deref()
    }
}

impl fmt::Debug for Msisdn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// Why a text is no phone number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NumberError {
    /// Something else than digits, the usual separators and one leading `+` is in it.
    #[error("a character that no number has")]
    Characters,
    /// Too short or too long.
    #[error("{digits} digits instead of {expected:?}")]
    Length {
        /// How many digits it has, in the form in which it was typed.
        digits: usize,
        /// How many such a number has, in that form.
        expected: Vec<usize>,
    },
}

/// E.164: at most 15 digits. The shortest numbers in use have 8 with their country's calling code.
const INTERNATIONAL: std::ops::RangeInclusive<usize> = 8..=15;

/// A number as typed → its digits with an optional leading `+`. Spaces, dashes, dots and brackets go; Khmer digits count.
/// An empty text gives an empty one.
pub fn digits(typed: &str) -> Result<String, NumberError> {
    let mut number = String::new();
    for c in typed.trim().chars() {
        match c {
            ' ' | '-' | '.' | '(' | ')' | '\u{a0}' | '\u{200b}' => {}
            '+' if number.is_empty() => number.push('+'),
            _ => number.push(ascii_digit(c).ok_or(NumberError::Characters)?),
        }
    }
    if number == "+" { Err(NumberError::Characters) } else { Ok(number) }
}

/// The ASCII digit that an ASCII or Khmer digit stands for.
pub fn ascii_digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '០'..='៩' => char::from_digit(u32::from(c) - u32::from('០'), 10),
        _ => None,
    }
}

/// Reads a number of a country whose numbering isn't known: 8 to 15 digits.
pub fn parse_anywhere(typed: &str) -> Result<Msisdn, NumberError> {
    let number = digits(typed)?;
    let international = number.strip_prefix('+').unwrap_or(&number);
    if INTERNATIONAL.contains(&international.len()) {
        Ok(Msisdn { international: international.to_owned(), national: None })
    } else {
        Err(NumberError::Length { digits: international.len(), expected: INTERNATIONAL.collect() })
    }
}
