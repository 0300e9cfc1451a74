//! What can be done on an operator's network, and by which channel.

use super::{ActionKind, Confidence, Source};

/// How the action travels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Channel {
    /// A code that the network answers in a dialogue.
    Ussd {
        /// As dialled, `#` included.
        code: String,
    },
    /// A text message to a short code.
    Sms {
        /// The short code or number.
        to: String,
        /// The whole text.
        body: String,
    },
}

/// What doing it costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cost {
    /// The source says that it is free.
    Free,
    /// No source says anything; shown as unknown, never as free.
    Unknown,
}

/// One thing that can be done, with its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// Stable identifier, kept in the ledger.
    pub id: String,
    /// What it is for.
    pub kind: ActionKind,
    /// How it travels.
    pub channel: Channel,
    /// What it costs.
    pub cost: Cost,
    /// Whether it starts something that goes on until it is stopped.
    pub recurs: bool,
    /// The action that stops it; unknown if `None`.
    pub stop: Option<String>,
    /// Who says so.
    pub source: Source,
}

impl Action {
    /// Whether nobody can be held to this fact; such a command asks twice.
    pub fn unconfirmed(&self) -> bool {
        self.source.confidence() == Confidence::Unconfirmed
    }
}
