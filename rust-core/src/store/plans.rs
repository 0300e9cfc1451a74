//! The table `plans`.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, Transaction};

use super::Error;
use super::days::{day, text};
use crate::ledger::PlanEntry;
use crate::money::Money;

const COLUMNS: &str = "sim_id, plan, origin, reply_id, command_id, valid_until, offered_until, period_days,
    price_units, price_scale, price_currency, auto_renew, paid_from, paid_checked, promotion_until, data_bytes,
    minutes, texts, ended, at_ms";

/// Appends an entry.
pub fn add(transaction: &Transaction<'_>, entry: &PlanEntry) -> Result<(), Error> {
    let price = entry.price.as_ref();
    transaction.execute(
        &format!(
            "INSERT INTO plans ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        ),
        rusqlite::params![
            entry.sim_id,
            entry.plan,
            entry.origin,
            entry.reply_id,
            entry.command_id,
            text(entry.valid_until),
            text(entry.offered_until),
            entry.period_days,
            price.map(|price| price.units),
            price.map(|price| price.scale),
            price.map(|price| price.currency.as_str()),
            entry.auto_renew,
            entry.paid_from,
            entry.paid_checked,
            text(entry.promotion_until),
            entry.data_bytes,
            entry.minutes,
            entry.texts,
            entry.ended,
            entry.at_ms,
        ],
    )?;
    Ok(())
}

/// All entries of a SIM, oldest first.
pub fn of_sim(connection: &Connection, sim_id: i64) -> Result<Vec<PlanEntry>, Error> {
    let mut entries = Vec::new();
    each(connection, "sim_id = ? ORDER BY id", sim_id, &mut entries)?;
    Ok(entries)
}

/// What a reply says, oldest first.
pub(super) fn of_reply(connection: &Connection, reply_id: i64) -> Result<Vec<PlanEntry>, Error> {
    let mut entries = Vec::new();
    each(connection, "reply_id = ? ORDER BY id", reply_id, &mut entries)?;
    Ok(entries)
}

/// The entries of those keys, oldest first.
pub(super) fn of_ids(connection: &Connection, ids: &BTreeSet<i64>) -> Result<Vec<PlanEntry>, Error> {
    let mut entries = Vec::new();
    ids.iter().try_for_each(|id| each(connection, "id = ?", *id, &mut entries))?;
    Ok(entries)
}

/// The names of all plans that a SIM ever had. Goes from name to name in the index, whatever was said of each.
pub fn names(connection: &Connection, sim_id: i64) -> Result<Vec<String>, Error> {
    let mut statement = connection.prepare_cached(
        "WITH RECURSIVE named (plan) AS (
             SELECT min(plan) FROM plans WHERE sim_id = ?1
             UNION ALL
             SELECT (SELECT min(plan) FROM plans WHERE sim_id = ?1 AND plan > named.plan)
             FROM named WHERE named.plan IS NOT NULL)
         SELECT plan FROM named WHERE plan IS NOT NULL",
    )?;
    let names = statement.query_map([sim_id], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(names)
}

/// The plan and the later date that a reply gave for it and that counts only after a tap, and whether that was settled
/// since: another date was stated, or the plan has ended.
pub fn offer_of(connection: &Connection, reply_id: i64) -> Result<Option<(String, NaiveDate, bool)>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT plan, offered_until, EXISTS (
             SELECT 1 FROM plans AS later
             WHERE later.sim_id = offer.sim_id AND later.plan = offer.plan AND later.id > offer.id
               AND (later.valid_until IS NOT NULL OR later.ended))
         FROM plans AS offer WHERE reply_id = ? AND offered_until IS NOT NULL ORDER BY id DESC LIMIT 1",
    )?;
    let offer =
        statement.query_row([reply_id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?;
    let Some((plan, until, settled)) = offer else { return Ok(None) };
    Ok(day(until)?.map(|until| (plan, until, settled)))
}

fn each(connection: &Connection, which: &str, id: i64, entries: &mut Vec<PlanEntry>) -> Result<(), Error> {
    let mut statement = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM plans WHERE {which}"))?;
    let mut rows = statement.query([id])?;
    while let Some(row) = rows.next()? {
        entries.push(entry(row)?);
    }
    Ok(())
}

fn entry(row: &Row<'_>) -> Result<PlanEntry, Error> {
    let price = match (row.get(8)?, row.get(9)?, row.get(10)?) {
        (Some(units), Some(scale), Some(currency)) => Some(Money { units, scale, currency }),
        _ => None,
    };
    Ok(PlanEntry {
        sim_id: row.get(0)?,
        plan: row.get(1)?,
        origin: row.get(2)?,
        reply_id: row.get(3)?,
        command_id: row.get(4)?,
        valid_until: day(row.get(5)?)?,
        offered_until: day(row.get(6)?)?,
        period_days: row.get(7)?,
        price,
        auto_renew: row.get(11)?,
        paid_from: row.get(12)?,
        paid_checked: row.get(13)?,
        promotion_until: day(row.get(14)?)?,
        data_bytes: row.get(15)?,
        minutes: row.get(16)?,
        texts: row.get(17)?,
        ended: row.get(18)?,
        at_ms: row.get(19)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::{BonusEntry, ChargeEntry, ChargeKind, Origin, PaidFrom, ReminderEntry, ReminderWord};
    use crate::store::{Key, Mode, bonuses, charges, open, reminder_words};

    /// A real ledger with one SIM in it.
    fn ledger() -> (tempfile::TempDir, Connection) {
        let folder = tempfile::tempdir().unwrap();
        let connection =
            open(&folder.path().join("baohao.db"), &Key::new(&[1; 32]).unwrap(), Mode::Create).unwrap();
        connection
            .execute("INSERT INTO sims (id, label, operator_id, added_ms) VALUES (1, '', 'kh-smart', 0)", [])
            .unwrap();
        (folder, connection)
    }

    fn usd(units: i64) -> Money {
        Money { units, scale: 2, currency: "USD".to_owned() }
    }

    #[test]
    fn what_was_stored_comes_back() {
        let (_folder, mut connection) = ledger();
        let day = |text: &str| Some(text.parse().unwrap());
        let full = PlanEntry {
            valid_until: day("2026-12-05"),
            offered_until: day("2027-01-05"),
            period_days: Some(30),
            price: Some(usd(150)),
            auto_renew: Some(false),
            paid_from: Some(PaidFrom::Wallet),
            paid_checked: true,
            promotion_until: day("2026-11-30"),
            data_bytes: Some(1 << 30),
            minutes: Some(10),
            texts: Some(20),
            ended: true,
            ..PlanEntry::of(1, "Week", Origin::Hand, 5)
        };
        let empty = PlanEntry::of(1, "", Origin::Reply, 6);
        let bonus = BonusEntry {
            sim_id: 1,
            origin: Origin::Reply,
            reply_id: None,
            amount: usd(200),
            valid_until: day("2026-12-01"),
            at_ms: 7,
        };
        let charge = |kind, at_ms| ChargeEntry {
            sim_id: 1,
            kind,
            origin: Origin::Tap,
            reply_id: None,
            command_id: None,
            plan: Some("Week".to_owned()),
            amount: usd(99),
            at_ms,
        };
        use ChargeKind::{Renewal, ServiceFee, SmsFee, TopUp};
        let paid =
            [(Renewal, 1), (TopUp, 2), (SmsFee, 3), (ServiceFee, 4)].map(|(kind, at)| charge(kind, at));
        let word = |word, until: Option<&str>| ReminderEntry {
            sim_id: 1,
            deadline: "OutgoingBlocked-2026-12-05".to_owned(),
            word,
            until: until.map(|until| until.parse().unwrap()),
            at_ms: 8,
        };
        let words = [
            word(ReminderWord::Snoozed, Some("2026-12-01T09:00:00")),
            word(ReminderWord::Done, None),
            word(ReminderWord::Ignored, None),
        ];
        let transaction = connection.transaction().unwrap();
        add(&transaction, &full).unwrap();
        add(&transaction, &empty).unwrap();
        bonuses::add(&transaction, &bonus).unwrap();
        paid.iter().for_each(|charge| charges::add(&transaction, charge).unwrap());
        words.iter().for_each(|word| reminder_words::add(&transaction, word).unwrap());
        transaction.commit().unwrap();
        assert_eq!(of_sim(&connection, 1).unwrap(), [full, empty]);
        assert_eq!(bonuses::of_sim(&connection, 1).unwrap(), [bonus]);
        assert_eq!(charges::of_sim(&connection, 1).unwrap(), paid);
        assert_eq!(charges::between(&connection, 1, 2, 4).unwrap(), paid[1..3]);
        assert_eq!(reminder_words::all(&connection).unwrap(), words);
        assert_eq!(of_sim(&connection, 2).unwrap(), []);
    }

    /// Old files have these words; a renamed variant must not take them along.
    #[test]
    fn spellings_never_change() {
        let (_folder, connection) = ledger();
        let spelt = |sql: &str, value: &dyn rusqlite::ToSql| {
            connection.query_row(sql, [value], |row| row.get::<_, String>(0)).unwrap()
        };
        for (word, spelling) in [
            (&ChargeKind::Renewal as &dyn rusqlite::ToSql, "renewal"),
            (&ChargeKind::TopUp, "top_up"),
            (&ChargeKind::SmsFee, "sms_fee"),
            (&ChargeKind::ServiceFee, "service_fee"),
            (&PaidFrom::Balance, "balance"),
            (&PaidFrom::Card, "card"),
            (&PaidFrom::Wallet, "wallet"),
            (&ReminderWord::Snoozed, "snoozed"),
            (&ReminderWord::Done, "done"),
            (&ReminderWord::Ignored, "ignored"),
        ] {
            assert_eq!(spelt("SELECT ?", word), spelling);
        }
    }
}
