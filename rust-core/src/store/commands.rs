//! The tables `commands` and `command_events`.

use rusqlite::{Connection, ErrorCode, OptionalExtension, Row, Transaction};

use super::{Error, forget};
use crate::compose::Outgoing;
use crate::ledger::{Command, CommandEvent, EventKind, Verdict};

/// Adds a command with its first event.
pub fn prepare(
    transaction: &Transaction<'_>,
    sim_id: i64,
    action_id: &str,
    outgoing: &Outgoing,
    at_ms: i64,
) -> Result<i64, Error> {
    let (channel, recipient, content) = match outgoing {
        Outgoing::Ussd { code } => ("ussd", None, code),
        Outgoing::Sms { to, body } => ("sms", Some(to), body),
    };
    let id = forget::next_id(transaction, "commands")?;
    transaction.execute(
        "INSERT INTO commands (id, sim_id, action_id, channel, recipient, content) VALUES (?, ?, ?, ?, ?, ?)",
        (id, sim_id, action_id, channel, recipient, content),
    )?;
    add_event(transaction, id, EventKind::Prepared, at_ms)?;
    Ok(id)
}

/// Appends an event. A second hand-over is refused as [`Error::Twice`].
pub fn add_event(
    transaction: &Transaction<'_>,
    command_id: i64,
    kind: EventKind,
    at_ms: i64,
) -> Result<(), Error> {
    let mut statement = transaction
        .prepare_cached("INSERT INTO command_events (command_id, kind, detail, at_ms) VALUES (?, ?, ?, ?)")?;
    let added = match kind {
        EventKind::HandedOver(route) => statement.execute((command_id, "handed_over", route, at_ms)),
        EventKind::Failed(failure) => statement.execute((command_id, "failed", failure, at_ms)),
        EventKind::Answered(verdict) => statement.execute((command_id, "answered", verdict, at_ms)),
        plain => statement.execute((command_id, word(plain), None::<String>, at_ms)),
    };
    match added {
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => Err(Error::Twice),
        other => other.map(|_| ()).map_err(Error::from),
    }
}

/// The one of that key, with its events.
pub fn get(connection: &Connection, id: i64) -> Result<Option<Command>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT id, sim_id, action_id, channel, recipient, content FROM commands WHERE id = ?",
    )?;
    let head = statement.query_row([id], head).optional()?;
    head.map(|head| with_events(connection, head)).transpose()
}

/// The newest commands of a SIM, newest first.
pub fn newest(connection: &Connection, sim_id: i64, limit: i64) -> Result<Vec<Command>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT id, sim_id, action_id, channel, recipient, content
         FROM commands WHERE sim_id = ? ORDER BY id DESC LIMIT ?",
    )?;
    let heads = statement.query_map([sim_id, limit], head)?.collect::<Result<Vec<_>, _>>()?;
    heads.into_iter().map(|head| with_events(connection, head)).collect()
}

/// Whether a code was refused with −1 on an operator's network since that moment, and answered to no request since.
pub fn was_menu(
    connection: &Connection,
    operator_id: &str,
    code: &str,
    since_ms: i64,
) -> Result<bool, Error> {
    let mut statement = connection.prepare_cached(
        "WITH same AS (
             SELECT commands.id FROM commands JOIN sims ON sims.id = commands.sim_id
             WHERE sims.operator_id = ?1 AND commands.channel = 'ussd' AND commands.content = ?2)
         SELECT coalesce(max(refused.at_ms), ?3) > coalesce((
             SELECT max(received_ms) FROM replies WHERE channel = 'ussd' AND command_id IN same), ?3)
         FROM command_events refused
         WHERE refused.command_id IN same AND refused.kind = 'failed' AND refused.detail = 'ussd_refused'
           AND refused.at_ms > ?3",
    )?;
    Ok(statement.query_row((operator_id, code, since_ms), |row| row.get(0))?)
}

/// When a command of a SIM last went out, as far as is known, epoch milliseconds.
pub(super) fn last_out_ms(connection: &Connection, sim_id: i64) -> Result<Option<i64>, Error> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT max(event.at_ms) FROM commands CROSS JOIN command_events AS event
         ON event.command_id = commands.id AND event.kind = 'handed_over'
         WHERE commands.sim_id = ? AND {MAY_HAVE_GONE}"
    ))?;
    Ok(statement.query_row([sim_id], |row| row.get(0))?)
}

/// When a message of a SIM went out, as far as is known, after one moment and until another; of several any one.
pub(super) fn message_out_ms(
    connection: &Connection,
    sim_id: i64,
    after_ms: i64,
    until_ms: i64,
) -> Result<Option<i64>, Error> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT event.at_ms FROM command_events AS event CROSS JOIN commands ON commands.id = event.command_id
         WHERE event.kind = 'handed_over' AND event.at_ms > ?2 AND event.at_ms <= ?3
           AND commands.sim_id = ?1 AND commands.channel = 'sms' AND {MAY_HAVE_GONE} LIMIT 1"
    ))?;
    Ok(statement.query_row((sim_id, after_ms, until_ms), |row| row.get(0)).optional()?)
}

/// Nobody said that it stayed here.
const MAY_HAVE_GONE: &str = "NOT EXISTS (SELECT 1 FROM command_events AS other
    WHERE other.command_id = commands.id AND other.kind IN ('failed', 'not_sent'))";

fn head(row: &Row<'_>) -> rusqlite::Result<Command> {
    let content: String = row.get(5)?;
    let outgoing = match row.get::<_, Option<String>>(4)? {
        Some(to) => Outgoing::Sms { to, body: content },
        None => Outgoing::Ussd { code: content },
    };
    Ok(Command { id: row.get(0)?, sim_id: row.get(1)?, action_id: row.get(2)?, outgoing, events: Vec::new() })
}

fn with_events(connection: &Connection, mut command: Command) -> Result<Command, Error> {
    let mut statement = connection
        .prepare_cached("SELECT kind, detail, at_ms FROM command_events WHERE command_id = ? ORDER BY id")?;
    let mut rows = statement.query([command.id])?;
    while let Some(row) = rows.next()? {
        command.events.push(CommandEvent { kind: kind(row)?, at_ms: row.get(2)? });
    }
    Ok(command)
}

fn word(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Prepared => "prepared",
        EventKind::HandedOver(_) => "handed_over",
        EventKind::Sent => "sent",
        EventKind::Failed(_) => "failed",
        EventKind::Opened => "opened",
        EventKind::Unclear => "unclear",
        EventKind::NotSent => "not_sent",
        EventKind::Answered(_) => "answered",
    }
}

fn kind(row: &Row<'_>) -> Result<EventKind, Error> {
    Ok(match row.get_ref(0)?.as_str().map_err(|_| Error::UnknownWord("event"))? {
        "prepared" => EventKind::Prepared,
        "handed_over" => EventKind::HandedOver(row.get(1)?),
        "sent" => EventKind::Sent,
        "failed" => EventKind::Failed(row.get(1)?),
        "opened" => EventKind::Opened,
        "unclear" => EventKind::Unclear,
        "not_sent" => EventKind::NotSent,
        // Schema 1 stored no verdict.
        "answered" => EventKind::Answered(row.get::<_, Option<Verdict>>(1)?.unwrap_or(Verdict::Unclear)),
        _ => return Err(Error::UnknownWord("event")),
    })
}
