//! SIMs and commands.

use crate::ledger::{
    CommandState, Failure, Location, Origin, PlatformWord, PresentCard, Route, SimDraft, UserWord, Verdict,
};

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
    /// `SubscriptionInfo.getCardId`, from API 29. Of an eUICC it names the chip, so all its profiles have the same.
    #[uniffi(default = None)]
    pub card_id: Option<i32>,
    /// The ICCID, which an ordinary app sees up to API 28. Only a keyed hash of it is ever stored.
    #[uniffi(default = None)]
    pub iccid: Option<String>,
    /// Whether it is an eSIM profile; never known below API 28.
    #[uniffi(default = false)]
    pub embedded: bool,
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
    /// A card may be this SIM, and only a person can say.
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

/// What an answer says to what was asked.
#[uniffi::remote(Enum)]
pub enum Verdict {
    /// Neither yes nor no: a notice, a menu, something that can't be read.
    Unclear,
    /// It was not done.
    Refused,
    /// It was not done, for want of money.
    NotEnough,
    /// It was done, or what was asked for was told.
    Confirmed,
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
