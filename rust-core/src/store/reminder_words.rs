//! The table `reminder_words`.

use chrono::NaiveDateTime;
use rusqlite::{Connection, Transaction};

use super::Error;
use crate::ledger::ReminderEntry;

/// Local date and time, to the second.
const FORM: &str = "%Y-%m-%dT%H:%M:%S";

/// Appends an entry.
pub fn add(transaction: &Transaction<'_>, entry: &ReminderEntry) -> Result<(), Error> {
    transaction.execute(
        "INSERT INTO reminder_words (sim_id, deadline, word, until, at_ms) VALUES (?, ?, ?, ?, ?)",
        (
            entry.sim_id,
            &entry.deadline,
            entry.word,
            entry.until.map(|until| until.format(FORM).to_string()),
            entry.at_ms,
        ),
    )?;
    Ok(())
}

/// All of them, oldest first.
pub fn all(connection: &Connection) -> Result<Vec<ReminderEntry>, Error> {
    let mut statement = connection
        .prepare_cached("SELECT sim_id, deadline, word, until, at_ms FROM reminder_words ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        entries.push(ReminderEntry {
            sim_id: row.get(0)?,
            deadline: row.get(1)?,
            word: row.get(2)?,
            until: row.get::<_, Option<String>>(3)?.map(|text| moment(&text)).transpose()?,
            at_ms: row.get(4)?,
        });
    }
    Ok(entries)
}

fn moment(text: &str) -> Result<NaiveDateTime, Error> {
    NaiveDateTime::parse_from_str(text, FORM).map_err(|_| Error::UnknownWord("moment"))
}
