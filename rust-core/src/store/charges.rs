//! The table `charges`.

use std::collections::BTreeSet;

use rusqlite::{Connection, Row, Transaction};

use super::Error;
use crate::ledger::ChargeEntry;
use crate::money::Money;

const COLUMNS: &str = "sim_id, kind, origin, reply_id, command_id, plan, units, scale, currency, at_ms";

/// Appends an entry.
pub fn add(transaction: &Transaction<'_>, entry: &ChargeEntry) -> Result<(), Error> {
    transaction.execute(
        &format!("INSERT INTO charges ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
        (
            entry.sim_id,
            entry.kind,
            entry.origin,
            entry.reply_id,
            entry.command_id,
            &entry.plan,
            entry.amount.units,
            entry.amount.scale,
            &entry.amount.currency,
            entry.at_ms,
        ),
    )?;
    Ok(())
}

/// All entries of a SIM, oldest first.
pub fn of_sim(connection: &Connection, sim_id: i64) -> Result<Vec<ChargeEntry>, Error> {
    let mut statement =
        connection.prepare_cached(&format!("SELECT {COLUMNS} FROM charges WHERE sim_id = ? ORDER BY id"))?;
    let entries = statement.query_map([sim_id], entry)?.collect::<Result<_, _>>()?;
    Ok(entries)
}

/// What a reply says, oldest first.
pub(super) fn of_reply(connection: &Connection, reply_id: i64) -> Result<Vec<ChargeEntry>, Error> {
    let mut statement = connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM charges WHERE reply_id = ? ORDER BY id"))?;
    let entries = statement.query_map([reply_id], entry)?.collect::<Result<_, _>>()?;
    Ok(entries)
}

/// The entries of those keys, oldest first.
pub(super) fn of_ids(connection: &Connection, ids: &BTreeSet<i64>) -> Result<Vec<ChargeEntry>, Error> {
    let mut statement = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM charges WHERE id = ?"))?;
    let entries = ids.iter().map(|id| statement.query_row([id], entry)).collect::<Result<_, _>>()?;
    Ok(entries)
}

/// When money last went or came, epoch milliseconds.
pub(super) fn newest_ms(connection: &Connection, sim_id: i64) -> Result<Option<i64>, Error> {
    let mut statement = connection.prepare_cached("SELECT max(at_ms) FROM charges WHERE sim_id = ?")?;
    Ok(statement.query_row([sim_id], |row| row.get(0))?)
}

/// The entries of a SIM from one moment to before another, oldest first.
pub fn between(
    connection: &Connection,
    sim_id: i64,
    from_ms: i64,
    to_ms: i64,
) -> Result<Vec<ChargeEntry>, Error> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM charges WHERE sim_id = ? AND at_ms >= ? AND at_ms < ? ORDER BY at_ms, id"
    ))?;
    let entries = statement.query_map([sim_id, from_ms, to_ms], entry)?.collect::<Result<_, _>>()?;
    Ok(entries)
}

fn entry(row: &Row<'_>) -> rusqlite::Result<ChargeEntry> {
    Ok(ChargeEntry {
        sim_id: row.get(0)?,
        kind: row.get(1)?,
        origin: row.get(2)?,
        reply_id: row.get(3)?,
        command_id: row.get(4)?,
        plan: row.get(5)?,
        amount: Money { units: row.get(6)?, scale: row.get(7)?, currency: row.get(8)? },
        at_ms: row.get(9)?,
    })
}
