//! A message as it is shown: the text as it came, what was read and where, and what is still to be asked.

use chrono::{NaiveDate, NaiveDateTime};

use super::{Baohao, Phone, SimBrief};
use crate::Error;
use crate::ledger::{Origin, ReplyChannel, ReplyEntry};
use crate::money::Money;
use crate::reply::{self, Hints, Reading, Withheld};
use crate::store;
use crate::time::Now;

/// Which fact a range of the text says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactKind {
    /// The main balance.
    Balance,
    /// The last day of its validity.
    ValidUntil,
}

/// A range of the text, in UTF-16 units as Kotlin counts them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What it says.
    pub fact: FactKind,
    /// First unit.
    pub start: i32,
    /// The unit after the last.
    pub end: i32,
}

/// What a text says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadingView {
    /// The main balance.
    pub balance: Option<Money>,
    /// The last day of its validity.
    pub valid_until: Option<NaiveDate>,
    /// Where they stand.
    pub marks: Vec<Mark>,
    /// What was not read, and why.
    pub withheld: Vec<Withheld>,
}

/// What only a person can say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReplyQuestion {
    /// Is this sender the operator?
    IsSenderOperator {
        /// As the message gives it.
        sender: String,
    },
    /// May this later date, which nobody asked for, count?
    AcceptDate {
        /// The date.
        until: NaiveDate,
    },
}

/// A stored message as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplyView {
    /// The ledger's key.
    pub reply_id: i64,
    /// Whose.
    pub sim: SimBrief,
    /// The command that it answers.
    pub command_id: Option<i64>,
    /// As it came.
    pub text: String,
    /// When, epoch milliseconds.
    pub received_ms: i64,
    /// How long after the tap it came, in milliseconds.
    pub answered_after_ms: Option<i64>,
    /// What it says.
    pub reading: ReadingView,
    /// What is still to be asked.
    pub question: Option<ReplyQuestion>,
    /// When the phone will ring next for this SIM.
    pub next_alarm: Option<NaiveDateTime>,
}

impl Baohao {
    /// Reads a text as a message of this SIM's operator, without keeping it.
    pub fn read(&self, sim_id: i64, text: &str) -> Result<ReadingView, Error> {
        if text.len() > reply::LONGEST {
            return Err(Error::TooLong { length: text.len(), limit: reply::LONGEST });
        }
        Ok(reading_view(text, &self.read_for(sim_id, text)?))
    }

    pub(super) fn read_for(&self, sim_id: i64, text: &str) -> Result<Reading, Error> {
        let (_, operator) = self.sim(sim_id)?;
        // The operator's own habits come before its country's.
        let hints = Hints {
            currency: operator.currency.clone(),
            date_order: Some(operator.date_order),
            ..Hints::of_country(&operator.country)
        };
        Ok(reply::read(text, &hints))
    }

    pub(super) fn reply_view(&self, entry: &ReplyEntry, phone: &Phone, now: Now) -> Result<ReplyView, Error> {
        let (sim, operator) = self.sim(entry.sim_id)?;
        let command = entry.command_id.map(|id| self.stored_command(id)).transpose()?;
        let handed_over = command.and_then(|command| command.handed_over());
        Ok(ReplyView {
            reply_id: entry.id,
            sim: self.brief(&sim, operator, phone),
            command_id: entry.command_id,
            received_ms: entry.received_ms,
            answered_after_ms: handed_over.map(|(_, at)| entry.received_ms - at),
            reading: reading_view(&entry.text.0, &self.read_for(entry.sim_id, &entry.text.0)?),
            question: self.question(entry)?,
            next_alarm: self.next_alarm(Some(entry.sim_id), now)?,
            text: entry.text.0.clone(),
        })
    }

    fn question(&self, entry: &ReplyEntry) -> Result<Option<ReplyQuestion>, Error> {
        if let (ReplyChannel::Sms { sender }, false) = (&entry.channel, self.trusts(entry)?) {
            return Ok(Some(ReplyQuestion::IsSenderOperator { sender: sender.clone() }));
        }
        let entries = store::balances::of_sim(&self.ledger, entry.sim_id)?;
        let offered = entries
            .iter()
            .rposition(|balance| balance.reply_id == Some(entry.id) && balance.offered_until.is_some());
        let Some(offered) = offered else { return Ok(None) };
        // A date that was stated since, by a tap or otherwise, has answered the question.
        let settled = entries[offered + 1..]
            .iter()
            .any(|later| later.valid_until.is_some() || later.origin == Origin::Tap);
        let until = entries[offered].offered_until.filter(|_| !settled);
        Ok(until.map(|until| ReplyQuestion::AcceptDate { until }))
    }
}

fn reading_view(text: &str, reading: &Reading) -> ReadingView {
    let utf16 = |byte: usize| i32::try_from(text[..byte].encode_utf16().count()).unwrap_or(i32::MAX);
    let mark =
        |fact, span: &std::ops::Range<usize>| Mark { fact, start: utf16(span.start), end: utf16(span.end) };
    let balance = reading.balance.as_ref().map(|fact| mark(FactKind::Balance, &fact.span));
    let valid_until = reading.valid_until.as_ref().map(|fact| mark(FactKind::ValidUntil, &fact.span));
    ReadingView {
        balance: reading.balance.as_ref().map(|fact| fact.value.clone()),
        valid_until: reading.valid_until.as_ref().map(|fact| fact.value),
        marks: balance.into_iter().chain(valid_until).collect(),
        withheld: reading.withheld.clone(),
    }
}
