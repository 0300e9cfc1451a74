//! A message as it is shown: the text as it came, what was read and where, and what is still to be asked.

use chrono::{NaiveDate, NaiveDateTime};

use super::{Baohao, Phone, SimBrief};
use crate::Error;
use crate::catalogue::Operator;
use crate::ledger::{ReplyChannel, ReplyEntry, TemplateOrigin};
use crate::money::Money;
use crate::reply::{self, Fact, Hints, Reading, ReplyKind, ValidityOf, Withheld, template};
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
    /// Where the template comes from that read a part of it, if one did.
    pub taught: Option<TemplateOrigin>,
    /// Whether something was missed that a person could point at.
    pub can_teach: bool,
}

/// A message that came before, as the phone's store has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastMessage {
    /// All parts joined, as it came.
    pub text: String,
    /// When, epoch milliseconds.
    pub received_ms: i64,
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

/// What all messages of a SIM are shown with: it is found out once a screen.
pub(super) struct Beside {
    pub(super) sim: SimBrief,
    /// When the phone will ring next for this SIM.
    pub(super) next_alarm: Option<NaiveDateTime>,
}

/// The day of arrival, by UTC: it only tells years apart.
fn arrival(received_ms: i64) -> NaiveDate {
    Now { epoch_ms: received_ms, utc_offset_s: 0 }.today()
}

impl Baohao {
    /// Reads a text as a message of this SIM's operator that came now, without keeping it.
    pub fn read(&self, sim_id: i64, text: &str, now: Now) -> Result<ReadingView, Error> {
        if text.len() > reply::LONGEST {
            return Err(Error::TooLong { length: text.len(), limit: reply::LONGEST });
        }
        let (_, operator) = self.sim(sim_id)?;
        self.shown(operator, text, now.epoch_ms)
    }

    /// Reads texts as messages of this SIM's operator, without keeping them: one reading for each, in their order. A
    /// text that is too long is withheld as that, so that one doesn't spoil the others.
    pub fn read_all(&self, sim_id: i64, messages: &[PastMessage]) -> Result<Vec<ReadingView>, Error> {
        let (_, operator) = self.sim(sim_id)?;
        let taught = self.taught_for(&operator.id)?;
        let templates: Vec<_> = taught.iter().map(|entry| entry.template.clone()).collect();
        let mut hints = hints(operator, 0);
        let read = messages.iter().map(|PastMessage { text, received_ms }| {
            hints.received_on = Some(arrival(*received_ms));
            let mut reading = reply::read(text, &hints);
            let by = template::complete(&mut reading, text, &hints, &templates);
            let can_teach = can_teach(&reading, text, &hints);
            ReadingView { taught: by.map(|at| taught[at].origin), can_teach, ..reading_view(text, &reading) }
        });
        Ok(read.collect())
    }

    pub(super) fn read_for(&self, sim_id: i64, text: &str, received_ms: i64) -> Result<Reading, Error> {
        let (_, operator) = self.sim(sim_id)?;
        Ok(self.read_taught(operator, text, received_ms)?.0)
    }

    /// Reads a message of an operator, and what the reader misses by what was taught; gives where that came from.
    fn read_taught(
        &self,
        operator: &Operator,
        text: &str,
        received_ms: i64,
    ) -> Result<(Reading, Option<TemplateOrigin>), Error> {
        let hints = hints(operator, received_ms);
        let mut reading = reply::read(text, &hints);
        if reading.is_whole() {
            return Ok((reading, None));
        }
        let taught = self.taught_for(&operator.id)?;
        let templates: Vec<_> = taught.iter().map(|entry| entry.template.clone()).collect();
        let by = template::complete(&mut reading, text, &hints, &templates);
        Ok((reading, by.map(|at| taught[at].origin)))
    }

    /// A text as it is shown, read as a message of this operator.
    pub(super) fn shown(
        &self,
        operator: &Operator,
        text: &str,
        received_ms: i64,
    ) -> Result<ReadingView, Error> {
        let (reading, taught) = self.read_taught(operator, text, received_ms)?;
        let can_teach = can_teach(&reading, text, &hints(operator, received_ms));
        Ok(ReadingView { taught, can_teach, ..reading_view(text, &reading) })
    }

    /// What the messages of a SIM are shown with.
    pub(super) fn beside(&self, sim_id: i64, phone: &Phone, now: Now) -> Result<Beside, Error> {
        let (sim, operator) = self.sim(sim_id)?;
        let sim = self.brief(&sim, operator, phone)?;
        Ok(Beside { sim, next_alarm: self.next_alarm(Some(sim_id), now)? })
    }

    pub(super) fn reply_view(&self, entry: &ReplyEntry, beside: &Beside) -> Result<ReplyView, Error> {
        let (_, operator) = self.sim(entry.sim_id)?;
        let command = entry.command_id.map(|id| self.stored_command(id)).transpose()?;
        let handed_over = command.and_then(|command| command.handed_over());
        Ok(ReplyView {
            reply_id: entry.id,
            sim: beside.sim.clone(),
            command_id: entry.command_id,
            received_ms: entry.received_ms,
            answered_after_ms: handed_over.map(|(_, at)| entry.received_ms - at),
            reading: self.shown(operator, &entry.text.0, entry.received_ms)?,
            question: self.question(entry)?,
            next_alarm: beside.next_alarm,
            text: entry.text.0.clone(),
        })
    }

    fn question(&self, entry: &ReplyEntry) -> Result<Option<ReplyQuestion>, Error> {
        if let (ReplyChannel::Sms { sender }, false) = (&entry.channel, self.trusts(entry)?) {
            return Ok(Some(ReplyQuestion::IsSenderOperator { sender: sender.clone() }));
        }
        let until = self.offered(entry)?.map(|offered| match offered {
            Offered::Number(until) | Offered::Plan(_, until) => until,
        });
        Ok(until.map(|until| ReplyQuestion::AcceptDate { until }))
    }

    /// The later date of a reply that still waits for a tap. One that was stated since, by a tap or otherwise, has settled
    /// it.
    pub(super) fn offered(&self, reply: &ReplyEntry) -> Result<Option<Offered>, Error> {
        if let Some((until, false)) = store::balances::offer_of(&self.ledger, reply.id)? {
            return Ok(Some(Offered::Number(until)));
        }
        Ok(match store::plans::offer_of(&self.ledger, reply.id)? {
            Some((plan, until, false)) => Some(Offered::Plan(plan, until)),
            _ => None,
        })
    }

    /// Whether a reply gave a date that waited, or waits, for a tap.
    pub(super) fn ever_offered(&self, reply: &ReplyEntry) -> Result<bool, Error> {
        Ok(store::balances::offer_of(&self.ledger, reply.id)?.is_some()
            || store::plans::offer_of(&self.ledger, reply.id)?.is_some())
    }
}

/// A later date that waits for a tap.
pub(super) enum Offered {
    /// The number's.
    Number(NaiveDate),
    /// That plan's.
    Plan(String, NaiveDate),
}

/// What is known of an operator: its own habits come before its country's.
pub(super) fn hints(operator: &Operator, received_ms: i64) -> Hints {
    Hints {
        currency: operator.currency.clone(),
        date_order: operator.date_order,
        received_on: Some(arrival(received_ms)),
        ..Hints::of_country(&operator.country)
    }
}

/// An advertisement's price is nobody's balance, so nothing is asked about one.
fn can_teach(reading: &Reading, text: &str, hints: &Hints) -> bool {
    if reading.is_whole() || reading.kind == ReplyKind::Promo {
        return false;
    }
    template::choices(text, hints).is_ok_and(|choices| {
        (reading.balance.is_none() && !choices.amounts.is_empty())
            || (reading.valid_until.is_none() && !choices.days.is_empty())
    })
}

pub(super) fn reading_view(text: &str, reading: &Reading) -> ReadingView {
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
        taught: None,
        can_teach: false,
    }
}

/// How many UTF-16 units stand before a byte of a text.
pub(super) fn utf16(text: &str, byte: usize) -> i32 {
    i32::try_from(text[..byte].encode_utf16().count()).unwrap_or(i32::MAX)
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
        let (start, end) = (utf16(self.text, fact.span.start), utf16(self.text, fact.span.end));
        self.marks.push(Mark { fact: kind, start, end });
        fact.value.clone()
    }
}
