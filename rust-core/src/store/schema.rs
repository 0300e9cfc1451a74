//! The schema's version, and the steps from older ones.
//!
//! `schema.sql` is the whole current schema; `STEPS` bring an older file up to it. The runner alone sets the version,
//! in the same transaction as the steps.

use rusqlite::{Connection, TransactionBehavior};

use super::Error;

/// The schema that this version of the app writes.
pub(super) const VERSION: i32 = 1;

const WHOLE: &str = include_str!("schema.sql");

/// `STEPS[n]` brings version n + 1 to n + 2. None yet: 1 is the first.
const STEPS: [&str; VERSION as usize - 1] = [];

/// Makes the schema in an empty file, or upgrades an older one.
pub(super) fn bring_up_to_date(connection: &mut Connection) -> Result<(), Error> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found: i32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    match found {
        0 => transaction.execute_batch(WHOLE)?,
        VERSION => return Ok(()),
        older if (1..VERSION).contains(&older) => {
            for step in STEPS.iter().skip(older as usize - 1) {
                transaction.execute_batch(step)?;
            }
        }
        found => return Err(Error::TooNew { found, known: VERSION }),
    }
    transaction.pragma_update(None, "user_version", VERSION)?;
    transaction.commit()?;
    Ok(())
}
