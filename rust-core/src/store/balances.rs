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

/// What a reply said, and the tap that accepted it; oldest first.
pub fn of_reply(connection: &Connection, reply_id: i64) -> Result<Vec<BalanceEntry>, Error> {
    entries(connection, "reply_id = ? ORDER BY id", reply_id)
}

/// The newest amount and the newest day that counts, each alone. The state of a SIM follows from these as from all
/// entries, and they are found without reading the others.
pub fn newest_of_each_part(connection: &Connection, sim_id: i64) -> Result<Vec<BalanceEntry>, Error> {
    let newest = "ORDER BY at_ms DESC, id DESC LIMIT 1";
    let amount = entries(connection, &format!("sim_id = ? AND units IS NOT NULL {newest}"), sim_id)?;
    let day = entries(connection, &format!("sim_id = ? AND valid_until IS NOT NULL {newest}"), sim_id)?;
    let amount = amount.into_iter().map(|entry| BalanceEntry { valid_until: None, ..entry });
    Ok(amount.chain(day.into_iter().map(|entry| BalanceEntry { money: None, ..entry })).collect())
}

/// Whether a SIM's date was stated, or one accepted, after this reply said something.
pub fn settled_after(connection: &Connection, sim_id: i64, reply_id: i64) -> Result<bool, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM balances
         WHERE sim_id = ?1 AND (valid_until IS NOT NULL OR origin = 'tap')
         AND id > (SELECT max(id) FROM balances WHERE reply_id = ?2 AND offered_until IS NOT NULL))",
    )?;
    Ok(statement.query_row([sim_id, reply_id], |row| row.get(0))?)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::{Origin, sim_state};
    use crate::store::{Key, Mode, open};

    #[test]
    fn the_newest_of_each_part_gives_the_same_state_as_all() {
        let folder = tempfile::tempdir().unwrap();
        let key = Key::new(&[1; 32]).unwrap();
        let mut ledger = open(&folder.path().join("baohao.db"), &key, Mode::Create).unwrap();
        let transaction = ledger.transaction().unwrap();
        transaction
            .execute("INSERT INTO sims (label, operator_id, added_ms) VALUES ('', 'kh-smart', 0)", [])
            .unwrap();
        for turn in 0..60_i64 {
            let entry = BalanceEntry {
                sim_id: 1,
                origin: Origin::Reply,
                reply_id: None,
                money: (turn % 3 != 0).then(|| Money { units: turn, scale: 2, currency: "USD".to_owned() }),
                valid_until: NaiveDate::from_ymd_opt(2027, 1, 1 + turn as u32 % 28).filter(|_| turn % 4 == 1),
                offered_until: None,
                at_ms: turn * 7 % 11, // not in the order in which they are stored, and some at once
            };
            add(&transaction, &entry).unwrap();
            let all = sim_state(&of_sim(&transaction, 1).unwrap());
            assert_eq!(sim_state(&newest_of_each_part(&transaction, 1).unwrap()), all, "{turn}");
        }
    }
}
