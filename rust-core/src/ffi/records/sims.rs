//! Adding a SIM, and everything about one.

use crate::journey::{
    ActionView, ArchivedSim, CardQuestion, CardSuggestion, CommandView, OperatorBrief, ReplyView, SimBrief,
    SimCard, SimDetail, SourceView, StateView,
};
use crate::ledger::PresentCard;
use crate::ledger::identity::Doubt;
use crate::planner::Span;

/// An operator to choose from.
#[uniffi::remote(Record)]
pub struct OperatorBrief {
    /// Catalogue id.
    pub id: String,
    /// Display name.
    pub name: String,
}

/// A card in the phone that isn't certainly a SIM of the ledger.
#[uniffi::remote(Record)]
pub struct CardSuggestion {
    /// The card, without its ICCID.
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
    /// What can go out of the phone as it is, surest first.
    pub actions: Vec<ActionView>,
    /// What a person does elsewhere, surest first.
    pub by_hand: Vec<ActionView>,
    /// The newest commands, newest first.
    pub commands: Vec<CommandView>,
    /// The newest replies, newest first.
    pub replies: Vec<ReplyView>,
    /// How many shapes of its operator's messages were taught.
    pub taught: i32,
    /// Money, plans, and what looks wrong.
    pub state: StateView,
    /// What is asked of a card that may be this SIM.
    pub question: Option<CardQuestion>,
    /// The cards that it can be linked to by hand; empty when it is certain where it is.
    pub linkable: Vec<CardSuggestion>,
    /// When it was let go, epoch milliseconds; nothing is sent from it since.
    pub archived_ms: Option<i64>,
}

/// Why a person must say which SIM a card is.
#[uniffi::remote(Enum)]
pub enum Doubt {
    /// Android knows the subscription, and what is behind it is another card.
    Replaced,
    /// One piece of evidence agrees and another disagrees.
    Disagrees,
    /// Two SIMs could be it, or the SIM could be two cards.
    Several,
    /// Nothing but the operator speaks for it.
    OperatorOnly,
}

/// Which SIM is this card? Only a person can say.
#[uniffi::remote(Record)]
pub struct CardQuestion {
    /// The card, to answer.
    pub subscription_id: i32,
    /// The card, to name it.
    pub slot: i32,
    /// Whose it is, if the catalogue knows it.
    pub operator: Option<OperatorBrief>,
    /// Its number as the card knows it, masked.
    pub msisdn_masked: Option<String>,
    /// Why it is asked.
    pub doubt: Doubt,
    /// The SIMs that it may be, likeliest first.
    pub candidates: Vec<SimBrief>,
}

/// A number that was let go.
#[uniffi::remote(Record)]
pub struct ArchivedSim {
    /// Which.
    pub sim: SimBrief,
    /// When, epoch milliseconds.
    pub archived_ms: i64,
}
