//! The encrypted ledger file: SQLCipher through rusqlite, one file a table.
//!
//! Read functions take `&Connection`, write functions `&Transaction`, so that the type says what must be inside one.
//! Nothing here reads a clock, and no error text carries a row's content.

pub mod balances;
pub mod commands;
mod error;
mod health;
pub mod notices;
mod open;
mod place;
pub mod replies;
mod salvage;
mod schema;
pub mod senders;
pub mod sims;
mod words;

pub use error::{Error, Unavailable};
pub use health::{Health, health};
pub use open::{Key, Mode, open};
pub use place::set_aside;
pub use salvage::{Salvaged, SalvagedTable, adopt_salvaged, finish_adoption, salvage};
