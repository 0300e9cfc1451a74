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
    use super::Money;

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
