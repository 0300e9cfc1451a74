//! A test for each row of the table.

use std::slice::from_ref;

use super::*;
use crate::catalogue::Catalogue;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn noon(text: &str) -> i64 {
    day(text).and_hms_opt(12, 0, 0).expect("noon").and_utc().timestamp_millis()
}

fn now() -> Now {
    Now { epoch_ms: noon("2026-11-23"), utc_offset_s: 7 * 3600 }
}

fn usd(cents: i64) -> Money {
    Money { units: cents, scale: 2, currency: "USD".to_owned() }
}

/// Smart's page, at an unknown date: cards, and electronic top-ups as far as the page could be read.
fn smart() -> TopUpDays {
    let row = |from, to, days| TopUpRow { from: usd(from), to: usd(to), days };
    TopUpDays {
        rows: vec![
            row(100, 100, 8),
            row(125, 125, 8),
            row(200, 200, 15),
            row(250, 250, 16),
            row(500, 500, 40),
            row(1_000, 1_000, 70),
            row(2_000, 2_000, 100),
            row(5_000, 5_000, 200),
            row(100, 199, 8),
            row(200, 249, 15),
            row(250, 400, 16),
        ],
    }
}

fn stated(origin: Origin, on: &str, until: &str, reply_id: i64) -> BalanceEntry {
    BalanceEntry {
        sim_id: 1,
        origin,
        reply_id: (origin != Origin::Hand).then_some(reply_id),
        money: None,
        valid_until: Some(day(until)),
        offered_until: None,
        at_ms: noon(on),
    }
}

fn charge(kind: ChargeKind, cents: i64, on: &str, asked: bool) -> ChargeEntry {
    ChargeEntry {
        sim_id: 1,
        kind,
        origin: Origin::Reply,
        reply_id: Some(9),
        command_id: asked.then_some(1),
        plan: None,
        amount: usd(cents),
        at_ms: noon(on),
    }
}

fn date(balances: &[BalanceEntry], charges: &[ChargeEntry]) -> Option<(String, RuleId)> {
    number_date(balances, charges, &smart(), now()).map(|date| (date.day.to_string(), date.rule))
}

fn is(until: &str, rule: RuleId) -> Option<(String, RuleId)> {
    Some((until.to_owned(), rule))
}

#[test]
fn each_event_has_one_row_and_each_row_a_source() {
    for row in &RULES {
        assert_eq!(rule(row.event).id, row.id);
        assert_eq!(row.id.rule().event, row.event);
        assert!(!row.source.is_empty());
    }
}

#[test]
fn a_stated_last_day_of_the_balance_is_the_numbers() {
    assert_eq!(
        date(&[stated(Origin::Reply, "2026-11-20", "2026-12-05", 1)], &[]),
        is("2026-12-05", RuleId::BalanceStated)
    );
    assert_eq!(
        date(&[stated(Origin::Tap, "2026-11-20", "2026-12-05", 1)], &[]),
        is("2026-12-05", RuleId::BalanceStated)
    );
}

#[test]
fn a_top_up_that_states_its_day_is_believed_and_not_guessed_at() {
    let top_up = charge(ChargeKind::TopUp, 500, "2026-11-20", true);
    assert_eq!(
        date(&[stated(Origin::Reply, "2026-11-20", "2026-12-05", 9)], from_ref(&top_up)),
        is("2026-12-05", RuleId::TopUpStated)
    );
    let mut offered = stated(Origin::Reply, "2026-11-20", "2026-12-05", 9);
    (offered.valid_until, offered.offered_until) = (None, offered.valid_until);
    assert_eq!(date(&[offered], &[top_up]), None, "a day that waits for a tap is not guessed around");
}

#[test]
fn a_top_up_without_a_day_buys_the_catalogues_days() {
    let top_up = |cents| charge(ChargeKind::TopUp, cents, "2026-11-20", true);
    for (cents, until) in [
        (100, Some("2026-11-28")),
        (150, Some("2026-11-28")),
        (300, Some("2026-12-06")),
        (500, Some("2026-12-30")),
        (5_000, Some("2027-06-08")),
        (700, None),
    ] {
        let expected = until.and_then(|until| is(until, RuleId::TopUpDays));
        assert_eq!(date(&[], &[top_up(cents)]), expected, "{cents}");
    }
    let riel = Money { units: 5_000, scale: 0, currency: "KHR".to_owned() };
    assert_eq!(smart().of(&riel), None, "the table is in dollars");
    let reading = stated(Origin::Reply, "2026-11-10", "2026-11-25", 1);
    assert_eq!(date(from_ref(&reading), &[top_up(500)]), is("2026-12-30", RuleId::TopUpDays));
    let far = stated(Origin::Reply, "2026-11-10", "2027-03-01", 1);
    assert_eq!(date(&[far], &[top_up(500)]), is("2027-03-01", RuleId::BalanceStated), "no day is taken away");
    let newer = stated(Origin::Reply, "2026-11-21", "2026-12-01", 2);
    assert_eq!(
        date(&[reading, newer], &[top_up(500)]),
        is("2026-12-01", RuleId::BalanceStated),
        "a newer reading wins over the guess"
    );
}

#[test]
fn a_top_up_that_nobody_asked_for_soothes_nothing() {
    let reading = stated(Origin::Reply, "2026-11-10", "2026-11-25", 1);
    let unasked = charge(ChargeKind::TopUp, 500, "2026-11-20", false);
    assert_eq!(date(from_ref(&reading), from_ref(&unasked)), is("2026-11-25", RuleId::BalanceStated));
    let by_hand = ChargeEntry { origin: Origin::Hand, reply_id: None, ..unasked };
    assert_eq!(date(&[reading], &[by_hand]), is("2026-12-30", RuleId::TopUpDays));
}

#[test]
fn what_a_person_typed_wins_over_a_later_guess_until_its_day_or_a_newer_reading() {
    let by_hand = stated(Origin::Hand, "2026-11-10", "2026-11-25", 0);
    let top_up = |on| charge(ChargeKind::TopUp, 500, on, true);
    assert_eq!(date(from_ref(&by_hand), &[top_up("2026-11-20")]), is("2026-11-25", RuleId::NumberByHand));
    assert_eq!(date(from_ref(&by_hand), &[top_up("2026-11-25")]), is("2027-01-04", RuleId::TopUpDays));
    let reading = stated(Origin::Reply, "2026-11-11", "2026-11-24", 1);
    assert_eq!(date(&[by_hand, reading], &[top_up("2026-11-20")]), is("2026-12-30", RuleId::TopUpDays));
}

#[test]
fn plans_and_fees_do_not_extend_the_number() {
    let reading = stated(Origin::Reply, "2026-11-10", "2026-11-25", 1);
    for kind in [ChargeKind::Renewal, ChargeKind::SmsFee, ChargeKind::ServiceFee] {
        let paid = charge(kind, 500, "2026-11-20", true);
        assert_eq!(date(from_ref(&reading), from_ref(&paid)), is("2026-11-25", RuleId::BalanceStated));
        assert_eq!(date(&[], &[paid]), None, "{kind:?}");
    }
}

fn stages(date: Option<NumberDate>, last_use: Option<&str>) -> Vec<(Stage, String, RuleId)> {
    let catalogue = Catalogue::shipped().expect("shipped files are valid");
    let retention = &catalogue.operator("kh-smart").expect("Smart is shipped").retention;
    let losses = losses(date, retention, last_use.map(noon), now());
    losses.into_iter().map(|loss| (loss.stage, loss.on.to_string(), loss.rule)).collect()
}

#[test]
fn the_regulators_60_30_and_90_days_follow_the_balances_last_day() {
    let date = NumberDate {
        day: day("2026-12-05"),
        rule: RuleId::BalanceStated,
        at_ms: noon("2026-11-20"),
        origin: Origin::Reply,
    };
    let expected = [
        (Stage::OutgoingBlocked, "2026-12-05"),
        (Stage::IncomingBlocked, "2027-02-03"),
        (Stage::CutOff, "2027-03-05"),
        (Stage::Resold, "2027-06-03"),
    ];
    let expected = expected.map(|(stage, on)| (stage, on.to_owned(), RuleId::BalanceStated));
    assert_eq!(stages(Some(date), Some("2026-08-01")), expected, "better is known than the guide's rule");
}

#[test]
fn three_months_without_use_count_only_where_nothing_better_is_known() {
    assert_eq!(stages(None, Some("2026-11-20")), [(Stage::CutOff, "2027-02-20".to_owned(), RuleId::Unused)]);
    assert_eq!(RuleId::Unused.rule().confidence, Confidence::Unconfirmed);
    assert_eq!(stages(None, None), []);
}
