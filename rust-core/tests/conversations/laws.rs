//! What must hold after every step, told by a model that knows who really wrote what.

use std::collections::{BTreeMap, BTreeSet};

use baohao_core::ledger::CommandState;
use chrono::NaiveDate;

/// How long after a tap a message may be its answer.
const ANSWER_MS: i64 = 15 * 60_000;

/// What the model knows.
#[derive(Default)]
pub struct Laws {
    /// When each command was tapped, and for which card.
    pub tapped: BTreeMap<i64, (i64, i32)>,
    /// Commands that somebody who may has answered.
    pub answered: BTreeSet<i64>,
    /// Replies that the core said it kept, by command, each with its sender.
    pub kept: BTreeMap<i64, BTreeMap<i64, String>>,
}

impl Laws {
    /// A tap was granted: the first of that command.
    pub fn tap(&mut self, command_id: i64, subscription_id: i32, now_ms: i64) {
        let before = self.tapped.insert(command_id, (now_ms, subscription_id));
        assert_eq!(before, None, "command {command_id} went out twice");
    }

    /// Whether a callback that comes now may answer that command.
    pub fn in_window(&self, command_id: i64, now_ms: i64) -> bool {
        self.tapped.get(&command_id).is_some_and(|(at, _)| window(*at).contains(&now_ms))
    }

    /// Whether a message of the operator that comes to this card now may answer a command: which one, it doesn't say.
    pub fn any_in_window(&self, subscription_id: i32, now_ms: i64) -> bool {
        self.tapped.values().any(|(at, of)| *of == subscription_id && window(*at).contains(&now_ms))
    }

    /// The person said that this sender is the operator: all that it wrote to that card counts.
    pub fn believe(&mut self, sender: &str, subscription_id: i32) {
        let of_card =
            |command_id: &i64| self.tapped.get(command_id).is_some_and(|(_, of)| *of == subscription_id);
        let by_sender = |kept: &BTreeMap<i64, String>| kept.values().any(|of| of == sender);
        let answered =
            self.kept.iter().filter(|(id, kept)| of_card(id) && by_sender(kept)).map(|(id, _)| *id);
        self.answered.extend(answered);
    }

    /// The person said that this sender is a stranger, whose messages go.
    pub fn forget(&mut self, sender: &str) {
        self.kept.values_mut().for_each(|kept| kept.retain(|_, of| of != sender));
    }

    /// A date moved, or not, by something that the model calls an answer (or a tap), or not.
    pub fn date(&self, before: Option<NaiveDate>, after: Option<NaiveDate>, may_soothe: bool, what: &str) {
        let soothed = match (before, after) {
            (None, Some(_)) => true,
            (Some(before), Some(after)) => after > before,
            (_, None) => {
                assert_eq!(before, None, "a known date was forgotten by {what}");
                false
            }
        };
        assert!(!soothed || may_soothe, "{before:?} was pushed back to {after:?} by {what}");
    }

    /// A command's state and the replies that it shows.
    pub fn command(&self, command_id: i64, state: CommandState, shown: &BTreeSet<i64>) {
        if matches!(state, CommandState::Answered) {
            assert!(self.answered.contains(&command_id), "command {command_id} was confirmed by a stranger");
        }
        if let Some(kept) = self.kept.get(&command_id) {
            let lost = kept.keys().any(|reply_id| !shown.contains(reply_id));
            assert!(!lost, "command {command_id} lost a reply: {kept:?} {shown:?}");
        }
    }

    /// Long after the last step nothing is open any more.
    pub fn ended(&self, command_id: i64, state: CommandState) {
        let open = matches!(state, CommandState::HandedOver | CommandState::Sent);
        assert!(!open, "command {command_id} never ends: {state:?}");
    }
}

fn window(tapped_ms: i64) -> std::ops::RangeInclusive<i64> {
    tapped_ms..=tapped_ms + ANSWER_MS
}
