//! What must not be seen: numbers are masked, and message texts have no debug form.

use std::fmt;

/// A value whose `Debug` form hides it, so that no log line or error text can carry it by accident.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Redacted<T>(pub T);

impl<T> fmt::Debug for Redacted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// A number as it may be shown on a lock screen: `010 ••• 482`. Shorter ones lose all but their last two digits.
pub fn mask_msisdn(msisdn: &str) -> String {
    let digits: Vec<char> = msisdn.chars().filter(char::is_ascii_digit).collect();
    let (head, tail) = if digits.len() >= 8 { (3, 3) } else { (0, 2.min(digits.len())) };
    let hidden = digits.len() - head - tail;
    let part = |range: &[char]| range.iter().collect::<String>();
    let pieces = [part(&digits[..head]), "•".repeat(hidden), part(&digits[digits.len() - tail..])];
    pieces.into_iter().filter(|piece| !piece.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_only_their_ends() {
        for (number, masked) in [
            ("010000482", "010 ••• 482"),
            ("0970000315", "097 •••• 315"),
            ("+85510000482", "855 ••••• 482"),
            ("808", "• 08"),
            ("", ""),
        ] {
            assert_eq!(mask_msisdn(number), masked, "{number}");
        }
    }

    #[test]
    fn redacted_has_no_debug_form() {
        assert_eq!(format!("{:?}", Redacted("Your balance is 1.37")), "[redacted]");
    }
}
