//! What is taken along.

use crate::ffi::time::CivilDate;
use crate::journey::{BackupSim, BackupView, CalendarEntry, SimBrief};
use crate::planner::Loss;
use crate::transfer::{CalendarEvent, Fault};

/// Why a backup could not be written or taken in, or an export not be written. Nothing has changed then.
#[uniffi::remote(Enum)]
pub enum Fault {
    /// Fewer than 12 characters. Ask for a longer one.
    ShortPassphrase,
    /// Some other file. Choose another.
    NotABackup,
    /// Its end is missing. Copy it again.
    Cut,
    /// It isn't what was written. Copy it again, or take an older one.
    Damaged,
    /// The file is whole and doesn't open. Try another passphrase.
    WrongPassphrase,
    /// Written by a newer version of the app. Update.
    TooNew,
    /// The file is not there, or can't be read.
    NotRead,
    /// No room, or the folder can't be written to.
    NotWritten,
}

/// A SIM in a backup.
#[uniffi::remote(Record)]
pub struct BackupSim {
    /// The operator's name, or its id if this version doesn't know it.
    pub operator_name: String,
    /// What its owner calls it; may be empty.
    pub label: String,
    /// Its number, masked.
    pub msisdn_masked: Option<String>,
}

/// What a backup holds.
#[uniffi::remote(Record)]
pub struct BackupView {
    /// When it was made, epoch milliseconds.
    pub made_ms: i64,
    /// The app's version that made it.
    pub app_version: String,
    /// The schema's version that it was made with.
    pub schema_version: i32,
    /// Its SIMs.
    pub sims: Vec<BackupSim>,
    /// How many messages.
    pub messages: i64,
    /// The moment of its oldest entry, epoch milliseconds; `None` if it holds none.
    pub from_ms: Option<i64>,
    /// The moment of its newest entry, epoch milliseconds.
    pub until_ms: Option<i64>,
}

/// A deadline for the calendar, without words.
#[uniffi::remote(Record)]
pub struct CalendarEntry {
    /// Names this SIM and loss for ever.
    pub uid: String,
    /// Whose.
    pub sim: SimBrief,
    /// Its number in full, if that was asked for.
    pub msisdn: Option<String>,
    /// What is lost, or must be looked at.
    pub loss: Loss,
    /// On which day.
    pub on: CivilDate,
    /// How many days before it the phone rings.
    pub leads: Vec<i32>,
}

/// A deadline with the words that a person reads.
#[uniffi::remote(Record)]
pub struct CalendarEvent {
    /// As the entry has it.
    pub uid: String,
    /// As the entry has it.
    pub on: CivilDate,
    /// Its title.
    pub summary: String,
    /// What to do.
    pub details: String,
    /// How many days before it rings, each time at the planner's hour.
    pub leads: Vec<i32>,
}
