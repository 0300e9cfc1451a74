//! Dates: their shapes, and which day a shape means.
//!
//! `19.05.14`, `2024-01-30`, `30. 1. 2024`, `08/10/2022`, `Jun 19 2017`, `15-Jan-2026`, `19Aug`, `2024年1月30日`,
//! `19 ខែ 5 ឆ្នាំ 2027`. Full stops between numbers always mean day, month, year; a year in front is followed by the
//! month wherever it is used; otherwise the operator's order decides, or a part over 12. What stays open is withheld, and
//! so are years that can't be meant, such as 9378, and calendars that aren't known here.

use chrono::{Datelike, NaiveDate};

use super::form::Calendar;
use super::hints::Hints;
use crate::catalogue::DateOrder;

/// The parts of a date as they stand there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Three numbers; the last has two or four digits.
    Numbers { first: u16, second: u16, year: u16, dotted: bool, short_year: bool },
    /// Two digits, two digits, two digits where the year may also stand in front.
    YearFirst { year: u16, month: u16, day: u16 },
    /// The month is certain.
    Named { day: u16, month: u8, year: u16, short_year: bool },
    /// The year isn't said.
    YearLess { day: u16, month: u8 },
    /// Day and month in numbers, without a year, or another shape that can't be told.
    Unclear,
}

/// The day that a shape means for this operator; `None` if that isn't certain.
pub fn resolve(shape: Shape, hints: &Hints) -> Option<NaiveDate> {
    let day = read(shape, hints)?;
    let short = matches!(shape, Shape::Numbers { short_year: true, dotted: false, .. });
    // `26-12-05` may be a year in front: what was over for a year when the message came was not meant as a last day.
    let past = |received: NaiveDate| (received - day).num_days() > 366;
    Some(day).filter(|_| !(short && hints.received_on.is_some_and(past)))
}

/// The day that a shape means where its order is settled: three numbers in another order mean nothing.
pub fn resolve_as(shape: Shape, order: DateOrder, hints: &Hints) -> Option<NaiveDate> {
    let Shape::Numbers { first, second, year, dotted, short_year } = shape else {
        return resolve(shape, hints);
    };
    let day = match order {
        DateOrder::Dmy => day_of(full_year(year, short_year, hints)?, second, first),
        DateOrder::Mdy if !dotted => day_of(full_year(year, short_year, hints)?, first, second),
        DateOrder::Ymd if !dotted && short_year => day_of(full_year(first, true, hints)?, second, year),
        DateOrder::Mdy | DateOrder::Ymd => None,
    }?;
    let past = |received: NaiveDate| short_year && !dotted && (received - day).num_days() > 366;
    Some(day).filter(|_| !hints.received_on.is_some_and(past))
}

fn read(shape: Shape, hints: &Hints) -> Option<NaiveDate> {
    match shape {
        Shape::YearFirst { year, month, day } => day_of(full_year(year, false, hints)?, month, day),
        Shape::Named { day, month, year, short_year } => {
            day_of(full_year(year, short_year, hints)?, u16::from(month), day)
        }
        Shape::Numbers { first, second, year, dotted, short_year } => {
            let year = full_year(year, short_year, hints)?;
            let dmy = day_of(year, second, first);
            let mdy = day_of(year, first, second);
            let order = if dotted { Some(DateOrder::Dmy) } else { hints.date_order };
            match (dmy, mdy) {
                (Some(one), Some(other)) if one != other => match order {
                    Some(DateOrder::Dmy) => Some(one),
                    Some(DateOrder::Mdy) => Some(other),
                    _ => None,
                },
                // An operator that writes the year first, with two digits: `27/03/14`.
                _ if order == Some(DateOrder::Ymd) && short_year => None,
                (one, other) => one.or(other).filter(|_| !dotted || one.is_some()),
            }
        }
        Shape::YearLess { day, month } => next(u16::from(month), day, hints.received_on?),
        Shape::Unclear => None,
    }
}

/// Years that can be meant: mobile numbers have existed for so long, and no validity lasts for longer. Later ones stand
/// for "never" (`31/12/2099`) or are another calendar's (Nepal counts 2083 in 2026).
const YEARS: std::ops::Range<i32> = 2000..2070;

fn full_year(year: u16, short: bool, hints: &Hints) -> Option<i32> {
    let buddhist = hints.calendar == Calendar::Buddhist;
    let year = i32::from(year);
    let year = match (short, buddhist) {
        (true, true) => 2500 + year - 543,
        (true, false) => 2000 + year,
        // 2443 to 2642 are the Buddhist years of 1900 to 2099; nobody's Gregorian years.
        (false, _) if (2500..2643).contains(&year) => year - 543,
        (false, _) => year,
    };
    YEARS.contains(&year).then_some(year)
}

fn day_of(year: i32, month: u16, day: u16) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, u32::from(month), u32::from(day))
}

/// The next such day, if it comes within half a year: farther away it could as well be the last one.
fn next(month: u16, day: u16, received_on: NaiveDate) -> Option<NaiveDate> {
    [0, 1]
        .into_iter()
        .filter_map(|years| day_of(received_on.year() + years, month, day))
        .find(|date| (0..=183).contains(&(*date - received_on).num_days()))
}

/// Three numbers with the same mark: the shape and where it ends.
pub fn numbers(bytes: &[u8], start: usize) -> Option<(Shape, usize)> {
    let (first, at) = digits(bytes, start, 4)?;
    let mark = *bytes.get(at)?;
    if !matches!(mark, b'.' | b'/' | b'-') {
        return None;
    }
    let loose = mark == b'.' && bytes.get(at + 1) == Some(&b' ');
    let step = if loose { 2 } else { 1 };
    let (second, second_end) = digits(bytes, at + step, 2)?;
    if *bytes.get(second_end)? != mark || (loose && bytes.get(second_end + 1) != Some(&b' ')) {
        return None;
    }
    let (third, end) = digits(bytes, second_end + step, 4)?;
    // A fourth part with the same mark: a version, an address, a telephone number.
    if bytes.get(end) == Some(&mark) && bytes.get(end + 1).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let lengths = (at - start, end - second_end - step);
    let shape = match lengths {
        (4, 1 | 2) if !loose => Shape::YearFirst { year: first, month: second, day: third },
        (1 | 2, 4) => Shape::Numbers { first, second, year: third, dotted: mark == b'.', short_year: false },
        (1 | 2, 2) if !loose => {
            Shape::Numbers { first, second, year: third, dotted: mark == b'.', short_year: true }
        }
        _ => return None,
    };
    Some((shape, end))
}

/// A run of one to `most` digits, and where it ends.
pub fn digits(bytes: &[u8], start: usize, most: usize) -> Option<(u16, usize)> {
    let mut value = 0u16;
    let mut at = start;
    while let Some(digit) = bytes.get(at).filter(|byte| byte.is_ascii_digit()) {
        if at - start == most {
            return None;
        }
        value = value * 10 + u16::from(digit - b'0');
        at += 1;
    }
    (at > start).then_some((value, at))
}
