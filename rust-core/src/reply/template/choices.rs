//! What can be marked in a message: every figure that may be an amount and every date that can be told, each with the
//! readings that it allows.

use std::ops::Range;

use chrono::NaiveDate;

use super::Gap;
use super::outline::{Outline, Run};
use crate::catalogue::DateOrder;
use crate::money::Money;
use crate::reply::date::{self, Shape};
use crate::reply::facts::{Reading, Withheld};
use crate::reply::hints::Hints;
use crate::reply::item::{Kind, before};
use crate::reply::lexicon::lexicon;
use crate::reply::number::{self, Mark};
use crate::reply::{self, measure};

/// A figure that may be the balance, read in one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AmountChoice {
    /// Where it stands, in bytes of the text.
    pub span: Range<usize>,
    /// What it says, read so.
    pub money: Money,
    pub(super) piece: usize,
    pub(super) currency: Option<[u8; 3]>,
    pub(super) decimal: Option<Mark>,
}

/// A date, read in one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayChoice {
    /// Where it stands, in bytes of the text.
    pub span: Range<usize>,
    /// What it says, read so.
    pub day: NaiveDate,
    pub(super) piece: usize,
    pub(super) order: Option<DateOrder>,
}

/// What can be marked, in the order of the text; a figure that can be read in two ways stands there twice, the likelier
/// reading first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// For the balance; empty if it was read.
    pub amounts: Vec<AmountChoice>,
    /// For the last day; empty if one was read.
    pub days: Vec<DayChoice>,
}

/// Choices of a kind, at most: a message has a handful of figures, and a screen room for no more.
const MOST: usize = 24;

/// Figures that are looked at: more have no place in a message that somebody reads.
const LOOKED_AT: usize = 200;

/// What can be marked in a text. What was read already can't; a text that isn't an operator's has the reason instead.
pub fn choices(text: &str, hints: &Hints) -> Result<Choices, Withheld> {
    let outline = Outline::of(text, hints)?;
    Ok(of(&outline, text, hints))
}

pub(super) fn of(outline: &Outline, text: &str, hints: &Hints) -> Choices {
    let reading = reply::read(text, hints);
    let mut found = Choices::default();
    let figures = outline.runs.iter().filter_map(|run| match run {
        Run::Figures(figures) => Some(figures),
        Run::Words(_) => None,
    });
    for &at in figures.flatten().take(LOOKED_AT).take_while(|at| **at < outline.menu) {
        let span = outline.origin(at, text);
        if is_read(&reading, &span) {
            continue;
        }
        if reading.balance.is_none() && found.amounts.len() < MOST {
            found.amounts.extend(amounts(outline, at, &span, hints));
        }
        if reading.valid_until.is_none() && found.days.len() < MOST {
            found.days.extend(days(outline, at, &span, hints));
        }
    }
    found
}

/// Whether the shipped reader read a fact there.
pub(super) fn is_read(reading: &Reading, span: &Range<usize>) -> bool {
    let overlaps = |fact: &Range<usize>| fact.start < span.end && span.start < fact.end;
    let amounts = reading.balance.iter().chain(&reading.amount);
    let counts = [&reading.data_bytes, &reading.minutes, &reading.texts, &reading.days_left];
    let bonus_days = reading.bonuses.iter().filter_map(|bonus| bonus.valid_until.as_ref());
    amounts.chain(reading.bonuses.iter().map(|bonus| &bonus.amount)).any(|fact| overlaps(&fact.span))
        || counts.into_iter().flatten().any(|fact| overlaps(&fact.span))
        || reading.valid_until.iter().chain(bonus_days).any(|fact| overlaps(&fact.span))
        || reading.plan.iter().any(|fact| overlaps(&fact.span))
}

/// The ways in which a figure can be an amount.
fn amounts(outline: &Outline, at: usize, span: &Range<usize>, hints: &Hints) -> Vec<AmountChoice> {
    let Some(currency) = named_currency(outline, at) else { return Vec::new() };
    let code = currency.map_or(hints.currency.clone(), |code| String::from_utf8_lossy(&code).into_owned());
    let literal = outline.literal(at).as_bytes();
    let hinted = number::value(literal, lexicon().is_whole(&code), hints.decimal);
    let mut ways: Vec<((i64, i32), Option<Mark>)> = Vec::new();
    if literal.iter().all(u8::is_ascii_digit) {
        ways.extend(hinted.map(|value| (value, None)));
    } else {
        for mark in [Mark::Point, Mark::Comma] {
            let value = number::value_with(literal, mark);
            ways.extend(
                value.filter(|value| ways.iter().all(|way| way.0 != *value)).map(|v| (v, Some(mark))),
            );
        }
        ways.sort_by_key(|way| Some(way.0) != hinted);
    }
    let choice = |((units, scale), decimal): ((i64, i32), Option<Mark>)| AmountChoice {
        span: span.clone(),
        money: Money { units, scale, currency: code.clone() },
        piece: at,
        currency,
        decimal,
    };
    ways.into_iter().map(choice).collect()
}

/// The value of a balance's gap in another message.
pub(super) fn amount(outline: &Outline, at: usize, gap: Gap, hints: &Hints) -> Option<Money> {
    let Gap::Balance { currency, decimal } = gap else { return None };
    let named = named_currency(outline, at)?;
    if let (Some(taught), Some(named)) = (currency, named)
        && taught != named
    {
        return None;
    }
    let code = currency.or(named);
    let currency = code.map_or(hints.currency.clone(), |code| String::from_utf8_lossy(&code).into_owned());
    let literal = outline.literal(at).as_bytes();
    let (units, scale) = match decimal {
        Some(mark) => number::value_with(literal, mark),
        None => number::value(literal, lexicon().is_whole(&currency), hints.decimal),
    }?;
    Some(Money { units, scale, currency })
}

/// Whether a figure may be an amount at all: not negative, no part of another figure, no telephone number. Inside: the
/// currency that is named beside it.
fn named_currency(outline: &Outline, at: usize) -> Option<Option<[u8; 3]>> {
    let item = &outline.scan.items[at];
    let (clear, last, currency) = match item.kind {
        Kind::Money => {
            let amount = outline.measures.amounts.get(usize::from(item.aux))?;
            (amount.clear, amount.last, amount.currency.filter(|_| amount.named))
        }
        Kind::Number => (measure::stands_alone(&outline.scan, &outline.folded.text, at), at, None),
        _ => return None,
    };
    let literal = outline.literal(at).as_bytes();
    let telephone = literal.len() > 1 && literal[0] == b'0' && literal.iter().all(u8::is_ascii_digit);
    let price = outline.scan.items.get(last + 1).is_some_and(|next| next.after(before::SLASH));
    (clear && !telephone && !price).then_some(currency)
}

/// The ways in which a figure can be a day.
fn days(outline: &Outline, at: usize, span: &Range<usize>, hints: &Hints) -> Vec<DayChoice> {
    let Some(shape) = shape(outline, at) else { return Vec::new() };
    let mut ways: Vec<(NaiveDate, Option<DateOrder>)> = Vec::new();
    match shape {
        Shape::Numbers { .. } => {
            let hinted = date::resolve(shape, hints);
            for order in [DateOrder::Dmy, DateOrder::Mdy] {
                let day = date::resolve_as(shape, order, hints);
                ways.extend(
                    day.filter(|day| ways.iter().all(|way| way.0 != *day)).map(|day| (day, Some(order))),
                );
            }
            // A year in front that has two digits is rare, so it is asked about only where nothing else can be meant.
            if ways.is_empty() || hints.date_order == Some(DateOrder::Ymd) {
                ways.extend(
                    date::resolve_as(shape, DateOrder::Ymd, hints).map(|day| (day, Some(DateOrder::Ymd))),
                );
            }
            ways.sort_by_key(|way| Some(way.0) != hinted);
        }
        _ => ways.extend(date::resolve(shape, hints).map(|day| (day, None))),
    }
    ways.into_iter().map(|(day, order)| DayChoice { span: span.clone(), day, piece: at, order }).collect()
}

/// The value of a last day's gap in another message.
pub(super) fn day(outline: &Outline, at: usize, gap: Gap, hints: &Hints) -> Option<NaiveDate> {
    let Gap::LastDay { order, .. } = gap else { return None };
    let shape = shape(outline, at)?;
    match order {
        Some(order) if matches!(shape, Shape::Numbers { .. }) => date::resolve_as(shape, order, hints),
        _ => date::resolve(shape, hints),
    }
}

fn shape(outline: &Outline, at: usize) -> Option<Shape> {
    let item = outline.scan.items.get(at).filter(|item| item.kind == Kind::Date)?;
    outline.scan.shapes.get(usize::from(item.aux)).copied()
}
