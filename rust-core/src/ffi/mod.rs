//! The boundary: the only place that says `uniffi`.
//!
//! One object, synchronous, plain data both ways. A method locks, makes one call into `journey`, and converts the
//! error; a branch here would be a rule in the wrong place. The records of the surface are the core's own types, restated
//! in `records` for the generator; the compiler refuses a restatement that differs.

mod core;
mod error;
mod log;
mod records;
mod sims;
mod time;

pub use self::core::{
    Core, crash_drill, preview_backup, restore_backup, set_ledger_aside, settle_restore, start,
    write_calendar,
};
pub use self::error::CoreError;
