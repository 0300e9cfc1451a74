//! Every ABI executed: the JVM tests of the core once more, with each ABI's own library behind the bindings, the very
//! files of the APK. Those of ARM run in a process of their own under qemu's emulation of the processor, and so do the
//! calls of x86_64, so that the three differ in nothing else. bionic is the shim's: see `shim`.
//!
//! Not covered: bionic's own behaviour, and JNA's Android library, whose calls this replaces.

mod far;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use self::far::Far;
use super::shim::{self, Glibc};
use super::{Counts, Tests, jvm};
use crate::apk::{self, Module, Workshop};
use crate::chain::Step;
use crate::fingerprint::Fingerprint;
use crate::invocation::Invocation;
use crate::machine;
use crate::native::{self, ABIS, ARM32, ARM64, Abi, Panic};

/// How a program of this ABI is run here; nothing for this machine's own.
fn emulator(abi: Abi) -> &'static [&'static str] {
    match abi {
        ARM64 => &["qemu-aarch64", "-L", "/usr/aarch64-linux-gnu"],
        ARM32 => &["qemu-arm", "-L", "/usr/arm-linux-gnueabi"],
        _ => &[],
    }
}

/// The calls of each function, in the order of [`ABIS`].
type Tally = BTreeMap<String, [usize; ABIS.len()]>;

/// Runs the tests on each ABI and prints what was called how often.
pub fn run(tests: &Tests) -> Result<Counts> {
    let workshop = tests.workshop()?;
    machine::prepare_emulators(tests.chain)?;
    native::build(tests.chain, &workshop.artefacts)?;
    let bindings = workshop.layout().path("bindings/kotlin/app/baohao/core/baohao_core.kt");
    let far = far::make(&fs::read_to_string(bindings)?)?;
    let far_bindings = far_bindings(workshop, &far)?;
    let mut counts = Counts::default();
    let mut tally: Tally = far.surface.iter().map(|name| (name.clone(), [0; ABIS.len()])).collect();
    for (place, abi) in ABIS.into_iter().enumerate() {
        println!("  -- {}", abi.name);
        let shim = shim::build(tests.chain, abi)?;
        let callee = callee(workshop, &far, abi)?;
        let calls = workshop.layout().target("abis").join(abi.name).join("calls.txt");
        let _ = fs::remove_file(&calls);
        let with = |java: Invocation| {
            let java = java
                .arg(format!("-Dbaohao.callee={}", command(abi, &shim, &callee).join("\t")))
                .arg(format!("-Dbaohao.calls={}", calls.display()));
            if abi.panic == Panic::Aborts { java.arg("-Dbaohao.panic=aborts") } else { java }
        };
        counts += jvm::plain_far(tests, &far_bindings, with)?;
        if abi.panic == Panic::Aborts {
            counts += jvm::process_ends(tests, &far_bindings, with)?;
        }
        for name in fs::read_to_string(&calls)?.lines() {
            if let Some(calls) = tally.get_mut(name) {
                calls[place] += 1;
            }
        }
    }
    print(&tally);
    if tests.class.is_none() {
        counts += Counts::of("the same calls on each ABI", &not_everywhere(&tally));
    }
    Ok(counts)
}

fn print(tally: &Tally) {
    println!("\n  {:<44}{}", "calls", ABIS.map(|abi| format!("{:>14}", abi.name)).concat());
    for (name, calls) in tally {
        println!("  {:<44}{}", short(name), calls.map(|count| format!("{count:>14}")).concat());
    }
    println!();
}

/// `method_core_read` for `uniffi_baohao_core_fn_method_core_read`.
fn short(name: &str) -> &str {
    name.trim_start_matches("uniffi_baohao_core_fn_")
}

/// What was called on some ABIs only. How often may differ: where a panic ends the process, other tests run.
fn not_everywhere(tally: &Tally) -> Vec<String> {
    let mut findings = Vec::new();
    for (name, calls) in tally.iter().filter(|(_, calls)| calls.iter().any(|count| *count > 0)) {
        for (abi, _) in ABIS.iter().zip(calls).filter(|(_, count)| **count == 0) {
            findings.push(format!("{} was not called on {}", short(name), abi.name));
        }
    }
    findings
}

/// The bindings that call into another process, compiled.
fn far_bindings(workshop: &Workshop, far: &Far) -> Result<PathBuf> {
    let layout = workshop.layout();
    let folder = layout.target("abis/bindings");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("baohao_core.kt"), &far.bindings)?;
    fs::copy(layout.path("tests/abis/Far.kt"), folder.join("Far.kt"))?;
    let module = Module {
        name: "bindings-far",
        sources: vec![folder],
        class_path: vec![workshop.artefacts.one("kotlin-stdlib")?, workshop.artefacts.one("jna-host")?],
        friends: Vec::new(),
        java: 17,
    };
    apk::compile(workshop, &module)
}

/// The program that loads an ABI's library and does the calls.
fn callee(workshop: &Workshop, far: &Far, abi: Abi) -> Result<PathBuf> {
    let layout = workshop.layout();
    let folder = layout.target("abis").join(abi.name);
    let (program, source) = (folder.join("callee"), layout.path("tests/abis/callee.c"));
    let compile = Invocation::new(abi.glibc_compiler())
        .args(["-O1", "-Wall", "-Werror", "-I"])
        .arg(&folder)
        .arg("-o")
        .arg(&program)
        .arg(&source)
        .arg("-ldl");
    let inputs = Fingerprint::of(compile.to_string()).tree(&source)?.text(&far.calls);
    let step = Step { name: &format!("callee for {}", abi.name), inputs, outputs: vec![program.clone()] };
    workshop.chain.step(step, |log| {
        fs::write(folder.join("calls.h"), &far.calls)?;
        compile.run(log)
    })?;
    Ok(program)
}

/// The command that starts it, with the shim in front of everything.
fn command(abi: Abi, shim: &Path, callee: &Path) -> Vec<String> {
    let libraries = format!("LD_LIBRARY_PATH={}", shim.display());
    let mut words: Vec<String> = match emulator(abi) {
        [] => vec!["env".to_owned(), libraries],
        emulator => {
            let mut words: Vec<String> = emulator.iter().map(|word| (*word).to_owned()).collect();
            words.extend(["-E".to_owned(), libraries]);
            words
        }
    };
    words.push(callee.display().to_string());
    words.push(shim.join("libbaohao_core.so").display().to_string());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_that_one_abi_never_got_is_found() {
        let mut tally = Tally::from([("uniffi_baohao_core_fn_func_start".to_owned(), [3, 3, 3])]);
        assert!(not_everywhere(&tally).is_empty());
        tally.insert("uniffi_baohao_core_fn_method_core_read".to_owned(), [1, 0, 1]);
        assert_eq!(not_everywhere(&tally), ["method_core_read was not called on armeabi-v7a"]);
    }

    #[test]
    fn a_foreign_program_is_started_by_its_emulator() {
        let words = command(ARM32, Path::new("/shim"), Path::new("/callee"));
        assert_eq!(words.first().map(String::as_str), Some("qemu-arm"));
        assert!(words.contains(&"LD_LIBRARY_PATH=/shim".to_owned()));
    }
}
