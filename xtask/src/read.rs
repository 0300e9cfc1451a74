//! `cargo xtask read`: passes messages through the reader, which is an example of the core. xtask itself doesn't
//! depend on the core, so that building it on a fresh machine needs no SQLCipher.

use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};

use crate::layout::Layout;

/// Runs the reader on standard input, or scores it on a file.
pub fn run(layout: &Layout, options: &[&str]) -> Result<ExitCode> {
    let mut reader = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    reader
        .args([
            "run",
            "--quiet",
            "--locked",
            "--package",
            "baohao-core",
            "--example",
            "read",
            "--manifest-path",
        ])
        .arg(layout.path("Cargo.toml"))
        .env("CARGO_TARGET_DIR", layout.target(""));
    match options {
        [] => {}
        // The caller's own folder stays the reader's, so that the path means what it says.
        ["--score", file] => {
            reader.args(["--", "--score", file]);
        }
        _ => bail!("cargo xtask read [--score FILE]"),
    }
    let status = reader.status().context("cargo can't be started")?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
