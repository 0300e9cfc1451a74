//! What is read says the same as all that was ever stored.

use std::collections::HashSet;

use rusqlite::Transaction;

use super::*;
use crate::catalogue::Catalogue;
use crate::compose::Outgoing;
use crate::ledger::rules::{TopUpDays, TopUpRow};
use crate::ledger::{
    Anomaly, BalanceEntry, BonusEntry, ChargeEntry, ChargeKind, EventKind, Failure, Origin, PaidFrom,
    PlanEntry, Route, SimState, anomalies, state,
};
use crate::money::Money;
use crate::store::schema::make;

const HOUR_MS: i64 = 60 * 60 * 1000;

/// How many ledgers are made up. Each has the entries of one SIM among another's.
const LEDGERS: u64 = 1_500;

fn now() -> Now {
    Now { epoch_ms: 1_795_402_800_000, utc_offset_s: 7 * 3600 }
}

/// What a ledger is mostly about: a rule is tried hardest where little else happens.
#[derive(Clone, Copy, PartialEq, Eq)]
enum About {
    Everything,
    Number,
    OnePlan,
    OnePlanUnpaid,
}

/// Makes entries up; what a run made up, its seed makes up again.
struct Made {
    random: fastrand::Rng,
    about: About,
    connection: Connection,
    /// The moments at which anything happens, so that things happen at once.
    moments: Vec<i64>,
    /// When each reply came.
    came_ms: Vec<i64>,
}

impl Made {
    fn new(seed: u64) -> Self {
        let mut connection = Connection::open_in_memory().unwrap();
        make(&mut connection).unwrap();
        connection.pragma_update(None, "foreign_keys", false).unwrap();
        let mut random = fastrand::Rng::with_seed(seed);
        let moments: Vec<i64> = (0..random.usize(3..40)).map(|_| moment(&mut random)).collect();
        let came_ms = (0..random.usize(1..50)).map(|_| moments[random.usize(0..moments.len())]).collect();
        let about = [About::Everything, About::Number, About::OnePlan, About::OnePlanUnpaid];
        let about = about[random.usize(0..about.len())];
        Self { random, about, connection, moments, came_ms }
    }

    fn moment(&mut self) -> i64 {
        self.moments[self.random.usize(0..self.moments.len())]
    }

    fn one_in(&mut self, count: u32) -> bool {
        self.random.u32(0..count) == 0
    }

    fn perhaps<T>(&mut self, count: u32, value: impl FnOnce(&mut fastrand::Rng) -> T) -> Option<T> {
        self.one_in(count).then(|| value(&mut self.random))
    }

    /// Who says it, in which reply, and when: mostly when the reply came.
    fn said(&mut self, sim_id: i64) -> (Origin, Option<i64>, i64) {
        let origin = [Origin::Reply, Origin::Reply, Origin::Reply, Origin::Tap, Origin::Hand];
        let origin = origin[self.random.usize(0..origin.len())];
        if origin == Origin::Hand {
            return (origin, None, self.moment());
        }
        let at = self.random.usize(0..self.came_ms.len());
        let at_ms = if self.one_in(6) { self.moment() } else { self.came_ms[at] };
        (origin, Some(at as i64 + 1 + sim_id * 100), at_ms)
    }

    fn entry(&mut self, transaction: &Transaction<'_>, sim_id: i64, sparse: u32) {
        let (origin, reply_id, at_ms) = self.said(sim_id);
        let command_id = reply_id.filter(|_| self.one_in(2));
        let one = matches!(self.about, About::OnePlan | About::OnePlanUnpaid);
        let plan = if one { 1 } else { self.random.usize(0..3) };
        let plan = ["", "Week", "Night"][plan].to_owned();
        let kinds = match self.about {
            About::Everything => 0..10,
            About::Number => 0..4,
            About::OnePlan => 4..9,
            About::OnePlanUnpaid => 4..7,
        };
        match self.random.u32(kinds) {
            1..=2 => {
                let entry = BalanceEntry {
                    sim_id,
                    origin,
                    reply_id,
                    money: self.perhaps(2, money),
                    valid_until: self.perhaps(sparse, a_day),
                    offered_until: None,
                    at_ms,
                };
                let nothing = entry.money.is_none() && entry.valid_until.is_none();
                let offered_until = nothing.then(|| a_day(&mut self.random));
                balances::add(transaction, &BalanceEntry { offered_until, ..entry }).unwrap();
            }
            0 if self.one_in(2) => {
                let (amount, valid_until) = (money(&mut self.random), self.perhaps(2, a_day));
                let entry = BonusEntry { sim_id, origin, reply_id, amount, valid_until, at_ms };
                bonuses::add(transaction, &entry).unwrap();
            }
            4..=6 => {
                let mut entry =
                    PlanEntry { reply_id, command_id, ..PlanEntry::of(sim_id, &plan, origin, at_ms) };
                if origin == Origin::Hand {
                    entry.period_days = self.perhaps(2, |random| random.u32(1..40));
                    entry.price = self.perhaps(2, money);
                    entry.auto_renew = self.perhaps(2, |random| random.u32(0..4) > 0);
                    let from = [PaidFrom::Balance, PaidFrom::Card, PaidFrom::Wallet];
                    entry.paid_from = self.perhaps(3, |random| from[random.usize(0..3)]);
                    entry.paid_checked = self.one_in(4);
                    entry.promotion_until = self.perhaps(6, a_day);
                    entry.ended = self.one_in(if one { 3 } else { 8 });
                } else {
                    entry.offered_until = self.perhaps(if one { 3 } else { 6 }, a_day);
                    entry.data_bytes = self.perhaps(3, |random| random.i64(0..9));
                    entry.minutes = self.perhaps(5, |random| random.i64(0..9));
                    entry.texts = self.perhaps(9, |random| random.i64(0..9));
                }
                entry.valid_until = self.perhaps(sparse, a_day);
                plans::add(transaction, &entry).unwrap();
            }
            0 | 3 | 7..=8 => {
                use ChargeKind::{Renewal, ServiceFee, SmsFee, TopUp};
                let kinds = match self.about {
                    About::Everything => [Renewal, Renewal, TopUp, SmsFee, ServiceFee],
                    About::Number => [TopUp, TopUp, TopUp, SmsFee, ServiceFee],
                    About::OnePlan | About::OnePlanUnpaid => [Renewal, Renewal, Renewal, Renewal, TopUp],
                };
                let kind = kinds[self.random.usize(0..kinds.len())];
                let plan = (kind == Renewal && !self.one_in(9)).then_some(plan);
                let amount = money(&mut self.random);
                let entry = ChargeEntry { sim_id, kind, origin, reply_id, command_id, plan, amount, at_ms };
                charges::add(transaction, &entry).unwrap();
            }
            _ => self.command(transaction, sim_id),
        }
    }

    fn command(&mut self, transaction: &Transaction<'_>, sim_id: i64) {
        let outgoing = if self.one_in(3) {
            Outgoing::Sms { to: "808".to_owned(), body: "ON".to_owned() }
        } else {
            Outgoing::Ussd { code: "*1201#".to_owned() }
        };
        let at_ms = self.moment();
        let id = commands::prepare(transaction, sim_id, "kh.balance", &outgoing, at_ms).unwrap();
        let event = |kind| commands::add_event(transaction, id, kind, at_ms).unwrap();
        if !self.one_in(4) {
            event(EventKind::HandedOver(Route::Direct));
        }
        if self.one_in(4) {
            event(EventKind::Failed(Failure::NoService));
        }
    }

    /// Everything that is stored of a SIM.
    fn all(&self, sim_id: i64) -> Entries {
        let mut statement = self.connection.prepare(WENT_OUT).unwrap();
        let out = statement.query_map([sim_id], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        let out: Vec<(String, i64)> = out.collect::<Result<_, _>>().unwrap();
        let charges = charges::of_sim(&self.connection, sim_id).unwrap();
        let used = out.iter().map(|(_, at_ms)| *at_ms).chain(charges.iter().map(|charge| charge.at_ms));
        Entries {
            balances: balances::of_sim(&self.connection, sim_id).unwrap(),
            bonuses: bonuses::of_sim(&self.connection, sim_id).unwrap(),
            plans: plans::of_sim(&self.connection, sim_id).unwrap(),
            last_use_ms: used.max(),
            messages_sent_ms: out.iter().filter(|(by, _)| by == "sms").map(|(_, at_ms)| *at_ms).collect(),
            charges,
        }
    }
}

const WENT_OUT: &str = "SELECT channel, at_ms FROM commands JOIN command_events ON command_id = commands.id
    WHERE sim_id = ? AND kind = 'handed_over'
      AND command_id NOT IN (SELECT command_id FROM command_events WHERE kind = 'failed')";

/// Of four months, some of it to come.
fn moment(random: &mut fastrand::Rng) -> i64 {
    now().epoch_ms - random.i64(-48..2_880) * HOUR_MS
}

fn a_day(random: &mut fastrand::Rng) -> NaiveDate {
    now().today() + chrono::TimeDelta::days(random.i64(-60..60))
}

fn money(random: &mut fastrand::Rng) -> Money {
    let currency = if random.u32(0..30) == 0 { "KHR" } else { "USD" };
    Money { units: random.i64(0..6) * 50, scale: 2, currency: currency.to_owned() }
}

fn says(entries: &Entries, now: Now) -> (SimState, Vec<Anomaly>) {
    let catalogue = Catalogue::shipped().unwrap();
    let retention = &catalogue.operator("kh-smart").unwrap().retention;
    let usd = |units| Money { units, scale: 2, currency: "USD".to_owned() };
    let row = |units, days| TopUpRow { from: usd(units), to: usd(units), days };
    let top_ups = TopUpDays { rows: vec![row(50, 8), row(100, 40), row(250, 70)] };
    let state = state(entries, retention, &top_ups, now);
    let anomalies = anomalies(entries, &state, now);
    (state, anomalies)
}

#[test]
fn what_is_read_says_the_same_as_everything() {
    let mut kinds = HashSet::new();
    let (mut read, mut stored) = (0, 0);
    for seed in 0..LEDGERS {
        let mut made = Made::new(seed);
        let mut connection = std::mem::replace(&mut made.connection, Connection::open_in_memory().unwrap());
        let transaction = connection.transaction().unwrap();
        let sparse = made.random.u32(2..40);
        let most = [8, 20, 90][made.random.usize(0..3)];
        for _ in 0..made.random.u32(1..most) {
            let sim_id = if made.one_in(4) { 2 } else { 1 };
            made.entry(&transaction, sim_id, sparse);
        }
        transaction.commit().unwrap();
        made.connection = connection;
        let all = made.all(1);
        let earlier = Now { epoch_ms: now().epoch_ms - made.random.i64(0..1_200) * HOUR_MS, ..now() };
        for (now, replies) in [(now(), vec![]), (earlier, vec![101, 103])] {
            let some = that_matter(&made.connection, 1, &replies, now).unwrap();
            let (expected, told) = (says(&all, now), says(&some, now));
            assert_eq!(told, expected, "seed {seed}: {some:#?} of {all:#?}");
            kinds.extend(told.1.iter().map(|anomaly| format!("{:?}", anomaly.kind)));
            read += some.balances.len() + some.bonuses.len() + some.plans.len() + some.charges.len();
            stored += all.balances.len() + all.bonuses.len() + all.plans.len() + all.charges.len();
        }
    }
    assert_eq!(kinds.len(), 10, "each anomaly is seen somewhere: {kinds:?}");
    assert!(read < stored, "something is left out: {read} of {stored}");
    println!("{read} of {stored} entries read");
}

#[test]
fn however_much_is_stored_little_is_read() {
    let mut made = Made::new(0);
    let mut connection = std::mem::replace(&mut made.connection, Connection::open_in_memory().unwrap());
    let transaction = connection.transaction().unwrap();
    let mut add = |days_ago: i64| {
        let at_ms = now().epoch_ms - days_ago * 24 * HOUR_MS;
        let reply_id = Some(1_000 - days_ago);
        let usd = || Money { units: 500, scale: 2, currency: "USD".to_owned() };
        let valid_until = Some(now().today());
        let balance = BalanceEntry {
            sim_id: 1,
            origin: Origin::Reply,
            reply_id,
            money: Some(usd()),
            valid_until,
            offered_until: None,
            at_ms,
        };
        balances::add(&transaction, &balance).unwrap();
        let bonus =
            BonusEntry { sim_id: 1, origin: Origin::Reply, reply_id, amount: usd(), valid_until, at_ms };
        bonuses::add(&transaction, &bonus).unwrap();
        let mut plan = PlanEntry::of(1, "Week", Origin::Reply, at_ms);
        (plan.reply_id, plan.valid_until, plan.data_bytes) = (reply_id, valid_until, Some(1));
        plans::add(&transaction, &plan).unwrap();
    };
    (0..900).rev().for_each(&mut add);
    transaction.commit().unwrap();
    let some = that_matter(&connection, 1, &[], now()).unwrap();
    assert!(some.balances.len() <= 3 && some.bonuses.len() <= 3 && some.plans.len() <= 4, "{some:#?}");
    assert_eq!(plans::names(&connection, 1).unwrap(), ["Week"]);
}
