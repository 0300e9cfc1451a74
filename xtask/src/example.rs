//! Examples of the core that verbs stand for. xtask itself doesn't depend on the core, so that building it on a fresh
//! machine needs no SQLCipher.

use std::process::{Command, ExitCode};

use anyhow::{Context, Result};

use crate::layout::Layout;

/// Runs an example with these words. The caller's own folder stays its, so that a path means what it says.
pub fn run(layout: &Layout, name: &str, words: &[&str]) -> Result<ExitCode> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .args(["run", "--quiet", "--locked", "--package", "baohao-core", "--example", name])
        .arg("--manifest-path")
        .arg(layout.path("Cargo.toml"))
        .arg("--")
        .args(words)
        .env("CARGO_TARGET_DIR", layout.target(""));
    let status = cargo.status().context("cargo can't be started")?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
