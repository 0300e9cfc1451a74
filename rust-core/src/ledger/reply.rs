//! A message that an operator sent, kept as it came.

use crate::privacy::Redacted;

/// How it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReplyChannel {
    /// In the dialogue of a command of ours.
    Ussd,
    /// As a text message.
    Sms {
        /// Sender id, short code or number.
        sender: String,
    },
    /// Pasted or shared into the app, and saved by a tap.
    Pasted,
}

/// A stored message. It is stored before it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplyEntry {
    /// The ledger's key.
    pub id: i64,
    /// Whose.
    pub sim_id: i64,
    /// The command that it answers, if one was open.
    pub command_id: Option<i64>,
    /// How it came.
    pub channel: ReplyChannel,
    /// As it came.
    pub text: Redacted<String>,
    /// When, epoch milliseconds.
    pub received_ms: i64,
    /// Whether its sender is known to be the operator. If not, nothing in it counts until a person says so.
    pub trusted: bool,
}
