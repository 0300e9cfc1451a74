//! A message → facts, each with the range of the text it was read from; or nothing, with the reason.
//!
//! One pass cuts the folded text into pieces with roles ([`scan`]); numbers are told apart by what they count
//! ([`measure`]); then each amount is labelled and each date given a meaning by the words around it. No rule knows a
//! language or an operator: words live in `rust-core/lexicon`.
//!
//! The invariant: **a wrong balance is worse than none**. Two amounts, two dates, an order of day and month that isn't
//! certain, a condition, an offer, a bank: withheld, with the reason, and the caller keeps the message as it is. Not read
//! at all: amounts in words, dates without a year when the day of arrival isn't known, calendars but the Gregorian and
//! the Thai one.

mod allowance;
mod balance;
mod date;
mod facts;
mod fold;
mod form;
mod gate;
pub(crate) mod hash;
mod hints;
mod item;
mod kind;
mod label;
mod lexicon;
mod measure;
mod menu;
mod normalise;
mod number;
mod plan;
mod roles;
mod scan;
pub mod template;
mod validity;

pub use facts::{Bonus, Fact, Reading, ReplyKind, ValidityOf, Withheld};
pub use form::Calendar;
pub use hints::Hints;
pub use number::Mark;

use gate::Speaker;
use lexicon::lexicon;
use normalise::Folded;

/// Longest text that is looked at, in bytes. A real reply has a few hundred.
pub const LONGEST: usize = 64 * 1024;

/// Reads a message. Pure; takes time in proportion to the text.
pub fn read(text: &str, hints: &Hints) -> Reading {
    let mut reading = Reading::default();
    if text.len() > LONGEST {
        reading.withhold(Withheld::TooLong);
        return reading;
    }
    let folded = Folded::of(text);
    let mut scan = scan::scan(&folded.text, lexicon());
    let menu = menu::start(&scan.items);
    match gate::speaker(&scan.items, menu, &folded.text, scan.masked) {
        Speaker::Operator => {}
        Speaker::Bank => {
            reading.withhold(Withheld::BankMessage);
            return reading;
        }
        Speaker::Advertiser => {
            reading.kind = ReplyKind::Promo;
            reading.withhold(Withheld::Advertising);
            return reading;
        }
        Speaker::OneTimePassword => {
            reading.kind = ReplyKind::Otp;
            reading.withhold(Withheld::OneTimePassword);
            return reading;
        }
    }
    let measures = measure::measure(&mut scan, &folded.text, lexicon(), hints);
    balance::Decision { original: text, folded: &folded, scan: &scan, measures: &measures, hints, menu }
        .decide(&mut reading);
    reading
}

/// Words after which a reply names what to send back, in lower case, of all languages.
pub fn reply_words() -> &'static [String] {
    &lexicon().reply_with
}

/// Whether a message hands over a one-time password: a word for one, and 4 to 8 digits in a row.
pub fn is_one_time_password(text: &str) -> bool {
    let folded = Folded::of(text);
    let scan = scan::scan(&folded.text, lexicon());
    gate::speaker(&scan.items, scan.items.len(), &folded.text, scan.masked) == Speaker::OneTimePassword
}

#[cfg(test)]
mod tests;
