//! Deleting a SIM for good: the one place where rows of the event tables go, because their owner says so.

use rusqlite::{Connection, Transaction};

use super::{Error, settings};

/// The tables whose rows belong to one SIM by `sim_id`, each before the ones that it refers to.
const OF_SIM: [&str; 11] = [
    "sim_events",
    "sim_cards",
    "reminder_words",
    "charges",
    "plans",
    "bonuses",
    "balances",
    "senders",
    "replies",
    "commands",
    "sims",
];

/// The tables whose keys are known outside the file, to screens, notices and the platform's callbacks. A key that
/// became free is never given again: a late callback would answer somebody else's command.
const NAMED_OUTSIDE: [&str; 3] = ["sims", "commands", "replies"];

/// Removes a SIM and all that is known of it. What was taught on one of its messages stays, without the message.
/// Afterwards [`sweep`] makes the file forget it too.
pub fn remove_sim(transaction: &Transaction<'_>, sim_id: i64, at_ms: i64) -> Result<(), Error> {
    for table in NAMED_OUTSIDE {
        let last = next_id(transaction, table)? - 1;
        settings::set(transaction, &last_id(table), &last.to_string(), at_ms)?;
    }
    transaction.execute(
        "UPDATE templates SET reply_id = NULL WHERE reply_id IN (SELECT id FROM replies WHERE sim_id = ?)",
        [sim_id],
    )?;
    transaction.execute(
        "DELETE FROM command_events WHERE command_id IN (SELECT id FROM commands WHERE sim_id = ?)",
        [sim_id],
    )?;
    // A notice's id begins with its SIM's.
    transaction.execute(
        "DELETE FROM notices WHERE substr(id, 1, length(?1) + 1) = ?1 || '-'",
        [sim_id.to_string()],
    )?;
    for table in OF_SIM {
        let column = if table == "sims" { "id" } else { "sim_id" };
        transaction.execute(&format!("DELETE FROM {table} WHERE {column} = ?"), [sim_id])?;
    }
    Ok(())
}

/// Writes the file anew without what was removed, and empties the log, which still has it. Freed pages are overwritten
/// as they are freed (`secure_delete`), so what this does not get to holds nothing. What a phone's storage keeps of
/// overwritten blocks is encrypted and out of an app's reach.
pub fn sweep(connection: &Connection) -> Result<(), Error> {
    connection.execute_batch("VACUUM")?;
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(())
}

/// The key of the next row.
pub(super) fn next_id(connection: &Connection, table: &str) -> Result<i64, Error> {
    let there: i64 =
        connection.query_row(&format!("SELECT coalesce(max(id), 0) FROM {table}"), [], |row| row.get(0))?;
    let before = settings::get(connection, &last_id(table))?.and_then(|(id, _)| id.parse().ok());
    Ok(there.max(before.unwrap_or(0)) + 1)
}

fn last_id(table: &str) -> String {
    format!("last_id_of_{table}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::schema::make;

    /// A new table that belongs to a SIM must be named here, or its rows would outlive the SIM.
    #[test]
    fn every_table_that_belongs_to_a_sim_is_known() {
        let mut connection = Connection::open_in_memory().unwrap();
        make(&mut connection).unwrap();
        let named = |column: &str| {
            let mut statement = connection
                .prepare(
                    "SELECT t.name FROM sqlite_schema t, pragma_table_info(t.name) c
                     WHERE t.type = 'table' AND c.name = ? ORDER BY t.name",
                )
                .unwrap();
            statement
                .query_map([column], |row| row.get(0))
                .unwrap()
                .collect::<Result<Vec<String>, _>>()
                .unwrap()
        };
        let known = |table: &String| OF_SIM.contains(&table.as_str());
        assert!(named("sim_id").iter().all(known), "{:?}", named("sim_id"));
        let beside =
            |column: &str| named(column).into_iter().filter(|table| !known(table)).collect::<Vec<_>>();
        assert_eq!(beside("command_id"), ["command_events"]);
        assert_eq!(beside("reply_id"), ["templates"]);
    }

    /// On a file without encryption, whose pages can be searched as they lie there.
    #[test]
    fn no_page_of_the_file_or_its_log_holds_what_was_removed() {
        const TEXT: &str = "Your balance is 5.37749 USD, message";
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plain.db");
        let mut connection = Connection::open(&path).unwrap();
        connection.pragma_update(None, "journal_mode", "wal").unwrap();
        connection.pragma_update(None, "secure_delete", true).unwrap();
        make(&mut connection).unwrap();
        let found = || {
            let files = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path());
            let bytes: Vec<u8> = files.flat_map(|file| std::fs::read(file).unwrap()).collect();
            bytes.windows(TEXT.len()).filter(|window| *window == TEXT.as_bytes()).count()
        };
        connection
            .execute_batch("INSERT INTO sims VALUES (1, 'a', 'kh-smart', NULL, NULL, 1), (2, 'b', 'kh-smart', NULL, NULL, 1)")
            .unwrap();
        for at in 0..400 {
            let sql = "INSERT INTO replies (sim_id, channel, text, received_ms, trusted) VALUES (?, 'ussd', ?, ?, 1)";
            let sim_id = if at % 100 == 7 { 2 } else { 1 };
            connection.execute(sql, (sim_id, format!("{TEXT} {at}"), at)).unwrap();
        }
        assert!(found() >= 400, "the search finds what is there: {}", found());

        let transaction = connection.transaction().unwrap();
        remove_sim(&transaction, 1, 9).unwrap();
        transaction.commit().unwrap();
        sweep(&connection).unwrap();

        assert_eq!(found(), 4, "what the other SIM has, and nothing more");
        let free: i64 = connection.pragma_query_value(None, "freelist_count", |row| row.get(0)).unwrap();
        let ok: String = connection.pragma_query_value(None, "integrity_check", |row| row.get(0)).unwrap();
        assert_eq!((free, ok.as_str()), (0, "ok"));
    }
}
