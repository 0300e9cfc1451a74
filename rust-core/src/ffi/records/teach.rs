//! What a person teaches on a message.

use crate::ffi::time::CivilDate;
use crate::journey::{
    Against, AlsoRead, Lesson, LessonAmount, LessonAnswer, LessonDay, ReadingView, ShapePart, Taught,
    TaughtShape, TeachRefusal,
};
use crate::ledger::TemplateOrigin;
use crate::money::Money;
use crate::reply::ValidityOf;

/// Where a template comes from.
#[uniffi::remote(Enum)]
pub enum TemplateOrigin {
    /// Taught on a message here.
    Hand,
    /// Shared by somebody else and taken in.
    File,
}

/// An amount that can be the balance. A range of the text is in UTF-16 units.
#[uniffi::remote(Record)]
pub struct LessonAmount {
    /// First unit.
    pub start: i32,
    /// The unit after the last.
    pub end: i32,
    /// What it says.
    pub money: Money,
}

/// A date that can be the last day.
#[uniffi::remote(Record)]
pub struct LessonDay {
    /// First unit.
    pub start: i32,
    /// The unit after the last.
    pub end: i32,
    /// What it says.
    pub day: CivilDate,
}

/// What is asked about a message. What can be read in two ways is there twice, the likelier reading first.
#[uniffi::remote(Record)]
pub struct Lesson {
    /// The message.
    pub text: String,
    /// Which of these is the balance? Empty: that isn't asked.
    pub amounts: Vec<LessonAmount>,
    /// Which of these is the last day? Empty: that isn't asked.
    pub days: Vec<LessonDay>,
}

/// What a person answered, as places in the lesson's lists.
#[uniffi::remote(Record)]
pub struct LessonAnswer {
    /// The balance; absent: none of them.
    pub balance: Option<i32>,
    /// The last day; absent: none of them.
    pub last_day: Option<i32>,
    /// What ends on that day.
    pub last_day_of: ValidityOf,
}

/// A piece of a shape, to be shown.
#[uniffi::remote(Enum)]
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
#[uniffi::remote(Record)]
pub struct AlsoRead {
    /// As it came.
    pub text: String,
    /// When, epoch milliseconds.
    pub received_ms: i64,
    /// What would be read in it.
    pub reading: ReadingView,
}

/// A stored message that was read, and would be read otherwise.
#[uniffi::remote(Record)]
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
    pub last_day: Option<CivilDate>,
    /// What would end then.
    pub last_day_of: Option<ValidityOf>,
}

/// Why something can't be taught.
#[uniffi::remote(Enum)]
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
#[uniffi::remote(Enum)]
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
        last_day: Option<CivilDate>,
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

/// A shape that is in use.
#[uniffi::remote(Record)]
pub struct TaughtShape {
    /// The ledger's key.
    pub template_id: i64,
    /// Whose messages.
    pub operator_name: String,
    /// Where it comes from.
    pub origin: TemplateOrigin,
    /// Their shape.
    pub shape: Vec<ShapePart>,
    /// Since when, epoch milliseconds.
    pub at_ms: i64,
}
