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
    /// What was said of a SIM and matters still.
    pub(super) fn entries(&self, sim_id: i64, now: Now) -> Result<Entries, Error> {
        Ok(store::entries::that_matter(&self.ledger, sim_id, &[], now)?)
    }

    /// The state of a SIM as of now.
    pub(super) fn state(&self, sim_id: i64, now: Now) -> Result<SimState, Error> {
        let (sim, _) = self.sim(sim_id)?;
        self.state_of(&sim, &self.entries(sim_id, now)?, now)
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

    /// What each of the last months cost a SIM, this one included.
    pub(super) fn recent_costs(&self, sim_id: i64, months: u32, now: Now) -> Result<Vec<CostLine>, Error> {
        let first = now.today().checked_sub_months(Months::new(months.saturating_sub(1)));
        let (from_ms, _) = month_of(first.unwrap_or(NaiveDate::MIN), now);
        Ok(costs(&store::charges::between(&self.ledger, sim_id, from_ms, i64::MAX)?, now))
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
