//! What the catalogue says.

use crate::catalogue::{ActionKind, Channel, Confidence, Cost, Note, SourceKind, Starts};
use crate::money::Money;

/// Who says it.
#[uniffi::remote(Enum)]
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
    Own,
    /// A file that somebody else made.
    File,
}

/// How far a fact can be trusted, surest first.
#[uniffi::remote(Enum)]
pub enum Confidence {
    /// The regulator's or the operator's own text.
    Official,
    /// One independent source.
    Independent,
    /// Nobody can be held to it: shown as such, asked twice, never a default.
    Unconfirmed,
}

/// What an action is for.
#[uniffi::remote(Enum)]
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

/// What to know before doing something. Each stands where its source said it.
#[uniffi::remote(Enum)]
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

/// How the action travels. The first three can go out of the phone; the others are what a person does elsewhere.
#[uniffi::remote(Enum)]
pub enum Channel {
    /// A code that the network answers in a dialogue.
    Ussd {
        /// As dialled, `#` included; `{pin}` and `{number}` stand for what is filled in.
        code: String,
    },
    /// A code that opens a menu. Android's USSD request can't walk one, so the dialler does.
    UssdMenu {
        /// As dialled; `None` if no source says it.
        code: Option<String>,
        /// What to choose, menu by menu; empty if no source says it.
        steps: Vec<String>,
    },
    /// A text message to a short code.
    Sms {
        /// The short code or number; `None` if no source says it.
        to: Option<String>,
        /// The whole text.
        body: String,
    },
    /// A call to a line with a voice menu or a person.
    Call {
        /// The number.
        number: String,
        /// What to press or say; empty if no source says it.
        steps: Vec<String>,
    },
    /// The operator's own app.
    App {
        /// Its name; `None` if no source says it.
        name: Option<String>,
        /// The menu entries, as the source names them.
        steps: Vec<String>,
    },
    /// The operator's website.
    Web {
        /// Its address; `None` if no source says it.
        url: Option<String>,
        /// Where on it, as the source names it.
        steps: Vec<String>,
    },
    /// Any shop of the operator.
    Shop,
    /// A wallet or bank.
    Wallet {
        /// Its name.
        name: String,
    },
    /// The operator offers it; no source says how to get at it.
    Unstated,
}

/// What doing it costs.
#[uniffi::remote(Enum)]
pub enum Cost {
    /// The source says that it is free.
    Free,
    /// The source names its price.
    Price {
        /// How much.
        money: Money,
    },
    /// No source says anything; shown as unknown, never as free.
    Unknown,
}

/// What is left going once it is done.
#[uniffi::remote(Enum)]
pub enum Starts {
    /// Nothing.
    Nothing,
    /// Something that goes on, and costs, until it is stopped.
    Recurring,
    /// A plan was bought or a service begun, and no source says whether it goes on.
    Unknown,
}
