//! The encrypted ledger file: SQLCipher through rusqlite, one file a table.
//!
//! Read functions take `&Connection`, write functions `&Transaction`, so that the type says what must be inside one.
//! Nothing here reads a clock, and no error text carries a row's content.

pub mod balances;
pub mod bonuses;
pub mod charges;
pub mod commands;
mod days;
pub mod entries;
mod error;
pub mod forget;
mod health;
pub mod notices;
mod open;
mod place;
pub mod plans;
pub mod reminder_words;
pub mod replies;
mod salvage;
mod schema;
pub mod senders;
pub mod settings;
pub mod sim_cards;
pub mod sim_events;
pub mod sims;
pub mod templates;
mod words;

pub use error::{Error, Unavailable};
pub use health::{Health, health};
pub use open::{Key, Mode, open};
pub(crate) use place::aside;
pub use place::{delete, set_aside};
pub use salvage::{Salvaged, SalvagedTable, adopt_salvaged, finish_adoption, salvage};
pub(crate) use schema::{VERSION as SCHEMA_VERSION, WHOLE as SCHEMA, upgrade};
