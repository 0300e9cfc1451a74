//! What can still be read of a damaged ledger, in a new file beside it.
//!
//! Every page carries an authentication code, so a row is either what was stored or not readable at all (`was_whole` in
//! `health.rs` sees to the one exception). Tables are read
//! row by row: from the newest back to the first page that fails, then from the oldest on, then what lies between two
//! damaged pages. The damaged file itself is only copied. What hangs on a lost row (the entries of a SIM that is gone)
//! stays behind with it. Nothing can be read when the first page or the description of the tables is damaged.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::health::was_whole;
use super::open::unlock;
use super::place::{beside, rename, set_aside, with_logs};
use super::{Error, Key, Unavailable, schema};

/// What came back of one table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SalvagedTable {
    /// Its name in the schema.
    pub table: String,
    /// How many rows.
    pub rows: i64,
    /// Whether all of it could be read.
    pub whole: bool,
}

/// What came back of a ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Salvaged {
    /// SIMs.
    pub sims: i64,
    /// Messages.
    pub replies: i64,
    /// Every other entry.
    pub others: i64,
    /// Whether every table came back whole; damage that touched no row is then mended.
    pub whole: bool,
    /// The same by table.
    pub tables: Vec<SalvagedTable>,
}

/// The new file, before and after the person wanted it.
const SALVAGED: &str = ".salvaged";
const ADOPTED: &str = ".adopted";
/// The copy that is read.
const COPY: &str = ".copied";

/// After so many failures in a row the steps between tries double: a page holds some dozens of rows.
const PATIENT_TRIES: u32 = 32;
const WIDEST_STEP: i64 = 64;
/// The least that a row takes of a page, which bounds how many there can be.
const SMALLEST_ROW: u64 = 16;

/// Reads what can be read into a new ledger beside the damaged one, which is not touched. [`Error::Corrupt`] or
/// [`Error::Unreadable`] when nothing can be. Until [`adopt_salvaged`] it counts for nothing.
pub fn salvage(path: &Path, key: &Key) -> Result<Salvaged, Error> {
    let (copy, salvaged) = (beside(path, COPY), beside(path, SALVAGED));
    remove(&copy)?;
    remove(&salvaged)?;
    for (from, to) in with_logs(path).iter().zip(with_logs(&copy)).filter(|(from, _)| from.exists()) {
        fs::copy(from, to).map_err(unavailable)?;
    }
    let mut damaged = Damaged { path: copy.clone(), key, connection: None };
    let result = read_into(&mut damaged, &salvaged);
    drop(damaged);
    remove(&copy)?;
    if !matches!(&result, Ok(found) if found.sims + found.replies + found.others > 0) {
        remove(&salvaged)?;
        return Err(result.err().unwrap_or(Error::Corrupt));
    }
    result
}

/// The person wants what [`salvage`] found: the damaged ledger is set aside and the new one takes its place. A kill in
/// between is made up for by [`finish_adoption`].
pub fn adopt_salvaged(path: &Path, at_ms: i64) -> Result<(), Error> {
    rename(&beside(path, SALVAGED), &beside(path, ADOPTED))?;
    set_aside(path, at_ms)?;
    finish_adoption(path)
}

/// Before a start, so that a ledger on its way is never taken for a first run. Where the damaged one is still in its
/// place, the person is asked again.
pub fn finish_adoption(path: &Path) -> Result<(), Error> {
    let adopted = beside(path, ADOPTED);
    match (adopted.exists(), path.exists()) {
        (true, false) => rename(&adopted, path),
        (true, true) => rename(&adopted, &beside(path, SALVAGED)),
        (false, _) => Ok(()),
    }
}

fn read_into(damaged: &mut Damaged<'_>, salvaged: &Path) -> Result<Salvaged, Error> {
    let schema = damaged.schema()?;
    let mut fresh = unlock(salvaged, damaged.key)?;
    fresh.pragma_update(None, "foreign_keys", false)?;
    let transaction = fresh.transaction()?;
    for sql in schema.tables.iter().map(|(_, sql)| sql).chain(&schema.indexes) {
        transaction.execute_batch(sql)?;
    }
    transaction.pragma_update(None, "user_version", schema.version)?;
    let mut whole = Vec::new();
    for (table, _) in &schema.tables {
        whole.push((table.clone(), copy_table(damaged, &transaction, table)?));
    }
    let orphans = remove_orphans(&transaction)?;
    transaction.commit()?;
    schema::upgrade(&mut fresh)?;
    report(&fresh, whole, &orphans)
}

fn report(fresh: &Connection, whole: Vec<(String, bool)>, orphans: &[String]) -> Result<Salvaged, Error> {
    let mut salvaged = Salvaged { sims: 0, replies: 0, others: 0, whole: true, tables: Vec::new() };
    for (table, whole) in whole {
        let rows = fresh.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))?;
        let whole = whole && !orphans.contains(&table);
        match table.as_str() {
            "sims" => salvaged.sims = rows,
            "replies" => salvaged.replies = rows,
            _ => salvaged.others += rows,
        }
        salvaged.whole &= whole;
        salvaged.tables.push(SalvagedTable { table, rows, whole });
    }
    Ok(salvaged)
}

/// Copies what can be read of a table; whether that was all.
fn copy_table(damaged: &mut Damaged<'_>, fresh: &Connection, table: &str) -> Result<bool, Error> {
    let (mut low, mut high) = (i64::MIN, i64::MAX); // between these, both out, nothing was read yet
    if scan(damaged, fresh, table, low, &mut high, Direction::NewestFirst)? {
        return Ok(true);
    }
    scan(damaged, fresh, table, high, &mut low, Direction::OldestFirst)?;
    low = low.max(0);
    high = high.min(damaged.most_rows());
    let (mut at, mut step, mut tries) = (low + 1, 1, 0);
    while at < high {
        if damaged.attempt(|connection| row(connection, table, at)).is_some() {
            // Readable here: back to where it stopped, then on.
            let mut back = at + 1;
            scan(damaged, fresh, table, low, &mut back, Direction::NewestFirst)?;
            low = at;
            if scan(damaged, fresh, table, high, &mut low, Direction::OldestFirst)? {
                break;
            }
            (at, step, tries) = (low + 1, 1, 0);
        } else {
            tries += 1;
            if tries % PATIENT_TRIES == 0 {
                step = (step * 2).min(WIDEST_STEP);
            }
            at += step;
        }
    }
    Ok(false)
}

#[derive(Clone, Copy, PartialEq)]
enum Direction {
    NewestFirst,
    OldestFirst,
}

/// Copies rows from `from` up to or down to `end`, both out, and moves `from` along. Whether it got to the end.
fn scan(
    damaged: &mut Damaged<'_>,
    fresh: &Connection,
    table: &str,
    end: i64,
    from: &mut i64,
    direction: Direction,
) -> Result<bool, Error> {
    let (bounds, order) = match direction {
        Direction::NewestFirst => ([end, *from], "DESC"),
        Direction::OldestFirst => ([*from, end], "ASC"),
    };
    let sql = format!(
        "SELECT rowid, * FROM {table} NOT INDEXED WHERE rowid > ? AND rowid < ? ORDER BY rowid {order}"
    );
    let mut refused = None;
    let ended = damaged.attempt(|connection| {
        let mut statement = connection.prepare(&sql)?;
        let columns = statement.column_count() - 1;
        let marks = vec!["?"; columns].join(", ");
        let mut insert = fresh.prepare_cached(&format!("INSERT OR IGNORE INTO {table} VALUES ({marks})"))?;
        let mut rows = statement.query(bounds)?;
        while let Some(row) = rows.next()? {
            let values = (1..=columns).map(|at| row.get::<_, Value>(at)).collect::<Result<Vec<_>, _>>()?;
            *from = row.get(0)?;
            was_whole(connection, values.iter().map(length).sum())?;
            if let Err(error) = insert.execute(params_from_iter(values)) {
                refused = Some(error);
                return Ok(());
            }
        }
        Ok(())
    });
    match refused {
        Some(error) => Err(error.into()), // of the new file: the disk is full
        None => Ok(ended.is_some()),
    }
}

fn length(value: &Value) -> usize {
    match value {
        Value::Text(text) => text.len(),
        Value::Blob(bytes) => bytes.len(),
        _ => 0,
    }
}

fn row(connection: &Connection, table: &str, rowid: i64) -> rusqlite::Result<()> {
    connection
        .prepare_cached(&format!("SELECT * FROM {table} NOT INDEXED WHERE rowid = ?"))?
        .query([rowid])?
        .next()?;
    Ok(())
}

/// Takes away what points at a row that is lost: the pointer where there may be none, else the row. Gives the tables
/// that lost something so.
fn remove_orphans(fresh: &Connection) -> Result<Vec<String>, Error> {
    let mut tables = Vec::new();
    loop {
        let mut statement = fresh.prepare("SELECT \"table\", rowid, fkid FROM pragma_foreign_key_check")?;
        let found: Vec<(String, i64, i64)> = statement
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<Result<_, _>>()?;
        if found.is_empty() {
            return Ok(tables);
        }
        for (table, rowid, key) in found {
            let (column, required): (String, bool) = fresh.query_row(
                "SELECT k.\"from\", c.\"notnull\" FROM pragma_foreign_key_list(?1) k
                 JOIN pragma_table_info(?1) c ON c.name = k.\"from\" WHERE k.id = ?2",
                (&table, key),
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?;
            let sql = if required {
                format!("DELETE FROM {table} WHERE rowid = ?")
            } else {
                format!("UPDATE {table} SET {column} = NULL WHERE rowid = ?")
            };
            fresh.execute(&sql, [rowid])?;
            tables.push(table);
        }
    }
}

/// The copy of the damaged ledger. Once SQLCipher met a damaged page, its connection reads nothing more, so each failure
/// is followed by a new one.
struct Damaged<'k> {
    path: PathBuf,
    key: &'k Key,
    connection: Option<Connection>,
}

struct Schema {
    version: i32,
    /// Name and statement, in the order in which they were made.
    tables: Vec<(String, String)>,
    indexes: Vec<String>,
}

impl Damaged<'_> {
    fn schema(&mut self) -> Result<Schema, Error> {
        let connection = unlock(&self.path, self.key)?;
        let version = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
        if version > schema::VERSION {
            return Err(Error::TooNew { found: version, known: schema::VERSION });
        }
        let mut statement = connection.prepare(
            "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid",
        )?;
        let mut schema = Schema { version, tables: Vec::new(), indexes: Vec::new() };
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            match row.get::<_, String>(0)?.as_str() {
                "table" => schema.tables.push((row.get(1)?, row.get(2)?)),
                _ => schema.indexes.push(row.get(2)?),
            }
        }
        Ok(schema)
    }

    /// `None` when a damaged page was met.
    fn attempt<T>(&mut self, read: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Option<T> {
        let connection = match self.connection.take() {
            Some(connection) => connection,
            None => unlock(&self.path, self.key).ok()?,
        };
        let value = read(&connection).ok()?;
        self.connection = Some(connection);
        Some(value)
    }

    fn most_rows(&self) -> i64 {
        let bytes = fs::metadata(&self.path).map_or(0, |file| file.len());
        i64::try_from(bytes / SMALLEST_ROW).unwrap_or(i64::MAX)
    }
}

fn remove(path: &Path) -> Result<(), Error> {
    for file in with_logs(path).iter().filter(|file| file.exists()) {
        fs::remove_file(file).map_err(unavailable)?;
    }
    Ok(())
}

fn unavailable(error: io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::StorageFull => Unavailable::DiskFull.into(),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Unavailable::ReadOnly.into(),
        _ => Unavailable::InputOutput.into(),
    }
}
