//! The table `templates`.

use rusqlite::{Connection, Row, Transaction};

use super::Error;
use crate::ledger::TemplateEntry;
use crate::reply::template::Template;

/// Appends one; `entry.id` is ignored. Gives its key.
pub fn add(transaction: &Transaction<'_>, entry: &TemplateEntry) -> Result<i64, Error> {
    transaction.execute(
        "INSERT INTO templates (operator_id, origin, reply_id, form, dropped, at_ms) VALUES (?, ?, ?, ?, ?, ?)",
        (
            &entry.operator_id,
            entry.origin,
            entry.reply_id,
            entry.template.form(),
            entry.dropped,
            entry.at_ms,
        ),
    )?;
    Ok(transaction.last_insert_rowid())
}

/// All entries, oldest first.
pub fn all(connection: &Connection) -> Result<Vec<TemplateEntry>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT id, operator_id, origin, reply_id, form, dropped, at_ms FROM templates ORDER BY id",
    )?;
    let mut rows = statement.query([])?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        entries.push(entry(row)?);
    }
    Ok(entries)
}

fn entry(row: &Row<'_>) -> Result<TemplateEntry, Error> {
    Ok(TemplateEntry {
        id: row.get(0)?,
        operator_id: row.get(1)?,
        origin: row.get(2)?,
        reply_id: row.get(3)?,
        template: Template::parse(row.get_ref(4)?.as_str().map_err(|_| Error::UnknownWord("template"))?)
            .map_err(|_| Error::UnknownWord("template"))?,
        dropped: row.get(5)?,
        at_ms: row.get(6)?,
    })
}
