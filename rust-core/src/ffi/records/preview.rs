//! A command before it goes out.

use crate::catalogue::{ActionKind, Channel, Confidence, Cost, Note, SourceKind, Starts};
use crate::compose::{Outgoing, SmsSize};
use crate::journey::{ActionView, DirectRoute, Earlier, Permission, Phone, Preview, SimBrief, SourceView};
use crate::ledger::{CommandState, Location, PresentCard};

/// What the phone shows and allows now.
#[uniffi::remote(Record)]
pub struct Phone {
    /// The cards in it; `None` when they may not be seen.
    pub cards: Option<Vec<PresentCard>>,
    /// Whether SEND_SMS is granted.
    pub may_send_sms: bool,
    /// Whether CALL_PHONE is granted.
    pub may_call: bool,
}

/// A SIM in few words, masked.
#[uniffi::remote(Record)]
pub struct SimBrief {
    /// The ledger's key.
    pub sim_id: i64,
    /// What its owner calls it; may be empty.
    pub label: String,
    /// Its operator's name.
    pub operator_name: String,
    /// Its number, masked.
    pub msisdn_masked: Option<String>,
    /// Where it is.
    pub location: Location,
}

/// A source in few words.
#[uniffi::remote(Record)]
pub struct SourceView {
    /// Who says it.
    pub kind: SourceKind,
    /// How sure that makes us.
    pub confidence: Confidence,
    /// What it is.
    pub title: String,
    /// As of when, as the source gives it.
    pub as_of: Option<String>,
}

/// An action that can be chosen.
#[uniffi::remote(Record)]
pub struct ActionView {
    /// Catalogue id.
    pub id: String,
    /// What it is for.
    pub kind: ActionKind,
    /// How it travels.
    pub channel: Channel,
    /// What it costs.
    pub cost: Cost,
    /// The plan or service that it is about, by its own name.
    pub plan: Option<String>,
    /// What it leaves going.
    pub starts: Starts,
    /// Whether the way to stop it is known.
    pub stop_known: bool,
    /// What to know first.
    pub notes: Vec<Note>,
    /// Who says so.
    pub source: SourceView,
}

/// What the app itself would need in order to send.
#[uniffi::remote(Enum)]
pub enum Permission {
    /// READ_PHONE_STATE, to see which cards are in the phone.
    SeeCards,
    /// SEND_SMS.
    SendSms,
    /// CALL_PHONE, which USSD needs.
    Call,
}

/// Whether the app can send by itself, from the right SIM.
#[uniffi::remote(Enum)]
pub enum DirectRoute {
    /// Now.
    Ready,
    /// After these permissions.
    Needs {
        /// In the order in which they are asked.
        permissions: Vec<Permission>,
    },
    /// Not after this moment: an earlier code is still open on that SIM.
    Busy {
        /// Epoch milliseconds.
        until_ms: i64,
    },
    /// The code opens a menu, by the catalogue or as it did the last time; only the dialler can walk one.
    Dialler,
    /// The SIM isn't in this phone, or it isn't certain which card it is.
    Impossible,
}

/// The same thing, done a short time ago.
#[uniffi::remote(Record)]
pub struct Earlier {
    /// The ledger's key of that command.
    pub command_id: i64,
    /// When it was tapped, epoch milliseconds.
    pub at_ms: i64,
    /// Where it stands.
    pub state: CommandState,
}

/// A command before it goes out. Its `command_id` is what makes a tap count once.
#[uniffi::remote(Record)]
pub struct Preview {
    /// Stored already, in the state `CommandState::Prepared`.
    pub command_id: i64,
    /// From which SIM.
    pub sim: SimBrief,
    /// What it is for, what it costs, what it starts, and who says so.
    pub action: ActionView,
    /// Exactly what goes out.
    pub outgoing: Outgoing,
    /// How many messages that is, and why; `None` for a code.
    pub sms_size: Option<SmsSize>,
    /// Whether the app can send it by itself. The hand-off is always open.
    pub direct: DirectRoute,
    /// The same was done a short time ago, and may cost a second time.
    pub earlier: Option<Earlier>,
    /// Nobody can be held to this command, or the same was just done: ask a second time.
    pub asks_twice: bool,
    /// Where it stands: anything but `CommandState::Prepared` has had its tap.
    pub state: CommandState,
}
