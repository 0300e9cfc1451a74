//! Deadlines as a calendar file (RFC 5545): a second rail, in an app that nothing puts to sleep.
//!
//! Written here, because each crate that writes it wants the machine's clock, random numbers, or folds its lines too late;
//! see docs/adr/0013-what-is-taken-along.md. What is written is read in tests by a parser that isn't ours.

use std::io::Write;
use std::path::Path;

use chrono::{DateTime, Days, NaiveDate, TimeDelta};

use super::Fault;
use super::files::write_whole;
use crate::planner;
use crate::time::Now;

/// A deadline with the words that a person reads. The core has no words of its own.
#[derive(Clone, PartialEq, Eq)]
pub struct CalendarEvent {
    /// Names this SIM and loss for ever, so that importing again moves the event instead of adding another.
    pub uid: String,
    /// The day, without a zone: it is that day wherever the phone is.
    pub on: NaiveDate,
    /// Its title.
    pub summary: String,
    /// What to do.
    pub details: String,
    /// How many days before it rings, each time at the planner's hour.
    pub leads: Vec<i32>,
}

/// Octets of a line, without its end (RFC 5545, 3.1).
const LINE: usize = 75;

/// Writes a calendar of whole days, each with an alarm at its lead times.
pub fn write_calendar(path: &Path, name: &str, events: &[CalendarEvent], now: Now) -> Result<(), Fault> {
    let text = calendar(name, events, now);
    write_whole(path, |file| file.write_all(text.as_bytes()).map_err(|_| Fault::NotWritten))
}

fn calendar(name: &str, events: &[CalendarEvent], now: Now) -> String {
    let mut lines = Lines(String::new());
    lines.add("BEGIN", "VCALENDAR");
    lines.add("VERSION", "2.0");
    lines.add("PRODID", concat!("-//Baohao//Baohao ", env!("CARGO_PKG_VERSION"), "//EN"));
    lines.add("METHOD", "PUBLISH");
    lines.add("X-WR-CALNAME", &escaped(name));
    for event in events {
        lines.event(event, now);
    }
    lines.add("END", "VCALENDAR");
    lines.0
}

struct Lines(String);

impl Lines {
    fn event(&mut self, event: &CalendarEvent, now: Now) {
        let day = |day: NaiveDate| day.format("%Y%m%d").to_string();
        let stamp = DateTime::from_timestamp_millis(now.epoch_ms).unwrap_or_default();
        let summary = escaped(&event.summary);
        self.add("BEGIN", "VEVENT");
        self.add("UID", &escaped(&event.uid));
        self.add("DTSTAMP", &stamp.format("%Y%m%dT%H%M%SZ").to_string());
        // Grows with every export: some calendars keep what they have unless the number is higher.
        self.add("SEQUENCE", &(now.epoch_ms / 60_000).clamp(0, i64::from(i32::MAX)).to_string());
        self.add("DTSTART;VALUE=DATE", &day(event.on));
        self.add("DTEND;VALUE=DATE", &day(event.on.checked_add_days(Days::new(1)).unwrap_or(event.on)));
        self.add("SUMMARY", &summary);
        if !event.details.is_empty() {
            self.add("DESCRIPTION", &escaped(&event.details));
        }
        self.add("CLASS", "PRIVATE");
        self.add("TRANSP", "TRANSPARENT");
        for &lead in &event.leads {
            self.add("BEGIN", "VALARM");
            self.add("ACTION", "DISPLAY");
            self.add("DESCRIPTION", &summary);
            self.add("TRIGGER", &trigger(lead));
            self.add("END", "VALARM");
        }
        self.add("END", "VEVENT");
    }

    /// A line, folded between characters so that none is longer than the standard allows.
    fn add(&mut self, name: &str, value: &str) {
        let mut room = LINE;
        for part in [name, ":", value] {
            for c in part.chars() {
                if c.len_utf8() > room {
                    self.0.push_str("\r\n ");
                    room = LINE - 1;
                }
                room -= c.len_utf8();
                self.0.push(c);
            }
        }
        self.0.push_str("\r\n");
    }
}

/// From the beginning of the day to the hour at which the phone would ring, so many days before.
fn trigger(lead: i32) -> String {
    let from_midnight = TimeDelta::hours(planner::HOUR.into()) - TimeDelta::days(lead.into());
    let sign = if from_midnight < TimeDelta::zero() { "-" } else { "" };
    let (days, hours) = (from_midnight.abs().num_days(), from_midnight.abs().num_hours() % 24);
    match (days, hours) {
        (0, hours) => format!("{sign}PT{hours}H"),
        (days, 0) => format!("{sign}P{days}D"),
        (days, hours) => format!("{sign}P{days}DT{hours}H"),
    }
}

/// A text value (RFC 5545, 3.3.11). Other control characters may not stand in one at all.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' | '\r' => escaped.push_str("\\n"),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::*;

    fn event(summary: &str) -> CalendarEvent {
        CalendarEvent {
            uid: "1795402800000-1-outgoing-blocked@app.baohao".to_owned(),
            on: "2027-03-14".parse().unwrap(),
            summary: summary.to_owned(),
            details: "Top up, or use it;\nthen check \\ balance".to_owned(),
            leads: vec![14, 7, 3, 1, 0],
        }
    }

    /// 2026-11-23 10:00 in Phnom Penh.
    const NOW: Now = Now { epoch_ms: 1_795_402_800_000, utc_offset_s: 7 * 3600 };

    #[test]
    fn the_file_is_pinned() {
        let text = calendar("Baohao", &[event("Smart: calls out stop")], NOW);
        let expected = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Baohao//Baohao 0.1.0//EN\nMETHOD:PUBLISH\nX-WR-CALNAME:Baohao\n\
            BEGIN:VEVENT\nUID:1795402800000-1-outgoing-blocked@app.baohao\nDTSTAMP:20261123T030000Z\nSEQUENCE:29923380\n\
            DTSTART;VALUE=DATE:20270314\nDTEND;VALUE=DATE:20270315\nSUMMARY:Smart: calls out stop\n\
            DESCRIPTION:Top up\\, or use it\\;\\nthen check \\\\ balance\nCLASS:PRIVATE\nTRANSP:TRANSPARENT\n";
        let alarms: String = ["-P13DT15H", "-P6DT15H", "-P2DT15H", "-PT15H", "PT9H"]
            .map(|trigger| {
                format!("BEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:Smart: calls out stop\nTRIGGER:{trigger}\nEND:VALARM\n")
            })
            .concat();
        assert_eq!(text.replace("\r\n", "\n"), format!("{expected}{alarms}END:VEVENT\nEND:VCALENDAR\n"));
        assert_eq!(
            text.matches('\n').count(),
            text.matches("\r\n").count(),
            "every line ends as the standard says"
        );
    }

    #[test]
    fn no_line_is_longer_than_75_octets_in_any_script() {
        let khmer = "សុពលភាពលេខទូរស័ព្ទរបស់អ្នកនឹងផុតកំណត់នៅថ្ងៃនេះ សូមបញ្ចូលទឹកប្រាក់".repeat(3);
        let chinese = "您的号码即将停机，请尽快充值；".repeat(12);
        for summary in [khmer.as_str(), &chinese, &"x".repeat(300), &"😀".repeat(60)] {
            let text = calendar(summary, &[event(summary)], NOW);
            let longest = text.split("\r\n").map(str::len).max();
            assert!(longest <= Some(75), "{longest:?}");
            assert!(text.split("\r\n").all(|line| !line.is_empty() || text.ends_with("\r\n")));
            assert_eq!(foreign(&text, "SUMMARY"), summary);
        }
    }

    #[test]
    fn a_parser_that_is_not_ours_reads_back_what_was_meant() {
        let hostile = "a,b;c\\d\r\nEND:VCALENDAR\nBEGIN:VEVENT\u{7}: \"q\"";
        let text = calendar("保号", &[event(hostile), event("second")], NOW);
        assert_eq!(foreign(&text, "SUMMARY"), "a,b;c\\d\nEND:VCALENDAR\nBEGIN:VEVENT: \"q\"");
        assert_eq!(foreign(&text, "DESCRIPTION"), event("").details);
        assert_eq!(foreign(&text, "UID"), event("").uid);
        let component = vobject::parse_component(&text).unwrap();
        assert_eq!(component.subcomponents.len(), 2, "nothing in a text became a line of its own");
        assert_eq!(component.subcomponents[0].subcomponents.len(), 5, "an alarm a lead time");
        let start = component.subcomponents[0].get_only("DTSTART").unwrap();
        assert_eq!(
            (start.params.get("VALUE").map(String::as_str), start.raw_value.as_str()),
            (Some("DATE"), "20270314")
        );
        let mut read = BufReader::new(text.as_bytes());
        assert!(std::io::BufRead::lines(&mut read).all(|line| line.is_ok()), "UTF-8 although folded");
    }

    /// What the foreign parser finds in the first event.
    fn foreign(text: &str, property: &str) -> String {
        let component = vobject::parse_component(text).unwrap();
        component.subcomponents[0].get_only(property).unwrap().value_as_string()
    }
}
