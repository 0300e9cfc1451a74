//! The types of the surface, restated for the generator. Each is the core's own; nothing is converted.

use super::time::{CivilDate, CivilDateTime};
use crate::catalogue::{ActionKind, Channel, Confidence, Cost, SourceKind};
use crate::compose::{Outgoing, Refusal};
use crate::journey::{
    ActionView, CardSuggestion, CommandView, DirectRoute, Doing, DueNotice, FactKind, HandOver, Headline,
    Heard, Home, Incoming, IncomingFrom, KeyState, Mark, OperatorBrief, Permission, Phone, PlanView, Preview,
    ReadingView, ReplyQuestion, ReplyView, Ring, SimBrief, SimCard, SimDetail, SourceView, Start, Tone,
};
use crate::ledger::{
    CommandState, Failure, Location, Origin, PlatformWord, PresentCard, Route, SimDraft, UserWord,
};
use crate::money::Money;
use crate::planner::{Span, Stage};
use crate::reply::Withheld;
use crate::store::Health;
use crate::time::Now;

/// A moment and the local time there.
#[uniffi::remote(Record)]
pub struct Now {
    /// Milliseconds since 1970-01-01 00:00 UTC.
    pub epoch_ms: i64,
    /// What the local clock is ahead of UTC, in seconds.
    pub utc_offset_s: i32,
}

/// `units` of 10^-`scale` of `currency`: 1.37749 USD is 137749 at scale 5.
#[uniffi::remote(Record)]
pub struct Money {
    /// The amount in units of 10^-scale. Never negative where it is a balance.
    pub units: i64,
    /// Decimal places in `units`, 0 to 9.
    pub scale: i32,
    /// ISO 4217 code.
    pub currency: String,
}

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

/// What will leave the phone, complete and checked.
#[uniffi::remote(Enum)]
pub enum Outgoing {
    /// A code for the network.
    Ussd {
        /// As dialled.
        code: String,
    },
    /// A text message.
    Sms {
        /// The recipient, digits with an optional leading `+`.
        to: String,
        /// The text, in one GSM-7 segment.
        body: String,
    },
}

/// The reason, one for each thing that the shell says differently.
#[uniffi::remote(Enum)]
pub enum Refusal {
    /// Not a USSD code (3GPP TS 22.030 §6.5.2: `*` or `#`, digits, ends in `#`).
    NotUssd,
    /// A code that changes the phone or the line: forwarding, barring, PINs, IMEI.
    ChangesPhone,
    /// Not a short code or number.
    NotRecipient,
    /// An empty command, or one with a character outside GSM-7's basic table.
    NotGsm7,
    /// A command longer than one segment.
    TooLong,
    /// No such operator in the catalogue.
    UnknownOperator,
    /// A phone number of a wrong length or with other characters in it.
    NotNumber,
    /// Already handed over once; a tap sends once.
    AlreadyHandedOver,
    /// A USSD dialogue is still open on that SIM; a second one would fail both.
    UssdBusy,
    /// An unconfirmed command that was not confirmed a second time.
    NeedsSecondYes,
    /// The chosen SIM can't be told apart, is not in the phone, or a permission is missing: hand-off only.
    NoDirectRoute,
    /// The command is not in a state in which that can happen.
    WrongState,
}

/// A card that the phone shows now. What an ordinary app may see of it differs by Android version and permission.
#[uniffi::remote(Record)]
pub struct PresentCard {
    /// Android's subscription id: stable while the card stays known to this phone.
    pub subscription_id: i32,
    /// Slot, from 0; shown to people, never used as identity.
    pub slot: i32,
    /// AOSP carrier id, if the phone knows it.
    pub carrier_id: Option<i32>,
    /// MCC + MNC of the card.
    pub plmn: Option<String>,
    /// The number, on the few prepaid cards that know it.
    pub msisdn: Option<String>,
}

/// What is told about a SIM when it is added.
#[uniffi::remote(Record)]
pub struct SimDraft {
    /// What its owner calls it; may be empty.
    pub label: String,
    /// The operator, by catalogue id.
    pub operator_id: String,
    /// Its number as typed, if known.
    pub msisdn: Option<String>,
    /// The card that it is, if it is in the phone.
    pub card: Option<PresentCard>,
}

/// Where a SIM is, as far as the phone shows.
#[uniffi::remote(Enum)]
pub enum Location {
    /// In the phone, for certain.
    InPhone {
        /// To address it.
        subscription_id: i32,
        /// To name it.
        slot: i32,
    },
    /// Not among the cards that the phone shows.
    Elsewhere,
    /// A card has its subscription id and another operator's mark: it may be a different one.
    Unsure,
    /// The phone's cards can't be seen without a permission.
    NotSeen,
}

/// How it leaves the phone.
#[uniffi::remote(Enum)]
pub enum Route {
    /// By the app, from the chosen SIM.
    Direct,
    /// By the phone's dialler or SMS app, where a person picks the SIM.
    HandOff,
}

/// Why it did not go out.
#[uniffi::remote(Enum)]
pub enum Failure {
    /// No network.
    NoService,
    /// Aeroplane mode.
    RadioOff,
    /// The system's limit for messages was reached.
    LimitReached,
    /// The person or the system refused this message.
    Denied,
    /// The system will never let this app write to that short code.
    NeverAllowed,
    /// The network answered with a menu, or refused: Android doesn't tell which.
    UssdRefused,
    /// The USSD service could not be reached.
    UssdUnavailable,
    /// No app on this phone takes the hand-off.
    NoApp,
    /// Anything else.
    Other,
}

/// What the platform said.
#[uniffi::remote(Enum)]
pub enum PlatformWord {
    /// The message left the phone (`SmsManager` result −1).
    SmsSent,
    /// `SmsManager`'s result code.
    SmsFailed {
        /// As `SmsManager.RESULT_ERROR_…`.
        code: i32,
    },
    /// `UssdResponseCallback`'s failure code.
    UssdFailed {
        /// −1 or −2.
        code: i32,
    },
    /// The other app was opened.
    HandOffOpened,
    /// No app could be opened.
    HandOffFailed,
    /// The platform refused the call itself.
    Refused,
}

/// What a person said after a hand-off.
#[uniffi::remote(Enum)]
pub enum UserWord {
    /// It was sent or dialled.
    Sent,
    /// It was not.
    NotSent,
}

/// Where a command stands.
#[uniffi::remote(Enum)]
pub enum CommandState {
    /// Shown, not tapped.
    Prepared,
    /// Asked of the platform; no word from it yet.
    HandedOver,
    /// In the hands of another app; the person must say what happened.
    AskUser,
    /// Left the phone; a reply is awaited.
    Sent,
    /// A reply came.
    Answered,
    /// No reply within the window. A late one still counts.
    TimedOut,
    /// Did not leave the phone.
    Failed(Failure),
    /// The person did not send it.
    NotSent,
    /// Whether it left the phone is not known, and it is never sent again by itself.
    Unknown,
}

/// Who says so.
#[uniffi::remote(Enum)]
pub enum Origin {
    /// A reply.
    Reply,
    /// A person typed it.
    Hand,
    /// A person accepted a date that a reply offered.
    Tap,
}

/// Where a number is on its way from valid to somebody else's.
#[uniffi::remote(Enum)]
pub enum Stage {
    /// Everything works.
    Active,
    /// No calls or messages out, no data.
    OutgoingBlocked,
    /// No calls or messages in either.
    IncomingBlocked,
    /// The number is cut off and kept for its owner.
    CutOff,
    /// The number may be given to somebody else.
    Resold,
}

/// A stage with its days. `until` is the first day of the next stage; `None` for the last.
#[uniffi::remote(Record)]
pub struct Span {
    /// The stage.
    pub stage: Stage,
    /// Its first day; `None` for `Stage::Active`, whose beginning doesn't matter.
    pub from: Option<CivilDate>,
    /// The first day after it.
    pub until: Option<CivilDate>,
}

/// Why a fact that seems to be there was not read.
#[uniffi::remote(Enum)]
pub enum Withheld {
    /// No word for a balance before an amount.
    NoBalanceWord,
    /// More than one amount.
    SeveralAmounts,
    /// An amount that can't be told exactly.
    UnclearAmount,
    /// More than one date.
    SeveralDates,
    /// A date without a word for validity, or whose day, month and year can't be told apart.
    UnclearDate,
    /// It speaks of a bonus, an offer, a bank, or something else whose amount is not the balance.
    NotMainBalance,
}

/// What the opened file says of itself.
#[uniffi::remote(Record)]
pub struct Health {
    /// As SQLCipher names its version.
    pub cipher_version: String,
    /// SQLite's version.
    pub sqlite_version: String,
    /// 2 is FULL: a commit that returned survives a power loss.
    pub synchronous: i32,
    /// `wal`.
    pub journal_mode: String,
    /// The schema's version.
    pub schema_version: i32,
    /// Whether every page's authentication code and SQLite's own structure hold.
    pub intact: bool,
}

/// What the key's keeper says.
#[uniffi::remote(Enum)]
pub enum KeyState {
    /// There has never been one.
    Absent,
    /// It can be used.
    Ready,
    /// It was there and can't be used any more: removed with the screen lock, damaged, or not of this phone.
    Unusable,
}

/// What to do.
#[uniffi::remote(Enum)]
pub enum Start {
    /// First run: make a key and a ledger.
    Create,
    /// Open the ledger with its key.
    Open,
    /// There is a ledger and no key for it. The person chooses; nothing is made or removed before that.
    AskKeyLost,
}

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
    /// Whether it starts something that goes on until it is stopped.
    pub recurs: bool,
    /// Whether the way to stop it is known.
    pub stop_known: bool,
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
    /// The SIM isn't in this phone, or it isn't certain which card it is.
    Impossible,
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
    /// Whether the app can send it by itself. The hand-off is always open.
    pub direct: DirectRoute,
    /// Nobody can be held to this command: ask a second time.
    pub asks_twice: bool,
    /// Where it stands: anything but `CommandState::Prepared` has had its tap.
    pub state: CommandState,
}

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

/// A command that had its tap.
#[uniffi::remote(Record)]
pub struct CommandView {
    /// The ledger's key.
    pub command_id: i64,
    /// From which SIM.
    pub sim: SimBrief,
    /// What it was for; `None` if this version's catalogue doesn't have it any more.
    pub kind: Option<ActionKind>,
    /// What went out.
    pub outgoing: Outgoing,
    /// Where it stands.
    pub state: CommandState,
    /// How it left; `None` before the tap.
    pub route: Option<Route>,
    /// When it was tapped, epoch milliseconds.
    pub handed_over_ms: Option<i64>,
    /// Until when the screen waits, epoch milliseconds.
    pub waits_until_ms: Option<i64>,
    /// What was answered, oldest first.
    pub replies: Vec<ReplyView>,
}

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
}

/// The one thing that the title says.
#[uniffi::remote(Enum)]
pub enum Headline {
    /// No SIM was added yet.
    NoSims,
    /// Something is lost soon.
    Losing {
        /// Whose.
        sim: SimBrief,
        /// What begins.
        stage: Stage,
        /// On which day.
        on: CivilDate,
        /// Days from today; 1 or more.
        days: i64,
    },
    /// A number is lost: it may be somebody else's by now.
    Lost {
        /// Whose.
        sim: SimBrief,
    },
    /// Nothing is known to be lost soon, and some dates aren't known.
    Unknown {
        /// How many.
        sims: i32,
    },
    /// Every date is known and far away.
    AllWell {
        /// The nearest of them.
        until: CivilDate,
    },
}

/// How urgent.
#[uniffi::remote(Enum)]
pub enum Tone {
    /// More than 30 days.
    Well,
    /// 30 to 7 days.
    Soon,
    /// Less than 7 days, or something is lost already.
    Loss,
    /// The date isn't known.
    Unknown,
}

/// The ring of a card.
#[uniffi::remote(Record)]
pub struct Ring {
    /// Days until the next loss; `None` when unknown or when nothing is left to lose.
    pub days: Option<i64>,
    /// How much of the ring is drawn, in thousandths of 90 days.
    pub permille: i32,
    /// Its colour.
    pub tone: Tone,
}

/// A SIM on the first screen.
#[uniffi::remote(Record)]
pub struct SimCard {
    /// Who.
    pub sim: SimBrief,
    /// The ring.
    pub ring: Ring,
    /// The stage it is in; `None` when the date isn't known.
    pub stage: Option<Stage>,
    /// The next loss and its first day.
    pub next_stage: Option<Stage>,
    /// The first day of the next loss.
    pub next_on: Option<CivilDate>,
    /// The last day of the balance's validity.
    pub valid_until: Option<CivilDate>,
    /// Who says so.
    pub valid_until_from: Option<Origin>,
    /// The newest balance.
    pub balance: Option<Money>,
    /// When it was stated, epoch milliseconds.
    pub balance_at_ms: Option<i64>,
    /// The surest action that asks for the balance.
    pub check_action_id: Option<String>,
}

/// The first screen.
#[uniffi::remote(Record)]
pub struct Home {
    /// The title.
    pub headline: Headline,
    /// Most urgent first; unknown dates after what is lost within 30 days.
    pub cards: Vec<SimCard>,
    /// When the phone will ring next.
    pub next_alarm: Option<CivilDateTime>,
}

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
    /// The main balance.
    pub balance: Option<Money>,
    /// The last day of its validity.
    pub valid_until: Option<CivilDate>,
    /// Where they stand.
    pub marks: Vec<Mark>,
    /// What was not read, and why.
    pub withheld: Vec<Withheld>,
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

/// A notice with everything that its text needs.
#[uniffi::remote(Record)]
pub struct DueNotice {
    /// To say that it was shown.
    pub id: String,
    /// Whose, masked.
    pub sim: SimBrief,
    /// What begins.
    pub stage: Stage,
    /// On which day.
    pub on: CivilDate,
    /// Days from today; 0 is today.
    pub days: i64,
    /// What its tap previews.
    pub action_id: Option<String>,
}

/// What must be, as of now.
#[uniffi::remote(Record)]
pub struct PlanView {
    /// Local wall-clock times, soonest first. The phone's alarms are made equal to these.
    pub alarms: Vec<CivilDateTime>,
    /// To be shown now, once.
    pub due: Vec<DueNotice>,
}
