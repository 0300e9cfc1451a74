//! What teaching asks, and what comes of an answer.

use chrono::NaiveDate;

use super::ReadingView;
use crate::money::Money;
use crate::reply::template::{Fault, Unteachable};
use crate::reply::{ValidityOf, Withheld};

/// An amount that can be the balance. A range of the text is in UTF-16 units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LessonAmount {
    /// First unit.
    pub start: i32,
    /// The unit after the last.
    pub end: i32,
    /// What it says.
    pub money: Money,
}

/// A date that can be the last day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LessonDay {
    /// First unit.
    pub start: i32,
    /// The unit after the last.
    pub end: i32,
    /// What it says.
    pub day: NaiveDate,
}

/// What is asked about a message. What can be read in two ways is there twice, the likelier reading first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lesson {
    /// The message.
    pub text: String,
    /// Which of these is the balance? Empty: that isn't asked.
    pub amounts: Vec<LessonAmount>,
    /// Which of these is the last day? Empty: that isn't asked.
    pub days: Vec<LessonDay>,
}

/// What a person answered, as places in the lesson's lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LessonAnswer {
    /// The balance; absent: none of them.
    pub balance: Option<i32>,
    /// The last day; absent: none of them.
    pub last_day: Option<i32>,
    /// What ends on that day.
    pub last_day_of: ValidityOf,
}

/// A piece of a shape, to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShapePart {
    /// Words that must stand there.
    Words {
        /// Folded.
        words: String,
    },
    /// The balance.
    Balance,
    /// The last day.
    LastDay {
        /// Of what.
        of: ValidityOf,
    },
    /// Any figure.
    Figure,
}

/// Another stored message that is read by what is taught.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlsoRead {
    /// As it came.
    pub text: String,
    /// When, epoch milliseconds.
    pub received_ms: i64,
    /// What would be read in it.
    pub reading: ReadingView,
}

/// A stored message that was read, and would be read otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Against {
    /// As it came.
    pub text: String,
    /// When, epoch milliseconds.
    pub received_ms: i64,
    /// What is read in it.
    pub reading: ReadingView,
    /// The balance that would be read.
    pub balance: Option<Money>,
    /// The last day that would be read.
    pub last_day: Option<NaiveDate>,
    /// What would end then.
    pub last_day_of: Option<ValidityOf>,
}

/// Why something can't be taught.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TeachRefusal {
    /// Neither a balance nor a last day was pointed at.
    NothingMarked,
    /// That is no amount that can be told.
    NotAnAmount,
    /// That is no date that can be told.
    NotADate,
    /// So few words that the shape would fit other messages too.
    TooFewWords,
    /// Longer than an answer.
    TooLong,
    /// It hands over a one-time password.
    OneTimePassword,
    /// A bank or a wallet speaks.
    Bank,
    /// It looks like an advertisement.
    Advertising,
    /// Stored messages were read otherwise.
    Contradicts,
    /// A text that is no shared template.
    NotATemplate,
    /// A newer version of the app wrote it.
    TooNew,
    /// Damaged on its way.
    Malformed,
    /// For an operator that isn't known here.
    UnknownOperator,
}

/// What comes of an answer or of a shared template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taught {
    /// It can be used, or is from now on.
    Reads {
        /// Whose messages.
        operator_name: String,
        /// Their shape.
        shape: Vec<ShapePart>,
        /// The balance that is read in the message that was shown.
        balance: Option<Money>,
        /// The last day that is read there.
        last_day: Option<NaiveDate>,
        /// What ends then.
        last_day_of: Option<ValidityOf>,
        /// Other stored messages that are read too, newest first, a few of them.
        also: Vec<AlsoRead>,
        /// How many there are.
        also_count: i32,
    },
    /// It can't.
    Refused {
        /// Why.
        reason: TeachRefusal,
        /// The stored messages against it, a few of them.
        against: Vec<Against>,
    },
}

impl From<Fault> for TeachRefusal {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::NothingMarked => Self::NothingMarked,
            Fault::MarkedTwice => Self::Malformed,
            Fault::TooFewWords => Self::TooFewWords,
            Fault::TooLong => Self::TooLong,
        }
    }
}

impl From<Unteachable> for TeachRefusal {
    fn from(reason: Unteachable) -> Self {
        match reason {
            Unteachable::NotAnAmount => Self::NotAnAmount,
            Unteachable::NotADate => Self::NotADate,
            Unteachable::Fault(fault) => fault.into(),
            Unteachable::Withheld(Withheld::OneTimePassword) => Self::OneTimePassword,
            Unteachable::Withheld(Withheld::BankMessage) => Self::Bank,
            Unteachable::Withheld(Withheld::Advertising) => Self::Advertising,
            Unteachable::Withheld(_) => Self::TooLong,
        }
    }
}
