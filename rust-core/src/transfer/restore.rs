//! A backup → what it holds, and → this phone's ledger.
//!
//! A restore is made complete under another name first. Then one rename says that it is to be: from there on [`settle`]
//! finishes it, at once or, if the process was killed, at the next start.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::fault::{reading, writing};
use super::files::{Scratch, beside, rename};
use super::{Fault, Passphrase, container};
use crate::Error;
use crate::ledger::Sim;
use crate::store::{self, Key};
use crate::time::Now;

/// What a backup holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    /// When it was made, epoch milliseconds.
    pub made_ms: i64,
    /// The app's version that made it.
    pub app_version: String,
    /// The schema's version that it was made with.
    pub schema_version: i32,
    /// Its SIMs.
    pub sims: Vec<Sim>,
    /// How many messages.
    pub messages: i64,
    /// The moments of its oldest and newest entry; `None` if there is none.
    pub span_ms: Option<(i64, i64)>,
}

/// Reads the whole backup into memory and says what is in it. Changes nothing; a restore that follows finds no surprise.
pub fn preview(backup: &Path, passphrase: &Passphrase) -> Result<Contents, Error> {
    let mut copy = Connection::open_in_memory()?;
    let about = unpack(backup, passphrase, &mut copy)?;
    Ok(Contents {
        made_ms: about.made_ms,
        app_version: about.app_version,
        schema_version: about.schema_version,
        sims: store::sims::all(&copy)?,
        messages: copy.query_row("SELECT count(*) FROM replies", [], |row| row.get(0))?,
        span_ms: span(&copy)?,
    })
}

/// Makes the backup this phone's ledger, under this phone's key. The ledger that was there is set aside, whether or not it
/// can be opened; nobody may have it open. Gives where it is now, if there was one.
pub fn restore(
    backup: &Path,
    passphrase: &Passphrase,
    ledger: &Path,
    key: &Key,
    now: Now,
) -> Result<Option<PathBuf>, Error> {
    settle(ledger)?;
    if store::aside(ledger, now.epoch_ms).exists() {
        return Err(Fault::NotWritten.into()); // before the point of no return, where it would be in the way
    }
    let fresh = Scratch::beside(ledger, ".restoring");
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let mut restored = Connection::open_with_flags(fresh.path(), flags).map_err(writing)?;
    restored.pragma_update(None, "key", key.pragma())?;
    restored.pragma_update(None, "synchronous", "full")?;
    unpack(backup, passphrase, &mut restored)?;
    forget_the_cards(&mut restored, now)?;
    restored.close().map_err(|(_, error)| writing(error))?;
    File::open(fresh.path()).and_then(|file| file.sync_all()).map_err(|_| Fault::NotWritten)?;
    let had_one = ledger.exists();
    rename(fresh.path(), &beside(ledger, &format!("{RESTORED}{}", now.epoch_ms)))?;
    settle(ledger)?;
    Ok(had_one.then(|| store::aside(ledger, now.epoch_ms)))
}

/// What a finished restore is called until it has taken the ledger's place; the moment follows, which names the old one.
const RESTORED: &str = ".restored-";

/// Finishes a restore that was cut short after it was complete. To be called before anybody looks for the ledger.
pub fn settle(ledger: &Path) -> Result<(), Error> {
    let (Some(folder), Some(name)) = (ledger.parent(), ledger.file_name()) else { return Ok(()) };
    let begin = format!("{}{RESTORED}", name.to_string_lossy());
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let found = entry.file_name();
        let moment = found.to_str().and_then(|found| found.strip_prefix(&begin)?.parse().ok());
        let Some(moment) = moment else { continue };
        // Each step is one rename, and what was done is seen by what is there.
        if ledger.exists() {
            store::set_aside(ledger, moment)?;
        }
        rename(&entry.path(), ledger)?;
    }
    Ok(())
}

struct About {
    made_ms: i64,
    app_version: String,
    schema_version: i32,
}

/// Copies the backup's tables into an empty database and brings them up to date.
fn unpack(backup: &Path, passphrase: &Passphrase, into: &mut Connection) -> Result<About, Error> {
    let body = Scratch::beside(backup, ".body");
    container::unseal(backup, body.path())?;
    into.pragma_update(None, "cipher_log_level", "none")?;
    into.pragma_update(None, "temp_store", "memory")?;
    into.pragma_update(None, "trusted_schema", false)?;
    into.execute("ATTACH ? AS backup KEY ?", (body.path().to_string_lossy().as_ref(), passphrase.as_str()))
        .map_err(reading)?;
    let schema_version = into
        .pragma_query_value(Some("backup"), "user_version", |row| row.get::<_, i32>(0))
        .map_err(reading)?;
    match schema_version {
        ..1 => return Err(Fault::Damaged.into()),
        newer if newer > store::SCHEMA_VERSION => return Err(Fault::TooNew.into()),
        _ => {}
    }
    let about = copied(into, schema_version).map_err(reading)?;
    into.execute_batch("DETACH backup")?;
    store::upgrade(into)?;
    if !sound(into).map_err(reading)? {
        return Err(Fault::Damaged.into());
    }
    Ok(about)
}

fn copied(into: &mut Connection, schema_version: i32) -> rusqlite::Result<About> {
    let transaction = into.transaction()?;
    transaction.query_row("SELECT sqlcipher_export('main', 'backup')", [], |_| Ok(()))?;
    let about = transaction.query_row("SELECT made_ms, app_version FROM main.backup_about", [], |row| {
        Ok(About { made_ms: row.get(0)?, app_version: row.get(1)?, schema_version })
    })?;
    transaction.execute_batch("DROP TABLE main.backup_about")?;
    transaction.pragma_update(Some("main"), "user_version", schema_version)?;
    transaction.commit()?;
    Ok(about)
}

/// A backup is somebody else's file: what it brings must be the tables that this version knows and nothing that acts, and
/// its rows must belong together.
fn sound(restored: &Connection) -> rusqlite::Result<bool> {
    let known = Connection::open_in_memory()?;
    known.execute_batch(store::SCHEMA)?;
    let ok: String = restored.pragma_query_value(None, "integrity_check", |row| row.get(0))?;
    let orphan = restored.prepare("PRAGMA foreign_key_check")?.query([])?.next()?.is_some();
    Ok(ok == "ok" && !orphan && shape(restored)? == shape(&known)?)
}

fn shape(connection: &Connection) -> rusqlite::Result<Vec<(String, String, Option<String>)>> {
    let mut statement = connection.prepare(
        "SELECT s.type, s.name, c.name FROM sqlite_schema s LEFT JOIN pragma_table_xinfo(s.name) c ON s.type <> 'index'
         ORDER BY s.type, s.name, c.cid",
    )?;
    statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect()
}

/// Android's ids of cards mean nothing on another phone, where the same id may be another card: a command would go out
/// from the wrong SIM. The moment is noted, so that ids from before it don't count.
fn forget_the_cards(restored: &mut Connection, now: Now) -> Result<(), Error> {
    let transaction = restored.transaction().map_err(writing)?;
    store::settings::set(&transaction, store::sim_cards::RESTORED, "", now.epoch_ms)?;
    transaction.commit().map_err(writing)
}

/// From the oldest to the newest moment in any column that holds one.
fn span(connection: &Connection) -> rusqlite::Result<Option<(i64, i64)>> {
    let mut statement = connection.prepare(
        "SELECT t.name, c.name FROM sqlite_schema t, pragma_table_xinfo(t.name) c
         WHERE t.type = 'table' AND substr(c.name, -3) = '_ms'",
    )?;
    let columns = statement
        .query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?
        .collect::<Result<Vec<_>, _>>()?;
    let mut span: Option<(i64, i64)> = None;
    for (table, column) in columns {
        let ends = connection.query_row(
            &format!("SELECT min({column}), max({column}) FROM {table}"),
            [],
            |row| Ok(row.get::<_, Option<i64>>(0)?.zip(row.get(1)?)),
        )?;
        if let Some((from, until)) = ends {
            span = Some(span.map_or((from, until), |(oldest, newest)| (oldest.min(from), newest.max(until))));
        }
    }
    Ok(span)
}
