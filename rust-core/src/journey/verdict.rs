//! What a reply says to the command that it answers, and what may be done after it.

use super::Baohao;
use crate::Error;
use crate::ledger::{EventKind, ReplyEntry, Verdict};
use crate::reply::Reading;
use crate::store;

impl Baohao {
    /// Stores what a reply says to its command, if that is clearer than what was said before.
    pub(super) fn judge(&mut self, entry: &ReplyEntry, reading: &Reading) -> Result<(), Error> {
        let Some(command_id) = entry.command_id else { return Ok(()) };
        let command = self.stored_command(command_id)?;
        let (_, operator) = self.sim(command.sim_id)?;
        // An action that this version doesn't know any more can't be judged.
        let Some(action) = operator.action(&command.action_id) else { return Ok(()) };
        let verdict = Verdict::of(action.kind, reading);
        let event = EventKind::Answered(verdict);
        if Some(verdict) > command.verdict() && command.allows(event) {
            let transaction = self.ledger.transaction()?;
            store::commands::add_event(&transaction, command_id, event, entry.received_ms)?;
            transaction.commit()?;
        }
        Ok(())
    }
}
