//! What the ledger file says of itself.

use crate::store::Health;

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
