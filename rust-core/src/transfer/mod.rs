//! What a person takes along: a backup that another phone can restore, records as CSV, deadlines as a calendar.
//!
//! Everything is written to a path that the shell gives, beside it first and renamed when it is complete. What leaves
//! unencrypted is masked unless the person says otherwise. A restore changes nothing before the whole backup was read,
//! and a kill at any moment of it leaves the old ledger or the new one.

mod backup;
mod calendar;
mod container;
mod csv;
mod fault;
mod files;
mod passphrase;
mod records;
mod restore;

pub use backup::back_up;
pub use calendar::{CalendarEvent, write_calendar};
pub use csv::write_csv;
pub use fault::Fault;
pub use passphrase::{Passphrase, SHORTEST};
pub use restore::{Contents, preview, restore, settle};

#[cfg(test)]
mod tests;
