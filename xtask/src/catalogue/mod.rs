//! `cargo xtask catalogue`: what the catalogue knows as a table, and the world's balance codes from an open data set.

mod import;
mod repairs;

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use crate::example;
use crate::layout::Layout;

/// Where Debian's package puts its file.
const PROVIDERS: &str = "/usr/share/mobile-broadband-provider-info/serviceproviders.xml";
const WORLD: &str = "rust-core/catalogue/world.toml";

/// Prints the table, or writes the world's file anew.
pub fn run(layout: &Layout, options: &[&str]) -> Result<ExitCode> {
    match options {
        ["--table"] => example::run(layout, "catalogue", &[]),
        ["--import"] => import(layout, Path::new(PROVIDERS)),
        ["--import", file] => import(layout, Path::new(file)),
        _ => bail!("cargo xtask catalogue --table | --import [serviceproviders.xml]"),
    }
}

fn import(layout: &Layout, file: &Path) -> Result<ExitCode> {
    let xml = fs::read_to_string(file).with_context(|| {
        format!("{} can't be read: apt-get install mobile-broadband-provider-info", file.display())
    })?;
    let providers = import::providers(&xml)?;
    let world = import::written(&providers);
    fs::write(layout.path(WORLD), &world)?;
    println!("  {} providers, {} bytes: {WORLD}", providers.len(), world.len());
    Ok(ExitCode::SUCCESS)
}
