//! The state of a SIM, from its entries alone: money, both clocks, plans, and what the balance still pays for.

use super::rules::{self, NumberDate, RuledLoss, TopUpDays};
use super::{
    BalanceEntry, BonusEntry, ChargeEntry, ChargeKind, PaidFrom, PlanEntry, PlanState, balance, bonuses,
    plans,
};
use crate::money::Money;
use crate::planner::Retention;
use crate::time::Now;

/// Everything that was said of a SIM, each kind in the order in which it was stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entries {
    /// Balances and the number's dates.
    pub balances: Vec<BalanceEntry>,
    /// Balances apart.
    pub bonuses: Vec<BonusEntry>,
    /// Plans.
    pub plans: Vec<PlanEntry>,
    /// Charges.
    pub charges: Vec<ChargeEntry>,
    /// When messages of ours went out, which may have cost something; epoch milliseconds.
    pub messages_sent_ms: Vec<i64>,
    /// The newest sign that the card is in use; epoch milliseconds.
    pub last_use_ms: Option<i64>,
}

/// What is known of a SIM.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SimState {
    /// The newest stated balance and when it was stated, epoch milliseconds.
    pub balance: Option<(Money, i64)>,
    /// That balance with every charge and top-up since: what ought to be there, if nothing else was used.
    pub balance_since: Option<Money>,
    /// Until when the number is good, and which rule says so.
    pub valid_until: Option<NumberDate>,
    /// What is lost and when, stage by stage.
    pub losses: Vec<RuledLoss>,
    /// The bonuses that stand.
    pub bonuses: Vec<BonusEntry>,
    /// The plans that have not ended.
    pub plans: Vec<PlanState>,
}

impl SimState {
    /// For how many more periods of a plan the balance pays; `None` where it is paid from elsewhere, or where the balance or
    /// the price isn't known.
    pub fn pays_for(&self, plan: &PlanState) -> Option<i64> {
        if matches!(plan.paid_from, Some(PaidFrom::Card | PaidFrom::Wallet)) {
            return None;
        }
        self.balance_since.as_ref()?.pays(plan.next_cost()?)
    }
}

/// Derives the state as of now.
pub fn state(entries: &Entries, retention: &Retention, top_up_days: &TopUpDays, now: Now) -> SimState {
    let balance = balance(&entries.balances);
    let valid_until = rules::number_date(&entries.balances, &entries.charges, top_up_days, now);
    let plans = plans(&entries.plans, &entries.charges, now);
    SimState {
        balance_since: balance
            .as_ref()
            .and_then(|(money, at_ms)| after_charges(money, entries, &plans, *at_ms, now.epoch_ms)),
        balance,
        losses: rules::losses(valid_until, retention, entries.last_use_ms, now),
        valid_until,
        bonuses: bonuses(&entries.bonuses, now.today()),
        plans,
    }
}

/// A balance with what is known to have come and gone after one moment and until another. `None` if something was in
/// another currency, for what that took is not known.
pub(super) fn after_charges(
    balance: &Money,
    entries: &Entries,
    plans: &[PlanState],
    after_ms: i64,
    until_ms: i64,
) -> Option<Money> {
    let between = |charge: &&ChargeEntry| charge.at_ms > after_ms && charge.at_ms <= until_ms;
    entries.charges.iter().filter(between).try_fold(balance.clone(), |sum, charge| match charge.kind {
        ChargeKind::TopUp => sum.plus(&charge.amount),
        ChargeKind::SmsFee => sum.minus(&charge.amount),
        // A wallet's or a shop's fee is paid there.
        ChargeKind::ServiceFee => Some(sum),
        ChargeKind::Renewal => {
            let name = charge.plan.as_deref().unwrap_or_default();
            let paid_from = plans.iter().find(|plan| plan.name == name).and_then(|plan| plan.paid_from);
            match paid_from {
                Some(PaidFrom::Card | PaidFrom::Wallet) => Some(sum),
                Some(PaidFrom::Balance) | None => sum.minus(&charge.amount),
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;
    use crate::ledger::{Origin, rules::RuleId};

    fn usd(cents: i64) -> Money {
        Money { units: cents, scale: 2, currency: "USD".to_owned() }
    }

    fn charge(kind: ChargeKind, cents: i64, at_ms: i64) -> ChargeEntry {
        ChargeEntry {
            sim_id: 1,
            kind,
            origin: Origin::Reply,
            reply_id: Some(at_ms),
            command_id: None,
            plan: (kind == ChargeKind::Renewal).then(|| "Week".to_owned()),
            amount: usd(cents),
            at_ms,
        }
    }

    fn sim(charges: Vec<ChargeEntry>, paid_from: Option<PaidFrom>) -> Entries {
        let mut plan = PlanEntry::of(1, "Week", Origin::Hand, 1);
        (plan.price, plan.paid_from) = (Some(usd(150)), paid_from);
        let balance = BalanceEntry {
            sim_id: 1,
            origin: Origin::Reply,
            reply_id: Some(10),
            money: Some(usd(500)),
            valid_until: Some("2026-12-05".parse().expect("a date")),
            offered_until: None,
            at_ms: 10,
        };
        Entries { balances: vec![balance], plans: vec![plan], charges, ..Entries::default() }
    }

    fn now() -> Now {
        Now { epoch_ms: 1_000, utc_offset_s: 0 }
    }

    fn of(entries: &Entries) -> SimState {
        let catalogue = Catalogue::shipped().expect("shipped files are valid");
        let retention = &catalogue.operator("kh-smart").expect("Smart is shipped").retention;
        state(entries, retention, &TopUpDays::default(), now())
    }

    #[test]
    fn the_balance_pays_for_whole_periods_after_what_is_known_since() {
        use ChargeKind::{Renewal, ServiceFee, SmsFee, TopUp};
        for (charges, paid_from, expected) in [
            (vec![], None, Some(3)),
            (vec![charge(Renewal, 150, 20)], Some(PaidFrom::Balance), Some(2)),
            (vec![charge(Renewal, 150, 5)], Some(PaidFrom::Balance), Some(3)),
            (vec![charge(TopUp, 100, 20), charge(SmsFee, 5, 21)], None, Some(3)),
            (vec![charge(TopUp, 100, 20), charge(ServiceFee, 99, 21)], None, Some(4)),
            (vec![charge(Renewal, 150, 20)], Some(PaidFrom::Card), None),
        ] {
            let state = of(&sim(charges, paid_from));
            assert_eq!(state.pays_for(&state.plans[0]), expected, "{paid_from:?}");
        }
    }

    #[test]
    fn a_charge_in_another_currency_leaves_the_balance_unknown() {
        let mut riel = charge(ChargeKind::SmsFee, 100, 20);
        riel.amount.currency = "KHR".to_owned();
        let state = of(&sim(vec![riel], None));
        assert_eq!((state.balance_since.clone(), state.pays_for(&state.plans[0])), (None, None));
    }

    #[test]
    fn both_clocks_come_from_their_own_entries() {
        let state = of(&sim(vec![], None));
        assert_eq!(state.valid_until.map(|date| date.rule), Some(RuleId::BalanceStated));
        assert_eq!((state.losses.len(), state.plans[0].valid_until), (4, None));
        assert_eq!(of(&Entries::default()), SimState::default());
    }
}
