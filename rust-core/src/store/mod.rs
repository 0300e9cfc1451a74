//! The encrypted ledger file: SQLCipher through rusqlite, one file a table.
//!
//! Read functions take `&Connection`, write functions `&Transaction`, so that the type says what must be inside one.
//! Nothing here reads a clock, and no error text carries a row's content.

pub mod balances;
pub mod commands;
mod error;
pub mod notices;
mod open;
pub mod replies;
mod schema;
pub mod senders;
pub mod sims;
mod words;

pub use error::Error;
pub(crate) use open::aside;
pub use open::{Health, Key, Mode, health, open, set_aside};
pub(crate) use schema::{VERSION as SCHEMA_VERSION, WHOLE as SCHEMA, bring_up_to_date};
