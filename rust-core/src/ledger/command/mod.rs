//! A command from preview to answer. Its events are stored; its state is what follows from them and the moment.

mod transition;
mod verdict;
mod words;

pub use transition::Phase;
pub use verdict::Verdict;
pub use words::{Failure, PlatformWord, UserWord};

use crate::compose::Outgoing;

/// How long an open USSD request keeps the next one on that SIM back. Android answers −1 at once while one is pending,
/// and has no way to end it.
pub const USSD_BUSY_MS: i64 = 3 * 60 * 1000;

/// How it leaves the phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// By the app, from the chosen SIM.
    Direct,
    /// By the phone's dialler or SMS app, where a person picks the SIM.
    HandOff,
}

/// One thing that happened to a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// Shown in a preview.
    Prepared,
    /// Stored just before the platform was asked. Happens once at most.
    HandedOver(Route),
    /// Left the phone.
    Sent,
    /// Did not leave the phone.
    Failed(Failure),
    /// The platform gave a reason that doesn't tell whether it left.
    Unclear,
    /// The other app is open; what was done there is not known.
    Opened,
    /// The person did not send it.
    NotSent,
    /// A reply came.
    Answered(Verdict),
}

/// An event and its moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommandEvent {
    /// What.
    pub kind: EventKind,
    /// When, epoch milliseconds.
    pub at_ms: i64,
}

/// Where a command stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommandState {
    /// Shown, not tapped.
    Prepared,
    /// Asked of the platform; no word from it yet.
    HandedOver,
    /// In the hands of another app; the person must say what happened.
    AskUser,
    /// Left the phone; a reply is awaited.
    Sent,
    /// A reply came.
    Answered,
    /// No reply within the window. A late one still counts.
    TimedOut,
    /// Did not leave the phone.
    Failed(Failure),
    /// The person did not send it.
    NotSent,
    /// Whether it left the phone is not known, and it is never sent again by itself.
    Unknown,
}

/// How long a reply is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Until the screen says that no answer came.
    pub patience_ms: i64,
    /// Until a message is no longer taken for the answer.
    pub answer_ms: i64,
}

impl Window {
    /// By channel: a USSD dialogue ends within seconds, an SMS reply may take minutes.
    pub fn of(outgoing: &Outgoing) -> Self {
        match outgoing {
            Outgoing::Ussd { .. } => Self { patience_ms: 30_000, answer_ms: 15 * 60_000 },
            Outgoing::Sms { .. } => Self { patience_ms: 3 * 60_000, answer_ms: 15 * 60_000 },
        }
    }
}

/// A command with its history, oldest event first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// The ledger's key, and the key that makes a tap count once.
    pub id: i64,
    /// Whose.
    pub sim_id: i64,
    /// Catalogue id of the action.
    pub action_id: String,
    /// What went or will go out.
    pub outgoing: Outgoing,
    /// Never empty: begins with [`EventKind::Prepared`].
    pub events: Vec<CommandEvent>,
}

impl Command {
    /// When it was handed over, and how.
    pub fn handed_over(&self) -> Option<(Route, i64)> {
        self.events.iter().find_map(|event| match event.kind {
            EventKind::HandedOver(route) => Some((route, event.at_ms)),
            _ => None,
        })
    }

    /// Where it is as far as its events say. What an old or a damaged file says out of turn changes nothing.
    pub fn phase(&self) -> Phase {
        let step = |phase: Phase, event: &CommandEvent| phase.after(event.kind).unwrap_or(phase);
        self.events.iter().fold(Phase::Prepared, step)
    }

    /// The clearest of its answers; `None` before the first.
    pub fn verdict(&self) -> Option<Verdict> {
        let said = |event: &CommandEvent| match event.kind {
            EventKind::Answered(verdict) => Some(verdict),
            _ => None,
        };
        self.events.iter().filter_map(said).max()
    }

    /// Whether an event can happen to it now.
    pub fn allows(&self, event: EventKind) -> bool {
        self.phase().after(event).is_some()
    }

    /// Where it stands at a moment.
    pub fn state(&self, now_ms: i64) -> CommandState {
        let Some((route, since)) = self.handed_over() else { return CommandState::Prepared };
        let age = now_ms.saturating_sub(since);
        let overdue = age > Window::of(&self.outgoing).patience_ms || age < 0; // a clock set back says nothing about age
        match self.phase() {
            Phase::Prepared => CommandState::Prepared,
            Phase::Heard | Phase::Answered => CommandState::Answered,
            Phase::Failed => self.failure().map_or(CommandState::Unknown, CommandState::Failed),
            Phase::Unclear => CommandState::Unknown,
            Phase::NotSent => CommandState::NotSent,
            Phase::Opened => CommandState::AskUser,
            Phase::Sent if overdue => CommandState::TimedOut,
            Phase::Sent => CommandState::Sent,
            // The platform gives no word for a USSD request that went out, so silence is a time-out; for an SMS it
            // does, so silence means that the app was ended in between.
            Phase::HandedOver if overdue && route == Route::Direct && self.is_ussd() => {
                CommandState::TimedOut
            }
            Phase::HandedOver if overdue => CommandState::Unknown,
            Phase::HandedOver => CommandState::HandedOver,
        }
    }

    fn failure(&self) -> Option<Failure> {
        self.events.iter().rev().find_map(|event| match event.kind {
            EventKind::Failed(failure) => Some(failure),
            _ => None,
        })
    }

    fn is_ussd(&self) -> bool {
        matches!(self.outgoing, Outgoing::Ussd { .. })
    }

    /// Whether a message at this moment may be its answer.
    pub fn awaits_answer(&self, now_ms: i64) -> bool {
        let Some((_, since)) = self.handed_over() else { return false };
        // A refused USSD request may have been a menu, and the operator may still answer it by SMS.
        let over = match self.state(now_ms) {
            CommandState::Failed(failure) => failure != Failure::UssdRefused,
            state => state == CommandState::NotSent,
        };
        let age = now_ms.saturating_sub(since);
        !over && (0..=Window::of(&self.outgoing).answer_ms).contains(&age)
    }

    /// Until when no other USSD request may be made on this SIM, if this one keeps it back.
    pub fn ussd_busy_until(&self, now_ms: i64) -> Option<i64> {
        let (Route::Direct, since) = self.handed_over()? else { return None };
        // Behind a −1 there may be a menu whose session the network keeps open, and after "is being processed" the
        // answer is still to come.
        let open = match self.phase() {
            Phase::HandedOver | Phase::Heard => true,
            Phase::Failed => self.failure() == Some(Failure::UssdRefused),
            _ => false,
        };
        let until = since.saturating_add(USSD_BUSY_MS);
        (self.is_ussd() && open && (since..until).contains(&now_ms)).then_some(until)
    }

    /// The event that a platform's word stands for; `None` if it can't be said of this command any more.
    pub fn on_platform_word(&self, word: PlatformWord) -> Option<EventKind> {
        Some(word.event()).filter(|event| self.phase() == Phase::HandedOver && self.allows(*event))
    }

    /// The event that a person's word stands for; only after a hand-off that nothing has answered.
    pub fn on_user_word(&self, word: UserWord) -> Option<EventKind> {
        Some(word.event()).filter(|event| self.phase() == Phase::Opened && self.allows(*event))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn command(ussd: bool, events: &[(EventKind, i64)]) -> Command {
        let outgoing = if ussd {
            Outgoing::Ussd { code: "*1201#".to_owned() }
        } else {
            Outgoing::Sms { to: "808".to_owned(), body: "ON".to_owned() }
        };
        let events = events.iter().map(|&(kind, at_ms)| CommandEvent { kind, at_ms }).collect();
        Command { id: 1, sim_id: 1, action_id: "a".to_owned(), outgoing, events }
    }

    const PREPARED: (EventKind, i64) = (EventKind::Prepared, 0);
    const DIRECT: (EventKind, i64) = (EventKind::HandedOver(Route::Direct), 1_000);
    const HAND_OFF: (EventKind, i64) = (EventKind::HandedOver(Route::HandOff), 1_000);

    #[test]
    fn the_state_follows_from_events_and_time() {
        let minute = 60_000;
        let failed = EventKind::Failed(Failure::NoService);
        for (ussd, events, now_ms, expected) in [
            (true, vec![PREPARED], 99 * minute, CommandState::Prepared),
            (true, vec![PREPARED, DIRECT], 2_000, CommandState::HandedOver),
            (true, vec![PREPARED, DIRECT], minute, CommandState::TimedOut),
            (
                true,
                vec![PREPARED, DIRECT, (EventKind::Answered(Verdict::Confirmed), 3_000)],
                99 * minute,
                CommandState::Answered,
            ),
            (true, vec![PREPARED, DIRECT, (failed, 3_000)], minute, CommandState::Failed(Failure::NoService)),
            (true, vec![PREPARED, HAND_OFF], 5 * minute, CommandState::Unknown),
            (true, vec![PREPARED, HAND_OFF, (EventKind::Opened, 1_500)], 99 * minute, CommandState::AskUser),
            (false, vec![PREPARED, DIRECT], 2_000, CommandState::HandedOver),
            (false, vec![PREPARED, DIRECT], 5 * minute, CommandState::Unknown),
            (false, vec![PREPARED, DIRECT, (EventKind::Sent, 1_500)], 2 * minute, CommandState::Sent),
            (false, vec![PREPARED, DIRECT, (EventKind::Sent, 1_500)], 5 * minute, CommandState::TimedOut),
        ] {
            assert_eq!(command(ussd, &events).state(now_ms), expected, "{events:?} at {now_ms}");
        }
    }

    #[test]
    fn a_late_answer_counts_until_the_window_closes() {
        let open = command(true, &[PREPARED, DIRECT]);
        assert!(open.awaits_answer(14 * 60_000));
        assert!(!open.awaits_answer(17 * 60_000));
        assert!(!open.awaits_answer(0), "nothing answers before it was asked");
        assert!(!command(true, &[PREPARED]).awaits_answer(0));
        assert!(
            !command(true, &[PREPARED, DIRECT, (EventKind::Failed(Failure::Denied), 2)]).awaits_answer(2_000)
        );
    }

    #[test]
    fn an_open_ussd_dialogue_keeps_the_next_one_back() {
        let open = command(true, &[PREPARED, DIRECT]);
        assert_eq!(open.ussd_busy_until(60_000), Some(1_000 + USSD_BUSY_MS));
        assert_eq!(open.ussd_busy_until(1_000 + USSD_BUSY_MS), None);
        assert_eq!(
            command(true, &[PREPARED, DIRECT, (EventKind::Answered(Verdict::Confirmed), 2_000)])
                .ussd_busy_until(3_000),
            None
        );
        let menu = command(true, &[PREPARED, DIRECT, (EventKind::Failed(Failure::UssdRefused), 2_000)]);
        assert_eq!(menu.ussd_busy_until(3_000), Some(1_000 + USSD_BUSY_MS));
        assert!(menu.awaits_answer(3_000), "the answer may come by SMS");
        assert_eq!(open.ussd_busy_until(0), None, "a clock that was set back");
        assert_eq!(command(true, &[PREPARED, HAND_OFF]).ussd_busy_until(3_000), None);
        assert_eq!(command(false, &[PREPARED, DIRECT]).ussd_busy_until(3_000), None);
    }

    #[test]
    fn the_platform_speaks_once_and_only_after_the_hand_over() {
        let ready = command(false, &[PREPARED, DIRECT]);
        for (code, failure) in [
            (2, Failure::RadioOff),
            (4, Failure::NoService),
            (5, Failure::LimitReached),
            (7, Failure::Denied),
            (8, Failure::NeverAllowed),
        ] {
            assert_eq!(
                ready.on_platform_word(PlatformWord::SmsFailed { code }),
                Some(EventKind::Failed(failure))
            );
        }
        for code in [1, 3, 6, 101, 124] {
            assert_eq!(ready.on_platform_word(PlatformWord::SmsFailed { code }), Some(EventKind::Unclear));
        }
        let unclear = command(false, &[PREPARED, DIRECT, (EventKind::Unclear, 2_000)]);
        assert_eq!((unclear.state(3_000), unclear.awaits_answer(3_000)), (CommandState::Unknown, true));
        assert_eq!(command(false, &[PREPARED]).on_platform_word(PlatformWord::SmsSent), None);
        let sent = command(false, &[PREPARED, DIRECT, (EventKind::Sent, 2_000)]);
        assert_eq!(sent.on_platform_word(PlatformWord::SmsFailed { code: 4 }), None);
        let answered = command(true, &[PREPARED, DIRECT, (EventKind::Answered(Verdict::Confirmed), 2_000)]);
        assert_eq!(answered.on_platform_word(PlatformWord::UssdFailed { code: -1 }), None);
    }

    #[test]
    fn a_person_is_believed_only_about_a_hand_off() {
        let opened = command(true, &[PREPARED, HAND_OFF, (EventKind::Opened, 1_500)]);
        assert_eq!(opened.on_user_word(UserWord::NotSent), Some(EventKind::NotSent));
        assert_eq!(opened.on_user_word(UserWord::Sent), Some(EventKind::Sent));
        assert_eq!(command(true, &[PREPARED, DIRECT]).on_user_word(UserWord::Sent), None);
    }
}
