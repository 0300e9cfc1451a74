//! `cargo xtask test`: stages that don't stop each other, and one closing line that counts all of them.

mod apk;
mod jvm;
mod licences;
mod rust;
mod shim;
mod sources;

use std::cell::OnceCell;
use std::ops::AddAssign;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::apk::Workshop;
use crate::artefacts::Scope;
use crate::chain::Chain;
use crate::host;
use crate::machine;

pub use jvm::bench as bench_on_the_jvm;

/// How the tests of a stage ended.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Counts {
    pub passed: usize,
    pub failed: usize,
    pub skipped: usize,
}

/// A part of the tests that can be run alone.
struct Stage {
    name: &'static str,
    run: fn(&Tests) -> Result<Counts>,
}

/// Quick ones first: most mistakes are told within seconds.
const STAGES: &[Stage] = &[
    Stage { name: "sources", run: sources::run },
    Stage { name: "format", run: rust::format },
    Stage { name: "licences", run: licences::run },
    Stage { name: "bindings", run: |tests| host::check_bindings(tests.chain).map(|()| Counts::ONE) },
    Stage { name: "clippy", run: rust::clippy },
    Stage { name: "rust", run: rust::test },
    Stage { name: "jvm", run: jvm::plain },
    Stage { name: "robolectric", run: jvm::robolectric },
    Stage { name: "apk", run: apk::run },
    Stage { name: "shim", run: shim::run },
];

/// What the stages share.
pub struct Tests<'a> {
    /// Runs steps; one that two stages need runs once.
    pub chain: &'a Chain<'a>,
    /// Where a stage runs test classes: this one only.
    pub class: Option<String>,
    workshop: OnceCell<Workshop<'a>>,
}

impl Counts {
    /// What a check that either holds or doesn't counts as.
    pub const ONE: Self = Self { passed: 1, failed: 0, skipped: 0 };

    /// One check: passed when it found nothing. Its line and its findings are printed.
    pub fn of(check: &str, findings: &[String]) -> Self {
        println!("  {check:<44} {:>10}", if findings.is_empty() { "ok" } else { "FAILED" });
        findings.iter().for_each(|finding| println!("    {finding}"));
        if findings.is_empty() { Self::ONE } else { Self { failed: 1, ..Self::default() } }
    }

    fn verdict(self) -> ExitCode {
        if self.failed == 0 && self.passed > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, more: Self) {
        self.passed += more.passed;
        self.failed += more.failed;
        self.skipped += more.skipped;
    }
}

impl std::fmt::Display for Counts {
    fn fmt(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(out, "{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped)
    }
}

impl<'a> Tests<'a> {
    /// All of them, nothing made ready yet.
    pub fn of(chain: &'a Chain<'a>) -> Self {
        Self { chain, class: None, workshop: OnceCell::new() }
    }

    /// The Java side, made ready once.
    pub fn workshop(&self) -> Result<&Workshop<'a>> {
        if self.workshop.get().is_none() {
            let opened = Workshop::open(self.chain, Scope::All)?;
            return Ok(self.workshop.get_or_init(|| opened));
        }
        self.workshop.get().context("no workshop")
    }
}

/// Runs the stages that the words name, or all.
pub fn run(chain: &Chain, words: &[&str]) -> Result<ExitCode> {
    let (only, class) = options(words)?;
    let tests = Tests { class, ..Tests::of(chain) };
    let stages = STAGES.iter().filter(|stage| only.is_empty() || only.contains(&stage.name));
    // The host's build needs a C compiler too. Stages that can do without what is missing still run.
    if let Err(failure) = machine::prepare(chain) {
        println!("{failure:#}");
    }
    let mut all = Counts::default();
    let mut table = Vec::new();
    for stage in stages {
        println!("\n== {}", stage.name);
        let start = Instant::now();
        let counts = (stage.run)(&tests).unwrap_or_else(|failure| {
            println!("{failure:#}");
            Counts { failed: 1, ..Counts::default() }
        });
        table.push(format!("  {:<12} {:>7.1} s   {counts}", stage.name, start.elapsed().as_secs_f64()));
        all += counts;
    }
    println!("\n{}\n", table.join("\n"));
    // The very last line, in the one form that test harnesses of any language are read by.
    println!("{all}");
    Ok(all.verdict())
}

/// The stages to run (none: all) and the class to run.
fn options<'w>(words: &[&'w str]) -> Result<(Vec<&'w str>, Option<String>)> {
    let (mut only, mut class) = (Vec::new(), None);
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match (*word, words.next()) {
            ("--only", Some(name)) if STAGES.iter().any(|stage| stage.name == *name) => only.push(*name),
            ("--class", Some(name)) => class = Some((*name).to_owned()),
            _ => {
                let names: Vec<&str> = STAGES.iter().map(|stage| stage.name).collect();
                bail!("test [--only STAGE]... [--class CLASS]; stages: {}", names.join(" "))
            }
        }
    }
    Ok((only, class))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_passed_is_a_failure() {
        let failure = format!("{:?}", ExitCode::FAILURE);
        let verdict = |passed, failed| format!("{:?}", Counts { passed, failed, skipped: 9 }.verdict());
        assert_eq!(verdict(0, 0), failure);
        assert_eq!(verdict(5, 1), failure);
        assert_ne!(verdict(5, 0), failure);
    }

    #[test]
    fn the_closing_line_has_the_form_that_is_read() {
        assert_eq!(Counts { passed: 2, failed: 1, skipped: 0 }.to_string(), "2 passed, 1 failed, 0 skipped");
    }

    #[test]
    fn an_unknown_stage_is_refused_with_the_names() {
        let failure = options(&["--only", "robots"]).unwrap_err().to_string();
        assert!(failure.contains("robolectric"), "{failure}");
        let (only, class) = options(&["--only", "jvm", "--class", "app.baohao.FooTest"]).unwrap();
        assert_eq!((only, class.as_deref()), (vec!["jvm"], Some("app.baohao.FooTest")));
    }
}
