//! What one message says, and what of it was withheld.

use std::ops::Range;

use chrono::NaiveDate;

use crate::money::Money;

/// A fact and where it stands in the text, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact<T> {
    /// What was read.
    pub value: T,
    /// The bytes of the original text that say so.
    pub span: Range<usize>,
}

/// What a message is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
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
    #[default]
    Other,
}

/// What a date is the last day of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// Why a fact that seems to be there was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// A balance apart from the main one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bonus {
    /// How much.
    pub amount: Fact<Money>,
    /// Its own last day.
    pub valid_until: Option<Fact<NaiveDate>>,
}

/// What one message says. All absent means "not read".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// What the message is.
    pub kind: ReplyKind,
    /// The main balance.
    pub balance: Option<Fact<Money>>,
    /// Balances apart from it.
    pub bonuses: Vec<Bonus>,
    /// Data left, in bytes, all parts together.
    pub data_bytes: Option<Fact<i64>>,
    /// Minutes left, all parts together.
    pub minutes: Option<Fact<i64>>,
    /// Text messages left, all parts together.
    pub texts: Option<Fact<i64>>,
    /// The plan's name.
    pub plan: Option<Fact<String>>,
    /// The last day that is said to be valid: the balance's where it is said, else the number's, else the plan's.
    pub valid_until: Option<Fact<NaiveDate>>,
    /// What `valid_until` is the last day of.
    pub valid_of: Option<ValidityOf>,
    /// What was charged or topped up.
    pub amount: Option<Fact<Money>>,
    /// How many days are left.
    pub days_left: Option<Fact<i64>>,
    /// Why something was not read.
    pub withheld: Vec<Withheld>,
}

impl Reading {
    /// Whether a balance or a date was read.
    pub fn is_read(&self) -> bool {
        self.balance.is_some() || self.valid_until.is_some()
    }

    /// The last day of the main balance, if that is what the date is: no other date moves the number's deadline.
    pub fn balance_valid_until(&self) -> Option<NaiveDate> {
        self.valid_until
            .as_ref()
            .filter(|_| self.valid_of == Some(ValidityOf::Balance))
            .map(|fact| fact.value)
    }

    pub(super) fn withhold(&mut self, reason: Withheld) {
        if !self.withheld.contains(&reason) {
            self.withheld.push(reason);
        }
    }
}
