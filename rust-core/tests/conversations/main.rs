//! A simulated operator talks to the real core, with its real encrypted ledger, in seeded conversations: delays, doubles,
//! losses, wrong order, strangers, the other SIM, forged dates, ends of the process.
//!
//! After every step the laws hold: nothing goes out without its own tap, or twice; a stranger confirms nothing; what the
//! core said it kept is kept; a date moves back only by an answer to our own question or by a tap; every command ends.
//!
//! `BAOHAO_CONVERSATIONS=10000` runs more of them, `BAOHAO_SEED=17` the one that failed.

#![allow(
    clippy::unwrap_used,
    reason = "a panic is the report, and clippy.toml's exception covers test functions only"
)]

mod conversation;
mod laws;
mod operator;

use conversation::Conversation;

const IN_A_TEST: u64 = 200;

#[test]
fn the_laws_hold_in_every_conversation() {
    let number = |name| std::env::var(name).ok().map(|text| text.parse::<u64>().expect("a number"));
    let seeds = match number("BAOHAO_SEED") {
        Some(seed) => seed..seed + 1,
        None => 0..number("BAOHAO_CONVERSATIONS").unwrap_or(IN_A_TEST),
    };
    let mut seen = conversation::Seen::default();
    for seed in seeds {
        let played = std::panic::catch_unwind(|| Conversation::new(seed).play());
        match played {
            Ok(these) => seen.add(&these),
            Err(_) => panic!("a law was broken; to see it again: BAOHAO_SEED={seed}"),
        }
    }
    println!("{seen:#?}");
    seen.everything_happened();
}
