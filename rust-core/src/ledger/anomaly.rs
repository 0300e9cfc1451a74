//! What looks wrong with a SIM, the entries that show it, and what to do.
//!
//! Nothing here is an accusation: each is a question worth asking, and says of which entries.

mod look;

use chrono::NaiveDate;

use super::{Entries, SimState};
use crate::money::Money;
use crate::time::Now;
use look::{Look, expiry_earlier};

/// After how many days a source of payment counts as not checked for long: a card or a wallet runs dry unseen.
pub const LONG_UNCHECKED_DAYS: i64 = 90;

/// How far back money is looked at: what is older was seen or let go.
const LOOK_BACK_MS: i64 = 60 * 24 * 60 * 60 * 1000;

/// Since when money is looked at, epoch milliseconds.
pub fn looked_at_since_ms(now: Now) -> i64 {
    now.epoch_ms.saturating_sub(LOOK_BACK_MS)
}

/// What looks wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

impl AnomalyKind {
    /// What to do about it.
    fn advice(self, plan: bool) -> Advice {
        match self {
            Self::RenewalMissed | Self::ExpiryEarlier => Advice::AskBalance,
            Self::ChargedTwice | Self::ChargedMore | Self::BalanceFell | Self::BonusMissing => {
                Advice::AskOperator
            }
            Self::WontCover => Advice::TopUp,
            Self::PaymentUnchecked => Advice::LookAtPayment,
            Self::PromotionEnding => Advice::Decide,
            Self::DateUnknown if plan => Advice::SetDate,
            Self::DateUnknown => Advice::AskBalance,
        }
    }
}

/// Which table an entry is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Of which table.
    pub of: EvidenceOf,
    /// The reply that said it, unless a person did.
    pub reply_id: Option<i64>,
    /// When it was said, epoch milliseconds.
    pub at_ms: i64,
}

/// Something that looks wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anomaly {
    /// What.
    pub kind: AnomalyKind,
    /// With which plan; `None` if with the number.
    pub plan: Option<String>,
    /// The day that it is about.
    pub on: Option<NaiveDate>,
    /// The amount that it is about: what was charged, what is missing, what is left.
    pub amount: Option<Money>,
    /// What it ought to be.
    pub expected: Option<Money>,
    /// The entries that show it, oldest first.
    pub evidence: Vec<Evidence>,
    /// What to do.
    pub advice: Advice,
}

impl Anomaly {
    fn new(kind: AnomalyKind, plan: Option<&str>, evidence: Vec<Evidence>) -> Self {
        Self {
            kind,
            plan: plan.map(str::to_owned),
            on: None,
            amount: None,
            expected: None,
            evidence,
            advice: kind.advice(plan.is_some()),
        }
    }
}

/// Everything that looks wrong as of now, the number's own first.
pub fn anomalies(entries: &Entries, state: &SimState, now: Now) -> Vec<Anomaly> {
    let look = Look { entries, state, now };
    let mut found = Vec::new();
    found.extend(look.number_date_unknown());
    found.extend(expiry_earlier(&look.number_dates(), None, now));
    found.extend(look.balance_fell());
    found.extend(look.bonus_missing());
    for plan in &state.plans {
        found.extend(look.renewal_missed(plan));
        found.extend(look.charged_twice(plan));
        found.extend(look.charged_more(plan));
        found.extend(look.wont_cover(plan));
        found.extend(look.payment_unchecked(plan));
        found.extend(look.promotion_ending(plan));
        found.extend(expiry_earlier(&look.plan_dates(plan), Some(&plan.name), now));
        found.extend(look.plan_date_unknown(plan));
    }
    found
}

#[cfg(test)]
mod tests;
