//! Adding a SIM, by hand or from the phone, and everything about one.

use chrono::NaiveDate;

use super::reply_view::Beside;
use super::{
    ActionView, Baohao, CardQuestion, CommandView, Phone, ReplyView, SimCard, SourceView, StateView, identity,
};
use crate::Error;
use crate::catalogue::Operator;
use crate::compose::Refusal;
use crate::ledger::identity::Verdict;
use crate::ledger::{BalanceEntry, Location, Origin, PresentCard, SimDraft};
use crate::msisdn::{self, NumberError, Numbering};
use crate::planner::{Span, deadlines, standing};
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

impl OperatorBrief {
    pub(super) fn of(operator: &Operator) -> Self {
        Self { id: operator.id.clone(), name: operator.name.clone() }
    }
}

/// A card in the phone that isn't certainly a SIM of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardSuggestion {
    /// The card, without its ICCID.
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
    /// What is asked of a card that may be this SIM.
    pub question: Option<CardQuestion>,
    /// The cards that it can be linked to by hand; empty when it is certain where it is.
    pub linkable: Vec<CardSuggestion>,
    /// When it was let go, epoch milliseconds; nothing is sent from it since.
    pub archived_ms: Option<i64>,
    /// Money, plans, and what looks wrong.
    pub state: StateView,
    /// How many shapes of its operator's messages were taught.
    pub taught: i32,
}

/// How many commands and replies a SIM's screen shows.
const RECENT: i64 = 20;

impl Baohao {
    /// The operators of the catalogue.
    pub fn operators(&self) -> Vec<OperatorBrief> {
        let offered = self.catalogue.operators().iter().filter(|operator| operator.defunct.is_none());
        offered.map(OperatorBrief::of).collect()
    }

    /// The cards of the phone that aren't certainly a SIM of the ledger.
    pub fn suggest(&self, phone: &Phone) -> Result<Vec<CardSuggestion>, Error> {
        let verdicts = self.cards_now(phone)?.map(|here| here.verdicts).unwrap_or_default();
        let open = |verdict: &Verdict| matches!(verdict, Verdict::New | Verdict::Ask(..));
        let cards = phone.cards.iter().flatten().zip(&verdicts).filter(|(_, verdict)| open(verdict));
        let suggest = |card: &PresentCard| CardSuggestion {
            operator: self
                .catalogue
                .operator_of_card(card.carrier_id, card.plmn.as_deref())
                .filter(|operator| operator.defunct.is_none())
                .map(OperatorBrief::of),
            card: PresentCard { iccid: None, ..card.clone() },
        };
        Ok(cards.map(|(card, _)| suggest(card)).collect())
    }

    /// Adds a SIM and gives its key. A number that can't be one is refused; no number is fine.
    pub fn add_sim(&mut self, draft: &SimDraft, now: Now) -> Result<i64, Error> {
        let operator = self.catalogue.operator(&draft.operator_id);
        let operator = operator.ok_or_else(|| Error::refused(Refusal::UnknownOperator, "operator_id"))?;
        let numbering = self.catalogue.numbering(&operator.country);
        let typed = draft.msisdn.as_deref();
        let draft = SimDraft {
            label: draft.label.trim().to_owned(),
            msisdn: typed.map(|typed| msisdn(typed, numbering)).transpose()?.flatten(),
            ..draft.clone()
        };
        let transaction = self.ledger.transaction()?;
        let id = store::sims::add(&transaction, &draft, now.epoch_ms)?;
        if let Some(card) = &draft.card {
            identity::add_card(&transaction, id, card, now)?;
        }
        transaction.commit()?;
        Ok(id)
    }

    /// Everything about one SIM as of now.
    pub fn sim_detail(&self, sim_id: i64, phone: &Phone, now: Now) -> Result<SimDetail, Error> {
        let (sim, operator) = self.sim(sim_id)?;
        let entries = self.entries(sim_id, now)?;
        let state = self.state_of(&sim, &entries, now)?;
        let card = self.card_of(&sim, &state, phone, now)?;
        let spans =
            card.valid_until.map(|day| standing(&operator.retention, day, now.today()).spans.to_vec());
        // For a number that was let go nothing rings.
        let kept = sim.archived_ms.is_none();
        let deadlines = if kept { deadlines(sim_id, &state, now) } else { Vec::new() };
        let beside = Beside { sim: card.sim.clone(), next_alarm: self.next_alarm_of(&deadlines, now)? };
        let commands = store::commands::newest(&self.ledger, sim_id, RECENT)?;
        let replies = store::replies::newest(&self.ledger, sim_id, RECENT)?;
        let about = |question: &CardQuestion| question.candidates.iter().any(|sim| sim.sim_id == sim_id);
        let certain = matches!(card.sim.location, Location::InPhone { .. });
        Ok(SimDetail {
            question: self.card_questions(phone)?.into_iter().find(about),
            linkable: if certain { Vec::new() } else { self.suggest(phone)? },
            archived_ms: sim.archived_ms,
            card,
            state: self.state_view(sim_id, &entries, &state, now)?,
            msisdn: sim.msisdn.map(|number| number.0),
            timeline: spans.unwrap_or_default(),
            rule: SourceView::of(&operator.retention.source),
            actions: operator.actions.iter().filter(|action| action.ready()).map(ActionView::of).collect(),
            by_hand: operator.actions.iter().filter(|action| action.by_hand()).map(ActionView::of).collect(),
            commands: commands
                .iter()
                .filter(|command| command.handed_over().is_some())
                .map(|command| self.command_view(command, &beside, now))
                .collect::<Result<_, _>>()?,
            replies: replies.iter().map(|reply| self.reply_view(reply, &beside)).collect::<Result<_, _>>()?,
            taught: i32::try_from(self.taught_for(&operator.id)?.len()).unwrap_or(i32::MAX),
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
pub(super) fn msisdn(typed: &str, numbering: Option<&Numbering>) -> Result<Option<String>, Error> {
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
