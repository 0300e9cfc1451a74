//! `cargo xtask test`: stages that don't stop each other, and one closing line that counts all of them.

mod abis;
mod apk;
mod jvm;
mod lean;
mod levels;
mod licences;
mod rust;
mod sameness;
mod shim;
mod sources;

use std::cell::{OnceCell, RefCell};
use std::ops::AddAssign;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use self::levels::Levels;
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
    tier: Tier,
}

/// When a stage runs without being asked for by name.
#[derive(Clone, Copy, PartialEq)]
enum Tier {
    /// With every `test`, which takes less than five minutes once everything is built.
    Each,
    /// With `test --full`, which is what CI runs.
    Full,
}

/// Quick ones first: most mistakes are told within seconds.
const STAGES: &[Stage] = &[
    each("sources", sources::run),
    each("format", rust::format),
    each("licences", licences::run),
    each("bindings", |tests| host::check_bindings(tests.chain).map(|()| Counts::ONE)),
    each("clippy", rust::clippy),
    each("rust", rust::test),
    each("jvm", jvm::plain),
    each("robolectric", jvm::robolectric),
    each("apk", apk::run),
    each("shim", shim::run),
    full("abis", abis::run),
    full("levels", levels::run),
    full("lean", lean::run),
    full("sameness", sameness::run),
];

const fn each(name: &'static str, run: fn(&Tests) -> Result<Counts>) -> Stage {
    Stage { name, run, tier: Tier::Each }
}

const fn full(name: &'static str, run: fn(&Tests) -> Result<Counts>) -> Stage {
    Stage { name, run, tier: Tier::Full }
}

/// What the stages share.
pub struct Tests<'a> {
    /// Runs steps; one that two stages need runs once.
    pub chain: &'a Chain<'a>,
    /// Where a stage runs test classes: this one only.
    pub class: Option<String>,
    levels: RefCell<Levels>,
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
        Self { chain, class: None, levels: RefCell::default(), workshop: OnceCell::new() }
    }

    /// The Java side, made ready once.
    pub fn workshop(&self) -> Result<&Workshop<'a>> {
        if self.workshop.get().is_none() {
            let opened = Workshop::open(self.chain, Scope::Tests)?;
            return Ok(self.workshop.get_or_init(|| opened));
        }
        self.workshop.get().context("no workshop")
    }
}

/// Runs the stages that the words name, or all of the tier.
pub fn run(chain: &Chain, words: &[&str]) -> Result<ExitCode> {
    let options = Options::read(words)?;
    let stages: Vec<&Stage> = STAGES.iter().filter(|stage| options.chooses(stage)).collect();
    let tests = Tests { class: options.class, ..Tests::of(chain) };
    // The host's build needs a C compiler too. Stages that can do without what is missing still run.
    if let Err(failure) = machine::prepare(chain) {
        println!("{failure:#}");
    }
    let mut all = Counts::default();
    let mut table = Vec::new();
    for (number, stage) in stages.iter().enumerate() {
        println!("\n== {} ({} of {})", stage.name, number + 1, stages.len());
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

/// What the words after `test` say.
#[derive(Debug)]
struct Options<'w> {
    /// The stages to run; none: all of the tier.
    only: Vec<&'w str>,
    full: bool,
    class: Option<String>,
}

impl<'w> Options<'w> {
    fn read(words: &[&'w str]) -> Result<Self> {
        let mut options = Self { only: Vec::new(), full: false, class: None };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            if *word == "--full" {
                options.full = true;
                continue;
            }
            match (*word, words.next()) {
                ("--only", Some(name)) if STAGES.iter().any(|stage| stage.name == *name) => {
                    options.only.push(name);
                }
                ("--class", Some(name)) => options.class = Some((*name).to_owned()),
                _ => {
                    let names: Vec<&str> = STAGES.iter().map(|stage| stage.name).collect();
                    bail!("test [--full] [--only STAGE]... [--class CLASS]; stages: {}", names.join(" "))
                }
            }
        }
        Ok(options)
    }

    fn chooses(&self, stage: &Stage) -> bool {
        match self.only.is_empty() {
            true => self.full || stage.tier == Tier::Each,
            false => self.only.contains(&stage.name),
        }
    }
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
        let failure = Options::read(&["--only", "robots"]).unwrap_err().to_string();
        assert!(failure.contains("robolectric"), "{failure}");
        let options = Options::read(&["--only", "jvm", "--class", "app.baohao.FooTest"]).unwrap();
        assert_eq!((options.only, options.class.as_deref()), (vec!["jvm"], Some("app.baohao.FooTest")));
    }

    #[test]
    fn a_stage_of_the_full_tier_runs_when_that_or_its_name_is_asked_for() {
        let lean = STAGES.iter().find(|stage| stage.name == "lean").unwrap();
        let sources = STAGES.iter().find(|stage| stage.name == "sources").unwrap();
        let chooses = |words: &[&str]| {
            let options = Options::read(words).unwrap();
            (options.chooses(lean), options.chooses(sources))
        };
        assert_eq!(chooses(&[]), (false, true));
        assert_eq!(chooses(&["--full"]), (true, true));
        assert_eq!(chooses(&["--only", "lean"]), (true, false));
    }
}
