//! The stages in which a number is lost after its balance has expired.

use chrono::{Days, NaiveDate};

use crate::catalogue::Source;

/// Where a number is on its way from valid to somebody else's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Everything works.
    Active,
    /// No calls or messages out, no data.
    OutgoingBlocked,
    /// No calls or messages in either.
    IncomingBlocked,
    /// The number is cut off and kept for its owner.
    CutOff,
    /// The number may be given to somebody else.
    Resold,
}

/// Days after the balance expired on which each stage begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retention {
    /// First day without outgoing.
    pub outgoing_blocked: u32,
    /// First day without incoming.
    pub incoming_blocked: u32,
    /// First day on which the number is cut off.
    pub cut_off: u32,
    /// First day on which it may be resold.
    pub resold: u32,
    /// Who says so.
    pub source: Source,
}

impl Retention {
    /// Whether each stage begins after the one before it.
    pub fn in_order(&self) -> bool {
        self.outgoing_blocked < self.incoming_blocked
            && self.incoming_blocked < self.cut_off
            && self.cut_off < self.resold
    }

    /// Each loss with the day on which it begins, for a balance whose validity ends on `expiry`.
    pub fn losses(&self, expiry: NaiveDate) -> [(Stage, NaiveDate); 4] {
        [
            (Stage::OutgoingBlocked, self.outgoing_blocked),
            (Stage::IncomingBlocked, self.incoming_blocked),
            (Stage::CutOff, self.cut_off),
            (Stage::Resold, self.resold),
        ]
        .map(|(stage, days)| {
            (stage, expiry.checked_add_days(Days::new(days.into())).unwrap_or(NaiveDate::MAX))
        })
    }
}

/// A stage with its days. `until` is the first day of the next stage; `None` for the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The stage.
    pub stage: Stage,
    /// Its first day; `None` for [`Stage::Active`], whose beginning doesn't matter.
    pub from: Option<NaiveDate>,
    /// The first day after it.
    pub until: Option<NaiveDate>,
}

/// Where a number stands today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The stage that today is in.
    pub stage: Stage,
    /// The next loss, its first day, and how many days are left until then; `None` once everything is lost.
    pub next: Option<(Stage, NaiveDate, i64)>,
    /// All stages from active to resold.
    pub spans: [Span; 5],
}

/// Where a number whose balance is valid until `expiry` stands on `today`.
pub fn standing(retention: &Retention, expiry: NaiveDate, today: NaiveDate) -> Standing {
    let losses = retention.losses(expiry);
    let stage =
        losses.iter().rev().find(|(_, from)| *from <= today).map_or(Stage::Active, |(stage, _)| *stage);
    let next = losses
        .iter()
        .find(|(_, from)| *from > today)
        .map(|&(stage, from)| (stage, from, from.signed_duration_since(today).num_days()));
    let [outgoing, incoming, cut_off, resold] = losses;
    let span = |(stage, from): (Stage, NaiveDate), until| Span { stage, from: Some(from), until };
    let spans = [
        Span { stage: Stage::Active, from: None, until: Some(outgoing.1) },
        span(outgoing, Some(incoming.1)),
        span(incoming, Some(cut_off.1)),
        span(cut_off, Some(resold.1)),
        span(resold, None),
    ];
    Standing { stage, next, spans }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn each_stage_of_the_regulators_rule() {
        let catalogue = Catalogue::shipped().expect("shipped files are valid");
        let rule = &catalogue.operator("kh-smart").expect("Smart is shipped").retention;
        let expiry = day("2026-12-05");
        for (today, stage, next, days) in [
            ("2026-11-23", Stage::Active, Some((Stage::OutgoingBlocked, "2026-12-05")), 12),
            ("2026-12-04", Stage::Active, Some((Stage::OutgoingBlocked, "2026-12-05")), 1),
            ("2026-12-05", Stage::OutgoingBlocked, Some((Stage::IncomingBlocked, "2027-02-03")), 60),
            ("2027-02-03", Stage::IncomingBlocked, Some((Stage::CutOff, "2027-03-05")), 30),
            ("2027-03-05", Stage::CutOff, Some((Stage::Resold, "2027-06-03")), 90),
            ("2027-06-03", Stage::Resold, None, 0),
        ] {
            let standing = standing(rule, expiry, day(today));
            assert_eq!(standing.stage, stage, "{today}");
            assert_eq!(standing.next, next.map(|(stage, on)| (stage, day(on), days)), "{today}");
        }
    }

    #[test]
    fn a_date_at_the_end_of_time_does_not_overflow() {
        let catalogue = Catalogue::shipped().expect("shipped files are valid");
        let rule = &catalogue.operator("kh-smart").expect("Smart is shipped").retention;
        assert_eq!(standing(rule, NaiveDate::MAX, day("2026-11-23")).stage, Stage::Active);
    }
}
