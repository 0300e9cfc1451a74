//! Which alarms must exist, and which notice is owed at once because its alarm was missed.
//!
//! Every re-plan makes the whole list anew, so nothing has to be cancelled one by one. An alarm carries no decision:
//! when it fires, the shell asks for a plan again and shows what is due. A phone that was off, asleep or set to another
//! zone therefore loses no notice, and rings none twice.

use std::collections::{BTreeMap, HashSet};

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};

use super::Deadline;
use crate::ledger::{ReminderEntry, ReminderWord};
use crate::time::Now;

/// The hour at which it rings.
pub const HOUR: u32 = 9;

/// Between these hours a missed notice may ring at once; at night it waits for the next [`HOUR`].
const AWAKE: std::ops::Range<u32> = 7..22;

/// How many alarms the phone is asked to hold. Android caps them at 500 a process; a year of six SIMs is fewer than
/// this many wake-ups, and each one plans again.
pub const HOLD: usize = 32;

/// A notice that is shown once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Names this SIM, loss, day and lead time, so that it rings once only; moves with the date.
    pub id: String,
    /// What it is about.
    pub deadline: Deadline,
}

/// What was told and said before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// The ids of notices that were shown.
    pub rung: HashSet<String>,
    /// What a person said to reminders, oldest first.
    pub words: Vec<ReminderEntry>,
}

impl Told {
    fn word(&self, deadline: &Deadline) -> Option<&ReminderEntry> {
        let name = deadline.name();
        self.words.iter().rev().find(|word| word.sim_id == deadline.sim_id && word.deadline == name)
    }

    /// When a deadline rings and what is shown then, with what was said to it.
    fn rings(&self, deadline: &Deadline, now: Now) -> Vec<(NaiveDateTime, Notice)> {
        let base = format!("{}-{}", deadline.sim_id, deadline.name());
        let notice = |id: String| Notice { id, deadline: deadline.clone() };
        let mut rings: Vec<(u32, NaiveDateTime, Notice)> = Vec::new();
        for lead in deadline.loss.leads() {
            let at = ring_time(deadline.on, *lead);
            rings.extend(at.map(|at| (*lead, at, notice(format!("{base}-{lead}")))));
        }
        if let Some(said) = self.word(deadline) {
            let said_at = now.local_at(said.at_ms);
            match (said.word, said.until) {
                (ReminderWord::Snoozed, Some(until)) => {
                    rings.retain(|(_, at, _)| *at > until);
                    let id = format!("{base}-snoozed-{}", until.format("%Y-%m-%dT%H:%M"));
                    rings.push((0, until, notice(id)));
                }
                // Believed, and yet looked after: the day itself rings unless the date has moved by then.
                (ReminderWord::Done, _) => rings.retain(|(lead, at, _)| *lead == 0 && *at > said_at),
                (ReminderWord::Ignored | ReminderWord::Snoozed, _) => rings.clear(),
            }
        }
        rings.into_iter().map(|(_, at, notice)| (at, notice)).collect()
    }
}

/// A moment at which the phone must wake the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alarm {
    /// Local wall-clock time; the shell resolves it with its zone.
    pub at: NaiveDateTime,
    /// What it is for; empty for the daily look that only plans again.
    pub notices: Vec<Notice>,
}

/// What must be, as of now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The nearest [`HOLD`] alarms, soonest first, one a moment.
    pub alarms: Vec<Alarm>,
    /// Notices to show at once, at most one a clock.
    pub due: Vec<Notice>,
}

/// Plans from the deadlines that are still ahead, and of each clock the one that has begun.
pub fn plan(deadlines: &[Deadline], told: &Told, now: Now) -> Plan {
    let local = now.local();
    let mut alarms: BTreeMap<NaiveDateTime, Vec<Notice>> = BTreeMap::new();
    let mut missed: BTreeMap<String, (NaiveDateTime, Notice)> = BTreeMap::new();
    for deadline in deadlines {
        for (at, notice) in told.rings(deadline, now) {
            if at > local {
                alarms.entry(at).or_default().push(notice);
            } else if (at > deadline.known_since || deadline.known_since > local)
                && !told.rung.contains(&notice.id)
            {
                // Of several missed ones only the latest still says something true.
                let latest = missed.entry(deadline.clock()).or_insert_with(|| (at, notice.clone()));
                if at > latest.0 {
                    *latest = (at, notice);
                }
            }
        }
    }
    // A later notice of the same loss that has rung takes the earlier ones with it.
    missed.retain(|_, (at, notice)| {
        let rings = told.rings(&notice.deadline, now);
        !rings.iter().any(|(other, later)| other > at && told.rung.contains(&later.id))
    });
    let missed: Vec<Notice> = missed.into_values().map(|(_, notice)| notice).collect();
    let mut due = Vec::new();
    if AWAKE.contains(&local.hour()) {
        due = missed;
    } else if let Some(at) = next_hour(local) {
        for notice in missed {
            alarms.entry(at).or_default().push(notice);
        }
    }
    if !deadlines.is_empty()
        && let Some(at) = next_hour(local)
    {
        alarms.entry(at).or_default();
    }
    let alarms = alarms.into_iter().map(|(at, notices)| Alarm { at, notices }).take(HOLD).collect();
    Plan { alarms, due }
}

/// Clocks of which a notice was shown whose loss still stands: same loss, same day, not over, and nothing said to it since.
pub fn standing_notices(deadlines: &[Deadline], told: &Told, now: Now) -> HashSet<String> {
    let shown = |deadline: &&Deadline| {
        told.rings(deadline, now).iter().any(|(_, notice)| told.rung.contains(&notice.id))
    };
    deadlines.iter().filter(shown).map(Deadline::clock).collect()
}

fn ring_time(on: NaiveDate, lead: u32) -> Option<NaiveDateTime> {
    on.checked_sub_days(Days::new(lead.into()))?.and_time(NaiveTime::from_hms_opt(HOUR, 0, 0)?).into()
}

/// The next time the clock shows [`HOUR`].
fn next_hour(local: NaiveDateTime) -> Option<NaiveDateTime> {
    let today = local.date().and_time(NaiveTime::from_hms_opt(HOUR, 0, 0)?);
    if today > local { Some(today) } else { today.checked_add_signed(TimeDelta::days(1)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planner::{Loss, Stage};

    fn at(text: &str) -> NaiveDateTime {
        text.parse().expect("a date and time")
    }

    fn now(text: &str) -> Now {
        Now { epoch_ms: at(text).and_utc().timestamp_millis(), utc_offset_s: 0 }
    }

    fn deadline(on: &str, known_since: &str) -> Deadline {
        Deadline {
            sim_id: 1,
            loss: Loss::Number { stage: Stage::OutgoingBlocked },
            on: on.parse().expect("a date"),
            known_since: at(known_since),
        }
    }

    fn rung<const N: usize>(ids: [String; N]) -> Told {
        Told { rung: HashSet::from(ids), words: Vec::new() }
    }

    fn days(plan: &Plan) -> Vec<String> {
        let ringing = plan.alarms.iter().filter(|alarm| !alarm.notices.is_empty());
        ringing.map(|alarm| alarm.at.format("%m-%d %H").to_string()).collect()
    }

    #[test]
    fn lead_times_before_a_loss() {
        let plan = plan(
            &[deadline("2026-12-31", "2026-11-23T10:00:00")],
            &Told::default(),
            now("2026-11-23T10:00:00"),
        );
        assert_eq!(days(&plan), ["12-17 09", "12-24 09", "12-28 09", "12-30 09", "12-31 09"]);
        assert_eq!(plan.due, []);
        assert_eq!(plan.alarms[0].at, at("2026-11-24T09:00:00"), "the daily look comes first");
    }

    #[test]
    fn a_lead_time_that_had_passed_when_the_date_was_learned_does_not_ring() {
        let plan = plan(
            &[deadline("2026-11-28", "2026-11-23T10:00:00")],
            &Told::default(),
            now("2026-11-23T10:00:00"),
        );
        assert_eq!(plan.due, []);
        assert_eq!(days(&plan), ["11-25 09", "11-27 09", "11-28 09"]);
    }

    #[test]
    fn of_missed_notices_the_latest_rings_once() {
        let deadlines = [deadline("2026-12-31", "2026-11-23T10:00:00")];
        let late = now("2026-12-29T12:00:00");
        let first = plan(&deadlines, &Told::default(), late);
        assert_eq!(
            first.due.iter().map(|n| n.id.as_str()).collect::<Vec<_>>(),
            ["1-OutgoingBlocked-2026-12-31-3"]
        );
        let told = rung([first.due[0].id.clone()]);
        assert_eq!(plan(&deadlines, &told, late).due, []);
    }

    #[test]
    fn the_day_itself_is_made_up_for_days_later() {
        let deadlines = [deadline("2026-12-31", "2026-11-23T10:00:00")];
        let due = plan(&deadlines, &Told::default(), now("2027-01-03T12:00:00")).due;
        assert_eq!(due.iter().map(|n| n.id.as_str()).collect::<Vec<_>>(), ["1-OutgoingBlocked-2026-12-31-0"]);
    }

    #[test]
    fn a_date_written_by_a_clock_set_ahead_still_rings() {
        let plan = plan(
            &[deadline("2026-12-31", "2027-09-01T10:00:00")],
            &Told::default(),
            now("2026-12-28T12:00:00"),
        );
        assert_eq!(plan.due.len(), 1);
    }

    #[test]
    fn at_night_a_missed_notice_waits_for_the_morning() {
        let plan = plan(
            &[deadline("2026-12-31", "2026-11-23T10:00:00")],
            &Told::default(),
            now("2026-12-30T23:30:00"),
        );
        assert_eq!(plan.due, []);
        assert_eq!(plan.alarms[0].at, at("2026-12-31T09:00:00"));
        assert_eq!(plan.alarms[0].notices.len(), 2, "the missed one and the day's own");
    }

    #[test]
    fn a_date_that_moved_rings_again() {
        let told = rung(["1-OutgoingBlocked-2026-12-31-0".to_owned()]);
        let moved = plan(&[deadline("2027-01-10", "2026-12-01T10:00:00")], &told, now("2027-01-09T12:00:00"));
        assert_eq!(moved.due.len(), 1);
    }

    #[test]
    fn a_notice_stands_until_its_date_moves() {
        let told = rung(["1-OutgoingBlocked-2026-12-31-3".to_owned()]);
        let of = |on| {
            let deadlines = [deadline(on, "2026-12-01T10:00:00")];
            standing_notices(&deadlines, &told, now("2026-12-29T12:00:00"))
        };
        assert_eq!((of("2026-12-31"), of("2027-03-31")), (HashSet::from(["1".to_owned()]), HashSet::new()));
    }

    #[test]
    fn no_more_than_the_phone_is_asked_to_hold() {
        let many: Vec<Deadline> = (0..60)
            .map(|i| deadline(&format!("2027-0{}-{:02}", 1 + i / 28, 1 + i % 28), "2026-11-23T10:00:00"))
            .collect();
        let plan = plan(&many, &Told::default(), now("2026-11-23T10:00:00"));
        assert_eq!(plan.alarms.len(), HOLD);
        assert!(plan.alarms.windows(2).all(|pair| pair[0].at < pair[1].at));
    }

    #[test]
    fn nothing_to_lose_needs_no_alarm() {
        assert_eq!(plan(&[], &Told::default(), now("2026-11-23T10:00:00")), Plan::default());
    }

    fn said(word: ReminderWord, until: Option<&str>, when: &str) -> Told {
        let entry = ReminderEntry {
            sim_id: 1,
            deadline: "OutgoingBlocked-2026-12-31".to_owned(),
            word,
            until: until.map(at),
            at_ms: now(when).epoch_ms,
        };
        Told { rung: HashSet::new(), words: vec![entry] }
    }

    #[test]
    fn a_snoozed_deadline_rings_at_its_hour_and_not_before() {
        let deadlines = [deadline("2026-12-31", "2026-11-23T10:00:00")];
        let mut told = said(ReminderWord::Snoozed, Some("2026-12-26T18:00:00"), "2026-12-17T09:05:00");
        let asleep = plan(&deadlines, &told, now("2026-12-25T12:00:00"));
        assert_eq!(
            (asleep.due, days(&plan(&deadlines, &told, now("2026-12-25T12:00:00")))[0].as_str()),
            (vec![], "12-26 18")
        );
        let awake = plan(&deadlines, &told, now("2026-12-26T18:00:00")).due;
        assert_eq!(awake[0].id, "1-OutgoingBlocked-2026-12-31-snoozed-2026-12-26T18:00");
        told.rung.insert(awake[0].id.clone());
        let after = plan(&deadlines, &told, now("2026-12-27T12:00:00"));
        assert_eq!((after.due, after.alarms[0].at), (vec![], at("2026-12-28T09:00:00")), "then as before");
    }

    #[test]
    fn what_is_done_rings_only_on_the_day_itself_and_what_is_ignored_never() {
        let deadlines = [deadline("2026-12-31", "2026-11-23T10:00:00")];
        let told = said(ReminderWord::Done, None, "2026-12-17T09:05:00");
        let late = now("2026-12-29T12:00:00");
        let done = plan(&deadlines, &told, late);
        assert_eq!(
            (done.due.len(), days(&done)),
            (0, vec!["12-31 09".to_owned()]),
            "nothing has shown it yet"
        );
        let told = said(ReminderWord::Done, None, "2026-12-31T09:05:00");
        assert_eq!(plan(&deadlines, &told, now("2026-12-31T12:00:00")).due, []);
        let told = said(ReminderWord::Ignored, None, "2026-12-17T09:05:00");
        let ignored = plan(&deadlines, &told, late);
        assert_eq!((ignored.due.len(), days(&ignored).len()), (0, 0));
        let moved = [deadline("2027-01-10", "2026-12-20T10:00:00")];
        assert_eq!(days(&plan(&moved, &told, late)).len(), 4, "a moved date is another deadline");
    }

    #[test]
    fn a_word_takes_back_what_is_shown() {
        let deadlines = [deadline("2026-12-31", "2026-11-23T10:00:00")];
        for word in [ReminderWord::Snoozed, ReminderWord::Done, ReminderWord::Ignored] {
            let until = (word == ReminderWord::Snoozed).then_some("2026-12-30T18:00:00");
            let mut told = said(word, until, "2026-12-24T12:00:00");
            told.rung.insert("1-OutgoingBlocked-2026-12-31-7".to_owned());
            let standing = standing_notices(&deadlines, &told, now("2026-12-24T12:01:00"));
            assert_eq!(standing, HashSet::new(), "{word:?}");
        }
    }

    #[test]
    fn two_clocks_of_a_sim_ring_apart() {
        let plan_ends = Deadline {
            loss: Loss::PlanEnds { plan: "Week".to_owned(), period_days: None },
            ..deadline("2026-12-31", "2026-11-23T10:00:00")
        };
        let deadlines = [deadline("2026-12-31", "2026-11-23T10:00:00"), plan_ends];
        let due = plan(&deadlines, &Told::default(), now("2026-12-30T12:00:00")).due;
        let ids: Vec<_> = due.iter().map(|notice| notice.id.as_str()).collect();
        assert_eq!(ids, ["1-OutgoingBlocked-2026-12-31-1", "1-PlanEnds:Week-2026-12-31-1"]);
    }
}
