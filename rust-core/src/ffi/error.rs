//! The few errors that the shell acts on differently, and the one place where the core's many become them.

use crate::Error;
use crate::compose::Refusal;
use crate::store::{self, Unavailable};
use crate::transfer::Fault;

/// What the shell is told. Its text is for logs and holds no message, number or amount; people read the shell's own words.
#[derive(Debug, thiserror::Error, uniffi::Error)]
pub enum CoreError {
    /// The ledger doesn't open with this key, or its beginning is damaged. Ask: try again, or set it aside.
    #[error("ledger unreadable")]
    LedgerUnreadable,
    /// The ledger is damaged. Ask: set it aside.
    #[error("ledger corrupt")]
    LedgerCorrupt,
    /// The ledger was written by a newer version of the app. Say: update.
    #[error("ledger schema {found}, known {known}")]
    LedgerTooNew {
        /// The file's schema.
        found: i32,
        /// The newest known here.
        known: i32,
    },
    /// Nothing is wrong with it, but it can't be used now; nothing that was stored is lost. Say why, and try again.
    #[error("ledger unavailable: {why:?}")]
    LedgerUnavailable {
        /// Why.
        why: Unavailable,
    },
    /// Not composed, or not sent.
    #[error("refused: {parameter}: {refusal:?}")]
    Refused {
        /// Why.
        refusal: Refusal,
        /// Which parameter; never its value.
        parameter: String,
    },
    /// Not backed up, restored or exported; nothing has changed. Say why at the place where the file or the passphrase is.
    #[error("not taken along: {fault}")]
    NotTakenAlong {
        /// Why.
        fault: Fault,
    },
    /// Gone in the meantime: show the first screen again.
    #[error("no such {what}")]
    NotFound {
        /// What was looked for.
        what: String,
    },
    /// A message longer than is read.
    #[error("{length} bytes, {limit} are read at most")]
    TooLong {
        /// Its length in bytes.
        length: i64,
        /// The most that is read, in bytes.
        limit: i64,
    },
    /// Trouble of the bridge itself: an earlier call panicked, or a bug. Restart the app.
    #[error("bridge: {detail}")]
    Bridge {
        /// In words, for the log.
        detail: String,
    },
}

impl From<Error> for CoreError {
    fn from(error: Error) -> Self {
        let length = |bytes: usize| i64::try_from(bytes).unwrap_or(i64::MAX);
        match error {
            Error::Store(store::Error::Unreadable) => Self::LedgerUnreadable,
            Error::Store(store::Error::Corrupt | store::Error::UnknownWord(_)) => Self::LedgerCorrupt,
            Error::Store(store::Error::TooNew { found, known }) => Self::LedgerTooNew { found, known },
            Error::Store(store::Error::Unavailable(why)) => Self::LedgerUnavailable { why },
            Error::Store(error @ (store::Error::Twice | store::Error::Statement(_))) => bridge(error),
            Error::Refused(refused) => {
                Self::Refused { refusal: refused.refusal, parameter: refused.parameter.to_owned() }
            }
            Error::Transfer(fault) => Self::NotTakenAlong { fault },
            Error::NotFound(what) => Self::NotFound { what: what.to_owned() },
            Error::TooLong { length: found, limit } => {
                Self::TooLong { length: length(found), limit: length(limit) }
            }
            Error::Catalogue(error) => bridge(error),
        }
    }
}

pub(super) fn bridge(error: impl std::fmt::Display) -> CoreError {
    CoreError::Bridge { detail: error.to_string() }
}
