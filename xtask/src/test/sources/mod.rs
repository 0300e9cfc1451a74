//! Rules about the sources that no compiler knows. Each is a function from sources to findings, with tests of its
//! own that show it find something.

mod boundary;
mod clock;
mod manifest;
mod pending_intent;
mod places;
mod readme;
mod store;

use std::fs;

use anyhow::Result;

use super::{Counts, Tests};
use crate::invocation::Invocation;
use crate::layout::Layout;

/// A text file of the repository.
pub struct Source {
    /// Relative to the root.
    pub path: String,
    /// What it says.
    pub text: String,
}

/// The repository as git sees it: tracked, or new and not ignored.
pub struct Sources {
    /// Every path.
    pub all: Vec<String>,
    /// Every file that is text.
    pub files: Vec<Source>,
}

struct Check {
    name: &'static str,
    find: fn(&Sources) -> Vec<String>,
}

const CHECKS: &[Check] = &[
    Check { name: "only the boundary says uniffi", find: boundary::find },
    Check { name: "the core reads no clock", find: clock::find },
    Check { name: "README names what exists", find: readme::find },
    Check { name: "every PendingIntent names its mutability", find: pending_intent::find },
    Check { name: "no INTERNET permission", find: manifest::find },
    Check { name: "no place of a machine or a registry", find: places::find },
    Check { name: "a shop's texts in each language", find: store::find },
];

/// Runs every check.
pub fn run(tests: &Tests) -> Result<Counts> {
    let mut counts = Counts::default();
    tests.chain.always("reading the sources", |log| {
        let listed = Invocation::new("git")
            .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
            .dir(&tests.chain.layout.root)
            .output(log)?;
        let sources = Sources::read(tests.chain.layout, &listed);
        for check in CHECKS {
            counts += Counts::of(check.name, &(check.find)(&sources));
        }
        Ok(())
    })?;
    Ok(counts)
}

impl Sources {
    fn read(layout: &Layout, listed: &str) -> Self {
        let listed = listed.split('\0').filter(|path| !path.is_empty());
        // A file that is deleted but still listed is not there.
        let all: Vec<String> = listed.filter(|path| layout.path(path).exists()).map(str::to_owned).collect();
        let text = |path: &String| {
            // Pictures are not text.
            let text = fs::read_to_string(layout.path(path)).ok()?;
            Some(Source { path: path.clone(), text })
        };
        let files = all.iter().filter_map(text).collect();
        Self { all, files }
    }

    /// The files below a folder with one of the endings.
    pub fn below<'s>(&'s self, folder: &'s str, endings: &'s [&str]) -> impl Iterator<Item = &'s Source> {
        self.files.iter().filter(move |file| {
            file.path.starts_with(folder) && endings.iter().any(|ending| file.path.ends_with(ending))
        })
    }

    #[cfg(test)]
    fn of(files: &[(&str, &str)]) -> Self {
        let file =
            |(path, text): &(&str, &str)| Source { path: (*path).to_owned(), text: (*text).to_owned() };
        let all = files.iter().map(|(path, _)| (*path).to_owned()).collect();
        Self { all, files: files.iter().map(file).collect() }
    }
}

impl Source {
    /// The lines that are not comments, with their numbers. A comment may name what the code may not use.
    pub fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let numbered = self.text.lines().enumerate().map(|(index, line)| (index + 1, line));
        numbered.filter(|(_, line)| !["//", "--"].iter().any(|mark| line.trim_start().starts_with(mark)))
    }

    /// A finding at a line.
    pub fn at(&self, line: usize, what: impl std::fmt::Display) -> String {
        format!("{}:{line}: {what}", self.path)
    }
}
