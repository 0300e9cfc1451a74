//! Which alarms the phone must hold, and which notices it shows now.

use chrono::NaiveDateTime;

use super::{Baohao, Phone, SimBrief};
use crate::Error;
use crate::catalogue::ActionKind;
use crate::planner::{self, Deadline, Stage};
use crate::store;
use crate::time::Now;

/// A notice with everything that its text needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueNotice {
    /// To say that it was shown.
    pub id: String,
    /// Whose, masked.
    pub sim: SimBrief,
    /// What begins.
    pub stage: Stage,
    /// On which day.
    pub on: chrono::NaiveDate,
    /// Days from today; 0 once it has begun.
    pub days: i64,
    /// What its tap previews.
    pub action_id: Option<String>,
}

/// What must be, as of now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanView {
    /// Local wall-clock times, soonest first. The phone's alarms are made equal to these.
    pub alarms: Vec<NaiveDateTime>,
    /// To be shown now, once.
    pub due: Vec<DueNotice>,
    /// SIMs of which nothing that was shown still holds: what the phone still shows of them is taken back.
    pub settled: Vec<i64>,
}

impl Baohao {
    /// The plan as of now. Asking changes nothing.
    pub fn plan(&self, phone: &Phone, now: Now) -> Result<PlanView, Error> {
        let (deadlines, rung) = (self.deadlines(None, now)?, store::notices::rung(&self.ledger)?);
        let plan = planner::plan(&deadlines, &rung, now);
        let standing = planner::standing_notices(&deadlines, &rung);
        let settled = store::sims::all(&self.ledger)?.into_iter().map(|sim| sim.id);
        let due = plan.due.into_iter().map(|notice| {
            let (sim, operator) = self.sim(notice.sim_id)?;
            Ok(DueNotice {
                sim: self.brief(&sim, operator, phone),
                stage: notice.stage,
                on: notice.on,
                days: notice.on.signed_duration_since(now.today()).num_days().max(0),
                action_id: operator.default_action(ActionKind::CheckBalance).map(|action| action.id.clone()),
                id: notice.id,
            })
        });
        Ok(PlanView {
            due: due.collect::<Result<_, Error>>()?,
            alarms: plan.alarms.iter().map(|alarm| alarm.at).collect(),
            settled: settled.filter(|sim_id| !standing.contains(sim_id)).collect(),
        })
    }

    /// A notice was shown and is not to be shown again.
    pub fn rung(&mut self, notice_id: &str, now: Now) -> Result<(), Error> {
        let transaction = self.ledger.transaction()?;
        store::notices::remember(&transaction, notice_id, now.epoch_ms)?;
        transaction.commit()?;
        Ok(())
    }

    /// When the phone rings next, for one SIM or any.
    pub(super) fn next_alarm(&self, sim_id: Option<i64>, now: Now) -> Result<Option<NaiveDateTime>, Error> {
        let plan = planner::plan(&self.deadlines(sim_id, now)?, &store::notices::rung(&self.ledger)?, now);
        Ok(plan.alarms.iter().find(|alarm| !alarm.notices.is_empty()).map(|alarm| alarm.at))
    }

    pub(super) fn deadlines(&self, only: Option<i64>, now: Now) -> Result<Vec<Deadline>, Error> {
        let mut deadlines = Vec::new();
        for sim in store::sims::all(&self.ledger)?.iter().filter(|sim| only.is_none_or(|id| id == sim.id)) {
            let Some((valid_until, at_ms, _)) = self.state(sim.id)?.valid_until else { continue };
            let losses = self.operator(sim)?.retention.losses(valid_until);
            // A loss that has begun stays one until the next begins: its notice may have been missed, or still stand.
            let over = losses.windows(2).take_while(|pair| pair[1].1 <= now.today()).count();
            deadlines.extend(losses.into_iter().skip(over).map(|(stage, on)| Deadline {
                sim_id: sim.id,
                stage,
                on,
                known_since: now.local_at(at_ms),
            }));
        }
        Ok(deadlines)
    }
}
