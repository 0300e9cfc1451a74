//! Where the ledger's files are: its neighbours, renaming that outlasts a power loss, and setting one aside.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::{Error, Unavailable};

/// The file of the same name with an ending.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// A ledger's log, and the shared memory and journal that SQLite may leave. The ledger itself is last: a log that stays
/// behind alone would be taken for the next ledger's of that name.
pub(super) fn with_logs(path: &Path) -> [PathBuf; 4] {
    ["-wal", "-shm", "-journal", ""].map(|ending| beside(path, ending))
}

/// Renames within a folder, and has the new name on the disk when it returns.
pub(super) fn rename(from: &Path, to: &Path) -> Result<(), Error> {
    fs::rename(from, to).and_then(|()| sync_folder(to)).map_err(|_| Unavailable::NotRenamed.into())
}

fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match File::open(folder)?.sync_all() {
        // Not every file system lets a folder be synced.
        Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(()),
        other => other,
    }
}

/// Where [`set_aside`] puts a ledger at that moment.
pub(crate) fn aside(path: &Path, at_ms: i64) -> PathBuf {
    beside(path, &format!(".aside-{at_ms}"))
}

/// Renames a ledger that can't be opened, with its write-ahead files, so that it can be looked at later. Nothing is
/// deleted. Gives the new path.
pub fn set_aside(path: &Path, at_ms: i64) -> Result<PathBuf, Error> {
    let aside = aside(path, at_ms);
    if aside.exists() {
        return Err(Unavailable::NotRenamed.into());
    }
    for (from, to) in with_logs(path).iter().zip(with_logs(&aside)) {
        if from.exists() {
            rename(from, &to)?;
        }
    }
    Ok(aside)
}

/// Deletes the ledger for good, with everything that stands beside it under its name: its log, what was set aside,
/// copied or salvaged. Only on a person's word. The ledger itself first: what is left after a kill in between belongs to
/// no ledger any more.
pub fn delete(path: &Path) -> Result<(), Error> {
    let gone = |file: &Path| match fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Error::from(Unavailable::CannotOpen)),
        _ => Ok(()),
    };
    gone(path)?;
    let (Some(folder), Some(name)) = (path.parent(), path.file_name().and_then(|name| name.to_str())) else {
        return Err(Unavailable::CannotOpen.into());
    };
    let entries = fs::read_dir(folder).map_err(|_| Unavailable::CannotOpen)?;
    for entry in entries.flatten() {
        let found = entry.file_name();
        let rest = found.to_str().and_then(|found| found.strip_prefix(name));
        if rest.is_some_and(|rest| rest.starts_with(['-', '.'])) {
            gone(&entry.path())?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Key, Mode, open};

    #[test]
    fn set_aside_keeps_the_old_file_with_its_log() {
        let folder = tempfile::tempdir().unwrap();
        let (path, key) = (folder.path().join("baohao.db"), Key::new(&[1; 32]).unwrap());
        drop(open(&path, &key, Mode::Create).unwrap());
        fs::write(beside(&path, "-wal"), b"of the log").unwrap();
        let aside = set_aside(&path, 7).unwrap();
        assert!(!path.exists() && !beside(&path, "-wal").exists());
        assert_eq!(fs::read(beside(&aside, "-wal")).unwrap(), b"of the log");
        assert!(open(&aside, &key, Mode::Existing).is_ok());
    }

    #[test]
    fn deleted_is_gone_with_all_that_was_set_aside() {
        let folder = tempfile::tempdir().unwrap();
        let (path, key) = (folder.path().join("baohao.db"), Key::new(&[1; 32]).unwrap());
        drop(open(&path, &key, Mode::Create).unwrap());
        set_aside(&path, 7).unwrap();
        let open_still = open(&path, &key, Mode::Create).unwrap();
        fs::write(folder.path().join("baohao.key"), "not a ledger").unwrap();
        assert!(folder.path().join("baohao.db-wal").exists());
        delete(&path).unwrap();
        drop(open_still);
        let left: Vec<_> =
            fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, ["baohao.key"]);
        delete(&path).unwrap();
    }

    #[test]
    fn err_what_was_set_aside_is_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("baohao.db");
        fs::write(&path, b"old").unwrap();
        set_aside(&path, 7).unwrap();
        fs::write(&path, b"newer").unwrap();
        assert!(matches!(set_aside(&path, 7), Err(Error::Unavailable(Unavailable::NotRenamed))));
        assert_eq!(fs::read(&path).unwrap(), b"newer");
    }
}
