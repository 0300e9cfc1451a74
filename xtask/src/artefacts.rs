//! The pinned Maven artefacts of `android/artefacts.toml`: fetched once, checked by sum, named by what they are for.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::chain::{Chain, Step};
use crate::fingerprint::{Fingerprint, sha256_of};
use crate::layout::Layout;
use crate::maven;

/// The parts that `cargo xtask apk` needs; tests need all.
const APK_PARTS: &[&str] = &[
    "framework",
    "aapt2",
    "r8",
    "apksig",
    "sqlcipher",
    "jna-android",
    "jna-host",
    "kotlinc",
    "kotlin-stdlib",
];

/// The parts that only `test --full` needs: more than a gigabyte.
const FULL_PARTS: &[&str] = &["robolectric-levels"];

/// What to fetch.
#[derive(Clone, Copy, PartialEq)]
pub enum Scope {
    /// What writes the APK or goes into it.
    Apk,
    /// Also what tests run with.
    Tests,
    /// Also what the full tests run with.
    Full,
}

impl Scope {
    fn takes(self, artefact: &Artefact) -> bool {
        match self {
            Self::Apk => artefact.is_any_of(APK_PARTS),
            Self::Tests => !artefact.is_any_of(FULL_PARTS),
            Self::Full => true,
        }
    }

    fn step(self) -> &'static str {
        match self {
            Self::Apk => "artefacts",
            Self::Tests => "artefacts for tests",
            Self::Full => "artefacts for full tests",
        }
    }
}

/// One file of a Maven repository.
#[derive(Deserialize)]
pub struct Artefact {
    /// group:artefact:version, with `:type` where it isn't a jar.
    pub coordinates: String,
    parts: BTreeSet<String>,
    sha256: String,
}

/// The list, and the folder that the files are in.
pub struct Artefacts {
    list: Vec<Artefact>,
    folder: PathBuf,
}

#[derive(Deserialize)]
struct File {
    artefact: Vec<Artefact>,
}

impl Artefact {
    /// The coordinates one by one: group, name, version, type.
    pub fn split(&self) -> Result<[&str; 4]> {
        match self.coordinates.split(':').collect::<Vec<_>>()[..] {
            [group, name, version] => Ok([group, name, version, "jar"]),
            [group, name, version, kind] => Ok([group, name, version, kind]),
            _ => bail!("android/artefacts.toml: not group:artefact:version: {}", self.coordinates),
        }
    }

    fn is_any_of(&self, parts: &[&str]) -> bool {
        parts.iter().any(|part| self.parts.contains(*part))
    }

    /// The file name that Maven gives it.
    pub fn file_name(&self) -> Result<String> {
        let [_, name, version, kind] = self.split()?;
        Ok(format!("{name}-{version}.{kind}"))
    }
}

impl Artefacts {
    /// Reads the list; fetches nothing.
    pub fn read(layout: &Layout) -> Result<Self> {
        let text = fs::read_to_string(layout.path("android/artefacts.toml"))?;
        let file: File = toml::from_str(&text).context("android/artefacts.toml")?;
        let names = file.artefact.iter().map(Artefact::file_name).collect::<Result<BTreeSet<_>>>()?;
        anyhow::ensure!(names.len() == file.artefact.len(), "two artefacts of the same file name");
        Ok(Self { list: file.artefact, folder: layout.target("artefacts") })
    }

    /// Fetches what is not there yet and checks the sums.
    pub fn fetch(chain: &Chain, scope: Scope) -> Result<Self> {
        let artefacts = Self::read(chain.layout)?;
        let wanted: Vec<&Artefact> = artefacts.list.iter().filter(|artefact| scope.takes(artefact)).collect();
        let mut inputs = Fingerprint::of("artefacts");
        let mut outputs = Vec::new();
        for artefact in &wanted {
            inputs = inputs.text(&artefact.coordinates).text(&artefact.sha256);
            outputs.push(artefacts.file(artefact)?);
        }
        chain.step(Step { name: scope.step(), inputs, outputs }, |log| {
            maven::copy(&artefacts.absent(&wanted)?, &artefacts.folder, log)?;
            wanted.iter().try_for_each(|artefact| artefacts.check(artefact))
        })?;
        Ok(artefacts)
    }

    /// Fetches everything and writes the sums found into the list.
    pub fn lock(chain: &Chain) -> Result<()> {
        let artefacts = Self::read(chain.layout)?;
        chain.always("artefacts", |log| {
            let all: Vec<&Artefact> = artefacts.list.iter().collect();
            maven::copy(&artefacts.absent(&all)?, &artefacts.folder, log)
        })?;
        let path = chain.layout.path("android/artefacts.toml");
        let mut sums = artefacts.list.iter().map(|artefact| sha256_of(&artefacts.file(artefact)?));
        let mut text = String::new();
        for line in fs::read_to_string(&path)?.lines() {
            if line.starts_with("sha256 = ") {
                let sum = sums.next().context("more sums than artefacts")??;
                text += &format!("sha256 = \"{sum}\"\n");
            } else {
                text += &format!("{line}\n");
            }
        }
        Ok(fs::write(path, text)?)
    }

    /// The files of a part, in the list's order.
    pub fn part(&self, part: &str) -> Result<Vec<PathBuf>> {
        let found: Vec<&Artefact> =
            self.list.iter().filter(|artefact| artefact.parts.contains(part)).collect();
        anyhow::ensure!(!found.is_empty(), "android/artefacts.toml has no part `{part}`");
        found.into_iter().map(|artefact| self.file(artefact)).collect()
    }

    /// The file of a part that has exactly one.
    pub fn one(&self, part: &str) -> Result<PathBuf> {
        match &self.part(part)?[..] {
            [file] => Ok(file.clone()),
            files => bail!("android/artefacts.toml: part `{part}` has {} files, one expected", files.len()),
        }
    }

    /// The version of a part that has exactly one file.
    pub fn version(&self, part: &str) -> Result<&str> {
        let found = self.list.iter().find(|artefact| artefact.parts.contains(part));
        let [_, _, version, _] = found.with_context(|| format!("no part `{part}`"))?.split()?;
        Ok(version)
    }

    /// The coordinates of a part that has exactly one file.
    pub fn coordinates(&self, part: &str) -> Result<&str> {
        let found = self.list.iter().find(|artefact| artefact.parts.contains(part));
        Ok(&found.with_context(|| format!("no part `{part}`"))?.coordinates)
    }

    /// The folder of the files: Robolectric finds its Android there by name.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn file(&self, artefact: &Artefact) -> Result<PathBuf> {
        Ok(self.folder.join(artefact.file_name()?))
    }

    fn absent<'b>(&self, wanted: &[&'b Artefact]) -> Result<Vec<&'b Artefact>> {
        let mut absent = Vec::new();
        for artefact in wanted {
            if !self.file(artefact)?.exists() {
                absent.push(*artefact);
            }
        }
        Ok(absent)
    }

    /// A file with a wrong sum is removed, so that the next run can fetch the right one.
    fn check(&self, artefact: &Artefact) -> Result<()> {
        let file = self.file(artefact)?;
        let found = sha256_of(&file)?;
        if found == artefact.sha256 {
            return Ok(());
        }
        fs::remove_file(&file)?;
        bail!(
            "{} is not the file that was pinned.\n  pinned: {}\n  found:  {found}\n  what next: if the repository or \
             a mirror served something else, clear it from Maven's local repository and run again; only a version \
             changed on purpose is pinned anew, by `cargo xtask artefacts --lock`",
            artefact.coordinates,
            if artefact.sha256.is_empty() { "nothing" } else { &artefact.sha256 },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn artefact(coordinates: &str, sha256: &str) -> Artefact {
        Artefact { coordinates: coordinates.to_owned(), parts: BTreeSet::new(), sha256: sha256.to_owned() }
    }

    #[test]
    fn only_the_full_tests_fetch_every_android() {
        let mut level = artefact("g:a:1", "");
        level.parts = BTreeSet::from(["robolectric-levels".to_owned()]);
        let mut tool = artefact("g:b:1", "");
        tool.parts = BTreeSet::from(["r8".to_owned()]);
        let takes = |scope: Scope| (scope.takes(&level), scope.takes(&tool));
        assert_eq!(takes(Scope::Apk), (false, true));
        assert_eq!(takes(Scope::Tests), (false, true));
        assert_eq!(takes(Scope::Full), (true, true));
    }

    #[test]
    fn coordinates_name_the_file() {
        assert_eq!(artefact("g:a:1.0:aar", "").file_name().unwrap(), "a-1.0.aar");
        assert_eq!(artefact("g:a:1.0", "").file_name().unwrap(), "a-1.0.jar");
        assert!(artefact("g:a", "").file_name().is_err());
    }

    #[test]
    fn a_wrong_sum_stops_and_the_file_goes() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a-1.jar");
        let artefacts = Artefacts { list: Vec::new(), folder: folder.path().to_path_buf() };
        fs::write(&file, "right").unwrap();
        let right = sha256_of(&file).unwrap();
        artefacts.check(&artefact("g:a:1", &right)).unwrap();
        fs::write(&file, "wrong").unwrap();
        let failure = artefacts.check(&artefact("g:a:1", &right)).unwrap_err().to_string();
        assert!(failure.contains("g:a:1") && failure.contains(&right), "{failure}");
        assert!(!file.exists());
    }
}
