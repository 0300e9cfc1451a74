//! A message → facts, each with the range of the text it was read from; or nothing, with the reason.
//!
//! It reads the shapes in `tests/fixtures/reply`: one balance after a word for balance, and one date after a word for
//! validity. What doesn't fit is not read, since a wrong balance is worse than none: two amounts, two dates, an order
//! of day and month that is not certain, a bonus, an offer, a bank. The caller keeps such a message as it is.

mod amount;
mod date;
mod one_time_password;
mod token;

pub use one_time_password::is_one_time_password;

use std::ops::Range;

use chrono::NaiveDate;

use crate::catalogue::DateOrder;
use crate::money::Money;

/// Longest text that is looked at, in bytes. A real reply has a few hundred.
pub const LONGEST: usize = 64 * 1024;

/// What is known of the operator that may decide what its text means.
#[derive(Clone, Debug)]
pub struct Hints {
    /// What `$` or a missing sign stands for.
    pub currency: String,
    /// The order of its dates.
    pub date_order: DateOrder,
}

/// A fact and where it stands in the text, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact<T> {
    /// What was read.
    pub value: T,
    /// The bytes of the original text that say so.
    pub span: Range<usize>,
}

/// Why a fact that seems to be there was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Withheld {
    /// No word for a balance before an amount.
    NoBalanceWord,
    /// More than one amount.
    SeveralAmounts,
    /// An amount that can't be told exactly.
    UnclearAmount,
    /// More than one date.
    SeveralDates,
    /// A date without a word for validity, or whose day, month and year can't be told apart.
    UnclearDate,
    /// It speaks of a bonus, an offer, a bank, or something else whose amount is not the balance.
    NotMainBalance,
}

/// What one message says. Both facts absent means "not read".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The main balance.
    pub balance: Option<Fact<Money>>,
    /// The last day on which it is valid.
    pub valid_until: Option<Fact<NaiveDate>>,
    /// Why something was not read.
    pub withheld: Vec<Withheld>,
}

impl Reading {
    /// Whether any fact was read.
    pub fn is_read(&self) -> bool {
        self.balance.is_some() || self.valid_until.is_some()
    }
}

/// Words after which an amount is a balance.
const BALANCE_WORDS: [&str; 2] = ["balance", "credit"];

/// Words after which a date ends something.
const VALIDITY_WORDS: [&str; 6] = ["valid", "validity", "expires", "expire", "expiry", "expiring"];

/// Words that make an amount something else than the main balance.
const OTHER_MONEY_WORDS: [&str; 31] = [
    "bonus",
    "promo",
    "promotion",
    "promotional",
    "free",
    "get",
    "buy",
    "win",
    "offer",
    "bank",
    "account no",
    "a/c",
    "debited",
    "credited",
    "transfer",
    "transferred",
    "wallet",
    "loan",
    "owe",
    "fee",
    "charged",
    "call",
    "cost",
    "price",
    "per",
    "your pin",
    "data",
    "sms",
    "mb",
    "gb",
    "points",
];

/// Reads a message. Pure; takes time in proportion to the text.
pub fn read(text: &str, hints: &Hints) -> Reading {
    let tokens = token::tokens(text);
    let mut withheld = Vec::new();
    if OTHER_MONEY_WORDS.iter().any(|word| token::has_words(&tokens, word)) {
        withheld.push(Withheld::NotMainBalance);
        return Reading { withheld, ..Reading::default() };
    }
    let dates = date::dates(&tokens, hints.date_order);
    let amounts = amount::amounts(&tokens, &dates, &hints.currency);
    let balance = main_balance(&tokens, &amounts, &mut withheld);
    // A date that no amount goes with says nothing about a balance's validity.
    let valid_until = if balance.is_some() { validity(&tokens, &dates, &mut withheld) } else { None };
    Reading { balance, valid_until, withheld }
}

fn main_balance(
    tokens: &[token::Token<'_>],
    amounts: &[amount::Candidate],
    withheld: &mut Vec<Withheld>,
) -> Option<Fact<Money>> {
    let (candidate, rest) = amounts.split_first()?;
    if !rest.is_empty() {
        withheld.push(Withheld::SeveralAmounts);
        return None;
    }
    if !token::word_before(tokens, candidate.first_token, &BALANCE_WORDS) {
        withheld.push(Withheld::NoBalanceWord);
        return None;
    }
    match &candidate.money {
        Some(money) => Some(Fact { value: money.clone(), span: candidate.span.clone() }),
        None => {
            withheld.push(Withheld::UnclearAmount);
            None
        }
    }
}

fn validity(
    tokens: &[token::Token<'_>],
    dates: &[date::Candidate],
    withheld: &mut Vec<Withheld>,
) -> Option<Fact<NaiveDate>> {
    let (candidate, rest) = dates.split_first()?;
    if !rest.is_empty() {
        withheld.push(Withheld::SeveralDates);
        return None;
    }
    match candidate.date {
        Some(date) if token::word_before(tokens, candidate.first_token, &VALIDITY_WORDS) => {
            Some(Fact { value: date, span: candidate.span.clone() })
        }
        _ => {
            withheld.push(Withheld::UnclearDate);
            None
        }
    }
}

#[cfg(test)]
mod tests;
