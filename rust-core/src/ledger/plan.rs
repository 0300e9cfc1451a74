//! Plans: what was said of each, and what follows.

use std::collections::{BTreeMap, HashSet};

use chrono::{Days, NaiveDate};

use super::rules::{self, By, Clock, Event, RuleId};
use super::{ChargeEntry, ChargeKind, Origin};
use crate::money::Money;
use crate::time::Now;

/// Where the money for a renewal comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaidFrom {
    /// The SIM's own main balance.
    Balance,
    /// A bound bank card.
    Card,
    /// A wallet such as Wing.
    Wallet,
}

/// One statement about a plan. Absent parts say nothing about what was known before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanEntry {
    /// Whose.
    pub sim_id: i64,
    /// The plan's name; empty for the one plan of a SIM whose name isn't known.
    pub plan: String,
    /// Who says so.
    pub origin: Origin,
    /// The reply that says so.
    pub reply_id: Option<i64>,
    /// The command that the reply answered, inside its window.
    pub command_id: Option<i64>,
    /// The last day, where it counts.
    pub valid_until: Option<NaiveDate>,
    /// A later last day that counts only after a tap.
    pub offered_until: Option<NaiveDate>,
    /// How long one period is, in days.
    pub period_days: Option<u32>,
    /// What one period costs.
    pub price: Option<Money>,
    /// Whether it renews itself.
    pub auto_renew: Option<bool>,
    /// Where the money comes from.
    pub paid_from: Option<PaidFrom>,
    /// Whether the source of payment was looked at.
    pub paid_checked: bool,
    /// The last day of a free or reduced period.
    pub promotion_until: Option<NaiveDate>,
    /// Data left, in bytes.
    pub data_bytes: Option<i64>,
    /// Minutes left.
    pub minutes: Option<i64>,
    /// Messages left.
    pub texts: Option<i64>,
    /// Whether it was stopped or given up.
    pub ended: bool,
    /// When it was said, epoch milliseconds.
    pub at_ms: i64,
}

impl PlanEntry {
    /// A statement that says nothing yet but of which plan, by whom and when.
    pub fn of(sim_id: i64, plan: &str, origin: Origin, at_ms: i64) -> Self {
        Self {
            sim_id,
            plan: plan.to_owned(),
            origin,
            reply_id: None,
            command_id: None,
            valid_until: None,
            offered_until: None,
            period_days: None,
            price: None,
            auto_renew: None,
            paid_from: None,
            paid_checked: false,
            promotion_until: None,
            data_bytes: None,
            minutes: None,
            texts: None,
            ended: false,
            at_ms,
        }
    }
}

impl PlanEntry {
    /// Whether all that a message said is that the plan was renewed: no day, no amount of anything.
    fn only_renewed(&self) -> bool {
        let dated = self.valid_until.is_some() || self.offered_until.is_some();
        let left = self.data_bytes.is_some() || self.minutes.is_some() || self.texts.is_some();
        self.origin != Origin::Hand && self.reply_id.is_some() && !dated && !left
    }

    /// Whether it may push a date back: what nobody asked for must not soothe.
    fn may_soothe(&self) -> bool {
        self.origin != Origin::Reply || self.command_id.is_some()
    }
}

/// A last day of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlanDate {
    /// The day.
    pub day: NaiveDate,
    /// Which rule gives it.
    pub rule: RuleId,
    /// When it became known, epoch milliseconds.
    pub at_ms: i64,
    /// Who said so.
    pub origin: Origin,
}

/// What is known of a plan that has not ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanState {
    /// Its name; may be empty.
    pub name: String,
    /// The last day.
    pub valid_until: Option<PlanDate>,
    /// What one period costs, as stated.
    pub price: Option<Money>,
    /// How long one period is, in days.
    pub period_days: Option<u32>,
    /// Whether it renews itself.
    pub auto_renew: Option<bool>,
    /// Where the money comes from.
    pub paid_from: Option<PaidFrom>,
    /// When the source of payment was last looked at, epoch milliseconds.
    pub paid_checked_ms: Option<i64>,
    /// Since when it is known that it renews itself, epoch milliseconds.
    pub auto_renew_since_ms: Option<i64>,
    /// The last day of a free or reduced period, and when it was said.
    pub promotion_until: Option<(NaiveDate, i64)>,
    /// Data left, in bytes, and when it was said.
    pub data_bytes: Option<(i64, i64)>,
    /// Minutes left, and when it was said.
    pub minutes: Option<(i64, i64)>,
    /// Messages left, and when it was said.
    pub texts: Option<(i64, i64)>,
    /// The newest renewal.
    pub last_charge: Option<(Money, i64)>,
    /// Whether something shows that the period after its last day was paid, though no day may count for it yet.
    pub renewal_seen: bool,
}

impl PlanState {
    /// What the next renewal will cost, as far as is known: the price, else what was charged last.
    pub fn next_cost(&self) -> Option<&Money> {
        self.price.as_ref().or(self.last_charge.as_ref().map(|(amount, _)| amount))
    }
}

/// The plans of a SIM that have not ended, in the order in which they became known.
pub fn plans(entries: &[PlanEntry], charges: &[ChargeEntry], now: Now) -> Vec<PlanState> {
    let mut names: Vec<&str> = Vec::new();
    let mut said: Vec<&PlanEntry> = entries.iter().collect();
    said.sort_by_key(|entry| entry.at_ms);
    for entry in said {
        if !names.contains(&entry.plan.as_str()) {
            names.push(&entry.plan);
        }
    }
    names.into_iter().filter_map(|name| plan(name, entries, charges, now)).collect()
}

fn plan(name: &str, entries: &[PlanEntry], charges: &[ChargeEntry], now: Now) -> Option<PlanState> {
    // Stable, so that of two said at once the one stored later counts.
    let mut said: Vec<&PlanEntry> = entries.iter().filter(|entry| entry.plan == name).collect();
    said.sort_by_key(|entry| entry.at_ms);
    if said.last()?.ended {
        return None;
    }
    // What was before it was given up is another subscription.
    let begun = said.iter().rposition(|entry| entry.ended).map_or(0, |at| at + 1);
    let said = &said[begun..];
    let since_ms = if begun == 0 { i64::MIN } else { said.first()?.at_ms };
    let renewals: Vec<&ChargeEntry> =
        charges.iter().filter(|charge| is_renewal(charge, name) && charge.at_ms >= since_ms).collect();
    let on = said.iter().rev().find_map(|entry| Some((entry.auto_renew?, entry.at_ms)));
    let since = said.iter().rev().take_while(|entry| entry.auto_renew != Some(false));
    let since = since.filter(|entry| entry.auto_renew == Some(true)).map(|entry| entry.at_ms).min();
    let last_charge = renewals.iter().max_by_key(|charge| charge.at_ms);
    let valid_until = date(said, &renewals, now);
    let renewal_seen = valid_until.is_some_and(|PlanDate { day, .. }| {
        // A renewal may be charged in the hours before the period ends.
        let eve = day.pred_opt().unwrap_or(day);
        let late = |at_ms: i64| now.local_at(at_ms).date() >= eve;
        last_charge.is_some_and(|charge| late(charge.at_ms))
            || said.iter().any(|entry| entry.only_renewed() && late(entry.at_ms))
            || said.iter().any(|entry| entry.offered_until.is_some_and(|offered| offered > day))
    });
    Some(PlanState {
        name: name.to_owned(),
        valid_until,
        renewal_seen,
        price: newest(said, |entry| entry.price.clone()),
        period_days: newest(said, |entry| entry.period_days),
        auto_renew: on.map(|(on, _)| on),
        paid_from: newest(said, |entry| entry.paid_from),
        paid_checked_ms: newest(said, |entry| entry.paid_checked.then_some(entry.at_ms)),
        auto_renew_since_ms: since,
        promotion_until: newest(said, |entry| Some((entry.promotion_until?, entry.at_ms))),
        data_bytes: newest(said, |entry| Some((entry.data_bytes?, entry.at_ms))),
        minutes: newest(said, |entry| Some((entry.minutes?, entry.at_ms))),
        texts: newest(said, |entry| Some((entry.texts?, entry.at_ms))),
        last_charge: last_charge.map(|charge| (charge.amount.clone(), charge.at_ms)),
    })
}

/// Whether a charge renewed that plan.
pub(super) fn is_renewal(charge: &ChargeEntry, plan: &str) -> bool {
    charge.kind == ChargeKind::Renewal && charge.plan.as_deref().unwrap_or_default() == plan
}

fn newest<T>(said: &[&PlanEntry], part: impl Fn(&PlanEntry) -> Option<T>) -> Option<T> {
    said.iter().rev().find_map(|entry| part(entry))
}

/// The plan's own clock, by the rules that name it.
fn date(said: &[&PlanEntry], renewals: &[&ChargeEntry], now: Now) -> Option<PlanDate> {
    let mut happened: Vec<(i64, Event, Origin, Option<NaiveDate>)> = Vec::new();
    for entry in said {
        let event = if entry.origin == Origin::Hand { Event::PlanByHand } else { Event::PlanDated };
        happened.extend(entry.valid_until.map(|day| (entry.at_ms, event, entry.origin, Some(day))));
    }
    let dated: HashSet<i64> = said
        .iter()
        .filter(|entry| entry.valid_until.is_some() || entry.offered_until.is_some())
        .filter_map(|entry| entry.reply_id)
        .collect();
    // One reply renews once, whether it says the amount or not.
    let told = said.iter().filter(|entry| entry.only_renewed() && entry.may_soothe());
    let told: BTreeMap<Option<i64>, (i64, Origin)> =
        told.map(|entry| (entry.reply_id, (entry.at_ms, entry.origin))).collect();
    let paid = renewals.iter().filter(|charge| charge.may_soothe());
    let silent = paid.clone().filter(|charge| !charge.reply_id.is_some_and(|id| dated.contains(&id)));
    happened.extend(silent.map(|charge| (charge.at_ms, Event::PlanRenewed, charge.origin, None)));
    let paid: HashSet<Option<i64>> = paid.map(|charge| charge.reply_id).collect();
    let unpaid = told.into_iter().filter(|(reply_id, _)| !paid.contains(reply_id));
    happened.extend(unpaid.map(|(_, (at_ms, origin))| (at_ms, Event::PlanRenewed, origin, None)));
    happened.sort_by_key(|(at_ms, ..)| *at_ms);
    let mut known: Option<PlanDate> = None;
    for (at_ms, event, origin, stated) in happened {
        let rule = rules::rule(event);
        debug_assert_eq!(rule.moves, Clock::Plan);
        let day = match rule.by {
            By::StatedDay => stated,
            By::PlanPeriod => {
                let on = now.local_at(at_ms).date();
                let stands = known.map(|known| (known.day, known.origin));
                newest(said, |entry| entry.period_days)
                    .and_then(|days| on.checked_add_days(Days::new(days.into())))
                    .filter(|guess| rules::guess_counts(*guess, on, stands))
            }
            By::CatalogueDays | By::ThreeMonths | By::Nothing => None,
        };
        known = day.map(|day| PlanDate { day, rule: rule.id, at_ms, origin }).or(known);
    }
    known
}

#[cfg(test)]
mod tests {
    use std::slice::from_ref;

    use super::*;

    fn now() -> Now {
        Now { epoch_ms: day_ms("2026-11-23"), utc_offset_s: 0 }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn day_ms(text: &str) -> i64 {
        day(text).and_hms_opt(12, 0, 0).expect("noon").and_utc().timestamp_millis()
    }

    fn said(plan: &str, origin: Origin, on: &str) -> PlanEntry {
        PlanEntry::of(1, plan, origin, day_ms(on))
    }

    fn renewal(plan: &str, origin: Origin, asked: bool, on: &str) -> ChargeEntry {
        ChargeEntry {
            sim_id: 1,
            kind: ChargeKind::Renewal,
            origin,
            reply_id: Some(7),
            command_id: asked.then_some(1),
            plan: Some(plan.to_owned()),
            amount: Money { units: 150, scale: 2, currency: "USD".to_owned() },
            at_ms: day_ms(on),
        }
    }

    fn until(entries: &[PlanEntry], charges: &[ChargeEntry]) -> Option<(String, RuleId)> {
        let state = plans(entries, charges, now());
        state.first()?.valid_until.map(|date| (date.day.to_string(), date.rule))
    }

    #[test]
    fn each_part_is_what_was_said_last_of_that_plan() {
        let mut first = said("Week", Origin::Hand, "2026-11-01");
        (first.period_days, first.auto_renew, first.paid_from) = (Some(7), Some(true), Some(PaidFrom::Card));
        first.paid_checked = true;
        let mut second = said("Week", Origin::Reply, "2026-11-08");
        (second.valid_until, second.data_bytes) = (Some(day("2026-11-15")), Some(1 << 30));
        let other = said("Night", Origin::Reply, "2026-11-09");
        let state = plans(&[first, second, other], &[], now());
        assert_eq!(state.iter().map(|plan| plan.name.as_str()).collect::<Vec<_>>(), ["Week", "Night"]);
        let week = &state[0];
        assert_eq!(
            (week.period_days, week.auto_renew, week.paid_from),
            (Some(7), Some(true), Some(PaidFrom::Card))
        );
        assert_eq!(week.paid_checked_ms, Some(day_ms("2026-11-01")));
        assert_eq!(week.data_bytes, Some((1 << 30, day_ms("2026-11-08"))));
        assert_eq!(week.valid_until.map(|date| date.day), Some(day("2026-11-15")));
    }

    #[test]
    fn a_plan_that_was_given_up_is_gone_until_it_is_bought_again() {
        let mut begun = said("Week", Origin::Hand, "2026-11-01");
        begun.auto_renew = Some(true);
        let mut ended = said("Week", Origin::Hand, "2026-11-05");
        ended.ended = true;
        assert_eq!(plans(&[begun.clone(), ended.clone()], &[], now()), []);
        let again = said("Week", Origin::Reply, "2026-11-10");
        let state = plans(&[begun, ended, again], &[], now());
        assert_eq!(state[0].auto_renew, None, "nothing of the old subscription");
    }

    #[test]
    fn a_renewal_moves_the_plans_date_by_its_period_and_is_a_guess() {
        let mut entry = said("Week", Origin::Hand, "2026-11-01");
        entry.period_days = Some(7);
        let dated = |on: &str| {
            let mut entry = entry.clone();
            entry.valid_until = Some(day(on));
            entry
        };
        let period = |until: &str| Some((until.to_owned(), RuleId::PlanRenewed));
        let hand = |until: &str| Some((until.to_owned(), RuleId::PlanByHand));
        let asked = renewal("Week", Origin::Reply, true, "2026-11-20");
        let unasked = renewal("Week", Origin::Reply, false, "2026-11-20");
        assert_eq!(until(from_ref(&entry), from_ref(&asked)), period("2026-11-27"));
        assert_eq!(until(from_ref(&entry), &[unasked]), None, "nobody asked, so it must not soothe");
        assert_eq!(until(from_ref(&entry), &[renewal("Night", Origin::Reply, true, "2026-11-20")]), None);
        assert_eq!(until(&[dated("2026-11-20")], from_ref(&asked)), period("2026-11-27"), "its day has come");
        assert_eq!(
            until(&[dated("2026-11-21")], from_ref(&asked)),
            hand("2026-11-21"),
            "a person knows better"
        );
        let mut stated = said("Week", Origin::Reply, "2026-11-20");
        (stated.reply_id, stated.valid_until) = (Some(7), Some(day("2026-11-26")));
        assert_eq!(
            until(&[entry.clone(), stated], &[asked]),
            Some(("2026-11-26".to_owned(), RuleId::PlanStated))
        );
    }

    #[test]
    fn a_renewal_whose_price_was_not_said_moves_the_date_too() {
        let mut entry = said("Week", Origin::Hand, "2026-11-01");
        (entry.period_days, entry.valid_until) = (Some(7), Some(day("2026-11-20")));
        let mut renewed = said("Week", Origin::Reply, "2026-11-20");
        (renewed.reply_id, renewed.command_id) = (Some(7), Some(1));
        let moved = Some(("2026-11-27".to_owned(), RuleId::PlanRenewed));
        assert_eq!(until(&[entry.clone(), renewed.clone()], &[]), moved);
        renewed.command_id = None;
        let state = plans(&[entry.clone(), renewed], &[], now());
        assert_eq!(state[0].valid_until.map(|date| date.day), Some(day("2026-11-20")));
        assert!(state[0].renewal_seen, "and yet it shows that it was renewed");
        assert!(!plans(&[entry], &[], now())[0].renewal_seen);
    }

    #[test]
    fn the_next_cost_is_the_price_or_what_was_charged_last() {
        let mut entry = said("Week", Origin::Hand, "2026-11-01");
        let charges = [renewal("Week", Origin::Reply, false, "2026-11-20")];
        let cost =
            |entry: &PlanEntry| plans(from_ref(entry), &charges, now())[0].next_cost().map(|m| m.units);
        assert_eq!(cost(&entry), Some(150));
        entry.price = Some(Money { units: 2, scale: 0, currency: "USD".to_owned() });
        assert_eq!(cost(&entry), Some(2));
    }
}
