//! The same sources give the same APKs, byte for byte, in whatever folder: a clone of the checkout, in another place and
//! with a longer name, builds the unsigned APKs anew, and they are compared with those of the checkout itself.
//!
//! The clone has the checkout's files as they are, committed or not. What was fetched is shared, and its sums are checked
//! again; all that goes into the APK is built twice.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::{Counts, Tests};
use crate::apk::{self, Kind, Workshop};
use crate::artefacts::Scope;
use crate::chain::Chain;
use crate::fingerprint::sha256_of;
use crate::invocation::{Invocation, Log};
use crate::layout::{Layout, files_below};
use crate::native::ABIS;

/// Builds in the other folder and compares.
pub fn run(tests: &Tests) -> Result<Counts> {
    let layout = tests.chain.layout;
    apk::build_unsigned(tests.workshop()?, Kind::Full)?;
    let other = Layout { root: layout.target("sameness/another-place-with-a-longer-name") };
    tests.chain.always("clone", |log| clone(layout, &other, log))?;
    println!("  -- {}", layout.shown(&other.root));
    let there = Chain::new(&other);
    apk::build_from_committed(&Workshop::open(&there, Scope::Apk)?, Kind::Full)?;
    let mut counts = Counts::default();
    for abi in ABIS {
        let [here, there] = [layout, &other].map(|layout| apk::unsigned(layout, Kind::Full, abi));
        let (here, there) = (sha256_of(&here)?, sha256_of(&there)?);
        println!("  {:<14} {here}  here\n  {:<14} {there}  in the clone", abi.name, "");
        let findings = if here == there { Vec::new() } else { vec!["the two differ".to_owned()] };
        counts += Counts::of(&format!("{}: the same APK from both", abi.name), &findings);
    }
    fs::remove_dir_all(&other.root)?;
    Ok(counts)
}

/// Copies what git knows of and what is new and not ignored.
fn clone(layout: &Layout, other: &Layout, log: &Log) -> Result<()> {
    if other.root.exists() {
        fs::remove_dir_all(&other.root)?;
    }
    let list = Invocation::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .dir(&layout.root)
        .advice("this stage wants git, and a checkout made by it")
        .output(log)?;
    for name in list.split('\0').filter(|name| !name.is_empty()) {
        // One that was removed and not yet committed is still listed.
        if layout.path(name).is_file() {
            copy(&layout.path(name), &other.path(name))?;
        }
    }
    let artefacts = "artefacts";
    fs::create_dir_all(other.target(artefacts))?;
    for jar in files_below(&layout.target(artefacts))? {
        let name = jar.file_name().context("a file without a name")?;
        fs::hard_link(&jar, other.target(artefacts).join(name))?;
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to.parent().context("a file without a folder")?)?;
    fs::copy(from, to).with_context(|| format!("cannot copy {}", from.display()))?;
    Ok(())
}
