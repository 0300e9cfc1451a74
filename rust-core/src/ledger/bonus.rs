//! Balances apart from the main one.

use chrono::NaiveDate;

use super::Origin;
use crate::money::Money;

/// One bonus as stated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BonusEntry {
    /// Whose.
    pub sim_id: i64,
    /// Who says so.
    pub origin: Origin,
    /// The reply that says so.
    pub reply_id: Option<i64>,
    /// How much; its currency is empty when it wasn't said.
    pub amount: Money,
    /// Its own last day.
    pub valid_until: Option<NaiveDate>,
    /// When it was said, epoch milliseconds.
    pub at_ms: i64,
}

/// The bonuses that stand on `today`: those said together last, without what has ended since.
pub fn bonuses(entries: &[BonusEntry], today: NaiveDate) -> Vec<BonusEntry> {
    let Some(newest) = entries.iter().max_by_key(|entry| entry.at_ms) else { return Vec::new() };
    let together = |entry: &&BonusEntry| entry.at_ms == newest.at_ms && entry.reply_id == newest.reply_id;
    let standing = |entry: &&BonusEntry| entry.valid_until.is_none_or(|day| day >= today);
    entries.iter().filter(together).filter(standing).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bonus(units: i64, until: Option<&str>, reply_id: i64) -> BonusEntry {
        BonusEntry {
            sim_id: 1,
            origin: Origin::Reply,
            reply_id: Some(reply_id),
            amount: Money { units, scale: 0, currency: "USD".to_owned() },
            valid_until: until.map(|day| day.parse().expect("a date")),
            at_ms: reply_id,
        }
    }

    #[test]
    fn what_was_said_together_last_and_has_not_ended() {
        let entries = [
            bonus(9, None, 1),
            bonus(2, None, 2),
            bonus(3, Some("2026-11-20"), 2),
            bonus(4, Some("2026-11-25"), 2),
        ];
        let standing = bonuses(&entries, "2026-11-25".parse().expect("a date"));
        assert_eq!(standing.iter().map(|bonus| bonus.amount.units).collect::<Vec<_>>(), [2, 4]);
        assert_eq!(bonuses(&[], NaiveDate::MAX), []);
    }
}
