//! Licences, banned packages and doubled packages, from cargo's own account of what is compiled.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use anyhow::{Context, Result};
use cargo_metadata::{Metadata, MetadataCommand, Package};
use serde::Deserialize;

use super::{Counts, Tests};
use crate::layout::Layout;
use crate::native::ARM64;

#[derive(Deserialize)]
struct Policy {
    #[serde(default)]
    allow: Vec<Allowed>,
    #[serde(default)]
    ban: Vec<Banned>,
}

#[derive(Deserialize)]
struct Allowed {
    licence: String,
}

#[derive(Deserialize)]
struct Banned {
    package: String,
    because: String,
}

/// Three checks: each package's licence, no banned package, and nothing twice in the phone's library.
pub fn run(tests: &Tests) -> Result<Counts> {
    let layout = tests.chain.layout;
    let policy: Policy = toml::from_str(&std::fs::read_to_string(layout.path("xtask/licences.toml"))?)?;
    let everything = metadata(layout)?;
    let mut counts = Counts::default();
    let packages = || everything.packages.iter();
    let checks: [(&str, Vec<String>); 3] = [
        ("licences", packages().filter_map(|package| policy.licence_problem(package)).collect()),
        ("banned packages", packages().filter_map(|package| policy.ban_problem(package)).collect()),
        ("doubled packages in the phone's library", doubled(&in_library(layout)?)),
    ];
    for (name, findings) in checks {
        counts += Counts::of(name, &findings);
    }
    println!("  (security advisories are not checked: their database is on no package registry)");
    Ok(counts)
}

fn metadata(layout: &Layout) -> Result<Metadata> {
    let mut command = MetadataCommand::new();
    command.manifest_path(layout.path("Cargo.toml")).other_options(["--locked".to_owned()]);
    command.exec().context("cargo metadata")
}

impl Policy {
    fn licence_problem(&self, package: &Package) -> Option<String> {
        let named = package.license.as_deref().unwrap_or_default();
        // Old packages write `MIT/Apache-2.0`, which SPDX has no such sign for.
        let Ok(expression) = spdx::Expression::parse_mode(named, spdx::ParseMode::LAX) else {
            return Some(format!(
                "{} {}: no licence that can be read: `{named}`",
                package.name, package.version
            ));
        };
        let allowed = |licence: &str| self.allow.iter().any(|allowed| allowed.licence == licence);
        let fine =
            expression.evaluate(|needed| needed.license.id().is_some_and(|licence| allowed(licence.name)));
        (!fine).then(|| format!("{} {}: not in xtask/licences.toml: {named}", package.name, package.version))
    }

    fn ban_problem(&self, package: &Package) -> Option<String> {
        let banned = self.ban.iter().find(|banned| banned.package == package.name.as_str())?;
        Some(format!("{} {}: banned. {}", package.name, package.version, banned.because))
    }
}

/// The packages whose code ends up in `libbaohao_core.so`, a line each: `name vX.Y.Z`. From `cargo tree`, since metadata
/// also lists what a weak feature names and nothing turns on.
fn in_library(layout: &Layout) -> Result<String> {
    let output = Command::new("cargo")
        .current_dir(&layout.root)
        .args(["tree", "--locked", "--package", "baohao-core", "--target", ARM64.target])
        .args(["--edges", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}"])
        .output()
        .context("cannot start cargo tree")?;
    anyhow::ensure!(output.status.success(), "cargo tree: {}", String::from_utf8_lossy(&output.stderr));
    Ok(String::from_utf8(output.stdout)?)
}

fn doubled(packages: &str) -> Vec<String> {
    let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for package in packages.lines() {
        let mut words = package.split_whitespace();
        if let (Some(name), Some(version)) = (words.next(), words.next()) {
            versions.entry(name).or_default().insert(version.trim_start_matches('v'));
        }
    }
    versions.retain(|_, versions| versions.len() > 1);
    let both = |versions: BTreeSet<&str>| versions.into_iter().collect::<Vec<_>>().join(" and ");
    versions.into_iter().map(|(name, versions)| format!("{name}: {}", both(versions))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(name: &str, version: &str, licence: &str) -> Package {
        let toml = format!(
            r#"{{"name": "{name}", "version": "{version}", "id": "{name}", "license": "{licence}", "dependencies": [],
                "targets": [], "features": {{}}, "manifest_path": "/Cargo.toml"}}"#
        );
        serde_json::from_str(&toml).unwrap()
    }

    fn policy() -> Policy {
        toml::from_str(
            "[[allow]]\nlicence = \"MIT\"\nbecause = \"\"\n[[ban]]\npackage = \"reqwest\"\nbecause = \"no network\"",
        )
        .unwrap()
    }

    #[test]
    fn one_allowed_licence_of_several_is_enough() {
        assert_eq!(policy().licence_problem(&package("a", "1.0.0", "MIT/Apache-2.0")), None);
        assert_eq!(policy().licence_problem(&package("a", "1.0.0", "GPL-3.0-only OR MIT")), None);
    }

    #[test]
    fn an_unlisted_or_an_unreadable_licence_is_found() {
        assert!(policy().licence_problem(&package("a", "1.0.0", "GPL-3.0-only")).is_some());
        assert!(policy().licence_problem(&package("a", "1.0.0", "MIT AND GPL-3.0-only")).is_some());
        assert!(policy().licence_problem(&package("a", "1.0.0", "")).is_some());
    }

    #[test]
    fn a_banned_package_is_found_with_the_reason() {
        let problem = policy().ban_problem(&package("reqwest", "1.0.0", "MIT")).unwrap();
        assert!(problem.contains("no network"), "{problem}");
    }

    #[test]
    fn two_versions_of_a_package_are_found() {
        let once = "a v1.0.0\nb v1.0.0 (here)\na v1.0.0 (*)\n";
        assert_eq!(doubled(&format!("{once}a v2.0.0\n")), ["a: 1.0.0 and 2.0.0"]);
        assert!(doubled(once).is_empty());
    }
}
