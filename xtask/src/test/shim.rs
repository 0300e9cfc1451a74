//! Android's own library on this machine: the x86_64 files of the APK under bionic's few missing functions, driven
//! by the same JVM tests that drive the host's build. It shows that what was linked without an NDK works, with the
//! very SQLCipher that the phone gets, whose options differ from the one compiled for the host.
//!
//! Not covered: bionic's own behaviour. The other ABIs are the stage `abis`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::apk::on_glibc;
use super::{Counts, Tests, jvm};
use crate::chain::{Chain, Step};
use crate::fingerprint::Fingerprint;
use crate::invocation::{Invocation, Log};
use crate::native::{self, ARM32, ARM64, Abi, X86_64};

/// A stand-in of bionic's: its source below `tests/apk/shim`, and the library of glibc behind it.
const SHIMS: &[(&str, Option<&str>, &[&str])] = &[
    ("libc.so", Some("libc.c"), &[]),
    ("liblog.so", Some("liblog.c"), &[]),
    // On glibc too the mathematics are a library of their own; dlopen is not.
    ("libm.so", None, &["-Wl,--no-as-needed", "-lm"]),
    ("libdl.so", None, &[]),
];

/// The glibc of an ABI.
pub trait Glibc {
    /// The compiler of programs that run on it.
    fn glibc_compiler(self) -> &'static str;
}

impl Glibc for Abi {
    fn glibc_compiler(self) -> &'static str {
        match self {
            ARM64 => "aarch64-linux-gnu-gcc",
            // The glibc that passes floating-point numbers as Android does, in the processor's ordinary registers.
            ARM32 => "arm-linux-gnueabi-gcc",
            _ => "cc",
        }
    }
}

/// Runs the JVM tests against the Android library.
pub fn run(tests: &Tests) -> Result<Counts> {
    let workshop = tests.workshop()?;
    native::build(tests.chain, &workshop.artefacts)?;
    let folder = build(tests.chain, X86_64)?;
    jvm::plain_with(tests, |java| {
        java.env("LD_LIBRARY_PATH", &folder)
            .arg(format!("-Djna.library.path={}", folder.display()))
            .arg("-Dbaohao.shim=true")
    })
}

/// Builds the stand-ins and copies the libraries beside them; gives their folder.
pub fn build(chain: &Chain, abi: Abi) -> Result<PathBuf> {
    let layout = chain.layout;
    let folder = layout.target("shim").join(abi.name);
    let sources = layout.path("tests/apk/shim");
    let libraries = [abi.core(layout), abi.sqlcipher(layout)];
    let mut inputs = Fingerprint::of("shim").text(abi.glibc_compiler()).tree(&sources)?;
    for library in &libraries {
        inputs = inputs.tree(library)?;
    }
    let outputs =
        vec![folder.join("libbaohao_core.so"), folder.join("libsqlcipher.so"), folder.join("libc.so")];
    let step = Step { name: &format!("shim for {}", abi.name), inputs, outputs };
    chain.step(step, |log| {
        for (name, source, options) in SHIMS {
            let source = source.map(|source| sources.join(source));
            compile(abi, &folder.join(name), source.as_deref(), options, log)?;
        }
        for library in &libraries {
            let name = library.file_name().context("a library without a name")?;
            fs::write(folder.join(name), on_glibc(&fs::read(library)?)?)?;
        }
        Ok(())
    })?;
    Ok(folder)
}

fn compile(abi: Abi, library: &Path, source: Option<&Path>, options: &[&str], log: &Log) -> Result<()> {
    let name = library.file_name().context("a library without a name")?.to_string_lossy();
    Invocation::new(abi.glibc_compiler())
        .args(["-shared", "-fPIC", "-O1", "-Wall", "-Werror"])
        .arg(format!("-Wl,-soname,{name}"))
        .arg("-o")
        .arg(library)
        .args(source)
        .args(options)
        .run(log)
}
