//! What the platform and a person say of a command.

use super::EventKind;

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

impl PlatformWord {
    /// The event that it stands for.
    pub fn event(self) -> EventKind {
        match self {
            Self::SmsSent => EventKind::Sent,
            Self::SmsFailed { code } => sms_failure(code).map_or(EventKind::Unclear, EventKind::Failed),
            Self::UssdFailed { code: -2 } => EventKind::Failed(Failure::UssdUnavailable),
            Self::UssdFailed { .. } => EventKind::Failed(Failure::UssdRefused),
            Self::HandOffOpened => EventKind::Opened,
            Self::HandOffFailed => EventKind::Failed(Failure::NoApp),
            Self::Refused => EventKind::Failed(Failure::Denied),
        }
    }
}

impl UserWord {
    /// The event that it stands for.
    pub fn event(self) -> EventKind {
        match self {
            Self::Sent => EventKind::Sent,
            Self::NotSent => EventKind::NotSent,
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
