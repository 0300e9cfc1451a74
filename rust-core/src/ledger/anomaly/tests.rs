//! Each anomaly where it must be seen, and the nearest case where it must not.

use super::*;
use crate::catalogue::Catalogue;
use crate::ledger::rules::TopUpDays;
use crate::ledger::{BalanceEntry, BonusEntry, ChargeEntry, ChargeKind, Origin, PaidFrom, PlanEntry, state};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// Noon of a day in 2026, `MM-DD`.
fn noon(on: &str) -> i64 {
    day(&format!("2026-{on}")).and_hms_opt(12, 0, 0).expect("noon").and_utc().timestamp_millis()
}

fn now() -> Now {
    Now { epoch_ms: noon("11-25"), utc_offset_s: 0 }
}

fn usd(cents: i64) -> Money {
    Money { units: cents, scale: 2, currency: "USD".to_owned() }
}

/// Adds one fact after another; each message is another reply.
#[derive(Clone)]
struct Sim(Entries);

fn sim() -> Sim {
    Sim(Entries::default()).until("11-01", "2027-03-14", Origin::Reply)
}

impl Sim {
    fn reply(&self) -> i64 {
        let Entries { balances, bonuses, plans, charges, .. } = &self.0;
        (balances.len() + bonuses.len() + plans.len() + charges.len()) as i64 + 1
    }

    fn balance_entry(mut self, on: &str, cents: Option<i64>, until: Option<&str>, origin: Origin) -> Self {
        let entry = BalanceEntry {
            sim_id: 1,
            origin,
            reply_id: (origin == Origin::Reply).then_some(self.reply()),
            money: cents.map(usd),
            valid_until: until.map(day),
            offered_until: None,
            at_ms: noon(on),
        };
        self.0.balances.push(entry);
        self
    }

    fn balance(self, on: &str, cents: i64) -> Self {
        self.balance_entry(on, Some(cents), None, Origin::Reply)
    }

    fn until(self, on: &str, until: &str, origin: Origin) -> Self {
        self.balance_entry(on, None, Some(until), origin)
    }

    fn bonus(mut self, on: &str, with: Option<i64>, until: Option<&str>) -> Self {
        let entry = BonusEntry {
            sim_id: 1,
            origin: Origin::Reply,
            reply_id: with.or(Some(self.reply())),
            amount: usd(200),
            valid_until: until.map(day),
            at_ms: noon(on),
        };
        self.0.bonuses.push(entry);
        self
    }

    fn plan(mut self, on: &str, fill: impl Fn(&mut PlanEntry)) -> Self {
        let mut entry = PlanEntry::of(1, "Week", Origin::Hand, noon(on));
        fill(&mut entry);
        self.0.plans.push(entry);
        self
    }

    /// Renews itself from the balance: 1.50 USD for 7 days, until then.
    fn week(self, until: &str) -> Self {
        self.plan("11-01", |plan| {
            (plan.price, plan.period_days, plan.auto_renew) = (Some(usd(150)), Some(7), Some(true));
            (plan.paid_from, plan.valid_until) = (Some(PaidFrom::Balance), Some(day(until)));
        })
    }

    fn charge(mut self, on: &str, kind: ChargeKind, cents: i64) -> Self {
        let entry = ChargeEntry {
            sim_id: 1,
            kind,
            origin: Origin::Reply,
            reply_id: Some(self.reply()),
            command_id: None,
            plan: (kind == ChargeKind::Renewal).then(|| "Week".to_owned()),
            amount: usd(cents),
            at_ms: noon(on),
        };
        self.0.charges.push(entry);
        self
    }

    fn renewed(self, on: &str, cents: i64) -> Self {
        self.charge(on, ChargeKind::Renewal, cents)
    }

    fn last_reply(&self) -> Option<i64> {
        self.0.charges.last().and_then(|charge| charge.reply_id)
    }

    fn found(&self) -> Vec<Anomaly> {
        let catalogue = Catalogue::shipped().expect("shipped files are valid");
        let retention = &catalogue.operator("kh-smart").expect("Smart is shipped").retention;
        let state = state(&self.0, retention, &TopUpDays::default(), now());
        anomalies(&self.0, &state, now())
    }

    fn kinds(&self) -> Vec<AnomalyKind> {
        self.found().into_iter().map(|anomaly| anomaly.kind).collect()
    }
}

/// What must be seen in the first, and not in the second, which differs by as little as can be.
fn seen(kind: AnomalyKind, shown: Sim, quiet: Sim) -> Anomaly {
    let found = shown.found();
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].kind, kind);
    assert_eq!(quiet.kinds(), [], "nothing is wrong here");
    assert!(!found[0].evidence.is_empty() || kind == AnomalyKind::DateUnknown);
    assert!(found[0].evidence.is_sorted_by_key(|evidence| evidence.at_ms));
    found.into_iter().next().expect("one")
}

#[test]
fn a_renewal_that_was_due_and_not_seen() {
    let due = sim().week("2026-11-20");
    let renewed = due.clone().renewed("11-19", 150);
    let missed = seen(AnomalyKind::RenewalMissed, due.clone(), renewed);
    assert_eq!((missed.on, missed.advice), (Some(day("2026-11-20")), Advice::AskBalance));
    assert_eq!(sim().week("2026-11-25").kinds(), [], "its last day isn't over");
    let by_hand = due.clone().plan("11-10", |plan| plan.auto_renew = Some(false));
    assert_eq!(by_hand.kinds(), [], "it was never to renew itself");
    let offered = due.plan("11-20", |plan| plan.offered_until = Some(day("2026-11-27")));
    assert_eq!(offered.kinds(), [], "a message that waits for a tap shows it too");
}

#[test]
fn a_renewal_that_was_charged_twice() {
    let once = sim().week("2026-11-28").renewed("11-14", 150).renewed("11-21", 150);
    let twice = seen(AnomalyKind::ChargedTwice, once.clone().renewed("11-22", 150), once.clone());
    assert_eq!((twice.amount, twice.evidence.len()), (Some(usd(150)), 2));
    assert_eq!(twice.advice, Advice::AskOperator);
    assert_eq!(once.renewed("11-22", 140).kinds(), [], "another amount is another thing");
    let long_ago = sim().week("2026-11-28").renewed("08-01", 150).renewed("08-02", 150);
    assert_eq!(long_ago.kinds(), []);
}

#[test]
fn a_renewal_that_cost_more_than_its_price() {
    let week = sim().week("2026-11-28");
    let more = seen(AnomalyKind::ChargedMore, week.clone().renewed("11-21", 151), week.renewed("11-21", 150));
    assert_eq!((more.amount, more.expected), (Some(usd(151)), Some(usd(150))));
    let dearer_since = sim()
        .plan("11-20", |plan| (plan.price, plan.valid_until) = (Some(usd(200)), Some(day("2026-11-28"))))
        .renewed("11-21", 200)
        .plan("11-22", |plan| plan.price = Some(usd(150)));
    assert_eq!(dearer_since.kinds(), [], "the price of that day");
}

#[test]
fn a_balance_that_fell_without_an_action() {
    let five = sim().balance("11-10", 500);
    let fell = seen(
        AnomalyKind::BalanceFell,
        five.clone().balance("11-20", 420),
        five.clone().balance("11-20", 500),
    );
    assert_eq!((fell.amount, fell.expected), (Some(usd(80)), Some(usd(500))));
    let fee = five.clone().charge("11-12", ChargeKind::SmsFee, 80).balance("11-20", 420);
    assert_eq!(fee.kinds(), []);
    let topped_up = five.clone().charge("11-12", ChargeKind::TopUp, 100).balance("11-20", 500);
    assert_eq!(topped_up.found()[0].amount, Some(usd(100)), "the top-up isn't there");
    let mut sent = five.clone().balance("11-20", 420);
    sent.0.messages_sent_ms.push(noon("11-15"));
    assert_eq!(sent.kinds(), [], "a message of unknown cost may explain it");
    assert_eq!(five.balance_entry("11-20", None, None, Origin::Reply).kinds(), []);
}

#[test]
fn a_last_day_that_moved_earlier() {
    let moved = seen(
        AnomalyKind::ExpiryEarlier,
        sim().until("11-20", "2027-02-01", Origin::Reply),
        sim().until("11-20", "2027-04-01", Origin::Reply),
    );
    assert_eq!((moved.on, moved.plan, moved.evidence.len()), (Some(day("2027-02-01")), None, 2));
    assert_eq!(sim().until("11-20", "2027-02-01", Origin::Hand).kinds(), [], "a person said so");
    let plan = sim().week("2026-12-05").plan("11-20", |plan| {
        (plan.origin, plan.valid_until) = (Origin::Reply, Some(day("2026-11-30")));
    });
    assert_eq!(plan.found()[0].plan.as_deref(), Some("Week"));
}

#[test]
fn a_bonus_that_was_promised_and_is_not_listed() {
    let lists = sim().bonus("11-02", None, None).charge("11-10", ChargeKind::TopUp, 500);
    let promised = lists.clone().bonus("11-10", lists.last_reply(), Some("2026-12-10"));
    let silent = promised.clone().balance("11-12", 500);
    let missing = seen(AnomalyKind::BonusMissing, silent.clone(), promised);
    assert_eq!((missing.amount, missing.evidence.len()), (Some(usd(200)), 2));
    let reply = silent.0.balances.last().and_then(|entry| entry.reply_id);
    assert_eq!(silent.bonus("11-12", reply, None).kinds(), [], "listed");
    let topped_up = sim().charge("11-10", ChargeKind::TopUp, 500);
    let never_lists = topped_up.clone().bonus("11-10", topped_up.last_reply(), None).balance("11-12", 500);
    assert_eq!(never_lists.kinds(), [], "these replies list no bonus anyway");
}

#[test]
fn a_balance_that_will_not_pay_for_the_next_renewal() {
    let week = sim().week("2026-11-28");
    let short = seen(AnomalyKind::WontCover, week.clone().balance("11-20", 149), week.balance("11-20", 150));
    assert_eq!((short.amount, short.expected, short.advice), (Some(usd(149)), Some(usd(150)), Advice::TopUp));
    assert_eq!(sim().week("2026-12-20").balance("11-20", 149).kinds(), [], "there is time");
    let by_card = sim().week("2026-11-28").plan("11-20", |plan| plan.paid_from = Some(PaidFrom::Card));
    assert_eq!(by_card.balance("11-20", 149).kinds(), []);
}

#[test]
fn a_source_of_payment_that_was_not_looked_at_for_long() {
    let wallet = |checked: &str| {
        sim().plan(checked, |plan| {
            (plan.auto_renew, plan.paid_from) = (Some(true), Some(PaidFrom::Wallet));
            (plan.paid_checked, plan.valid_until) = (true, Some(day("2026-11-28")));
        })
    };
    let unchecked = seen(AnomalyKind::PaymentUnchecked, wallet("08-27"), wallet("08-28"));
    assert_eq!((unchecked.on, unchecked.advice), (Some(day("2026-08-27")), Advice::LookAtPayment));
    let again = wallet("08-27").plan("11-01", |plan| plan.paid_checked = true);
    assert_eq!(again.kinds(), []);
    let balance = wallet("08-27").plan("11-01", |plan| plan.paid_from = Some(PaidFrom::Balance));
    assert_eq!(balance.kinds(), [], "the balance is read anyway");
}

#[test]
fn a_promotion_that_is_about_to_end() {
    let free_until =
        |until: &str| sim().week("2026-12-20").plan("11-02", |plan| plan.promotion_until = Some(day(until)));
    let ending = seen(AnomalyKind::PromotionEnding, free_until("2026-12-09"), free_until("2026-12-10"));
    assert_eq!((ending.on, ending.advice), (Some(day("2026-12-09")), Advice::Decide));
    assert_eq!(free_until("2026-11-24").kinds(), [], "over");
}

#[test]
fn a_date_that_is_not_known() {
    let nothing = Sim(Entries::default());
    let unknown = seen(AnomalyKind::DateUnknown, nothing, sim());
    assert_eq!((unknown.plan, unknown.advice), (None, Advice::AskBalance));
    let named = |until: Option<&str>| sim().plan("11-02", |plan| plan.valid_until = until.map(day));
    let plan = seen(AnomalyKind::DateUnknown, named(None), named(Some("2026-11-28")));
    assert_eq!((plan.plan.as_deref(), plan.advice), (Some("Week"), Advice::SetDate));
}
