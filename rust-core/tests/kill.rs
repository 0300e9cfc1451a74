//! A process that writes to a ledger is really killed, again and again, and nothing that it acknowledged is lost.
//!
//! The child is this very program. It says on its standard output when a call begins, and what the call promised once it
//! has returned. `cargo xtask soak` runs many more rounds; `BAOHAO_SEED` runs the rounds of one ledger again.

#![allow(clippy::unwrap_used, reason = "a test program: there a panic is the report")]

mod sequence;

use std::env;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread;
use std::time::Duration;

use baohao_core::journey::Baohao;
use baohao_core::store::{self, Mode, Unavailable};

use sequence::{Fact, Person, Random, check, first_run, key};

/// Where the child finds the ledger, what it does and from when on.
const CHILD: &str = "BAOHAO_KILL_CHILD";
/// Rounds on one ledger, so that a kill also meets what an earlier one left.
const ROUNDS_A_LEDGER: u64 = 10;
/// How far the clock moves in a round; less than this many acts are done in one.
const MINUTES: i64 = 400;

#[derive(Debug, Default)]
struct Tally {
    rounds: u64,
    facts: usize,
    /// Killed between the beginning of a call and its return.
    inside: u64,
    /// Killed before the ledger was open.
    opening: u64,
}

#[test]
fn nothing_that_was_acknowledged_is_lost_by_a_kill() {
    let ledgers = match env::var("BAOHAO_SEED") {
        Ok(seed) => vec![seed.parse().expect("a seed")],
        Err(_) => (0..300 / ROUNDS_A_LEDGER).collect(),
    };
    let tally = run(&ledgers);
    println!("{tally:?}");
    assert!(tally.inside > 0 && tally.opening > 0, "kills that hit nothing prove nothing: {tally:?}");
}

#[test]
#[ignore = "long; cargo xtask soak"]
fn soak() {
    let rounds: u64 = env::var("BAOHAO_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(10_000);
    let first = 1_000_000; // other seeds than the ordinary test's
    let ledgers: Vec<u64> = (first..first + rounds.div_ceil(ROUNDS_A_LEDGER)).collect();
    println!("{:?}", run(&ledgers));
}

#[test]
fn the_ledger_is_in_use_until_its_holder_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("baohao.db");
    first_run(&path);
    let (mut child, mut said) = start(&path, 1, 0);
    let opened = said.by_ref().lines().map_while(Result::ok).any(|line| line == "begin");
    assert!(opened, "the child has it open");
    let refused = store::open(&path, &key(), Mode::Existing).unwrap_err();
    assert!(matches!(refused, store::Error::Unavailable(Unavailable::InUse)), "{refused}");
    end(&mut child);
    assert!(store::open(&path, &key(), Mode::Existing).is_ok());
}

/// Not a test of its own: what the others start.
#[test]
fn child() {
    let Ok(order) = env::var(CHILD) else { return };
    let mut order = order.splitn(3, ' ');
    let mut number = || order.next().and_then(|word| word.parse().ok()).expect("a number");
    let (seed, minute) = (number(), number());
    let path = order.next().expect("a path");
    let mut said = std::io::stdout().lock();
    writeln!(said).unwrap(); // the harness has begun a line
    let mut baohao = Baohao::open(Path::new(path), &key(), Mode::Existing).expect("opens");
    let mut person = Person::new(seed, minute as i64);
    for _ in 0..MINUTES - 1 {
        writeln!(said, "begin").unwrap();
        for fact in person.act(&mut baohao).expect("an act") {
            writeln!(said, "{}", fact.to_line()).unwrap();
        }
        writeln!(said, "done").unwrap();
    }
    thread::sleep(Duration::from_secs(60)); // until it is killed
}

fn run(ledgers: &[u64]) -> Tally {
    let mut tally = Tally::default();
    for &seed in ledgers {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("baohao.db");
        first_run(&path);
        let mut facts = Vec::new();
        let mut random = Random(seed);
        for round in 0..ROUNDS_A_LEDGER {
            let minute = (round as i64 + 1) * MINUTES;
            round_of(&path, &mut random, minute, &mut facts, &mut tally);
            if let Err(what) = check(&path, &facts, minute + MINUTES) {
                panic!("BAOHAO_SEED={seed}, round {round}: {what}; {tally:?}");
            }
        }
        tally.facts += facts.len();
    }
    tally
}

fn round_of(path: &Path, random: &mut Random, minute: i64, facts: &mut Vec<Fact>, tally: &mut Tally) {
    let (mut child, said) = start(path, random.below(u64::MAX), minute);
    let mut lines = said.lines();
    // Every few rounds the kill comes before the ledger is open.
    let calls = if random.below(8) == 0 { None } else { Some(random.below(30)) };
    let mut heard = Vec::new();
    if let Some(calls) = calls {
        let mut done = 0;
        while done <= calls {
            let line = lines.next().expect("the child goes on").expect("text");
            done += u64::from(line == "begin");
            heard.push(line);
        }
    }
    thread::sleep(Duration::from_micros(random.below(if calls.is_some() { 4_000 } else { 30_000 })));
    end(&mut child);
    heard.extend(lines.map_while(Result::ok));
    tally.rounds += 1;
    tally.opening += u64::from(!heard.iter().any(|line| line == "begin"));
    let last = heard.iter().rev().find(|line| matches!(line.as_str(), "begin" | "done"));
    tally.inside += u64::from(last.is_some_and(|line| line == "begin"));
    // A call's facts count from its "done" on.
    let mut promised = Vec::new();
    for line in heard {
        match line.as_str() {
            "begin" => promised.clear(),
            "done" => facts.append(&mut promised),
            fact => promised.extend(Fact::of_line(fact)),
        }
    }
}

fn start(path: &Path, seed: u64, minute: i64) -> (Child, BufReader<ChildStdout>) {
    let mut child = Command::new(env::current_exe().unwrap())
        .args(["child", "--exact", "--nocapture", "--test-threads=1"])
        .env(CHILD, format!("{seed} {minute} {}", path.display()))
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap();
    let said = BufReader::new(child.stdout.take().unwrap());
    (child, said)
}

/// SIGKILL, and wait until it is gone.
fn end(child: &mut Child) {
    child.kill().unwrap();
    child.wait().unwrap();
}
