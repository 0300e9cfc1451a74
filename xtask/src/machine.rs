//! What the machine must have before anything can be built: found by looking for the thing itself, installed by
//! apt-get where that exists, named exactly where it does not.

use std::env;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::chain::Chain;
use crate::invocation::{Invocation, Log};

/// Debian's own Rust. Rustup's can't build for Android here: neither its std sources nor its Android targets are
/// on a package registry, while Debian packages both the compiler and std's sources.
pub const RUSTC: &str = "/usr/bin/rustc";
/// The cargo that goes with [`RUSTC`].
pub const CARGO: &str = "/usr/bin/cargo";
/// The workspace's `rust-version`.
const OLDEST_RUST: u32 = 89;
const RUST_SOURCES: &str = "/usr/lib/rustlib/src/rust/library/std/src/lib.rs";

/// A Debian package and the thing that it is needed for.
struct Needed {
    package: &'static str,
    /// A path, or the name of a program to be found on PATH.
    thing: &'static str,
}

const NEEDED: &[Needed] = &[
    Needed { package: "rustc-web", thing: RUSTC },
    Needed { package: "cargo-web", thing: CARGO },
    Needed { package: "rust-web-src", thing: RUST_SOURCES },
    Needed { package: "clang", thing: "clang" },
    Needed { package: "lld", thing: "ld.lld" },
    Needed { package: "llvm", thing: "llvm-ar" },
    // The host's SQLCipher and OpenSSL are compiled from source.
    Needed { package: "gcc", thing: "cc" },
    Needed { package: "make", thing: "make" },
    // `prove` stands for the whole of perl: every Debian has a `perl` without the modules that OpenSSL's build uses.
    Needed { package: "perl", thing: "prove" },
    Needed { package: "openjdk-17-jdk-headless", thing: "javac" },
    Needed { package: "maven", thing: "mvn" },
];

/// For running the phones' ABIs on this machine, against a glibc of theirs.
const EMULATORS: &[Needed] = &[
    Needed { package: "qemu-user", thing: "qemu-aarch64" },
    Needed { package: "gcc-aarch64-linux-gnu", thing: "aarch64-linux-gnu-gcc" },
    Needed { package: "libc6-dev-arm64-cross", thing: "/usr/aarch64-linux-gnu/include/stdio.h" },
    Needed { package: "gcc-arm-linux-gnueabi", thing: "arm-linux-gnueabi-gcc" },
    Needed { package: "libc6-dev-armel-cross", thing: "/usr/arm-linux-gnueabi/include/stdio.h" },
];

/// Installs what is missing for building, or says what is.
pub fn prepare(chain: &Chain) -> Result<()> {
    provide(chain, "machine", NEEDED)
}

/// The same of what the ABIs are run with.
pub fn prepare_emulators(chain: &Chain) -> Result<()> {
    provide(chain, "emulators", EMULATORS)
}

fn provide(chain: &Chain, name: &str, needed: &'static [Needed]) -> Result<()> {
    chain.always(name, |log| {
        let missing = missing(needed);
        if missing.is_empty() {
            return Ok(());
        }
        let packages: Vec<&str> = missing.iter().map(|needed| needed.package).collect();
        if find_program("apt-get").is_none() {
            bail!("missing: {}.\n  reason: there is no apt-get here\n  what next: {}", named(&missing), elsewhere());
        }
        let apt = apt_get().with_context(|| format!("missing: {}", named(&missing)));
        if let Err(failure) = apt {
            bail!("{failure:#}\n  what next: {}", as_root(&packages));
        }
        println!("  installing {}", packages.join(" "));
        // A fresh machine has no package lists, and an old list names files that the archive no longer has.
        if install(&packages, log).is_err() {
            // One source of packages that can't be reached fails this without need; what counts is the install.
            let _ = apt_get()?.arg("update").run(log);
            install(&packages, log).with_context(|| format!("missing: {}", named(&missing)))?;
        }
        let missing = self::missing(needed);
        anyhow::ensure!(
            missing.is_empty(),
            "missing: {}.\n  reason: apt-get says that it is installed, but it is not found on PATH or in its place\n  \
             what next: look whether PATH has /usr/bin; {}",
            named(&missing),
            elsewhere()
        );
        Ok(())
    })
}

fn missing(needed: &'static [Needed]) -> Vec<&'static Needed> {
    needed.iter().filter(|needed| !exists(needed.thing)).collect()
}

fn exists(thing: &str) -> bool {
    match thing {
        RUSTC => Path::new(RUSTC).exists() && is_new_enough(),
        path if path.starts_with('/') => Path::new(path).exists(),
        name => find_program(name).is_some(),
    }
}

/// Debian's other compiler, in package `rustc`, lies at the same path and is years older.
fn is_new_enough() -> bool {
    let version = Command::new(RUSTC).arg("--version").env_remove("LD_LIBRARY_PATH").output();
    version.is_ok_and(|output| minor(&String::from_utf8_lossy(&output.stdout)) >= Some(OLDEST_RUST))
}

/// 96 for `rustc 1.96.0 (...)`.
fn minor(version: &str) -> Option<u32> {
    version.strip_prefix("rustc 1.")?.split('.').next()?.parse().ok()
}

fn named(missing: &[&Needed]) -> String {
    let each: Vec<String> = missing
        .iter()
        .map(|needed| format!("{} (Debian package {})", needed.thing, needed.package))
        .collect();
    each.join(", ")
}

fn elsewhere() -> &'static str {
    "the chain is made for Debian bookworm on x86-64, so elsewhere provide these by hand; /usr/bin/rustc must be a \
     compiler whose std sources lie under /usr/lib/rustlib/src"
}

fn as_root(packages: &[&str]) -> String {
    format!("as root: apt-get update && apt-get install {}", packages.join(" "))
}

fn install(packages: &[&str], log: &Log) -> Result<()> {
    apt_get()?
        .args(["install", "--yes", "--no-install-recommends"])
        .args(packages)
        .advice(as_root(packages))
        .run(log)
}

/// apt-get as root: directly, or through sudo where it asks for no password.
fn apt_get() -> Result<Invocation> {
    let root = std::fs::metadata("/proc/self").is_ok_and(|myself| myself.uid() == 0);
    let invocation = match (root, find_program("sudo")) {
        (true, _) => Invocation::new("env"),
        (false, Some(sudo)) => Invocation::new(sudo).args(["-n", "env"]),
        (false, None) => bail!("this is not root, and there is no sudo"),
    };
    Ok(invocation.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]))
}

/// The program's full path, looked up on PATH.
pub fn find_program(name: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(name)).find(|path| path.is_file())
}

/// The JDK: JAVA_HOME where it is set, else the one that `javac` on PATH belongs to.
pub struct Jdk(PathBuf);

impl Jdk {
    /// Finds it.
    pub fn find() -> Result<Self> {
        if let Some(home) = env::var_os("JAVA_HOME") {
            return Ok(Self(home.into()));
        }
        let javac = find_program("javac").context("no javac on PATH and no JAVA_HOME: install a JDK 17")?;
        let home = javac.canonicalize()?.parent().and_then(Path::parent).map(Path::to_path_buf);
        Ok(Self(home.context("javac lies in no JDK")?))
    }

    /// One of this version or newer: JAVA_HOME's, or the newest of those where Debian and others put them.
    pub fn at_least(version: u32) -> Option<Self> {
        let mut homes: Vec<PathBuf> = env::var_os("JAVA_HOME").map(PathBuf::from).into_iter().collect();
        homes.extend(
            std::fs::read_dir("/usr/lib/jvm").into_iter().flatten().flatten().map(|entry| entry.path()),
        );
        let version_of = |home: &PathBuf| java_version(&std::fs::read_to_string(home.join("release")).ok()?);
        let newest = homes.into_iter().filter_map(|home| Some((version_of(&home)?, home))).max()?;
        (newest.0 >= version).then_some(Self(newest.1))
    }

    /// The JDK's folder: R8 reads the `java.*` classes from it.
    pub fn home(&self) -> &Path {
        &self.0
    }

    /// One of its programs.
    pub fn tool(&self, name: &str) -> Invocation {
        Invocation::new(self.0.join("bin").join(name)).without_env("JAVA_TOOL_OPTIONS")
    }
}

/// 17 for a JDK's `release` with the line `JAVA_VERSION="17.0.15"`.
fn java_version(release: &str) -> Option<u32> {
    let line = release.lines().find_map(|line| line.strip_prefix("JAVA_VERSION=\""))?;
    line.split(['.', '"', '-', '+']).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_named_with_its_package() {
        let needed = Needed { package: "some-package", thing: "no-such-program" };
        assert!(!exists(needed.thing));
        assert_eq!(named(&[&needed]), "no-such-program (Debian package some-package)");
    }

    #[test]
    fn the_older_of_debians_compilers_is_told_from_the_newer() {
        assert_eq!(minor("rustc 1.63.0 (4b91a6ea7 2022-08-08)"), Some(63));
        assert_eq!(minor("rustc 1.96.0 (ac68faa20 2026-05-25)"), Some(96));
        assert!(minor("") < Some(OLDEST_RUST));
    }

    #[test]
    fn a_jdks_version_is_read_from_its_release_file() {
        assert_eq!(java_version("IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"25.0.3\"\n"), Some(25));
        assert_eq!(java_version("JAVA_VERSION=\"21\"\n"), Some(21));
        assert_eq!(java_version(""), None);
    }

    #[test]
    fn a_program_on_path_is_found() {
        assert!(find_program("sh").is_some());
    }
}
