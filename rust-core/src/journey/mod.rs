//! The one journey that is the product, a file a step: home → SIM → preview → send → reply → plan.
//!
//! Each step is a method on [`Baohao`], which joins the catalogue, the ledger and the moment, and returns what the
//! shell shows or does. The rules themselves live in `compose`, `reply`, `ledger` and `planner`.

mod by_hand;
mod earlier;
mod facts;
mod hear;
mod home;
mod identity;
mod lesson;
mod offers;
mod plan;
mod preview;
mod remind;
mod reply_view;
mod send;
mod sim_changes;
mod sims;
mod start;
mod state;
mod state_view;
mod take_along;
mod taught;
mod teach;
mod verdict;

pub use by_hand::PlanDraft;
pub use earlier::Earlier;
pub use hear::{Heard, Incoming, IncomingFrom};
pub use home::{Headline, Home, PlanNext, Ring, SimCard, Tone};
pub use identity::CardQuestion;
pub use lesson::{
    Against, AlsoRead, Lesson, LessonAmount, LessonAnswer, LessonDay, ShapePart, Taught, TeachRefusal,
};
pub use offers::Offer;
pub use plan::{DueNotice, PlanView};
pub use preview::{ActionView, DirectRoute, Permission, Phone, Preview, SimBrief, SourceView};
pub use remind::{ReminderSaid, ReminderView};
pub use reply_view::{BonusView, FactKind, Mark, PastMessage, ReadingView, ReplyQuestion, ReplyView};
pub use send::{CommandView, Doing, HandOver};
pub use sim_changes::ArchivedSim;
pub use sims::{CardSuggestion, OperatorBrief, SimDetail};
pub use start::{KeyState, Start, start};
pub use state_view::{PlanCard, RuleView, StateView};
pub use take_along::{BackupSim, BackupView, CalendarEntry, preview_backup};
pub use taught::TaughtShape;

use std::path::Path;

use rusqlite::Connection;

use crate::Error;
use crate::catalogue::{Catalogue, Operator};
use crate::compose::Refusal;
use crate::ledger::{Command, ReplyEntry, Sim};
use crate::store;

/// The catalogue and the opened ledger.
pub struct Baohao {
    catalogue: Catalogue,
    ledger: Connection,
}

impl Baohao {
    /// Opens the ledger, and reads any reply that was stored when the app ended before reading it.
    pub fn open(path: &Path, key: &store::Key, mode: store::Mode) -> Result<Self, Error> {
        let mut baohao = Self { catalogue: Catalogue::shipped()?, ledger: store::open(path, key, mode)? };
        baohao.read_what_was_left_unread(hear::LOOK_BACK)?;
        Ok(baohao)
    }

    /// What the ledger file says of itself.
    pub fn health(&self) -> Result<store::Health, Error> {
        Ok(store::health(&self.ledger)?)
    }

    fn sim(&self, sim_id: i64) -> Result<(Sim, &Operator), Error> {
        let sim = store::sims::get(&self.ledger, sim_id)?.ok_or(Error::NotFound("SIM"))?;
        let operator = self.operator(&sim)?;
        Ok((sim, operator))
    }

    fn operator(&self, sim: &Sim) -> Result<&Operator, Error> {
        let known = self.catalogue.operator(&sim.operator_id);
        known.ok_or_else(|| Error::refused(Refusal::UnknownOperator, "operator_id"))
    }

    fn stored_command(&self, command_id: i64) -> Result<Command, Error> {
        store::commands::get(&self.ledger, command_id)?.ok_or(Error::NotFound("command"))
    }

    fn stored_reply(&self, reply_id: i64) -> Result<ReplyEntry, Error> {
        store::replies::get(&self.ledger, reply_id)?.ok_or(Error::NotFound("reply"))
    }
}

#[cfg(test)]
mod tests;
