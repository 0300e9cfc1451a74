//! How each anomaly is found. A function gives it, with the entries that show it, or nothing.

use std::cmp::Ordering;
use std::collections::HashSet;

use chrono::NaiveDate;

use super::super::plan::is_renewal;
use super::super::state::after_charges;
use super::{Anomaly, AnomalyKind, Evidence, EvidenceOf, LONG_UNCHECKED_DAYS, looked_at_since_ms};
use crate::ledger::{BalanceEntry, ChargeEntry, Entries, Origin, PaidFrom, PlanEntry, PlanState, SimState};
use crate::time::Now;

/// How many days before a promotion's end or a renewal it is time to speak.
const AHEAD_DAYS: i64 = 14;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// A SIM as it is looked at.
pub(super) struct Look<'e> {
    pub(super) entries: &'e Entries,
    pub(super) state: &'e SimState,
    pub(super) now: Now,
}

/// A date that was stated and counts.
pub(super) struct Stated {
    day: NaiveDate,
    origin: Origin,
    evidence: Evidence,
}

impl<'e> Look<'e> {
    pub(super) fn number_date_unknown(&self) -> Option<Anomaly> {
        let unknown = self.state.valid_until.is_none();
        let last = self.entries.balances.last();
        unknown
            .then(|| Anomaly::new(AnomalyKind::DateUnknown, None, last.map(of_balance).into_iter().collect()))
    }

    pub(super) fn plan_date_unknown(&self, plan: &PlanState) -> Option<Anomaly> {
        // Data or minutes of unknown origin are no plan that somebody waits for.
        let known = !plan.name.is_empty() || plan.auto_renew.is_some() || plan.price.is_some();
        let unknown = known && plan.valid_until.is_none();
        let newest = self.of_plan(plan).next_back();
        unknown.then(|| {
            let evidence = newest.map(of_plan).into_iter().collect();
            Anomaly::new(AnomalyKind::DateUnknown, Some(&plan.name), evidence)
        })
    }

    pub(super) fn renewal_missed(&self, plan: &PlanState) -> Option<Anomaly> {
        let date = plan.valid_until.filter(|date| date.day < self.now.today())?;
        if plan.auto_renew != Some(true) || plan.renewal_seen {
            return None;
        }
        let gives = |entry: &&PlanEntry| entry.valid_until == Some(date.day) && entry.at_ms == date.at_ms;
        let shows = self.of_plan(plan).rfind(gives);
        let evidence = shows.map(of_plan).into_iter().collect();
        Some(Anomaly {
            on: Some(date.day),
            ..Anomaly::new(AnomalyKind::RenewalMissed, Some(&plan.name), evidence)
        })
    }

    pub(super) fn charged_twice(&self, plan: &PlanState) -> Option<Anomaly> {
        let half_ms = plan.period_days.map_or(DAY_MS / 2, |days| i64::from(days).saturating_mul(DAY_MS) / 2);
        let renewals: Vec<_> = self.renewals(plan).collect();
        let twice = renewals.windows(2).rev().find(|pair| {
            let told_apart = pair[0].reply_id.is_none() || pair[0].reply_id != pair[1].reply_id;
            self.lately(pair[1].at_ms)
                && told_apart
                && pair[0].amount.compare(&pair[1].amount) == Some(Ordering::Equal)
                && pair[1].at_ms.saturating_sub(pair[0].at_ms) < half_ms
        })?;
        let evidence = twice.iter().map(|charge| of_charge(charge)).collect();
        Some(Anomaly {
            on: Some(self.day_of(twice[1].at_ms)),
            amount: Some(twice[1].amount.clone()),
            ..Anomaly::new(AnomalyKind::ChargedTwice, Some(&plan.name), evidence)
        })
    }

    pub(super) fn charged_more(&self, plan: &PlanState) -> Option<Anomaly> {
        let charge = self.renewals(plan).next_back().filter(|charge| self.lately(charge.at_ms))?;
        // The price as it was said before the charge; one that was said since is the new one.
        let priced =
            self.of_plan(plan).rfind(|entry| entry.price.is_some() && entry.at_ms <= charge.at_ms)?;
        let price = priced.price.as_ref()?;
        if charge.amount.compare(price) != Some(Ordering::Greater) {
            return None;
        }
        Some(Anomaly {
            on: Some(self.day_of(charge.at_ms)),
            amount: Some(charge.amount.clone()),
            expected: Some(price.clone()),
            ..Anomaly::new(
                AnomalyKind::ChargedMore,
                Some(&plan.name),
                vec![of_plan(priced), of_charge(charge)],
            )
        })
    }

    pub(super) fn balance_fell(&self) -> Option<Anomaly> {
        let mut read: Vec<_> = self.entries.balances.iter().filter(|entry| entry.money.is_some()).collect();
        read.sort_by_key(|entry| entry.at_ms);
        let [.., before, after] = read.as_slice() else { return None };
        let within = |at_ms: i64| at_ms > before.at_ms && at_ms <= after.at_ms;
        // A message of unknown cost, or a renewal that was due and not seen, may be what took it.
        let sent = self.entries.messages_sent_ms.iter().any(|at_ms| within(*at_ms));
        let (from, to) = (self.day_of(before.at_ms), self.day_of(after.at_ms));
        let due = |plan: &PlanState| {
            plan.auto_renew == Some(true)
                && plan.valid_until.is_some_and(|date| date.day >= from && date.day <= to)
        };
        if sent || self.state.plans.iter().any(due) || !self.lately(after.at_ms) {
            return None;
        }
        let expected = after_charges(
            before.money.as_ref()?,
            self.entries,
            &self.state.plans,
            before.at_ms,
            after.at_ms,
        )?;
        let fell = expected.minus(after.money.as_ref()?).filter(|fell| fell.units > 0)?;
        Some(Anomaly {
            on: Some(to),
            amount: Some(fell),
            expected: Some(expected),
            ..Anomaly::new(AnomalyKind::BalanceFell, None, vec![of_balance(before), of_balance(after)])
        })
    }

    pub(super) fn bonus_missing(&self) -> Option<Anomaly> {
        let bonuses = &self.entries.bonuses;
        let of_charges: HashSet<i64> =
            self.entries.charges.iter().filter_map(|charge| charge.reply_id).collect();
        let charged = |reply_id: Option<i64>| reply_id.is_some_and(|id| of_charges.contains(&id));
        let lately = bonuses.iter().filter(|bonus| self.lately(bonus.at_ms));
        let promised = lately.filter(|bonus| charged(bonus.reply_id)).max_by_key(|bonus| bonus.at_ms)?;
        // Without a balance reply that ever listed a bonus, silence about one says nothing.
        let lists = bonuses.iter().any(|bonus| bonus.reply_id.is_some() && !charged(bonus.reply_id));
        let stands =
            |entry: &&BalanceEntry| promised.valid_until.is_none_or(|day| day >= self.day_of(entry.at_ms));
        let silent = self
            .entries
            .balances
            .iter()
            .filter(|entry| entry.money.is_some() && entry.origin == Origin::Reply)
            .filter(|entry| entry.at_ms > promised.at_ms && !charged(entry.reply_id))
            .filter(stands)
            .max_by_key(|entry| entry.at_ms)?;
        let listed = bonuses.iter().any(|bonus| bonus.reply_id == silent.reply_id);
        if !lists || listed {
            return None;
        }
        let promise = Evidence { of: EvidenceOf::Bonus, reply_id: promised.reply_id, at_ms: promised.at_ms };
        Some(Anomaly {
            on: promised.valid_until,
            amount: Some(promised.amount.clone()),
            ..Anomaly::new(AnomalyKind::BonusMissing, None, vec![promise, of_balance(silent)])
        })
    }

    pub(super) fn wont_cover(&self, plan: &PlanState) -> Option<Anomaly> {
        let due = plan.valid_until.map(|date| date.day);
        let soon = due.is_none_or(|day| self.days_until(day) <= AHEAD_DAYS);
        if plan.auto_renew != Some(true) || !soon || self.state.pays_for(plan) != Some(0) {
            return None;
        }
        let newest = self.entries.balances.iter().filter(|entry| entry.money.is_some());
        let newest = newest.max_by_key(|entry| entry.at_ms)?;
        Some(Anomaly {
            on: due,
            amount: self.state.balance_since.clone(),
            expected: plan.next_cost().cloned(),
            ..Anomaly::new(AnomalyKind::WontCover, Some(&plan.name), vec![of_balance(newest)])
        })
    }

    pub(super) fn payment_unchecked(&self, plan: &PlanState) -> Option<Anomaly> {
        let elsewhere = matches!(plan.paid_from, Some(PaidFrom::Card | PaidFrom::Wallet));
        let since_ms = plan.paid_checked_ms.max(plan.auto_renew_since_ms)?;
        let since = self.day_of(since_ms);
        if !elsewhere || plan.auto_renew != Some(true) || -self.days_until(since) < LONG_UNCHECKED_DAYS {
            return None;
        }
        let says = |entry: &&PlanEntry| entry.paid_checked || entry.auto_renew == Some(true);
        let shows = self.of_plan(plan).filter(says).rfind(|entry| entry.at_ms == since_ms);
        let evidence = shows.map(of_plan).into_iter().collect();
        Some(Anomaly {
            on: Some(since),
            ..Anomaly::new(AnomalyKind::PaymentUnchecked, Some(&plan.name), evidence)
        })
    }

    pub(super) fn promotion_ending(&self, plan: &PlanState) -> Option<Anomaly> {
        let (day, _) = plan.promotion_until?;
        if !(0..=AHEAD_DAYS).contains(&self.days_until(day)) {
            return None;
        }
        let shows = self.of_plan(plan).rfind(|entry| entry.promotion_until == Some(day));
        Some(Anomaly {
            on: Some(day),
            expected: plan.price.clone(),
            ..Anomaly::new(
                AnomalyKind::PromotionEnding,
                Some(&plan.name),
                shows.map(of_plan).into_iter().collect(),
            )
        })
    }

    pub(super) fn number_dates(&self) -> Vec<Stated> {
        let stated = |entry: &BalanceEntry| {
            Some(Stated { day: entry.valid_until?, origin: entry.origin, evidence: of_balance(entry) })
        };
        self.entries.balances.iter().filter_map(stated).collect()
    }

    pub(super) fn plan_dates(&self, plan: &PlanState) -> Vec<Stated> {
        let stated = |entry: &PlanEntry| {
            Some(Stated { day: entry.valid_until?, origin: entry.origin, evidence: of_plan(entry) })
        };
        self.of_plan(plan).filter_map(stated).collect()
    }

    /// As they were said; of two at once the one stored later comes last.
    fn of_plan(&self, plan: &PlanState) -> impl DoubleEndedIterator<Item = &'e PlanEntry> {
        let mut said: Vec<_> = self.entries.plans.iter().filter(|entry| entry.plan == plan.name).collect();
        said.sort_by_key(|entry| entry.at_ms);
        said.into_iter()
    }

    /// As they were charged.
    fn renewals(&self, plan: &PlanState) -> impl DoubleEndedIterator<Item = &'e ChargeEntry> {
        let charges = self.entries.charges.iter();
        let mut paid: Vec<_> = charges.filter(|charge| is_renewal(charge, &plan.name)).collect();
        paid.sort_by_key(|charge| charge.at_ms);
        paid.into_iter()
    }

    fn day_of(&self, at_ms: i64) -> NaiveDate {
        self.now.local_at(at_ms).date()
    }

    fn days_until(&self, day: NaiveDate) -> i64 {
        day.signed_duration_since(self.now.today()).num_days()
    }

    fn lately(&self, at_ms: i64) -> bool {
        at_ms >= looked_at_since_ms(self.now)
    }
}

/// The newest stated day is earlier than the one before it, and a message says so. A person's own word is no surprise,
/// and a day that has come anyway is none either.
pub(super) fn expiry_earlier(dates: &[Stated], plan: Option<&str>, now: Now) -> Option<Anomaly> {
    let newest = dates.iter().max_by_key(|stated| stated.evidence.at_ms)?;
    let before = dates
        .iter()
        .filter(|stated| stated.evidence.at_ms < newest.evidence.at_ms)
        .max_by_key(|stated| stated.evidence.at_ms)?;
    if newest.origin == Origin::Hand || newest.day >= before.day || before.day < now.today() {
        return None;
    }
    let evidence = vec![before.evidence, newest.evidence];
    Some(Anomaly { on: Some(newest.day), ..Anomaly::new(AnomalyKind::ExpiryEarlier, plan, evidence) })
}

fn of_balance(entry: &BalanceEntry) -> Evidence {
    Evidence { of: EvidenceOf::Balance, reply_id: entry.reply_id, at_ms: entry.at_ms }
}

fn of_plan(entry: &PlanEntry) -> Evidence {
    Evidence { of: EvidenceOf::Plan, reply_id: entry.reply_id, at_ms: entry.at_ms }
}

fn of_charge(entry: &ChargeEntry) -> Evidence {
    Evidence { of: EvidenceOf::Charge, reply_id: entry.reply_id, at_ms: entry.at_ms }
}
