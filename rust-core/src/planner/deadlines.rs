//! What is coming for a SIM: its number's losses and its plans', two clocks kept apart.

use chrono::{Days, NaiveDate, NaiveDateTime};

use super::Stage;
use crate::ledger::{LONG_UNCHECKED_DAYS, PaidFrom, PlanState, SimState};
use crate::time::Now;

/// What is lost, or must be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Loss {
    /// A stage of the number begins.
    Number {
        /// Which.
        stage: Stage,
    },
    /// A plan that doesn't renew itself ends.
    PlanEnds {
        /// Its name; may be empty.
        plan: String,
        /// Its period: a plan of three days doesn't ring three days before.
        period_days: Option<u32>,
    },
    /// A plan that renews itself should have been renewed by now.
    RenewalUnseen {
        /// Its name; may be empty.
        plan: String,
    },
    /// The balance will not pay for the renewal.
    RenewalShort {
        /// Its name; may be empty.
        plan: String,
    },
    /// The card or wallet that pays was not looked at for long.
    PaymentUnchecked {
        /// Its name; may be empty.
        plan: String,
    },
    /// A free or reduced period ends.
    PromotionEnds {
        /// Its name; may be empty.
        plan: String,
    },
}

impl Loss {
    /// The plan that it is about; `None` if it is about the number.
    pub fn plan(&self) -> Option<&str> {
        match self {
            Self::Number { .. } => None,
            Self::PlanEnds { plan, .. }
            | Self::RenewalUnseen { plan }
            | Self::RenewalShort { plan }
            | Self::PaymentUnchecked { plan }
            | Self::PromotionEnds { plan } => Some(plan),
        }
    }

    /// Days before it on which the phone rings; 0 is the day itself.
    pub fn leads(&self) -> &'static [u32] {
        match self {
            Self::Number { .. } => &[14, 7, 3, 1, 0],
            Self::PlanEnds { period_days: Some(..=1), .. } => &[0],
            Self::PlanEnds { period_days: Some(2..=3), .. } => &[1, 0],
            Self::PlanEnds { .. } | Self::RenewalShort { .. } => &[3, 1, 0],
            Self::PromotionEnds { .. } => &[7, 1, 0],
            Self::RenewalUnseen { .. } | Self::PaymentUnchecked { .. } => &[0],
        }
    }

    /// As it stands in calendars that people have imported, without its day: never changed.
    pub fn lasting_name(&self) -> String {
        match (self, self.plan()) {
            (Self::Number { stage: Stage::Active }, _) => "active".to_owned(),
            (Self::Number { stage: Stage::OutgoingBlocked }, _) => "outgoing-blocked".to_owned(),
            (Self::Number { stage: Stage::IncomingBlocked }, _) => "incoming-blocked".to_owned(),
            (Self::Number { stage: Stage::CutOff }, _) => "cut-off".to_owned(),
            (Self::Number { stage: Stage::Resold }, _) => "resold".to_owned(),
            (_, plan) => format!("{}:{}", self.word(), plan.unwrap_or_default()),
        }
    }

    /// Stored in the ids of notices and in reminder words, so never changed.
    fn word(&self) -> &'static str {
        match self {
            Self::Number { stage: Stage::Active } => "Active",
            Self::Number { stage: Stage::OutgoingBlocked } => "OutgoingBlocked",
            Self::Number { stage: Stage::IncomingBlocked } => "IncomingBlocked",
            Self::Number { stage: Stage::CutOff } => "CutOff",
            Self::Number { stage: Stage::Resold } => "Resold",
            Self::PlanEnds { .. } => "PlanEnds",
            Self::RenewalUnseen { .. } => "RenewalUnseen",
            Self::RenewalShort { .. } => "RenewalShort",
            Self::PaymentUnchecked { .. } => "PaymentUnchecked",
            Self::PromotionEnds { .. } => "PromotionEnds",
        }
    }
}

/// A loss that is coming, for one SIM.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// Whose.
    pub sim_id: i64,
    /// What.
    pub loss: Loss,
    /// On which day.
    pub on: NaiveDate,
    /// When we learned of it. Lead times that had passed by then were never missed. A moment that is still to come was
    /// written by a clock set wrong, and counts as long ago.
    pub known_since: NaiveDateTime,
}

impl Deadline {
    /// Names the loss and its day, for what a person says to it: a moved date is another deadline.
    pub fn name(&self) -> String {
        let (word, on) = (self.loss.word(), self.on);
        match self.loss.plan() {
            Some(plan) => format!("{word}:{plan}-{on}"),
            None => format!("{word}-{on}"),
        }
    }

    /// Whether the first of its lead times has come.
    pub fn rings_by(&self, today: NaiveDate) -> bool {
        let first = self.loss.leads().iter().max().copied().unwrap_or(0);
        self.on.signed_duration_since(today).num_days() <= i64::from(first)
    }

    /// Names the clock: the number's of this SIM, or one of its plans'. Of each one notice stands at a time.
    pub fn clock(&self) -> String {
        clock(self.sim_id, self.loss.plan())
    }
}

/// As [`Deadline::clock`], for a clock that may have no deadline.
pub fn clock(sim_id: i64, plan: Option<&str>) -> String {
    match plan {
        Some(plan) => format!("{sim_id}:{plan}"),
        None => sim_id.to_string(),
    }
}

/// Every deadline of a SIM that is ahead, and of its number the loss that has begun: its notice may have been missed, or
/// still stand.
pub fn deadlines(sim_id: i64, state: &SimState, now: Now) -> Vec<Deadline> {
    let over = state.losses.windows(2).take_while(|pair| pair[1].on <= now.today()).count();
    let number = state.losses.iter().skip(over).map(|loss| Deadline {
        sim_id,
        loss: Loss::Number { stage: loss.stage },
        on: loss.on,
        known_since: now.local_at(loss.since_ms),
    });
    let mut all: Vec<Deadline> = number.collect();
    for plan in &state.plans {
        let deadline =
            |loss, on, since_ms| Deadline { sim_id, loss, on, known_since: now.local_at(since_ms) };
        all.extend(
            of_plan(state, plan, now).into_iter().map(|(loss, on, since_ms)| deadline(loss, on, since_ms)),
        );
    }
    all
}

fn of_plan(state: &SimState, plan: &PlanState, now: Now) -> Vec<(Loss, NaiveDate, i64)> {
    let name = || plan.name.clone();
    let renews = plan.auto_renew == Some(true);
    let mut all = Vec::new();
    if let Some(date) = plan.valid_until {
        if !renews {
            let loss = Loss::PlanEnds { plan: name(), period_days: plan.period_days };
            all.push((loss, date.day, date.at_ms));
        } else if !plan.renewal_seen {
            let after = date.day.succ_opt().unwrap_or(date.day);
            all.push((Loss::RenewalUnseen { plan: name() }, after, date.at_ms));
        }
        if renews && state.pays_for(plan) == Some(0) && date.day >= now.today() {
            let balance_ms = state.balance.as_ref().map_or(0, |(_, at_ms)| *at_ms);
            all.push((Loss::RenewalShort { plan: name() }, date.day, balance_ms.max(date.at_ms)));
        }
    }
    if let Some((day, at_ms)) = plan.promotion_until {
        all.push((Loss::PromotionEnds { plan: name() }, day, at_ms));
    }
    let elsewhere = matches!(plan.paid_from, Some(PaidFrom::Card | PaidFrom::Wallet));
    if let Some(since_ms) = plan.paid_checked_ms.max(plan.auto_renew_since_ms).filter(|_| renews && elsewhere)
    {
        let after = Days::new(LONG_UNCHECKED_DAYS.unsigned_abs());
        let on = now.local_at(since_ms).date().checked_add_days(after);
        all.extend(on.map(|on| (Loss::PaymentUnchecked { plan: name() }, on, since_ms)));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;
    use crate::ledger::rules::TopUpDays;
    use crate::ledger::{BalanceEntry, Entries, Origin, PlanEntry, state};
    use crate::money::Money;

    fn noon(on: &str) -> i64 {
        let day: NaiveDate = on.parse().expect("a date");
        day.and_hms_opt(12, 0, 0).expect("noon").and_utc().timestamp_millis()
    }

    fn names(balance: Option<i64>, fill: impl Fn(&mut PlanEntry)) -> Vec<String> {
        let usd = |units| Money { units, scale: 2, currency: "USD".to_owned() };
        let mut plan = PlanEntry::of(1, "Week", Origin::Hand, noon("2026-11-20"));
        (plan.valid_until, plan.price) = (Some("2026-11-28".parse().expect("a date")), Some(usd(150)));
        fill(&mut plan);
        let balance = BalanceEntry {
            sim_id: 1,
            origin: Origin::Reply,
            reply_id: Some(1),
            money: balance.map(usd),
            valid_until: Some("2027-03-14".parse().expect("a date")),
            offered_until: None,
            at_ms: noon("2026-11-20"),
        };
        let entries = Entries { balances: vec![balance], plans: vec![plan], ..Entries::default() };
        let catalogue = Catalogue::shipped().expect("shipped files are valid");
        let retention = &catalogue.operator("kh-smart").expect("Smart is shipped").retention;
        let now = Now { epoch_ms: noon("2026-11-25"), utc_offset_s: 0 };
        let all = deadlines(1, &state(&entries, retention, &TopUpDays::default(), now), now);
        all.iter().filter(|deadline| deadline.loss.plan().is_some()).map(Deadline::name).collect()
    }

    #[test]
    fn a_plan_that_ends_or_renews_itself() {
        assert_eq!(names(None, |_| ()), ["PlanEnds:Week-2026-11-28"]);
        let renews = |plan: &mut PlanEntry| plan.auto_renew = Some(true);
        assert_eq!(names(Some(150), renews), ["RenewalUnseen:Week-2026-11-29"]);
        assert_eq!(
            names(Some(149), renews),
            ["RenewalUnseen:Week-2026-11-29", "RenewalShort:Week-2026-11-28"]
        );
        let by_card = |plan: &mut PlanEntry| {
            (plan.auto_renew, plan.paid_from) = (Some(true), Some(PaidFrom::Card));
        };
        assert_eq!(
            names(Some(149), by_card),
            ["RenewalUnseen:Week-2026-11-29", "PaymentUnchecked:Week-2027-02-18"]
        );
        let free = |plan: &mut PlanEntry| plan.promotion_until = plan.valid_until;
        assert_eq!(names(None, free), ["PlanEnds:Week-2026-11-28", "PromotionEnds:Week-2026-11-28"]);
        assert_eq!(names(None, |plan| plan.ended = true), Vec::<String>::new());
    }

    /// Notices that were shown, and words that were said, are stored under these names.
    #[test]
    fn stored_names_never_change() {
        let name = |loss| {
            let on = "2026-12-05".parse().expect("a date");
            Deadline { sim_id: 2, loss, on, known_since: NaiveDateTime::MIN }.name()
        };
        let plan = || "Week".to_owned();
        for (loss, expected) in [
            (Loss::Number { stage: Stage::OutgoingBlocked }, "OutgoingBlocked-2026-12-05"),
            (Loss::Number { stage: Stage::IncomingBlocked }, "IncomingBlocked-2026-12-05"),
            (Loss::Number { stage: Stage::CutOff }, "CutOff-2026-12-05"),
            (Loss::Number { stage: Stage::Resold }, "Resold-2026-12-05"),
            (Loss::PlanEnds { plan: plan(), period_days: Some(7) }, "PlanEnds:Week-2026-12-05"),
            (Loss::RenewalUnseen { plan: plan() }, "RenewalUnseen:Week-2026-12-05"),
            (Loss::RenewalShort { plan: plan() }, "RenewalShort:Week-2026-12-05"),
            (Loss::PaymentUnchecked { plan: plan() }, "PaymentUnchecked:Week-2026-12-05"),
            (Loss::PromotionEnds { plan: plan() }, "PromotionEnds:Week-2026-12-05"),
        ] {
            assert_eq!(name(loss), expected);
        }
    }
}
