//! What of a SIM's entries its state and its anomalies can still depend on, however many there are.
//!
//! [`crate::ledger::state`] and [`crate::ledger::anomalies`] say what counts. Each query here names the rows that one of
//! their rules can look at: of what is said again and again the newest, of what is added up all that came after the
//! newest. Rows beyond these change nothing, so each query may give more than is needed, and none may give less. The
//! test beside this holds both to what all entries say.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveTime};
use rusqlite::{Connection, OptionalExtension, Params};

use super::days::day;
use super::{Error, balances, bonuses, charges, commands, plans};
use crate::ledger::{Entries, looked_at_since_ms};
use crate::time::Now;

/// The entries of a SIM that matter as of now, and all that these replies said.
pub fn that_matter(
    connection: &Connection,
    sim_id: i64,
    replies: &[i64],
    now: Now,
) -> Result<Entries, Error> {
    let mut found = Found::new(connection, sim_id);
    found.replies.extend(replies);
    found.number()?;
    found.missing_bonus(now)?;
    for name in plans::names(connection, sim_id)? {
        found.plan(&name, looked_at_since_ms(now))?;
    }
    found.of_replies()?;
    Ok(Entries {
        balances: balances::of_ids(connection, &found.balances)?,
        bonuses: bonuses::of_ids(connection, &found.bonuses)?,
        plans: plans::of_ids(connection, &found.plans)?,
        charges: charges::of_ids(connection, &found.charges)?,
        messages_sent_ms: found.message()?.into_iter().collect(),
        last_use_ms: found.last_use()?,
    })
}

/// All that one reply said.
pub fn of_reply(connection: &Connection, reply_id: i64) -> Result<Entries, Error> {
    Ok(Entries {
        balances: balances::of_reply(connection, reply_id)?,
        bonuses: bonuses::of_reply(connection, reply_id)?,
        plans: plans::of_reply(connection, reply_id)?,
        charges: charges::of_reply(connection, reply_id)?,
        messages_sent_ms: Vec::new(),
        last_use_ms: None,
    })
}

/// The keys of what was found.
struct Found<'c> {
    connection: &'c Connection,
    sim_id: i64,
    balances: BTreeSet<i64>,
    bonuses: BTreeSet<i64>,
    plans: BTreeSet<i64>,
    charges: BTreeSet<i64>,
    /// One reply says several things, and a rule that looks at one of them asks for the others.
    replies: BTreeSet<i64>,
}

/// The newest two balances, between and after which money is counted.
const NEWEST_MONEY: &str = "SELECT id, reply_id, at_ms FROM balances
    WHERE sim_id = ?1 AND units IS NOT NULL ORDER BY at_ms DESC, id DESC LIMIT 2";

/// When the number's last day was stated last.
const DATED_MS: &str = "SELECT max(at_ms) FROM balances WHERE sim_id = ?1 AND valid_until IS NOT NULL";

impl<'c> Found<'c> {
    fn new(connection: &'c Connection, sim_id: i64) -> Self {
        Self {
            connection,
            sim_id,
            balances: BTreeSet::new(),
            bonuses: BTreeSet::new(),
            plans: BTreeSet::new(),
            charges: BTreeSet::new(),
            replies: BTreeSet::new(),
        }
    }

    /// The main balance and the number's date.
    fn number(&mut self) -> Result<(), Error> {
        let sql = format!(
            "SELECT id, reply_id FROM ({NEWEST_MONEY})
             UNION ALL SELECT * FROM (SELECT id, reply_id FROM balances
                 WHERE sim_id = ?1 AND valid_until IS NOT NULL ORDER BY at_ms DESC, id DESC LIMIT 1)
             UNION ALL SELECT * FROM (SELECT id, reply_id FROM balances
                 WHERE sim_id = ?1 AND valid_until IS NOT NULL AND at_ms < ({DATED_MS})
                 ORDER BY at_ms DESC, id DESC LIMIT 1)
             UNION ALL SELECT * FROM (SELECT id, reply_id FROM balances
                 WHERE sim_id = ?1 ORDER BY id DESC LIMIT 1)"
        );
        keys(self.connection, &sql, [self.sim_id], &mut self.balances, &mut self.replies)?;
        // What came and went since; what was topped up since the last stated day, or ever.
        let sql = format!(
            "SELECT id, NULL FROM charges
                 WHERE sim_id = ?1 AND at_ms > (SELECT min(at_ms) FROM ({NEWEST_MONEY}))
             UNION ALL SELECT id, reply_id FROM charges
                 WHERE sim_id = ?1 AND kind = 'top_up' AND at_ms >= coalesce(({DATED_MS}), ?2)"
        );
        keys(self.connection, &sql, (self.sim_id, i64::MIN), &mut self.charges, &mut self.replies)
    }

    /// The bonuses that were said together last; and what shows whether one is missing: the newest that came with money,
    /// one that a reply listed, and the newest reply about the balance that could have listed it.
    fn missing_bonus(&mut self, now: Now) -> Result<(), Error> {
        let with_money = "EXISTS (SELECT 1 FROM charges WHERE charges.reply_id = said.reply_id)";
        let sql = format!(
            "SELECT id, reply_id FROM bonuses
                 WHERE sim_id = ?1 AND at_ms = (SELECT max(at_ms) FROM bonuses WHERE sim_id = ?1)
             UNION ALL SELECT * FROM (SELECT id, reply_id FROM bonuses AS said
                 WHERE sim_id = ?1 AND reply_id IS NOT NULL AND NOT {with_money} ORDER BY at_ms DESC LIMIT 1)"
        );
        keys(self.connection, &sql, [self.sim_id], &mut self.bonuses, &mut self.replies)?;
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT id, reply_id, at_ms, valid_until FROM bonuses AS said
             WHERE sim_id = ?1 AND at_ms >= ?2 AND reply_id IS NOT NULL AND {with_money}
             ORDER BY at_ms DESC, id DESC LIMIT 1"
        ))?;
        let promised = statement
            .query_row((self.sim_id, looked_at_since_ms(now)), |row| {
                Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, i64>(2)?, row.get(3)?))
            })
            .optional()?;
        let Some((id, reply_id, at_ms, until)) = promised else { return Ok(()) };
        self.bonuses.insert(id);
        self.replies.insert(reply_id);
        let ends_ms = day(until)?.map_or(i64::MAX, |last| after(last, now));
        let sql = format!(
            "SELECT id, reply_id FROM balances AS said
             WHERE sim_id = ?1 AND units IS NOT NULL AND at_ms > ?2 AND at_ms < ?3 AND origin = 'reply'
               AND NOT {with_money} ORDER BY at_ms DESC, id DESC LIMIT 1"
        );
        let parameters = (self.sim_id, at_ms, ends_ms);
        keys(self.connection, &sql, parameters, &mut self.balances, &mut self.replies)
    }

    /// One plan, and what was paid for it.
    fn plan(&mut self, name: &str, lately_ms: i64) -> Result<(), Error> {
        let ended = self.terms(name)?;
        let ((ended_ms, ended_id), begun_ms) = match ended {
            None => ((i64::MIN, 0), i64::MIN),
            Some(ended) => (ended, self.first_after(name, ended)?.unwrap_or(ended.0)),
        };
        self.first_after(name, (i64::MIN, 0))?;
        let newest = |part: &str| {
            format!(
                "SELECT * FROM (SELECT id, reply_id FROM plans WHERE sim_id = ?1 AND plan = ?2 AND {part}
                 ORDER BY at_ms DESC, id DESC LIMIT 1)"
            )
        };
        let dated_ms =
            "SELECT max(at_ms) FROM plans WHERE sim_id = ?1 AND plan = ?2 AND valid_until IS NOT NULL";
        let sql = [
            newest("TRUE"),
            newest("data_bytes IS NOT NULL"),
            newest("minutes IS NOT NULL"),
            newest("texts IS NOT NULL"),
            newest("valid_until IS NOT NULL"),
            newest(&format!("valid_until IS NOT NULL AND at_ms < ({dated_ms})")),
            newest(ONLY_RENEWED),
        ];
        let sql = sql.join(" UNION ALL ");
        keys(self.connection, &sql, (self.sim_id, name), &mut self.plans, &mut self.replies)?;
        // Since the last stated day of this subscription, or since it began.
        let dated = self.connection.prepare_cached(&format!("{dated_ms} AND (+at_ms, id) > (?3, ?4)"));
        let dated: Option<i64> =
            dated?.query_row((self.sim_id, name, ended_ms, ended_id), |row| row.get(0))?;
        let since_ms = dated.unwrap_or(begun_ms);
        let sql = format!(
            "SELECT id, reply_id FROM plans WHERE sim_id = ?1 AND plan = ?2 AND at_ms >= ?3 AND {ONLY_RENEWED}
             UNION ALL SELECT * FROM (SELECT id, reply_id FROM plans
                 WHERE sim_id = ?1 AND plan = ?2 AND offered_until IS NOT NULL AND (+at_ms, id) > (?4, ?5)
                 ORDER BY offered_until DESC LIMIT 1)"
        );
        let parameters = (self.sim_id, name, since_ms, ended_ms, ended_id);
        keys(self.connection, &sql, parameters, &mut self.plans, &mut self.replies)?;
        // And what may have been charged twice: all that is looked at, with the one before.
        let paid = "FROM charges WHERE sim_id = ?1 AND kind = 'renewal' AND coalesce(plan, '') = ?2";
        let sql = format!(
            "SELECT id, reply_id {paid} AND at_ms >= ?3
             UNION ALL SELECT id, NULL {paid} AND at_ms >= ?4
             UNION ALL SELECT * FROM (SELECT id, NULL {paid} AND at_ms < ?4
                 ORDER BY at_ms DESC, id DESC LIMIT 1)"
        );
        let parameters = (self.sim_id, name, since_ms, lately_ms);
        keys(self.connection, &sql, parameters, &mut self.charges, &mut self.replies)
    }

    /// What a plan is, all of it, since a person says it and says it seldom. Gives when it was last given up.
    fn terms(&mut self, name: &str) -> Result<Option<(i64, i64)>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, at_ms, ended FROM plans
             WHERE sim_id = ?1 AND plan = ?2
               AND (coalesce(period_days, price_units, auto_renew, paid_from, promotion_until) IS NOT NULL
                    OR paid_checked OR ended)
             ORDER BY at_ms, id",
        )?;
        let mut rows = statement.query((self.sim_id, name))?;
        let mut ended = None;
        while let Some(row) = rows.next()? {
            let (id, at_ms) = (row.get(0)?, row.get(1)?);
            self.plans.insert(id);
            ended = if row.get(2)? { Some((at_ms, id)) } else { ended };
        }
        Ok(ended)
    }

    /// The first thing that was said of a plan after a moment; gives when.
    fn first_after(&mut self, name: &str, (at_ms, id): (i64, i64)) -> Result<Option<i64>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, at_ms FROM plans WHERE sim_id = ?1 AND plan = ?2 AND (at_ms, id) > (?3, ?4)
             ORDER BY at_ms, id LIMIT 1",
        )?;
        let parameters = (self.sim_id, name, at_ms, id);
        let first: Option<(i64, i64)> =
            statement.query_row(parameters, |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        self.plans.extend(first.map(|(id, _)| id));
        Ok(first.map(|(_, at_ms)| at_ms))
    }

    /// All that was said together with what was found.
    fn of_replies(&mut self) -> Result<(), Error> {
        let mut none = BTreeSet::new();
        for reply_id in &self.replies {
            for (table, ids) in [
                ("balances", &mut self.balances),
                ("bonuses", &mut self.bonuses),
                ("plans", &mut self.plans),
                ("charges", &mut self.charges),
            ] {
                let sql = format!("SELECT id, NULL FROM {table} WHERE reply_id = ?");
                keys(self.connection, &sql, [reply_id], ids, &mut none)?;
            }
        }
        Ok(())
    }

    /// A message that may have cost something between the newest two balances.
    fn message(&self) -> Result<Option<i64>, Error> {
        let mut statement = self
            .connection
            .prepare_cached(&format!("SELECT min(at_ms), max(at_ms) FROM ({NEWEST_MONEY})"))?;
        let between =
            statement.query_row([self.sim_id], |row| Ok((row.get(0)?, row.get::<_, Option<i64>>(1)?)))?;
        let (Some(after_ms), Some(until_ms)) = between else { return Ok(None) };
        commands::message_out_ms(self.connection, self.sim_id, after_ms, until_ms)
    }

    /// The newest sign that the card is in use, which is asked for only where no last day was ever stated.
    fn last_use(&self) -> Result<Option<i64>, Error> {
        let mut statement = self.connection.prepare_cached(DATED_MS)?;
        if statement.query_row([self.sim_id], |row| row.get::<_, Option<i64>>(0))?.is_some() {
            return Ok(None);
        }
        let out_ms = commands::last_out_ms(self.connection, self.sim_id)?;
        Ok(out_ms.max(charges::newest_ms(self.connection, self.sim_id)?))
    }
}

/// What says no more of a plan than that it was renewed; in the words of its index.
const ONLY_RENEWED: &str = "reply_id IS NOT NULL
    AND coalesce(valid_until, offered_until, data_bytes, minutes, texts) IS NULL";

/// Adds the keys that a query gives, and the replies of their rows.
fn keys(
    connection: &Connection,
    sql: &str,
    parameters: impl Params,
    ids: &mut BTreeSet<i64>,
    replies: &mut BTreeSet<i64>,
) -> Result<(), Error> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(parameters)?;
    while let Some(row) = rows.next()? {
        ids.insert(row.get(0)?);
        replies.extend(row.get::<_, Option<i64>>(1)?);
    }
    Ok(())
}

/// The first moment after a day, epoch milliseconds, by the offset of now.
fn after(last: NaiveDate, now: Now) -> i64 {
    let next = last.succ_opt().unwrap_or(last).and_time(NaiveTime::MIN);
    next.and_utc().timestamp_millis().saturating_sub(i64::from(now.utc_offset_s) * 1000)
}

#[cfg(test)]
mod tests;
