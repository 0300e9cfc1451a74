//! A SIM, and a card that the phone shows.

use std::fmt;

use crate::privacy::Redacted;

/// A card that the phone shows now. What an ordinary app may see of it differs by Android version and permission.
#[derive(Clone, Default, PartialEq, Eq)]
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
    pub card_id: Option<i32>,
    /// The ICCID, which an ordinary app sees up to API 28. Only a keyed hash of it is ever stored.
    pub iccid: Option<String>,
    /// Whether it is an eSIM profile; never known below API 28.
    pub embedded: bool,
}

/// Says nothing that could name its owner.
impl fmt::Debug for PresentCard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PresentCard({} in slot {})", self.subscription_id, self.slot)
    }
}

/// What is told about a SIM when it is added.
#[derive(Clone, Debug, PartialEq, Eq)]
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

/// A SIM in the ledger. One in a drawer is an ordinary one without evidence of its card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sim {
    /// The ledger's key.
    pub id: i64,
    /// What its owner calls it now; may be empty.
    pub label: String,
    /// Catalogue id.
    pub operator_id: String,
    /// Digits with an optional leading `+`, as corrected last.
    pub msisdn: Option<Redacted<String>>,
    /// When it was let go, epoch milliseconds; `None` while it is kept.
    pub archived_ms: Option<i64>,
}

/// What happens to a SIM itself. Appended; the newest of a kind counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SimChange {
    /// Another name; may be empty.
    Renamed(String),
    /// Another number; `None` is no number.
    NumberSet(Option<Redacted<String>>),
    /// The number is let go: no alarm rings for it, and its history stays.
    Archived,
    /// It is kept again.
    TakenBack,
}

/// Where a SIM is, as far as the phone shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
