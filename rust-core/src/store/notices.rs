//! The table `notices`.

use std::collections::HashSet;

use rusqlite::{Connection, Transaction};

use super::Error;

/// The ids of all notices that were shown.
pub fn rung(connection: &Connection) -> Result<HashSet<String>, Error> {
    let mut statement = connection.prepare_cached("SELECT id FROM notices")?;
    let ids = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(ids)
}

/// Remembers that one was shown. Saying so twice is no error.
pub fn remember(transaction: &Transaction<'_>, id: &str, at_ms: i64) -> Result<(), Error> {
    transaction.execute("INSERT OR IGNORE INTO notices (id, rung_ms) VALUES (?, ?)", (id, at_ms))?;
    Ok(())
}
