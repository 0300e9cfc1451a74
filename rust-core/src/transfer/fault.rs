//! Why something could not be taken along, one word for each thing that a person can do about it.

use rusqlite::ErrorCode;

use crate::{Error, store};

/// Why a backup could not be written or taken in. Nothing has changed when one is returned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Fewer characters than [`super::SHORTEST`]. Ask for a longer one.
    #[error("the passphrase is too short")]
    ShortPassphrase,
    /// Some other file. Choose another.
    #[error("not a backup of this app")]
    NotABackup,
    /// Its end is missing. Copy it again.
    #[error("the backup is cut off")]
    Cut,
    /// It isn't what was written. Copy it again, or take an older one.
    #[error("the backup is damaged")]
    Damaged,
    /// The file is whole and doesn't open. Try another passphrase.
    #[error("the backup does not open with this passphrase")]
    WrongPassphrase,
    /// Written by a newer version of the app. Update.
    #[error("the backup is of a newer version")]
    TooNew,
    /// The file is not there, or can't be read.
    #[error("the file cannot be read")]
    NotRead,
    /// No room, or the folder can't be written to.
    #[error("the file cannot be written")]
    NotWritten,
}

/// Trouble while reading the body of a whole backup: a page that its passphrase doesn't prove, or one that it does.
pub(super) fn reading(error: rusqlite::Error) -> Error {
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => Fault::WrongPassphrase.into(),
        Some(ErrorCode::DatabaseCorrupt) => Fault::Damaged.into(),
        _ => writing(error),
    }
}

/// Trouble while writing a file that is ours to write; the ledger itself keeps its own errors.
pub(super) fn writing(error: rusqlite::Error) -> Error {
    match store::Error::from(error) {
        store::Error::Unavailable(_) => Fault::NotWritten.into(),
        other => other.into(),
    }
}
