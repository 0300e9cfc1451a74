//! What the ledger file says of itself.

use crate::store::{Health, Unavailable};

/// What the opened file says of itself.
#[uniffi::remote(Record)]
pub struct Health {
    /// As SQLCipher names its version.
    pub cipher_version: String,
    /// SQLite's version.
    pub sqlite_version: String,
    /// 2 is FULL: a commit that returned survives a power loss.
    pub synchronous: i32,
    /// `wal`.
    pub journal_mode: String,
    /// The schema's version.
    pub schema_version: i32,
    /// Whether every page's authentication code and SQLite's own structure hold.
    pub intact: bool,
}

/// Why a ledger with which nothing is wrong can't be used now. What was acknowledged before is safe in each case.
#[uniffi::remote(Enum)]
pub enum Unavailable {
    /// There is no file, and none may be made.
    NotThere,
    /// There is a file, and a new one was to be made.
    ExistsAlready,
    /// No room for what was to be stored. The call did nothing; it works again once there is room.
    DiskFull,
    /// The file or its folder may not be written.
    ReadOnly,
    /// Another opener holds it.
    InUse,
    /// The file or its folder can't be opened.
    CannotOpen,
    /// The device failed to read or write.
    InputOutput,
    /// It can't be renamed.
    NotRenamed,
}
