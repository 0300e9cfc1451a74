//! The table `sims`, with what `sim_events` say of each since.

use rusqlite::{Connection, OptionalExtension, Row, Transaction};

use super::{Error, forget};
use crate::ledger::{Sim, SimDraft};
use crate::privacy::Redacted;

/// Name, number and archive are the newest events' where there are any.
const SIMS: &str = "SELECT s.id, s.operator_id,
    coalesce((SELECT detail FROM sim_events WHERE sim_id = s.id AND kind = 'renamed' ORDER BY id DESC LIMIT 1), s.label),
    (SELECT count(*) FROM sim_events WHERE sim_id = s.id AND kind = 'number_set'),
    (SELECT detail FROM sim_events WHERE sim_id = s.id AND kind = 'number_set' ORDER BY id DESC LIMIT 1),
    s.msisdn,
    (SELECT CASE kind WHEN 'archived' THEN at_ms END FROM sim_events
     WHERE sim_id = s.id AND kind IN ('archived', 'taken_back') ORDER BY id DESC LIMIT 1)
    FROM sims s";

/// Adds one; what the draft says of its card goes to `sim_cards`. Gives its key, which no SIM had before.
pub fn add(transaction: &Transaction<'_>, draft: &SimDraft, at_ms: i64) -> Result<i64, Error> {
    let id = forget::next_id(transaction, "sims")?;
    transaction.execute(
        "INSERT INTO sims (id, label, operator_id, msisdn, added_ms) VALUES (?, ?, ?, ?, ?)",
        (id, &draft.label, &draft.operator_id, &draft.msisdn, at_ms),
    )?;
    Ok(id)
}

/// All of them, archived ones too, in the order in which they were added.
pub fn all(connection: &Connection) -> Result<Vec<Sim>, Error> {
    let mut statement = connection.prepare_cached(&format!("{SIMS} ORDER BY s.id"))?;
    let sims = statement.query_map([], sim)?.collect::<Result<_, _>>()?;
    Ok(sims)
}

/// The one of that key.
pub fn get(connection: &Connection, id: i64) -> Result<Option<Sim>, Error> {
    let mut statement = connection.prepare_cached(&format!("{SIMS} WHERE s.id = ?"))?;
    Ok(statement.query_row([id], sim).optional()?)
}

fn sim(row: &Row<'_>) -> rusqlite::Result<Sim> {
    let corrected = row.get::<_, i64>(3)? > 0;
    Ok(Sim {
        id: row.get(0)?,
        operator_id: row.get(1)?,
        label: row.get(2)?,
        msisdn: row.get::<_, Option<String>>(if corrected { 4 } else { 5 })?.map(Redacted),
        archived_ms: row.get(6)?,
    })
}
