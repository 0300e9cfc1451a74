//! Taking single files out of a jar, an AAR or an APK.

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use anyhow::{Context, Result};
use zip::ZipArchive;

/// Writes one entry of `archive` to `place`, executable, since programs are among what is taken out.
pub fn entry(archive: &Path, name: &str, place: &Path) -> Result<()> {
    let mut zip = open(archive)?;
    let mut entry = zip.by_name(name).with_context(|| format!("{} has no {name}", archive.display()))?;
    if let Some(folder) = place.parent() {
        fs::create_dir_all(folder)?;
    }
    io::copy(&mut entry, &mut File::create(place)?)?;
    Ok(fs::set_permissions(place, fs::Permissions::from_mode(0o755))?)
}

/// Opens an archive to look at several entries.
pub fn open(archive: &Path) -> Result<ZipArchive<File>> {
    let file = File::open(archive).with_context(|| format!("cannot read {}", archive.display()))?;
    ZipArchive::new(file).with_context(|| format!("not a zip file: {}", archive.display()))
}
