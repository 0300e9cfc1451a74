//! Money that went or came, and what a month cost.

use chrono::{Datelike, NaiveDate};

use super::Origin;
use crate::money::Money;
use crate::time::Now;

/// What it was for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChargeKind {
    /// A plan was started or renewed.
    Renewal,
    /// The balance was topped up.
    TopUp,
    /// A message of ours.
    SmsFee,
    /// A wallet's, a shop's or the operator's own fee.
    ServiceFee,
}

/// One charge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChargeEntry {
    /// Whose.
    pub sim_id: i64,
    /// What for.
    pub kind: ChargeKind,
    /// Who says so.
    pub origin: Origin,
    /// The reply that says so.
    pub reply_id: Option<i64>,
    /// The command that the reply answered, inside its window.
    pub command_id: Option<i64>,
    /// The plan's name, of a renewal.
    pub plan: Option<String>,
    /// How much.
    pub amount: Money,
    /// When, epoch milliseconds.
    pub at_ms: i64,
}

impl ChargeEntry {
    /// Whether it may push a date back: what nobody asked for must not soothe.
    pub fn may_soothe(&self) -> bool {
        self.origin != Origin::Reply || self.command_id.is_some()
    }
}

/// What one kind of charge came to in one month, in one currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CostLine {
    /// Whose.
    pub sim_id: i64,
    /// The month's first day.
    pub month: NaiveDate,
    /// What for.
    pub kind: ChargeKind,
    /// The sum.
    pub amount: Money,
}

/// Sums by SIM, month, kind and currency, newest month first. A top-up and the renewal that was paid from it are both
/// there, so kinds are not to be added up either. The offset of now tells months apart.
pub fn costs<'c>(charges: impl IntoIterator<Item = &'c ChargeEntry>, now: Now) -> Vec<CostLine> {
    let mut lines: Vec<CostLine> = Vec::new();
    for charge in charges {
        let day = now.local_at(charge.at_ms).date();
        let month = day.with_day(1).unwrap_or(day);
        let same = |line: &&mut CostLine| {
            (line.sim_id, line.month, line.kind) == (charge.sim_id, month, charge.kind)
        };
        // Another currency, or more than an amount can hold: a line of its own.
        let added = lines.iter_mut().rev().filter(same).any(|line| {
            let sum = line.amount.plus(&charge.amount);
            sum.map(|sum| line.amount = sum).is_some()
        });
        if !added {
            let (sim_id, kind, amount) = (charge.sim_id, charge.kind, charge.amount.clone());
            lines.push(CostLine { sim_id, month, kind, amount });
        }
    }
    lines.sort_by(|one, two| {
        (two.month, one.sim_id, one.kind, &one.amount.currency).cmp(&(
            one.month,
            two.sim_id,
            two.kind,
            &two.amount.currency,
        ))
    });
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn charge(sim_id: i64, kind: ChargeKind, units: i64, currency: &str, at: &str) -> ChargeEntry {
        let at: chrono::NaiveDateTime = at.parse().expect("a moment");
        ChargeEntry {
            sim_id,
            kind,
            origin: Origin::Reply,
            reply_id: None,
            command_id: None,
            plan: None,
            amount: Money { units, scale: 2, currency: currency.to_owned() },
            at_ms: at.and_utc().timestamp_millis(),
        }
    }

    #[test]
    fn a_month_is_summed_by_sim_kind_and_currency() {
        use ChargeKind::{Renewal, SmsFee, TopUp};
        let charges = [
            charge(1, Renewal, 100, "USD", "2026-10-31T16:00:00"),
            charge(1, Renewal, 150, "USD", "2026-10-31T18:00:00"),
            charge(1, Renewal, 150, "USD", "2026-11-20T10:00:00"),
            charge(1, TopUp, 500, "USD", "2026-11-20T09:00:00"),
            charge(1, SmsFee, 100, "KHR", "2026-11-20T09:00:00"),
            charge(1, SmsFee, 5, "USD", "2026-11-20T09:00:00"),
            charge(2, Renewal, 1, "USD", "2026-11-20T10:00:00"),
        ];
        // 18:00 UTC on the last of October is already November in Phnom Penh.
        let lines = costs(&charges, Now { epoch_ms: 0, utc_offset_s: 7 * 3600 });
        let told: Vec<_> = lines
            .iter()
            .map(|line| {
                (line.month.to_string(), line.sim_id, line.kind, line.amount.units, &*line.amount.currency)
            })
            .collect();
        let november = || "2026-11-01".to_owned();
        assert_eq!(
            told,
            [
                (november(), 1, Renewal, 300, "USD"),
                (november(), 1, TopUp, 500, "USD"),
                (november(), 1, SmsFee, 100, "KHR"),
                (november(), 1, SmsFee, 5, "USD"),
                (november(), 2, Renewal, 1, "USD"),
                ("2026-10-01".to_owned(), 1, Renewal, 100, "USD"),
            ]
        );
    }

    #[test]
    fn a_sum_too_large_to_hold_is_told_in_two_lines() {
        let large = charge(1, ChargeKind::TopUp, i64::MAX, "USD", "2026-11-20T09:00:00");
        let lines = costs([&large, &large], Now { epoch_ms: 0, utc_offset_s: 0 });
        assert_eq!(lines.iter().map(|line| line.amount.units).collect::<Vec<_>>(), [i64::MAX, i64::MAX]);
    }
}
