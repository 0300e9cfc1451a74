//! The APK as a zip file.

use std::env;
use std::io::Read;

use anyhow::{Context, Result};

use super::Subject;
use crate::apk::{NOTICES, notice_titles, verify};
use crate::native::{X86_64, compiler_version};
use crate::unzip;

const PAGE: u64 = 16 * 1024;

/// Phones with little storage and dear data are the ones this is for. The first journey alone took 3.5 and 0.9 MB; plans,
/// teaching, the other operators, evidence of cards, salvage and backup are the rest. What goes beyond is looked at before
/// these rise: a fifth of the core are the tables that carry a panic to Kotlin (docs/adr/0012), which a phone of 32 bits
/// goes without.
const LARGEST_APK: u64 = 4_300_000;
const LARGEST_CORE: u64 = 1_550_000;

/// Signed by both schemes that Android from API 26 on reads.
pub fn signatures(subject: &Subject) -> Result<Vec<String>> {
    let found = verify(subject.workshop, &subject.apk, subject.log)?;
    Ok(if found.trim() == "v1=false v2=true v3=true" { Vec::new() } else { vec![found] })
}

/// Libraries are uncompressed and begin a page, so that Android can map them out of the APK.
pub fn pages(subject: &Subject) -> Result<Vec<String>> {
    let mut zip = unzip::open(&subject.apk)?;
    let mut findings = Vec::new();
    for index in 0..zip.len() {
        let entry = zip.by_index_raw(index)?;
        let name = entry.name()?.into_owned();
        if name.ends_with(".so") {
            if entry.compression() != zip::CompressionMethod::Stored {
                findings.push(format!("{name} is compressed"));
            }
            match entry.data_start() {
                Some(start) if start % PAGE == 0 => {}
                start => findings.push(format!("{name} begins at {start:?}, not on a page of 16 KiB")),
            }
        }
    }
    Ok(findings)
}

/// The APK and the core are small, on the ABIs that phones have.
pub fn sizes(subject: &Subject) -> Result<Vec<String>> {
    if subject.abi == X86_64 {
        return Ok(Vec::new());
    }
    let layout = subject.workshop.layout();
    let mut findings = Vec::new();
    for (file, largest) in [(&subject.apk, LARGEST_APK), (&subject.abi.core(layout), LARGEST_CORE)] {
        let size = std::fs::metadata(file)?.len();
        if size >= largest {
            findings.push(format!("{} has {size} bytes, {largest} are too many", layout.shown(file)));
        }
    }
    Ok(findings)
}

/// Whoever gets the APK gets the names and licences of those whose work is in it.
pub fn notices(subject: &Subject) -> Result<Vec<String>> {
    let text = text_of(subject, NOTICES)?;
    let wanted = notice_titles(subject.workshop.layout(), &subject.workshop.artefacts, subject.log)?;
    let lines: Vec<&str> = text.lines().collect();
    let named = |title: &str| lines.iter().any(|line| line.starts_with(&format!("{title}: ")));
    let mut findings: Vec<String> = wanted.into_iter().filter(|title| !named(title)).collect();
    for licence in ["Apache-2.0", "MPL-2.0"] {
        if !lines.contains(&format!("==== {licence}").as_str()) {
            findings.push(format!("no text of {licence}"));
        }
    }
    Ok(findings)
}

/// Debian's compiler moves: whoever wants to make the same APK must know which one it was.
pub fn origin(subject: &Subject) -> Result<Vec<String>> {
    let text = text_of(subject, "assets/build.txt")?;
    let wanted = format!("rustc: {}", compiler_version(subject.log)?);
    Ok(if text.lines().any(|line| line == wanted) {
        Vec::new()
    } else {
        vec![format!("not there: {wanted}")]
    })
}

fn text_of(subject: &Subject, name: &str) -> Result<String> {
    let mut text = String::new();
    let mut zip = unzip::open(&subject.apk)?;
    zip.by_name(name).with_context(|| format!("no {name} in the APK"))?.read_to_string(&mut text)?;
    Ok(text)
}

/// No entry names a folder of the machine that built it: it would tell about a person, and differ elsewhere.
pub fn places(subject: &Subject) -> Result<Vec<String>> {
    let mut places = vec![subject.workshop.layout().root.display().to_string()];
    for variable in ["HOME", "CARGO_HOME", "RUSTUP_HOME", "JAVA_HOME"] {
        places.extend(env::var(variable).ok());
    }
    places.push("/usr/src/rustc".to_owned());
    places.push("/usr/lib/rustlib".to_owned());
    places.retain(|place| place.len() > 1);
    let mut zip = unzip::open(&subject.apk)?;
    let mut findings = Vec::new();
    for index in 0..zip.len() {
        let mut entry = zip.by_index(index)?;
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes)?;
        for place in found(&bytes, &places) {
            findings.push(format!("{} names {place}", entry.name()?));
        }
    }
    Ok(findings)
}

/// The places that occur followed by a slash or, as whole folders of the system, by anything.
fn found<'p>(bytes: &[u8], places: &'p [String]) -> Vec<&'p str> {
    places
        .iter()
        .filter(|place| {
            let folder = format!("{}/", place.trim_end_matches('/'));
            let needle = if place.starts_with("/usr/src") { place.as_bytes() } else { folder.as_bytes() };
            bytes.windows(needle.len()).any(|window| window == needle)
        })
        .map(String::as_str)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_found_in_the_middle_of_bytes() {
        let places = ["/home".to_owned(), "/usr/src/rustc".to_owned()];
        assert_eq!(found(b"\0\xff/home/somebody/x\0", &places), ["/home"]);
        assert_eq!(found(b"/usr/src/rustc-1.96.0/library", &places), ["/usr/src/rustc"]);
        assert!(found(b"/homely /rust/library", &places).is_empty());
    }
}
