//! What a person does with a SIM itself: another name or number, letting it go, deleting it.

use super::sims::msisdn;
use super::{Baohao, Phone, SimBrief};
use crate::Error;
use crate::compose::Refusal;
use crate::ledger::{Sim, SimChange};
use crate::privacy::Redacted;
use crate::store;
use crate::time::Now;

/// A number that was let go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchivedSim {
    /// Which.
    pub sim: SimBrief,
    /// When, epoch milliseconds.
    pub archived_ms: i64,
}

impl Baohao {
    /// Gives a SIM another name; an empty one takes it away.
    pub fn rename_sim(&mut self, sim_id: i64, label: &str, now: Now) -> Result<(), Error> {
        self.change_sim(sim_id, &SimChange::Renamed(label.trim().to_owned()), now)
    }

    /// Corrects a SIM's number; an empty one takes it away. One that can't be a number is refused.
    pub fn set_msisdn(&mut self, sim_id: i64, typed: &str, now: Now) -> Result<(), Error> {
        let country = &self.sim(sim_id)?.1.country;
        let number = msisdn(typed, self.catalogue.numbering(country))?;
        self.change_sim(sim_id, &SimChange::NumberSet(number.map(Redacted)), now)
    }

    /// Lets a number go: no alarm rings for it and nothing is sent from it; its history stays.
    pub fn archive_sim(&mut self, sim_id: i64, now: Now) -> Result<(), Error> {
        self.change_sim(sim_id, &SimChange::Archived, now)
    }

    /// Keeps an archived number again.
    pub fn take_back_sim(&mut self, sim_id: i64, now: Now) -> Result<(), Error> {
        self.change_sim(sim_id, &SimChange::TakenBack, now)
    }

    /// The numbers that were let go, the last one added first.
    pub fn archived_sims(&self, phone: &Phone) -> Result<Vec<ArchivedSim>, Error> {
        let mut archived = Vec::new();
        for sim in store::sims::all(&self.ledger)? {
            let Some(archived_ms) = sim.archived_ms else { continue };
            archived.push(ArchivedSim { sim: self.brief(&sim, self.operator(&sim)?, phone)?, archived_ms });
        }
        archived.reverse();
        Ok(archived)
    }

    /// Deletes a SIM and all that is known of it, for good. Once this returns the file has none of it any more. Gives its
    /// clocks: what the phone still shows of them is taken back.
    pub fn delete_sim(&mut self, sim_id: i64, now: Now) -> Result<Vec<String>, Error> {
        self.sim(sim_id)?;
        let clocks = self.clocks_of(sim_id)?;
        let transaction = self.ledger.transaction()?;
        store::forget::remove_sim(&transaction, sim_id, now.epoch_ms)?;
        transaction.commit()?;
        store::forget::sweep(&self.ledger)?;
        Ok(clocks.into_iter().collect())
    }

    /// The SIMs that are kept, in the order in which they were added.
    pub(super) fn kept_sims(&self) -> Result<Vec<Sim>, Error> {
        let mut sims = store::sims::all(&self.ledger)?;
        sims.retain(|sim| sim.archived_ms.is_none());
        Ok(sims)
    }

    /// Refuses what would act for a number that was let go.
    pub(super) fn must_be_kept(sim: &Sim) -> Result<(), Error> {
        match sim.archived_ms {
            Some(_) => Err(Error::refused(Refusal::WrongState, "sim_id")),
            None => Ok(()),
        }
    }

    fn change_sim(&mut self, sim_id: i64, change: &SimChange, now: Now) -> Result<(), Error> {
        self.sim(sim_id)?;
        let transaction = self.ledger.transaction()?;
        store::sim_events::add(&transaction, sim_id, change, now.epoch_ms)?;
        transaction.commit()?;
        Ok(())
    }
}
