//! `cargo xtask bench`: how fast the core is, in Rust and through the bindings. Figures, no verdict.

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::chain::Chain;
use crate::host::cargo;
use crate::machine;
use crate::test::{self, Tests};

/// Runs the part that the words name, or all.
pub fn run(chain: &Chain, words: &[&str]) -> Result<ExitCode> {
    let (rust, jvm) = match *words {
        [] => (Some(None), true),
        ["--only", "jvm"] => (None, true),
        ["--only", bench] => (Some(Some(bench)), false),
        _ => bail!("cargo xtask bench [--only jvm|BENCH]"),
    };
    machine::prepare(chain)?;
    if let Some(only) = rust {
        let log = chain.log("bench rust")?;
        let mut bench = cargo(chain.layout).args(["bench", "--locked", "--package", "baohao-core"]);
        if let Some(name) = only {
            bench = bench.args(["--bench", name]);
        }
        anyhow::ensure!(
            bench.stream(&log, |line| println!("{line}"))?,
            "the benches ended badly: {}",
            log.shown()
        );
    }
    if jvm {
        // The library as it is shipped, not the one that tests load.
        chain.always("core for this machine, optimised", |log| {
            cargo(chain.layout)
                .args(["build", "--release", "--lib", "--locked", "--package", "baohao-core"])
                .run(log)
        })?;
        test::bench_on_the_jvm(&Tests::of(chain))?;
    }
    Ok(ExitCode::SUCCESS)
}
