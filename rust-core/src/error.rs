//! Everything that can go wrong inside the core.

use crate::catalogue::CatalogueError;
use crate::compose::{Refusal, Refused};
use crate::{store, transfer};

/// An error of the core. `ffi` turns it into the few that the shell can act on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The ledger.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// Composing or sending.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// A shipped catalogue file; a test keeps this from happening.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    /// Backing up, restoring, exporting.
    #[error(transparent)]
    Transfer(#[from] transfer::Fault),
    /// No such SIM, command, reply or action.
    #[error("no such {0}")]
    NotFound(&'static str),
    /// A message longer than is looked at.
    #[error("a text of {length} bytes, {limit} are read at most")]
    TooLong {
        /// Its length in bytes.
        length: usize,
        /// The most that is read.
        limit: usize,
    },
}

impl Error {
    pub(crate) fn refused(refusal: Refusal, parameter: &'static str) -> Self {
        Self::Refused(Refused::new(refusal, parameter))
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}
