//! The table `sim_cards`, and what it and older ledgers say of each SIM's card.

use rusqlite::{Connection, Row, Transaction};

use super::{Error, settings};
use crate::ledger::identity::CardMarks;
use crate::privacy::Redacted;

/// Who says which card a SIM is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardOrigin {
    /// The phone, when nothing disagreed.
    Seen,
    /// A person.
    Hand,
}

/// What is known of a SIM's card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardEvidence {
    /// Whose.
    pub sim_id: i64,
    /// The newest marks; `None` if it was never seen in a phone.
    pub marks: Option<CardMarks>,
    /// When a person last said which card it is, epoch milliseconds.
    pub said_ms: Option<i64>,
    /// When anything was last said of it that could make a card be it: its adding, its number, its card.
    pub since_ms: i64,
}

/// The name of the setting that a restored ledger has: ids that Android gave before its moment belong to another phone.
pub const RESTORED: &str = "restored";

/// Appends evidence.
pub fn add(
    transaction: &Transaction<'_>,
    sim_id: i64,
    origin: CardOrigin,
    marks: &CardMarks,
    at_ms: i64,
) -> Result<(), Error> {
    transaction.execute(
        "INSERT INTO sim_cards
         (sim_id, origin, subscription_id, card_id, iccid_hash, msisdn, carrier_id, plmn, embedded, slot, at_ms)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            sim_id,
            origin,
            marks.subscription_id,
            marks.card_id,
            &marks.iccid_hash,
            marks.msisdn.as_ref().map(|number| number.0.as_str()),
            marks.carrier_id,
            &marks.plmn,
            marks.embedded.unwrap_or(false),
            marks.slot,
            at_ms,
        ),
    )?;
    Ok(())
}

/// Of all SIMs, in the order in which they were added. Ledgers of version 1 knew the subscription id alone.
pub fn all(connection: &Connection) -> Result<Vec<CardEvidence>, Error> {
    let restored_ms = settings::get(connection, RESTORED)?.map(|(_, at_ms)| at_ms);
    let mut statement = connection.prepare_cached(
        "SELECT s.id, s.subscription_id, s.added_ms,
                (SELECT max(at_ms) FROM sim_cards WHERE sim_id = s.id AND origin = 'hand'),
                (SELECT max(at_ms) FROM sim_events WHERE sim_id = s.id AND kind = 'number_set'),
                c.at_ms, c.subscription_id, c.card_id, c.iccid_hash, c.msisdn, c.carrier_id, c.plmn, c.embedded, c.slot
         FROM sims s LEFT JOIN sim_cards c ON c.id = (SELECT max(id) FROM sim_cards WHERE sim_id = s.id)
         ORDER BY s.id",
    )?;
    let evidence = statement.query_map([], |row| evidence(row, restored_ms))?.collect::<Result<_, _>>()?;
    Ok(evidence)
}

fn evidence(row: &Row<'_>, restored_ms: Option<i64>) -> rusqlite::Result<CardEvidence> {
    let added_ms: i64 = row.get(2)?;
    let said_ms: Option<i64> = row.get(3)?;
    let number_ms: Option<i64> = row.get(4)?;
    let seen_ms: Option<i64> = row.get(5)?;
    let marks = match seen_ms {
        Some(_) => Some(marks(row)?),
        None => {
            let id: Option<i32> = row.get(1)?;
            id.map(|id| CardMarks { subscription_id: Some(id), ..CardMarks::default() })
        }
    };
    let here = restored_ms.is_none_or(|restored_ms| seen_ms.unwrap_or(added_ms) > restored_ms);
    Ok(CardEvidence {
        sim_id: row.get(0)?,
        marks: marks.map(|marks| if here { marks } else { marks.on_another_phone() }),
        said_ms,
        since_ms: [said_ms, number_ms].into_iter().flatten().fold(added_ms, i64::max),
    })
}

fn marks(row: &Row<'_>) -> rusqlite::Result<CardMarks> {
    Ok(CardMarks {
        subscription_id: row.get(6)?,
        card_id: row.get(7)?,
        iccid_hash: row.get(8)?,
        msisdn: row.get::<_, Option<String>>(9)?.map(Redacted),
        carrier_id: row.get(10)?,
        plmn: row.get(11)?,
        embedded: row.get(12)?,
        slot: row.get(13)?,
    })
}
