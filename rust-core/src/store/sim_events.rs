//! The table `sim_events`.

use rusqlite::Transaction;

use super::Error;
use crate::ledger::SimChange;

/// Appends one.
pub fn add(transaction: &Transaction<'_>, sim_id: i64, change: &SimChange, at_ms: i64) -> Result<(), Error> {
    let (kind, detail) = match change {
        SimChange::Renamed(label) => ("renamed", Some(label.as_str())),
        SimChange::NumberSet(number) => ("number_set", number.as_ref().map(|number| number.0.as_str())),
        SimChange::Archived => ("archived", None),
        SimChange::TakenBack => ("taken_back", None),
    };
    transaction.execute(
        "INSERT INTO sim_events (sim_id, kind, detail, at_ms) VALUES (?, ?, ?, ?)",
        (sim_id, kind, detail, at_ms),
    )?;
    Ok(())
}
