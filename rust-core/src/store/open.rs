//! Opening the ledger file, and setting one aside that can't be opened.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::{Error, schema};

/// A raw 256-bit key. Raw, because a passphrase would cost 256,000 rounds of PBKDF2 at every open.
pub struct Key([u8; 32]);

impl Key {
    /// `None` unless there are exactly 32 bytes.
    pub fn new(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// SQLCipher's form for a raw key.
    pub(crate) fn pragma(&self) -> String {
        let hex: String = self.0.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("x'{hex}'")
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key")
    }
}

/// Whether a file that isn't there may be made. Only a first run makes one: a silent new ledger would hide a lost one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Make it; refuse if it is there.
    Create,
    /// Open it; refuse if it isn't there.
    Existing,
}

/// What the opened file says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Health {
    /// As SQLCipher names its version.
    pub cipher_version: String,
    /// SQLite's version.
    pub sqlite_version: String,
    /// 2 is FULL: a commit that returned survives a power loss.
    pub synchronous: i32,
    /// `wal`.
    pub journal_mode: String,
    /// The schema's version.
    pub schema_version: i32,
    /// Whether every page's authentication code and SQLite's own structure hold.
    pub intact: bool,
}

/// Opens the ledger, brings its schema up to date, and proves that the key fits.
pub fn open(path: &Path, key: &Key, mode: Mode) -> Result<Connection, Error> {
    match (mode, path.exists()) {
        (Mode::Create, true) => return Err(Error::Unavailable("exists already")),
        (Mode::Existing, false) => return Err(Error::Unavailable("is not there")),
        _ => {}
    }
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags)?;
    // What goes wrong reaches us as a result code; the library's own log lines are not ours to vouch for.
    connection.pragma_update(None, "cipher_log_level", "none")?;
    connection.pragma_update(None, "key", key.pragma())?;
    // The first read is where a wrong key shows.
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    // Android's SQLCipher is compiled with NORMAL for WAL, with which a power loss can take back a commit.
    connection.pragma_update(None, "synchronous", "full")?;
    // Android gives an app no temp folder that SQLite can use.
    connection.pragma_update(None, "temp_store", "memory")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.busy_timeout(Duration::from_secs(2))?;
    schema::bring_up_to_date(&mut connection)?;
    Ok(connection)
}

/// Reads the pragmas and checks the file, page by page.
pub fn health(connection: &Connection) -> Result<Health, Error> {
    let text = |pragma: &str| connection.pragma_query_value(None, pragma, |row| row.get::<_, String>(0));
    let number = |pragma: &str| connection.pragma_query_value(None, pragma, |row| row.get::<_, i32>(0));
    let mut damaged_pages = connection.prepare("PRAGMA cipher_integrity_check")?;
    let pages_hold = damaged_pages.query([])?.next()?.is_none();
    Ok(Health {
        cipher_version: text("cipher_version")?,
        sqlite_version: connection.query_row("SELECT sqlite_version()", [], |row| row.get(0))?,
        synchronous: number("synchronous")?,
        journal_mode: text("journal_mode")?,
        schema_version: number("user_version")?,
        intact: pages_hold && text("integrity_check")? == "ok",
    })
}

/// Where [`set_aside`] puts a ledger at that moment.
pub(crate) fn aside(path: &Path, at_ms: i64) -> PathBuf {
    beside(path, &format!(".aside-{at_ms}"))
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Renames a ledger that can't be opened, with its write-ahead files, so that it can be looked at later. Nothing is
/// deleted. Gives the new path.
pub fn set_aside(path: &Path, at_ms: i64) -> Result<PathBuf, Error> {
    let aside = aside(path, at_ms);
    if aside.exists() {
        return Err(Error::Unavailable("set aside already"));
    }
    // The ledger itself last: a log that stays behind alone would be deleted with the next ledger of that name.
    for suffix in ["-wal", "-shm", ""] {
        let from = beside(path, suffix);
        if from.exists() {
            let to = PathBuf::from(format!("{}{suffix}", aside.display()));
            fs::rename(&from, &to).map_err(|_| Error::Unavailable("cannot be renamed"))?;
        }
    }
    Ok(aside)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(byte: u8) -> Key {
        Key([byte; 32])
    }

    fn file() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("baohao.db");
        (folder, path)
    }

    #[test]
    fn a_ledger_is_full_sync_and_encrypted() {
        let (_folder, path) = file();
        let connection = open(&path, &key(1), Mode::Create).unwrap();
        let health = health(&connection).unwrap();
        assert_eq!((health.synchronous, health.journal_mode.as_str(), health.intact), (2, "wal", true));
        assert_eq!(health.schema_version, schema::VERSION);
        drop(connection);
        assert!(!fs::read(&path).unwrap().starts_with(b"SQLite format 3"));
    }

    #[test]
    fn err_another_key() {
        let (_folder, path) = file();
        drop(open(&path, &key(1), Mode::Create).unwrap());
        assert!(matches!(open(&path, &key(2), Mode::Existing), Err(Error::Unreadable)));
        assert!(open(&path, &key(1), Mode::Existing).is_ok(), "the failed try changed nothing");
    }

    #[test]
    fn err_no_silent_new_ledger_and_no_overwriting() {
        let (_folder, path) = file();
        assert!(matches!(open(&path, &key(1), Mode::Existing), Err(Error::Unavailable("is not there"))));
        assert!(!path.exists());
        drop(open(&path, &key(1), Mode::Create).unwrap());
        assert!(matches!(open(&path, &key(1), Mode::Create), Err(Error::Unavailable("exists already"))));
    }

    #[test]
    fn err_a_newer_schema() {
        let (_folder, path) = file();
        let connection = open(&path, &key(1), Mode::Create).unwrap();
        connection.pragma_update(None, "user_version", 99).unwrap();
        drop(connection);
        let error = open(&path, &key(1), Mode::Existing).unwrap_err();
        assert!(matches!(error, Error::TooNew { found: 99, known: schema::VERSION }), "{error}");
    }

    #[test]
    fn set_aside_keeps_the_old_file() {
        let (_folder, path) = file();
        drop(open(&path, &key(1), Mode::Create).unwrap());
        let aside = set_aside(&path, 7).unwrap();
        assert!(!path.exists());
        assert!(open(&aside, &key(1), Mode::Existing).is_ok());
    }

    #[test]
    fn a_key_has_32_bytes_and_no_debug_form() {
        assert!(Key::new(&[0; 31]).is_none());
        assert_eq!(format!("{:?}", key(9)), "Key");
    }
}
