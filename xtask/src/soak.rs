//! `cargo xtask soak`: what takes too long for every run of the tests.

use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};

use crate::layout::Layout;

/// Really kills a writing process, plays power losses and lets a simulated operator talk to the core, so many times each.
/// A seed that failed is replayed by `BAOHAO_SEED`, see `rust-core/tests`.
pub fn run(layout: &Layout, options: &[&str]) -> Result<ExitCode> {
    let rounds = match options {
        [] => "10000",
        ["--rounds", rounds] if rounds.parse::<u64>().is_ok() => rounds,
        _ => bail!("cargo xtask soak [--rounds N]"),
    };
    let mut worst = ExitCode::SUCCESS;
    for program in ["kill", "power_loss"] {
        let mut test = cargo(layout, "test");
        test.args(["--test", program, "--", "--ignored", "--exact", "soak", "--nocapture"]);
        if !test.env("BAOHAO_ROUNDS", rounds).status().context("cargo can't be started")?.success() {
            worst = ExitCode::FAILURE;
        }
    }
    let mut conversations = cargo(layout, "test");
    conversations.args(["--test", "conversations", "--", "--nocapture"]).env("BAOHAO_CONVERSATIONS", rounds);
    if !conversations.status().context("cargo can't be started")?.success() {
        worst = ExitCode::FAILURE;
    }
    Ok(worst)
}

fn cargo(layout: &Layout, verb: &str) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .args([verb, "--locked", "--package", "baohao-core", "--manifest-path"])
        .arg(layout.path("Cargo.toml"))
        .env("CARGO_TARGET_DIR", layout.target(""));
    cargo
}
