//! What a person says to a reminder, and what there is to say it to.

use chrono::{Days, NaiveDate, NaiveDateTime};

use super::Baohao;
use crate::Error;
use crate::compose::Refusal;
use crate::ledger::{ReminderEntry, ReminderWord, SimState};
use crate::planner::{self, Deadline, HOUR, Loss};
use crate::store;
use crate::time::Now;

/// What is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReminderSaid {
    /// Again in so many days, in the morning; 1 or more.
    Snooze {
        /// How many.
        days: i64,
    },
    /// It is done.
    Done,
    /// Not this one.
    Ignore,
}

/// A deadline near enough to be reminded of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReminderView {
    /// Names it, for what is said to it.
    pub deadline: String,
    /// What is lost.
    pub loss: Loss,
    /// On which day.
    pub on: NaiveDate,
    /// Days from today; less than 0 once it has begun.
    pub days: i64,
    /// What was said to it last.
    pub word: Option<ReminderWord>,
    /// Until when it sleeps.
    pub until: Option<NaiveDateTime>,
}

/// The longest sleep, in days.
const LONGEST_SNOOZE: i64 = 60;

impl Baohao {
    /// A word about a deadline, stored before any alarm changes. `Refused(WrongState, "deadline")` for one that is over.
    pub fn remind(&mut self, sim_id: i64, deadline: &str, said: ReminderSaid, now: Now) -> Result<(), Error> {
        let state = self.state(sim_id, now)?;
        let stands = planner::deadlines(sim_id, &state, now).iter().any(|known| known.name() == deadline);
        if !stands {
            return Err(Error::refused(Refusal::WrongState, "deadline"));
        }
        let (word, until) = match said {
            ReminderSaid::Snooze { days } => {
                let days = Days::new(days.clamp(1, LONGEST_SNOOZE).unsigned_abs());
                let day = now.today().checked_add_days(days).unwrap_or(NaiveDate::MAX);
                (ReminderWord::Snoozed, day.and_hms_opt(HOUR, 0, 0))
            }
            ReminderSaid::Done => (ReminderWord::Done, None),
            ReminderSaid::Ignore => (ReminderWord::Ignored, None),
        };
        let entry = ReminderEntry { sim_id, deadline: deadline.to_owned(), word, until, at_ms: now.epoch_ms };
        let transaction = self.ledger.transaction()?;
        store::reminder_words::add(&transaction, &entry)?;
        transaction.commit()?;
        Ok(())
    }

    /// The deadlines that have begun to ring, soonest first, with what was said to each.
    pub(super) fn reminders(
        &self,
        sim_id: i64,
        state: &SimState,
        now: Now,
    ) -> Result<Vec<ReminderView>, Error> {
        let words = store::reminder_words::all(&self.ledger)?;
        let view = |deadline: &Deadline| {
            let name = deadline.name();
            let said = words.iter().rev().find(|word| word.sim_id == sim_id && word.deadline == name);
            ReminderView {
                loss: deadline.loss.clone(),
                on: deadline.on,
                days: deadline.on.signed_duration_since(now.today()).num_days(),
                word: said.map(|said| said.word),
                until: said.and_then(|said| said.until),
                deadline: name,
            }
        };
        let all = planner::deadlines(sim_id, state, now);
        let mut near: Vec<_> =
            all.iter().filter(|deadline| deadline.rings_by(now.today())).map(view).collect();
        near.sort_by_key(|reminder| reminder.on);
        Ok(near)
    }
}
