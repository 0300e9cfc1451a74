//! Seeded sequences of what people and phones do with the core, and what each acknowledged call promised.

#![allow(dead_code, reason = "each test program that includes it uses a part")]

use std::path::Path;

use baohao_core::Error;
use baohao_core::journey::{Baohao, Heard, Incoming, IncomingFrom, Phone};
use baohao_core::ledger::{PlatformWord, PresentCard, Route, SimDraft, UserWord};
use baohao_core::store::{self, Key, Mode};
use baohao_core::time::Now;
use rusqlite::{Connection, params};

/// SplitMix64: the same numbers for the same seed, on every machine.
pub struct Random(pub u64);

impl Random {
    /// Less than `below`.
    pub fn below(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % below
    }

    pub fn coin(&mut self) -> bool {
        self.below(2) == 0
    }
}

/// What the ledger must hold from the moment that a call returned.
#[derive(Clone, Debug, PartialEq)]
pub enum Fact {
    Sim { id: i64 },
    Event { command: i64, kind: String },
    Reply { id: i64, text: String },
    Date { sim: i64, day: String, at_ms: i64 },
    Sender { sim: i64, sender: String },
    Notice { id: String },
}

impl Fact {
    /// One line; no word and no text of these sequences has a tab or a line's end.
    pub fn to_line(&self) -> String {
        match self {
            Self::Sim { id } => format!("sim\t{id}"),
            Self::Event { command, kind } => format!("event\t{command}\t{kind}"),
            Self::Reply { id, text } => format!("reply\t{id}\t{text}"),
            Self::Date { sim, day, at_ms } => format!("date\t{sim}\t{day}\t{at_ms}"),
            Self::Sender { sim, sender } => format!("sender\t{sim}\t{sender}"),
            Self::Notice { id } => format!("notice\t{id}"),
        }
    }

    pub fn of_line(line: &str) -> Option<Self> {
        let mut words = line.split('\t');
        let kind = words.next()?;
        let mut text = || words.next().map(str::to_owned);
        Some(match kind {
            "sim" => Self::Sim { id: text()?.parse().ok()? },
            "event" => Self::Event { command: text()?.parse().ok()?, kind: text()? },
            "reply" => Self::Reply { id: text()?.parse().ok()?, text: text()? },
            "date" => Self::Date { sim: text()?.parse().ok()?, day: text()?, at_ms: text()?.parse().ok()? },
            "sender" => Self::Sender { sim: text()?.parse().ok()?, sender: text()? },
            "notice" => Self::Notice { id: text()? },
            _ => return None,
        })
    }

    fn holds(&self, ledger: &Connection) -> bool {
        let count = |sql: &str, parameters: &[&dyn rusqlite::ToSql]| {
            ledger.query_row(sql, parameters, |row| row.get::<_, i64>(0)).expect(sql)
        };
        let rows = match self {
            Self::Sim { id } => count("SELECT count(*) FROM sims WHERE id = ?", params![id]),
            Self::Event { command, kind } => count(
                "SELECT count(*) FROM command_events WHERE command_id = ? AND kind = ?",
                params![command, kind],
            ),
            Self::Reply { id, text } => {
                count("SELECT count(*) FROM replies WHERE id = ? AND text = ?", params![id, text])
            }
            Self::Date { sim, day, at_ms } => count(
                "SELECT count(*) FROM balances WHERE sim_id = ? AND valid_until = ? AND at_ms = ?",
                params![sim, day, at_ms],
            ),
            Self::Sender { sim, sender } => count(
                "SELECT count(*) FROM senders WHERE sim_id = ? AND sender = ? AND operator",
                params![sim, sender],
            ),
            Self::Notice { id } => count("SELECT count(*) FROM notices WHERE id = ?", params![id]),
        };
        rows == 1
    }
}

/// One person with one phone. Each act is one call of the core that may write.
pub struct Person {
    random: Random,
    minute: i64,
    /// Prepared and not handed over yet.
    prepared: Vec<i64>,
    /// Handed over, of which something may still be heard.
    waiting: Vec<i64>,
}

impl Person {
    /// `minute` is where the clock stands when the sequence begins.
    pub fn new(seed: u64, minute: i64) -> Self {
        Self { random: Random(seed), minute, prepared: Vec::new(), waiting: Vec::new() }
    }

    /// One call. What the core refuses (a busy line, a second tap) promises nothing and is no error here.
    pub fn act(&mut self, baohao: &mut Baohao) -> Result<Vec<Fact>, Error> {
        self.minute += 1;
        let (phone, now) = (phone(), now(self.minute));
        let facts = match self.random.below(9) {
            0 | 1 => self.prepare(baohao, &phone, now),
            2 | 3 => self.hand_over(baohao, &phone, now),
            4 => self.word(baohao, &phone, now),
            5 => self.hear(baohao, &phone, now),
            6 => self.paste(baohao, &phone, now),
            7 => self.date(baohao, now),
            _ => self.seldom(baohao, now),
        };
        match facts {
            Err(Error::Refused(_)) => Ok(Vec::new()),
            other => other,
        }
    }

    fn sim(&mut self) -> i64 {
        1 + self.random.below(2) as i64
    }

    fn prepare(&mut self, baohao: &mut Baohao, phone: &Phone, now: Now) -> Result<Vec<Fact>, Error> {
        let action = if self.random.coin() { "kh.balance" } else { "kh-smart.auto-renew-on" };
        let sim = self.sim();
        let command = baohao.prepare(sim, action, phone, now)?.command_id;
        self.prepared.push(command);
        Ok(vec![event(command, "prepared")])
    }

    fn hand_over(&mut self, baohao: &mut Baohao, phone: &Phone, now: Now) -> Result<Vec<Fact>, Error> {
        let Some(command) = self.prepared.pop() else { return Ok(Vec::new()) };
        let route = if self.random.coin() { Route::Direct } else { Route::HandOff };
        baohao.hand_over(command, route, true, phone, now)?;
        self.waiting.push(command);
        Ok(vec![event(command, "handed_over")])
    }

    fn word(&mut self, baohao: &mut Baohao, phone: &Phone, now: Now) -> Result<Vec<Fact>, Error> {
        let Some(&command) = self.waiting.last() else { return Ok(Vec::new()) };
        if self.random.coin() {
            baohao.platform_word(command, PlatformWord::HandOffOpened, phone, now)?;
            return Ok(Vec::new()); // too late for some commands, and then it changes nothing
        }
        baohao.user_word(command, UserWord::Sent, phone, now)?;
        Ok(vec![event(command, "sent")])
    }

    fn hear(&mut self, baohao: &mut Baohao, phone: &Phone, now: Now) -> Result<Vec<Fact>, Error> {
        let from = match self.waiting.last() {
            Some(&command_id) if self.random.coin() => IncomingFrom::Ussd { command_id },
            _ => IncomingFrom::Sms { sender: "Smart".to_owned(), subscription_id: Some(5) },
        };
        let (asks, text) = (matches!(from, IncomingFrom::Sms { .. }), self.text());
        let heard = baohao.hear(&Incoming { from, text: text.clone() }, phone, now)?;
        let Heard::Kept { reply } = heard else { return Ok(Vec::new()) };
        let mut facts = vec![Fact::Reply { id: reply.reply_id, text }];
        if asks && reply.question.is_some() {
            baohao.confirm_sender(reply.reply_id, true, phone, now)?;
            facts.push(Fact::Sender { sim: reply.sim.sim_id, sender: "Smart".to_owned() });
        }
        Ok(facts)
    }

    fn paste(&mut self, baohao: &mut Baohao, phone: &Phone, now: Now) -> Result<Vec<Fact>, Error> {
        let (sim_id, text) = (self.sim(), self.text());
        let from = IncomingFrom::Pasted { sim_id, command_id: None };
        match baohao.hear(&Incoming { from, text: text.clone() }, phone, now)? {
            Heard::Kept { reply } => Ok(vec![Fact::Reply { id: reply.reply_id, text }]),
            Heard::NotKept => Ok(Vec::new()),
        }
    }

    fn date(&mut self, baohao: &mut Baohao, now: Now) -> Result<Vec<Fact>, Error> {
        let (sim, day) =
            (self.sim(), format!("2027-0{}-1{}", 1 + self.random.below(9), self.random.below(9)));
        baohao.set_valid_until(sim, day.parse().expect("a day"), now)?;
        Ok(vec![Fact::Date { sim, day, at_ms: now.epoch_ms }])
    }

    fn seldom(&mut self, baohao: &mut Baohao, now: Now) -> Result<Vec<Fact>, Error> {
        if self.random.below(8) == 0 {
            return Ok(vec![Fact::Sim { id: baohao.add_sim(&draft(None), now)? }]);
        }
        let id = format!("1/outgoing/2027-01-01/{}", self.minute);
        baohao.rung(&id, now)?;
        Ok(vec![Fact::Notice { id }])
    }

    /// Mostly a balance, now and then something long that isn't read.
    fn text(&mut self) -> String {
        let cents = 100 + self.random.below(900);
        let balance = format!("Your balance is {}.{:02} USD valid till 14.03.27", cents / 100, cents % 100);
        match self.random.below(6) {
            0 => "No news here. ".repeat(1 + self.random.below(2_000) as usize),
            _ => format!("{balance} ref {}", self.random.below(1 << 40)),
        }
    }
}

fn event(command: i64, kind: &str) -> Fact {
    Fact::Event { command, kind: kind.to_owned() }
}

pub fn key() -> Key {
    Key::new(&[7; 32]).expect("32 bytes")
}

pub fn phone() -> Phone {
    let card = PresentCard {
        subscription_id: 5,
        slot: 0,
        carrier_id: Some(869),
        plmn: Some("45606".to_owned()),
        ..PresentCard::default()
    };
    Phone { cards: Some(vec![card]), may_send_sms: true, may_call: true }
}

/// 2026-11-23 10:00 in Phnom Penh, and so many minutes later.
pub fn now(minutes: i64) -> Now {
    Now { epoch_ms: 1_795_402_800_000 + minutes * 60_000, utc_offset_s: 7 * 3600 }
}

fn draft(card: Option<PresentCard>) -> SimDraft {
    SimDraft { label: "Work".to_owned(), operator_id: "kh-smart".to_owned(), msisdn: None, card }
}

/// A ledger with one SIM in the phone and one in a drawer.
pub fn first_run(path: &Path) {
    let mut baohao = Baohao::open(path, &key(), Mode::Create).expect("a first run");
    let card = phone().cards.and_then(|mut cards| cards.pop());
    for card in [card, None] {
        baohao.add_sim(&draft(card), now(0)).expect("a SIM");
    }
}

/// Everything that was promised is there, nothing is there twice, and what was stored unread is read.
pub fn check(path: &Path, facts: &[Fact], minute: i64) -> Result<(), String> {
    let baohao =
        Baohao::open(path, &key(), Mode::Existing).map_err(|error| format!("does not open: {error}"))?;
    let (phone, now) = (phone(), now(minute));
    baohao.home(&phone, now).map_err(|error| format!("home: {error}"))?;
    baohao.sim_detail(1, &phone, now).map_err(|error| format!("SIM: {error}"))?;
    baohao.plan(&phone, now).map_err(|error| format!("plan: {error}"))?;
    drop(baohao);
    let ledger = store::open(path, &key(), Mode::Existing).map_err(|error| error.to_string())?;
    if !store::health(&ledger).map_err(|error| error.to_string())?.intact {
        return Err("not intact".to_owned());
    }
    if let Some(lost) = facts.iter().find(|fact| !fact.holds(&ledger)) {
        let line = lost.to_line();
        return Err(format!("lost: {}", line.chars().take(80).collect::<String>()));
    }
    let unread: i64 = ledger
        .query_row(
            "SELECT count(*) FROM replies WHERE trusted AND text LIKE 'Your balance%'
             AND id NOT IN (SELECT reply_id FROM balances WHERE reply_id IS NOT NULL)",
            [],
            |row| row.get(0),
        )
        .map_err(|error| error.to_string())?;
    if unread == 0 { Ok(()) } else { Err(format!("{unread} replies stored and not read")) }
}
