//! Amounts of money as integers with a scale, since operators print anything from whole riel to five decimals
//! of a dollar, and a rounded balance is a wrong one.

/// `units` of 10^-`scale` of `currency`: 1.37749 USD is 137749 at scale 5.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Money {
    /// The amount in units of 10^-scale. Never negative where it is a balance.
    pub units: i64,
    /// Decimal places in `units`, 0 to 9.
    pub scale: i32,
    /// ISO 4217 code.
    pub currency: String,
}

impl Money {
    /// An amount as the catalogue writes it: digits with at most one point. `None` if it is something else.
    pub fn parse(text: &str, currency: &str) -> Option<Self> {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
        let digits = [whole, decimals].concat();
        let fits = !whole.is_empty() && decimals.len() <= 9 && !text.ends_with('.') && !currency.is_empty();
        if !fits || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let scale = i32::try_from(decimals.len()).ok()?;
        Some(Self { units: digits.parse().ok()?, scale, currency: currency.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_keep_the_decimals_that_they_were_written_with() {
        for (text, parsed) in [
            ("1.50", Some((150, 2))),
            ("10000", Some((10_000, 0))),
            ("0.025", Some((25, 3))),
            ("1.", None),
            (".5", None),
            ("1,50", None),
            ("-1", None),
            ("1.2.3", None),
            ("", None),
        ] {
            assert_eq!(Money::parse(text, "USD").map(|money| (money.units, money.scale)), parsed, "{text}");
        }
        assert_eq!(Money::parse("1", ""), None, "an amount of nothing");
    }
}
