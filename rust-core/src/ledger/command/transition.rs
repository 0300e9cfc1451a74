//! The one table of a command's life: in which phase an event can happen, and which phase it leads to.
//!
//! A phase follows from the events alone; what also depends on the time (waiting, timed out, not known) is
//! [`super::Command::state`]. What stands in no row can't happen: the platform's word that comes after the answer, a second
//! hand-over, a person's word about a message that the app itself sent.

use super::{EventKind, Verdict};

/// Where a command is, as far as its events say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Shown, not tapped.
    Prepared,
    /// Asked of the platform, or of another app.
    HandedOver,
    /// The other app is open.
    Opened,
    /// Left the phone.
    Sent,
    /// The platform's word doesn't tell whether it left.
    Unclear,
    /// Did not leave the phone.
    Failed,
    /// The person did not send it.
    NotSent,
    /// Something came that says neither yes nor no: it stays open for what follows.
    Heard,
    /// The operator said yes or no.
    Answered,
}

/// What happened, without its details.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Happening {
    HandedOver,
    Opened,
    Sent,
    Unclear,
    Failed,
    NotSent,
    Heard,
    Answered,
}

const ROWS: &[(Phase, Happening, Phase)] = {
    use Happening as H;
    use Phase as P;
    &[
        (P::Prepared, H::HandedOver, P::HandedOver),
        // The platform speaks once.
        (P::HandedOver, H::Opened, P::Opened),
        (P::HandedOver, H::Sent, P::Sent),
        (P::HandedOver, H::Unclear, P::Unclear),
        (P::HandedOver, H::Failed, P::Failed),
        // The person says what became of a hand-off.
        (P::Opened, H::Sent, P::Sent),
        (P::Opened, H::NotSent, P::NotSent),
        // An answer proves that it went out, whatever was said before: a callback comes late, a refused code was a menu,
        // a person was wrong.
        (P::HandedOver, H::Heard, P::Heard),
        (P::Opened, H::Heard, P::Heard),
        (P::Sent, H::Heard, P::Heard),
        (P::Unclear, H::Heard, P::Heard),
        (P::Failed, H::Heard, P::Heard),
        (P::NotSent, H::Heard, P::Heard),
        (P::Heard, H::Heard, P::Heard),
        (P::HandedOver, H::Answered, P::Answered),
        (P::Opened, H::Answered, P::Answered),
        (P::Sent, H::Answered, P::Answered),
        (P::Unclear, H::Answered, P::Answered),
        (P::Failed, H::Answered, P::Answered),
        (P::NotSent, H::Answered, P::Answered),
        (P::Heard, H::Answered, P::Answered),
        // What follows an answer adds to it and takes nothing back.
        (P::Answered, H::Heard, P::Answered),
        (P::Answered, H::Answered, P::Answered),
    ]
};

impl Phase {
    /// The phase that an event leads to; `None` if it can't happen here.
    pub fn after(self, event: EventKind) -> Option<Phase> {
        let happening = happening(event)?;
        ROWS.iter().find(|(from, what, _)| (*from, *what) == (self, happening)).map(|(.., to)| *to)
    }
}

/// `None` for the first event, which leads to nothing.
fn happening(event: EventKind) -> Option<Happening> {
    Some(match event {
        EventKind::Prepared => return None,
        EventKind::HandedOver(_) => Happening::HandedOver,
        EventKind::Opened => Happening::Opened,
        EventKind::Sent => Happening::Sent,
        EventKind::Unclear => Happening::Unclear,
        EventKind::Failed(_) => Happening::Failed,
        EventKind::NotSent => Happening::NotSent,
        EventKind::Answered(Verdict::Unclear) => Happening::Heard,
        EventKind::Answered(_) => Happening::Answered,
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Failure, Route};
    use super::*;

    const PHASES: [Phase; 9] = [
        Phase::Prepared,
        Phase::HandedOver,
        Phase::Opened,
        Phase::Sent,
        Phase::Unclear,
        Phase::Failed,
        Phase::NotSent,
        Phase::Heard,
        Phase::Answered,
    ];

    /// One line a phase, one column an event: `.` can't happen.
    const TABLE: &str = "
               handed opened sent unclear failed not-sent heard answered
    Prepared   H      .      .    .       .      .        .     .
    HandedOver .      O      S    U       F      .        h     A
    Opened     .      .      S    .       .      N        h     A
    Sent       .      .      .    .       .      .        h     A
    Unclear    .      .      .    .       .      .        h     A
    Failed     .      .      .    .       .      .        h     A
    NotSent    .      .      .    .       .      .        h     A
    Heard      .      .      .    .       .      .        h     A
    Answered   .      .      .    .       .      .        A     A
";

    fn letter(phase: Option<Phase>) -> &'static str {
        match phase {
            None => ".",
            Some(Phase::Prepared) => "P",
            Some(Phase::HandedOver) => "H",
            Some(Phase::Opened) => "O",
            Some(Phase::Sent) => "S",
            Some(Phase::Unclear) => "U",
            Some(Phase::Failed) => "F",
            Some(Phase::NotSent) => "N",
            Some(Phase::Heard) => "h",
            Some(Phase::Answered) => "A",
        }
    }

    #[test]
    fn every_transition_and_every_refusal() {
        let events = [
            EventKind::HandedOver(Route::Direct),
            EventKind::Opened,
            EventKind::Sent,
            EventKind::Unclear,
            EventKind::Failed(Failure::NoService),
            EventKind::NotSent,
            EventKind::Answered(Verdict::Unclear),
            EventKind::Answered(Verdict::Confirmed),
        ];
        for (phase, line) in PHASES.iter().zip(TABLE.lines().skip(2)) {
            let cells: Vec<&str> = line.split_whitespace().collect();
            assert_eq!(cells[0], format!("{phase:?}"));
            let found: Vec<&str> = events.iter().map(|event| letter(phase.after(*event))).collect();
            assert_eq!(cells[1..], found, "{phase:?}");
            assert_eq!(phase.after(EventKind::Prepared), None, "prepared once");
        }
    }

    #[test]
    fn a_refusal_is_an_answer_as_much_as_a_yes() {
        for verdict in [Verdict::Confirmed, Verdict::Refused, Verdict::NotEnough] {
            assert_eq!(Phase::Sent.after(EventKind::Answered(verdict)), Some(Phase::Answered));
        }
    }
}
