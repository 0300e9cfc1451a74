//! Rust's own checks: layout of the code, lints, tests.

use anyhow::{Result, bail};

use super::{Counts, Tests};
use crate::host::cargo;

/// The code is laid out as rustfmt lays it out.
pub fn format(tests: &Tests) -> Result<Counts> {
    tests.chain.always("cargo fmt", |log| {
        cargo(tests.chain.layout)
            .args(["fmt", "--all", "--check"])
            .advice("cargo fmt --all; if it is not installed: rustup component add rustfmt")
            .run(log)
    })?;
    Ok(Counts::ONE)
}

/// No warning anywhere, tests and tools included.
pub fn clippy(tests: &Tests) -> Result<Counts> {
    tests.chain.always("cargo clippy", |log| {
        cargo(tests.chain.layout)
            .args(["clippy", "--workspace", "--all-targets", "--locked", "--", "--deny", "warnings"])
            .advice("if clippy is not installed: rustup component add clippy")
            .run(log)
    })?;
    Ok(Counts::ONE)
}

/// Every Rust test of the workspace.
pub fn test(tests: &Tests) -> Result<Counts> {
    let mut counts = Counts::default();
    tests.chain.always("cargo test", |log| {
        let mut command =
            cargo(tests.chain.layout).args(["test", "--workspace", "--locked", "--no-fail-fast"]);
        let output = command.start(log)?;
        let said = String::from_utf8_lossy(&output.stdout);
        counts = count(&said);
        for failure in failures(&said) {
            println!("  {failure}");
        }
        // Without a failed test it is the build that failed, or a test program that died before its result.
        if !output.status.success() && counts.failed == 0 {
            let said = String::from_utf8_lossy(&output.stderr);
            let errors: Vec<&str> = said.lines().filter(|line| line.starts_with("error")).collect();
            bail!("cargo test failed before its result: {}\n{}", log.shown(), errors.join("\n"));
        }
        Ok(())
    })?;
    Ok(counts)
}

/// Adds up lines like `test result: ok. 5 passed; 0 failed; 1 ignored; …`.
fn count(said: &str) -> Counts {
    let mut counts = Counts::default();
    for line in said.lines().filter(|line| line.starts_with("test result:")) {
        let number = |what: &str| {
            let before = line.split(what).next().unwrap_or_default();
            before.rsplit(' ').next().and_then(|word| word.parse().ok()).unwrap_or(0)
        };
        counts +=
            Counts { passed: number(" passed"), failed: number(" failed"), skipped: number(" ignored") };
    }
    counts
}

/// What failed, and what it said.
fn failures(said: &str) -> Vec<&str> {
    let mut inside = false;
    said.lines()
        .filter(|line| {
            match *line {
                "failures:" => inside = true,
                line if line.starts_with("test result:") => inside = false,
                _ => {}
            }
            inside && !line.is_empty()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAID: &str = "\
running 3 tests
test a ... ok
test b ... FAILED
test c ... ignored

failures:

---- b stdout ----
panicked at b

failures:
    b

test result: FAILED. 1 passed; 1 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s

running 2 tests
test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s
";

    #[test]
    fn results_of_several_programs_are_added_up() {
        assert_eq!(count(SAID), Counts { passed: 3, failed: 1, skipped: 1 });
    }

    #[test]
    fn only_failures_are_repeated() {
        let shown = failures(SAID).join("\n");
        assert!(shown.contains("panicked at b") && !shown.contains("test a"), "{shown}");
    }
}
