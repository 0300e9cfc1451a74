//! Dates made of three numbers with the same separator: `19.05.14`, `14-03-2027`, `2027-03-14`.
//!
//! Not read, so not guessed: month names, dates without a year, calendars other than the Gregorian.

use std::ops::Range;

use chrono::NaiveDate;

use super::token::{Kind, Token};
use crate::catalogue::DateOrder;

/// Something that looks like a date.
pub struct Candidate {
    /// What it is, if its parts can be told apart and make a day that exists.
    pub date: Option<NaiveDate>,
    pub first_token: usize,
    /// How many tokens it takes up.
    pub tokens: usize,
    pub span: Range<usize>,
}

/// Every date in the text. A time that follows one is skipped: it ends the same day.
pub fn dates(tokens: &[Token<'_>], order: DateOrder) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match shape(&tokens[at..]) {
            Some([first, second, third]) => {
                found.push(Candidate {
                    date: resolve(first, second, third, order),
                    first_token: at,
                    tokens: 5,
                    span: tokens[at].span.start..tokens[at + 4].span.end,
                });
                at += 5;
            }
            None => at += 1,
        }
    }
    found
}

fn shape<'t>(tokens: &[Token<'t>]) -> Option<[&'t str; 3]> {
    let [first, mark, second, other, third, ..] = tokens else { return None };
    let parts = [first, second, third];
    let closed_up = [mark, second, other, third].iter().all(|token| !token.apart);
    let digits = parts.iter().all(|token| token.kind == Kind::Digits)
        && matches!(parts.map(|token| token.text.len()), [1 | 2, 1 | 2, 2 | 4] | [4, 1 | 2, 1 | 2]);
    let marked = mark.text == other.text && matches!(mark.text, "." | "/" | "-");
    (closed_up && digits && marked).then(|| parts.map(|token| token.text))
}

fn resolve(first: &str, second: &str, third: &str, order: DateOrder) -> Option<NaiveDate> {
    let (day, month, year) = match first.len() {
        4 => (third, second, first), // a year in front is followed by the month wherever it is used
        _ => match order {
            DateOrder::Dmy => (first, second, third),
            DateOrder::Mdy => (second, first, third),
            DateOrder::Ymd if third.len() == 2 => (third, second, first),
            DateOrder::Ymd => return None,
        },
    };
    let year: i32 = year.parse().ok()?;
    let year = if year < 100 { 2000 + year } else { year };
    if !(2000..2100).contains(&year) {
        return None; // sentinels such as 9378/10/12, and other calendars
    }
    NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)
}
