//! What a SIM's entries come to, out of the ledger.

use chrono::{Months, NaiveDate, NaiveTime};

use super::Baohao;
use crate::Error;
use crate::catalogue::{Operator, TopUp};
use crate::ledger::rules::{TopUpDays, TopUpRow};
use crate::ledger::{CostLine, Entries, Sim, SimState, costs, state};
use crate::store;
use crate::time::Now;

impl Baohao {
    /// Everything that was said of a SIM.
    pub(super) fn entries(&self, sim_id: i64) -> Result<Entries, Error> {
        let charges = store::charges::of_sim(&self.ledger, sim_id)?;
        let went_out = store::commands::went_out(&self.ledger, sim_id)?;
        let used = went_out.iter().map(|(_, at_ms)| *at_ms).chain(charges.iter().map(|charge| charge.at_ms));
        Ok(Entries {
            balances: store::balances::of_sim(&self.ledger, sim_id)?,
            bonuses: store::bonuses::of_sim(&self.ledger, sim_id)?,
            plans: store::plans::of_sim(&self.ledger, sim_id)?,
            last_use_ms: used.max(),
            messages_sent_ms: went_out.iter().filter(|(sms, _)| *sms).map(|(_, at_ms)| *at_ms).collect(),
            charges,
        })
    }

    /// The state of a SIM as of now.
    pub(super) fn state(&self, sim_id: i64, now: Now) -> Result<SimState, Error> {
        let (sim, _) = self.sim(sim_id)?;
        self.state_of(&sim, &self.entries(sim_id)?, now)
    }

    pub(super) fn state_of(&self, sim: &Sim, entries: &Entries, now: Now) -> Result<SimState, Error> {
        let operator = self.operator(sim)?;
        Ok(state(entries, &operator.retention, &top_up_days(operator), now))
    }

    /// What one month cost, by SIM, kind and currency; the month of that day, by the clock here.
    pub fn costs(&self, month: NaiveDate, now: Now) -> Result<Vec<CostLine>, Error> {
        let mut charges = Vec::new();
        let (from_ms, to_ms) = month_of(month, now);
        for sim in store::sims::all(&self.ledger)? {
            charges.extend(store::charges::between(&self.ledger, sim.id, from_ms, to_ms)?);
        }
        Ok(costs(&charges, now))
    }
}

/// What the catalogue says that a top-up buys; an amount of unknown days moves nothing.
fn top_up_days(operator: &Operator) -> TopUpDays {
    let row = |top_up: &TopUp| {
        let days = top_up.days?.into();
        Some(TopUpRow { from: top_up.from.clone(), to: top_up.to.clone(), days })
    };
    TopUpDays { rows: operator.top_ups.iter().filter_map(row).collect() }
}

/// From its first moment to before its last, epoch milliseconds, by the offset of now.
fn month_of(month: NaiveDate, now: Now) -> (i64, i64) {
    use chrono::Datelike;
    let first = month.with_day(1).unwrap_or(month);
    let next = first.checked_add_months(Months::new(1)).unwrap_or(NaiveDate::MAX);
    let epoch_ms = |day: NaiveDate| {
        let local = day.and_time(NaiveTime::MIN).and_utc().timestamp_millis();
        local.saturating_sub(i64::from(now.utc_offset_s) * 1000)
    };
    (epoch_ms(first), epoch_ms(next))
}
