//! What was really packed: each APK is opened again and held against what it must and must not be.

mod api_level;
mod archive;
mod elf;
mod library;
mod manifest;

use std::path::PathBuf;

use anyhow::Result;

use super::{Counts, Tests};
use crate::apk::{self, Workshop};
use crate::invocation::Log;
use crate::native::{ABIS, ARM64, Abi};

pub use elf::on_glibc;

/// An APK under test.
pub struct Subject<'a> {
    workshop: &'a Workshop<'a>,
    abi: Abi,
    apk: PathBuf,
    log: &'a Log,
}

/// A check gives what is wrong; nothing means that it holds.
struct Check {
    name: &'static str,
    find: fn(&Subject) -> Result<Vec<String>>,
}

const OF_EACH: &[Check] = &[
    Check { name: "signed by v2 and v3", find: archive::signatures },
    Check { name: "levels and permissions", find: manifest::levels_and_permissions },
    Check { name: "exported components", find: manifest::exported },
    Check { name: "libraries lie on 16 KiB pages", find: archive::pages },
    Check { name: "libraries load in 16 KiB pages", find: library::load_segments },
    Check { name: "what the core is linked to", find: library::needed },
    Check { name: "symbols that bionic has at API 26", find: library::symbols },
    Check { name: "nothing of this machine inside", find: archive::places },
    Check { name: "sizes", find: archive::sizes },
];

/// The dex is the same in every APK.
const OF_ONE: &[Check] = &[
    Check { name: "no newer API in the dex", find: api_level::dex },
    Check { name: "no hidden or newer API in the classes", find: api_level::classes },
];

/// Builds the APKs and runs every check.
pub fn run(tests: &Tests) -> Result<Counts> {
    let workshop = tests.workshop()?;
    apk::build(workshop)?;
    let log = &tests.chain.log("APK checks")?;
    let mut counts = Counts::default();
    for abi in ABIS {
        let subject = Subject { workshop, abi, apk: apk::signed(workshop.layout(), abi), log };
        let once = if abi == ARM64 { OF_ONE } else { &[] };
        for check in OF_EACH.iter().chain(once) {
            let findings = (check.find)(&subject).unwrap_or_else(|failure| vec![format!("{failure:#}")]);
            counts += Counts::of(&format!("{}: {}", abi.name, check.name), &findings);
        }
    }
    Ok(counts)
}
