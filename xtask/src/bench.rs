//! `cargo xtask bench`: how fast the reader is, in Rust and through the bindings. Figures, no verdict.

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::chain::Chain;
use crate::host::cargo;
use crate::machine;
use crate::test::{self, Tests};

/// Runs the parts that the words name, or both.
pub fn run(chain: &Chain, words: &[&str]) -> Result<ExitCode> {
    let (rust, jvm) = match words {
        [] => (true, true),
        ["--only", "rust"] => (true, false),
        ["--only", "jvm"] => (false, true),
        _ => bail!("cargo xtask bench [--only rust|jvm]"),
    };
    machine::prepare(chain)?;
    if rust {
        let log = chain.log("bench rust")?;
        let mut bench = cargo(chain.layout).args(["bench", "--locked", "--package", "baohao-core"]);
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
