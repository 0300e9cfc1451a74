//! What a SIM's dates mean: which stage it is in, what is lost next and when, and which alarms must exist.
//!
//! Pure: entries and the moment go in, civil dates come out. The shell makes the phone's alarms equal to the list.

mod alarms;
mod stages;

pub use alarms::{Alarm, Deadline, HOLD, HOUR, LEADS, Notice, Plan, plan, standing_notices};
pub use stages::{Retention, Span, Stage, Standing, standing};
