//! How the app starts, and what time it is.

use crate::journey::{KeyState, Start};
use crate::time::Now;

/// A moment and the local time there.
#[uniffi::remote(Record)]
pub struct Now {
    /// Milliseconds since 1970-01-01 00:00 UTC.
    pub epoch_ms: i64,
    /// What the local clock is ahead of UTC, in seconds.
    pub utc_offset_s: i32,
}

/// What the key's keeper says.
#[uniffi::remote(Enum)]
pub enum KeyState {
    /// There has never been one.
    Absent,
    /// It can be used.
    Ready,
    /// It was there and can't be used any more: removed with the screen lock, damaged, or not of this phone.
    Unusable,
}

/// What to do.
#[uniffi::remote(Enum)]
pub enum Start {
    /// First run: make a key and a ledger.
    Create,
    /// Open the ledger with its key.
    Open,
    /// There is a ledger and no key for it. The person chooses; nothing is made or removed before that.
    AskKeyLost,
}
