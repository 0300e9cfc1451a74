//! Digits with marks between them → a whole number and a scale, if the marks can be told apart.
//!
//! `1,234.56`, `1 234,56`, `1.234,56` and `12,34,567.00` explain themselves: the last mark is the decimal one. A single
//! mark before three digits (`1.234`) doesn't; then the currency decides (riel and rupiah have no decimals), or the
//! country's mark, and if neither does, the amount is withheld.

/// Which mark stands before decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// `1.25`
    Point,
    /// `1,25`
    Comma,
}

impl Mark {
    fn byte(self) -> u8 {
        match self {
            Mark::Point => b'.',
            Mark::Comma => b',',
        }
    }
}

/// More digits are no amount, but a number of something.
const MOST_DIGITS: usize = 15;

/// Reads a number as scanned: digits, with single marks `.`, `,`, `'` or a space between them.
/// `whole`: the currency has no decimals.
pub fn value(literal: &[u8], whole: bool, decimal: Option<Mark>) -> Option<(i64, i32)> {
    let fraction = fraction_digits(literal, whole, decimal)?;
    let mut units = 0i64;
    let mut count = 0;
    for digit in literal.iter().filter(|byte| byte.is_ascii_digit()) {
        units = units * 10 + i64::from(digit - b'0');
        count += 1;
        if count > MOST_DIGITS {
            return None;
        }
    }
    Some((units, i32::try_from(fraction).ok().filter(|scale| *scale <= 9)?))
}

/// The same where it is settled which mark stands before decimals: every other mark then cuts thousands.
pub fn value_with(literal: &[u8], decimal: Mark) -> Option<(i64, i32)> {
    let decimal = decimal.byte();
    let mut parts = literal.split(|&byte| byte == decimal);
    let (whole, fraction) = (parts.next()?, parts.next().unwrap_or_default());
    let group = whole.iter().find(|byte| !byte.is_ascii_digit());
    let sound = parts.next().is_none()
        && fraction.iter().all(u8::is_ascii_digit)
        && (fraction.len() <= 9 && !whole.is_empty())
        && group.is_none_or(|&group| grouped(whole, group));
    let digits = whole.iter().chain(fraction).filter(|byte| byte.is_ascii_digit());
    let count = digits.clone().count();
    let units =
        digits.fold(0i64, |units, digit| units.wrapping_mul(10).wrapping_add(i64::from(digit - b'0')));
    (sound && count <= MOST_DIGITS).then_some((units, i32::try_from(fraction.len()).ok()?))
}

/// How many of the digits are decimals.
fn fraction_digits(literal: &[u8], whole: bool, decimal: Option<Mark>) -> Option<usize> {
    let Some(last) = literal.iter().rposition(|byte| !byte.is_ascii_digit()) else { return Some(0) };
    let mark = literal[last];
    let tail = literal.len() - last - 1;
    let head = &literal[..last];
    let only = head.iter().all(u8::is_ascii_digit);
    let repeats = head.contains(&mark);
    if matches!(mark, b' ' | b'\'') || repeats {
        return grouped(literal, mark).then_some(0);
    }
    if !only {
        // Two kinds of marks: the last one, which stands there once, is the decimal one.
        let group = *head.iter().rfind(|byte| !byte.is_ascii_digit())?;
        return grouped(head, group).then_some(tail);
    }
    let by_country = decimal.map(|decimal| decimal.byte() == mark);
    match (tail, by_country) {
        (3, _) if whole => (head.len() <= 3 && head != b"0").then_some(0),
        (3, _) if head == b"0" || head.len() > 3 => Some(tail),
        (3, Some(true)) => {
            // Where a point is decimal, three decimals are common; where a comma is, `1,234` is as likely from a
            // network whose software counts in English.
            (mark == b'.').then_some(tail)
        }
        (3, Some(false)) => (mark == b',').then_some(0),
        (3, None) => None,
        // In a country of decimal points a comma isn't one; the reverse is common, since software writes points.
        (_, Some(false)) if mark == b',' => None,
        _ => Some(tail),
    }
}

/// Whether `mark` cuts the digits into thousands, or into lakhs and crores.
fn grouped(literal: &[u8], mark: u8) -> bool {
    let mut lengths = literal
        .split(|&byte| byte == mark)
        .map(|group| if group.iter().all(u8::is_ascii_digit) { group.len() } else { 0 });
    let first = lengths.next().unwrap_or(0);
    let mut last = 0;
    let mut sound = (1..=3).contains(&first) && literal[0] != b'0';
    let mut lakhs = mark == b',' && first <= 2;
    let mut thousands = true;
    let mut before = None;
    for length in lengths {
        if let Some(before) = before {
            lakhs &= before == 2;
            thousands &= before == 3;
        }
        before = Some(length);
        last = length;
    }
    sound &= last == 3;
    sound && (thousands || lakhs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_explain_themselves() {
        for (literal, units, scale) in [
            ("12", 12, 0),
            ("1.37749", 137_749, 5),
            ("5,12", 512, 2),
            ("1,234.56", 123_456, 2),
            ("1.234,56", 123_456, 2),
            ("1 234,56", 123_456, 2),
            ("1'234.50", 123_450, 2),
            ("73,820.00", 7_382_000, 2),
            ("12,34,567.00", 123_456_700, 2),
            ("1,234,567", 1_234_567, 0),
            ("1.234.567", 1_234_567, 0),
            ("0.500", 500, 3),
            ("1234.567", 1_234_567, 3),
        ] {
            assert_eq!(value(literal.as_bytes(), false, None), Some((units, scale)), "{literal}");
        }
    }

    #[test]
    fn three_digits_after_one_mark_need_a_reason() {
        assert_eq!(value(b"1.234", false, None), None);
        assert_eq!(value(b"4,000", false, None), None);
        assert_eq!(value(b"4,000", true, None), Some((4000, 0)));
        assert_eq!(value(b"4.900", true, Some(Mark::Point)), Some((4900, 0)));
        assert_eq!(value(b"25.258", false, Some(Mark::Point)), Some((25_258, 3)));
        assert_eq!(value(b"4,000", false, Some(Mark::Point)), Some((4000, 0)));
        assert_eq!(value(b"1.234", false, Some(Mark::Comma)), None);
        assert_eq!(value(b"1,234", false, Some(Mark::Comma)), None);
    }

    #[test]
    fn a_settled_mark_leaves_no_doubt() {
        for (literal, point, comma) in [
            ("1.234", Some((1234, 3)), Some((1234, 0))),
            ("4,000", Some((4000, 0)), Some((4000, 3))),
            ("1,234.56", Some((123_456, 2)), None),
            ("12 500,75", None, Some((1_250_075, 2))),
            ("5.2.1", None, None),
            ("12", Some((12, 0)), Some((12, 0))),
            ("1234567890123456", None, None),
        ] {
            assert_eq!(value_with(literal.as_bytes(), Mark::Point), point, "{literal}");
            assert_eq!(value_with(literal.as_bytes(), Mark::Comma), comma, "{literal}");
        }
    }

    #[test]
    fn what_is_no_number_is_not_read() {
        for literal in ["1.00.00", "1,2,3", "1,23.4.5", "0,123,456", "12345678901234567890", "1,234,56"] {
            assert_eq!(value(literal.as_bytes(), false, None), None, "{literal}");
        }
        assert_eq!(value(b"1,23", false, Some(Mark::Point)), None);
    }
}
