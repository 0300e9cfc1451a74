//! Licences, banned packages and doubled packages, from cargo's own account of what is compiled.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package, PackageId};
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
    let everything = metadata(layout, None)?;
    let phone = metadata(layout, Some(ARM64.target))?;
    let mut counts = Counts::default();
    let packages = || everything.packages.iter();
    let checks: [(&str, Vec<String>); 3] = [
        ("licences", packages().filter_map(|package| policy.licence_problem(package)).collect()),
        ("banned packages", packages().filter_map(|package| policy.ban_problem(package)).collect()),
        ("doubled packages in the phone's library", doubled(&in_library(&phone)?)),
    ];
    for (name, findings) in checks {
        counts += Counts::of(name, &findings);
    }
    println!("  (security advisories are not checked: their database is on no package registry)");
    Ok(counts)
}

fn metadata(layout: &Layout, platform: Option<&str>) -> Result<Metadata> {
    let mut options = vec!["--locked".to_owned()];
    options.extend(platform.map(|target| format!("--filter-platform={target}")));
    let mut command = MetadataCommand::new();
    command.manifest_path(layout.path("Cargo.toml")).other_options(options);
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

/// The packages whose code ends up in `libbaohao_core.so`: no tests, no build scripts, no macros.
fn in_library(metadata: &Metadata) -> Result<Vec<&Package>> {
    let resolve = metadata.resolve.as_ref().context("cargo metadata resolved nothing")?;
    let core = metadata.packages.iter().find(|package| package.name.as_str() == "baohao-core");
    let mut reached: BTreeSet<&PackageId> = BTreeSet::new();
    let mut next = vec![&core.context("no package baohao-core")?.id];
    while let Some(id) = next.pop() {
        let package = &metadata[id];
        let macros = package.targets.iter().any(|target| target.is_proc_macro());
        if macros || !reached.insert(id) {
            continue;
        }
        let node =
            resolve.nodes.iter().find(|node| node.id == *id).context("a package that is not resolved")?;
        next.extend(node.deps.iter().filter_map(|dependency| {
            let normal = dependency.dep_kinds.iter().any(|kind| kind.kind == DependencyKind::Normal);
            normal.then_some(&dependency.pkg)
        }));
    }
    Ok(reached.into_iter().map(|id| &metadata[id]).collect())
}

fn doubled(packages: &[&Package]) -> Vec<String> {
    let mut versions: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for package in packages {
        versions.entry(package.name.as_str()).or_default().push(package.version.to_string());
    }
    versions.retain(|_, versions| versions.len() > 1);
    versions.into_iter().map(|(name, versions)| format!("{name}: {}", versions.join(" and "))).collect()
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
        let (one, two, other) =
            (package("a", "1.0.0", ""), package("a", "2.0.0", ""), package("b", "1.0.0", ""));
        assert_eq!(doubled(&[&one, &two, &other]), ["a: 1.0.0 and 2.0.0"]);
        assert!(doubled(&[&one, &other]).is_empty());
    }
}
