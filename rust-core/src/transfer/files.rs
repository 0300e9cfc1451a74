//! Files that are complete or not there.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use super::Fault;

/// The name with something after it, in the same folder.
pub(super) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// A file for the time of one call. What an earlier call left behind when it was killed goes first.
pub(super) struct Scratch(PathBuf);

impl Scratch {
    pub(super) fn beside(path: &Path, suffix: &str) -> Self {
        let scratch = Self(beside(path, suffix));
        scratch.remove();
        scratch
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    fn remove(&self) {
        for suffix in ["", "-journal", "-wal", "-shm"] {
            // Most of them are never there; one that can't be removed shows when it is written.
            let _ = fs::remove_file(beside(&self.0, suffix));
        }
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        self.remove();
    }
}

/// Writes beside `path`, syncs, and renames: whoever finds the name finds the whole file.
pub(super) fn write_whole(
    path: &Path,
    content: impl FnOnce(&mut File) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let part = Scratch::beside(path, ".part");
    let mut file = File::options()
        .read(true)
        .write(true)
        .create_new(true)
        .open(part.path())
        .map_err(|_| Fault::NotWritten)?;
    content(&mut file)?;
    file.flush().and_then(|()| file.sync_all()).map_err(|_| Fault::NotWritten)?;
    rename(part.path(), path)
}

/// Renames within a folder, and makes the new name outlast a power loss.
pub(super) fn rename(from: &Path, to: &Path) -> Result<(), Fault> {
    fs::rename(from, to).map_err(|_| Fault::NotWritten)?;
    sync_folder(to);
    Ok(())
}

/// Not every file system lets a folder be synced; there the new name is as durable as it gets.
fn sync_folder(path: &Path) {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let _ = File::open(folder.unwrap_or(Path::new("."))).and_then(|folder| folder.sync_all());
}
