//! A command from preview to answer. Its events are stored; its state is what follows from them and the moment.

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

/// Why it did not go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No network.
    NoService,
    /// Aeroplane mode.
    RadioOff,
    /// The system's limit for messages was reached.
    LimitReached,
    /// The person or the system refused this message.
    Denied,
    /// The system will never let this app write to that short code.
    NeverAllowed,
    /// The network answered with a menu, or refused: Android doesn't tell which.
    UssdRefused,
    /// The USSD service could not be reached.
    UssdUnavailable,
    /// No app on this phone takes the hand-off.
    NoApp,
}

/// What the platform said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlatformWord {
    /// The message left the phone (`SmsManager` result −1).
    SmsSent,
    /// `SmsManager`'s result code.
    SmsFailed {
        /// As `SmsManager.RESULT_ERROR_…`.
        code: i32,
    },
    /// `UssdResponseCallback`'s failure code.
    UssdFailed {
        /// −1 or −2.
        code: i32,
    },
    /// The other app was opened.
    HandOffOpened,
    /// No app could be opened.
    HandOffFailed,
    /// The platform refused the call itself.
    Refused,
}

/// What a person said after a hand-off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserWord {
    /// It was sent or dialled.
    Sent,
    /// It was not.
    NotSent,
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
    Answered,
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

    /// Where it stands at a moment.
    pub fn state(&self, now_ms: i64) -> CommandState {
        let Some((route, since)) = self.handed_over() else { return CommandState::Prepared };
        if self.events.iter().any(|event| event.kind == EventKind::Answered) {
            return CommandState::Answered;
        }
        let age = now_ms.saturating_sub(since);
        let overdue = age > Window::of(&self.outgoing).patience_ms || age < 0; // a clock set back says nothing about age
        match self.events.last().map(|event| event.kind) {
            Some(EventKind::Failed(failure)) => CommandState::Failed(failure),
            Some(EventKind::Unclear) => CommandState::Unknown,
            Some(EventKind::NotSent) => CommandState::NotSent,
            Some(EventKind::Opened) => CommandState::AskUser,
            Some(EventKind::Sent) if overdue => CommandState::TimedOut,
            Some(EventKind::Sent) => CommandState::Sent,
            // The platform gives no word for a USSD request that went out, so silence is a time-out; for an SMS it
            // does, so silence means that the app was ended in between.
            _ if overdue && route == Route::Direct && matches!(self.outgoing, Outgoing::Ussd { .. }) => {
                CommandState::TimedOut
            }
            _ if overdue => CommandState::Unknown,
            _ => CommandState::HandedOver,
        }
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
        // Behind a −1 there may be a menu whose session the network keeps open.
        let refused = CommandState::Failed(Failure::UssdRefused);
        let state = self.state(now_ms);
        let open = matches!(state, CommandState::HandedOver | CommandState::TimedOut) || state == refused;
        let until = since.saturating_add(USSD_BUSY_MS);
        (matches!(self.outgoing, Outgoing::Ussd { .. }) && open && (since..until).contains(&now_ms))
            .then_some(until)
    }

    /// The event that a platform's word stands for; `None` if it can't be said of this command any more.
    pub fn on_platform_word(&self, word: PlatformWord) -> Option<EventKind> {
        let last = self.events.last()?.kind;
        let EventKind::HandedOver(_) = last else { return None };
        Some(match word {
            PlatformWord::SmsSent => EventKind::Sent,
            PlatformWord::SmsFailed { code } => {
                sms_failure(code).map_or(EventKind::Unclear, EventKind::Failed)
            }
            PlatformWord::UssdFailed { code: -2 } => EventKind::Failed(Failure::UssdUnavailable),
            PlatformWord::UssdFailed { .. } => EventKind::Failed(Failure::UssdRefused),
            PlatformWord::HandOffOpened => EventKind::Opened,
            PlatformWord::HandOffFailed => EventKind::Failed(Failure::NoApp),
            PlatformWord::Refused => EventKind::Failed(Failure::Denied),
        })
    }

    /// The event that a person's word stands for; only after a hand-off that nothing has answered.
    pub fn on_user_word(&self, word: UserWord) -> Option<EventKind> {
        match (self.events.last()?.kind, word) {
            (EventKind::Opened, UserWord::Sent) => Some(EventKind::Sent),
            (EventKind::Opened, UserWord::NotSent) => Some(EventKind::NotSent),
            _ => None,
        }
    }
}

/// `SmsManager.RESULT_ERROR_…`, as Android documents them. The generic failure (1) and the modem's own codes don't tell
/// whether the message left, and "it didn't" would invite a second one.
fn sms_failure(code: i32) -> Option<Failure> {
    match code {
        2 => Some(Failure::RadioOff),
        4 => Some(Failure::NoService),
        5 => Some(Failure::LimitReached),
        7 => Some(Failure::Denied),
        8 => Some(Failure::NeverAllowed),
        _ => None,
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
            (true, vec![PREPARED, DIRECT, (EventKind::Answered, 3_000)], 99 * minute, CommandState::Answered),
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
            command(true, &[PREPARED, DIRECT, (EventKind::Answered, 2_000)]).ussd_busy_until(3_000),
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
        let answered = command(true, &[PREPARED, DIRECT, (EventKind::Answered, 2_000)]);
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
