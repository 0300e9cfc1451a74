//! What happened to each SIM, and what follows from it.
//!
//! Entries are appended and never rewritten. What a command's state is, what the balance is and until when a number is
//! valid are derived from them, with the moment as an argument.

mod balance;
mod command;
mod reply;
mod sim;
mod taught;

pub use balance::{BalanceEntry, DateChange, Origin, SimState, date_change, sim_state};
pub use command::{
    Command, CommandEvent, CommandState, EventKind, Failure, PlatformWord, Route, USSD_BUSY_MS, UserWord,
    Window,
};
pub use reply::{ReplyChannel, ReplyEntry};
pub use sim::{Location, PresentCard, Sim, SimDraft, locate};
pub use taught::{TemplateEntry, TemplateOrigin, in_use};
