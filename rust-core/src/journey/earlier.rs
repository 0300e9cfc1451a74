//! What was done before with the same SIM: so that nobody pays twice, and a code that opened a menu goes to the dialler.

use super::Baohao;
use crate::Error;
use crate::catalogue::Action;
use crate::compose::{self, Outgoing, Parameters};
use crate::ledger::{Command, CommandState, Verdict, Window};
use crate::store;
use crate::time::Now;

/// The same thing, done a short time ago.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// The ledger's key of that command.
    pub command_id: i64,
    /// When it was tapped, epoch milliseconds.
    pub at_ms: i64,
    /// Where it stands.
    pub state: CommandState,
}

/// How long a command whose end isn't known asks before the same one goes out again: a day.
const UNSETTLED_MS: i64 = 24 * 60 * 60 * 1000;

/// How long a code is taken for one that opens a menu: 90 days.
const MENU_MS: i64 = 90 * UNSETTLED_MS;

/// How many commands of a SIM are looked at.
const LOOK_BACK: i64 = 32;

impl Baohao {
    /// The newest command of the same SIM and purpose that may have cost money already: in its window whatever came of
    /// it, a day long when nobody knows what came of it. What only asks, failed or was refused may be done again unasked.
    pub(super) fn earlier(
        &self,
        command: &Command,
        action: &Action,
        now: Now,
    ) -> Result<Option<Earlier>, Error> {
        if action.kind.only_asks() {
            return Ok(None);
        }
        let operator = self.sim(command.sim_id)?.1;
        // A later step of a dialogue is another thing than its first.
        let first = compose::compose(operator, action, &Parameters::default());
        let is_step = first.is_ok_and(|first| *first.kept() != command.outgoing);
        let same_purpose = |other: &&Command| {
            let same_kind = operator.action(&other.action_id).is_some_and(|of| of.kind == action.kind);
            other.id != command.id && same_kind && (!is_step || other.outgoing == command.outgoing)
        };
        let commands = store::commands::newest(&self.ledger, command.sim_id, LOOK_BACK)?;
        let of_purpose = commands.iter().filter(same_purpose);
        Ok(of_purpose.filter_map(|other| may_have_cost(other, now)).next())
    }

    /// Whether this code was refused on this operator's network, as Android refuses what opens a menu, and was never
    /// answered since. Believed for a while only: a busy network looks the same.
    pub(super) fn opens_menu(&self, operator_id: &str, outgoing: &Outgoing, now: Now) -> Result<bool, Error> {
        let since_ms = now.epoch_ms.saturating_sub(MENU_MS);
        match outgoing {
            Outgoing::Ussd { code } => {
                Ok(store::commands::was_menu(&self.ledger, operator_id, code, since_ms)?)
            }
            Outgoing::Sms { .. } => Ok(false),
        }
    }
}

fn may_have_cost(command: &Command, now: Now) -> Option<Earlier> {
    let (_, at_ms) = command.handed_over()?;
    let state = command.state(now.epoch_ms);
    let unsettled = match state {
        CommandState::Failed(_) | CommandState::NotSent | CommandState::Prepared => return None,
        CommandState::Answered => match command.verdict() {
            Some(Verdict::Refused | Verdict::NotEnough) => return None,
            verdict => verdict != Some(Verdict::Confirmed),
        },
        _ => true,
    };
    let window = if unsettled { UNSETTLED_MS } else { Window::of(&command.outgoing).answer_ms };
    // A clock that was set back says nothing about age: ask.
    (now.epoch_ms.saturating_sub(at_ms) <= window).then_some(Earlier { command_id: command.id, at_ms, state })
}
