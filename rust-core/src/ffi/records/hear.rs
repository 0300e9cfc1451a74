//! A message that arrived.

use crate::ffi::time::{CivilDate, CivilDateTime};
use crate::journey::{
    BonusView, FactKind, Heard, Incoming, IncomingFrom, Mark, PastMessage, ReadingView, ReplyQuestion,
    ReplyView, SimBrief,
};
use crate::ledger::TemplateOrigin;
use crate::money::Money;
use crate::reply::{ReplyKind, ValidityOf, Withheld};

/// Where a message came from.
#[uniffi::remote(Enum)]
pub enum IncomingFrom {
    /// The callback of a USSD request of ours.
    Ussd {
        /// Which.
        command_id: i64,
    },
    /// A text message.
    Sms {
        /// Sender id, short code or number.
        sender: String,
        /// The card that it came to, if the phone says.
        subscription_id: Option<i32>,
    },
    /// Pasted or shared, and saved for this SIM by a tap.
    Pasted {
        /// For which SIM.
        sim_id: i64,
        /// The command that it answers, if that is known.
        command_id: Option<i64>,
    },
}

/// A message.
#[uniffi::remote(Record)]
pub struct Incoming {
    /// Where from.
    pub from: IncomingFrom,
    /// All parts joined, as it came.
    pub text: String,
}

/// A message that came before, as the phone's store has it.
#[uniffi::remote(Record)]
pub struct PastMessage {
    /// All parts joined, as it came.
    pub text: String,
    /// When, epoch milliseconds.
    pub received_ms: i64,
}

/// What became of it.
#[uniffi::remote(Enum)]
pub enum Heard {
    /// A stranger's message, a one-time password, or no SIM of ours: not kept, nothing remembered of it.
    NotKept,
    /// Kept.
    Kept {
        /// As it is shown.
        reply: Box<ReplyView>,
    },
}

/// Which fact a range of the text says.
#[uniffi::remote(Enum)]
pub enum FactKind {
    /// The main balance.
    Balance,
    /// The last day of its validity.
    ValidUntil,
    /// A balance apart.
    Bonus,
    /// Data left.
    Data,
    /// Minutes left.
    Minutes,
    /// Text messages left.
    Texts,
    /// The plan's name.
    Plan,
    /// What was charged or topped up.
    Amount,
    /// How many days are left.
    DaysLeft,
}

/// A range of the text, in UTF-16 units as Kotlin counts them.
#[uniffi::remote(Record)]
pub struct Mark {
    /// What it says.
    pub fact: FactKind,
    /// First unit.
    pub start: i32,
    /// The unit after the last.
    pub end: i32,
}

/// What a text says.
#[uniffi::remote(Record)]
pub struct ReadingView {
    /// What the message is.
    pub kind: ReplyKind,
    /// The main balance.
    pub balance: Option<Money>,
    /// Balances apart from it.
    pub bonuses: Vec<BonusView>,
    /// The last day of validity.
    pub valid_until: Option<CivilDate>,
    /// What it is the last day of.
    pub valid_of: Option<ValidityOf>,
    /// The last day, if it is the balance's own and so moves the number's deadline: a plan's last day only ends the plan.
    pub good_until: Option<CivilDate>,
    /// Data left, in bytes.
    pub data_bytes: Option<i64>,
    /// Minutes left.
    pub minutes: Option<i64>,
    /// Text messages left.
    pub texts: Option<i64>,
    /// The plan's name.
    pub plan: Option<String>,
    /// What was charged or topped up.
    pub amount: Option<Money>,
    /// How many days are left.
    pub days_left: Option<i64>,
    /// Where they stand.
    pub marks: Vec<Mark>,
    /// What was not read, and why.
    pub withheld: Vec<Withheld>,
    /// Where the template comes from that read a part of it, if one did.
    pub taught: Option<TemplateOrigin>,
    /// Whether something was missed that a person could point at.
    pub can_teach: bool,
}

/// What only a person can say.
#[uniffi::remote(Enum)]
pub enum ReplyQuestion {
    /// Is this sender the operator?
    IsSenderOperator {
        /// As the message gives it.
        sender: String,
    },
    /// May this later date, which nobody asked for, count?
    AcceptDate {
        /// The date.
        until: CivilDate,
    },
}

/// A stored message as it is shown.
#[uniffi::remote(Record)]
pub struct ReplyView {
    /// The ledger's key.
    pub reply_id: i64,
    /// Whose.
    pub sim: SimBrief,
    /// The command that it answers.
    pub command_id: Option<i64>,
    /// As it came.
    pub text: String,
    /// When, epoch milliseconds.
    pub received_ms: i64,
    /// How long after the tap it came, in milliseconds.
    pub answered_after_ms: Option<i64>,
    /// What it says.
    pub reading: ReadingView,
    /// What is still to be asked.
    pub question: Option<ReplyQuestion>,
    /// When the phone will ring next for this SIM.
    pub next_alarm: Option<CivilDateTime>,
}
