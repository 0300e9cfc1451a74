//! Money, plans and reminders through the real ledger: from a message or a person's word to state and alarms.

use super::*;
use crate::ledger::rules::RuleId;
use crate::ledger::{AnomalyKind, ChargeKind, PaidFrom, ReminderWord};

const DAY: i64 = 24 * 60;

const RENEWED: &str =
    "Your plan \"Week\" has been renewed successfully. 1.50 USD was charged. Plan valid till 30.11.26";
const RENEWED_UNDATED: &str = "Your plan \"Week\" has been renewed. Charge: 1.50 USD";

fn week() -> PlanDraft {
    PlanDraft {
        name: "Week".to_owned(),
        valid_until: Some(day("2026-11-26")),
        period_days: Some(7),
        price: Some("1.50".to_owned()),
        auto_renew: Some(true),
        paid_from: Some(PaidFrom::Balance),
        promotion_until: None,
    }
}

impl Phone1 {
    fn state(&self, sim: i64, at: Now) -> StateView {
        self.baohao.sim_detail(sim, &phone(), at).unwrap().state
    }

    /// A text of a sender that is known to be the operator, which nobody asked for.
    fn unasked(&mut self, sim: i64, text: &str, at: Now) -> ReplyView {
        let transaction = self.baohao.ledger.transaction().unwrap();
        store::senders::remember(&transaction, sim, "SMART", true, at.epoch_ms).unwrap();
        transaction.commit().unwrap();
        kept(self.hear(sms("SMART"), text, at))
    }

    fn anomalies(&self, sim: i64, at: Now) -> Vec<AnomalyKind> {
        self.state(sim, at).anomalies.iter().map(|anomaly| anomaly.kind).collect()
    }

    fn due(&self, at: Now) -> Vec<String> {
        self.baohao.plan(&phone(), at).unwrap().due.into_iter().map(|notice| notice.id).collect()
    }
}

fn charged(state: &StateView) -> Vec<(ChargeKind, i64)> {
    state.costs.iter().map(|line| (line.kind, line.amount.units)).collect()
}

#[test]
fn one_message_says_several_things_and_each_is_kept() {
    let (mut it, sim) = new();
    let text = "Your top up of 5.00 USD was successful. Your balance is 6.37 USD valid till 14.03.27";
    it.paste(sim, text, now(0));
    let balance = "Your balance is 6.37 USD valid till 14.03.27. Bonus: 2.00 USD valid till 01.12.26";
    it.paste(sim, balance, now(1));
    it.paste(sim, "Your plan \"Week\": 2 GB left, valid till 30.11.26", now(2));
    let mut it = it.reopen();
    let state = it.state(sim, now(3));
    assert_eq!(charged(&state), [(ChargeKind::TopUp, 500)]);
    assert_eq!(state.bonuses.iter().map(|bonus| bonus.amount.units).collect::<Vec<_>>(), [200]);
    let plan = &state.plans[0];
    assert_eq!((plan.name.as_str(), plan.valid_until), ("Week", Some(day("2026-11-30"))));
    assert_eq!((plan.data_bytes, plan.days), (Some(2 << 30), Some(7)));
    assert_eq!(it.valid_until(now(3)), Some(day("2027-03-14")), "the plan's date is another clock");
    it.paste(sim, text, now(4));
    assert_eq!(charged(&it.state(sim, now(5))), [(ChargeKind::TopUp, 500)], "the same message once more");
}

#[test]
fn a_renewal_moves_the_plans_date_and_not_the_numbers() {
    let (mut it, sim) = new();
    it.baohao.set_valid_until(sim, day("2027-03-14"), now(0)).unwrap();
    it.baohao.set_plan(sim, &week(), now(0)).unwrap();
    it.paste(sim, RENEWED, now(DAY));
    let state = it.state(sim, now(DAY));
    assert_eq!(state.plans[0].valid_until, Some(day("2026-11-30")));
    assert_eq!(state.plans[0].rule.as_ref().map(|rule| rule.id), Some(RuleId::PlanStated));
    assert_eq!(charged(&state), [(ChargeKind::Renewal, 150)]);
    assert_eq!(it.valid_until(now(DAY)), Some(day("2027-03-14")));
}

#[test]
fn a_renewal_that_nobody_asked_for_waits_for_a_tap() {
    let (mut it, sim) = new();
    it.baohao.set_plan(sim, &week(), now(0)).unwrap();
    let due = now(3 * DAY);
    let told = it.unasked(sim, RENEWED_UNDATED, due);
    let until = day("2026-12-03");
    assert_eq!(told.question, Some(ReplyQuestion::AcceptDate { until }), "a period from today");
    let later = now(5 * DAY);
    assert_eq!(it.state(sim, later).plans[0].valid_until, Some(day("2026-11-26")));
    let missed = AnomalyKind::RenewalMissed;
    assert!(!it.anomalies(sim, later).contains(&missed), "it shows that it was renewed");
    let accepted = it.baohao.accept_date(told.reply_id, &phone(), later).unwrap();
    assert_eq!((accepted.question, it.state(sim, later).plans[0].valid_until), (None, Some(until)));
    it.baohao.accept_date(told.reply_id, &phone(), later).unwrap();
    assert_eq!(charged(&it.state(sim, later)), [(ChargeKind::Renewal, 150)]);
}

#[test]
fn an_answer_to_our_own_question_about_a_plan_counts_at_once() {
    let (mut it, sim) = new();
    it.baohao.set_plan(sim, &week(), now(0)).unwrap();
    let command_id = it.tap(sim, "kh.balance", Route::Direct, now(DAY)).command_id;
    let answer = kept(it.hear(IncomingFrom::Ussd { command_id }, RENEWED, now(DAY)));
    assert_eq!((answer.question, answer.command_id), (None, Some(command_id)));
    assert_eq!(it.state(sim, now(DAY)).plans[0].valid_until, Some(day("2026-11-30")));
}

#[test]
fn what_is_typed_by_hand_counts_and_what_is_no_amount_is_refused() {
    let (mut it, sim) = new();
    it.baohao.set_balance(sim, "៣.៥", now(0)).unwrap();
    it.baohao.set_plan(sim, &week(), now(0)).unwrap();
    let plan = &it.state(sim, now(1)).plans[0];
    assert_eq!((plan.pays_for, plan.auto_renew, plan.period_days), (Some(2), Some(true), Some(7)));
    let more = PlanDraft { name: "Week".to_owned(), auto_renew: Some(false), ..PlanDraft::default() };
    it.baohao.set_plan(sim, &more, now(1)).unwrap();
    let plan = &it.state(sim, now(2)).plans[0];
    assert_eq!((plan.auto_renew, plan.period_days), (Some(false), Some(7)), "the rest stands");
    assert_eq!(refusal(it.baohao.set_balance(sim, "much", now(2))), Refusal::NotAmount);
    let dear = PlanDraft { price: Some("1,500".to_owned()), ..week() };
    assert_eq!(refusal(it.baohao.set_plan(sim, &dear, now(2))), Refusal::NotAmount);
    let endless = PlanDraft { period_days: Some(0), ..week() };
    assert_eq!(refusal(it.baohao.set_plan(sim, &endless, now(2))), Refusal::NotAmount);
    assert!(matches!(it.baohao.end_plan(sim, "Month", now(2)), Err(Error::NotFound("plan"))));
    it.baohao.end_plan(sim, "Week", now(3)).unwrap();
    assert_eq!(it.state(sim, now(3)).plans, []);
}

#[test]
fn months_of_all_sims_cost() {
    let (mut it, sim) = new();
    it.baohao.add_charge(sim, ChargeKind::ServiceFee, None, "0.10", now(0)).unwrap();
    it.baohao.add_charge(sim, ChargeKind::Renewal, Some("Week".to_owned()), "1.5", now(40 * DAY)).unwrap();
    let costs = |month: &str| {
        let lines = it.baohao.costs(day(month), now(40 * DAY)).unwrap();
        lines.into_iter().map(|line| (line.sim_id, line.kind)).collect::<Vec<_>>()
    };
    assert_eq!(costs("2026-11-30"), [(sim, ChargeKind::ServiceFee)]);
    assert_eq!(costs("2027-01-01"), [(sim, ChargeKind::Renewal)]);
    assert_eq!(costs("2026-12-01"), []);
}

#[test]
fn both_clocks_ring_apart_and_home_says_which_is_first() {
    let (mut it, sim) = new();
    it.baohao.set_valid_until(sim, day("2026-12-05"), now(0)).unwrap();
    let ends = PlanDraft { auto_renew: Some(false), ..week() };
    it.baohao.set_plan(sim, &ends, now(0)).unwrap();
    let home = it.baohao.home(&phone(), now(0)).unwrap();
    assert!(home.cards[0].ring.of_plan, "26 November comes before 5 December");
    assert!(
        matches!(&home.headline, Headline::PlanEnding { next, .. } if next.name == "Week" && next.days == 3)
    );
    let late = now(5 * DAY);
    let ids = [format!("{sim}-OutgoingBlocked-2026-12-05-7"), format!("{sim}-PlanEnds:Week-2026-11-26-0")];
    assert_eq!(it.due(late), ids);
    for id in it.due(late) {
        it.baohao.rung(&id, late).unwrap();
    }
    assert_eq!(it.baohao.plan(&phone(), late).unwrap().settled, Vec::<String>::new());
    it.baohao.end_plan(sim, "Week", late).unwrap();
    assert_eq!(it.baohao.plan(&phone(), late).unwrap().settled, [format!("{sim}:Week")]);
}

#[test]
fn a_word_about_a_reminder_is_stored_before_any_alarm_changes() {
    let (mut it, sim) = new();
    it.baohao.set_valid_until(sim, day("2026-12-05"), now(0)).unwrap();
    let late = now(5 * DAY + 60);
    let reminder = it.state(sim, late).reminders[0].clone();
    assert_eq!((reminder.deadline.as_str(), reminder.days), ("OutgoingBlocked-2026-12-05", 7));
    it.baohao.remind(sim, &reminder.deadline, ReminderSaid::Snooze { days: 2 }, late).unwrap();
    let mut it = it.reopen();
    assert_eq!(it.due(late), Vec::<String>::new());
    let asleep = &it.state(sim, late).reminders[0];
    assert_eq!(
        (asleep.word, asleep.until.map(|until| until.to_string())),
        (Some(ReminderWord::Snoozed), Some("2026-11-30 09:00:00".to_owned()),)
    );
    assert_eq!(it.due(now(7 * DAY)).len(), 1, "awake");
    it.baohao.remind(sim, &reminder.deadline, ReminderSaid::Ignore, now(7 * DAY)).unwrap();
    assert_eq!(it.due(now(7 * DAY)), Vec::<String>::new());
    let over = it.baohao.remind(sim, "OutgoingBlocked-2026-01-01", ReminderSaid::Done, late);
    assert_eq!(refusal(over), Refusal::WrongState);
}

#[test]
fn a_renewal_that_did_not_happen_rings_by_itself() {
    let (mut it, sim) = new();
    it.baohao.set_plan(sim, &week(), now(0)).unwrap();
    let after = now(4 * DAY);
    assert_eq!(it.due(after), [format!("{sim}-RenewalUnseen:Week-2026-11-27-0")]);
    assert!(it.anomalies(sim, now(5 * DAY)).contains(&AnomalyKind::RenewalMissed));
    it.baohao.payment_checked(sim, "Week", after).unwrap();
    assert_eq!(it.state(sim, after).plans[0].paid_checked_ms, Some(after.epoch_ms));
}

#[test]
fn without_a_date_the_last_use_rings_by_the_guides_rule_and_soothes_nobody() {
    let (mut it, sim) = new();
    it.tap(sim, "kh.balance", Route::Direct, now(0));
    let home = |it: &Phone1, at| it.baohao.home(&phone(), at).unwrap();
    assert_eq!(home(&it, now(1)).headline, Headline::Unknown { sims: 1 });
    let later = now(80 * DAY);
    assert!(matches!(home(&it, later).headline, Headline::Losing { stage: Stage::CutOff, days: 12, .. }));
    assert_eq!(home(&it, later).cards[0].rule, Some(RuleId::Unused));
    assert_eq!(it.due(later), [format!("{sim}-CutOff-2027-02-23-14")]);
    it.baohao.set_valid_until(sim, day("2027-12-05"), later).unwrap();
    assert_eq!(it.due(later), Vec::<String>::new(), "something better is known");
}
