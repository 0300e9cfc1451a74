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

/// A text with every digit hidden, in whatever script: amounts, dates, numbers, codes.
pub fn mask_digits(text: &str) -> String {
    text.chars().map(|c| if c.is_numeric() { '•' } else { c }).collect()
}

/// A text in which runs of digits as long as a phone number's are hidden; single spaces and dashes don't end a run. Short
/// codes stay.
pub fn mask_long_numbers(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut run = String::new();
    let close = |run: &mut String, masked: &mut String| {
        let long = run.chars().filter(|c| c.is_numeric()).count() >= LONG;
        masked.push_str(&if long { mask_digits(run) } else { run.clone() });
        run.clear();
    };
    for c in text.chars() {
        let joins = matches!(c, ' ' | '-' | '\u{a0}') && run.ends_with(char::is_numeric);
        if c.is_numeric() || joins {
            run.push(c);
        } else {
            close(&mut run, &mut masked);
            masked.push(c);
        }
    }
    close(&mut run, &mut masked);
    masked
}

/// Digits from which on a run may be somebody's number: short codes have up to six.
const LONG: usize = 7;

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
    fn digits_of_any_script_are_hidden() {
        assert_eq!(mask_digits("ទឹកប្រាក់ ៥.៣៧ USD, 5.37"), "ទឹកប្រាក់ •.•• USD, •.••");
    }

    #[test]
    fn numbers_inside_a_text_are_hidden_and_short_codes_are_not() {
        for (text, masked) in [
            ("808", "808"),
            ("*1201#", "*1201#"),
            ("*134*010000482#", "*134*•••••••••#"),
            ("Mum 010 000-482", "Mum ••• •••-•••"),
            ("Smart 5 GB for 30 days", "Smart 5 GB for 30 days"),
        ] {
            assert_eq!(mask_long_numbers(text), masked);
        }
    }

    #[test]
    fn redacted_has_no_debug_form() {
        assert_eq!(format!("{:?}", Redacted("Your balance is 1.37")), "[redacted]");
    }
}
