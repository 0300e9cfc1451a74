//! The table `sims`.

use rusqlite::{Connection, OptionalExtension, Row, Transaction};

use super::Error;
use crate::ledger::Sim;
use crate::privacy::Redacted;

/// A subscription id that came with a backup is another phone's: see `transfer::restore`.
const COLUMNS: &str =
    "id, label, operator_id, msisdn, CASE WHEN id > ifnull((SELECT CAST(value AS INTEGER) FROM settings
    WHERE name = 'restored_sims' ORDER BY settings.id DESC LIMIT 1), 0) THEN subscription_id END";

/// Adds one; `sim.id` is ignored. Gives its key.
pub fn add(transaction: &Transaction<'_>, sim: &Sim, at_ms: i64) -> Result<i64, Error> {
    let msisdn = sim.msisdn.as_ref().map(|number| number.0.as_str());
    transaction.execute(
        "INSERT INTO sims (label, operator_id, msisdn, subscription_id, added_ms) VALUES (?, ?, ?, ?, ?)",
        (&sim.label, &sim.operator_id, msisdn, sim.subscription_id, at_ms),
    )?;
    Ok(transaction.last_insert_rowid())
}

/// All of them, in the order in which they were added.
pub fn all(connection: &Connection) -> Result<Vec<Sim>, Error> {
    let mut statement = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM sims ORDER BY id"))?;
    let sims = statement.query_map([], sim)?.collect::<Result<_, _>>()?;
    Ok(sims)
}

/// The one of that key.
pub fn get(connection: &Connection, id: i64) -> Result<Option<Sim>, Error> {
    let mut statement = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM sims WHERE id = ?"))?;
    Ok(statement.query_row([id], sim).optional()?)
}

fn sim(row: &Row<'_>) -> rusqlite::Result<Sim> {
    Ok(Sim {
        id: row.get(0)?,
        label: row.get(1)?,
        operator_id: row.get(2)?,
        msisdn: row.get::<_, Option<String>>(3)?.map(Redacted),
        subscription_id: row.get(4)?,
    })
}
