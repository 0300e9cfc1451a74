//! What is known of a card, and how one card's marks stand to another's.

use std::fmt;

use super::KnownSim;
use super::number::same_number;
use crate::privacy::Redacted;

/// What a phone shows of a card, or showed when it was last certain whose it is. What isn't known is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CardMarks {
    /// Android's, on this phone.
    pub subscription_id: Option<i32>,
    /// Of a plastic card, on this phone.
    pub card_id: Option<i32>,
    /// Keyed by this ledger, hex.
    pub iccid_hash: Option<String>,
    /// As the card knows it.
    pub msisdn: Option<Redacted<String>>,
    /// AOSP's.
    pub carrier_id: Option<i32>,
    /// MCC + MNC.
    pub plmn: Option<String>,
    /// Whether it is an eSIM profile.
    pub embedded: Option<bool>,
    /// Where it is or was, from 0. Never evidence.
    pub slot: Option<i32>,
}

impl CardMarks {
    /// These, and of `older` what these don't say: the same card, seen by a phone that showed something else of it.
    pub fn over(&self, older: &Self) -> Self {
        let newer = self.clone();
        Self {
            subscription_id: newer.subscription_id.or(older.subscription_id),
            card_id: newer.card_id.or(older.card_id),
            iccid_hash: newer.iccid_hash.or_else(|| older.iccid_hash.clone()),
            msisdn: newer.msisdn.or_else(|| older.msisdn.clone()),
            carrier_id: newer.carrier_id.or(older.carrier_id),
            plmn: newer.plmn.or_else(|| older.plmn.clone()),
            embedded: newer.embedded.or(older.embedded),
            slot: newer.slot.or(older.slot),
        }
    }

    /// What another phone, or this one after a reset, still says the same: its ids are counted anew there.
    pub fn on_another_phone(self) -> Self {
        Self { subscription_id: None, card_id: None, slot: None, ..self }
    }

    /// Names this card among those that this phone shows, for a word about it that belongs to no SIM.
    pub fn fingerprint(&self) -> String {
        let id = |id: Option<i32>| id.map_or_else(|| "-".to_owned(), |id| id.to_string());
        let iccid = self.iccid_hash.as_deref().unwrap_or("-");
        format!("{}.{}.{iccid}", id(self.subscription_id), id(self.card_id))
    }
}

/// A piece of evidence, strongest first (design: what Android shows).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Piece {
    /// The ICCID's hash, up to API 28. Equal, it is the card itself.
    Iccid,
    /// Android's id of a plastic card, from API 29.
    CardId,
    /// The number.
    Number,
    /// Android's subscription id.
    Subscription,
    /// Whether it is an eSIM profile. Agreeing, it says nothing.
    Form,
    /// The operator by carrier id and PLMN. Agreeing, it names no single SIM.
    Operator,
}

impl Piece {
    pub(super) const ALL: [Self; 6] =
        [Self::Iccid, Self::CardId, Self::Number, Self::Subscription, Self::Form, Self::Operator];

    /// Whether two SIMs can't both have it.
    fn names_one(self) -> bool {
        self <= Self::Subscription
    }
}

impl fmt::Display for Piece {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Iccid => "ICCID",
            Self::CardId => "card id",
            Self::Number => "number",
            Self::Subscription => "subscription",
            Self::Form => "form",
            Self::Operator => "operator",
        })
    }
}

/// How a card stands to a SIM.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fit {
    /// The pieces that agree and can name one SIM.
    pub agree: Vec<Piece>,
    /// The pieces that disagree.
    pub disagree: Vec<Piece>,
    /// Whether the operator agrees, which all SIMs of one operator share.
    pub operator: bool,
}

impl Fit {
    /// Compares piece by piece; what either side doesn't say is passed over.
    pub fn of(sim: &KnownSim<'_>, card: &CardMarks) -> Self {
        let mut fit = Self::default();
        for piece in Piece::ALL {
            match agrees(piece, sim, card) {
                Some(true) if piece.names_one() => fit.agree.push(piece),
                Some(true) => fit.operator |= piece == Piece::Operator,
                Some(false) => fit.disagree.push(piece),
                None => {}
            }
        }
        // An ICCID is the card: Android may give it another id of its own, and does after a reset.
        if fit.agree.contains(&Piece::Iccid) {
            fit.disagree.retain(|piece| *piece != Piece::Subscription);
        }
        fit
    }

    /// Something names this SIM, and nothing speaks against it.
    pub fn is_certain(&self) -> bool {
        !self.agree.is_empty() && self.disagree.is_empty()
    }

    /// Something names this SIM, and something speaks against it.
    pub fn is_doubtful(&self) -> bool {
        !self.agree.is_empty() && !self.disagree.is_empty()
    }

    /// Nothing but the operator speaks for it, and nothing against it.
    pub fn is_possible(&self) -> bool {
        self.agree.is_empty() && self.disagree.is_empty() && self.operator
    }

    /// The subscription is known, and what is behind it is another card.
    pub fn is_replaced(&self) -> bool {
        let other = [Piece::Iccid, Piece::CardId, Piece::Form, Piece::Operator];
        self.agree.contains(&Piece::Subscription) && self.disagree.iter().any(|piece| other.contains(piece))
    }
}

fn agrees(piece: Piece, sim: &KnownSim<'_>, card: &CardMarks) -> Option<bool> {
    let nothing = CardMarks::default();
    let known = sim.marks.as_ref().unwrap_or(&nothing);
    match piece {
        Piece::Iccid => same(known.iccid_hash.as_ref(), card.iccid_hash.as_ref()),
        Piece::CardId => same(known.card_id, card.card_id),
        // What the card itself said comes first: a card may know a number that its owner knows to be wrong.
        Piece::Number => {
            let number = known.msisdn.as_ref().or(sim.msisdn)?;
            Some(same_number(&number.0, &card.msisdn.as_ref()?.0))
        }
        Piece::Subscription => same(known.subscription_id, card.subscription_id),
        Piece::Form => same(known.embedded, card.embedded),
        Piece::Operator => {
            // A person may have said so of a card whose carrier id or PLMN the catalogue doesn't have.
            let carrier =
                card.carrier_id.map(|id| known.carrier_id == Some(id) || sim.carrier_ids.contains(&id));
            let plmn =
                card.plmn.as_ref().map(|plmn| known.plmn.as_ref() == Some(plmn) || sim.plmn.contains(plmn));
            match (carrier, plmn) {
                (Some(carrier), Some(plmn)) => Some(carrier && plmn),
                (one, other) => one.or(other),
            }
        }
    }
}

fn same<T: PartialEq>(one: Option<T>, other: Option<T>) -> Option<bool> {
    Some(one? == other?)
}
