//! Amounts of money: a number next to a currency, or a number with decimals.

use std::ops::Range;

use super::date;
use super::token::{Kind, Token};
use crate::money::Money;

/// Something that looks like an amount.
pub struct Candidate {
    /// What it is, if its separators can be told apart and it fits.
    pub money: Option<Money>,
    pub first_token: usize,
    pub span: Range<usize>,
}

/// A number and how many tokens it takes up.
struct Number {
    value: Option<(i64, i32)>,
    decimals: bool,
    tokens: usize,
}

/// Every amount outside the dates. Whole numbers without a currency (hours, days, phone numbers) are none.
pub fn amounts(tokens: &[Token<'_>], dates: &[date::Candidate], default_currency: &str) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut dates = dates.iter().peekable();
    let mut at = 0;
    while at < tokens.len() {
        if let Some(date) = dates.next_if(|date| date.first_token == at) {
            at += date.tokens;
            continue;
        }
        if tokens[at].kind != Kind::Digits {
            at += 1;
            continue;
        }
        let number = number(&tokens[at..]);
        let end = at + number.tokens;
        let before = at.checked_sub(1).and_then(|i| currency(tokens[i].text)).map(|c| (c, at - 1));
        let after = tokens.get(end).and_then(|token| currency(token.text)).map(|c| (c, end));
        let time = tokens.get(end).is_some_and(|token| token.text == ":" && !token.apart)
            || at.checked_sub(2).is_some_and(|i| tokens[i].kind == Kind::Digits && tokens[i + 1].text == ":");
        if !time && (number.decimals || before.is_some() || after.is_some()) {
            let first = before.map_or(at, |(_, i)| i);
            let last = after.map_or(end - 1, |(_, i)| i);
            // Two different currencies around one number: which one is meant is not certain.
            let named = match (before, after) {
                (Some((one, _)), Some((other, _))) if one != other => None,
                (one, other) => Some(one.or(other).map_or(SIGN, |(c, _)| c)),
            };
            let negative = first > 0 && tokens[first - 1].text == "-";
            let money = named.filter(|_| !negative).zip(number.value).map(|(name, (units, scale))| Money {
                units,
                scale,
                currency: if name == SIGN { default_currency.to_owned() } else { name.to_owned() },
            });
            found.push(Candidate {
                money,
                first_token: first,
                span: tokens[first].span.start..tokens[last].span.end,
            });
        }
        at = end;
    }
    found
}

/// Stands for "a sign that several currencies share": the operator's own decides.
const SIGN: &str = "$";

fn currency(text: &str) -> Option<&'static str> {
    match text {
        "$" => Some(SIGN),
        "៛" => Some("KHR"),
        _ if text.eq_ignore_ascii_case("USD") => Some("USD"),
        _ if text.eq_ignore_ascii_case("KHR") => Some("KHR"),
        _ => None,
    }
}

/// `1.37749`, `4,000`, `1,234.56`, `12`. A comma separates thousands and a point decimals; the reverse is not read.
fn number(tokens: &[Token<'_>]) -> Number {
    let joined = |i: usize| {
        (tokens.get(i + 1)?.kind == Kind::Digits && !tokens[i].apart && !tokens[i + 1].apart)
            .then(|| (tokens[i].text, tokens[i + 1].text))
    };
    let mut whole = tokens[0].text.to_owned();
    let mut clear = true;
    let mut end = 1;
    while let Some((",", group)) = tokens.get(end).and_then(|_| joined(end)) {
        clear &= group.len() == 3 && whole.len() <= if end == 1 { 3 } else { 18 };
        whole.push_str(group);
        end += 2;
    }
    let mut scale = 0;
    let mut decimals = false;
    while let Some((".", fraction)) = tokens.get(end).and_then(|_| joined(end)) {
        clear &= !decimals && fraction.len() <= 9;
        decimals = true;
        scale = i32::try_from(fraction.len()).unwrap_or(i32::MAX);
        whole.push_str(fraction);
        end += 2;
    }
    let value =
        if clear && whole.len() <= 18 { whole.parse().ok().map(|units| (units, scale)) } else { None };
    Number { value, decimals, tokens: end }
}
