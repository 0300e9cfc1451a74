//! The table `senders`.

use rusqlite::{Connection, OptionalExtension, Transaction};

use super::Error;

/// What a person said of this sender for this SIM: `Some(true)` it is the operator; `None` if never asked.
pub fn is_operator(connection: &Connection, sim_id: i64, sender: &str) -> Result<Option<bool>, Error> {
    let mut statement =
        connection.prepare_cached("SELECT operator FROM senders WHERE sim_id = ? AND sender = ?")?;
    Ok(statement.query_row((sim_id, sender), |row| row.get(0)).optional()?)
}

/// Remembers what a person said; a later word replaces an earlier one.
pub fn remember(
    transaction: &Transaction<'_>,
    sim_id: i64,
    sender: &str,
    operator: bool,
    at_ms: i64,
) -> Result<(), Error> {
    transaction.execute(
        "INSERT INTO senders (sim_id, sender, operator, said_ms) VALUES (?, ?, ?, ?)
         ON CONFLICT (sim_id, sender) DO UPDATE SET operator = excluded.operator, said_ms = excluded.said_ms",
        (sim_id, sender, operator, at_ms),
    )?;
    Ok(())
}
