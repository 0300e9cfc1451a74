//! Which alarms the phone must hold, and which notices it shows now.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;

use super::{Baohao, Phone, SimBrief};
use crate::Error;
use crate::catalogue::ActionKind;
use crate::planner::{self, Deadline, Loss, Told};
use crate::store;
use crate::time::Now;

/// A notice with everything that its text needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueNotice {
    /// To say that it was shown.
    pub id: String,
    /// Whose, masked.
    pub sim: SimBrief,
    /// Names the deadline, for what is said to it.
    pub deadline: String,
    /// Names the clock, of which one notice is shown at a time.
    pub clock: String,
    /// What is lost.
    pub loss: Loss,
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
    /// Clocks of which nothing that was shown still holds: what the phone still shows of them is taken back.
    pub settled: Vec<String>,
}

impl Baohao {
    /// The plan as of now. Asking changes nothing.
    pub fn plan(&self, phone: &Phone, now: Now) -> Result<PlanView, Error> {
        let (deadlines, told) = (self.deadlines(None, now)?, self.told()?);
        let plan = planner::plan(&deadlines, &told, now);
        let standing = planner::standing_notices(&deadlines, &told, now);
        let due = plan.due.into_iter().map(|notice| {
            let deadline = notice.deadline;
            let (sim, operator) = self.sim(deadline.sim_id)?;
            let check = operator.default_action(ActionKind::CheckBalance).map(|action| action.id.clone());
            Ok(DueNotice {
                sim: self.brief(&sim, operator, phone)?,
                deadline: deadline.name(),
                clock: deadline.clock(),
                on: deadline.on,
                days: deadline.on.signed_duration_since(now.today()).num_days().max(0),
                action_id: check.filter(|_| asking_helps(&deadline.loss)),
                loss: deadline.loss,
                id: notice.id,
            })
        });
        Ok(PlanView {
            due: due.collect::<Result<_, Error>>()?,
            alarms: plan.alarms.iter().map(|alarm| alarm.at).collect(),
            settled: self.clocks()?.into_iter().filter(|clock| !standing.contains(clock)).collect(),
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
        self.next_alarm_of(&self.deadlines(sim_id, now)?, now)
    }

    /// As [`Baohao::next_alarm`], of deadlines that are known already.
    pub(super) fn next_alarm_of(
        &self,
        deadlines: &[Deadline],
        now: Now,
    ) -> Result<Option<NaiveDateTime>, Error> {
        let plan = planner::plan(deadlines, &self.told()?, now);
        Ok(plan.alarms.iter().find(|alarm| !alarm.notices.is_empty()).map(|alarm| alarm.at))
    }

    fn told(&self) -> Result<Told, Error> {
        let words = store::reminder_words::all(&self.ledger)?;
        Ok(Told { rung: store::notices::rung(&self.ledger)?, words })
    }

    pub(super) fn deadlines(&self, only: Option<i64>, now: Now) -> Result<Vec<Deadline>, Error> {
        let mut deadlines = Vec::new();
        for sim in self.kept_sims()?.iter().filter(|sim| only.is_none_or(|id| id == sim.id)) {
            deadlines.extend(planner::deadlines(sim.id, &self.state(sim.id, now)?, now));
        }
        Ok(deadlines)
    }

    /// Every clock that there ever was.
    fn clocks(&self) -> Result<BTreeSet<String>, Error> {
        let mut clocks = BTreeSet::new();
        for sim in store::sims::all(&self.ledger)? {
            clocks.extend(self.clocks_of(sim.id)?);
        }
        Ok(clocks)
    }

    /// Every clock that a SIM ever had.
    pub(super) fn clocks_of(&self, sim_id: i64) -> Result<BTreeSet<String>, Error> {
        let plans = store::plans::names(&self.ledger, sim_id)?;
        let of_plans = plans.iter().map(|plan| planner::clock(sim_id, Some(plan)));
        Ok(of_plans.chain([planner::clock(sim_id, None)]).collect())
    }
}

/// Whether a balance reading may settle it.
fn asking_helps(loss: &Loss) -> bool {
    match loss {
        Loss::Number { .. } | Loss::RenewalUnseen { .. } | Loss::RenewalShort { .. } => true,
        Loss::PlanEnds { .. } | Loss::PaymentUnchecked { .. } | Loss::PromotionEnds { .. } => false,
    }
}
