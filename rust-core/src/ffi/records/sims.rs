//! Adding a SIM, and everything about one.

use crate::journey::{
    ActionView, CardSuggestion, CommandView, OperatorBrief, ReplyView, SimCard, SimDetail, SourceView,
};
use crate::ledger::PresentCard;
use crate::planner::Span;

/// An operator to choose from.
#[uniffi::remote(Record)]
pub struct OperatorBrief {
    /// Catalogue id.
    pub id: String,
    /// Display name.
    pub name: String,
}

/// A card in the phone that is not in the ledger yet.
#[uniffi::remote(Record)]
pub struct CardSuggestion {
    /// The card.
    pub card: PresentCard,
    /// Whose it is, if the catalogue knows it.
    pub operator: Option<OperatorBrief>,
}

/// Everything about one SIM.
#[uniffi::remote(Record)]
pub struct SimDetail {
    /// Its card.
    pub card: SimCard,
    /// Its number in full, as its owner typed it.
    pub msisdn: Option<String>,
    /// The stages with their days; empty when the date isn't known.
    pub timeline: Vec<Span>,
    /// Who says how long the stages last.
    pub rule: SourceView,
    /// What can be done, surest first.
    pub actions: Vec<ActionView>,
    /// The newest commands, newest first.
    pub commands: Vec<CommandView>,
    /// The newest replies, newest first.
    pub replies: Vec<ReplyView>,
    /// How many shapes of its operator's messages were taught.
    pub taught: i32,
}
