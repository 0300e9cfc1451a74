//! What can go wrong with the ledger file, one variant for each thing that a person can do about it.

use rusqlite::ErrorCode;

/// Trouble with the ledger file.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The key doesn't open it, or its first page is damaged: SQLCipher can't tell one from the other.
    #[error("the ledger does not open with this key")]
    Unreadable,
    /// Opened, and found damaged.
    #[error("the ledger is damaged")]
    Corrupt,
    /// Written by a newer version of the app.
    #[error("the ledger has schema {found}, this app knows {known}")]
    TooNew {
        /// The file's schema.
        found: i32,
        /// The newest schema known here.
        known: i32,
    },
    /// Not there, not writable, disk full, or in use.
    #[error("the ledger is unavailable: {0}")]
    Unavailable(&'static str),
    /// Stored text that this version can't understand.
    #[error("the ledger holds an unknown {0}")]
    UnknownWord(&'static str),
    /// A second hand-over of one command, refused by the database.
    #[error("handed over already")]
    Twice,
    /// A programming error. Its SQL message is left out: it may quote data.
    #[error("the ledger refused a statement ({0:?})")]
    Statement(Option<ErrorCode>),
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::Unreadable,
            Some(ErrorCode::DatabaseCorrupt) => Self::Corrupt,
            Some(ErrorCode::CannotOpen) => Self::Unavailable("cannot open"),
            Some(ErrorCode::DiskFull) => Self::Unavailable("disk full"),
            Some(ErrorCode::ReadOnly) => Self::Unavailable("read only"),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Unavailable("in use"),
            Some(ErrorCode::SystemIoFailure) => Self::Unavailable("input or output failed"),
            code => Self::Statement(code),
        }
    }
}
