//! A command that had its tap.

use crate::catalogue::ActionKind;
use crate::compose::Outgoing;
use crate::journey::{ActionView, CommandView, Doing, HandOver, Offer, ReplyView, SimBrief};
use crate::ledger::{CommandState, Route, Verdict};

/// What the shell does, once, right after it is told.
#[uniffi::remote(Enum)]
pub enum Doing {
    /// `SmsManager.sendTextMessage` of that subscription.
    SendSms {
        /// From which card.
        subscription_id: i32,
        /// Recipient.
        to: String,
        /// Text.
        body: String,
    },
    /// `TelephonyManager.sendUssdRequest` of that subscription.
    RequestUssd {
        /// From which card.
        subscription_id: i32,
        /// The code.
        code: String,
        /// After which the screen stops waiting; the platform may never call back.
        patience_ms: i64,
    },
    /// Open the dialler; the person picks the SIM.
    Dial {
        /// `tel:` URI.
        uri: String,
    },
    /// Open the SMS app; the person picks the SIM.
    WriteSms {
        /// Recipient.
        to: String,
        /// Text.
        body: String,
    },
}

/// Permission to act once.
#[uniffi::remote(Record)]
pub struct HandOver {
    /// For the platform's word.
    pub command_id: i64,
    /// What to do.
    pub doing: Doing,
}

/// What may be done next.
#[uniffi::remote(Enum)]
pub enum Offer {
    /// The reply asks for this text back, to the same number.
    Answer {
        /// The reply that asks.
        reply_id: i64,
        /// As it stands there.
        body: String,
    },
    /// There was not enough money.
    TopUpFirst,
    /// See what happened before anything is tried again.
    CheckBalance {
        /// By which action.
        action_id: String,
    },
    /// The answer may have been shown as a service message, or lie among the messages.
    LookForHidden,
    /// The same once more, by the other app: it can show a menu, and nothing keeps it from sending.
    ByHand,
    /// The same once more.
    Again,
    /// The same purpose in another way.
    Otherwise {
        /// Which.
        action: ActionView,
    },
    /// The same purpose by what a person does elsewhere: hotline, shop, wallet, app, website.
    Elsewhere {
        /// Which.
        action: ActionView,
    },
}

/// A command that had its tap.
#[uniffi::remote(Record)]
pub struct CommandView {
    /// The ledger's key.
    pub command_id: i64,
    /// From which SIM.
    pub sim: SimBrief,
    /// Catalogue id, to prepare the same once more.
    pub action_id: String,
    /// What it was for; `None` if this version's catalogue doesn't have it any more.
    pub kind: Option<ActionKind>,
    /// What went out.
    pub outgoing: Outgoing,
    /// Where it stands.
    pub state: CommandState,
    /// What the clearest of its answers says; `None` before the first.
    pub verdict: Option<Verdict>,
    /// How it left; `None` before the tap.
    pub route: Option<Route>,
    /// When it was tapped, epoch milliseconds.
    pub handed_over_ms: Option<i64>,
    /// Until when the screen waits, epoch milliseconds.
    pub waits_until_ms: Option<i64>,
    /// What was answered, oldest first.
    pub replies: Vec<ReplyView>,
    /// What may be done next, the surest and cheapest first.
    pub offers: Vec<Offer>,
}
