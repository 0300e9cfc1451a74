//! What the ledger file says of itself.

use crate::store::{Health, Salvaged, SalvagedTable, Unavailable};

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

/// What came back of one table.
#[uniffi::remote(Record)]
pub struct SalvagedTable {
    /// Its name in the schema.
    pub table: String,
    /// How many rows.
    pub rows: i64,
    /// Whether all of it could be read.
    pub whole: bool,
}

/// What came back of a ledger.
#[uniffi::remote(Record)]
pub struct Salvaged {
    /// SIMs.
    pub sims: i64,
    /// Messages.
    pub replies: i64,
    /// Every other entry.
    pub others: i64,
    /// Whether every table came back whole; damage that touched no row is then mended.
    pub whole: bool,
    /// The same by table.
    pub tables: Vec<SalvagedTable>,
}
