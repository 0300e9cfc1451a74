//! The core for Android, built by Debian's own compiler and linked without an NDK.
//!
//! What an NDK would bring is replaced by little: Debian packages the sources of Rust's std, so cargo builds that
//! too; clang and lld link for any target; bionic itself is needed only by name, so empty libraries with its
//! sonames do; the unwinder is a Rust crate. When rustup's Android targets and an NDK can be had from the package
//! registries, this file can shrink to one call of cargo.

use std::env;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::artefacts::Artefacts;
use crate::chain::{Chain, Step};
use crate::fingerprint::Fingerprint;
use crate::invocation::{Invocation, Log};
use crate::layout::Layout;
use crate::machine::{CARGO, RUSTC};
use crate::unzip;

/// A processor that an APK is made for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Abi {
    /// Android's name for it: the folder inside the APK.
    pub name: &'static str,
    /// Rust's name for it.
    pub target: &'static str,
    /// clang's name for it, with the API level whose bionic is linked against.
    clang: &'static str,
    /// What a panic does.
    pub panic: Panic,
    /// The last digit of its version codes: a phone that runs several ABIs is to get the highest.
    pub version_digit: u32,
}

/// What a panic in the core does to the app.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Panic {
    /// It becomes an exception in Kotlin.
    Unwinds,
    /// It ends the process: an unwinder for 32-bit ARM's tables exists only in an NDK (docs/adr/0010).
    Aborts,
}

/// 32-bit phones, and cheap ones with a 64-bit processor under a 32-bit Android.
pub const ARM32: Abi = Abi {
    name: "armeabi-v7a",
    target: "armv7-linux-androideabi",
    clang: "armv7a-linux-androideabi26",
    panic: Panic::Aborts,
    version_digit: 1,
};
/// Phones.
pub const ARM64: Abi = Abi {
    name: "arm64-v8a",
    target: "aarch64-linux-android",
    clang: "aarch64-linux-android26",
    panic: Panic::Unwinds,
    version_digit: 2,
};
/// Emulators, and the tests that run Android's own library on this machine.
pub const X86_64: Abi = Abi {
    name: "x86_64",
    target: "x86_64-linux-android",
    clang: "x86_64-linux-android26",
    panic: Panic::Unwinds,
    version_digit: 3,
};
/// One APK each.
pub const ABIS: [Abi; 3] = [ARM64, ARM32, X86_64];

/// The parts of bionic that the core may depend on; liblog is Android's log.
const BIONIC: [&str; 4] = ["c", "m", "dl", "log"];

impl Abi {
    /// Everything linked for this ABI lies here; `lib/` holds what goes into the APK.
    fn folder(self, layout: &Layout) -> PathBuf {
        layout.target("android-link").join(self.name)
    }

    /// The prebuilt library that holds SQLite and its encryption.
    pub fn sqlcipher(self, layout: &Layout) -> PathBuf {
        self.folder(layout).join("lib/libsqlcipher.so")
    }

    /// JNA's own native half.
    pub fn jna(self, layout: &Layout) -> PathBuf {
        self.folder(layout).join("lib/libjnidispatch.so")
    }

    /// The core as the phone gets it.
    pub fn core(self, layout: &Layout) -> PathBuf {
        layout.target("android").join(self.target).join("release/libbaohao_core.so")
    }

    /// The script that links. Its name ends with what rustc guesses the kind of linker from, and has its content's
    /// digest in it, since cargo links anew for another linker, not for a linker changed.
    fn linker(self, layout: &Layout) -> PathBuf {
        let folder = self.folder(layout);
        let digest = Fingerprint::of(linker_script(self, &folder)).hex();
        folder.join(format!("{}-clang", &digest[..8]))
    }

    /// All libraries of the APK.
    pub fn libraries(self, layout: &Layout) -> [PathBuf; 3] {
        [self.core(layout), self.jna(layout), self.sqlcipher(layout)]
    }
}

/// Builds the core for every ABI.
pub fn build(chain: &Chain, artefacts: &Artefacts) -> Result<()> {
    for abi in ABIS {
        prepare(chain, artefacts, abi)?;
    }
    chain.always("core for Android", |log| {
        compile(chain.layout, Panic::Unwinds, log)?;
        compile(chain.layout, Panic::Aborts, log)
    })
}

/// One run of cargo for the ABIs of this kind: how a panic ends is one choice for everything that it builds.
fn compile(layout: &Layout, panic: Panic, log: &Log) -> Result<()> {
    let (std, features, profile) = match panic {
        Panic::Unwinds => ("std,panic_unwind", "panic-unwind,", "unwind"),
        Panic::Aborts => ("std,panic_abort", "", "abort"),
    };
    let mut cargo = Invocation::new(CARGO)
        .dir(&layout.root)
        .args(["build", "--locked", "--release", "--lib", "--package", "baohao-core"])
        .arg(format!("-Zbuild-std={std}"))
        // Without std's own backtraces, which a stripped library can't give names to, and with its smaller
        // algorithms: a sixth of the library.
        .arg(format!("-Zbuild-std-features={features}optimize_for_size"))
        .env("CARGO_PROFILE_RELEASE_PANIC", profile)
        .env("RUSTC", RUSTC)
        // -Zbuild-std on a stable compiler; ends when cargo makes it stable.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_DIR", layout.target("android"))
        .env("CARGO_TERM_COLOR", "never")
        .env("CARGO_ENCODED_RUSTFLAGS", compiler_options(layout, log)?)
        // The real folder depends on the ABI and is in each linker's script; the crate only wants one named.
        .env("SQLCIPHER_LIB_DIR", layout.target("android-link"))
        .without_env("RUSTFLAGS");
    for abi in ABIS.iter().filter(|abi| abi.panic == panic) {
        let name = abi.target.to_uppercase().replace('-', "_");
        cargo = cargo
            .args(["--target", abi.target])
            .env(format!("CARGO_TARGET_{name}_LINKER"), abi.linker(layout));
    }
    cargo.run(log)
}

/// The compiler that the phone's library is made with: it comes from Debian's security archive and moves, so the
/// APK records it.
pub fn compiler_version(log: &Log) -> Result<String> {
    Ok(Invocation::new(RUSTC).arg("--version").output(log)?.trim().to_owned())
}

/// Makes the linker's script, the stand-ins for bionic, and unpacks the prebuilt libraries.
fn prepare(chain: &Chain, artefacts: &Artefacts, abi: Abi) -> Result<()> {
    let layout = chain.layout;
    let folder = abi.folder(layout);
    let (sqlcipher, jna) = (artefacts.one("sqlcipher")?, artefacts.one("jna-android")?);
    let (linker, script) = (abi.linker(layout), linker_script(abi, &folder));
    let no_unwind = layout.path("android/native/no_unwind.c");
    let inputs = Fingerprint::of(&script)
        .text(sqlcipher.to_string_lossy())
        .text(jna.to_string_lossy())
        .tree(&no_unwind)?;
    let outputs = vec![abi.sqlcipher(layout), abi.jna(layout), linker.clone()];
    chain.step(Step { name: &format!("linking for {}", abi.name), inputs, outputs }, |log| {
        unzip::entry(&sqlcipher, &format!("jni/{}/libsqlcipher.so", abi.name), &abi.sqlcipher(layout))?;
        unzip::entry(&jna, &format!("jni/{}/libjnidispatch.so", abi.name), &abi.jna(layout))?;
        stand_ins(abi, &folder.join("stand-in"), &no_unwind, log)?;
        fs::write(&linker, &script)?;
        Ok(fs::set_permissions(&linker, fs::Permissions::from_mode(0o755))?)
    })
}

/// What the generator of the bindings reads, some 200 descriptions with all their words, is needed in the host's library
/// alone: the phone's doesn't export it, and so the linker leaves it out.
///
/// 16 KiB pages are what phones since Android 15 may have. Functions of the same code become one, and only the hash
/// table that Android reads since API 23 is kept, both for size. bionic's libraries come after rustc's own arguments,
/// whose `--as-needed` would else drop them, and Android's loader wants each one named.
fn linker_script(abi: Abi, folder: &Path) -> String {
    let bionic = BIONIC.map(|name| format!("-l{name}")).join(" ");
    format!(
        "#!/bin/sh\nfor option in \"$@\"; do case $option in -Wl,--version-script=*) \
         sed -i /UNIFFI_META/d \"${{option#*script=}}\";; esac; done\n\
         exec clang --target={} -fuse-ld=lld -nostdlib -Wl,-z,max-page-size=16384 -Wl,--icf=all \
         -Wl,--hash-style=gnu -L'{}' -L'{}' \"$@\" \
         -Wl,--no-as-needed {bionic}\n",
        abi.clang,
        folder.join("stand-in").display(),
        folder.join("lib").display(),
    )
}

fn stand_ins(abi: Abi, folder: &Path, no_unwind: &Path, log: &Log) -> Result<()> {
    fs::create_dir_all(folder)?;
    let clang = || Invocation::new("clang").arg(format!("--target={}", abi.clang));
    let empty = folder.join("empty.c");
    fs::write(&empty, "")?;
    for name in BIONIC {
        clang()
            .args(["-fuse-ld=lld", "-nostdlib", "-shared"])
            .arg(format!("-Wl,-soname,lib{name}.so"))
            .arg(&empty)
            .arg("-o")
            .arg(folder.join(format!("lib{name}.so")))
            .run(log)?;
    }
    // std asks for libunwind by name. The crate `unwinding` inside the core defines what it would, except for where
    // nothing unwinds.
    let archive = folder.join("libunwind.a");
    let _ = fs::remove_file(&archive);
    let mut ar = Invocation::new("llvm-ar").arg("rc").arg(archive);
    if abi.panic == Panic::Aborts {
        let object = folder.join("no_unwind.o");
        clang()
            .args(["-Oz", "-fPIC", "-fno-exceptions", "-Wall", "-Werror", "-c"])
            .arg(no_unwind)
            .arg("-o")
            .arg(&object)
            .run(log)?;
        ar = ar.arg(object);
    }
    ar.run(log)
}

/// Options that take out of the library what no phone needs. First the places in source files that a panic would
/// name: the crash report of a phone has the exception's own, from Kotlin. Then this machine's folders: of the
/// checkout, of cargo's registry (whose name also tells where the crates came from), and of std's sources.
fn compiler_options(layout: &Layout, log: &Log) -> Result<String> {
    let sysroot = Invocation::new(RUSTC).args(["--print", "sysroot"]).output(log)?;
    let cargo_home = match env::var_os("CARGO_HOME") {
        Some(home) => PathBuf::from(home),
        None => {
            PathBuf::from(env::var_os("HOME").context("neither CARGO_HOME nor HOME is set")?).join(".cargo")
        }
    };
    let mut folders = vec![
        (layout.root.clone(), "/baohao"),
        (Path::new(sysroot.trim()).join("lib/rustlib/src/rust"), "/rust"),
        (cargo_home.clone(), "/cargo"),
    ];
    // Of several prefixes that match, rustc takes the last one given.
    if let Ok(registries) = fs::read_dir(cargo_home.join("registry/src")) {
        for registry in registries {
            folders.push((registry?.path(), "/crates"));
        }
    }
    folders.extend(fs::canonicalize("/usr/lib/rustlib/src/rust").ok().map(|real| (real, "/rust")));
    let mut options = vec!["-Zlocation-detail=none".to_owned()];
    options.extend(folders.iter().map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display())));
    Ok(options.join("\u{1f}"))
}
