//! Android's own library on this machine: the x86_64 files of the APK under bionic's few missing functions, driven
//! by the same JVM tests that drive the host's build. It shows that what was linked without an NDK works, with the
//! very SQLCipher that the phone gets, whose options differ from the one compiled for the host.
//!
//! Not covered: bionic's own behaviour, and arm64.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::apk::on_glibc;
use super::{Counts, Tests, jvm};
use crate::chain::{Chain, Step};
use crate::fingerprint::Fingerprint;
use crate::invocation::{Invocation, Log};
use crate::native::{self, X86_64};

/// A stand-in of bionic's: its source below `tests/apk/shim`, and the library of glibc behind it.
const SHIMS: &[(&str, Option<&str>, &[&str])] = &[
    ("libc.so", Some("libc.c"), &[]),
    ("liblog.so", Some("liblog.c"), &[]),
    // On glibc too the mathematics are a library of their own; dlopen is not.
    ("libm.so", None, &["-Wl,--no-as-needed", "-lm"]),
    ("libdl.so", None, &[]),
];

/// Runs the JVM tests against the Android library.
pub fn run(tests: &Tests) -> Result<Counts> {
    let workshop = tests.workshop()?;
    native::build(tests.chain, &workshop.artefacts)?;
    let folder = build(tests.chain)?;
    jvm::plain_with(tests, |java| {
        java.env("LD_LIBRARY_PATH", &folder)
            .arg(format!("-Djna.library.path={}", folder.display()))
            .arg("-Dbaohao.shim=true")
    })
}

/// Builds the stand-ins and copies the libraries beside them.
fn build(chain: &Chain) -> Result<PathBuf> {
    let layout = chain.layout;
    let folder = layout.target("shim");
    let sources = layout.path("tests/apk/shim");
    let libraries = [X86_64.core(layout), X86_64.sqlcipher(layout)];
    let mut inputs = Fingerprint::of("shim").tree(&sources)?;
    for library in &libraries {
        inputs = inputs.tree(library)?;
    }
    let outputs =
        vec![folder.join("libbaohao_core.so"), folder.join("libsqlcipher.so"), folder.join("libc.so")];
    chain.step(Step { name: "Android's libraries on this machine", inputs, outputs }, |log| {
        for (name, source, options) in SHIMS {
            let library = folder.join(name);
            compile(&library, name, source.map(|source| sources.join(source)).as_deref(), options, log)?;
        }
        for library in &libraries {
            let name = library.file_name().context("a library without a name")?;
            fs::write(folder.join(name), on_glibc(&fs::read(library)?)?)?;
        }
        Ok(())
    })?;
    Ok(folder)
}

fn compile(library: &Path, name: &str, source: Option<&Path>, options: &[&str], log: &Log) -> Result<()> {
    Invocation::new("cc")
        .args(["-shared", "-fPIC", "-O1", "-Wall", "-Werror"])
        .arg(format!("-Wl,-soname,{name}"))
        .arg("-o")
        .arg(library)
        .args(source)
        .args(options)
        .run(log)
}
