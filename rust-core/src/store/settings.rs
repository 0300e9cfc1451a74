//! The table `settings`. The newest row of a name counts.

use rusqlite::{Connection, OptionalExtension, Transaction};

use super::Error;

/// The value of that name, and when it was set.
pub fn get(connection: &Connection, name: &str) -> Result<Option<(String, i64)>, Error> {
    let mut statement = connection
        .prepare_cached("SELECT value, at_ms FROM settings WHERE name = ? ORDER BY id DESC LIMIT 1")?;
    Ok(statement.query_row([name], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
}

/// Sets it from now on.
pub fn set(transaction: &Transaction<'_>, name: &str, value: &str, at_ms: i64) -> Result<(), Error> {
    transaction
        .execute("INSERT INTO settings (name, value, at_ms) VALUES (?, ?, ?)", (name, value, at_ms))?;
    Ok(())
}
