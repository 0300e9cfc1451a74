//! A SIM, and whether it is one of the cards in the phone.

use crate::catalogue::Operator;
use crate::privacy::Redacted;

/// A card that the phone shows now. What an ordinary app may see of it differs by Android version and permission.
#[derive(Clone, Debug, PartialEq, Eq)]
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

/// A SIM in the ledger. One in a drawer is an ordinary one without a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sim {
    /// The ledger's key.
    pub id: i64,
    /// What its owner calls it; may be empty.
    pub label: String,
    /// Catalogue id.
    pub operator_id: String,
    /// Digits with an optional leading `+`.
    pub msisdn: Option<Redacted<String>>,
    /// The card's subscription id when it was added.
    pub subscription_id: Option<i32>,
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
    /// A card has its subscription id and another operator's mark: it may be a different one.
    Unsure,
    /// The phone's cards can't be seen without a permission.
    NotSeen,
}

/// Finds a SIM among the cards present. One piece of evidence that disagrees is enough not to be sure.
pub fn locate(sim: &Sim, operator: &Operator, cards: Option<&[PresentCard]>) -> Location {
    let Some(cards) = cards else { return Location::NotSeen };
    let Some(wanted) = sim.subscription_id else { return Location::Elsewhere };
    let Some(card) = cards.iter().find(|card| card.subscription_id == wanted) else {
        return Location::Elsewhere;
    };
    let carrier_agrees = card.carrier_id.is_none_or(|id| operator.has_carrier_id(id));
    let plmn_agrees = card.plmn.as_ref().is_none_or(|plmn| operator.has_plmn(plmn));
    if carrier_agrees && plmn_agrees {
        Location::InPhone { subscription_id: card.subscription_id, slot: card.slot }
    } else {
        Location::Unsure
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;

    #[test]
    fn a_sim_is_in_the_phone_only_when_nothing_disagrees() {
        let catalogue = Catalogue::shipped().expect("shipped files are valid");
        let smart = catalogue.operator("kh-smart").expect("Smart is shipped");
        let card = |subscription_id, carrier_id, plmn: Option<&str>| PresentCard {
            subscription_id,
            slot: 1,
            carrier_id,
            plmn: plmn.map(str::to_owned),
            msisdn: None,
        };
        let here = Location::InPhone { subscription_id: 3, slot: 1 };
        let cases = [
            (Some(3), Some(vec![card(3, Some(869), Some("45606"))]), here),
            (Some(3), Some(vec![card(3, None, None)]), here),
            (Some(3), Some(vec![card(4, Some(869), Some("45606")), card(3, Some(869), None)]), here),
            (Some(3), Some(vec![card(4, Some(869), Some("45606"))]), Location::Elsewhere),
            (Some(3), Some(vec![card(3, Some(2181), Some("45608"))]), Location::Unsure),
            (Some(3), Some(vec![card(3, Some(869), Some("45608"))]), Location::Unsure),
            (Some(3), Some(vec![]), Location::Elsewhere),
            (Some(3), None, Location::NotSeen),
            (None, None, Location::NotSeen),
            (None, Some(vec![card(3, Some(869), Some("45606"))]), Location::Elsewhere),
        ];
        for (subscription_id, cards, expected) in cases {
            let sim = Sim {
                id: 1,
                label: String::new(),
                operator_id: "kh-smart".to_owned(),
                msisdn: None,
                subscription_id,
            };
            assert_eq!(locate(&sim, smart, cards.as_deref()), expected, "{cards:?}");
        }
    }
}
