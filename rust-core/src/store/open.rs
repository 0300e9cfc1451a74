//! Opening the ledger file.
//!
//! One opener holds the file until it closes it. A ledger is made under another name and renamed once it is whole and on
//! the disk, so an empty file under the ledger's name is a damaged ledger, never a new one.

use std::fmt;
use std::fs;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::place::{beside, rename, with_logs};
use super::{Error, Unavailable, schema};

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

/// How long a second opener waits for the first to close: an app that is being replaced may still be ending.
const PATIENCE: Duration = Duration::from_secs(2);

/// How many prepared statements are kept: more than a screen asks, since preparing one costs more than running it.
const STATEMENTS: usize = 128;

/// The ending of a ledger that is still being made. Nobody was told of it yet, so one that is left over is made anew.
const UNFINISHED: &str = ".new";

/// Opens the ledger, brings its schema up to date, and proves that the key fits. No other connection of any process can
/// open it until this one is closed; it waits two seconds for that and is then refused as in use.
pub fn open(path: &Path, key: &Key, mode: Mode) -> Result<Connection, Error> {
    match (mode, path.exists()) {
        (Mode::Create, true) => return Err(Unavailable::ExistsAlready.into()),
        (Mode::Existing, false) => return Err(Unavailable::NotThere.into()),
        (Mode::Create, false) => create(path, key)?,
        // SQLite would take it for a new one and write its first page.
        (Mode::Existing, true) if fs::metadata(path).is_ok_and(|file| file.len() == 0) => {
            return Err(Error::Corrupt);
        }
        (Mode::Existing, true) => {}
    }
    let mut connection = unlock(path, key)?;
    schema::upgrade(&mut connection)?;
    Ok(connection)
}

fn create(path: &Path, key: &Key) -> Result<(), Error> {
    let unfinished = beside(path, UNFINISHED);
    for left_over in with_logs(&unfinished) {
        if left_over.exists() {
            fs::remove_file(&left_over).map_err(|_| Unavailable::CannotOpen)?;
        }
    }
    schema::make(&mut unlock(&unfinished, key)?)?; // closed at once, which moves its log into it
    rename(&unfinished, path)
}

/// A connection whose key fits, with everything that must be set before the first read or write.
pub(super) fn unlock(path: &Path, key: &Key) -> Result<Connection, Error> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    // SQLite falls back to reading only, and would say so at the first write.
    if connection.is_readonly("main")? {
        return Err(Unavailable::ReadOnly.into());
    }
    // What goes wrong reaches us as a result code; the library's own log lines are not ours to vouch for.
    connection.pragma_update(None, "cipher_log_level", "none")?;
    connection.pragma_update(None, "key", key.pragma())?;
    // One writer, and no shared memory: the index of the log stays in this process.
    connection.pragma_update(Some("main"), "locking_mode", "exclusive")?;
    // The first read is where a wrong key shows.
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    // Android's SQLCipher is compiled with NORMAL for WAL, with which a power loss can take back a commit.
    connection.pragma_update(None, "synchronous", "full")?;
    // Android gives an app no temp folder that SQLite can use.
    connection.pragma_update(None, "temp_store", "memory")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    // What a person deletes, and what a stranger wrote, is overwritten where it stood.
    connection.pragma_update(None, "secure_delete", true)?;
    Ok(connection)
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::store::{health, notices};

    fn key(byte: u8) -> Key {
        Key([byte; 32])
    }

    fn file() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("baohao.db");
        (folder, path)
    }

    fn unavailable<T: fmt::Debug>(result: Result<T, Error>) -> Unavailable {
        match result.unwrap_err() {
            Error::Unavailable(why) => why,
            other => panic!("{other}"),
        }
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
        assert_eq!(unavailable(open(&path, &key(1), Mode::Existing)), Unavailable::NotThere);
        assert!(!path.exists());
        drop(open(&path, &key(1), Mode::Create).unwrap());
        assert_eq!(unavailable(open(&path, &key(1), Mode::Create)), Unavailable::ExistsAlready);
    }

    #[test]
    fn err_an_empty_file_is_a_damaged_ledger() {
        let (_folder, path) = file();
        drop(open(&path, &key(1), Mode::Create).unwrap());
        fs::write(&path, []).unwrap();
        assert!(matches!(open(&path, &key(1), Mode::Existing), Err(Error::Corrupt)));
        assert_eq!(fs::metadata(&path).unwrap().len(), 0, "and stays as it is");
    }

    #[test]
    fn a_first_run_that_was_killed_begins_anew() {
        let (_folder, path) = file();
        fs::write(beside(&path, UNFINISHED), b"half of a page").unwrap();
        fs::write(beside(&path, ".new-wal"), b"and of its log").unwrap();
        assert!(open(&path, &key(1), Mode::Create).is_ok());
        assert!(!beside(&path, UNFINISHED).exists());
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
    fn err_a_second_opener_until_the_first_closes() {
        let (_folder, path) = file();
        let first = open(&path, &key(1), Mode::Create).unwrap();
        assert_eq!(unavailable(open(&path, &key(1), Mode::Existing)), Unavailable::InUse);
        drop(first);
        assert!(open(&path, &key(1), Mode::Existing).is_ok());
    }

    #[test]
    fn err_a_full_ledger_refuses_the_event_and_loses_none() {
        let (_folder, path) = file();
        let mut connection = open(&path, &key(1), Mode::Create).unwrap();
        let pages: i64 = connection.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
        let limit = |connection: &Connection, pages: i64| {
            connection.query_row(&format!("PRAGMA max_page_count = {pages}"), [], |_| Ok(())).unwrap();
        };
        limit(&connection, pages + 3);
        let remember = |connection: &mut Connection, number: i64| -> Result<(), Error> {
            let transaction = connection.transaction()?;
            notices::remember(&transaction, &format!("{number} {}", "long ".repeat(100)), number)?;
            transaction.commit()?;
            Ok(())
        };
        let refused =
            (0..).find_map(|number| remember(&mut connection, number).err().map(|why| (number, why)));
        let (kept, refused) = refused.unwrap();
        assert!(kept > 0 && matches!(refused, Error::Unavailable(Unavailable::DiskFull)), "{kept} {refused}");
        assert_eq!(notices::rung(&connection).unwrap().len() as i64, kept);
        limit(&connection, pages + 100);
        remember(&mut connection, kept).unwrap();
        drop(connection);
        let connection = open(&path, &key(1), Mode::Existing).unwrap();
        assert_eq!(notices::rung(&connection).unwrap().len() as i64, kept + 1);
        assert!(health(&connection).unwrap().intact);
    }

    #[test]
    fn err_no_such_folder_and_a_folder_in_its_place() {
        let (folder, path) = file();
        let nowhere = folder.path().join("nowhere").join("baohao.db");
        assert_eq!(unavailable(open(&nowhere, &key(1), Mode::Create)), Unavailable::CannotOpen);
        fs::create_dir(&path).unwrap();
        assert_eq!(unavailable(open(&path, &key(1), Mode::Existing)), Unavailable::CannotOpen);
    }

    #[test]
    fn a_key_has_32_bytes_and_no_debug_form() {
        assert!(Key::new(&[0; 31]).is_none());
        assert_eq!(format!("{:?}", key(9)), "Key");
    }
}
