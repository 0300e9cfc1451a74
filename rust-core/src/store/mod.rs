//! The encrypted ledger file: SQLCipher through rusqlite, one file a table.
//!
//! Read functions take `&Connection`, write functions `&Transaction`, so that the type says what must be inside one.
//! Nothing here reads a clock, and no error text carries a row's content.

pub mod balances;
pub mod bonuses;
pub mod charges;
pub mod commands;
mod days;
mod error;
pub mod forget;
pub mod notices;
mod open;
pub mod plans;
pub mod reminder_words;
pub mod replies;
mod schema;
pub mod senders;
pub mod settings;
pub mod sim_cards;
pub mod sim_events;
pub mod sims;
pub mod templates;
mod words;

pub use error::Error;
pub use open::{Health, Key, Mode, delete, health, open, set_aside};
