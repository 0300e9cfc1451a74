//! The table `replies`.

use rusqlite::{Connection, OptionalExtension, Row, Transaction};

use super::health::was_whole;
use super::{Error, forget};
use crate::ledger::{ReplyChannel, ReplyEntry};
use crate::privacy::Redacted;

const COLUMNS: &str = "id, sim_id, command_id, channel, sender, text, received_ms, trusted";

/// Adds one; `reply.id` is ignored. Gives its key.
pub fn add(transaction: &Transaction<'_>, reply: &ReplyEntry) -> Result<i64, Error> {
    let (channel, sender) = match &reply.channel {
        ReplyChannel::Ussd => ("ussd", None),
        ReplyChannel::Sms { sender } => ("sms", Some(sender)),
        ReplyChannel::Pasted => ("pasted", None),
    };
    let id = forget::next_id(transaction, "replies")?;
    transaction.execute(
        "INSERT INTO replies (id, sim_id, command_id, channel, sender, text, received_ms, trusted)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            id,
            reply.sim_id,
            reply.command_id,
            channel,
            sender,
            &reply.text.0,
            reply.received_ms,
            reply.trusted,
        ),
    )?;
    Ok(id)
}

/// The one of that key.
pub fn get(connection: &Connection, id: i64) -> Result<Option<ReplyEntry>, Error> {
    let mut statement = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM replies WHERE id = ?"))?;
    let found = statement.query_row([id], reply).optional()?;
    whole(connection, found.as_slice())?;
    Ok(found)
}

/// The newest replies of a SIM, newest first.
pub fn newest(connection: &Connection, sim_id: i64, limit: i64) -> Result<Vec<ReplyEntry>, Error> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM replies WHERE sim_id = ? ORDER BY id DESC LIMIT ?"
    ))?;
    let replies = statement.query_map([sim_id, limit], reply)?.collect::<Result<Vec<_>, _>>()?;
    whole(connection, &replies)?;
    Ok(replies)
}

/// The replies to a command, oldest first.
pub fn of_command(connection: &Connection, command_id: i64) -> Result<Vec<ReplyEntry>, Error> {
    let mut statement = connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM replies WHERE command_id = ? ORDER BY id"))?;
    let replies = statement.query_map([command_id], reply)?.collect::<Result<Vec<_>, _>>()?;
    whole(connection, &replies)?;
    Ok(replies)
}

/// What a sender wrote to a SIM before anybody said whose it is, oldest first.
pub fn unanswered_of(connection: &Connection, sim_id: i64, sender: &str) -> Result<Vec<ReplyEntry>, Error> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM replies WHERE sim_id = ? AND sender = ? AND trusted = 0 ORDER BY id"
    ))?;
    let replies = statement.query_map((sim_id, sender), reply)?.collect::<Result<_, _>>()?;
    Ok(replies)
}

/// Removes what a stranger wrote to a SIM, which is not to be kept.
pub fn remove_of_sender(transaction: &Transaction<'_>, sim_id: i64, sender: &str) -> Result<(), Error> {
    transaction
        .execute("DELETE FROM replies WHERE sim_id = ? AND sender = ? AND trusted = 0", (sim_id, sender))?;
    Ok(())
}

/// Removes messages of senders about whom nobody answered since that moment.
pub fn remove_unanswered(transaction: &Transaction<'_>, before_ms: i64) -> Result<(), Error> {
    transaction.execute(
        "DELETE FROM replies WHERE trusted = 0 AND received_ms < ? AND NOT EXISTS
         (SELECT 1 FROM senders WHERE senders.sim_id = replies.sim_id AND senders.sender = replies.sender AND operator)",
        [before_ms],
    )?;
    Ok(())
}

fn whole(connection: &Connection, replies: &[ReplyEntry]) -> Result<(), Error> {
    let longest = replies.iter().map(|reply| reply.text.0.len()).max();
    Ok(was_whole(connection, longest.unwrap_or(0))?)
}

fn reply(row: &Row<'_>) -> rusqlite::Result<ReplyEntry> {
    let channel = match (row.get_ref(3)?.as_str()?, row.get::<_, Option<String>>(4)?) {
        ("ussd", _) => ReplyChannel::Ussd,
        (_, Some(sender)) => ReplyChannel::Sms { sender },
        _ => ReplyChannel::Pasted,
    };
    Ok(ReplyEntry {
        id: row.get(0)?,
        sim_id: row.get(1)?,
        command_id: row.get(2)?,
        channel,
        text: Redacted(row.get(5)?),
        received_ms: row.get(6)?,
        trusted: row.get(7)?,
    })
}
