//! The table `balances`.

use chrono::NaiveDate;
use rusqlite::{Connection, Row, Transaction};

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
    entries(connection, "sim_id = ? ORDER BY id", sim_id)
}

fn entries(connection: &Connection, which: &str, id: i64) -> Result<Vec<BalanceEntry>, Error> {
    let mut statement =
        connection.prepare_cached(&format!("SELECT {COLUMNS} FROM balances WHERE {which}"))?;
    let mut rows = statement.query([id])?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        entries.push(entry(row)?);
    }
    Ok(entries)
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
