//! Dates as they stand in a text, with months in figures or by name; what they mean is decided later.

use super::super::date::{self, Shape};
use super::super::item::Kind;
use super::super::lexicon::{Entry, is_unspaced};
use super::{Scanner, is_letter};

impl Scanner<'_> {
    pub(super) fn push_date(&mut self, shape: Shape, start: usize, end: usize) -> usize {
        let index = u16::try_from(self.scan.shapes.len()).unwrap_or(u16::MAX);
        self.scan.shapes.push(shape);
        self.push(Kind::Date, start, end, Entry::default(), index);
        end
    }

    /// A date that begins with a number.
    pub(super) fn date(&self, start: usize) -> Option<(Shape, usize)> {
        if let Some(found) = date::numbers(self.bytes, start) {
            return Some(found);
        }
        let (first, mut at) = date::digits(self.bytes, start, 4)?;
        if at - start == 4 {
            // `2026-Jan-15`
            let mark = *self.bytes.get(at)?;
            if !matches!(mark, b'-' | b'/') {
                return None;
            }
            let (month, end) = self.month(at + 1)?;
            let (day, end) =
                (*self.bytes.get(end)? == mark).then(|| date::digits(self.bytes, end + 1, 2))??;
            return Some((Shape::Named { day, month, year: first, short_year: false }, end));
        }
        if at - start > 2 {
            return None;
        }
        if matches!(self.bytes.get(at..at + 2), Some(b"st" | b"nd" | b"rd" | b"th")) {
            at += 2;
        }
        let mark = self.bytes.get(at).copied().filter(|mark| matches!(mark, b'-' | b'/' | b'.' | b'\''));
        at += usize::from(mark.is_some());
        if mark.is_none() || mark == Some(b'.') {
            at = self.skip_space(at);
        }
        at = self.skip_word(at, &[b"de ", b"of "]);
        let (month, end) = self.month(at)?;
        Some(self.year_after(first, month, end))
    }

    /// A date that begins with a month's name: `Jun 19 2017`, `Jul 13, 2024`.
    pub(super) fn month_first(&mut self, start: usize, month_end: usize, month: u8) -> Option<usize> {
        let at =
            if matches!(self.bytes.get(month_end), Some(b'-' | b'.')) { month_end + 1 } else { month_end };
        let at = self.skip_space(at);
        let (day, mut end) = date::digits(self.bytes, at, 2)?;
        if matches!(self.bytes.get(end..end + 2), Some(b"st" | b"nd" | b"rd" | b"th")) {
            end += 2;
        }
        // `May 5.00`, `Mar 12:30`, `sen 5%`: no day.
        if matches!(self.bytes.get(end), Some(b':' | b'%' | b'*' | b'#')) {
            return None;
        }
        if matches!(self.bytes.get(end), Some(b'.' | b','))
            && self.is_digit(end + 1)
            && self.digits_end(end + 1) < end + 5
        {
            return None;
        }
        let (shape, end) = self.year_after(day, month, end);
        Some(self.push_date(shape, start, end))
    }

    /// The month that a name at `at` means.
    pub(super) fn month(&self, at: usize) -> Option<(u8, usize)> {
        let c = self.text.get(at..)?.chars().next()?;
        if !is_letter(c) {
            return None;
        }
        let (entry, end) = if is_unspaced(c) {
            self.longest(at)?
        } else {
            let (hash, end) = self.spell(at);
            (self.lexicon.get(hash)?, end)
        };
        let end = end + usize::from(entry.month > 0 && self.bytes.get(end) == Some(&b'.'));
        (entry.month > 0).then_some((entry.month, end))
    }

    /// The year after day and month, if there is one that can't be a time: `19Aug 11:59PM`, `27May 1135:`.
    pub(super) fn year_after(&self, day: u16, month: u8, end: usize) -> (Shape, usize) {
        let yearless = (Shape::YearLess { day, month }, end);
        let mut at = end;
        let mark =
            self.bytes.get(at).copied().filter(|mark| matches!(mark, b'-' | b'/' | b',' | b'\'' | b'.'));
        at += usize::from(mark.is_some());
        at = self.skip_space(at);
        at = self.skip_word(at, &[b"de ", b"of ", b"del "]);
        at += usize::from(self.bytes.get(at) == Some(&b'\''));
        let Some((year, year_end)) = date::digits(self.bytes, at, 4) else { return yearless };
        let continues = match self.bytes.get(year_end) {
            Some(b':') => self.is_digit(year_end + 1) || year < 1900,
            Some(b'.' | b',') => self.is_digit(year_end + 1),
            Some(b'%' | b'*' | b'#') => true,
            _ => false,
        };
        match year_end - at {
            4 if !continues => (Shape::Named { day, month, year, short_year: false }, year_end),
            // Two digits may be an hour or an amount, unless a mark ties them to the month.
            2 if !continues && (at > end && matches!(self.bytes[at - 1], b'-' | b'/' | b'\'')) => {
                (Shape::Named { day, month, year, short_year: true }, year_end)
            }
            // Something that could be a year and could be an amount.
            2 if !continues => (Shape::Unclear, end),
            _ => yearless,
        }
    }

    pub(super) fn skip_space(&self, at: usize) -> usize {
        at + usize::from(self.bytes.get(at) == Some(&b' '))
    }

    pub(super) fn skip_word(&self, at: usize, words: &[&[u8]]) -> usize {
        let rest = self.bytes.get(at..).unwrap_or_default();
        at + words.iter().find(|word| rest.starts_with(word)).map_or(0, |word| word.len())
    }
}
