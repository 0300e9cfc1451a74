//! `cargo xtask read`: passes messages through the reader, which is an example of the core.

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::example;
use crate::layout::Layout;

/// Runs the reader on standard input, or scores it on a file.
pub fn run(layout: &Layout, options: &[&str]) -> Result<ExitCode> {
    match options {
        [] | ["--score", _] => example::run(layout, "read", options),
        _ => bail!("cargo xtask read [--score FILE]"),
    }
}
