//! One seeded conversation: two SIMs of one operator, a person who taps, and a world that answers as it likes.

use std::path::PathBuf;

use baohao_core::Error;
use baohao_core::journey::{
    Baohao, DirectRoute, Heard, Incoming, IncomingFrom, Phone, ReplyQuestion, ReplyView,
};
use baohao_core::ledger::{CommandState, PresentCard, Route, SimDraft, UserWord};
use baohao_core::store::{Key, Mode};
use baohao_core::time::Now;
use chrono::NaiveDate;
use fastrand::Rng;

use super::laws::Laws;
use super::operator::{self, Delivery};

const STEPS: usize = 40;
const ACTIONS: [&str; 3] = ["kh.balance", "kh-smart.balance", "kh-smart.auto-renew-on"];

/// How often each thing happened, so that a conversation that says nothing shows.
#[derive(Debug, Default)]
pub struct Seen {
    taps: u64,
    second_taps_refused: u64,
    kept: u64,
    not_kept: u64,
    late_answers: u64,
    dates_moved_back: u64,
    dates_offered: u64,
    restarts: u64,
}

impl Seen {
    pub fn add(&mut self, other: &Seen) {
        self.taps += other.taps;
        self.second_taps_refused += other.second_taps_refused;
        self.kept += other.kept;
        self.not_kept += other.not_kept;
        self.late_answers += other.late_answers;
        self.dates_moved_back += other.dates_moved_back;
        self.dates_offered += other.dates_offered;
        self.restarts += other.restarts;
    }

    /// Laws about what never happened would hold for nothing.
    pub fn everything_happened(&self) {
        let counts = [
            self.taps,
            self.second_taps_refused,
            self.kept,
            self.not_kept,
            self.late_answers,
            self.dates_moved_back,
            self.dates_offered,
            self.restarts,
        ];
        // A single seed, replayed, shows what it shows.
        assert!(self.taps < 100 || counts.iter().all(|count| *count > 0), "{self:?}");
    }
}

/// A conversation while it is played.
pub struct Conversation {
    rng: Rng,
    baohao: Option<Baohao>,
    path: PathBuf,
    now_ms: i64,
    sims: Vec<(i64, i32)>,
    coming: Vec<(i64, Delivery)>,
    laws: Laws,
    seen: Seen,
    _folder: tempfile::TempDir,
}

impl Conversation {
    pub fn new(seed: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("baohao.db");
        let mut it = Self {
            rng: Rng::with_seed(seed),
            baohao: Some(Baohao::open(&path, &key(), Mode::Create).unwrap()),
            path,
            now_ms: 1_795_402_800_000,
            sims: Vec::new(),
            coming: Vec::new(),
            laws: Laws::default(),
            seen: Seen::default(),
            _folder: folder,
        };
        for (at, card) in phone().cards.unwrap().into_iter().enumerate() {
            let subscription_id = card.subscription_id;
            let draft = SimDraft {
                label: format!("SIM {at}"),
                operator_id: "kh-smart".to_owned(),
                msisdn: None,
                card: Some(card),
            };
            let now = it.now();
            let sim_id = it.core().add_sim(&draft, now).unwrap();
            it.sims.push((sim_id, subscription_id));
        }
        it
    }

    pub fn play(mut self) -> Seen {
        for _ in 0..STEPS {
            match self.rng.u32(..10) {
                0..=2 => self.tap(),
                3..=5 => self.wait(),
                6 => self.lure(),
                7 => self.restart(),
                8 => self.say_what_happened(),
                _ => self.paste(),
            }
            self.check();
        }
        while !self.coming.is_empty() {
            self.wait();
            self.check();
        }
        self.now_ms += 86_400_000;
        for (command_id, state) in self.states() {
            self.laws.ended(command_id, state);
        }
        self.seen
    }

    fn core(&mut self) -> &mut Baohao {
        self.baohao.as_mut().expect("open")
    }

    fn now(&self) -> Now {
        Now { epoch_ms: self.now_ms, utc_offset_s: 7 * 3600 }
    }

    fn a_sim(&mut self) -> (i64, i32) {
        self.sims[self.rng.usize(..self.sims.len())]
    }

    fn valid_until(&mut self, sim_id: i64) -> Option<NaiveDate> {
        let now = self.now();
        let home = self.core().home(&phone(), now).unwrap();
        home.cards.iter().find(|card| card.sim.sim_id == sim_id).and_then(|card| card.valid_until)
    }

    /// A preview, and a tap or two.
    fn tap(&mut self) {
        let (sim_id, subscription_id) = self.a_sim();
        let action = ACTIONS[self.rng.usize(..ACTIONS.len())];
        let now = self.now();
        let preview = self.core().prepare(sim_id, action, &phone(), now).unwrap();
        let direct = preview.direct == DirectRoute::Ready && self.rng.u32(..4) > 0;
        let route = if direct { Route::Direct } else { Route::HandOff };
        for _ in 0..self.rng.u32(1..=2) {
            match self.core().hand_over(preview.command_id, route, true, &phone(), now) {
                Ok(hand_over) => {
                    self.seen.taps += 1;
                    self.laws.tap(preview.command_id, subscription_id, now.epoch_ms);
                    let answers =
                        operator::answer(&hand_over, &preview.outgoing, subscription_id, &mut self.rng);
                    let due = answers.into_iter().map(|(after, what)| (now.epoch_ms + after, what));
                    self.coming.extend(due);
                }
                Err(Error::Refused(_)) => self.seen.second_taps_refused += 1,
                Err(error) => panic!("{error}"),
            }
        }
    }

    /// Time passes, and what was due by then arrives, now and then in the wrong order.
    fn wait(&mut self) {
        let longest = [2_000, 40_000, 400_000, 3_000_000][self.rng.usize(..4)];
        let until = self.now_ms + self.rng.i64(500..longest);
        self.coming.sort_by_key(|(at, _)| *at);
        let due = self.coming.iter().take_while(|(at, _)| *at <= until).count();
        let mut due: Vec<_> = self.coming.drain(..due).collect();
        if self.rng.u32(..5) == 0 {
            due.reverse();
        }
        for (at, delivery) in due {
            self.now_ms = self.now_ms.max(at);
            self.deliver(delivery);
        }
        self.now_ms = until.max(self.now_ms);
    }

    fn deliver(&mut self, delivery: Delivery) {
        let now = self.now();
        match delivery {
            Delivery::Word { command_id, word } => {
                self.core().platform_word(command_id, word, &phone(), now).unwrap();
            }
            Delivery::Ussd { command_id, text } => {
                self.laws.answered.insert(command_id);
                let on_time = self.laws.in_window(command_id, now.epoch_ms);
                self.seen.late_answers += u64::from(!on_time);
                self.hear(IncomingFrom::Ussd { command_id }, text, on_time, |_, _, _| ());
            }
            Delivery::Sms { sender, subscription_id, text } => {
                let answers = is_operator(sender) && self.laws.any_in_window(subscription_id, now.epoch_ms);
                let from =
                    IncomingFrom::Sms { sender: sender.to_owned(), subscription_id: Some(subscription_id) };
                self.hear(from, text, answers, |it, reply, genuine| {
                    it.answer_question(reply, genuine, subscription_id);
                });
            }
        }
    }

    /// Gives the core a message and checks what it did with the date. `answers`: whether it may push one back.
    fn hear(
        &mut self,
        from: IncomingFrom,
        text: String,
        answers: bool,
        then: impl FnOnce(&mut Self, &ReplyView, bool),
    ) {
        let now = self.now();
        let before: Vec<_> = self.dates();
        let genuine = answers || matches!(&from, IncomingFrom::Sms { sender, .. } if is_operator(sender));
        let sender = match &from {
            IncomingFrom::Sms { sender, .. } => sender.clone(),
            _ => String::new(),
        };
        let incoming = Incoming { from, text };
        let heard = self.core().hear(&incoming, &phone(), now).unwrap();
        self.compare(&before, answers, &format!("{incoming:?}"));
        match heard {
            Heard::NotKept => self.seen.not_kept += 1,
            Heard::Kept { reply } => {
                self.seen.kept += 1;
                if let Some(command_id) = reply.command_id {
                    self.laws.kept.entry(command_id).or_default().insert(reply.reply_id, sender);
                    if genuine && reply.question.is_none() {
                        self.laws.answered.insert(command_id);
                    }
                }
                then(self, &reply, genuine);
            }
        }
    }

    /// The person knows who the operator is, and answers, now and then not at all.
    fn answer_question(&mut self, reply: &ReplyView, genuine: bool, subscription_id: i32) {
        let now = self.now();
        let Some(question) = &reply.question else { return };
        if self.rng.u32(..4) == 0 {
            return;
        }
        let before = self.dates();
        match question {
            ReplyQuestion::IsSenderOperator { sender } => {
                let asked = self.laws.any_in_window(subscription_id, reply.received_ms);
                if genuine {
                    self.laws.believe(sender, subscription_id);
                } else {
                    self.laws.forget(sender);
                }
                self.core().confirm_sender(reply.reply_id, genuine, &phone(), now).unwrap();
                self.compare(&before, genuine && asked, "a confirmed sender");
            }
            ReplyQuestion::AcceptDate { .. } => {
                self.seen.dates_offered += 1;
                self.core().accept_date(reply.reply_id, &phone(), now).unwrap();
                self.compare(&before, true, "a tap");
            }
        }
    }

    /// Somebody who is not the operator writes, to one SIM or the other, now and then under the operator's name.
    fn lure(&mut self) {
        let (_, subscription_id) = self.a_sim();
        let at = self.rng.usize(..=operator::STRANGERS.len());
        let sender = operator::STRANGERS.get(at).copied().unwrap_or(operator::NAME);
        let text = operator::lure(&mut self.rng);
        self.deliver(Delivery::Sms { sender, subscription_id, text });
    }

    /// The process ends and starts again.
    fn restart(&mut self) {
        let before = self.dates();
        self.baohao = None;
        self.baohao = Some(Baohao::open(&self.path, &key(), Mode::Existing).unwrap());
        self.seen.restarts += 1;
        self.compare(&before, false, "a restart");
    }

    /// The person answers what became of a hand-off.
    fn say_what_happened(&mut self) {
        let now = self.now();
        let asked = self.states().into_iter().find(|(_, state)| *state == CommandState::AskUser);
        if let Some((command_id, _)) = asked {
            let word = if self.rng.bool() { UserWord::Sent } else { UserWord::NotSent };
            self.core().user_word(command_id, word, &phone(), now).unwrap();
        }
    }

    /// The person pastes a reply that the dialler showed.
    fn paste(&mut self) {
        let (sim_id, _) = self.a_sim();
        let open = self.states();
        let command_id = if open.is_empty() { None } else { Some(open[self.rng.usize(..open.len())].0) };
        let text = operator::balance(&mut self.rng);
        if let Some(command_id) = command_id {
            self.laws.answered.insert(command_id);
        }
        self.hear(IncomingFrom::Pasted { sim_id, command_id }, text, true, |_, _, _| ());
    }

    fn dates(&mut self) -> Vec<Option<NaiveDate>> {
        let sims = self.sims.clone();
        sims.into_iter().map(|(sim_id, _)| self.valid_until(sim_id)).collect()
    }

    fn compare(&mut self, before: &[Option<NaiveDate>], may_soothe: bool, what: &str) {
        let after = self.dates();
        for (before, after) in before.iter().zip(&after) {
            self.laws.date(*before, *after, may_soothe, what);
            self.seen.dates_moved_back += u64::from(after > before);
        }
    }

    fn states(&mut self) -> Vec<(i64, CommandState)> {
        let now = self.now();
        let tapped: Vec<i64> = self.laws.tapped.keys().copied().collect();
        tapped.into_iter().map(|id| (id, self.core().command(id, &phone(), now).unwrap().state)).collect()
    }

    fn check(&mut self) {
        let now = self.now();
        let tapped: Vec<i64> = self.laws.tapped.keys().copied().collect();
        for command_id in tapped {
            let view = self.core().command(command_id, &phone(), now).unwrap();
            let shown = view.replies.iter().map(|reply| reply.reply_id).collect();
            self.laws.command(command_id, view.state, &shown);
        }
    }
}

fn is_operator(sender: &str) -> bool {
    sender == operator::NAME || sender == "808"
}

fn key() -> Key {
    Key::new(&[7; 32]).expect("32 bytes")
}

fn phone() -> Phone {
    let smart = |subscription_id, slot| PresentCard {
        subscription_id,
        slot,
        carrier_id: Some(869),
        plmn: Some("45606".to_owned()),
        msisdn: None,
        iccid: None,
        card_id: Some(subscription_id),
        embedded: false,
    };
    Phone { cards: Some(vec![smart(3, 0), smart(5, 1)]), may_send_sms: true, may_call: true }
}
