//! The table `balances`.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, Transaction};

use super::Error;
use crate::ledger::BalanceEntry;
use crate::money::Money;

/// Appends an entry.
pub fn add(transaction: &Transaction<'_>, entry: &BalanceEntry) -> Result<(), Error> {
    let money = entry.money.as_ref();
    let day = |date: Option<NaiveDate>| date.map(|date| date.to_string());
    transaction.execute(
        "INSERT INTO balances
         (sim_id, origin, reply_id, units, scale, currency, valid_until, offered_until, at_ms)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            entry.sim_id,
            entry.origin,
            entry.reply_id,
            money.map(|money| money.units),
            money.map(|money| money.scale),
            money.map(|money| money.currency.as_str()),
            day(entry.valid_until),
            day(entry.offered_until),
            entry.at_ms,
        ),
    )?;
    Ok(())
}

const COLUMNS: &str = "sim_id, origin, reply_id, units, scale, currency, valid_until, offered_until, at_ms";

/// All entries of a SIM, oldest first.
pub fn of_sim(connection: &Connection, sim_id: i64) -> Result<Vec<BalanceEntry>, Error> {
    let mut entries = Vec::new();
    each(connection, "sim_id = ? ORDER BY id", sim_id, &mut entries)?;
    Ok(entries)
}

/// What a reply says, oldest first.
pub(super) fn of_reply(connection: &Connection, reply_id: i64) -> Result<Vec<BalanceEntry>, Error> {
    let mut entries = Vec::new();
    each(connection, "reply_id = ? ORDER BY id", reply_id, &mut entries)?;
    Ok(entries)
}

/// The entries of those keys, oldest first.
pub(super) fn of_ids(connection: &Connection, ids: &BTreeSet<i64>) -> Result<Vec<BalanceEntry>, Error> {
    let mut entries = Vec::new();
    ids.iter().try_for_each(|id| each(connection, "id = ?", *id, &mut entries))?;
    Ok(entries)
}

/// The later date that a reply gave and that counts only after a tap, and whether another was stated since.
pub fn offer_of(connection: &Connection, reply_id: i64) -> Result<Option<(NaiveDate, bool)>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT offered_until, EXISTS (
             SELECT 1 FROM balances AS later
             WHERE later.sim_id = offer.sim_id AND later.id > offer.id AND later.valid_until IS NOT NULL)
         FROM balances AS offer WHERE reply_id = ? AND offered_until IS NOT NULL ORDER BY id DESC LIMIT 1",
    )?;
    let offer = statement.query_row([reply_id], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let Some((until, settled)) = offer else { return Ok(None) };
    Ok(day(until)?.map(|until| (until, settled)))
}

fn each(connection: &Connection, which: &str, id: i64, entries: &mut Vec<BalanceEntry>) -> Result<(), Error> {
    let mut statement =
        connection.prepare_cached(&format!("SELECT {COLUMNS} FROM balances WHERE {which}"))?;
    let mut rows = statement.query([id])?;
    while let Some(row) = rows.next()? {
        entries.push(entry(row)?);
    }
    Ok(())
}

fn entry(row: &Row<'_>) -> Result<BalanceEntry, Error> {
    let money = match (row.get(3)?, row.get(4)?, row.get(5)?) {
        (Some(units), Some(scale), Some(currency)) => Some(Money { units, scale, currency }),
        _ => None,
    };
    Ok(BalanceEntry {
        sim_id: row.get(0)?,
        origin: row.get(1)?,
        reply_id: row.get(2)?,
        money,
        valid_until: day(row.get(6)?)?,
        offered_until: day(row.get(7)?)?,
        at_ms: row.get(8)?,
    })
}

fn day(text: Option<String>) -> Result<Option<NaiveDate>, Error> {
    text.map(|text| text.parse().map_err(|_| Error::UnknownWord("date"))).transpose()
}
