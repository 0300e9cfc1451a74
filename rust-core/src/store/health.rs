//! What the opened file says of itself.

use rusqlite::Connection;

use super::Error;

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

/// A row whose texts are longer in all may go on in pages of its own, 4,016 bytes each.
const FITS_ITS_PAGE: usize = 3_500;

/// To be asked after a row was read, with the length of its texts. SQLCipher gives zeros for a damaged page, and where
/// that is the last page of a long row, SQLite takes them for the end of the text. But the connection then refuses every
/// page that it doesn't remember, so it is made to forget.
pub(super) fn was_whole(connection: &Connection, length: usize) -> rusqlite::Result<()> {
    if length > FITS_ITS_PAGE {
        connection.execute_batch("PRAGMA shrink_memory")?;
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    }
    Ok(())
}

/// Reads the pragmas and checks the file, page by page.
pub fn health(connection: &Connection) -> Result<Health, Error> {
    let text = |pragma: &str| connection.pragma_query_value(None, pragma, |row| row.get::<_, String>(0));
    let number = |pragma: &str| connection.pragma_query_value(None, pragma, |row| row.get::<_, i32>(0));
    // It looks at the file alone, so what is still in the log goes there first.
    connection.pragma_query(None, "wal_checkpoint", |_| Ok(()))?;
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
