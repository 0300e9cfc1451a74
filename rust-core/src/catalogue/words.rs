//! The words that a catalogue file may use where it doesn't use free text. Each is one that the screens have a text for.

use serde::{Deserialize, Serialize};

/// How an operator writes a date whose digits alone don't tell the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateOrder {
    /// Day, month, year.
    Dmy,
    /// Month, day, year.
    Mdy,
    /// Year, month, day.
    Ymd,
}

/// Who says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceKind {
    /// The country's telecom regulator.
    Regulator,
    /// The operator's own page or message.
    Operator,
    /// An open data set.
    Dataset,
    /// Somebody saw it work and wrote it down.
    Observed,
    /// A guide that names no source.
    Guide,
    /// The person who uses the app.
    #[serde(skip)]
    Own,
    /// A file that somebody else made.
    #[serde(skip)]
    File,
}

/// What an action is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActionKind {
    /// Ask how much is left and until when.
    CheckBalance,
    /// Ask what is left of a plan or a bonus.
    CheckPlan,
    /// Add money.
    TopUp,
    /// Buy a plan, or the same one again.
    RenewPlan,
    /// Have the plan renewed again and again by itself.
    AutoRenewOn,
    /// End that.
    AutoRenewOff,
    /// The operator's service that keeps a number which is not used.
    KeepNumber,
    /// Ask in whose name the number is registered.
    CheckIdentity,
    /// End paid services that nobody wants.
    StopServices,
}

impl ActionKind {
    /// Every kind, in the order in which a list of them is shown.
    pub const ALL: [Self; 9] = [
        Self::CheckBalance,
        Self::CheckPlan,
        Self::TopUp,
        Self::RenewPlan,
        Self::AutoRenewOn,
        Self::AutoRenewOff,
        Self::KeepNumber,
        Self::CheckIdentity,
        Self::StopServices,
    ];

    /// Whether it changes nothing, and costs no more than its own message.
    pub fn only_asks(self) -> bool {
        matches!(self, Self::CheckBalance | Self::CheckPlan | Self::CheckIdentity)
    }

    /// Its word in files; never changed, since ledgers and shared files hold it.
    pub fn word(self) -> &'static str {
        match self {
            Self::CheckBalance => "check_balance",
            Self::CheckPlan => "check_plan",
            Self::TopUp => "top_up",
            Self::RenewPlan => "renew_plan",
            Self::AutoRenewOn => "auto_renew_on",
            Self::AutoRenewOff => "auto_renew_off",
            Self::KeepNumber => "keep_number",
            Self::CheckIdentity => "check_identity",
            Self::StopServices => "stop_services",
        }
    }

    /// The kind of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// What to know before doing something. Each stands where its source said it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Note {
    /// Keeping an unused number costs a small fee each month, a few dollars.
    SmallMonthlyFee,
    /// A bank card or a wallet is bound as the source of payment.
    BindCardOrWallet,
    /// Staff set it up.
    StaffSetItUp,
    /// Slow, but questions get answered.
    SlowButAnswered,
    /// The answer gives the next steps.
    ReplyGivesNextSteps,
    /// What is written must be exact.
    InputMustBeExact,
    /// The message's own fee counts into the cost.
    MessageFeeCounts,
    /// Look at the service fee and the rules of debiting first.
    CheckFeeAndDebitFirst,
    /// Keep enough money at the source of payment.
    KeepMoneyAtSource,
    /// Look at the renewal records regularly, and call the operator if one is odd.
    LookAtRecords,
    /// Give phone and ID numbers to official channels only.
    OfficialChannelsOnly,
    /// Watch for promotions: bonus data, the first month free, discounts.
    WatchPromotions,
    /// Plans last from a day to a month.
    PlansDayToMonth,
    /// A plan can end although balance is left.
    PlanEndsWithBalanceLeft,
    /// Auto-renewal charges when data or balance runs low.
    ChargesWhenLow,
    /// Too little money at the source of payment suspends or cancels auto-renewal.
    ShortMoneyStopsAutoRenew,
    /// Read the bill.
    ReadTheBill,
    /// A confirmation message follows.
    ConfirmationFollows,
    /// Follow the menu, spoken or shown.
    FollowTheMenu,
    /// Bonus data the first time.
    FirstTimeBonusData,
    /// Plans can be chosen freely.
    FlexiblePlans,
    /// In business hours.
    BusinessHours,
}

/// What a piece of advice is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// Keeping a number.
    KeepingNumber,
    /// Data plans.
    DataPlans,
}

/// How money is added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Means {
    /// A scratch card with a PIN.
    Card,
    /// A shop's or wallet's electronic top-up.
    Electronic,
    /// The operator's own page.
    Web,
}

/// From when a rule counts its days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CountsFrom {
    /// The last day of the main balance's validity.
    BalanceExpiry,
    /// The last top-up is used up and the plan has ended.
    UsedUpAndPlanEnded,
    /// The number was used last.
    LastUse,
    /// The SIM was sold without a first top-up.
    Sale,
}

/// What a contact is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactKind {
    /// The operator's customer service, to call.
    Hotline,
    /// The regulator's line for consumers.
    RegulatorHotline,
    /// The operator's app, by name.
    App,
    /// The operator's website.
    Website,
}
