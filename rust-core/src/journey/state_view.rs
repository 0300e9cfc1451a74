//! The state of a SIM as its screen shows it.

use chrono::NaiveDate;

use super::{Baohao, BonusView, ReminderView, Tone};
use crate::Error;
use crate::catalogue::Confidence;
use crate::ledger::rules::RuleId;
use crate::ledger::{Anomaly, CostLine, Entries, PaidFrom, PlanState, SimState, anomalies};
use crate::money::Money;
use crate::time::Now;

/// How many months of costs a screen shows, this one included.
const MONTHS: u32 = 6;

/// The rule behind a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleView {
    /// Its name.
    pub id: RuleId,
    /// Whether the date is a guess rather than somebody's word.
    pub estimated: bool,
    /// How sure its source makes us.
    pub confidence: Confidence,
}

impl RuleView {
    pub(super) fn of(id: RuleId) -> Self {
        let rule = id.rule();
        Self { id, estimated: rule.estimated, confidence: rule.confidence }
    }
}

/// A plan as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanCard {
    /// Its name; may be empty.
    pub name: String,
    /// The last day.
    pub valid_until: Option<NaiveDate>,
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
    pub promotion_until: Option<NaiveDate>,
    /// Data left, in bytes.
    pub data_bytes: Option<i64>,
    /// Minutes left.
    pub minutes: Option<i64>,
    /// Messages left.
    pub texts: Option<i64>,
    /// For how many more periods the balance pays.
    pub pays_for: Option<i64>,
}

/// Money, plans, and what looks wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
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

impl Baohao {
    pub(super) fn state_view(
        &self,
        sim_id: i64,
        entries: &Entries,
        state: &SimState,
        now: Now,
    ) -> Result<StateView, Error> {
        let mut plans: Vec<_> = state.plans.iter().map(|plan| plan_card(state, plan, now)).collect();
        plans.sort_by_key(|plan| plan.valid_until.unwrap_or(NaiveDate::MAX));
        Ok(StateView {
            bonuses: state
                .bonuses
                .iter()
                .map(|bonus| BonusView { amount: bonus.amount.clone(), valid_until: bonus.valid_until })
                .collect(),
            plans,
            anomalies: anomalies(entries, state, now),
            costs: self.recent_costs(sim_id, MONTHS, now)?,
            reminders: self.reminders(sim_id, state, now)?,
            rule: state.losses.first().map(|loss| RuleView::of(loss.rule)),
        })
    }
}

fn plan_card(state: &SimState, plan: &PlanState, now: Now) -> PlanCard {
    let date = plan.valid_until;
    let days = date.map(|date| date.day.signed_duration_since(now.today()).num_days());
    PlanCard {
        name: plan.name.clone(),
        valid_until: date.map(|date| date.day),
        days,
        tone: plan_tone(state, plan, now),
        rule: date.map(|date| RuleView::of(date.rule)),
        price: plan.price.clone(),
        period_days: plan.period_days.map(i64::from),
        auto_renew: plan.auto_renew,
        paid_from: plan.paid_from,
        paid_checked_ms: plan.paid_checked_ms,
        promotion_until: plan.promotion_until.map(|(day, _)| day),
        data_bytes: plan.data_bytes.map(|(value, _)| value),
        minutes: plan.minutes.map(|(value, _)| value),
        texts: plan.texts.map(|(value, _)| value),
        pays_for: state.pays_for(plan),
    }
}

/// How urgent a plan is. One that renews itself, and can pay for it, is well until its day is over without a sign.
pub(super) fn plan_tone(state: &SimState, plan: &PlanState, now: Now) -> Tone {
    let Some(date) = plan.valid_until else { return Tone::Unknown };
    let days = date.day.signed_duration_since(now.today()).num_days();
    let by_itself = plan.auto_renew == Some(true) && state.pays_for(plan) != Some(0);
    match days {
        ..0 if plan.renewal_seen => Tone::Soon,
        ..0 => Tone::Loss,
        _ if by_itself => Tone::Well,
        0..=1 => Tone::Loss,
        2..=7 => Tone::Soon,
        _ => Tone::Well,
    }
}
