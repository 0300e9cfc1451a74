//! Amounts of money as integers with a scale, since operators print anything from whole riel to five decimals
//! of a dollar, and a rounded balance is a wrong one.

use std::cmp::Ordering;

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

    /// Which is more; `None` for two currencies, which are never compared.
    pub fn compare(&self, other: &Self) -> Option<Ordering> {
        let (one, two, _) = self.aligned(other)?;
        Some(one.cmp(&two))
    }

    /// Both together, exactly; `None` for two currencies, or for more than an amount can hold.
    pub fn plus(&self, other: &Self) -> Option<Self> {
        let (one, two, scale) = self.aligned(other)?;
        self.of(one.checked_add(two)?, scale)
    }

    /// What is left of it, which may be less than nothing; `None` as for [`Money::plus`].
    pub fn minus(&self, other: &Self) -> Option<Self> {
        let (one, two, scale) = self.aligned(other)?;
        self.of(one.checked_sub(two)?, scale)
    }

    /// How many times a price can be paid from it; `None` for two currencies or a price of nothing.
    pub fn pays(&self, price: &Self) -> Option<i64> {
        let (one, two, _) = self.aligned(price)?;
        if two <= 0 { None } else { i64::try_from(one.max(0) / two).ok() }
    }

    fn of(&self, units: i128, scale: i32) -> Option<Self> {
        Some(Self { units: i64::try_from(units).ok()?, scale, currency: self.currency.clone() })
    }

    /// The units of both at the finer of their scales.
    fn aligned(&self, other: &Self) -> Option<(i128, i128, i32)> {
        if self.currency != other.currency {
            return None;
        }
        let scale = self.scale.max(other.scale);
        let at = |money: &Self| {
            let finer = u32::try_from(scale.checked_sub(money.scale)?).ok()?;
            i128::from(money.units).checked_mul(10_i128.checked_pow(finer)?)
        };
        Some((at(self)?, at(other)?, scale))
    }

    /// In digits, with every decimal place that it was stated with and a full stop before them: `1.37749`.
    pub fn decimal(&self) -> String {
        let scale = usize::try_from(self.scale).unwrap_or(0);
        let sign = if self.units < 0 { "-" } else { "" };
        let digits = format!("{:0>width$}", self.units.unsigned_abs(), width = scale + 1);
        let (whole, places) = digits.split_at(digits.len() - scale);
        if scale == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{places}") }
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

    fn money(units: i64, scale: i32, currency: &str) -> Money {
        Money { units, scale, currency: currency.to_owned() }
    }

    #[test]
    fn amounts_of_different_scales_are_exact() {
        let (balance, price) = (money(137_749, 5, "USD"), money(50, 2, "USD"));
        assert_eq!(balance.minus(&price), Some(money(87_749, 5, "USD")));
        assert_eq!(price.plus(&balance), Some(money(187_749, 5, "USD")));
        assert_eq!(balance.compare(&money(1, 0, "USD")), Some(Ordering::Greater));
        assert_eq!(money(10, 1, "USD").compare(&money(1, 0, "USD")), Some(Ordering::Equal));
    }

    #[test]
    fn a_price_is_paid_whole_times() {
        let price = money(50, 2, "USD");
        assert_eq!(money(137_749, 5, "USD").pays(&price), Some(2));
        assert_eq!(money(49, 2, "USD").pays(&price), Some(0));
        assert_eq!(money(-49, 2, "USD").pays(&price), Some(0));
        assert_eq!(money(1, 0, "USD").pays(&money(0, 2, "USD")), None);
    }

    #[test]
    fn currencies_are_never_added_or_compared() {
        let (dollar, riel) = (money(1, 0, "USD"), money(4_000, 0, "KHR"));
        assert_eq!((dollar.plus(&riel), dollar.minus(&riel)), (None, None));
        assert_eq!((dollar.compare(&riel), dollar.pays(&riel)), (None, None));
    }

    #[test]
    fn more_than_an_amount_can_hold_is_none() {
        assert_eq!(money(i64::MAX, 0, "USD").plus(&money(1, 0, "USD")), None);
        assert_eq!(money(i64::MAX, 0, "USD").plus(&money(1, 9, "USD")), None);
    }

    #[test]
    fn digits_of_an_amount() {
        for (units, scale, digits) in [
            (137_749, 5, "1.37749"),
            (5, 2, "0.05"),
            (4000, 0, "4000"),
            (-150, 2, "-1.50"),
            (0, 3, "0.000"),
            (i64::MIN, 9, "-9223372036.854775808"),
        ] {
            let money = Money { units, scale, currency: "USD".to_owned() };
            assert_eq!(money.decimal(), digits);
        }
    }
}
