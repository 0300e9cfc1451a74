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
