//! R8: one dex of what is reachable from the manifest, from layouts and from native code.

use std::path::PathBuf;

use anyhow::Result;

use super::{Classes, Resources, Workshop};
use crate::chain::Step;
use crate::fingerprint::Fingerprint;
use crate::layout::files_ending;
use crate::unzip;

/// Runs R8 and gives the folder of the dex files.
pub fn build(workshop: &Workshop, made: &Resources, classes: &Classes) -> Result<PathBuf> {
    let layout = workshop.layout();
    let folder = layout.target("dex");
    // The bindings are compiled against JNA for this machine; the phone gets the classes of the same version
    // whose native half is built for Android.
    let jna = layout.target("classes/jna.jar");
    let aar = workshop.artefacts.one("jna-android")?;
    let rules = layout.path("android/r8-rules.pro");
    let r8 = workshop
        .java(&workshop.artefacts.part("r8")?)
        .arg("com.android.tools.r8.R8")
        .args(["--release", "--min-api", "26"])
        .arg("--lib")
        .arg(workshop.artefacts.one("framework")?)
        .arg("--lib")
        .arg(workshop.jdk.home())
        .arg("--pg-conf")
        .arg(&rules)
        .arg("--pg-conf")
        .arg(&made.keep_rules)
        .arg("--output")
        .arg(&folder)
        .args([&classes.app, &classes.bindings, &jna, &workshop.artefacts.one("kotlin-stdlib")?])
        .args(files_ending(&classes.resources, ".class")?);
    let mut inputs =
        Fingerprint::of(r8.to_string()).text(aar.to_string_lossy()).tree(&rules)?.tree(&made.keep_rules)?;
    for built in classes.all() {
        inputs = inputs.tree(built)?;
    }
    workshop.chain.step(Step { name: "R8", inputs, outputs: vec![folder.join("classes.dex")] }, |log| {
        unzip::entry(&aar, "classes.jar", &jna)?;
        std::fs::remove_dir_all(&folder)?;
        std::fs::create_dir_all(&folder)?;
        r8.run(log)
    })?;
    Ok(folder)
}
