//! Packing: the same bytes for the same inputs, whatever the machine, the folder or the hour.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::Path;

use anyhow::{Context, Result};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::{Kind, NOTICES, Resources, Workshop, resources, unsigned};
use crate::chain::Step;
use crate::fingerprint::Fingerprint;
use crate::invocation::Log;
use crate::layout::files_ending;
use crate::native::{Abi, compiler_version};
use crate::unzip;

/// Android maps a library straight out of the APK, so it lies uncompressed at the start of a memory page, and a
/// page may be 16 KiB.
const PAGE: u16 = 16 * 1024;

/// Packs the unsigned APK of one ABI.
pub fn pack(
    workshop: &Workshop,
    kind: Kind,
    abi: Abi,
    made: &Resources,
    dex: &Path,
    notices: &str,
) -> Result<()> {
    let layout = workshop.layout();
    let output = unsigned(layout, kind, abi);
    let base = resources::base(workshop, kind, abi, made)?;
    let libraries = abi.libraries(layout);
    let mut inputs = Fingerprint::of(abi.name).text(notices).tree(&base)?.tree(dex)?;
    for library in &libraries {
        inputs = inputs.tree(library)?;
    }
    let step =
        Step { name: &format!("pack {}-{}", kind.prefix(), abi.name), inputs, outputs: vec![output.clone()] };
    workshop.chain.step(step, |log| {
        let mut zip = ZipWriter::new(File::create(&output)?);
        let mut base = unzip::open(&base)?;
        for index in 0..base.len() {
            let mut entry = base.by_index(index)?;
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes)?;
            // aapt2 has chosen what stays uncompressed; of that, Android maps the resource table in steps of four.
            put(&mut zip, &entry.name()?, &bytes, options(entry.compression(), 4))?;
        }
        for file in files_ending(dex, ".dex")? {
            put(&mut zip, &name_of(&file)?, &fs::read(&file)?, options(CompressionMethod::Deflated, 1))?;
        }
        let origin = origin(workshop, log)?;
        put(&mut zip, "assets/build.txt", origin.as_bytes(), options(CompressionMethod::Deflated, 1))?;
        put(&mut zip, NOTICES, notices.as_bytes(), options(CompressionMethod::Deflated, 1))?;
        for library in &libraries {
            let name = format!("lib/{}/{}", abi.name, name_of(library)?);
            put(&mut zip, &name, &fs::read(library)?, options(CompressionMethod::Stored, PAGE))?;
        }
        zip.finish()?;
        Ok(())
    })
}

/// What the APK was made with, for whoever wants to make the same one.
fn origin(workshop: &Workshop, log: &Log) -> Result<String> {
    let mut text = format!("rustc: {}\n", compiler_version(log)?);
    for part in ["kotlin-stdlib", "r8", "aapt2", "sqlcipher", "jna-android"] {
        text += &format!("{part}: {}\n", workshop.artefacts.version(part)?);
    }
    Ok(text)
}

fn options(method: CompressionMethod, alignment: u16) -> SimpleFileOptions {
    let level = (method == CompressionMethod::Deflated).then_some(9);
    SimpleFileOptions::default()
        .compression_method(method)
        .compression_level(level)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
        .with_alignment(alignment)
}

fn put(zip: &mut ZipWriter<File>, name: &str, bytes: &[u8], options: SimpleFileOptions) -> Result<()> {
    zip.start_file(name, options)?;
    Ok(zip.write_all(bytes)?)
}

fn name_of(file: &Path) -> Result<String> {
    let name = file.file_name().with_context(|| format!("no file name: {}", file.display()))?;
    Ok(name.to_string_lossy().into_owned())
}

/// How many bytes each part takes inside the APK, and the APK itself.
pub fn sizes(apk: &Path) -> Result<Vec<(String, u64)>> {
    let mut zip = unzip::open(apk)?;
    let mut parts: BTreeMap<String, u64> = BTreeMap::new();
    let mut packed = 0;
    for index in 0..zip.len() {
        let entry = zip.by_index_raw(index)?;
        let name = entry.name()?;
        let part = match name.rsplit('.').next() {
            Some("dex") => "dex".to_owned(),
            Some("so") => name.into_owned(),
            _ => "resources".to_owned(),
        };
        *parts.entry(part).or_default() += entry.compressed_size();
        packed += entry.compressed_size();
    }
    let total = fs::metadata(apk)?.len();
    let mut rows: Vec<(String, u64)> = parts.into_iter().collect();
    rows.push(("signature, alignment, names".to_owned(), total.saturating_sub(packed)));
    rows.push(("total".to_owned(), total));
    Ok(rows)
}
