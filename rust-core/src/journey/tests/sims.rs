//! Which SIM is which card, and what a person does with one, through the ledger.

use super::*;
use crate::ledger::identity::Doubt;
use crate::store::{commands, settings, sim_cards};

/// A Smart card as Android 8 shows it.
fn old_card(subscription_id: i32, slot: i32, iccid: &str) -> PresentCard {
    PresentCard {
        subscription_id,
        slot,
        plmn: Some("45606".to_owned()),
        iccid: Some(iccid.to_owned()),
        ..PresentCard::default()
    }
}

fn with(cards: &[PresentCard]) -> Phone {
    Phone { cards: Some(cards.to_vec()), may_send_sms: true, may_call: true }
}

impl Phone1 {
    fn drawer(&mut self, label: &str, at: Now) -> i64 {
        let draft = SimDraft {
            label: label.to_owned(),
            operator_id: "kh-smart".to_owned(),
            msisdn: None,
            card: None,
        };
        self.baohao.add_sim(&draft, at).unwrap()
    }

    fn location(&self, sim_id: i64, phone: &Phone) -> Location {
        self.baohao.sim_detail(sim_id, phone, now(0)).unwrap().card.sim.location
    }

    fn rows(&self, table: &str) -> i64 {
        let sql = format!("SELECT count(*) FROM {table}");
        self.baohao.ledger.query_row(&sql, [], |row| row.get(0)).unwrap()
    }

    /// Every cell of every table, as text.
    fn everything(&self) -> String {
        let ledger = &self.baohao.ledger;
        let mut tables = ledger.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").unwrap();
        let tables: Vec<String> =
            tables.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap();
        let mut everything = String::new();
        for table in tables {
            let mut rows = ledger.prepare(&format!("SELECT * FROM {table}")).unwrap();
            let columns = rows.column_count();
            let mut rows = rows.query([]).unwrap();
            while let Some(row) = rows.next().unwrap() {
                for at in 0..columns {
                    everything += &format!("{:?} ", row.get::<_, rusqlite::types::Value>(at).unwrap());
                }
            }
        }
        everything
    }
}

#[test]
fn a_sim_from_the_drawer_is_asked_about_and_linked_by_the_answer() {
    let (mut it, _) = new();
    let drawer = it.drawer("Drawer", now(1));
    let questions = it.baohao.home(&phone(), now(2)).unwrap().questions;
    let asked: Vec<_> = questions[0].candidates.iter().map(|sim| sim.sim_id).collect();
    assert_eq!((questions.len(), questions[0].subscription_id, questions[0].slot), (1, 3, 0));
    assert_eq!((asked, questions[0].doubt), (vec![drawer], Doubt::OperatorOnly), "only the free one");
    let preview = it.baohao.prepare(drawer, "kh.balance", &phone(), now(2)).unwrap();
    assert_eq!((preview.direct, preview.sim.location), (DirectRoute::Impossible, Location::Unsure));
    let direct = it.baohao.hand_over(preview.command_id, Route::Direct, false, &phone(), now(2));
    assert_eq!(refusal(direct), Refusal::NoDirectRoute, "nothing is sent from a SIM under question");

    it.baohao.card_is(3, drawer, &phone(), now(3)).unwrap();
    let mut it = it.reopen();
    assert_eq!(it.baohao.home(&phone(), now(4)).unwrap().questions, []);
    assert_eq!(it.location(drawer, &phone()), Location::InPhone { subscription_id: 3, slot: 0 });
    let doing = it.tap(drawer, "kh.balance", Route::Direct, now(4)).doing;
    assert!(matches!(doing, Doing::RequestUssd { subscription_id: 3, .. }), "{doing:?}");
    assert!(it.baohao.card_is(9, drawer, &phone(), now(5)).is_err(), "no such card");
}

#[test]
fn none_of_these_is_remembered_until_there_is_another_sim() {
    let (mut it, _) = new();
    let drawer = it.drawer("Drawer", now(1));
    it.baohao.card_is_none(3, &phone(), now(2)).unwrap();
    let mut it = it.reopen();
    assert_eq!(it.baohao.home(&phone(), now(3)).unwrap().questions, []);
    assert_eq!(it.location(drawer, &phone()), Location::Elsewhere);
    assert_eq!(it.baohao.suggest(&phone()).unwrap()[0].card.subscription_id, 3, "it can be added");
    let second = it.drawer("Second", now(4));
    let questions = it.baohao.home(&phone(), now(5)).unwrap().questions;
    assert_eq!(questions[0].candidates.iter().map(|sim| sim.sim_id).collect::<Vec<_>>(), [second]);
    let linkable = it.baohao.sim_detail(drawer, &phone(), now(5)).unwrap().linkable;
    assert_eq!(linkable.len(), 1, "by hand it still can be linked");
    it.baohao.card_is(3, drawer, &phone(), now(6)).unwrap();
    assert_eq!(it.location(drawer, &phone()), Location::InPhone { subscription_id: 3, slot: 0 });
}

#[test]
fn evidence_is_appended_when_it_is_news_and_holds_no_iccid() {
    let (mut it, sim) = new();
    let iccid = "8985506000000000001";
    let before = it.rows("sim_cards");
    for at in 1..=2 {
        it.baohao.see_cards(&with(&[old_card(5, 1, iccid)]), now(at)).unwrap();
        assert_eq!(it.rows("sim_cards"), before + 1, "look {at}");
    }
    let marks = sim_cards::all(&it.baohao.ledger).unwrap()[0].marks.clone().unwrap();
    assert_eq!(marks.iccid_hash.map(|hash| hash.len()), Some(64));
    assert_eq!(marks.carrier_id, Some(869), "what Android 8 doesn't show stays known");
    assert!(!it.everything().contains(iccid));

    // Another phone: its ids say nothing, the ICCID does.
    let transaction = it.baohao.ledger.transaction().unwrap();
    settings::set(&transaction, sim_cards::RESTORED, "", now(3).epoch_ms).unwrap();
    transaction.commit().unwrap();
    let there = with(&[old_card(5, 0, "8985506000000000002"), old_card(1, 1, iccid)]);
    assert_eq!(it.location(sim, &there), Location::InPhone { subscription_id: 1, slot: 1 });
    it.baohao.see_cards(&there, now(4)).unwrap();
    let bare = with(&[PresentCard { iccid: None, ..old_card(1, 1, "") }]);
    assert_eq!(
        it.location(sim, &bare),
        Location::InPhone { subscription_id: 1, slot: 1 },
        "known by its id here"
    );
}

#[test]
fn nothing_is_learned_of_a_card_under_question() {
    let (mut it, sim) = new();
    it.baohao.see_cards(&with(&[old_card(5, 1, "1")]), now(1)).unwrap();
    let before = it.rows("sim_cards");
    let other = with(&[old_card(5, 1, "2")]);
    it.baohao.see_cards(&other, now(2)).unwrap();
    assert_eq!((it.rows("sim_cards"), it.location(sim, &other)), (before, Location::Unsure));
    let question = it.baohao.sim_detail(sim, &other, now(2)).unwrap().question.unwrap();
    assert_eq!(question.doubt, Doubt::Replaced);
    it.baohao.card_is(5, sim, &other, now(3)).unwrap();
    assert_eq!(it.location(sim, &other), Location::InPhone { subscription_id: 5, slot: 1 });
    assert_eq!(
        it.location(sim, &with(&[old_card(5, 1, "1")])),
        Location::Unsure,
        "the old card is another one now"
    );
}

#[test]
fn a_message_to_a_card_under_question_is_nobodys() {
    let (mut it, sim) = new();
    it.tap(sim, "kh-smart.auto-renew-on", Route::Direct, now(1));
    let mut other = phone();
    other.cards.as_mut().unwrap()[1].carrier_id = Some(2181);
    let message = Incoming { from: sms("808"), text: REPLY.to_owned() };
    assert_eq!(it.baohao.hear(&message, &other, now(2)).unwrap(), Heard::NotKept);
    let unseen = Phone { cards: None, ..phone() };
    kept(it.baohao.hear(&message, &unseen, now(3)).unwrap());
}

#[test]
fn a_name_and_a_number_are_corrected_and_the_old_ones_stay_in_the_history() {
    let (mut it, sim) = new();
    it.baohao.rename_sim(sim, " Shop ", now(1)).unwrap();
    it.baohao.set_msisdn(sim, "010 000 999", now(1)).unwrap();
    assert_eq!(refusal(it.baohao.set_msisdn(sim, "12", now(1))), Refusal::NumberLength);
    let it = it.reopen();
    let detail = it.baohao.sim_detail(sim, &phone(), now(2)).unwrap();
    assert_eq!((detail.card.sim.label.as_str(), detail.msisdn.as_deref()), ("Shop", Some("010000999")));
    assert!(it.everything().contains("010000482"));
    let mut it = it;
    it.baohao.set_msisdn(sim, "", now(3)).unwrap();
    it.baohao.rename_sim(sim, "", now(3)).unwrap();
    let detail = it.baohao.sim_detail(sim, &phone(), now(4)).unwrap();
    assert_eq!((detail.card.sim.label.as_str(), detail.msisdn), ("", None));
}

#[test]
fn an_archived_number_rings_no_more_and_keeps_its_history() {
    let (mut it, sim) = new();
    let command_id = it.tap(sim, "kh.balance", Route::Direct, now(0)).command_id;
    kept(it.hear(IncomingFrom::Ussd { command_id }, REPLY, now(0)));
    let waiting = it.baohao.prepare(sim, "kh.balance", &phone(), now(5)).unwrap().command_id;
    it.baohao.archive_sim(sim, now(6)).unwrap();
    let mut it = it.reopen();
    let plan = it.baohao.plan(&phone(), now(7)).unwrap();
    assert_eq!(
        (plan.alarms, plan.due, plan.settled),
        (vec![], vec![], vec![crate::planner::clock(sim, None)])
    );
    let home = it.baohao.home(&phone(), now(7)).unwrap();
    assert_eq!((home.cards.len(), home.archived, home.headline), (0, 1, Headline::NoSims));
    let archived = it.baohao.archived_sims(&phone()).unwrap();
    assert_eq!((archived[0].sim.sim_id, archived[0].archived_ms), (sim, now(6).epoch_ms));
    let detail = it.baohao.sim_detail(sim, &phone(), now(7)).unwrap();
    assert_eq!((detail.replies.len(), detail.archived_ms), (1, Some(now(6).epoch_ms)));
    assert_eq!(refusal(it.baohao.prepare(sim, "kh.balance", &phone(), now(7))), Refusal::WrongState);
    let tapped = it.baohao.hand_over(waiting, Route::HandOff, true, &phone(), now(7));
    assert_eq!(refusal(tapped), Refusal::WrongState, "from a preview that was open meanwhile");
    assert_eq!(it.hear(sms("808"), REPLY, now(8)), Heard::NotKept);
    let suggested = it.baohao.suggest(&phone()).unwrap();
    assert!(suggested.iter().all(|card| card.card.subscription_id != 5), "its card is no new one");

    it.baohao.take_back_sim(sim, now(9)).unwrap();
    let home = it.baohao.home(&phone(), now(9)).unwrap();
    assert_eq!((home.archived, home.cards[0].valid_until), (0, Some(day("2027-03-14"))));
    assert!(it.baohao.plan(&phone(), now(9)).unwrap().alarms.len() > 5);
}

#[test]
fn a_deleted_sim_is_gone_from_every_table() {
    let (mut it, sim) = new();
    let other = it.drawer("Stays", now(0));
    it.baohao.set_valid_until(other, day("2026-12-05"), now(0)).unwrap();
    let command_id = it.tap(sim, "kh-smart.auto-renew-on", Route::Direct, now(0)).command_id;
    let pasted = IncomingFrom::Pasted { sim_id: sim, command_id: Some(command_id) };
    kept(it.hear(pasted, &format!("{REPLY} and so on"), now(1)));
    let transaction = it.baohao.ledger.transaction().unwrap();
    store::senders::remember(&transaction, sim, "Smart", true, 1).unwrap();
    transaction.commit().unwrap();
    it.baohao.archive_sim(sim, now(50)).unwrap();
    let notice = format!("{sim}-OutgoingBlocked-2027-03-14-14");
    it.baohao.rung(&notice, now(50)).unwrap();
    it.baohao.rung("11-OutgoingBlocked-2027-03-14-14", now(50)).unwrap();
    let ledger = &it.baohao.ledger;
    for (table, columns, values) in [
        ("bonuses", "origin, units, scale, currency", "'hand', 1, 2, 'USD'"),
        ("plans", "plan, origin, paid_checked, ended", "'Bonus data', 'hand', 0, 0"),
        ("charges", "kind, origin, units, scale, currency", "'top_up', 'hand', 1, 2, 'USD'"),
        ("reminder_words", "deadline, word", "'x', 'done'"),
    ] {
        let sql = format!("INSERT INTO {table} (sim_id, {columns}, at_ms) VALUES ({sim}, {values}, 1)");
        ledger.execute(&sql, []).unwrap();
    }
    let taught = format!(
        "INSERT INTO templates (operator_id, origin, reply_id, form, dropped, at_ms) SELECT 'kh-smart', 'hand', min(id), 'x', 0, 1 FROM replies WHERE sim_id = {sim}"
    );
    ledger.execute(&taught, []).unwrap();
    assert!(it.everything().contains("and so on"), "the search finds what is there");
    let commands_before = commands::newest(&it.baohao.ledger, sim, 1).unwrap()[0].id;

    let clocks = it.baohao.delete_sim(sim, now(60)).unwrap();
    let of = |plan| crate::planner::clock(sim, plan);
    assert_eq!(clocks, [of(None), of(Some("Bonus data"))], "what is taken back");

    for table in [
        "commands",
        "command_events",
        "replies",
        "senders",
        "bonuses",
        "plans",
        "charges",
        "sim_events",
        "sim_cards",
        "reminder_words",
    ] {
        assert_eq!(it.rows(table), 0, "{table}");
    }
    assert_eq!(
        (it.rows("sims"), it.rows("balances"), it.rows("notices"), it.rows("templates")),
        (1, 1, 1, 1)
    );
    let pragma =
        |name: &str| it.baohao.ledger.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!((pragma("freelist_count"), pragma("secure_delete")), (0, 1));
    let log = it.path.with_extension("db-wal");
    assert_eq!(std::fs::metadata(log).map(|log| log.len()).unwrap_or(0), 0, "the log has no old page");
    for text in ["and so on", "010000482", "Work", "\"1-OutgoingBlocked"] {
        assert!(!it.everything().contains(text), "{text}");
    }
    let mut foreign = it.baohao.ledger.prepare("PRAGMA foreign_key_check").unwrap();
    assert!(!foreign.exists([]).unwrap(), "nothing points at what is gone");
    drop(foreign);

    // What still comes for it finds nobody.
    let late = it.baohao.platform_word(command_id, PlatformWord::SmsSent, &phone(), now(61));
    assert!(matches!(late, Err(Error::NotFound(_))));
    let mut it = it.reopen();
    assert_eq!(it.baohao.home(&phone(), now(62)).unwrap().cards[0].valid_until, Some(day("2026-12-05")));
    let next = it.drawer("Next", now(63));
    assert!(next > other, "no key is given again");
    let command = it.baohao.prepare(next, "kh.balance", &phone(), now(63)).unwrap().command_id;
    assert!(command > commands_before, "a late callback must not answer another command");
}
