//! `cargo xtask <verb>`: the one front door to building and checking Baohao.

mod apk;
mod artefacts;
mod bench;
mod catalogue;
mod causes;
mod chain;
mod example;
mod fingerprint;
mod fuzz;
mod host;
mod invocation;
mod layout;
mod machine;
mod maven;
mod native;
mod read;
mod soak;
mod test;
mod unzip;

use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Result, bail};

use crate::artefacts::Artefacts;
use crate::chain::Chain;
use crate::layout::Layout;

const USAGE: &str = "\
cargo xtask <verb>

  apk                 build, sign and verify an APK for each ABI (target/apk)
      --lean              those without SMS permissions
      --unsigned          without a key and a signature
  test                run every test and check that takes seconds to a few minutes
      --full              also on every ABI and API level, without SMS permissions, and from another folder
      --only STAGE        one stage only (may be given again)
      --class CLASS       in jvm, robolectric and shim: this test class only
  run                 the journey without a phone: prints what was sent, read and planned; screens in target/shots
  read                JSON lines of messages on standard input, JSON lines of facts on standard output
      --score FILE        how the reader does on a file of labelled messages
  catalogue
      --table             operators, channels and actions as Markdown, and how much of it is unknown
      --import [FILE]     the world's balance codes anew, from Debian's mobile-broadband-provider-info
  soak                kills and power losses of a writing process, conversations with a simulated operator, 10,000 of each;
                      a failure names its seed
      --rounds N          so many instead
  bench               how fast the core is, in Rust and through the bindings
      --only PART         jvm, or one bench of the core: reply, ledger, catalogue
  fuzz [TARGET]       a target of tests/fuzz on random input, seeded from the fixtures
                      (reader, templates)
      --seconds N         for how long (60)
  bindings            write the Kotlin bindings anew from the core
  artefacts --lock    fetch all Maven artefacts and pin the sums found";

/// The real app under Robolectric, with the recorded answers of `tests/fixtures/journey`.
const JOURNEY: &[&str] = &["--only", "robolectric", "--class", "app.baohao.JourneyRun"];

fn main() -> ExitCode {
    let start = Instant::now();
    match verb() {
        Ok(code) => code,
        Err(failure) => {
            let failure = causes::explained(&format!("{failure:#}"));
            eprintln!("\nfailed after {} s: {failure}", start.elapsed().as_secs());
            ExitCode::FAILURE
        }
    }
}

fn verb() -> Result<ExitCode> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let layout = Layout::find()?;
    let chain = Chain::new(&layout);
    match words[..] {
        ["apk", ref options @ ..] => apk::run(&chain, options)?,
        ["test", ref options @ ..] => return test::run(&chain, options),
        ["run"] => return test::run(&chain, JOURNEY),
        ["read", ref options @ ..] => return read::run(&layout, options),
        ["soak", ref options @ ..] => return soak::run(&layout, options),
        ["bench", ref options @ ..] => return bench::run(&chain, options),
        ["fuzz", ref options @ ..] => return fuzz::run(&chain, options),
        ["catalogue", ref options @ ..] => return catalogue::run(&layout, options),
        ["bindings"] => host::write_bindings(&chain)?,
        ["artefacts", "--lock"] => Artefacts::lock(&chain)?,
        _ => bail!("{USAGE}"),
    }
    Ok(ExitCode::SUCCESS)
}
