//! The ledger at 1,000, 20,000 and 200,000 entries: opening it with a raw key, appending, the state of six SIMs, a
//! SIM's screen, a month's costs. Prints medians and how they grow; asserts nothing.

use std::hint::black_box;
use std::path::Path;

use baohao_core::compose::Outgoing;
use baohao_core::journey::{Baohao, Phone};
use baohao_core::ledger::{
    BalanceEntry, BonusEntry, ChargeEntry, ChargeKind, EventKind, Origin, PlanEntry, ReplyChannel,
    ReplyEntry, Route, SimDraft, Verdict,
};
use baohao_core::money::Money;
use baohao_core::privacy::Redacted;
use baohao_core::store::{self, Key, Mode};
use baohao_core::time::Now;
use criterion::measurement::{Measurement, WallTime};

const SIZES: [i64; 3] = [1_000, 20_000, 200_000];
const SIMS: i64 = 6;
const PLAN: &str = "Week";
const TURNS: usize = 31;
/// Slow cases get fewer turns.
const ENOUGH_NS: u128 = 2_000_000_000;
const HOUR_MS: i64 = 3_600_000;

/// One thing that is timed.
struct Case {
    name: &'static str,
    /// Makes ready what it needs before the time runs.
    median_ns: fn(&Path) -> u128,
}

const CASES: [Case; 6] = [
    Case {
        name: "open + state of 6 SIMs",
        median_ns: |path| median(|| drop(black_box(open(path).home(&phone(), now()).expect("home")))),
    },
    Case { name: "open", median_ns: |path| median(|| drop(open(path))) },
    Case {
        name: "state of 6 SIMs",
        median_ns: |path| {
            let baohao = open(path);
            median(|| drop(black_box(baohao.home(&phone(), now()).expect("home"))))
        },
    },
    Case {
        name: "a SIM's screen",
        median_ns: |path| {
            let baohao = open(path);
            median(|| drop(black_box(baohao.sim_detail(3, &phone(), now()).expect("a SIM"))))
        },
    },
    Case {
        name: "append one entry",
        median_ns: |path| {
            let mut baohao = open(path);
            let day = "2027-03-14".parse().expect("a day");
            median(|| baohao.set_valid_until(3, day, now()).expect("stored"))
        },
    },
    Case {
        name: "a month's costs",
        median_ns: |path| {
            let baohao = open(path);
            median(|| drop(black_box(baohao.costs(now().today(), now()).expect("costs"))))
        },
    },
];

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut medians: Vec<Vec<u128>> = vec![Vec::new(); CASES.len()];
    for size in SIZES {
        let path = folder.path().join(format!("{size}.db"));
        fill(&path, size);
        for (case, medians) in CASES.iter().zip(&mut medians) {
            medians.push((case.median_ns)(&path));
        }
    }
    print!("{:<24}", "median, µs");
    SIZES.iter().for_each(|size| print!("{size:>12}"));
    println!("{:>22}", "growth (20x, 10x)");
    for (case, medians) in CASES.iter().zip(medians) {
        print!("{:<24}", case.name);
        medians.iter().for_each(|ns| print!("{:>10}.{}", ns / 1_000, ns / 100 % 10));
        let growth: Vec<String> = medians
            .windows(2)
            .map(|pair| pair[1] * 10 / pair[0].max(1))
            .map(|tenths| format!("{}.{}x", tenths / 10, tenths % 10))
            .collect();
        println!("{:>22}", growth.join(", "));
    }
}

/// The middle of at most [`TURNS`] turns, in nanoseconds.
fn median(mut turn: impl FnMut()) -> u128 {
    let mut times: Vec<u128> = Vec::new();
    while times.len() < TURNS && (times.len() < 3 || times.iter().sum::<u128>() < ENOUGH_NS) {
        let start = WallTime.start();
        turn();
        times.push(WallTime.end(start).as_nanos());
    }
    times.sort_unstable();
    times[times.len() / 2]
}

/// A ledger as years of use leave it: of some twelve entries a question with its events, the answer, what it said of the
/// balance, of a bonus and of a plan; a fee every other time; now and then a top-up, a renewal and a notice.
fn fill(path: &Path, entries: i64) {
    let mut baohao = Baohao::open(path, &key(), Mode::Create).expect("a first run");
    for number in 0..SIMS {
        let draft = SimDraft {
            label: format!("SIM {number}"),
            operator_id: "kh-smart".to_owned(),
            msisdn: None,
            card: None,
        };
        baohao.add_sim(&draft, now()).expect("a SIM");
    }
    drop(baohao);
    let mut ledger = store::open(path, &key(), Mode::Existing).expect("opens");
    let transaction = ledger.transaction().expect("a transaction");
    let (mut stored, mut turn) = (SIMS, 0);
    for sim_id in 1..=SIMS {
        let mut terms = PlanEntry::of(sim_id, PLAN, Origin::Hand, now().epoch_ms - entries * HOUR_MS / 8);
        (terms.period_days, terms.price, terms.auto_renew) = (Some(7), Some(usd(150)), Some(true));
        store::plans::add(&transaction, &terms).expect("stored");
    }
    while stored < entries {
        let (sim_id, at_ms) = (1 + turn % SIMS, now().epoch_ms - (entries - stored) * HOUR_MS / 8);
        let code = Outgoing::Ussd { code: "*1201#".to_owned() };
        let command =
            store::commands::prepare(&transaction, sim_id, "kh.balance", &code, at_ms).expect("stored");
        for kind in [EventKind::HandedOver(Route::Direct), EventKind::Answered(Verdict::Confirmed)] {
            store::commands::add_event(&transaction, command, kind, at_ms).expect("stored");
        }
        let reply = ReplyEntry {
            id: 0,
            sim_id,
            command_id: Some(command),
            channel: ReplyChannel::Ussd,
            text: Redacted(format!("Your balance is {}.37 USD valid till 14.03.27", turn % 90)),
            received_ms: at_ms,
            trusted: true,
        };
        let reply_id = store::replies::add(&transaction, &reply).expect("stored");
        let balance = BalanceEntry {
            sim_id,
            origin: Origin::Reply,
            reply_id: Some(reply_id),
            money: Some(usd(turn % 90 * 100 + 37)),
            valid_until: "2027-03-14".parse().ok(),
            offered_until: None,
            at_ms,
        };
        store::balances::add(&transaction, &balance).expect("stored");
        let bonus = BonusEntry {
            sim_id,
            origin: Origin::Reply,
            reply_id: Some(reply_id),
            amount: usd(turn % 5 * 100),
            valid_until: "2027-01-14".parse().ok(),
            at_ms,
        };
        store::bonuses::add(&transaction, &bonus).expect("stored");
        let mut plan = PlanEntry::of(sim_id, PLAN, Origin::Reply, at_ms);
        (plan.reply_id, plan.command_id, plan.data_bytes) = (Some(reply_id), Some(command), Some(1 << 30));
        plan.valid_until = "2026-11-28".parse().ok();
        store::plans::add(&transaction, &plan).expect("stored");
        stored += 8;
        for (every, kind) in [(2, ChargeKind::SmsFee), (20, ChargeKind::TopUp), (14, ChargeKind::Renewal)] {
            if turn / SIMS % every == 0 {
                let renews = kind == ChargeKind::Renewal;
                let charge = ChargeEntry {
                    sim_id,
                    kind,
                    origin: Origin::Tap,
                    reply_id: Some(reply_id),
                    command_id: Some(command),
                    plan: renews.then(|| PLAN.to_owned()),
                    amount: usd(150),
                    at_ms,
                };
                store::charges::add(&transaction, &charge).expect("stored");
                stored += 1;
            }
        }
        if turn % 20 == 0 {
            let id = format!("{sim_id}-OutgoingBlocked-2027-03-14-{turn}");
            store::notices::remember(&transaction, &id, at_ms).expect("stored");
            stored += 1;
        }
        turn += 1;
    }
    transaction.commit().expect("committed");
}

fn usd(cents: i64) -> Money {
    Money { units: cents, scale: 2, currency: "USD".to_owned() }
}

fn open(path: &Path) -> Baohao {
    Baohao::open(path, &key(), Mode::Existing).expect("opens")
}

fn key() -> Key {
    Key::new(&[7; 32]).expect("32 bytes")
}

fn phone() -> Phone {
    Phone { cards: None, may_send_sms: true, may_call: true }
}

/// 2026-11-23 10:00 in Phnom Penh.
fn now() -> Now {
    Now { epoch_ms: 1_795_402_800_000, utc_offset_s: 7 * 3600 }
}
