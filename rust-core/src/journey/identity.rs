//! Which SIM is which card, by the ledger's evidence and what the phone shows now; and the question when it isn't certain.

use rusqlite::{Connection, Transaction};

use super::{Baohao, OperatorBrief, Phone, SimBrief};
use crate::Error;
use crate::catalogue::Operator;
use crate::ledger::Location;
use crate::ledger::identity::{
    CardMarks, Doubt, IccidSecret, KnownSim, SeenCard, Verdict, identify, location,
};
use crate::privacy::mask_msisdn;
use crate::store::sim_cards::{CardEvidence, CardOrigin};
use crate::store::{self, settings};
use crate::time::Now;

/// Which SIM is this card? Only a person can say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardQuestion {
    /// The card, to answer.
    pub subscription_id: i32,
    /// The card, to name it.
    pub slot: i32,
    /// Whose it is, if the catalogue knows it.
    pub operator: Option<OperatorBrief>,
    /// Its number as the card knows it, masked.
    pub msisdn_masked: Option<String>,
    /// Why it is asked.
    pub doubt: Doubt,
    /// The SIMs that it may be, likeliest first.
    pub candidates: Vec<SimBrief>,
}

/// The cards of the phone with the verdict on each.
pub(super) struct CardsNow {
    pub(super) cards: Vec<SeenCard>,
    pub(super) verdicts: Vec<Verdict>,
    evidence: Vec<CardEvidence>,
}

/// The name of the setting that holds what ICCIDs are hashed with.
const SECRET: &str = "iccid_secret";

impl Baohao {
    /// Adds to the evidence what certain cards show for the first time: a number, another slot. Nothing is said for a
    /// card that is under question.
    pub fn see_cards(&mut self, phone: &Phone, now: Now) -> Result<(), Error> {
        if phone.cards.iter().flatten().any(|card| card.iccid.is_some()) {
            let transaction = self.ledger.transaction()?;
            make_secret(&transaction, now)?;
            transaction.commit()?;
        }
        let Some(here) = self.cards_now(phone)? else { return Ok(()) };
        let mut news = Vec::new();
        for (card, verdict) in here.cards.iter().zip(&here.verdicts) {
            let (Verdict::Same(sim_id) | Verdict::Moved(sim_id)) = verdict else { continue };
            let known = here.evidence.iter().find(|known| known.sim_id == *sim_id);
            let known = known.and_then(|known| known.marks.clone()).unwrap_or_default();
            let marks = card.marks.over(&known);
            if marks != known {
                news.push((*sim_id, marks));
            }
        }
        if news.is_empty() {
            return Ok(());
        }
        let transaction = self.ledger.transaction()?;
        for (sim_id, marks) in news {
            store::sim_cards::add(&transaction, sim_id, CardOrigin::Seen, &marks, now.epoch_ms)?;
        }
        transaction.commit()?;
        Ok(())
    }

    /// A person says that a card of the phone is this SIM: the answer to a question, or a SIM from the drawer that was
    /// put in.
    pub fn card_is(
        &mut self,
        subscription_id: i32,
        sim_id: i64,
        phone: &Phone,
        now: Now,
    ) -> Result<(), Error> {
        self.sim(sim_id)?;
        let transaction = self.ledger.transaction()?;
        make_secret(&transaction, now)?;
        let card = shown(&transaction, phone, subscription_id)?;
        store::sim_cards::add(&transaction, sim_id, CardOrigin::Hand, &card.marks, now.epoch_ms)?;
        transaction.commit()?;
        Ok(())
    }

    /// A person says that a card of the phone is none of the SIMs known now.
    pub fn card_is_none(&mut self, subscription_id: i32, phone: &Phone, now: Now) -> Result<(), Error> {
        let transaction = self.ledger.transaction()?;
        make_secret(&transaction, now)?;
        let card = shown(&transaction, phone, subscription_id)?;
        settings::set(&transaction, &none_said(&card.marks), "none", now.epoch_ms)?;
        transaction.commit()?;
        Ok(())
    }

    /// What must be asked about the cards in the phone now.
    pub(super) fn card_questions(&self, phone: &Phone) -> Result<Vec<CardQuestion>, Error> {
        let Some(here) = self.cards_now(phone)? else { return Ok(Vec::new()) };
        let mut questions = Vec::new();
        for (card, verdict) in here.cards.iter().zip(&here.verdicts) {
            let Verdict::Ask(doubt, candidates) = verdict else { continue };
            let brief = |sim_id: &i64| {
                let (sim, operator) = self.sim(*sim_id)?;
                self.brief(&sim, operator, phone)
            };
            questions.push(CardQuestion {
                subscription_id: card.subscription_id,
                slot: card.slot,
                operator: self
                    .catalogue
                    .operator_of_card(card.marks.carrier_id, card.marks.plmn.as_deref())
                    .map(OperatorBrief::of),
                msisdn_masked: card.marks.msisdn.as_ref().map(|number| mask_msisdn(&number.0)),
                doubt: *doubt,
                candidates: candidates.iter().map(brief).collect::<Result<_, Error>>()?,
            });
        }
        Ok(questions)
    }

    /// Where a SIM is.
    pub(super) fn location(&self, sim_id: i64, phone: &Phone) -> Result<Location, Error> {
        Ok(match self.cards_now(phone)? {
            Some(here) => location(sim_id, &here.cards, &here.verdicts),
            None => Location::NotSeen,
        })
    }

    /// The SIMs that a message to this card may be for, of those that are kept. Where the phone doesn't show that card,
    /// the evidence alone must do.
    pub(super) fn sims_of_card(
        &self,
        subscription_id: Option<i32>,
        phone: &Phone,
    ) -> Result<Vec<i64>, Error> {
        let fits = |id: i32| subscription_id.is_none_or(|wanted| wanted == id);
        let mut sims: Vec<i64> = match self.cards_now(phone)? {
            Some(here) if here.cards.iter().any(|card| fits(card.subscription_id)) => {
                let certain =
                    here.cards.iter().zip(&here.verdicts).filter(|(card, _)| fits(card.subscription_id));
                certain
                    .filter_map(|(_, verdict)| match verdict {
                        Verdict::Same(sim_id) | Verdict::Moved(sim_id) => Some(*sim_id),
                        _ => None,
                    })
                    .collect()
            }
            _ => store::sim_cards::all(&self.ledger)?
                .into_iter()
                .filter(|known| {
                    known.marks.as_ref().and_then(|marks| marks.subscription_id).is_some_and(fits)
                })
                .map(|known| known.sim_id)
                .collect(),
        };
        let kept = store::sims::all(&self.ledger)?;
        sims.retain(|id| kept.iter().any(|sim| sim.id == *id && sim.archived_ms.is_none()));
        Ok(sims)
    }

    /// The cards with their verdicts; `None` while they may not be seen.
    pub(super) fn cards_now(&self, phone: &Phone) -> Result<Option<CardsNow>, Error> {
        if phone.cards.is_none() {
            return Ok(None);
        }
        let cards = seen_cards(&self.ledger, phone)?;
        let evidence = store::sim_cards::all(&self.ledger)?;
        let sims = store::sims::all(&self.ledger)?;
        let known: Vec<KnownSim<'_>> = sims
            .iter()
            .filter_map(|sim| {
                let known = evidence.iter().find(|known| known.sim_id == sim.id)?;
                let operator = self.catalogue.operator(&sim.operator_id);
                Some(KnownSim {
                    sim_id: sim.id,
                    msisdn: sim.msisdn.as_ref(),
                    plmn: operator.map_or_else(Vec::new, Operator::plmns),
                    carrier_ids: operator.map_or_else(Vec::new, Operator::carrier_ids),
                    marks: known.marks.clone(),
                    said_ms: known.said_ms,
                    since_ms: known.since_ms,
                    archived: sim.archived_ms.is_some(),
                })
            })
            .collect();
        let verdicts = identify(&cards, &known);
        Ok(Some(CardsNow { cards, verdicts, evidence }))
    }
}

/// The cards of the phone as the ledger can compare them.
fn seen_cards(connection: &Connection, phone: &Phone) -> Result<Vec<SeenCard>, Error> {
    let secret = settings::get(connection, SECRET)?.and_then(|(hex, _)| IccidSecret::from_hex(&hex));
    let mut cards = Vec::new();
    for card in phone.cards.iter().flatten() {
        let hash = secret.as_ref().zip(card.iccid.as_deref()).and_then(|(secret, iccid)| secret.hash(iccid));
        let mut seen = SeenCard::of(card, hash);
        seen.none_said_ms = settings::get(connection, &none_said(&seen.marks))?.map(|(_, at_ms)| at_ms);
        cards.push(seen);
    }
    Ok(cards)
}

/// The one card of that id.
fn shown(connection: &Connection, phone: &Phone, subscription_id: i32) -> Result<SeenCard, Error> {
    let cards = seen_cards(connection, phone)?;
    let card = cards.into_iter().find(|card| card.subscription_id == subscription_id);
    card.ok_or(Error::NotFound("card"))
}

/// The name of the setting that remembers a "none of these".
fn none_said(marks: &CardMarks) -> String {
    format!("no_known_sim.{}", marks.fingerprint())
}

/// SQLite's generator, which is ChaCha20 seeded by the system, gives the bytes: no crate is carried to the phone for it.
pub(super) fn make_secret(transaction: &Transaction<'_>, now: Now) -> Result<(), Error> {
    if settings::get(transaction, SECRET)?.is_some() {
        return Ok(());
    }
    let hex: String = transaction.query_row("SELECT lower(hex(randomblob(32)))", [], |row| row.get(0))?;
    Ok(settings::set(transaction, SECRET, &hex, now.epoch_ms)?)
}

/// The evidence that a SIM added with a card begins with.
pub(super) fn add_card(
    transaction: &Transaction<'_>,
    sim_id: i64,
    card: &crate::ledger::PresentCard,
    now: Now,
) -> Result<(), Error> {
    make_secret(transaction, now)?;
    let phone = Phone { cards: Some(vec![card.clone()]), ..Phone::default() };
    let card = shown(transaction, &phone, card.subscription_id)?;
    Ok(store::sim_cards::add(transaction, sim_id, CardOrigin::Hand, &card.marks, now.epoch_ms)?)
}
