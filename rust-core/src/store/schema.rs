//! The schema's version, and the steps from older ones.
//!
//! `schema.sql` is the whole current schema; `STEPS` bring an older file up to it. The runner alone sets the version,
//! in the same transaction as the steps.

use rusqlite::{Connection, TransactionBehavior};

use super::Error;

/// The schema that this version of the app writes.
pub(crate) const VERSION: i32 = 2;

/// What an empty file becomes.
pub(crate) const WHOLE: &str = include_str!("schema.sql");

/// `STEPS[n]` brings version n + 1 to n + 2.
const STEPS: [&str; VERSION as usize - 1] =
    [include_str!("migrations/0001_to_0002_events_of_sims_plans_and_charges.sql")];

/// Makes the schema in an empty file.
pub(super) fn make(connection: &mut Connection) -> Result<(), Error> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    transaction.execute_batch(WHOLE)?;
    transaction.pragma_update(None, "user_version", VERSION)?;
    transaction.commit()?;
    Ok(())
}

/// Upgrades an older file. One of no version is no ledger: a ledger has its version from its first moment.
pub(crate) fn upgrade(connection: &mut Connection) -> Result<(), Error> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found: i32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    match found {
        VERSION => return Ok(()),
        older if (1..VERSION).contains(&older) => {
            for step in STEPS.iter().skip(older as usize - 1) {
                transaction.execute_batch(step)?;
            }
        }
        newer if newer > VERSION => return Err(Error::TooNew { found, known: VERSION }),
        _ => return Err(Error::Corrupt),
    }
    transaction.pragma_update(None, "user_version", VERSION)?;
    transaction.commit()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file that each earlier version wrote, as SQL text; `tests/fixtures/ledger/README.md` says what is in it.
    const OLD: [&str; VERSION as usize - 1] = [include_str!("../../../tests/fixtures/ledger/v1.sql")];

    fn upgraded(from: usize) -> Connection {
        let mut connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(OLD[from - 1]).unwrap();
        upgrade(&mut connection).unwrap();
        connection
    }

    /// Every table, column, index and foreign key, whatever its text looks like.
    fn shape(connection: &Connection) -> Vec<String> {
        let mut shape = Vec::new();
        let mut rows = |sql: &str| {
            let mut statement = connection.prepare(sql).unwrap();
            let columns = statement.column_count();
            let mut rows = statement.query([]).unwrap();
            while let Some(row) = rows.next().unwrap() {
                let cells = (0..columns).map(|at| format!("{:?}", row.get_ref(at).unwrap()));
                shape.push(cells.collect::<Vec<_>>().join(" "));
            }
        };
        rows(
            "SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
        );
        rows(
            "SELECT t.name, c.* FROM sqlite_schema t, pragma_table_xinfo(t.name) c WHERE t.type = 'table' ORDER BY t.name, c.cid",
        );
        rows(
            "SELECT t.name, f.* FROM sqlite_schema t, pragma_foreign_key_list(t.name) f WHERE t.type = 'table' ORDER BY t.name, f.id",
        );
        rows(
            "SELECT t.name, i.name, i.\"unique\", i.partial, c.name FROM sqlite_schema t, pragma_index_list(t.name) i, pragma_index_info(i.name) c WHERE t.type = 'table' ORDER BY i.name, c.seqno",
        );
        shape
    }

    #[test]
    fn an_upgraded_file_has_the_shape_of_a_fresh_one() {
        let mut fresh = Connection::open_in_memory().unwrap();
        make(&mut fresh).unwrap();
        let fresh = shape(&fresh);
        assert!(fresh.len() > 50, "the shape is seen: {}", fresh.len());
        for from in 1..VERSION as usize {
            assert_eq!(shape(&upgraded(from)), fresh, "from version {from}");
        }
    }

    #[test]
    fn nothing_that_version_1_stored_is_lost() {
        let connection = upgraded(1);
        let count = |table: &str| {
            connection
                .query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get::<_, i64>(0))
                .unwrap()
        };
        let counts =
            ["sims", "commands", "command_events", "replies", "balances", "senders", "notices"].map(count);
        assert_eq!(counts, [2, 2, 6, 2, 3, 1, 1]);
        let ok: String = connection.pragma_query_value(None, "integrity_check", |row| row.get(0)).unwrap();
        assert_eq!(ok, "ok");
    }
}
