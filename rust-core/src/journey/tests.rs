//! The journey through the real, encrypted ledger.

mod sims;

use std::path::PathBuf;

use chrono::NaiveDate;

use super::*;
use crate::catalogue::Starts;
use crate::compose::Outgoing;
use crate::ledger::{CommandState, Location, PlatformWord, PresentCard, Route, SimDraft, UserWord, Verdict};
use crate::planner::{Loss, Stage};
use crate::store::{Key, Mode};
use crate::time::Now;

mod follow;
mod money;
mod operators;

const REPLY: &str = "Your balance is 5.37749 USD valid till 14.03.27";

struct Phone1 {
    baohao: Baohao,
    path: PathBuf,
    _folder: tempfile::TempDir,
}

fn key() -> Key {
    Key::new(&[7; 32]).unwrap()
}

fn phone() -> Phone {
    let smart = |subscription_id, slot| PresentCard {
        subscription_id,
        slot,
        carrier_id: Some(869),
        plmn: Some("45606".to_owned()),
        ..PresentCard::default()
    };
    Phone { cards: Some(vec![smart(3, 0), smart(5, 1)]), may_send_sms: true, may_call: true }
}

/// 2026-11-23 10:00 in Phnom Penh, and so many minutes later.
fn now(minutes: i64) -> Now {
    Now { epoch_ms: 1_795_402_800_000 + minutes * 60_000, utc_offset_s: 7 * 3600 }
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn new() -> (Phone1, i64) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("baohao.db");
    let mut baohao = Baohao::open(&path, &key(), Mode::Create).unwrap();
    let card = phone().cards.unwrap().remove(1);
    let draft = SimDraft {
        label: "Work".to_owned(),
        operator_id: "kh-smart".to_owned(),
        msisdn: Some("010 000 482".to_owned()),
        card: Some(card),
    };
    let sim_id = baohao.add_sim(&draft, now(0)).unwrap();
    (Phone1 { baohao, path, _folder: folder }, sim_id)
}

impl Phone1 {
    /// Previews and taps; gives the command.
    fn tap(&mut self, sim_id: i64, action: &str, route: Route, at: Now) -> HandOver {
        let preview = self.baohao.prepare(sim_id, action, &phone(), at).unwrap();
        self.baohao.hand_over(preview.command_id, route, true, &phone(), at).unwrap()
    }

    fn hear(&mut self, from: IncomingFrom, text: &str, at: Now) -> Heard {
        self.baohao.hear(&Incoming { from, text: text.to_owned() }, &phone(), at).unwrap()
    }

    fn paste(&mut self, sim_id: i64, text: &str, at: Now) -> ReplyView {
        kept(self.hear(IncomingFrom::Pasted { sim_id, command_id: None }, text, at))
    }

    fn valid_until(&self, at: Now) -> Option<NaiveDate> {
        self.baohao.home(&phone(), at).unwrap().cards[0].valid_until
    }

    fn reopen(self) -> Self {
        let Self { baohao, path, _folder } = self;
        drop(baohao);
        Self { baohao: Baohao::open(&path, &key(), Mode::Existing).unwrap(), path, _folder }
    }
}

fn sms(sender: &str) -> IncomingFrom {
    IncomingFrom::Sms { sender: sender.to_owned(), subscription_id: Some(5) }
}

fn kept(heard: Heard) -> ReplyView {
    match heard {
        Heard::Kept { reply } => *reply,
        Heard::NotKept => panic!("must be kept"),
    }
}

fn refusal<T: std::fmt::Debug>(result: Result<T, Error>) -> Refusal {
    match result.unwrap_err() {
        Error::Refused(refused) => refused.refusal,
        other => panic!("{other}"),
    }
}

#[test]
fn from_a_tap_to_the_next_alarm() {
    let (mut it, sim) = new();
    let HandOver { command_id, doing } = it.tap(sim, "kh.balance", Route::Direct, now(0));
    assert_eq!(
        doing,
        Doing::RequestUssd { subscription_id: 5, code: "*1201#".to_owned(), patience_ms: 30_000 },
        "the chosen SIM, not the other one of the same operator"
    );
    let reply = kept(it.hear(IncomingFrom::Ussd { command_id }, REPLY, now(0)));
    assert_eq!(reply.reading.valid_until, Some(day("2027-03-14")));
    assert_eq!(reply.next_alarm.map(|at| at.to_string()), Some("2027-02-28 09:00:00".to_owned()));
    let mut it = it.reopen();
    let home = it.baohao.home(&phone(), now(1)).unwrap();
    assert_eq!(home.headline, Headline::AllWell { until: day("2027-03-14") });
    assert_eq!(home.cards[0].balance.as_ref().map(|money| (money.units, money.scale)), Some((537_749, 5)));
    assert_eq!(home.cards[0].valid_until_at_ms, Some(now(0).epoch_ms), "the moment of the reply");
    let again = it.baohao.command(command_id, &phone(), now(1)).unwrap();
    assert_eq!(again.action_id, "kh.balance", "what to prepare once more");
    let plan = it.baohao.plan(&phone(), now(1)).unwrap();
    assert_eq!(
        (plan.alarms.len(), plan.due.len()),
        (21, 0),
        "4 losses, 5 lead times each, and tomorrow's look"
    );
    let after = Now { epoch_ms: now(0).epoch_ms + 98 * 86_400_000, ..now(0) };
    let due = it.baohao.plan(&phone(), after).unwrap().due;
    assert_eq!(
        (due[0].loss.clone(), due[0].days, due[0].action_id.as_deref()),
        (Loss::Number { stage: Stage::OutgoingBlocked }, 13, Some("kh.balance"))
    );
    it.baohao.rung(&due[0].id, after).unwrap();
    let told = it.baohao.plan(&phone(), after).unwrap();
    assert_eq!((told.due, told.settled), (vec![], vec![]), "shown once, and it stands");
    it.baohao.set_valid_until(sim, day("2027-12-05"), after).unwrap();
    assert_eq!(
        it.baohao.plan(&phone(), after).unwrap().settled,
        [sim.to_string()],
        "a later date takes it back"
    );
}

#[test]
fn one_tap_one_send() {
    let (mut it, sim) = new();
    let preview = it.baohao.prepare(sim, "kh.balance", &phone(), now(0)).unwrap();
    let again = it.baohao.prepare(sim, "kh.balance", &phone(), now(1)).unwrap();
    assert_eq!(preview.command_id, again.command_id, "looking twice makes no second command");
    it.baohao.hand_over(preview.command_id, Route::Direct, false, &phone(), now(1)).unwrap();
    let mut it = it.reopen();
    let second = it.baohao.hand_over(preview.command_id, Route::Direct, false, &phone(), now(2));
    assert_eq!(refusal(second), Refusal::AlreadyHandedOver);
    let other = it.baohao.prepare(sim, "kh-smart.balance", &phone(), now(2)).unwrap();
    assert_eq!(other.direct, DirectRoute::Busy { until_ms: now(4).epoch_ms });
    assert_eq!(
        refusal(it.baohao.hand_over(other.command_id, Route::Direct, false, &phone(), now(2))),
        Refusal::UssdBusy
    );
    assert!(it.baohao.hand_over(other.command_id, Route::Direct, false, &phone(), now(5)).is_ok());
}

#[test]
fn an_unconfirmed_command_needs_a_second_yes() {
    let (mut it, sim) = new();
    let preview = it.baohao.prepare(sim, "kh-smart.auto-renew-on", &phone(), now(0)).unwrap();
    assert!(preview.asks_twice && preview.action.starts == Starts::Recurring && !preview.action.stop_known);
    assert_eq!(preview.outgoing, Outgoing::Sms { to: "808".to_owned(), body: "ON".to_owned() });
    let once = it.baohao.hand_over(preview.command_id, Route::Direct, false, &phone(), now(0));
    assert_eq!(refusal(once), Refusal::NeedsSecondYes);
    assert!(it.baohao.hand_over(preview.command_id, Route::Direct, true, &phone(), now(0)).is_ok());
}

#[test]
fn the_direct_route_is_only_for_the_sim_that_is_certain() {
    let (mut it, sim) = new();
    let with = |change: fn(&mut Phone)| {
        let mut phone = phone();
        change(&mut phone);
        phone
    };
    use Permission::{Call, SeeCards};
    for (phone, expected, location) in [
        (with(|_| ()), DirectRoute::Ready, Location::InPhone { subscription_id: 5, slot: 1 }),
        (
            with(|p| p.may_call = false),
            DirectRoute::Needs { permissions: vec![Call] },
            Location::InPhone { subscription_id: 5, slot: 1 },
        ),
        (
            with(|p| (p.cards, p.may_call) = (None, false)),
            DirectRoute::Needs { permissions: vec![SeeCards, Call] },
            Location::NotSeen,
        ),
        (with(|p| p.cards = Some(vec![])), DirectRoute::Impossible, Location::Elsewhere),
        (
            with(|p| p.cards.as_mut().unwrap()[1].carrier_id = Some(2181)),
            DirectRoute::Impossible,
            Location::Unsure,
        ),
    ] {
        let preview = it.baohao.prepare(sim, "kh.balance", &phone, now(0)).unwrap();
        assert_eq!((preview.direct.clone(), preview.sim.location), (expected, location));
        if preview.direct != DirectRoute::Ready {
            let direct = it.baohao.hand_over(preview.command_id, Route::Direct, false, &phone, now(0));
            assert_eq!(refusal(direct), Refusal::NoDirectRoute);
        }
    }
}

#[test]
fn a_hand_off_names_no_sim_and_asks_on_return() {
    let (mut it, sim) = new();
    let HandOver { command_id, doing } = it.tap(sim, "kh.balance", Route::HandOff, now(0));
    assert_eq!(doing, Doing::Dial { uri: "tel:*1201%23".to_owned() });
    let view = it.baohao.platform_word(command_id, PlatformWord::HandOffOpened, &phone(), now(0)).unwrap();
    assert_eq!(view.state, CommandState::AskUser);
    let view = it.baohao.user_word(command_id, UserWord::Sent, &phone(), now(1)).unwrap();
    assert_eq!(view.state, CommandState::TimedOut, "sent, and nobody but the person can see the answer");
    let pasted = IncomingFrom::Pasted { sim_id: sim, command_id: Some(command_id) };
    kept(it.hear(pasted, REPLY, now(2)));
    assert_eq!(it.baohao.command(command_id, &phone(), now(2)).unwrap().state, CommandState::Answered);
    assert_eq!(it.valid_until(now(2)), Some(day("2027-03-14")), "saving was the tap");
}

#[test]
fn late_double_and_failed_callbacks() {
    let (mut it, sim) = new();
    let late = it.tap(sim, "kh.balance", Route::Direct, now(0)).command_id;
    assert_eq!(it.baohao.command(late, &phone(), now(2)).unwrap().state, CommandState::TimedOut);
    let from = IncomingFrom::Ussd { command_id: late };
    let first = kept(it.hear(from.clone(), REPLY, now(4)));
    let double = kept(it.hear(from, REPLY, now(4)));
    assert_eq!(first.reply_id, double.reply_id);
    assert_eq!(it.baohao.command(late, &phone(), now(5)).unwrap().state, CommandState::Answered);
    assert_eq!(it.valid_until(now(5)), Some(day("2027-03-14")));
    let failed = it.tap(sim, "kh.balance", Route::Direct, now(6)).command_id;
    let view =
        it.baohao.platform_word(failed, PlatformWord::UssdFailed { code: -1 }, &phone(), now(6)).unwrap();
    assert_eq!(view.state, CommandState::Failed(crate::ledger::Failure::UssdRefused));
}

#[test]
fn a_stranger_confirms_nothing_and_is_not_kept() {
    let (mut it, sim) = new();
    assert_eq!(it.hear(sms("SMART"), REPLY, now(0)), Heard::NotKept, "nothing was asked");
    let command = it.tap(sim, "kh-smart.auto-renew-on", Route::Direct, now(1)).command_id;
    assert_eq!(it.hear(sms("+85512000906"), REPLY, now(2)), Heard::NotKept, "a person's number");
    let other_card = IncomingFrom::Sms { sender: "808".to_owned(), subscription_id: Some(3) };
    assert_eq!(it.hear(other_card, REPLY, now(2)), Heard::NotKept, "the other SIM");
    assert_eq!(it.hear(sms("808"), "Your verification code is 482913", now(2)), Heard::NotKept);
    let detail = it.baohao.sim_detail(sim, &phone(), now(3)).unwrap();
    assert_eq!((detail.replies.len(), detail.card.valid_until), (0, None));
    assert_ne!(it.baohao.command(command, &phone(), now(3)).unwrap().state, CommandState::Answered);
    kept(it.hear(sms("808"), REPLY, now(3)));
    assert_eq!(it.baohao.command(command, &phone(), now(3)).unwrap().state, CommandState::Answered);
}

#[test]
fn an_unknown_sender_is_asked_about_once() {
    let (mut it, sim) = new();
    let command = it.tap(sim, "kh-smart.auto-renew-on", Route::Direct, now(0)).command_id;
    let asked = kept(it.hear(sms("SMART"), REPLY, now(1)));
    assert_eq!(asked.question, Some(ReplyQuestion::IsSenderOperator { sender: "SMART".to_owned() }));
    assert_eq!(it.valid_until(now(1)), None, "nothing counts before the answer");
    let told = kept(it.baohao.confirm_sender(asked.reply_id, true, &phone(), now(2)).unwrap());
    assert_eq!((told.question, it.valid_until(now(2))), (None, Some(day("2027-03-14"))));
    assert_eq!(it.baohao.command(command, &phone(), now(2)).unwrap().state, CommandState::Answered);
    let later = kept(it.hear(sms("SMART"), "Your balance is 1.00 USD", now(9_000)));
    assert_eq!(later.question, None, "remembered");

    let (mut it, sim) = new();
    it.tap(sim, "kh-smart.auto-renew-on", Route::Direct, now(0));
    let asked = kept(it.hear(sms("SHOP"), REPLY, now(1)));
    assert_eq!(it.baohao.confirm_sender(asked.reply_id, false, &phone(), now(1)).unwrap(), Heard::NotKept);
    assert_eq!(it.baohao.sim_detail(sim, &phone(), now(2)).unwrap().replies, []);
    assert_eq!(it.hear(sms("SHOP"), REPLY, now(2)), Heard::NotKept);
}

#[test]
fn text_brings_a_date_forward_and_never_pushes_it_back() {
    let (mut it, sim) = new();
    it.baohao.set_valid_until(sim, day("2027-03-14"), now(0)).unwrap();
    it.tap(sim, "kh-smart.auto-renew-on", Route::Direct, now(0));
    let asked = kept(it.hear(sms("SMART"), "Hello", now(1)));
    it.baohao.confirm_sender(asked.reply_id, true, &phone(), now(1)).unwrap();
    let hours_later = now(600);
    let forged = kept(it.hear(sms("SMART"), "Your balance is 9.00 USD valid till 01.01.30", hours_later));
    assert_eq!(forged.question, Some(ReplyQuestion::AcceptDate { until: day("2030-01-01") }));
    assert_eq!(it.valid_until(hours_later), Some(day("2027-03-14")));
    kept(it.hear(sms("SMART"), "Your balance is 0.10 USD valid till 05.12.26", hours_later));
    assert_eq!(it.valid_until(hours_later), Some(day("2026-12-05")), "a message may frighten");
    let offered = kept(it.hear(sms("SMART"), "Your balance is 9.00 USD valid till 02.01.30", hours_later));
    let accepted = it.baohao.accept_date(offered.reply_id, &phone(), hours_later).unwrap();
    assert_eq!((accepted.question, it.valid_until(hours_later)), (None, Some(day("2030-01-02"))));
}

#[test]
fn after_the_answer_nothing_more_was_asked_for() {
    let (mut it, sim) = new();
    let command_id = it.tap(sim, "kh.balance", Route::Direct, now(0)).command_id;
    let ussd = IncomingFrom::Ussd { command_id };
    kept(it.hear(ussd.clone(), "Your request is being processed", now(0)));
    kept(it.hear(ussd, "Your balance is 1.00 USD valid till 05.12.26", now(0)));
    assert_eq!(
        it.valid_until(now(0)),
        Some(day("2026-12-05")),
        "a notice that states nothing is not the answer yet"
    );
    let asked = kept(it.hear(sms("SMART"), "Your balance is 9.00 USD valid till 05.12.28", now(10)));
    it.baohao.confirm_sender(asked.reply_id, true, &phone(), now(10)).unwrap();
    assert_eq!(it.valid_until(now(10)), Some(day("2026-12-05")));
}

#[test]
fn a_message_read_late_is_not_news() {
    let (mut it, sim) = new();
    it.tap(sim, "kh-smart.auto-renew-on", Route::Direct, now(0));
    let old = kept(it.hear(sms("SMART"), "Your balance is 9.00 USD valid till 14.03.28", now(1)));
    let month = 30 * 24 * 60;
    let command_id = it.tap(sim, "kh.balance", Route::Direct, now(month)).command_id;
    kept(it.hear(
        IncomingFrom::Ussd { command_id },
        "Your balance is 0.20 USD valid till 01.02.27",
        now(month),
    ));
    assert!(
        it.baohao.confirm_sender(old.reply_id, true, &phone(), now(month + 1)).is_err(),
        "forgotten by then"
    );
    assert_eq!(it.valid_until(now(month + 1)), Some(day("2027-02-01")));
}

#[test]
fn an_unknown_sender_that_nobody_answers_for_is_forgotten() {
    let (mut it, sim) = new();
    it.tap(sim, "kh-smart.auto-renew-on", Route::Direct, now(0));
    kept(it.hear(sms("SHOP"), "Sale", now(1)));
    kept(it.hear(sms("SHOP"), "Last days", now(2)));
    let count = |it: &Phone1, at| it.baohao.sim_detail(sim, &phone(), at).unwrap().replies.len();
    assert_eq!(count(&it, now(3)), 2);
    let later = now(8 * 24 * 60);
    let command_id = it.tap(sim, "kh.balance", Route::Direct, later).command_id;
    kept(it.hear(IncomingFrom::Ussd { command_id }, REPLY, later));
    assert_eq!(count(&it, later), 1);
}

#[test]
fn a_paste_for_another_sim_answers_no_command() {
    let (mut it, sim) = new();
    let drawer =
        SimDraft { label: String::new(), operator_id: "kh-smart".to_owned(), msisdn: None, card: None };
    let other = it.baohao.add_sim(&drawer, now(0)).unwrap();
    let command_id = it.tap(sim, "kh.balance", Route::HandOff, now(0)).command_id;
    let pasted =
        kept(it.hear(IncomingFrom::Pasted { sim_id: other, command_id: Some(command_id) }, REPLY, now(1)));
    assert_eq!((pasted.sim.sim_id, pasted.command_id), (other, None));
    assert_ne!(it.baohao.command(command_id, &phone(), now(1)).unwrap().state, CommandState::Answered);
}

#[test]
fn the_notice_of_a_loss_stands_after_its_day() {
    let (mut it, sim) = new();
    it.baohao.set_valid_until(sim, day("2026-12-05"), now(0)).unwrap();
    let days = |days: i64| now(days * 24 * 60);
    let missed = it.baohao.plan(&phone(), days(15)).unwrap().due;
    assert_eq!(
        (missed[0].loss.clone(), missed[0].days),
        (Loss::Number { stage: Stage::OutgoingBlocked }, 0),
        "the phone was off on the day"
    );
    it.baohao.rung(&missed[0].id, days(15)).unwrap();
    assert!(it.baohao.plan(&phone(), days(16)).unwrap().settled.is_empty());
}

#[test]
fn a_reply_that_was_stored_and_not_read_is_read_at_the_next_start() {
    let (mut it, sim) = new();
    let command_id = it.tap(sim, "kh.balance", Route::Direct, now(0)).command_id;
    // What a kill right after storing leaves behind.
    let entry = crate::ledger::ReplyEntry {
        id: 0,
        sim_id: sim,
        command_id: Some(command_id),
        channel: crate::ledger::ReplyChannel::Ussd,
        text: crate::privacy::Redacted(REPLY.to_owned()),
        received_ms: now(0).epoch_ms,
        trusted: true,
    };
    let transaction = it.baohao.ledger.transaction().unwrap();
    store::replies::add(&transaction, &entry).unwrap();
    transaction.commit().unwrap();
    assert_eq!(it.valid_until(now(1)), None);
    assert_eq!(it.reopen().valid_until(now(1)), Some(day("2027-03-14")));
}

#[test]
fn a_reply_that_is_not_read_is_kept_as_it_came() {
    let (mut it, sim) = new();
    let command_id = it.tap(sim, "kh.balance", Route::Direct, now(0)).command_id;
    let reply = kept(it.hear(IncomingFrom::Ussd { command_id }, "ទឹកប្រាក់ ១.៣៧ 💵", now(0)));
    assert_eq!((reply.text.as_str(), reply.reading.balance), ("ទឹកប្រាក់ ១.៣៧ 💵", None));
    let reading = it.baohao.read(sim, "💵 Your balance is 1.37 USD", now(0)).unwrap();
    assert_eq!((reading.marks[0].start, reading.marks[0].end), (19, 27), "an emoji is two UTF-16 units");
}

#[test]
fn the_title_says_the_most_urgent_thing() {
    let (mut it, sim) = new();
    let headline = |it: &Phone1| it.baohao.home(&phone(), now(0)).unwrap().headline;
    assert_eq!(headline(&it), Headline::Unknown { sims: 1 });
    it.baohao.set_valid_until(sim, day("2026-12-05"), now(0)).unwrap();
    assert!(matches!(headline(&it), Headline::Losing { stage: Stage::OutgoingBlocked, days: 12, .. }));
    it.baohao.set_valid_until(sim, day("2026-11-20"), now(0)).unwrap();
    assert!(matches!(headline(&it), Headline::Losing { stage: Stage::IncomingBlocked, days: 57, .. }));
    it.baohao.set_valid_until(sim, day("2026-01-01"), now(0)).unwrap();
    assert!(matches!(headline(&it), Headline::Lost { .. }));
    it.baohao.set_valid_until(sim, day("2027-12-05"), now(0)).unwrap();
    assert_eq!(headline(&it), Headline::AllWell { until: day("2027-12-05") });
}

#[test]
fn err_what_is_not_there_or_too_long() {
    let (mut it, sim) = new();
    assert!(matches!(it.baohao.prepare(99, "kh.balance", &phone(), now(0)), Err(Error::NotFound("SIM"))));
    assert!(matches!(it.baohao.prepare(sim, "kh.rumour", &phone(), now(0)), Err(Error::NotFound("action"))));
    assert!(matches!(it.baohao.command(99, &phone(), now(0)), Err(Error::NotFound("command"))));
    assert!(matches!(it.baohao.accept_date(99, &phone(), now(0)), Err(Error::NotFound("reply"))));
    let long = Incoming { from: sms("808"), text: "9".repeat(65 * 1024) };
    assert!(matches!(it.baohao.hear(&long, &phone(), now(0)), Err(Error::TooLong { .. })));
}

mod teach;
