//! What can go wrong with the ledger file, one variant for each thing that a person can do about it.

use rusqlite::ErrorCode;

/// Why a ledger with which nothing is wrong can't be used now. What was acknowledged before is safe in each case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unavailable {
    /// There is no file, and none may be made.
    NotThere,
    /// There is a file, and a new one was to be made.
    ExistsAlready,
    /// No room for what was to be stored. The call did nothing; it works again once there is room.
    DiskFull,
    /// The file or its folder may not be written.
    ReadOnly,
    /// Another opener holds it; see [`super::open()`].
    InUse,
    /// The file or its folder can't be opened.
    CannotOpen,
    /// The device failed to read or write.
    InputOutput,
    /// It can't be renamed.
    NotRenamed,
}

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
    /// Nothing is wrong with it, but it can't be used now.
    #[error("the ledger is unavailable: {0:?}")]
    Unavailable(Unavailable),
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
            Some(ErrorCode::CannotOpen) => Unavailable::CannotOpen.into(),
            Some(ErrorCode::DiskFull) => Unavailable::DiskFull.into(),
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Unavailable::ReadOnly.into(),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Unavailable::InUse.into(),
            Some(ErrorCode::SystemIoFailure) => Unavailable::InputOutput.into(),
            code => Self::Statement(code),
        }
    }
}

impl From<Unavailable> for Error {
    fn from(why: Unavailable) -> Self {
        Self::Unavailable(why)
    }
}
