//! What happened to each SIM, and what follows from it.
//!
//! Entries are appended and never rewritten. What a command's state is, what the balance is and until when a number is
//! valid are derived from them, with the moment as an argument.

mod anomaly;
mod balance;
mod bonus;
mod charge;
mod command;
pub mod identity;
mod plan;
mod reminder;
mod reply;
pub mod rules;
mod sim;
mod state;
mod taught;

pub use anomaly::{
    Advice, Anomaly, AnomalyKind, Evidence, EvidenceOf, LONG_UNCHECKED_DAYS, anomalies, looked_at_since_ms,
};
pub use balance::{BalanceEntry, DateChange, Origin, balance, date_change};
pub use bonus::{BonusEntry, bonuses};
pub use charge::{ChargeEntry, ChargeKind, CostLine, costs};
pub use command::{
    Command, CommandEvent, CommandState, EventKind, Failure, Phase, PlatformWord, Route, USSD_BUSY_MS,
    UserWord, Verdict, Window,
};
pub use plan::{PaidFrom, PlanDate, PlanEntry, PlanState, plans};
pub use reminder::{ReminderEntry, ReminderWord};
pub use reply::{ReplyChannel, ReplyEntry};
pub use sim::{Location, PresentCard, Sim, SimChange, SimDraft};
pub use state::{Entries, SimState, state};
pub use taught::{TemplateEntry, TemplateOrigin, in_use};
