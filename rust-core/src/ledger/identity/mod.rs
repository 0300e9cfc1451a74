//! Which SIM is which card.
//!
//! What an ordinary app sees of a card is little, and differs by Android version: the ICCID up to API 28, from 29 an
//! id of the card (not of an eSIM profile), rarely a number, Android's own subscription id, and the operator. A SIM is
//! taken for a card only when something that names one SIM agrees, nothing disagrees, and no other SIM could be it.
//! Everything else is a question for a person. The slot is never looked at.

mod iccid;
mod marks;
mod number;

pub use iccid::IccidSecret;
pub use marks::{CardMarks, Fit, Piece};

use super::{Location, PresentCard};
use crate::privacy::Redacted;

/// A SIM of the ledger, with what is known of its card.
#[derive(Clone, Debug)]
pub struct KnownSim<'a> {
    /// The ledger's key.
    pub sim_id: i64,
    /// Its number as its owner says.
    pub msisdn: Option<&'a Redacted<String>>,
    /// Its operator's PLMNs.
    pub plmn: Vec<String>,
    /// Its operator's carrier ids.
    pub carrier_ids: Vec<i32>,
    /// The newest evidence; `None` for a SIM that was never seen in this phone.
    pub marks: Option<CardMarks>,
    /// When a person last said which card it is, epoch milliseconds.
    pub said_ms: Option<i64>,
    /// When anything was last said of it that could make a card be it, epoch milliseconds.
    pub since_ms: i64,
    /// Let go: it is still known by its marks, and no one is asked about it for its operator's sake.
    pub archived: bool,
}

/// A card that the phone shows.
#[derive(Clone, Debug)]
pub struct SeenCard {
    /// To address it.
    pub subscription_id: i32,
    /// To name it.
    pub slot: i32,
    /// What it shows.
    pub marks: CardMarks,
    /// When a person said that it is none of the SIMs known then, epoch milliseconds.
    pub none_said_ms: Option<i64>,
}

impl SeenCard {
    /// Of a card whose ICCID is hashed already.
    pub fn of(card: &PresentCard, iccid_hash: Option<String>) -> Self {
        let marks = CardMarks {
            subscription_id: Some(card.subscription_id),
            card_id: card.card_id.filter(|_| !card.embedded),
            iccid_hash,
            msisdn: card.msisdn.clone().map(Redacted),
            carrier_id: card.carrier_id,
            plmn: card.plmn.clone(),
            embedded: Some(card.embedded),
            slot: Some(card.slot),
        };
        Self { subscription_id: card.subscription_id, slot: card.slot, marks, none_said_ms: None }
    }
}

/// Why a person must say which SIM a card is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// Which SIM a card is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// This one, where it was.
    Same(i64),
    /// This one, in another slot than before.
    Moved(i64),
    /// None that is known.
    New,
    /// One of these, likeliest first, or none.
    Ask(Doubt, Vec<i64>),
}

/// The verdict on each card, in their order.
pub fn identify(cards: &[SeenCard], sims: &[KnownSim<'_>]) -> Vec<Verdict> {
    let fits: Vec<Vec<Fit>> = cards.iter().map(|card| fits_of(card, sims)).collect();
    // What names a SIM, whether or not something speaks against it.
    let named = |card: usize, sim: usize| !fits[card][sim].agree.is_empty();
    let settled = |card: usize, sim: usize| {
        fits[card][sim].is_certain()
            && (0..sims.len()).all(|other| other == sim || !named(card, other))
            && (0..cards.len()).all(|other| other == card || !named(other, sim))
    };
    let settled_sim = |sim: usize| (0..cards.len()).any(|card| settled(card, sim));
    let free: Vec<usize> = (0..sims.len()).filter(|sim| !settled_sim(*sim)).collect();
    let verdict = |card: usize| {
        if let Some(sim) = (0..sims.len()).find(|sim| settled(card, *sim)) {
            let before = sims[sim].marks.as_ref().and_then(|marks| marks.slot);
            let moved = before.is_some_and(|slot| slot != cards[card].slot);
            return if moved { Verdict::Moved(sims[sim].sim_id) } else { Verdict::Same(sims[sim].sim_id) };
        }
        let fit = |sim: &usize| &fits[card][*sim];
        let likely = |sim: &usize| named(card, *sim) || (fit(sim).is_possible() && !sims[*sim].archived);
        // By rank: what is named before what is only possible, and what less speaks against first. There are few SIMs, and a
        // general sort would cost the phone's library more than it saves.
        let rank = |sim: &usize| if named(card, *sim) { fit(sim).disagree.len() } else { Piece::ALL.len() };
        let of_rank =
            |wanted: usize| free.iter().copied().filter(move |sim| rank(sim) == wanted).filter(likely);
        let candidates: Vec<usize> = (0..=Piece::ALL.len()).flat_map(of_rank).collect();
        let Some(first) = candidates.first().map(fit) else { return Verdict::New };
        let doubt = match candidates.iter().filter(|sim| named(card, **sim)).count() {
            0 => Doubt::OperatorOnly,
            1 if first.is_replaced() => Doubt::Replaced,
            1 if first.is_doubtful() => Doubt::Disagrees,
            _ => Doubt::Several,
        };
        Verdict::Ask(doubt, candidates.into_iter().map(|sim| sims[sim].sim_id).collect())
    };
    (0..cards.len()).map(verdict).collect()
}

/// How a card stands to each SIM, after what people said of it.
fn fits_of(card: &SeenCard, sims: &[KnownSim<'_>]) -> Vec<Fit> {
    let fits: Vec<Fit> = sims.iter().map(|sim| Fit::of(sim, &card.marks)).collect();
    let ruled_out = |at: usize| {
        let since_ms = sims[at].since_ms;
        card.none_said_ms.is_some_and(|said_ms| since_ms <= said_ms)
            || (0..sims.len()).any(|other| {
                let said = sims[other].said_ms.is_some_and(|said_ms| since_ms <= said_ms);
                other != at && said && fits[other].is_certain() && shown_then(&sims[other], card, &fits[at])
            })
    };
    fits.iter()
        .enumerate()
        .map(|(at, fit)| if ruled_out(at) { Fit::default() } else { fit.clone() })
        .collect()
}

/// Whether all that speaks for another SIM was on the card already when a person said that it is this one.
fn shown_then(said: &KnownSim<'_>, card: &SeenCard, for_other: &Fit) -> bool {
    let known = said.marks.clone().unwrap_or_default();
    for_other.agree.iter().all(|piece| match piece {
        Piece::Iccid => known.iccid_hash.is_some() && known.iccid_hash == card.marks.iccid_hash,
        Piece::CardId => known.card_id.is_some() && known.card_id == card.marks.card_id,
        Piece::Number => known.msisdn.is_some() && known.msisdn == card.marks.msisdn,
        Piece::Subscription | Piece::Form | Piece::Operator => true,
    })
}

/// Where a SIM is, by the verdicts on the cards that the phone shows.
pub fn location(sim_id: i64, cards: &[SeenCard], verdicts: &[Verdict]) -> Location {
    let mut location = Location::Elsewhere;
    for (card, verdict) in cards.iter().zip(verdicts) {
        match verdict {
            Verdict::Same(id) | Verdict::Moved(id) if *id == sim_id => {
                return Location::InPhone { subscription_id: card.subscription_id, slot: card.slot };
            }
            Verdict::Ask(_, candidates) if candidates.contains(&sim_id) => location = Location::Unsure,
            _ => {}
        }
    }
    location
}

#[cfg(test)]
mod tests;
