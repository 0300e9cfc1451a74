//! What a person says of a SIM's money and plans. It counts as any other statement, until a newer one.

use chrono::NaiveDate;

use super::Baohao;
use crate::Error;
use crate::compose::Refusal;
use crate::ledger::{BalanceEntry, ChargeEntry, ChargeKind, Origin, PaidFrom, PlanEntry, SimState};
use crate::money::Money;
use crate::store;
use crate::time::Now;

/// A plan as typed. What is absent says nothing about what was known before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanDraft {
    /// Its name; empty for the one plan of a SIM whose name isn't known.
    pub name: String,
    /// The last day.
    pub valid_until: Option<NaiveDate>,
    /// How long one period is, in days; 1 or more.
    pub period_days: Option<i64>,
    /// What one period costs, as typed, in the operator's currency.
    pub price: Option<String>,
    /// Whether it renews itself.
    pub auto_renew: Option<bool>,
    /// Where the money comes from.
    pub paid_from: Option<PaidFrom>,
    /// The last day of a free or reduced period.
    pub promotion_until: Option<NaiveDate>,
}

/// The longest period of a plan, in days: ten years.
const LONGEST_PERIOD: i64 = 3_650;

/// The longest name of a plan, in characters.
const LONGEST_NAME: usize = 60;

impl Baohao {
    /// The main balance as a person saw it, in the operator's currency. `Refused(NotAmount, "balance")` if it isn't one.
    pub fn set_balance(&mut self, sim_id: i64, typed: &str, now: Now) -> Result<(), Error> {
        let (_, operator) = self.sim(sim_id)?;
        let entry = BalanceEntry {
            sim_id,
            origin: Origin::Hand,
            reply_id: None,
            money: Some(amount(typed, &operator.currency, "balance")?),
            valid_until: None,
            offered_until: None,
            at_ms: now.epoch_ms,
        };
        let transaction = self.ledger.transaction()?;
        store::balances::add(&transaction, &entry)?;
        transaction.commit()?;
        Ok(())
    }

    /// Adds a plan, or says more of one that is known by that name.
    pub fn set_plan(&mut self, sim_id: i64, draft: &PlanDraft, now: Now) -> Result<(), Error> {
        let (_, operator) = self.sim(sim_id)?;
        let price = draft.price.as_deref().map(str::trim).filter(|typed| !typed.is_empty());
        let period = draft.period_days.map(|days| {
            let days = if (1..=LONGEST_PERIOD).contains(&days) { u32::try_from(days).ok() } else { None };
            days.ok_or_else(|| Error::refused(Refusal::NotAmount, "period_days"))
        });
        let name: String = draft.name.trim().chars().take(LONGEST_NAME).collect();
        let entry = PlanEntry {
            valid_until: draft.valid_until,
            period_days: period.transpose()?,
            price: price.map(|typed| amount(typed, &operator.currency, "price")).transpose()?,
            auto_renew: draft.auto_renew,
            paid_from: draft.paid_from,
            promotion_until: draft.promotion_until,
            ..PlanEntry::of(sim_id, &name, Origin::Hand, now.epoch_ms)
        };
        self.add_plan_entry(&entry)
    }

    /// The plan was stopped or given up: its deadlines end, its history stays.
    pub fn end_plan(&mut self, sim_id: i64, plan: &str, now: Now) -> Result<(), Error> {
        self.known_plan(sim_id, plan, now)?;
        let entry = PlanEntry { ended: true, ..PlanEntry::of(sim_id, plan, Origin::Hand, now.epoch_ms) };
        self.add_plan_entry(&entry)
    }

    /// The person looked at the card or wallet that pays for the plan, and it will.
    pub fn payment_checked(&mut self, sim_id: i64, plan: &str, now: Now) -> Result<(), Error> {
        self.known_plan(sim_id, plan, now)?;
        let entry =
            PlanEntry { paid_checked: true, ..PlanEntry::of(sim_id, plan, Origin::Hand, now.epoch_ms) };
        self.add_plan_entry(&entry)
    }

    /// A charge as a person saw it, in the operator's currency: a fee, a top-up elsewhere, or a renewal of `plan`.
    pub fn add_charge(
        &mut self,
        sim_id: i64,
        kind: ChargeKind,
        plan: Option<String>,
        typed: &str,
        now: Now,
    ) -> Result<(), Error> {
        let (_, operator) = self.sim(sim_id)?;
        let entry = ChargeEntry {
            sim_id,
            kind,
            origin: Origin::Hand,
            reply_id: None,
            command_id: None,
            plan: plan.filter(|_| kind == ChargeKind::Renewal),
            amount: amount(typed, &operator.currency, "amount")?,
            at_ms: now.epoch_ms,
        };
        let transaction = self.ledger.transaction()?;
        store::charges::add(&transaction, &entry)?;
        transaction.commit()?;
        Ok(())
    }

    fn known_plan(&self, sim_id: i64, plan: &str, now: Now) -> Result<(), Error> {
        let SimState { plans, .. } = self.state(sim_id, now)?;
        let known = plans.iter().any(|known| known.name == plan);
        if known { Ok(()) } else { Err(Error::NotFound("plan")) }
    }

    fn add_plan_entry(&mut self, entry: &PlanEntry) -> Result<(), Error> {
        let transaction = self.ledger.transaction()?;
        store::plans::add(&transaction, entry)?;
        transaction.commit()?;
        Ok(())
    }
}

/// An amount as typed → exact. Khmer digits count; a point or a comma begins the decimals, unless three digits after a
/// comma leave open whether it groups thousands.
fn amount(typed: &str, currency: &str, parameter: &'static str) -> Result<Money, Error> {
    let refused = || Error::refused(Refusal::NotAmount, parameter);
    let mut units: i64 = 0;
    let mut digits = 0;
    let mut decimals: Option<(char, i32)> = None;
    for c in typed.trim().trim_start_matches('$').trim_end_matches('៛').trim().chars() {
        let digit = match c {
            '0'..='9' => u32::from(c) - u32::from('0'),
            '០'..='៩' => u32::from(c) - u32::from('០'),
            '.' | ',' if decimals.is_none() => {
                decimals = Some((c, 0));
                continue;
            }
            _ => return Err(refused()),
        };
        units =
            units.checked_mul(10).and_then(|units| units.checked_add(digit.into())).ok_or_else(refused)?;
        digits += 1;
        if let Some((_, count)) = &mut decimals {
            *count += 1;
        }
    }
    match decimals {
        _ if digits == 0 => Err(refused()),
        Some((_, 0) | (',', 3) | (_, 10..)) => Err(refused()),
        _ => {
            let scale = decimals.map_or(0, |(_, count)| count);
            Ok(Money { units, scale, currency: currency.to_owned() })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_as_people_type_them() {
        for (typed, units, scale) in [
            ("1.5", 15, 1),
            (" 1,50 ", 150, 2),
            ("$5", 5, 0),
            ("១.៣៧", 137, 2),
            ("1.37749", 137_749, 5),
            ("4000៛", 4_000, 0),
            ("0", 0, 0),
            (".5", 5, 1),
        ] {
            let money = amount(typed, "USD", "price").expect(typed);
            assert_eq!((money.units, money.scale, money.currency.as_str()), (units, scale, "USD"), "{typed}");
        }
    }

    #[test]
    fn err_what_is_no_amount() {
        for typed in
            ["", "1,000", "1.000.000", "-1", "1.", "five", "1e3", "99999999999999999999", "0.1234567890"]
        {
            assert!(amount(typed, "USD", "price").is_err(), "{typed}");
        }
    }
}
