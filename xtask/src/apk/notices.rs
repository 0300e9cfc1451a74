//! What the APK holds of others, and the licences that it is held under: one text, made from cargo's account of the
//! phone's library and from the artefacts that travel in the APK, and shipped as `assets/notices.txt`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use cargo_metadata::{MetadataCommand, Package};

use crate::artefacts::Artefacts;
use crate::host;
use crate::invocation::Log;
use crate::layout::Layout;
use crate::native::ABIS;

/// Where the APK has it.
pub const PLACE: &str = "assets/notices.txt";

/// Of several licences to choose from, the first of these.
const CHOICE: [&str; 6] = ["Apache-2.0", "MIT", "BSD-3-Clause", "Zlib", "Unicode-3.0", "MPL-2.0"];
/// Its text names nobody and is the same for all.
const SHARED: [(&str, &str); 2] =
    [("Apache-2.0", "LICENSE-APACHE"), ("MPL-2.0", "xtask/notices/MPL-2.0.txt")];
/// Parts of `artefacts.toml` that travel, with their licence and its own text where that names somebody.
const TRAVELLING: [(&str, &str, Option<&str>); 3] = [
    ("jna-android", "Apache-2.0", None),
    ("kotlin-stdlib", "Apache-2.0", None),
    ("sqlcipher", "BSD-3-Clause", Some("xtask/notices/sqlcipher.txt")),
];

/// A part that somebody else made.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Part {
    /// Name and version.
    title: String,
    licence: &'static str,
    /// Where its source can be had, for licences that ask for that.
    source: String,
    /// The licence's text with the names of those who gave it; none where the text is everybody's.
    own_text: Option<String>,
}

/// The whole text.
pub fn text(layout: &Layout, artefacts: &Artefacts, log: &Log) -> Result<String> {
    let mut parts = vec![Part {
        title: "Rust's standard library".to_owned(),
        licence: "Apache-2.0",
        source: "https://github.com/rust-lang/rust".to_owned(),
        own_text: None,
    }];
    parts.extend(crates(layout, log)?);
    for (part, licence, own_text) in TRAVELLING {
        let own_text = own_text.map(|file| fs::read_to_string(layout.path(file))).transpose()?;
        let coordinates = artefacts.coordinates(part)?;
        parts.push(Part { title: coordinates.to_owned(), licence, source: String::new(), own_text });
    }
    parts.sort();
    let shared =
        |file: &str| fs::read_to_string(layout.path(file)).with_context(|| format!("cannot read {file}"));
    Ok(written(
        &parts,
        &SHARED.map(|(name, file)| Ok((name, shared(file)?))).into_iter().collect::<Result<Vec<_>>>()?,
    ))
}

/// The titles that the text must have, for the check of the finished APK.
pub fn titles(layout: &Layout, artefacts: &Artefacts, log: &Log) -> Result<Vec<String>> {
    let mut titles: Vec<String> = library_packages(layout, log)?.into_iter().collect();
    for (part, _, _) in TRAVELLING {
        titles.push(artefacts.coordinates(part)?.to_owned());
    }
    Ok(titles)
}

fn written(parts: &[Part], shared: &[(&str, String)]) -> String {
    let mut text = String::from(
        "Baohao contains the work of others. Each part, with the licence that it is used under:\n\n",
    );
    let mut own: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for part in parts {
        text += &format!("{}: {} {}\n", part.title, part.licence, part.source).replace(" \n", "\n");
        if let Some(own_text) = &part.own_text {
            own.entry(own_text.trim()).or_default().push(&part.title);
        }
    }
    text += "\nSQLCipher holds SQLite and LibTomCrypt, which are in the public domain.\n";
    for (name, licence) in shared.iter().filter(|(name, _)| parts.iter().any(|part| part.licence == *name)) {
        text += &format!("\n\n==== {name}\n\n{}\n", licence.trim());
    }
    for (licence, titles) in own {
        text += &format!("\n\n==== {}\n\n{licence}\n", titles.join(", "));
    }
    text
}

fn crates(layout: &Layout, log: &Log) -> Result<Vec<Part>> {
    let wanted = library_packages(layout, log)?;
    let metadata = MetadataCommand::new()
        .manifest_path(layout.path("Cargo.toml"))
        .other_options(["--locked".to_owned()])
        .exec()
        .context("cargo metadata")?;
    let found = metadata.packages.iter().filter(|package| wanted.contains(&title(package)));
    let parts = found.map(part).collect::<Result<Vec<_>>>()?;
    ensure!(parts.len() == wanted.len(), "cargo tree and cargo metadata name different packages");
    Ok(parts)
}

fn title(package: &Package) -> String {
    format!("{} {}", package.name, package.version)
}

fn part(package: &Package) -> Result<Part> {
    let title = title(package);
    let named = package.license.as_deref().unwrap_or_default();
    let expression = spdx::Expression::parse_mode(named, spdx::ParseMode::LAX)
        .with_context(|| format!("{title}: no licence that can be read: `{named}`"))?;
    let alone = |choice: &str| {
        expression.evaluate(|needed| {
            needed.addition.is_none() && needed.license.id().is_some_and(|licence| licence.name == choice)
        })
    };
    let licence = CHOICE.into_iter().find(|choice| alone(choice));
    let licence = licence.with_context(|| format!("{title}: {named} has no text in the notices yet"))?;
    let own_text = match SHARED.iter().any(|(name, _)| *name == licence) {
        true => None,
        false => Some(own_text(package, licence)?),
    };
    let source = package.repository.clone().unwrap_or_default();
    Ok(Part { title, licence, source, own_text })
}

/// The licence as the package itself brings it, since that names who gave it.
fn own_text(package: &Package, licence: &str) -> Result<String> {
    let folder = package.manifest_path.parent().context("a package without a folder")?;
    let names = [
        format!("LICENSE-{licence}"),
        "LICENSE".to_owned(),
        "LICENSE.md".to_owned(),
        "LICENSE.txt".to_owned(),
    ];
    let file = names.iter().map(|name| folder.join(name)).find(|file| file.exists());
    let file = file.with_context(|| format!("{} brings no text of {licence}", title(package)))?;
    Ok(fs::read_to_string(Path::new(file.as_str()))?.replace("\r\n", "\n"))
}

/// Name and version of each package in the library of any ABI, without our own.
fn library_packages(layout: &Layout, log: &Log) -> Result<BTreeSet<String>> {
    let mut tree = host::cargo(layout).args(["tree", "--locked", "--package", "baohao-core"]);
    for abi in ABIS {
        tree = tree.args(["--target", abi.target]);
    }
    let tree =
        tree.args(["--edges", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}"]).output(log)?;
    Ok(packages(&tree))
}

fn packages(tree: &str) -> BTreeSet<String> {
    let named = tree.lines().filter_map(|line| {
        let mut words = line.split_whitespace();
        Some((words.next()?, words.next()?.strip_prefix('v')?))
    });
    named
        .filter(|(name, _)| *name != "baohao-core")
        .map(|(name, version)| format!("{name} {version}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(title: &str, licence: &'static str, own_text: Option<&str>) -> Part {
        Part {
            title: title.to_owned(),
            licence,
            source: String::new(),
            own_text: own_text.map(str::to_owned),
        }
    }

    #[test]
    fn a_text_that_names_somebody_is_kept_and_one_that_two_share_stands_once() {
        let parts = [
            part("a 1", "MIT", Some("by A\n")),
            part("b 1", "MIT", Some("by A")),
            part("c 1", "Apache-2.0", None),
        ];
        let text = written(&parts, &[("Apache-2.0", "Apache".to_owned()), ("MPL-2.0", "Mozilla".to_owned())]);
        assert_eq!(text.matches("by A").count(), 1);
        assert!(
            text.contains("==== a 1, b 1") && text.contains("c 1: Apache-2.0\n") && !text.contains("Mozilla")
        );
    }

    #[test]
    fn packages_are_read_from_cargos_tree_without_our_own() {
        let tree = "baohao-core v0.1.0 (/here)\nlog v0.4.35\nserde v1.0.229 (*)\nserde v1.0.229\n";
        assert_eq!(packages(tree).into_iter().collect::<Vec<_>>(), ["log 0.4.35", "serde 1.0.229"]);
    }
}
