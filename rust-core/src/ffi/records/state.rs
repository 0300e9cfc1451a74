//! Money, plans, and what looks wrong with a SIM.

use crate::catalogue::Confidence;
use crate::ffi::time::{CivilDate, CivilDateTime};
use crate::journey::{BonusView, PlanCard, PlanDraft, ReminderSaid, ReminderView, RuleView, StateView, Tone};
use crate::ledger::rules::RuleId;
use crate::ledger::{
    Advice, Anomaly, AnomalyKind, ChargeKind, CostLine, Evidence, EvidenceOf, PaidFrom, ReminderWord,
};
use crate::money::Money;
use crate::planner::Loss;

/// A row's name.
#[uniffi::remote(Enum)]
pub enum RuleId {
    /// A reading of the balance.
    BalanceStated,
    /// A top-up's own words.
    TopUpStated,
    /// A top-up, by the catalogue's days for its amount.
    TopUpDays,
    /// A person's word about the number.
    NumberByHand,
    /// A reading of the plan.
    PlanStated,
    /// A renewal, by the plan's period.
    PlanRenewed,
    /// A person's word about the plan.
    PlanByHand,
    /// Plans don't extend numbers.
    PlanKeepsNothing,
    /// The guide's three months without use, where nothing better is known.
    Unused,
}

/// The rule behind a date.
#[uniffi::remote(Record)]
pub struct RuleView {
    /// Its name.
    pub id: RuleId,
    /// Whether the date is a guess rather than somebody's word.
    pub estimated: bool,
    /// How sure its source makes us.
    pub confidence: Confidence,
}

/// Where the money for a renewal comes from.
#[uniffi::remote(Enum)]
pub enum PaidFrom {
    /// The SIM's own main balance.
    Balance,
    /// A bound bank card.
    Card,
    /// A wallet such as Wing.
    Wallet,
}

/// A plan as it is shown.
#[uniffi::remote(Record)]
pub struct PlanCard {
    /// Its name; may be empty.
    pub name: String,
    /// The last day.
    pub valid_until: Option<CivilDate>,
    /// Days until then; less than 0 once it is over.
    pub days: Option<i64>,
    /// How urgent.
    pub tone: Tone,
    /// Which rule gives the day.
    pub rule: Option<RuleView>,
    /// What one period costs, as stated.
    pub price: Option<Money>,
    /// How long one period is, in days.
    pub period_days: Option<i64>,
    /// Whether it renews itself.
    pub auto_renew: Option<bool>,
    /// Where the money comes from.
    pub paid_from: Option<PaidFrom>,
    /// When the source of payment was last looked at, epoch milliseconds.
    pub paid_checked_ms: Option<i64>,
    /// The last day of a free or reduced period.
    pub promotion_until: Option<CivilDate>,
    /// Data left, in bytes.
    pub data_bytes: Option<i64>,
    /// Minutes left.
    pub minutes: Option<i64>,
    /// Messages left.
    pub texts: Option<i64>,
    /// For how many more periods the balance pays.
    pub pays_for: Option<i64>,
}

/// A plan as typed. What is absent says nothing about what was known before.
#[uniffi::remote(Record)]
pub struct PlanDraft {
    /// Its name; empty for the one plan of a SIM whose name isn't known.
    pub name: String,
    /// The last day.
    pub valid_until: Option<CivilDate>,
    /// How long one period is, in days; 1 or more.
    pub period_days: Option<i64>,
    /// What one period costs, as typed, in the operator's currency.
    pub price: Option<String>,
    /// Whether it renews itself.
    pub auto_renew: Option<bool>,
    /// Where the money comes from.
    pub paid_from: Option<PaidFrom>,
    /// The last day of a free or reduced period.
    pub promotion_until: Option<CivilDate>,
}

/// What it was for.
#[uniffi::remote(Enum)]
pub enum ChargeKind {
    /// A plan was started or renewed.
    Renewal,
    /// The balance was topped up.
    TopUp,
    /// A message of ours.
    SmsFee,
    /// A wallet's, a shop's or the operator's own fee.
    ServiceFee,
}

/// What one kind of charge came to in one month, in one currency.
#[uniffi::remote(Record)]
pub struct CostLine {
    /// Whose.
    pub sim_id: i64,
    /// The month's first day.
    pub month: CivilDate,
    /// What for.
    pub kind: ChargeKind,
    /// The sum.
    pub amount: Money,
}

/// What looks wrong.
#[uniffi::remote(Enum)]
pub enum AnomalyKind {
    /// A plan that renews itself has ended, and nothing shows that it was renewed.
    RenewalMissed,
    /// The same renewal was charged a second time within half a period.
    ChargedTwice,
    /// A renewal cost more than the plan's price.
    ChargedMore,
    /// The balance is less than what was charged explains.
    BalanceFell,
    /// A later message states an earlier last day.
    ExpiryEarlier,
    /// A bonus that came with a top-up or renewal isn't in a reply that lists bonuses.
    BonusMissing,
    /// The balance will not pay for the next renewal.
    WontCover,
    /// The card or wallet that pays was not looked at for long.
    PaymentUnchecked,
    /// A free or reduced period is about to end.
    PromotionEnding,
    /// A last day isn't known.
    DateUnknown,
}

/// What to do.
#[uniffi::remote(Enum)]
pub enum Advice {
    /// Ask the operator's machine for the balance.
    AskBalance,
    /// Ask the operator's people.
    AskOperator,
    /// Top up.
    TopUp,
    /// Look whether the card or wallet still pays, and say so.
    LookAtPayment,
    /// Decide whether the plan goes on at its full price.
    Decide,
    /// Say the date.
    SetDate,
}

/// Which table an entry is of.
#[uniffi::remote(Enum)]
pub enum EvidenceOf {
    /// Balances.
    Balance,
    /// Bonuses.
    Bonus,
    /// Plans.
    Plan,
    /// Charges.
    Charge,
}

/// An entry that shows it.
#[uniffi::remote(Record)]
pub struct Evidence {
    /// Of which table.
    pub of: EvidenceOf,
    /// The reply that said it, unless a person did.
    pub reply_id: Option<i64>,
    /// When it was said, epoch milliseconds.
    pub at_ms: i64,
}

/// Something that looks wrong.
#[uniffi::remote(Record)]
pub struct Anomaly {
    /// What.
    pub kind: AnomalyKind,
    /// With which plan; `None` if with the number.
    pub plan: Option<String>,
    /// The day that it is about.
    pub on: Option<CivilDate>,
    /// The amount that it is about: what was charged, what is missing, what is left.
    pub amount: Option<Money>,
    /// What it ought to be.
    pub expected: Option<Money>,
    /// The entries that show it, oldest first.
    pub evidence: Vec<Evidence>,
    /// What to do.
    pub advice: Advice,
}

/// The word.
#[uniffi::remote(Enum)]
pub enum ReminderWord {
    /// Again at a later moment, and nothing before it.
    Snoozed,
    /// It is done. If no date has moved by the day itself, that day rings all the same.
    Done,
    /// Not this one: silence until the date moves.
    Ignored,
}

/// What is said.
#[uniffi::remote(Enum)]
pub enum ReminderSaid {
    /// Again in so many days, in the morning; 1 or more.
    Snooze {
        /// How many.
        days: i64,
    },
    /// It is done.
    Done,
    /// Not this one.
    Ignore,
}

/// A deadline near enough to be reminded of.
#[uniffi::remote(Record)]
pub struct ReminderView {
    /// Names it, for what is said to it.
    pub deadline: String,
    /// What is lost.
    pub loss: Loss,
    /// On which day.
    pub on: CivilDate,
    /// Days from today; less than 0 once it has begun.
    pub days: i64,
    /// What was said to it last.
    pub word: Option<ReminderWord>,
    /// Until when it sleeps.
    pub until: Option<CivilDateTime>,
}

/// Money, plans, and what looks wrong.
#[uniffi::remote(Record)]
pub struct StateView {
    /// The bonuses that stand.
    pub bonuses: Vec<BonusView>,
    /// The plans that have not ended, soonest first, without a date last.
    pub plans: Vec<PlanCard>,
    /// What looks wrong.
    pub anomalies: Vec<Anomaly>,
    /// What the last six months cost, newest first.
    pub costs: Vec<CostLine>,
    /// What is near enough to be reminded of.
    pub reminders: Vec<ReminderView>,
    /// Which rule gives the number's next loss.
    pub rule: Option<RuleView>,
}
