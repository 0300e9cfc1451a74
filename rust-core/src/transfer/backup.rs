//! The whole ledger → one encrypted file.

use std::path::Path;

use rusqlite::Connection;

use super::fault::writing;
use super::files::Scratch;
use super::{Passphrase, container};
use crate::Error;
use crate::time::Now;

/// The backup's own table, beside those of the ledger. It is inside, so that only who may read the backup reads it.
const ABOUT: &str =
    "CREATE TABLE backup.backup_about (made_ms INTEGER NOT NULL, app_version TEXT NOT NULL) STRICT";

/// Writes a backup of everything that the ledger holds.
pub fn back_up(ledger: &Connection, path: &Path, passphrase: &Passphrase, now: Now) -> Result<(), Error> {
    let body = Scratch::beside(path, ".body");
    ledger
        .execute("ATTACH ? AS backup KEY ?", (body.path().to_string_lossy().as_ref(), passphrase.as_str()))
        .map_err(writing)?;
    let exported = export(ledger, now).map_err(writing);
    if exported.is_err() && !ledger.is_autocommit() {
        ledger.execute_batch("ROLLBACK")?;
    }
    ledger.execute_batch("DETACH backup")?;
    exported?;
    Ok(container::seal(body.path(), path)?)
}

/// Whatever tables the schema has, with all their rows: none has to be named here.
fn export(ledger: &Connection, now: Now) -> rusqlite::Result<()> {
    // The body is thrown away if this is cut short, and synced when it is copied into its container.
    ledger.execute_batch("PRAGMA backup.journal_mode = OFF; PRAGMA backup.synchronous = OFF; BEGIN")?;
    ledger.query_row("SELECT sqlcipher_export('backup')", [], |_| Ok(()))?;
    let schema: i32 = ledger.pragma_query_value(None, "user_version", |row| row.get(0))?;
    ledger.pragma_update(Some("backup"), "user_version", schema)?;
    ledger.execute_batch(ABOUT)?;
    ledger.execute(
        "INSERT INTO backup.backup_about (made_ms, app_version) VALUES (?, ?)",
        (now.epoch_ms, env!("CARGO_PKG_VERSION")),
    )?;
    ledger.execute_batch("COMMIT")
}
