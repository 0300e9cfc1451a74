//! Adding a SIM, by hand or from the phone, and everything about one.

use chrono::NaiveDate;

use super::{ActionView, Baohao, CommandView, Phone, ReplyView, SimCard, SourceView};
use crate::Error;
use crate::compose::Refusal;
use crate::ledger::{BalanceEntry, Origin, PresentCard, Sim, SimDraft};
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
    /// What can be done, surest first.
    pub actions: Vec<ActionView>,
    /// The newest commands, newest first.
    pub commands: Vec<CommandView>,
    /// The newest replies, newest first.
    pub replies: Vec<ReplyView>,
    /// How many shapes of its operator's messages were taught.
    pub taught: i32,
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
        self.catalogue.operators().iter().map(brief).collect()
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
                .map(|operator| OperatorBrief { id: operator.id.clone(), name: operator.name.clone() }),
            card: card.clone(),
        };
        Ok(cards.map(suggest).collect())
    }

    /// Adds a SIM and gives its key. A number that can't be one is refused; no number is fine.
    pub fn add_sim(&mut self, draft: &SimDraft, now: Now) -> Result<i64, Error> {
        if self.catalogue.operator(&draft.operator_id).is_none() {
            return Err(Error::refused(Refusal::UnknownOperator, "operator_id"));
        }
        let sim = Sim {
            id: 0,
            label: draft.label.trim().to_owned(),
            operator_id: draft.operator_id.clone(),
            msisdn: draft.msisdn.as_deref().map(msisdn).transpose()?.flatten().map(Redacted),
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
            actions: operator.actions.iter().map(ActionView::of).collect(),
            commands: commands
                .iter()
                .filter(|command| command.handed_over().is_some())
                .map(|command| self.command_view(command, phone, now))
                .collect::<Result<_, _>>()?,
            replies: replies
                .iter()
                .map(|reply| self.reply_view(reply, phone, now))
                .collect::<Result<_, _>>()?,
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

/// A number as typed → digits with an optional `+`. Spaces, dashes and brackets go; Khmer digits count. 8 to 15 digits,
/// E.164's most; empty is no number.
fn msisdn(typed: &str) -> Result<Option<String>, Error> {
    let mut number = String::new();
    for c in typed.trim().chars() {
        match c {
            ' ' | '-' | '(' | ')' | '\u{a0}' => {}
            '+' if number.is_empty() => number.push('+'),
            '0'..='9' => number.push(c),
            '០'..='៩' => number.extend(char::from_digit(u32::from(c) - u32::from('០'), 10)),
            _ => return Err(Error::refused(Refusal::NotNumber, "msisdn")),
        }
    }
    let digits = number.trim_start_matches('+').len();
    match digits {
        0 if number.is_empty() => Ok(None),
        8..=15 => Ok(Some(number)),
        _ => Err(Error::refused(Refusal::NotNumber, "msisdn")),
    }
}

#[cfg(test)]
mod tests {
    use super::msisdn;

    #[test]
    fn numbers_as_people_type_them() {
        for (typed, number) in [
            ("010 000 482", Some("010000482")),
            ("+855 (10) 000-482", Some("+85510000482")),
            ("០១០ ០០០ ៤៨២", Some("010000482")),
            ("  ", None),
        ] {
            assert_eq!(msisdn(typed).unwrap().as_deref(), number, "{typed}");
        }
        for typed in ["010", "01000048x", "1234567890123456", "+", "010+000482"] {
            assert!(msisdn(typed).is_err(), "{typed}");
        }
    }
}
