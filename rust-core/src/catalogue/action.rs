//! What can be done on an operator's network, and by which channel.

use super::{ActionKind, Confidence, Note, Source};
use crate::compose::{self, Parameter};
use crate::money::Money;

/// How the action travels. The first three can go out of the phone; the others are what a person does elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Channel {
    /// A code that the network answers in a dialogue.
    Ussd {
        /// As dialled, `#` included; `{pin}` and `{number}` stand for what is filled in.
        code: String,
    },
    /// A code that opens a menu. Android's USSD request can't walk one, so the dialler does.
    UssdMenu {
        /// As dialled; `None` if no source says it.
        code: Option<String>,
        /// What to choose, menu by menu; empty if no source says it.
        steps: Vec<String>,
    },
    /// A text message to a short code.
    Sms {
        /// The short code or number; `None` if no source says it.
        to: Option<String>,
        /// The whole text.
        body: String,
    },
    /// A call to a line with a voice menu or a person.
    Call {
        /// The number.
        number: String,
        /// What to press or say; empty if no source says it.
        steps: Vec<String>,
    },
    /// The operator's own app.
    App {
        /// Its name; `None` if no source says it.
        name: Option<String>,
        /// The menu entries, as the source names them.
        steps: Vec<String>,
    },
    /// The operator's website.
    Web {
        /// Its address; `None` if no source says it.
        url: Option<String>,
        /// Where on it, as the source names it.
        steps: Vec<String>,
    },
    /// Any shop of the operator.
    Shop,
    /// A wallet or bank.
    Wallet {
        /// Its name.
        name: String,
    },
    /// The operator offers it; no source says how to get at it.
    Unstated,
}

/// A channel without what travels on it, in the order in which a table shows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each is the variant of Channel of that name")]
pub enum ChannelKind {
    Ussd,
    UssdMenu,
    Sms,
    Call,
    App,
    Web,
    Shop,
    Wallet,
}

impl ChannelKind {
    /// Every kind of channel.
    pub const ALL: [Self; 8] =
        [Self::Ussd, Self::UssdMenu, Self::Sms, Self::Call, Self::App, Self::Web, Self::Shop, Self::Wallet];
}

impl Channel {
    /// Which kind it is; `None` if no source says how to get at it.
    pub fn kind(&self) -> Option<ChannelKind> {
        Some(match self {
            Self::Ussd { .. } => ChannelKind::Ussd,
            Self::UssdMenu { .. } => ChannelKind::UssdMenu,
            Self::Sms { .. } => ChannelKind::Sms,
            Self::Call { .. } => ChannelKind::Call,
            Self::App { .. } => ChannelKind::App,
            Self::Web { .. } => ChannelKind::Web,
            Self::Shop => ChannelKind::Shop,
            Self::Wallet { .. } => ChannelKind::Wallet,
            Self::Unstated => return None,
        })
    }
}

/// What doing it costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cost {
    /// The source says that it is free.
    Free,
    /// The source names its price.
    Price {
        /// How much.
        money: Money,
    },
    /// No source says anything; shown as unknown, never as free.
    Unknown,
}

/// What is left going once it is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Starts {
    /// Nothing.
    Nothing,
    /// Something that goes on, and costs, until it is stopped.
    Recurring,
    /// A plan was bought or a service begun, and no source says whether it goes on.
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
    /// The plan or service that it is about, by its own name.
    pub plan: Option<String>,
    /// What it costs.
    pub cost: Cost,
    /// What it leaves going.
    pub starts: Starts,
    /// The action that stops it; unknown if `None`.
    pub stop: Option<String>,
    /// What to know first.
    pub notes: Vec<Note>,
    /// Who says so.
    pub source: Source,
}

impl Action {
    /// Whether nobody can be held to this fact; such a command asks twice.
    pub fn unconfirmed(&self) -> bool {
        self.source.confidence() == Confidence::Unconfirmed
    }

    /// What a person fills in before it can go out.
    pub fn parameters(&self) -> Vec<Parameter> {
        match &self.channel {
            Channel::Ussd { code } => compose::placeholders(code),
            _ => Vec::new(),
        }
    }

    /// Whether it can go out as it is: everything is known, and nothing is left to fill in.
    pub fn ready(&self) -> bool {
        match &self.channel {
            Channel::Ussd { .. } => self.parameters().is_empty(),
            Channel::UssdMenu { code, .. } => code.is_some(),
            Channel::Sms { to, .. } => to.is_some(),
            _ => false,
        }
    }

    /// Whether a person does it elsewhere, or with something that no source says.
    pub fn by_hand(&self) -> bool {
        !self.ready() && self.parameters().is_empty()
    }
}
