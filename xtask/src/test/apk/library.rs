//! The shared libraries of the APK, held against the oldest Android and the largest pages.

use std::collections::BTreeSet;
use std::fs;

use anyhow::Result;

use super::Subject;
use super::elf::Elf;

const PAGE: u64 = 16 * 1024;

/// The core's whole environment: its database and bionic.
const NEEDED: [&str; 5] = ["libc.so", "libdl.so", "liblog.so", "libm.so", "libsqlcipher.so"];

/// A phone with pages of 16 KiB refuses a library that is laid out for smaller ones.
pub fn load_segments(subject: &Subject) -> Result<Vec<String>> {
    let mut findings = Vec::new();
    for library in subject.abi.libraries(subject.workshop.layout()) {
        for alignment in Elf::read(&library)?.alignments {
            if alignment < PAGE || alignment % PAGE != 0 {
                findings.push(format!("{} has a segment aligned to {alignment}", library.display()));
            }
        }
    }
    Ok(findings)
}

/// A library that is not named is not loaded; one too many may not be there.
pub fn needed(subject: &Subject) -> Result<Vec<String>> {
    let mut found = Elf::read(&subject.abi.core(subject.workshop.layout()))?.needed;
    found.sort();
    Ok(if found == NEEDED { Vec::new() } else { vec![format!("{found:?}, not {NEEDED:?}")] })
}

/// Everything that a library leaves open is in bionic at API 26, or in libsqlcipher.so for the core.
pub fn symbols(subject: &Subject) -> Result<Vec<String>> {
    let layout = subject.workshop.layout();
    let bionic = bionic(&fs::read_to_string(layout.path("tests/apk/bionic-26.tsv"))?, subject.abi.name);
    let database: BTreeSet<String> = Elf::read(&subject.abi.sqlcipher(layout))?.defined.into_iter().collect();
    let mut findings = Vec::new();
    for library in subject.abi.libraries(layout) {
        let mut open = Elf::read(&library)?.undefined;
        open.retain(|name| !bionic.contains(name));
        if library == subject.abi.core(layout) {
            open.retain(|name| !database.contains(name));
        }
        findings.extend(open.into_iter().map(|name| format!("{} needs {name}", library.display())));
    }
    Ok(findings)
}

/// The symbols of the list that an ABI has.
fn bionic(list: &str, abi: &str) -> BTreeSet<String> {
    let rows = list.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| {
        let mut columns = row.split('\t');
        let (_, symbol, abis) = (columns.next()?, columns.next()?, columns.next()?);
        abis.split(' ').any(|found| found == abi).then(|| symbol.to_owned())
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_symbol_counts_for_the_abis_of_its_row() {
        let list = "# library, symbol, ABIs\nlibc.so\topen\tarm64-v8a x86_64\nlibc.so\tiopl\tx86_64\n";
        assert!(bionic(list, "arm64-v8a").contains("open"));
        assert!(!bionic(list, "arm64-v8a").contains("iopl"));
        assert!(bionic(list, "x86_64").contains("iopl"));
    }
}
