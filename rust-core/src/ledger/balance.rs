//! What was said of a SIM's main balance, and what a date in a message may do.

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

/// The newest stated balance and when it was stated, epoch milliseconds. What was said last counts, whenever it was
/// stored: a message may be read long after it came. Of two said at once, the one stored later.
pub fn balance(entries: &[BalanceEntry]) -> Option<(Money, i64)> {
    let newest = entries.iter().filter(|entry| entry.money.is_some()).max_by_key(|entry| entry.at_ms)?;
    Some((newest.money.clone()?, newest.at_ms))
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

    fn entry(units: Option<i64>, at_ms: i64) -> BalanceEntry {
        BalanceEntry {
            sim_id: 1,
            origin: Origin::Reply,
            reply_id: None,
            money: units.map(|units| Money { units, scale: 2, currency: "USD".to_owned() }),
            valid_until: None,
            offered_until: None,
            at_ms,
        }
    }

    #[test]
    fn the_balance_is_what_was_said_last() {
        let said = |entries: &[BalanceEntry]| balance(entries).map(|(money, at)| (money.units, at));
        assert_eq!(said(&[entry(Some(137), 1), entry(Some(120), 2), entry(None, 3)]), Some((120, 2)));
        assert_eq!(
            said(&[entry(Some(20), 30), entry(Some(900), 1)]),
            Some((20, 30)),
            "read late is not news"
        );
        assert_eq!(said(&[entry(Some(20), 30), entry(Some(21), 30)]), Some((21, 30)));
        assert_eq!(said(&[]), None);
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
