//! What was really packed: each APK is opened again and held against what it must and must not be.

mod api_level;
mod archive;
mod elf;
mod library;
mod manifest;

use std::path::PathBuf;

use anyhow::Result;

use super::{Counts, Tests};
use crate::apk::{self, Kind, Workshop};
use crate::invocation::Log;
use crate::native::{ABIS, ARM64, Abi};

pub use elf::on_glibc;

/// An APK under test.
pub struct Subject<'a> {
    workshop: &'a Workshop<'a>,
    kind: Kind,
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
    Check { name: "version code of its ABI", find: manifest::version },
    Check { name: "levels and permissions", find: manifest::levels_and_permissions },
    Check { name: "exported components", find: manifest::exported },
    Check { name: "libraries lie on 16 KiB pages", find: archive::pages },
    Check { name: "libraries load in 16 KiB pages", find: library::load_segments },
    Check { name: "what the core is linked to", find: library::needed },
    Check { name: "symbols that bionic has at API 26", find: library::symbols },
    Check { name: "nothing of this machine inside", find: archive::places },
    Check { name: "notices of every part inside", find: archive::notices },
    Check { name: "the compiler is recorded", find: archive::origin },
    Check { name: "sizes", find: archive::sizes },
];

/// The dex is the same in every APK, of either kind.
const OF_ONE: &[Check] = &[
    Check { name: "no newer API in the dex", find: api_level::dex },
    Check { name: "no hidden or newer API in the classes", find: api_level::classes },
];

/// Builds the APKs and runs every check.
pub fn run(tests: &Tests) -> Result<Counts> {
    of_kind(tests, Kind::Full)
}

/// The same of the APKs without SMS permissions.
pub fn lean(tests: &Tests) -> Result<Counts> {
    of_kind(tests, Kind::Lean)
}

fn of_kind(tests: &Tests, kind: Kind) -> Result<Counts> {
    let workshop = tests.workshop()?;
    apk::build(workshop, kind)?;
    let log = &tests.chain.log("APK checks")?;
    let mut counts = Counts::default();
    for abi in ABIS {
        let subject = Subject { workshop, kind, abi, apk: apk::signed(workshop.layout(), kind, abi), log };
        let once = if abi == ARM64 && kind == Kind::Full { OF_ONE } else { &[] };
        for check in OF_EACH.iter().chain(once) {
            let findings = (check.find)(&subject).unwrap_or_else(|failure| vec![format!("{failure:#}")]);
            counts += Counts::of(&format!("{}: {}", kind_and_abi(kind, abi), check.name), &findings);
        }
    }
    Ok(counts)
}

fn kind_and_abi(kind: Kind, abi: Abi) -> String {
    match kind {
        Kind::Full => abi.name.to_owned(),
        Kind::Lean => format!("lean {}", abi.name),
    }
}
