//! From sources to an APK ready to install: resources, Kotlin, dex, packing, signature.

mod dex;
mod keystore;
mod kotlin;
mod pack;
mod resources;
mod sign;

pub use kotlin::{Module, bindings, compile};
pub use resources::{Resources, aapt2, build as resources};
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
pub fn signed(layout: &Layout, abi: Abi) -> PathBuf {
    layout.target(&format!("apk/baohao-{}.apk", abi.name))
}

/// The same without its signature: two builds of the same sources are compared by this one.
pub fn unsigned(layout: &Layout, abi: Abi) -> PathBuf {
    layout.target(&format!("apk/baohao-{}-unsigned.apk", abi.name))
}

/// Compiles the app's classes.
pub fn classes(workshop: &Workshop) -> Result<Classes> {
    host::check_bindings(workshop.chain)?;
    let resources = resources::build(workshop)?;
    kotlin::app(workshop, &resources)
}

/// Builds everything and leaves an APK for each ABI.
pub fn build(workshop: &Workshop) -> Result<()> {
    let chain = workshop.chain;
    host::check_bindings(chain)?;
    native::build(chain, &workshop.artefacts)?;
    let resources = resources::build(workshop)?;
    let classes = kotlin::app(workshop, &resources)?;
    let dex = dex::build(workshop, &resources, &classes)?;
    let key = keystore::find_or_make(workshop)?;
    for abi in ABIS {
        pack::pack(workshop, abi, &resources, &dex)?;
        sign::sign(workshop, abi, &key)?;
    }
    Ok(())
}

/// The sizes of each APK by part, as a table.
pub fn print_sizes(layout: &Layout) -> Result<()> {
    for abi in ABIS {
        println!("\n{}", layout.shown(&signed(layout, abi)));
        for (part, size) in pack::sizes(&signed(layout, abi))? {
            println!("  {part:<44} {size:>10}");
        }
    }
    Ok(())
}
