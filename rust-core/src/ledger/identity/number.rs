//! Whether two ways of writing a number are one number.

/// The fewest digits of a number with its country's code.
const INTERNATIONAL: usize = 10;

/// Equal without `+` and leading zeros; or one is the other after a country's code, which has one to three digits
/// (ITU-T E.164 §6.2.1). A number that is shorter than a subscriber's is no evidence.
pub fn same_number(one: &str, other: &str) -> bool {
    let (one, other) = (significant(one), significant(other));
    let (long, short) = if one.len() >= other.len() { (one, other) } else { (other, one) };
    let code = long.len() - short.len();
    let prefixed = (1..=3).contains(&code) && long.len() >= INTERNATIONAL;
    short.len() >= 7 && (code == 0 || prefixed) && long.ends_with(&short)
}

fn significant(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    digits.trim_start_matches('0').to_owned()
}

#[cfg(test)]
mod tests {
    use super::same_number;

    #[test]
    fn a_number_is_the_same_with_and_without_its_countrys_code() {
        for (one, other, same) in [
            ("010000482", "+855 10 000 482", true),
            ("010000482", "85510000482", true),
            ("0010000482", "010 000 482", true),
            ("0970000315", "+855970000315", true),
            ("010000482", "010000483", false),
            ("010000482", "+855970000482", false),
            ("071234567", "0971234567", false),
            ("482", "010000482", false),
            ("", "", false),
        ] {
            assert_eq!(same_number(one, other), same, "{one} {other}");
            assert_eq!(same_number(other, one), same, "{other} {one}");
        }
    }
}
