//! What begins with a digit, a star or a hash: numbers with their marks, times, USSD codes.

use super::super::hash::Hash;
use super::super::item::Kind;
use super::super::lexicon::Entry;
use super::super::{date, roles};
use super::{Scanner, is_letter};

impl Scanner<'_> {
    /// A USSD code: `*123#`, `*888*11*`, `#124#`. Several stars in a row hide something.
    pub(super) fn code(&mut self, start: usize) -> usize {
        let rest = &self.bytes[start..];
        let length =
            rest.iter().position(|byte| !matches!(byte, b'*' | b'#' | b'0'..=b'9')).unwrap_or(rest.len());
        self.code_of(start, start + length)
    }

    pub(super) fn code_of(&mut self, start: usize, end: usize) -> usize {
        let code = &self.bytes[start..end];
        let hidden = code.windows(3).any(|three| three == b"***") || {
            code[0].is_ascii_digit() && code.windows(2).any(|two| two == b"**")
        };
        self.scan.masked |= hidden;
        self.push(Kind::Code, start, end, Entry::default(), 0);
        end
    }

    pub(super) fn number(&mut self, start: usize) -> usize {
        if let Some((shape, end)) = self.date(start) {
            return self.push_date(shape, start, end);
        }
        let mut end = self.digits_end(start);
        match self.bytes.get(end) {
            Some(b':') if end - start <= 2 && self.is_digit(end + 1) => return self.time(start, end),
            Some(b'*' | b'#') => {
                let code_end = self.bytes[end..]
                    .iter()
                    .position(|byte| !matches!(byte, b'*' | b'#' | b'0'..=b'9'))
                    .map_or(self.bytes.len(), |length| end + length);
                // `5.00 *terms`: a star after a space isn't reached here; `12*` and `12#` are codes or masks.
                return self.code_of(start, code_end);
            }
            _ => {}
        }
        end = self.groups(start, end);
        let percent = self.bytes.get(end) == Some(&b'%') || self.bytes[end..].starts_with(b" %");
        let kind = if percent { Kind::Percent } else { Kind::Number };
        self.push(kind, start, end, Entry::default(), 0);
        end
    }

    /// Takes in marks with digits after them, as long as no date or time begins there.
    pub(super) fn groups(&mut self, start: usize, first_end: usize) -> usize {
        let mut end = first_end;
        loop {
            match self.bytes.get(end) {
                Some(mark @ (b'.' | b',' | b'\'')) if self.is_digit(end + 1) => {
                    let group_end = self.digits_end(end + 1);
                    let follows = date::numbers(self.bytes, end + 1).is_some()
                        || (group_end - end <= 3
                            && self.bytes.get(group_end) == Some(&b':')
                            && self.is_digit(group_end + 1));
                    if follows || (*mark == b'\'' && group_end - end != 4) {
                        return end;
                    }
                    end = group_end;
                }
                Some(b' ') if end - start <= 15 => match self.spaced_group(start, end) {
                    Some(after) => end = after,
                    None => return end,
                },
                _ => return end,
            }
        }
    }

    /// `1 234,56` and `12 500 USD`: groups of three after spaces, if decimals or a currency show that they belong
    /// together.
    pub(super) fn spaced_group(&self, start: usize, end: usize) -> Option<usize> {
        let head = &self.bytes[start..end];
        let first = head.iter().position(|&byte| byte == b' ').unwrap_or(head.len());
        if first > 3 || head[0] == b'0' || !head.iter().all(|byte| matches!(byte, b'0'..=b'9' | b' ')) {
            return None;
        }
        let mut at = end;
        while self.bytes.get(at) == Some(&b' ') && self.is_digit(at + 1) && self.digits_end(at + 1) == at + 4
        {
            at += 4;
            if at - start > 19 {
                return None;
            }
        }
        if at == end {
            return None;
        }
        let decimals = matches!(self.bytes.get(at), Some(b',' | b'.'))
            && (2..=3).contains(&(self.digits_end(at + 1) - at));
        let unit = at + usize::from(self.bytes.get(at) == Some(&b' '));
        (decimals || self.is_currency(unit)).then_some(at)
    }

    pub(super) fn is_currency(&self, at: usize) -> bool {
        let Some(c) = self.text.get(at..).and_then(|rest| rest.chars().next()) else { return false };
        let (hash, end) = if is_letter(c) || c == '$' {
            self.spell(at)
        } else {
            (Hash::of(&self.bytes[at..at + c.len_utf8()]), at + c.len_utf8())
        };
        end > at && self.lexicon.get(hash).is_some_and(|entry| entry.roles.has(roles::CURRENCY))
    }

    #[inline]
    pub(super) fn is_digit(&self, at: usize) -> bool {
        self.bytes.get(at).is_some_and(u8::is_ascii_digit)
    }

    #[inline]
    pub(super) fn digits_end(&self, start: usize) -> usize {
        let mut at = start;
        while self.is_digit(at) {
            at += 1;
        }
        at
    }

    /// `23:59`, `00:00:51`, `0:0:44`.
    pub(super) fn time(&mut self, start: usize, first_end: usize) -> usize {
        let mut end = first_end;
        for _ in 0..2 {
            let after = self.digits_end(end + 1);
            if self.bytes.get(end) == Some(&b':') && (2..=3).contains(&(after - end)) {
                end = after;
            }
        }
        if end == first_end {
            end = self.digits_end(first_end + 1);
        }
        self.push(Kind::Time, start, end, Entry::default(), 0);
        end
    }
}
