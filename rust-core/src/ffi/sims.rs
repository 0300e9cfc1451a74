//! What a person, or the phone, says of a SIM itself.

use super::core::Core;
use super::error::CoreError;
use crate::journey::{ArchivedSim, Phone};
use crate::time::Now;

#[uniffi::export]
impl Core {
    /// Remembers what certain cards show for the first time. To be called whenever the cards may have changed.
    pub fn see_cards(&self, phone: Phone, now: Now) -> Result<(), CoreError> {
        self.with(|inner| inner.see_cards(&phone, now))
    }

    /// A person says that a card of the phone is this SIM.
    pub fn card_is(
        &self,
        subscription_id: i32,
        sim_id: i64,
        phone: Phone,
        now: Now,
    ) -> Result<(), CoreError> {
        self.with(|inner| inner.card_is(subscription_id, sim_id, &phone, now))
    }

    /// A person says that a card of the phone is none of the SIMs known now.
    pub fn card_is_none(&self, subscription_id: i32, phone: Phone, now: Now) -> Result<(), CoreError> {
        self.with(|inner| inner.card_is_none(subscription_id, &phone, now))
    }

    /// Gives a SIM another name; an empty one takes it away.
    pub fn rename_sim(&self, sim_id: i64, label: String, now: Now) -> Result<(), CoreError> {
        self.with(|inner| inner.rename_sim(sim_id, &label, now))
    }

    /// Corrects a SIM's number; an empty one takes it away. `Refused(NotNumber, "msisdn")` names one that can't be one.
    pub fn set_msisdn(&self, sim_id: i64, typed: String, now: Now) -> Result<(), CoreError> {
        self.with(|inner| inner.set_msisdn(sim_id, &typed, now))
    }

    /// Lets a number go: no alarm rings for it and nothing is sent from it; its history stays.
    pub fn archive_sim(&self, sim_id: i64, now: Now) -> Result<(), CoreError> {
        self.with(|inner| inner.archive_sim(sim_id, now))
    }

    /// Keeps an archived number again.
    pub fn take_back_sim(&self, sim_id: i64, now: Now) -> Result<(), CoreError> {
        self.with(|inner| inner.take_back_sim(sim_id, now))
    }

    /// The numbers that were let go, the last one added first.
    pub fn archived_sims(&self, phone: Phone) -> Result<Vec<ArchivedSim>, CoreError> {
        self.with(|inner| inner.archived_sims(&phone))
    }

    /// Deletes a SIM and all that is known of it, for good. Ask twice first.
    pub fn delete_sim(&self, sim_id: i64, now: Now) -> Result<Vec<String>, CoreError> {
        self.with(|inner| inner.delete_sim(sim_id, now))
    }
}
