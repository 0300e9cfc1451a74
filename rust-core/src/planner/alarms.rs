//! Which alarms must exist, and which notice is owed at once because its alarm was missed.
//!
//! Every re-plan makes the whole list anew, so nothing has to be cancelled one by one. An alarm carries no decision:
//! when it fires, the shell asks for a plan again and shows what is due. A phone that was off, asleep or set to another
//! zone therefore loses no notice, and rings none twice.

use std::collections::{BTreeMap, HashSet};

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};

use super::Stage;
use crate::time::Now;

/// Days before a loss on which the phone rings; 0 is the day itself.
pub const LEADS: [u32; 5] = [14, 7, 3, 1, 0];

/// The hour at which it rings.
pub const HOUR: u32 = 9;

/// Between these hours a missed notice may ring at once; at night it waits for the next [`HOUR`].
const AWAKE: std::ops::Range<u32> = 7..22;

/// How many alarms the phone is asked to hold. Android caps them at 500 a process; a year of six SIMs is fewer than
/// this many wake-ups, and each one plans again.
pub const HOLD: usize = 32;

/// A loss that is coming, for one SIM.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// Whose.
    pub sim_id: i64,
    /// What begins.
    pub stage: Stage,
    /// On which day.
    pub on: NaiveDate,
    /// When we learned of it. Lead times that had passed by then were never missed. A moment that is still to come was
    /// written by a clock set wrong, and counts as long ago.
    pub known_since: NaiveDateTime,
}

/// A notice that is shown once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Names this SIM, loss, day and lead time, so that it rings once only; moves with the date.
    pub id: String,
    /// Whose.
    pub sim_id: i64,
    /// What begins.
    pub stage: Stage,
    /// On which day.
    pub on: NaiveDate,
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
    /// Notices to show at once, at most one a SIM.
    pub due: Vec<Notice>,
}

/// Plans from the deadlines that are still ahead, and of each SIM the one that has begun. `rung` holds the ids of notices that were shown.
pub fn plan(deadlines: &[Deadline], rung: &HashSet<String>, now: Now) -> Plan {
    let local = now.local();
    let mut alarms: BTreeMap<NaiveDateTime, Vec<Notice>> = BTreeMap::new();
    let mut missed: BTreeMap<i64, (NaiveDateTime, Notice)> = BTreeMap::new();
    for deadline in deadlines {
        for lead in LEADS {
            let Some(at) = ring_time(deadline.on, lead) else { continue };
            let notice = notice(deadline, lead);
            if at > local {
                alarms.entry(at).or_default().push(notice);
            } else if (at > deadline.known_since || deadline.known_since > local)
                && !rung.contains(&notice.id)
            {
                // Of several missed ones only the latest still says something true.
                let latest = missed.entry(deadline.sim_id).or_insert_with(|| (at, notice.clone()));
                if at > latest.0 {
                    *latest = (at, notice);
                }
            }
        }
    }
    // A later notice of the same loss that has rung takes the earlier ones with it.
    missed.retain(|_, (at, notice)| !later_one_rung(deadlines, rung, notice, *at));
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

/// SIMs of which a notice was shown whose loss still stands: same stage, same day, not over.
pub fn standing_notices(deadlines: &[Deadline], rung: &HashSet<String>) -> HashSet<i64> {
    let shown = |deadline: &&Deadline| LEADS.iter().any(|lead| rung.contains(&notice(deadline, *lead).id));
    deadlines.iter().filter(shown).map(|deadline| deadline.sim_id).collect()
}

fn later_one_rung(
    deadlines: &[Deadline],
    rung: &HashSet<String>,
    missed: &Notice,
    at: NaiveDateTime,
) -> bool {
    deadlines
        .iter()
        .filter(|deadline| {
            (deadline.sim_id, deadline.stage, deadline.on) == (missed.sim_id, missed.stage, missed.on)
        })
        .flat_map(|deadline| LEADS.map(|lead| (ring_time(deadline.on, lead), notice(deadline, lead).id)))
        .any(|(other, id)| other.is_some_and(|other| other > at) && rung.contains(&id))
}

fn notice(deadline: &Deadline, lead: u32) -> Notice {
    let Deadline { sim_id, stage, on, .. } = *deadline;
    Notice { id: format!("{sim_id}-{stage:?}-{on}-{lead}"), sim_id, stage, on }
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

    fn at(text: &str) -> NaiveDateTime {
        text.parse().expect("a date and time")
    }

    fn now(text: &str) -> Now {
        Now { epoch_ms: at(text).and_utc().timestamp_millis(), utc_offset_s: 0 }
    }

    fn deadline(on: &str, known_since: &str) -> Deadline {
        Deadline {
            sim_id: 1,
            stage: Stage::OutgoingBlocked,
            on: on.parse().expect("a date"),
            known_since: at(known_since),
        }
    }

    fn days(plan: &Plan) -> Vec<String> {
        let ringing = plan.alarms.iter().filter(|alarm| !alarm.notices.is_empty());
        ringing.map(|alarm| alarm.at.format("%m-%d %H").to_string()).collect()
    }

    #[test]
    fn lead_times_before_a_loss() {
        let plan = plan(
            &[deadline("2026-12-31", "2026-11-23T10:00:00")],
            &HashSet::new(),
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
            &HashSet::new(),
            now("2026-11-23T10:00:00"),
        );
        assert_eq!(plan.due, []);
        assert_eq!(days(&plan), ["11-25 09", "11-27 09", "11-28 09"]);
    }

    #[test]
    fn of_missed_notices_the_latest_rings_once() {
        let deadlines = [deadline("2026-12-31", "2026-11-23T10:00:00")];
        let late = now("2026-12-29T12:00:00");
        let first = plan(&deadlines, &HashSet::new(), late);
        assert_eq!(
            first.due.iter().map(|n| n.id.as_str()).collect::<Vec<_>>(),
            ["1-OutgoingBlocked-2026-12-31-3"]
        );
        let rung = HashSet::from([first.due[0].id.clone()]);
        assert_eq!(plan(&deadlines, &rung, late).due, []);
    }

    #[test]
    fn the_day_itself_is_made_up_for_days_later() {
        let deadlines = [deadline("2026-12-31", "2026-11-23T10:00:00")];
        let due = plan(&deadlines, &HashSet::new(), now("2027-01-03T12:00:00")).due;
        assert_eq!(due.iter().map(|n| n.id.as_str()).collect::<Vec<_>>(), ["1-OutgoingBlocked-2026-12-31-0"]);
    }

    #[test]
    fn a_date_written_by_a_clock_set_ahead_still_rings() {
        let plan = plan(
            &[deadline("2026-12-31", "2027-09-01T10:00:00")],
            &HashSet::new(),
            now("2026-12-28T12:00:00"),
        );
        assert_eq!(plan.due.len(), 1);
    }

    #[test]
    fn at_night_a_missed_notice_waits_for_the_morning() {
        let plan = plan(
            &[deadline("2026-12-31", "2026-11-23T10:00:00")],
            &HashSet::new(),
            now("2026-12-30T23:30:00"),
        );
        assert_eq!(plan.due, []);
        assert_eq!(plan.alarms[0].at, at("2026-12-31T09:00:00"));
        assert_eq!(plan.alarms[0].notices.len(), 2, "the missed one and the day's own");
    }

    #[test]
    fn a_date_that_moved_rings_again() {
        let rung = HashSet::from(["1-OutgoingBlocked-2026-12-31-0".to_owned()]);
        let moved = plan(&[deadline("2027-01-10", "2026-12-01T10:00:00")], &rung, now("2027-01-09T12:00:00"));
        assert_eq!(moved.due.len(), 1);
    }

    #[test]
    fn a_notice_stands_until_its_date_moves() {
        let rung = HashSet::from(["1-OutgoingBlocked-2026-12-31-3".to_owned()]);
        let of = |on| standing_notices(&[deadline(on, "2026-12-01T10:00:00")], &rung);
        assert_eq!((of("2026-12-31"), of("2027-03-31")), (HashSet::from([1]), HashSet::new()));
    }

    #[test]
    fn no_more_than_the_phone_is_asked_to_hold() {
        let many: Vec<Deadline> = (0..60)
            .map(|i| deadline(&format!("2027-0{}-{:02}", 1 + i / 28, 1 + i % 28), "2026-11-23T10:00:00"))
            .collect();
        let plan = plan(&many, &HashSet::new(), now("2026-11-23T10:00:00"));
        assert_eq!(plan.alarms.len(), HOLD);
        assert!(plan.alarms.windows(2).all(|pair| pair[0].at < pair[1].at));
    }

    #[test]
    fn nothing_to_lose_needs_no_alarm() {
        assert_eq!(plan(&[], &HashSet::new(), now("2026-11-23T10:00:00")), Plan::default());
    }
}
