//! The power goes at a random write, sync or deletion, and nothing that was acknowledged is lost.
//!
//! The disk of these tests keeps what was synced, and of the rest what the dice give (`vfs`). That they can fail is shown
//! by the same disk under `synchronous = NORMAL`, which loses commits. `BAOHAO_SEED` runs one ledger again.

#![allow(clippy::unwrap_used, reason = "a test program: there a panic is the report")]

mod sequence;
mod vfs;

use std::env;
use std::path::Path;

use baohao_core::Error;
use baohao_core::journey::Baohao;
use baohao_core::ledger::{BalanceEntry, Origin};
use baohao_core::store::{self, Mode, Unavailable};
use rusqlite::Connection;

use sequence::{Person, Random, check, first_run, key};
use vfs::{Fault, Kept};

/// Power losses on one ledger.
const ROUNDS_A_LEDGER: u64 = 10;
const ACTS: i64 = 60;

#[derive(Debug, Default)]
struct Tally {
    losses: u64,
    facts: usize,
    /// Lost in the midst of a call, not between two.
    inside: u64,
    /// Lost before the ledger was open.
    opening: u64,
    /// Lost while it was being closed.
    closing: u64,
}

#[test]
fn nothing_that_was_acknowledged_is_lost_by_a_power_loss() {
    let ledgers = match env::var("BAOHAO_SEED") {
        Ok(seed) => vec![seed.parse().expect("a seed")],
        Err(_) => (0..30).collect(),
    };
    let tally = run(&ledgers);
    println!("{tally:?}");
    let hit = tally.inside > 0 && tally.opening > 0 && tally.closing > 0;
    assert!(hit, "losses that hit nothing prove nothing: {tally:?}");
}

#[test]
#[ignore = "long; cargo xtask soak"]
fn soak() {
    let rounds: u64 = env::var("BAOHAO_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(10_000);
    let first = 1_000_000; // other seeds than the ordinary test's
    let ledgers: Vec<u64> = (first..first + rounds.div_ceil(ROUNDS_A_LEDGER)).collect();
    println!("{:?}", run(&ledgers));
}

fn run(ledgers: &[u64]) -> Tally {
    let _held = vfs::install();
    let mut tally = Tally::default();
    for &seed in ledgers {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("baohao.db");
        first_run(&path);
        let (mut facts, mut random) = (Vec::new(), Random(seed));
        for round in 0..ROUNDS_A_LEDGER {
            let minute = (round as i64 + 1) * ACTS;
            vfs::settle();
            // Every few rounds it goes before the ledger is open.
            let within = if random.below(6) == 0 { 4 } else { 250 };
            vfs::set(Fault::PowerIn(random.below(within)));
            let mut person = Person::new(random.below(u64::MAX), minute);
            match Baohao::open(&path, &key(), Mode::Existing) {
                Err(_) => tally.opening += 1,
                Ok(mut baohao) => {
                    // Sometimes it is closed early, so that the power goes while the log moves into the file.
                    let acts = if random.below(3) == 0 { 8 } else { ACTS };
                    for _ in 1..acts {
                        match person.act(&mut baohao) {
                            Ok(promised) => facts.extend(promised),
                            Err(Error::Store(_)) => break,
                            Err(other) => panic!("BAOHAO_SEED={seed}, round {round}: {other}"),
                        }
                    }
                    let inside = vfs::is_dark();
                    drop(baohao);
                    tally.inside += u64::from(inside);
                    tally.closing += u64::from(!inside && vfs::is_dark());
                }
            }
            let kept =
                [Kept::Nothing, Kept::Everything, Kept::Beginning, Kept::Sectors][random.below(4) as usize];
            vfs::lose_power(kept, &mut random);
            tally.losses += 1;
            if let Err(what) = check(&path, &facts, minute + ACTS) {
                panic!("BAOHAO_SEED={seed}, round {round}, {kept:?}: {what}; {tally:?}");
            }
        }
        tally.facts += facts.len();
    }
    tally
}

/// So many commits, one after another, and how many of them a power loss took back.
fn lost_commits(synchronous: &str) -> i64 {
    const COMMITS: i64 = 40;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("baohao.db");
    first_run(&path);
    vfs::settle();
    let mut ledger = store::open(&path, &key(), Mode::Existing).unwrap();
    ledger.pragma_update(None, "synchronous", synchronous).unwrap();
    for at_ms in 0..COMMITS {
        commit(&mut ledger, at_ms).unwrap();
    }
    vfs::set(Fault::PowerGone);
    drop(ledger);
    vfs::lose_power(Kept::Nothing, &mut Random(1));
    COMMITS - commits(&path)
}

fn commit(ledger: &mut Connection, at_ms: i64) -> Result<(), store::Error> {
    let entry = BalanceEntry {
        sim_id: 1,
        origin: Origin::Hand,
        reply_id: None,
        money: None,
        valid_until: "2027-03-14".parse().ok(),
        offered_until: None,
        at_ms,
    };
    let transaction = ledger.transaction()?;
    store::balances::add(&transaction, &entry)?;
    transaction.commit()?;
    Ok(())
}

fn commits(path: &Path) -> i64 {
    let ledger = store::open(path, &key(), Mode::Existing).unwrap();
    assert!(store::health(&ledger).unwrap().intact);
    ledger.query_row("SELECT count(*) FROM balances", [], |row| row.get(0)).unwrap()
}

#[test]
fn normal_loses_commits_and_full_loses_none() {
    let _held = vfs::install();
    assert_eq!(lost_commits("full"), 0);
    assert!(lost_commits("normal") > 0, "this disk would not show a loss");
}

#[test]
fn a_full_disk_refuses_the_event_and_keeps_the_others() {
    let _held = vfs::install();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("baohao.db");
    first_run(&path);
    let mut ledger = store::open(&path, &key(), Mode::Existing).unwrap();
    commit(&mut ledger, 1).unwrap();
    vfs::set(Fault::Full);
    let refused = commit(&mut ledger, 2).unwrap_err();
    assert!(matches!(refused, store::Error::Unavailable(Unavailable::DiskFull)), "{refused}");
    vfs::set(Fault::None);
    commit(&mut ledger, 3).unwrap();
    drop(ledger);
    assert_eq!(commits(&path), 2);
}

#[test]
fn err_a_file_or_a_folder_that_may_not_be_written() {
    let _held = vfs::install();
    for fault in [Fault::ReadOnlyFiles, Fault::ReadOnlyFolder] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("baohao.db");
        first_run(&path);
        vfs::set(fault);
        let refused = store::open(&path, &key(), Mode::Existing).unwrap_err();
        assert!(matches!(refused, store::Error::Unavailable(Unavailable::ReadOnly)), "{fault:?}: {refused}");
        vfs::set(Fault::None);
        assert!(store::open(&path, &key(), Mode::Existing).is_ok(), "{fault:?}: once it may");
    }
}
