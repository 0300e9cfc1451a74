//! `cargo xtask fuzz`: runs a target of `tests/fuzz` for a while, seeded from the fixtures.
//!
//! Targets need instrumentation that stable Rust has but doesn't offer, hence `RUSTC_BOOTSTRAP`. What a run has learnt and
//! what it found stay below `target/fuzz`.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::chain::Chain;
use crate::host::cargo;
use crate::layout::files_ending;
use crate::machine;

/// The tool's version, so that a run of today can be repeated next year.
const CARGO_FUZZ: &str = "0.13.1";

/// How long a run takes unless another time is given.
const SECONDS: u32 = 60;

/// The line of a fixture that seeds a target.
#[derive(Deserialize)]
struct Fixture {
    text: String,
}

/// Runs one target, or `reader`.
pub fn run(chain: &Chain, words: &[&str]) -> Result<ExitCode> {
    let (target, seconds) = options(words)?;
    let layout = chain.layout;
    let folder = layout.path("tests/fuzz");
    anyhow::ensure!(folder.join(format!("{target}.rs")).is_file(), "no fuzz target is called {target}");
    machine::prepare(chain)?;
    chain.always("cargo-fuzz", |log| {
        cargo(layout)
            .args(["install", "cargo-fuzz", "--locked", "--version", CARGO_FUZZ])
            .advice("cargo-fuzz is fetched from the registry that cargo is set up for")
            .run(log)
    })?;
    let corpus = layout.target("fuzz/corpus").join(target);
    seed(&layout.path("tests/fixtures/reply"), &corpus)?;
    let found = layout.target("fuzz/findings").join(target);
    fs::create_dir_all(&found)?;
    let log = chain.log(&format!("fuzz {target}"))?;
    println!("  {target} for {seconds} s; whole output: {}", log.shown());
    // Inputs as long as the reader takes are looked at by the hostile tests; long ones only slow this down.
    let mut fuzz = cargo(layout)
        .args(["fuzz", "run", "--sanitizer", "none", "--fuzz-dir"])
        .arg(&folder)
        .args([target.as_ref(), corpus.as_os_str()])
        .args(["--", "-max_len=1024", "-print_final_stats=1"])
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-artifact_prefix={}/", found.display()))
        .env("CARGO_TARGET_DIR", layout.target("fuzz"))
        .env("RUSTC_BOOTSTRAP", "1")
        .dir(&folder);
    let well = fuzz.stream(&log, |line| println!("  {line}"))?;
    let findings = files_ending(&found, "")?;
    println!("  {} inputs kept, {} findings", files_ending(&corpus, "")?.len(), findings.len());
    if well {
        return Ok(ExitCode::SUCCESS);
    }
    findings.iter().for_each(|finding| println!("  {}", layout.shown(finding)));
    bail!("{target} found something or could not be built: {}", log.shown())
}

fn options<'w>(words: &[&'w str]) -> Result<(&'w str, u32)> {
    let (target, rest) = match words {
        [target, rest @ ..] if !target.starts_with("--") => (*target, rest),
        rest => ("reader", rest),
    };
    match rest {
        [] => Ok((target, SECONDS)),
        ["--seconds", seconds] => Ok((target, seconds.parse().context("--seconds takes a number")?)),
        _ => bail!("cargo xtask fuzz [TARGET] [--seconds N]"),
    }
}

/// Puts each fixture's text into the corpus, after a byte that targets choose by.
fn seed(fixtures: &Path, corpus: &Path) -> Result<()> {
    fs::create_dir_all(corpus)?;
    let mut number = 0u32;
    for file in files_ending(fixtures, ".jsonl")? {
        for line in fs::read_to_string(&file)?.lines() {
            let fixture: Fixture = serde_json::from_str(line).context("a fixture without a text")?;
            let mut bytes = vec![u8::try_from(number % 12)?];
            bytes.extend(fixture.text.bytes());
            fs::write(corpus.join(format!("fixture-{number:03}")), bytes)?;
            number += 1;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_and_a_time_may_be_left_out() {
        assert_eq!(options(&[]).unwrap(), ("reader", SECONDS));
        assert_eq!(options(&["templates"]).unwrap(), ("templates", SECONDS));
        assert_eq!(options(&["reader", "--seconds", "600"]).unwrap(), ("reader", 600));
        assert!(options(&["reader", "--seconds", "long"]).is_err());
        assert!(options(&["reader", "600"]).is_err());
    }

    #[test]
    fn every_fixture_becomes_a_seed() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.jsonl"), "{\"id\":\"1\",\"text\":\"Bal 5\"}\n{\"text\":\"x\"}\n")
            .unwrap();
        let corpus = folder.path().join("corpus");
        seed(folder.path(), &corpus).unwrap();
        assert_eq!(fs::read(corpus.join("fixture-000")).unwrap(), b"\0Bal 5");
        assert_eq!(fs::read(corpus.join("fixture-001")).unwrap(), b"\x01x");
    }
}
