//! What was read in a message.

use crate::ffi::time::CivilDate;
use crate::journey::BonusView;
use crate::money::Money;
use crate::reply::{ReplyKind, ValidityOf, Withheld};

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

/// What a message is.
#[uniffi::remote(Enum)]
pub enum ReplyKind {
    /// A balance.
    Balance,
    /// What is left of a plan.
    Plan,
    /// A top-up went through.
    TopupOk,
    /// A plan was started or renewed.
    RenewOk,
    /// A plan was not renewed.
    RenewFailed,
    /// Money or data runs low, or is used up.
    LowBalance,
    /// Something will end.
    ExpiryWarning,
    /// A one-time password.
    Otp,
    /// Advertising.
    Promo,
    /// Anything else.
    Other,
}

/// What a date is the last day of.
#[uniffi::remote(Enum)]
pub enum ValidityOf {
    /// The main balance.
    Balance,
    /// A plan, or its data, minutes or messages.
    Plan,
    /// A bonus.
    Bonus,
    /// The number itself.
    Sim,
}

/// A balance apart from the main one.
#[uniffi::remote(Record)]
pub struct BonusView {
    /// How much.
    pub amount: Money,
    /// Its own last day.
    pub valid_until: Option<CivilDate>,
}

/// Why a fact that seems to be there was not read.
#[uniffi::remote(Enum)]
pub enum Withheld {
    /// No word for a balance before an amount.
    NoBalanceWord,
    /// More than one amount that could be the balance.
    SeveralAmounts,
    /// An amount that can't be told exactly: its marks, its sign, its currency.
    UnclearAmount,
    /// More than one last day of the same thing.
    SeveralDates,
    /// A date without a word for validity, or whose day, month and year can't be told apart.
    UnclearDate,
    /// It speaks of a bonus, an offer, a condition, or something else whose amount is not the balance.
    NotMainBalance,
    /// A bank, a wallet or a reseller's account speaks.
    BankMessage,
    /// A contest, a premium service or a swindle speaks.
    Advertising,
    /// It hands over a one-time password, of which nothing is kept.
    OneTimePassword,
    /// It is longer than any message.
    TooLong,
}
