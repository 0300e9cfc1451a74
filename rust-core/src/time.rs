//! The moment that the shell says it is. The core has no clock of its own.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta};

/// A moment and the local time there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// Milliseconds since 1970-01-01 00:00 UTC.
    pub epoch_ms: i64,
    /// What the local clock is ahead of UTC, in seconds.
    pub utc_offset_s: i32,
}

impl Now {
    /// What the wall clock shows.
    pub fn local(self) -> NaiveDateTime {
        civil(self.epoch_ms, self.utc_offset_s)
    }

    /// What the calendar shows.
    pub fn today(self) -> NaiveDate {
        self.local().date()
    }

    /// What the wall clock here showed at another moment (the offset of now is used for it).
    pub fn local_at(self, epoch_ms: i64) -> NaiveDateTime {
        civil(epoch_ms, self.utc_offset_s)
    }
}

/// A moment outside what a calendar can show is taken for the nearest one inside.
fn civil(epoch_ms: i64, utc_offset_s: i32) -> NaiveDateTime {
    let utc =
        DateTime::from_timestamp_millis(epoch_ms).map_or(NaiveDateTime::MIN, |instant| instant.naive_utc());
    utc.checked_add_signed(TimeDelta::seconds(utc_offset_s.into())).unwrap_or(utc)
}
