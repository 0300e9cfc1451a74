//! Alarms and notices.

use crate::ffi::time::{CivilDate, CivilDateTime};
use crate::journey::{DueNotice, PlanView, SimBrief};
use crate::planner::Loss;

/// A notice with everything that its text needs.
#[uniffi::remote(Record)]
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
    pub on: CivilDate,
    /// Days from today; 0 once it has begun.
    pub days: i64,
    /// What its tap previews.
    pub action_id: Option<String>,
}

/// What must be, as of now.
#[uniffi::remote(Record)]
pub struct PlanView {
    /// Local wall-clock times, soonest first. The phone's alarms are made equal to these.
    pub alarms: Vec<CivilDateTime>,
    /// To be shown now, once.
    pub due: Vec<DueNotice>,
    /// Clocks of which nothing that was shown still holds: what the phone still shows of them is taken back.
    pub settled: Vec<String>,
}
