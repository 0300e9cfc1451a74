//! What the catalogue says.

use crate::catalogue::{ActionKind, Channel, Confidence, Cost, SourceKind};

/// Who says it.
#[uniffi::remote(Enum)]
pub enum SourceKind {
    /// The country's telecom regulator.
    Regulator,
    /// The operator's own page or message.
    Operator,
    /// An open data set.
    Dataset,
    /// Somebody saw it work and wrote it down.
    Observed,
    /// A guide that names no source.
    Guide,
}

/// How far a fact can be trusted, surest first.
#[uniffi::remote(Enum)]
pub enum Confidence {
    /// The regulator's or the operator's own text.
    Official,
    /// One independent source.
    Independent,
    /// Nobody can be held to it: shown as such, asked twice, never a default.
    Unconfirmed,
}

/// What an action is for.
#[uniffi::remote(Enum)]
pub enum ActionKind {
    /// Ask how much is left and until when.
    CheckBalance,
    /// Have the plan renewed again and again by itself.
    AutoRenewOn,
}

/// How the action travels.
#[uniffi::remote(Enum)]
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
#[uniffi::remote(Enum)]
pub enum Cost {
    /// The source says that it is free.
    Free,
    /// No source says anything; shown as unknown, never as free.
    Unknown,
}
