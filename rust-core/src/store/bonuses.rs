//! The table `bonuses`.

use std::collections::BTreeSet;

use rusqlite::{Connection, Transaction};

use super::Error;
use super::days::{day, text};
use crate::ledger::BonusEntry;
use crate::money::Money;

/// Appends an entry.
pub fn add(transaction: &Transaction<'_>, entry: &BonusEntry) -> Result<(), Error> {
    transaction.execute(
        "INSERT INTO bonuses (sim_id, origin, reply_id, units, scale, currency, valid_until, at_ms)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            entry.sim_id,
            entry.origin,
            entry.reply_id,
            entry.amount.units,
            entry.amount.scale,
            &entry.amount.currency,
            text(entry.valid_until),
            entry.at_ms,
        ),
    )?;
    Ok(())
}

/// All entries of a SIM, oldest first.
pub fn of_sim(connection: &Connection, sim_id: i64) -> Result<Vec<BonusEntry>, Error> {
    let mut entries = Vec::new();
    each(connection, "sim_id = ? ORDER BY id", sim_id, &mut entries)?;
    Ok(entries)
}

/// What a reply says, oldest first.
pub(super) fn of_reply(connection: &Connection, reply_id: i64) -> Result<Vec<BonusEntry>, Error> {
    let mut entries = Vec::new();
    each(connection, "reply_id = ? ORDER BY id", reply_id, &mut entries)?;
    Ok(entries)
}

/// The entries of those keys, oldest first.
pub(super) fn of_ids(connection: &Connection, ids: &BTreeSet<i64>) -> Result<Vec<BonusEntry>, Error> {
    let mut entries = Vec::new();
    ids.iter().try_for_each(|id| each(connection, "id = ?", *id, &mut entries))?;
    Ok(entries)
}

fn each(connection: &Connection, which: &str, id: i64, entries: &mut Vec<BonusEntry>) -> Result<(), Error> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT sim_id, origin, reply_id, units, scale, currency, valid_until, at_ms FROM bonuses WHERE {which}"
    ))?;
    let mut rows = statement.query([id])?;
    while let Some(row) = rows.next()? {
        entries.push(BonusEntry {
            sim_id: row.get(0)?,
            origin: row.get(1)?,
            reply_id: row.get(2)?,
            amount: Money { units: row.get(3)?, scale: row.get(4)?, currency: row.get(5)? },
            valid_until: day(row.get(6)?)?,
            at_ms: row.get(7)?,
        });
    }
    Ok(())
}
