//! Teaching: a person shows in a stored message which figure is the balance and which day is the last, sees what would
//! be read from then on, and lets it count.

use super::reply_view::{hints, reading_view, utf16};
use super::{
    Against, AlsoRead, Baohao, Lesson, LessonAmount, LessonAnswer, LessonDay, ShapePart, Taught, TeachRefusal,
};
use crate::Error;
use crate::catalogue::Operator;
use crate::compose::Refusal;
use crate::ledger::{ReplyEntry, TemplateEntry, TemplateOrigin};
use crate::money::Money;
use crate::reply::Fact;
use crate::reply::template::{self, Gap, Marks, Part, Template};
use crate::store;
use crate::time::Now;

/// How many messages are shown as examples.
const EXAMPLES: usize = 3;

/// How many replies of a SIM are read anew when something is taught: years of them.
const READ_ANEW: i64 = 500;

impl Baohao {
    /// What is asked about a stored message. Refused as a wrong state while its sender isn't known to be the operator.
    pub fn lesson(&self, reply_id: i64) -> Result<Lesson, Error> {
        let entry = self.teachable(reply_id)?;
        let (_, operator) = self.sim(entry.sim_id)?;
        let text = entry.text.0;
        // What can't be taught at all has nothing to ask.
        let found = template::choices(&text, &hints(operator, entry.received_ms)).unwrap_or_default();
        let range = |span: &std::ops::Range<usize>| (utf16(&text, span.start), utf16(&text, span.end));
        let amounts = found.amounts.iter().map(|choice| {
            let (start, end) = range(&choice.span);
            LessonAmount { start, end, money: choice.money.clone() }
        });
        let days = found.days.iter().map(|choice| {
            let (start, end) = range(&choice.span);
            LessonDay { start, end, day: choice.day }
        });
        Ok(Lesson { amounts: amounts.collect(), days: days.collect(), text: text.clone() })
    }

    /// What would be read from now on if this answer counted. Changes nothing.
    pub fn teach_check(&self, reply_id: i64, answer: &LessonAnswer) -> Result<Taught, Error> {
        Ok(self.learn(reply_id, answer)?.0)
    }

    /// Lets an answer count: stored, and what it reads in earlier messages taken in. Refused as [`Self::teach_check`] is.
    pub fn teach(&mut self, reply_id: i64, answer: &LessonAnswer, now: Now) -> Result<Taught, Error> {
        let (taught, entry) = self.learn(reply_id, answer)?;
        if let Some(entry) = entry {
            self.use_template(&TemplateEntry { at_ms: now.epoch_ms, ..entry })?;
        }
        Ok(taught)
    }

    fn learn(&self, reply_id: i64, answer: &LessonAnswer) -> Result<(Taught, Option<TemplateEntry>), Error> {
        let reply = self.teachable(reply_id)?;
        let (_, operator) = self.sim(reply.sim_id)?;
        let hints = hints(operator, reply.received_ms);
        let place = |at: i32| usize::try_from(at).unwrap_or(usize::MAX);
        let marks = Marks {
            balance: answer.balance.map(place),
            last_day: answer.last_day.map(|at| (place(at), answer.last_day_of)),
        };
        let template = match template::derive(&reply.text.0, &hints, &marks) {
            Ok(template) => template,
            Err(reason) => return Ok((refused(reason.into()), None)),
        };
        let taught = self.would_read(operator, &template, Some(&reply))?;
        let entry = matches!(taught, Taught::Reads { .. }).then(|| TemplateEntry {
            id: 0,
            operator_id: operator.id.clone(),
            origin: TemplateOrigin::Hand,
            reply_id: Some(reply.id),
            template,
            dropped: false,
            at_ms: 0,
        });
        Ok((taught, entry))
    }

    /// What a template would read in the stored messages of an operator. `shown`: the one that it was taught on.
    pub(super) fn would_read(
        &self,
        operator: &Operator,
        template: &Template,
        shown: Option<&ReplyEntry>,
    ) -> Result<Taught, Error> {
        // One of the same shape gives way to it, so its readings are no earlier ones.
        let (shape, taught) = (template.shape(), self.taught_for(&operator.id)?);
        let kept = taught.into_iter().filter(|entry| entry.template.shape() != shape);
        let kept: Vec<Template> = kept.map(|entry| entry.template).collect();
        let mut also = Vec::new();
        let mut also_count = 0;
        let mut against = Vec::new();
        let mut of_shown = None;
        for reply in self.messages_of(operator)? {
            let (text, hints) = (&reply.text.0, hints(operator, reply.received_ms));
            let Some(found) = template.read(text, &hints) else { continue };
            let (mut reading, _) = template::read_with(text, &hints, &kept);
            if reading.contradicts(&found) {
                if against.len() < EXAMPLES {
                    against.push(Against {
                        text: text.clone(),
                        received_ms: reply.received_ms,
                        reading: reading_view(text, &reading),
                        balance: found.balance.map(|fact| fact.value),
                        last_day_of: found.last_day.as_ref().map(|(_, of)| *of),
                        last_day: found.last_day.map(|(fact, _)| fact.value),
                    });
                }
                continue;
            }
            let adds =
                template::complete(&mut reading, text, &hints, std::slice::from_ref(template)).is_some();
            if shown.is_some_and(|shown| shown.id == reply.id) {
                of_shown = Some(found);
            } else if adds {
                also_count += 1;
                if also.len() < EXAMPLES {
                    let reading = reading_view(text, &reading);
                    also.push(AlsoRead { text: text.clone(), received_ms: reply.received_ms, reading });
                }
            }
        }
        if !against.is_empty() {
            return Ok(Taught::Refused { reason: TeachRefusal::Contradicts, against });
        }
        let of_shown = of_shown.as_ref();
        let last_day = of_shown.and_then(|found| found.last_day.as_ref());
        let value = |fact: &Fact<Money>| fact.value.clone();
        Ok(Taught::Reads {
            operator_name: operator.name.clone(),
            shape: shape_parts(template),
            balance: of_shown.and_then(|found| found.balance.as_ref()).map(value),
            last_day: last_day.map(|(fact, _)| fact.value),
            last_day_of: last_day.map(|(_, of)| *of),
            also,
            also_count,
        })
    }

    /// Stores a template and reads with it what was not read before; dates move as if it had been there when they came.
    pub(super) fn use_template(&mut self, entry: &TemplateEntry) -> Result<(), Error> {
        let transaction = self.ledger.transaction()?;
        store::templates::add(&transaction, entry)?;
        transaction.commit()?;
        self.read_what_was_left_unread(READ_ANEW)
    }

    /// The stored messages of an operator that count, newest first for each SIM.
    fn messages_of(&self, operator: &Operator) -> Result<Vec<ReplyEntry>, Error> {
        let mut messages = Vec::new();
        for sim in store::sims::all(&self.ledger)?.iter().filter(|sim| sim.operator_id == operator.id) {
            for reply in store::replies::newest(&self.ledger, sim.id, i64::MAX)? {
                if self.trusts(&reply)? {
                    messages.push(reply);
                }
            }
        }
        Ok(messages)
    }

    fn teachable(&self, reply_id: i64) -> Result<ReplyEntry, Error> {
        let entry = self.stored_reply(reply_id)?;
        if !self.trusts(&entry)? {
            return Err(Error::refused(Refusal::WrongState, "reply_id"));
        }
        Ok(entry)
    }
}

pub(super) fn shape_parts(template: &Template) -> Vec<ShapePart> {
    let part = |part: &Part| match part {
        Part::Words(words) => ShapePart::Words { words: words.clone() },
        Part::Gap(Gap::Balance { .. }) => ShapePart::Balance,
        Part::Gap(Gap::LastDay { of, .. }) => ShapePart::LastDay { of: *of },
        Part::Gap(Gap::Figure) => ShapePart::Figure,
    };
    template.parts().iter().map(part).collect()
}

pub(super) fn refused(reason: TeachRefusal) -> Taught {
    Taught::Refused { reason, against: Vec::new() }
}
