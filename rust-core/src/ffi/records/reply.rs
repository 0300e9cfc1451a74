//! What was read in a message.

use crate::money::Money;
use crate::reply::Withheld;

/// `units` of 10^-`scale` of `currency`: 1.37749 USD is 137749 at scale 5.
#[uniffi::remote(Record)]
pub struct Money {
    /// The amount in units of 10^-scale. Never negative where it is a balance.
    pub units: i64,
    /// Decimal places in `units`, 0 to 9.
    pub scale: i32,
    /// ISO 4217 code.
    pub currency: String,
}

/// Why a fact that seems to be there was not read.
#[uniffi::remote(Enum)]
pub enum Withheld {
    /// No word for a balance before an amount.
    NoBalanceWord,
    /// More than one amount.
    SeveralAmounts,
    /// An amount that can't be told exactly.
    UnclearAmount,
    /// More than one date.
    SeveralDates,
    /// A date without a word for validity, or whose day, month and year can't be told apart.
    UnclearDate,
    /// It speaks of a bonus, an offer, a bank, or something else whose amount is not the balance.
    NotMainBalance,
}
