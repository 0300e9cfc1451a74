//! The core for this machine, and the Kotlin bindings read from it.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::chain::{Chain, Step};
use crate::fingerprint::Fingerprint;
use crate::invocation::Invocation;
use crate::layout::{Layout, files_below};

/// The cargo that started this program, so that host builds stay with one toolchain; its output always goes to
/// the checkout's own `target/`, where every other part looks for it.
pub fn cargo(layout: &Layout) -> Invocation {
    Invocation::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .dir(&layout.root)
        .env("CARGO_TARGET_DIR", layout.target(""))
        .env("CARGO_TERM_COLOR", "never")
}

/// Builds the core and the generator. The whole workspace at once, as the tests do: building a part of it selects
/// other features of shared crates, and the library would be linked anew at every change of verb.
pub fn build(chain: &Chain) -> Result<()> {
    chain.always("core for this machine", |log| {
        cargo(chain.layout).args(["build", "--workspace", "--lib", "--bins", "--locked"]).run(log)
    })
}

/// Generates the bindings below `target/` and gives their folder.
fn generate(chain: &Chain) -> Result<PathBuf> {
    build(chain)?;
    let layout = chain.layout;
    let folder = layout.target("bindings");
    let generator = layout.target("debug/uniffi-bindgen");
    let inputs = Fingerprint::of("bindings")
        .tree(&layout.host_library())?
        .tree(&layout.path("rust-core/uniffi.toml"))?
        .tree(&generator)?;
    chain.step(Step { name: "bindings", inputs, outputs: vec![folder.clone()] }, |log| {
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        Invocation::new(&generator)
            .args(["generate", "--language", "kotlin", "--no-format", "--out-dir"])
            .arg(&folder)
            .arg(layout.host_library())
            .dir(&layout.root)
            .run(log)
    })?;
    Ok(folder)
}

/// Writes the bindings into the repository.
pub fn write_bindings(chain: &Chain) -> Result<()> {
    let fresh = generate(chain)?;
    let committed = committed(chain.layout);
    if committed.exists() {
        fs::remove_dir_all(&committed)?;
    }
    for file in files_below(&fresh)? {
        let place = committed.join(file.strip_prefix(&fresh)?);
        fs::create_dir_all(place.parent().context("a file without a folder")?)?;
        fs::copy(&file, &place)?;
        println!("  wrote {}", chain.layout.shown(&place));
    }
    Ok(())
}

/// The bindings in the repository are those of this core, or this fails: a stale one would throw at the first
/// call on the phone.
pub fn check_bindings(chain: &Chain) -> Result<()> {
    let fresh = generate(chain)?;
    let differing = differing(&fresh, &committed(chain.layout))?;
    anyhow::ensure!(
        differing.is_empty(),
        "the committed bindings are not those of this core ({}).\n  what next: cargo xtask bindings, then commit",
        differing.join(", ")
    );
    Ok(())
}

fn committed(layout: &Layout) -> PathBuf {
    layout.path("bindings/kotlin")
}

/// Files that are not the same in both folders, or are in one only.
fn differing(one: &Path, other: &Path) -> Result<Vec<String>> {
    let mut names: Vec<PathBuf> = Vec::new();
    for folder in [one, other] {
        for file in files_below(folder)? {
            names.push(file.strip_prefix(folder)?.to_path_buf());
        }
    }
    names.sort();
    names.dedup();
    names.retain(|name| match (fs::read(one.join(name)), fs::read(other.join(name))) {
        (Ok(one), Ok(other)) => one != other,
        _ => true,
    });
    Ok(names.into_iter().map(|name| name.display().to_string()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_a_new_and_a_lost_file_differ() {
        let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        for (folder, name, text) in
            [(&one, "same", "1"), (&other, "same", "1"), (&one, "changed", "1"), (&other, "changed", "2")]
        {
            fs::write(folder.path().join(name), text).unwrap();
        }
        fs::write(one.path().join("new"), "").unwrap();
        fs::write(other.path().join("lost"), "").unwrap();
        assert_eq!(differing(one.path(), other.path()).unwrap(), ["changed", "lost", "new"]);
    }
}
