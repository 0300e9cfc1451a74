//! The balance of a SIM and until when it is valid, from the entries alone.

use chrono::NaiveDate;

use crate::money::Money;

/// Who says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A reply.
    Reply,
    /// A person typed it.
    Hand,
    /// A person accepted a date that a reply offered.
    Tap,
}

/// One statement about a SIM. Absent parts say nothing about what was known before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BalanceEntry {
    /// Whose.
    pub sim_id: i64,
    /// Who says so.
    pub origin: Origin,
    /// The reply that says so.
    pub reply_id: Option<i64>,
    /// The main balance.
    pub money: Option<Money>,
    /// The last day of its validity, where this counts.
    pub valid_until: Option<NaiveDate>,
    /// A later date that a message gives without having been asked; counts only after a tap.
    pub offered_until: Option<NaiveDate>,
    /// When it was said, epoch milliseconds.
    pub at_ms: i64,
}

/// What is known of a SIM.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SimState {
    /// The newest stated balance and when it was stated, epoch milliseconds.
    pub balance: Option<(Money, i64)>,
    /// The newest date that counts, when it was stated, and by whom.
    pub valid_until: Option<(NaiveDate, i64, Origin)>,
}

/// Derives the state from entries in the order in which they were stored. Of each part the one that was said last counts,
/// whenever it was stored: a message may be read long after it came. Of two said at once, the one stored later.
pub fn sim_state(entries: &[BalanceEntry]) -> SimState {
    let newest = |has: fn(&&BalanceEntry) -> bool| entries.iter().filter(has).max_by_key(|entry| entry.at_ms);
    let balance = newest(|entry| entry.money.is_some());
    let valid_until = newest(|entry| entry.valid_until.is_some());
    SimState {
        balance: balance.and_then(|entry| Some((entry.money.clone()?, entry.at_ms))),
        valid_until: valid_until.and_then(|entry| Some((entry.valid_until?, entry.at_ms, entry.origin))),
    }
}

/// What a date in a message does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateChange {
    /// No date in it, or the one that is known already.
    None,
    /// The first date for this SIM, or a later one, as the answer to our own command or by a tap.
    Accepted,
    /// An earlier date: believed at once, since a message may frighten.
    BroughtForward,
    /// A later date, or the first, in a message that we did not ask for: it must not soothe without a tap.
    Offered,
}

/// Invariant: text alone may bring a deadline forward, never push it back. `asked` is whether the message answers a
/// command of ours in its window, or a person tapped to save it.
pub fn date_change(known: Option<NaiveDate>, stated: Option<NaiveDate>, asked: bool) -> DateChange {
    match (known, stated) {
        (_, None) => DateChange::None,
        (Some(known), Some(stated)) if stated == known => DateChange::None,
        (Some(known), Some(stated)) if stated < known => DateChange::BroughtForward,
        (_, Some(_)) if asked => DateChange::Accepted,
        (_, Some(_)) => DateChange::Offered,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn entry(units: Option<i64>, valid_until: Option<&str>, at_ms: i64) -> BalanceEntry {
        BalanceEntry {
            sim_id: 1,
            origin: Origin::Reply,
            reply_id: None,
            money: units.map(|units| Money { units, scale: 2, currency: "USD".to_owned() }),
            valid_until: valid_until.map(day),
            offered_until: None,
            at_ms,
        }
    }

    #[test]
    fn each_part_is_the_newest_that_was_stated() {
        let state = sim_state(&[entry(Some(137), Some("2026-12-05"), 1), entry(Some(120), None, 2)]);
        assert_eq!(state.balance.map(|(money, at)| (money.units, at)), Some((120, 2)));
        assert_eq!(state.valid_until, Some((day("2026-12-05"), 1, Origin::Reply)));
        assert_eq!(sim_state(&[]), SimState::default());
    }

    #[test]
    fn an_old_message_that_is_read_late_does_not_count_as_news() {
        let state =
            sim_state(&[entry(Some(20), Some("2027-02-01"), 30), entry(Some(900), Some("2028-03-14"), 1)]);
        assert_eq!(state.balance.map(|(money, _)| money.units), Some(20));
        assert_eq!(state.valid_until.map(|(until, ..)| until), Some(day("2027-02-01")));
    }

    #[test]
    fn text_may_frighten_and_must_not_soothe() {
        let (soon, late) = (Some(day("2026-12-05")), Some(day("2030-01-01")));
        for (known, stated, asked, expected) in [
            (soon, None, true, DateChange::None),
            (soon, soon, false, DateChange::None),
            (late, soon, false, DateChange::BroughtForward),
            (late, soon, true, DateChange::BroughtForward),
            (soon, late, true, DateChange::Accepted),
            (soon, late, false, DateChange::Offered),
            (None, late, true, DateChange::Accepted),
            (None, soon, false, DateChange::Offered),
        ] {
            assert_eq!(date_change(known, stated, asked), expected, "{known:?} {stated:?} {asked}");
        }
    }
}
