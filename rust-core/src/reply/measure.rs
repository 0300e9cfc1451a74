//! Numbers and what they count: money, data, days, minutes, messages; and dates that are spelt with marks for month
//! and year (`2024年1月30日`).
//!
//! A number is money if a currency stands next to it, or if it has decimals and counts nothing else.

use super::date::Shape;
use super::hints::Hints;
use super::item::{Bound, Item, Kind, before};
use super::lexicon::{self, Lexicon};
use super::number;
use super::roles::{self, Roles};
use super::scan::Scan;

/// An amount of money as it stands there.
#[derive(Clone, Copy, Debug)]
pub struct Amount {
    /// Units and scale, if the marks can be told apart and the amount isn't negative.
    pub value: Option<(i64, i32)>,
    /// Its currency: `None` if none that is certain is named.
    pub currency: Option<[u8; 3]>,
    /// Whether a currency is named at all.
    pub named: bool,
    /// Whether the number is the whole of it: not negative, one currency, no part of another figure.
    pub clear: bool,
    /// The pieces that it takes up.
    pub first: usize,
    pub last: usize,
}

/// An amount of data.
#[derive(Clone, Copy, Debug)]
pub struct Volume {
    /// `None` if it can't be told exactly.
    pub bytes: Option<i64>,
}

/// What a message counts.
#[derive(Default)]
pub struct Measures {
    pub amounts: Vec<Amount>,
    pub volumes: Vec<Volume>,
}

/// Finds out what each number counts, and marks the pieces so.
pub fn measure(scan: &mut Scan, text: &str, lexicon: &Lexicon, hints: &Hints) -> Measures {
    let mut found = Measures::default();
    // The first piece that isn't yet part of a measure.
    let mut free = 0;
    for at in 0..scan.items.len() {
        if scan.items[at].kind != Kind::Number || at < free {
            continue;
        }
        let measuring = Measuring { items: &scan.items, text, lexicon, hints, free };
        if let Some((shape, last)) = measuring.marked_date(at) {
            let aux = u16::try_from(scan.shapes.len()).unwrap_or(u16::MAX);
            scan.shapes.push(shape);
            scan.items[at].kind = Kind::Date;
            scan.items[at].aux = aux;
            scan.items[at].end = scan.items[last].end;
            for part in &mut scan.items[at + 1..=last] {
                part.kind = Kind::Unit;
                part.roles = Roles::NONE;
            }
            free = last + 1;
        } else if let Some(volume) = measuring.volume(at) {
            mark(&mut scan.items[at], Kind::Data, found.volumes.len());
            scan.items[at + 1].kind = Kind::Unit;
            found.volumes.push(volume);
            free = at + 2;
        } else if let Some(amount) = measuring.amount(at) {
            mark(&mut scan.items[at], Kind::Money, found.amounts.len());
            for part in [amount.first, amount.last] {
                if part != at {
                    scan.items[part].kind = Kind::Unit;
                    scan.items[part].roles = Roles::NONE;
                }
            }
            free = amount.last + 1;
            found.amounts.push(amount);
        } else if let Some(unit) = measuring.counted(at) {
            scan.items[at].kind = Kind::Count;
            scan.items[at].roles = unit;
        }
    }
    found
}

/// Whether a number that counts nothing else is the whole of a figure: not negative, not a part of a code or a fraction.
pub fn stands_alone(scan: &Scan, text: &str, at: usize) -> bool {
    let hints = Hints::default();
    let measuring =
        Measuring { items: &scan.items, text, lexicon: lexicon::lexicon(), hints: &hints, free: 0 };
    let item = &scan.items[at];
    let next = scan.items.get(at + 1).filter(|next| next.bound == Bound::None);
    let runs_on =
        next.is_some_and(|next| next.is(roles::TIMES) || next.before & (before::GLUED | before::SLASH) != 0);
    let part = item.after(before::GLUED) || measuring.follows_slash(at) || measuring.has_cents(at + 1);
    !runs_on && !part && !measuring.negative(at, at) && !measuring.loses_its_whole(at)
}

fn mark(item: &mut Item, kind: Kind, index: usize) {
    item.kind = kind;
    item.aux = u16::try_from(index).unwrap_or(u16::MAX);
}

struct Measuring<'s> {
    items: &'s [Item],
    text: &'s str,
    lexicon: &'s Lexicon,
    hints: &'s Hints,
    free: usize,
}

/// What a number can count besides money and data.
pub const COUNTED: Roles =
    roles::DAYS.and(roles::HOURS).and(roles::MINUTES).and(roles::TEXTS).and(roles::POINTS).and(roles::VOICE);

impl Measuring<'_> {
    fn literal(&self, at: usize) -> &[u8] {
        &self.text.as_bytes()[self.items[at].range()]
    }

    /// The next piece of the same clause.
    fn next(&self, at: usize) -> Option<&Item> {
        self.items.get(at + 1).filter(|next| next.bound == Bound::None && !next.after(before::LINK))
    }

    /// A whole number of at most four digits.
    fn small(&self, at: usize) -> Option<u16> {
        let item = self.items.get(at).filter(|item| item.kind == Kind::Number && item.bound < Bound::Hard)?;
        let literal = &self.text.as_bytes()[item.range()];
        (literal.len() <= 4 && literal.iter().all(u8::is_ascii_digit))
            .then(|| literal.iter().fold(0, |value, digit| value * 10 + u16::from(digit - b'0')))
    }

    fn is_mark(&self, at: usize, role: Roles) -> bool {
        self.items.get(at).is_some_and(|item| item.kind == Kind::Word && item.is(role))
    }

    /// `2024年1月30日`, `12月31日`, `19 ខែ 5 ឆ្នាំ 2027`, `19 ខែ មីនា ឆ្នាំ 2027`.
    fn marked_date(&self, at: usize) -> Option<(Shape, usize)> {
        let next = self.items.get(at + 1)?;
        if !next.is(roles::YEAR_MARK.and(roles::MONTH_MARK).and(roles::MONTH)) {
            return None;
        }
        let first = self.small(at)?;
        if next.is(roles::YEAR_MARK) && self.is_mark(at + 3, roles::MONTH_MARK) {
            let shape =
                Shape::YearFirst { year: first, month: self.small(at + 2)?, day: self.small(at + 4)? };
            return Some((shape, at + 4));
        }
        if next.is(roles::MONTH_MARK) && self.text[next.range()].starts_with('月') {
            let (day, month) = (self.small(at + 2)?, u8::try_from(first).ok()?);
            return Some((Shape::YearLess { day, month }, at + 2));
        }
        let month_at = if next.is(roles::MONTH_MARK) { at + 2 } else { at + 1 };
        let month = match self.items.get(month_at)? {
            item if item.month > 0 => item.month,
            _ => u8::try_from(self.small(month_at)?).ok()?,
        };
        let year_at = if self.is_mark(month_at + 1, roles::YEAR_MARK) { month_at + 2 } else { month_at + 1 };
        match self.small(year_at).filter(|year| *year >= 1000) {
            Some(year) => Some((Shape::Named { day: first, month, year, short_year: false }, year_at)),
            None => Some((Shape::YearLess { day: first, month }, month_at)),
        }
    }

    fn volume(&self, at: usize) -> Option<Volume> {
        let unit = self.next(at).filter(|unit| unit.kind == Kind::Word && unit.is(roles::BYTES))?;
        let literal = self.literal(at);
        let short = unit.end - unit.start == 1;
        if short {
            // `3G` and `5G` are generations of networks as well; `B` and `K` also stand for currencies.
            let generation = literal.len() == 1 && (b'2'..=b'5').contains(&literal[0]);
            let split = self
                .items
                .get(at + 2)
                .is_some_and(|item| item.kind == Kind::Number && item.after(before::GLUED));
            let money = unit.is(roles::CURRENCY)
                && self.lexicon.currency(unit.currency, &self.hints.currency).is_some();
            if !unit.after(before::GLUED) || (generation && !split) || money {
                return None;
            }
        }
        let decimal = self.hints.decimal;
        let bytes =
            number::value(literal, false, decimal).and_then(|(units, scale)| bytes(units, scale, unit.power));
        Some(Volume { bytes })
    }

    fn counted(&self, at: usize) -> Option<Roles> {
        let unit = self.next(at)?;
        (unit.kind == Kind::Word && unit.is(COUNTED)).then_some(unit.roles)
    }

    fn amount(&self, at: usize) -> Option<Amount> {
        let item = &self.items[at];
        let literal = self.literal(at);
        let before_it = at.checked_sub(1).filter(|&i| i >= self.free && item.bound == Bound::None);
        let before_it = before_it.and_then(|i| self.currency(i));
        let after_it = self.currency_after(at);
        let marked = literal.iter().any(|byte| !byte.is_ascii_digit());
        if before_it.is_none() && after_it.is_none() {
            // `01.00`, `05.30`: times of day.
            let time = literal[0] == b'0' && literal.get(1).is_some_and(u8::is_ascii_digit);
            let whole = !marked || time || self.counted(at).is_some() || item.after(before::GLUED);
            let glued =
                self.next(at).is_some_and(|next| next.after(before::GLUED) && next.kind == Kind::Word);
            if whole || glued {
                return None;
            }
        }
        // Two different currencies around one number: which one is meant is not certain.
        let clash = matches!((before_it, after_it), (Some((_, one)), Some((_, other))) if one != other);
        let currency = before_it.or(after_it).and_then(|(_, currency)| currency);
        let first = before_it.map_or(at, |(i, _)| i);
        let last = after_it.map_or(at, |(i, _)| i);
        let own = currency.unwrap_or_else(|| self.hints.currency.as_bytes().try_into().unwrap_or_default());
        let whole = std::str::from_utf8(&own).is_ok_and(|code| self.lexicon.is_whole(code));
        let multiplied =
            self.items.get(last + 1).is_some_and(|next| next.is(roles::TIMES) && next.bound == Bound::None);
        let sliced = self.follows_slash(at) || (!marked && self.has_cents(last + 1));
        let clear =
            !clash && !multiplied && !sliced && !self.negative(at, first) && !self.loses_its_whole(at);
        let value = clear.then(|| number::value(literal, whole, self.hints.decimal)).flatten();
        let named = before_it.or(after_it).is_some();
        Some(Amount {
            value,
            currency: currency.or(own.is_ascii().then_some(own).filter(|own| own[0] > 0)),
            named,
            clear,
            first,
            last,
        })
    }

    /// The currency that a piece names here; `None` inside if it is one of several.
    fn currency(&self, at: usize) -> Option<(usize, Option<[u8; 3]>)> {
        let item = self.items.get(at).filter(|item| item.kind == Kind::Word && item.is(roles::CURRENCY))?;
        Some((at, self.lexicon.currency(item.currency, &self.hints.currency)?))
    }

    fn currency_after(&self, at: usize) -> Option<(usize, Option<[u8; 3]>)> {
        let unit = self.next(at)?;
        if unit.before & (before::SLASH | before::BRACKET | before::DOT) != 0 {
            return None;
        }
        // `valid 30 Rs10`: the currency touches the next number, not this one.
        let next =
            self.items.get(at + 2).filter(|next| next.kind == Kind::Number && next.bound == Bound::None);
        let of_next =
            next.is_some_and(|next| next.before & (before::GLUED | before::DOT | before::LINK) != 0);
        if of_next && !unit.after(before::GLUED) {
            return None;
        }
        self.currency(at + 1)
    }

    /// `5/10`: two numbers, or a date without a year.
    fn follows_slash(&self, at: usize) -> bool {
        let bytes = self.text.as_bytes();
        let start = self.items[at].start as usize;
        start >= 2 && bytes[start - 1] == b'/' && bytes[start - 2].is_ascii_digit()
    }

    /// `12 USD 50 cents`: the rest of the amount follows.
    fn has_cents(&self, next: usize) -> bool {
        let number =
            self.items.get(next).is_some_and(|item| item.kind == Kind::Number && item.end - item.start <= 2);
        let unit = self.items.get(next + 1);
        let and = self.items.get(next).is_some_and(|item| item.is(roles::AND));
        (number && unit.is_some_and(|unit| unit.is(roles::CENTS))) || (and && self.has_cents(next + 1))
    }

    /// `-5.00`, `-$5.00`, `$-5.00`; and `Bal-5.00` or `- 5.00`, where the dash may as well be a minus.
    fn negative(&self, at: usize, first: usize) -> bool {
        let number = &self.items[at];
        number.after(before::MINUS.wrapping_add(before::DASH)) || self.items[first].after(before::MINUS)
    }

    /// `$.50`, `Rs .50`: the full stop is a decimal point that the scan took for an end.
    fn loses_its_whole(&self, at: usize) -> bool {
        let bytes = self.text.as_bytes();
        let start = self.items[at].start as usize;
        start >= 2
            && bytes[start - 1] == b'.'
            && !bytes[start - 2].is_ascii_alphabetic()
            && bytes[start - 2] < 0x80
            || start == 1 && bytes[0] == b'.'
    }
}

/// Bytes of an amount of data, to the nearest byte.
fn bytes(units: i64, scale: i32, power: u8) -> Option<i64> {
    let factor = 1i128.checked_shl(10 * u32::from(power))?;
    let parts = 10i128.pow(u32::try_from(scale).ok()?);
    i64::try_from((i128::from(units) * factor * 2 + parts) / (parts * 2)).ok()
}

#[cfg(test)]
mod tests {
    use super::bytes;

    #[test]
    fn data_is_counted_in_powers_of_1024_to_the_nearest_byte() {
        assert_eq!(bytes(99, 2, 3), Some(1_063_004_406));
        assert_eq!(bytes(248, 1, 3), Some(26_628_797_235));
        assert_eq!(bytes(748, 0, 2), Some(784_334_848));
        assert_eq!(bytes(i64::MAX, 0, 4), None);
    }
}
