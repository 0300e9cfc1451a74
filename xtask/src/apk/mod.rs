//! From sources to an APK ready to install: resources, Kotlin, dex, packing, signature.

mod dex;
mod keystore;
mod kotlin;
mod manifest;
mod notices;
mod pack;
mod resources;
mod sign;

pub use kotlin::{Module, bindings, compile};
pub use manifest::{Kind, base_code, of_kind as manifest_of, version_code};
pub use notices::{PLACE as NOTICES, titles as notice_titles};
pub use resources::{Resources, aapt2, base, build as resources};
pub use sign::verify;

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::artefacts::{Artefacts, Scope};
use crate::chain::Chain;
use crate::host;
use crate::invocation::Invocation;
use crate::layout::Layout;
use crate::machine::{self, Jdk};
use crate::native::{self, ABIS, Abi};

/// What every step of the Java side needs.
pub struct Workshop<'a> {
    /// Runs the steps.
    pub chain: &'a Chain<'a>,
    /// The pinned jars.
    pub artefacts: Artefacts,
    /// The JDK found.
    pub jdk: Jdk,
}

/// The classes of the app, before R8.
pub struct Classes {
    /// The folder of `R.class`.
    pub resources: PathBuf,
    /// The bindings.
    pub bindings: PathBuf,
    /// The app itself.
    pub app: PathBuf,
}

impl Classes {
    /// In the order of a class path.
    pub fn all(&self) -> [&Path; 3] {
        [&self.resources, &self.bindings, &self.app]
    }
}

impl<'a> Workshop<'a> {
    /// Makes the machine ready and fetches the artefacts.
    pub fn open(chain: &'a Chain<'a>, scope: Scope) -> Result<Self> {
        machine::prepare(chain)?;
        Ok(Self { chain, artefacts: Artefacts::fetch(chain, scope)?, jdk: Jdk::find()? })
    }

    /// The project's folders.
    pub fn layout(&self) -> &'a Layout {
        self.chain.layout
    }

    /// A Java program from jars.
    pub fn java(&self, class_path: &[PathBuf]) -> Invocation {
        self.jdk.tool("java").arg("-cp").arg(joined(class_path))
    }
}

/// A class path as one argument.
pub fn joined<T: AsRef<Path>>(class_path: &[T]) -> String {
    class_path.iter().map(|entry| entry.as_ref().display().to_string()).collect::<Vec<_>>().join(":")
}

/// Where the APK of an ABI is left, ready to install.
pub fn signed(layout: &Layout, kind: Kind, abi: Abi) -> PathBuf {
    layout.target(&format!("apk/{}-{}.apk", kind.prefix(), abi.name))
}

/// The same without its signature: two builds of the same sources are compared by this one.
pub fn unsigned(layout: &Layout, kind: Kind, abi: Abi) -> PathBuf {
    layout.target(&format!("apk/{}-{}-unsigned.apk", kind.prefix(), abi.name))
}

/// Compiles the app's classes.
pub fn classes(workshop: &Workshop) -> Result<Classes> {
    host::check_bindings(workshop.chain)?;
    let resources = resources::build(workshop)?;
    kotlin::app(workshop, &resources)
}

/// `cargo xtask apk [--lean] [--unsigned]`.
pub fn run(chain: &Chain, options: &[&str]) -> Result<()> {
    for option in options {
        anyhow::ensure!(["--lean", "--unsigned"].contains(option), "apk [--lean] [--unsigned]");
    }
    let kind = if options.contains(&"--lean") { Kind::Lean } else { Kind::Full };
    let workshop = Workshop::open(chain, Scope::Apk)?;
    let layout = chain.layout;
    let place = match options.contains(&"--unsigned") {
        true => {
            build_unsigned(&workshop, kind)?;
            unsigned
        }
        false => {
            build(&workshop, kind)?;
            signed
        }
    };
    print_sizes(&ABIS.map(|abi| place(layout, kind, abi)), layout)
}

/// Builds everything and leaves a signed APK of this kind for each ABI.
pub fn build(workshop: &Workshop, kind: Kind) -> Result<()> {
    build_unsigned(workshop, kind)?;
    let key = keystore::find_or_make(workshop)?;
    ABIS.iter().try_for_each(|abi| sign::sign(workshop, kind, *abi, &key))
}

/// The same without a signature: what everybody can make, and compare.
pub fn build_unsigned(workshop: &Workshop, kind: Kind) -> Result<()> {
    host::check_bindings(workshop.chain)?;
    build_from_committed(workshop, kind)
}

/// The same where the committed bindings are known to be those of the core.
pub fn build_from_committed(workshop: &Workshop, kind: Kind) -> Result<()> {
    let chain = workshop.chain;
    native::build(chain, &workshop.artefacts)?;
    let resources = resources::build(workshop)?;
    let classes = kotlin::app(workshop, &resources)?;
    let dex = dex::build(workshop, &resources, &classes)?;
    let notices = notices::text(chain.layout, &workshop.artefacts, &chain.log("notices")?)?;
    ABIS.iter().try_for_each(|abi| pack::pack(workshop, kind, *abi, &resources, &dex, &notices))
}

/// The sizes of each APK by part, as a table.
fn print_sizes(files: &[PathBuf], layout: &Layout) -> Result<()> {
    for file in files {
        println!("\n{}", layout.shown(file));
        for (part, size) in pack::sizes(file)? {
            println!("  {part:<44} {size:>10}");
        }
    }
    Ok(())
}
