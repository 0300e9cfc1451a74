//! What a person says to a reminder.

use chrono::NaiveDateTime;

/// The word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReminderWord {
    /// Again at a later moment, and nothing before it.
    Snoozed,
    /// It is done. If no date has moved by the day itself, that day rings all the same.
    Done,
    /// Not this one: silence until the date moves.
    Ignored,
}

/// A word about one deadline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReminderEntry {
    /// Whose.
    pub sim_id: i64,
    /// Names the loss and its day ([`crate::planner::Deadline::name`]): a moved date is another deadline.
    pub deadline: String,
    /// The word.
    pub word: ReminderWord,
    /// Until when it sleeps, on the local wall clock.
    pub until: Option<NaiveDateTime>,
    /// When it was said, epoch milliseconds.
    pub at_ms: i64,
}
