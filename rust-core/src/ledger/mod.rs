//! What happened to each SIM, and what follows from it.
//!
//! Entries are appended and never rewritten. What a command's state is, what the balance is and until when a number is
//! valid are derived from them, with the moment as an argument.

mod balance;
mod command;
pub mod identity;
mod reply;
mod sim;

pub use balance::{BalanceEntry, DateChange, Origin, SimState, date_change, sim_state};
pub use command::{
    Command, CommandEvent, CommandState, EventKind, Failure, Phase, PlatformWord, Route, USSD_BUSY_MS,
    UserWord, Verdict, Window,
};
pub use reply::{ReplyChannel, ReplyEntry};
pub use sim::{Location, PresentCard, Sim, SimChange, SimDraft};
