//! Adding a SIM, by hand or from the phone, and everything about one.

use chrono::NaiveDate;

use super::{ActionView, Baohao, CommandView, Phone, ReplyView, SimCard, SourceView};
use crate::Error;
use crate::compose::Refusal;
use crate::ledger::{BalanceEntry, Origin, PresentCard, Sim, SimDraft};
use crate::msisdn::{self, NumberError, Numbering};
use crate::planner::{Span, standing};
use crate::privacy::Redacted;
use crate::store;
use crate::time::Now;

/// An operator to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperatorBrief {
    /// Catalogue id.
    pub id: String,
    /// Display name.
    pub name: String,
}

/// A card in the phone that is not in the ledger yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardSuggestion {
    /// The card.
    pub card: PresentCard,
    /// Whose it is, if the catalogue knows it.
    pub operator: Option<OperatorBrief>,
}

/// Everything about one SIM.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SimDetail {
    /// Its card.
    pub card: SimCard,
    /// Its number in full, as its owner typed it.
    pub msisdn: Option<String>,
    /// The stages with their days; empty when the date isn't known.
    pub timeline: Vec<Span>,
    /// Who says how long the stages last.
    pub rule: SourceView,
    /// What can go out of the phone as it is, surest first.
    pub actions: Vec<ActionView>,
    /// What a person does elsewhere, surest first.
    pub by_hand: Vec<ActionView>,
    /// The newest commands, newest first.
    pub commands: Vec<CommandView>,
    /// The newest replies, newest first.
    pub replies: Vec<ReplyView>,
}

/// How many commands and replies a SIM's screen shows.
const RECENT: i64 = 20;

impl Baohao {
    /// The operators of the catalogue.
    pub fn operators(&self) -> Vec<OperatorBrief> {
        let brief = |operator: &crate::catalogue::Operator| OperatorBrief {
            id: operator.id.clone(),
            name: operator.name.clone(),
        };
        self.catalogue.operators().iter().filter(|operator| operator.defunct.is_none()).map(brief).collect()
    }

    /// The cards of the phone that are not in the ledger yet.
    pub fn suggest(&self, phone: &Phone) -> Result<Vec<CardSuggestion>, Error> {
        let sims = store::sims::all(&self.ledger)?;
        let known =
            |card: &PresentCard| sims.iter().any(|sim| sim.subscription_id == Some(card.subscription_id));
        let cards = phone.cards.iter().flatten().filter(|card| !known(card));
        let suggest = |card: &PresentCard| CardSuggestion {
            operator: self
                .catalogue
                .operator_of_card(card.carrier_id, card.plmn.as_deref())
                .filter(|operator| operator.defunct.is_none())
                .map(|operator| OperatorBrief { id: operator.id.clone(), name: operator.name.clone() }),
            card: card.clone(),
        };
        Ok(cards.map(suggest).collect())
    }

    /// Adds a SIM and gives its key. A number that can't be one is refused; no number is fine.
    pub fn add_sim(&mut self, draft: &SimDraft, now: Now) -> Result<i64, Error> {
        let operator = self.catalogue.operator(&draft.operator_id);
        let operator = operator.ok_or_else(|| Error::refused(Refusal::UnknownOperator, "operator_id"))?;
        let numbering = self.catalogue.numbering(&operator.country);
        let sim = Sim {
            id: 0,
            label: draft.label.trim().to_owned(),
            operator_id: draft.operator_id.clone(),
            msisdn: draft
                .msisdn
                .as_deref()
                .map(|typed| msisdn(typed, numbering))
                .transpose()?
                .flatten()
                .map(Redacted),
            subscription_id: draft.card.as_ref().map(|card| card.subscription_id),
        };
        let transaction = self.ledger.transaction()?;
        let id = store::sims::add(&transaction, &sim, now.epoch_ms)?;
        transaction.commit()?;
        Ok(id)
    }

    /// Everything about one SIM as of now.
    pub fn sim_detail(&self, sim_id: i64, phone: &Phone, now: Now) -> Result<SimDetail, Error> {
        let (sim, operator) = self.sim(sim_id)?;
        let card = self.card(&sim, phone, now)?;
        let spans =
            card.valid_until.map(|day| standing(&operator.retention, day, now.today()).spans.to_vec());
        let commands = store::commands::newest(&self.ledger, sim_id, RECENT)?;
        let replies = store::replies::newest(&self.ledger, sim_id, RECENT)?;
        Ok(SimDetail {
            card,
            msisdn: sim.msisdn.map(|number| number.0),
            timeline: spans.unwrap_or_default(),
            rule: SourceView::of(&operator.retention.source),
            actions: operator.actions.iter().filter(|action| action.ready()).map(ActionView::of).collect(),
            by_hand: operator.actions.iter().filter(|action| action.by_hand()).map(ActionView::of).collect(),
            commands: commands
                .iter()
                .filter(|command| command.handed_over().is_some())
                .map(|command| self.command_view(command, phone, now))
                .collect::<Result<_, _>>()?,
            replies: replies
                .iter()
                .map(|reply| self.reply_view(reply, phone, now))
                .collect::<Result<_, _>>()?,
        })
    }

    /// "I renewed elsewhere, good until …", or a date known from somewhere else. Counts as any other until a newer one.
    pub fn set_valid_until(&mut self, sim_id: i64, day: NaiveDate, now: Now) -> Result<(), Error> {
        self.sim(sim_id)?;
        let entry = BalanceEntry {
            sim_id,
            origin: Origin::Hand,
            reply_id: None,
            money: None,
            valid_until: Some(day),
            offered_until: None,
            at_ms: now.epoch_ms,
        };
        let transaction = self.ledger.transaction()?;
        store::balances::add(&transaction, &entry)?;
        transaction.commit()?;
        Ok(())
    }
}

/// A number as typed → its digits with an optional `+`, as they were typed; empty is no number. It must be one of the
/// country where its operator is, or of another country with its `+`.
fn msisdn(typed: &str, numbering: Option<&Numbering>) -> Result<Option<String>, Error> {
    let refused = |error| {
        let refusal = match error {
            NumberError::Characters => Refusal::NotNumber,
            NumberError::Length { .. } => Refusal::NumberLength,
        };
        Error::refused(refusal, "msisdn")
    };
    let digits = msisdn::digits(typed).map_err(refused)?;
    if digits.is_empty() {
        return Ok(None);
    }
    numbering
        .map_or_else(|| msisdn::parse_anywhere(typed), |numbering| numbering.parse(typed))
        .map_err(refused)?;
    Ok(Some(digits))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;

    #[test]
    fn a_number_is_kept_as_it_was_typed_and_only_if_it_can_be_one() {
        let catalogue = Catalogue::shipped().unwrap();
        let cambodia = catalogue.numbering("KH");
        for (typed, number) in [
            ("010 000 482", Some("010000482")),
            ("+855 (10) 000-482", Some("+85510000482")),
            ("០១០ ០០០ ៤៨២", Some("010000482")),
            ("  ", None),
        ] {
            assert_eq!(msisdn(typed, cambodia).unwrap().as_deref(), number, "{typed}");
        }
        for (typed, refusal) in [
            ("010", Refusal::NumberLength),
            ("0100004820", Refusal::NumberLength),
            ("+1234567890123456", Refusal::NumberLength),
            ("01000048x", Refusal::NotNumber),
            ("+", Refusal::NotNumber),
            ("010+000482", Refusal::NotNumber),
        ] {
            let error = msisdn(typed, cambodia).unwrap_err();
            assert_eq!(error.to_string(), Error::refused(refusal, "msisdn").to_string(), "{typed}");
        }
        assert!(msisdn("0100004820", None).is_ok(), "of a country whose numbers aren't known");
    }
}
