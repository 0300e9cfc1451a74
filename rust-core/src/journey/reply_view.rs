//! A message as it is shown: the text as it came, what was read and where, and what is still to be asked.

use chrono::{NaiveDate, NaiveDateTime};

use super::{Baohao, Phone, SimBrief};
use crate::Error;
use crate::ledger::{ReplyChannel, ReplyEntry};
use crate::money::Money;
use crate::reply::{self, Fact, Hints, Reading, ReplyKind, ValidityOf, Withheld};
use crate::store;
use crate::time::Now;

/// Which fact a range of the text says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactKind {
    /// The main balance.
    Balance,
    /// The last day of its validity.
    ValidUntil,
    /// A balance apart.
    Bonus,
    /// Data left.
    Data,
    /// Minutes left.
    Minutes,
    /// Text messages left.
    Texts,
    /// The plan's name.
    Plan,
    /// What was charged or topped up.
    Amount,
    /// How many days are left.
    DaysLeft,
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

/// A balance apart from the main one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BonusView {
    /// How much.
    pub amount: Money,
    /// Its own last day.
    pub valid_until: Option<NaiveDate>,
}

/// What a text says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadingView {
    /// What the message is.
    pub kind: ReplyKind,
    /// The main balance.
    pub balance: Option<Money>,
    /// Balances apart from it.
    pub bonuses: Vec<BonusView>,
    /// The last day of validity.
    pub valid_until: Option<NaiveDate>,
    /// What it is the last day of.
    pub valid_of: Option<ValidityOf>,
    /// The last day, if it is the balance's own and so moves the number's deadline: a plan's last day only ends the plan.
    pub good_until: Option<NaiveDate>,
    /// Data left, in bytes.
    pub data_bytes: Option<i64>,
    /// Minutes left.
    pub minutes: Option<i64>,
    /// Text messages left.
    pub texts: Option<i64>,
    /// The plan's name.
    pub plan: Option<String>,
    /// What was charged or topped up.
    pub amount: Option<Money>,
    /// How many days are left.
    pub days_left: Option<i64>,
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
    /// Reads a text as a message of this SIM's operator that came now, without keeping it.
    pub fn read(&self, sim_id: i64, text: &str, now: Now) -> Result<ReadingView, Error> {
        if text.len() > reply::LONGEST {
            return Err(Error::TooLong { length: text.len(), limit: reply::LONGEST });
        }
        Ok(reading_view(text, &self.read_for(sim_id, text, now.epoch_ms)?))
    }

    pub(super) fn read_for(&self, sim_id: i64, text: &str, received_ms: i64) -> Result<Reading, Error> {
        let (_, operator) = self.sim(sim_id)?;
        // The operator's own habits come before its country's.
        let hints = Hints {
            currency: operator.currency.clone(),
            date_order: Some(operator.date_order),
            // By UTC: the day of arrival only tells years apart.
            received_on: Some(Now { epoch_ms: received_ms, utc_offset_s: 0 }.today()),
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
            reading: reading_view(
                &entry.text.0,
                &self.read_for(entry.sim_id, &entry.text.0, entry.received_ms)?,
            ),
            question: self.question(entry)?,
            next_alarm: self.next_alarm(Some(entry.sim_id), now)?,
            text: entry.text.0.clone(),
        })
    }

    fn question(&self, entry: &ReplyEntry) -> Result<Option<ReplyQuestion>, Error> {
        if let (ReplyChannel::Sms { sender }, false) = (&entry.channel, self.trusts(entry)?) {
            return Ok(Some(ReplyQuestion::IsSenderOperator { sender: sender.clone() }));
        }
        let said = store::balances::of_reply(&self.ledger, entry.id)?;
        let offered = said.iter().rev().find_map(|balance| balance.offered_until);
        // A date that was stated since, by a tap or otherwise, has answered the question.
        let until = match offered {
            Some(_) if store::balances::settled_after(&self.ledger, entry.sim_id, entry.id)? => None,
            offered => offered,
        };
        Ok(until.map(|until| ReplyQuestion::AcceptDate { until }))
    }
}

fn reading_view(text: &str, reading: &Reading) -> ReadingView {
    let mut marker = Marker { text, marks: Vec::new() };
    ReadingView {
        kind: reading.kind,
        balance: marker.value(FactKind::Balance, &reading.balance),
        valid_until: marker.value(FactKind::ValidUntil, &reading.valid_until),
        valid_of: reading.valid_of,
        good_until: reading.balance_valid_until(),
        bonuses: reading
            .bonuses
            .iter()
            .map(|bonus| BonusView {
                amount: marker.mark(FactKind::Bonus, &bonus.amount),
                valid_until: bonus.valid_until.as_ref().map(|fact| fact.value),
            })
            .collect(),
        data_bytes: marker.value(FactKind::Data, &reading.data_bytes),
        minutes: marker.value(FactKind::Minutes, &reading.minutes),
        texts: marker.value(FactKind::Texts, &reading.texts),
        plan: marker.value(FactKind::Plan, &reading.plan),
        amount: marker.value(FactKind::Amount, &reading.amount),
        days_left: marker.value(FactKind::DaysLeft, &reading.days_left),
        marks: marker.marks,
        withheld: reading.withheld.clone(),
    }
}

/// Takes the values out of facts and marks where they stand.
struct Marker<'t> {
    text: &'t str,
    marks: Vec<Mark>,
}

impl Marker<'_> {
    fn value<T: Clone>(&mut self, kind: FactKind, fact: &Option<Fact<T>>) -> Option<T> {
        fact.as_ref().map(|fact| self.mark(kind, fact))
    }

    fn mark<T: Clone>(&mut self, kind: FactKind, fact: &Fact<T>) -> T {
        let utf16 = |byte: usize| i32::try_from(self.text[..byte].encode_utf16().count()).unwrap_or(i32::MAX);
        self.marks.push(Mark { fact: kind, start: utf16(fact.span.start), end: utf16(fact.span.end) });
        fact.value.clone()
    }
}
