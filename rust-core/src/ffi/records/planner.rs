//! The stages of a number.

use crate::ffi::time::CivilDate;
use crate::planner::{Span, Stage};

/// Where a number is on its way from valid to somebody else's.
#[uniffi::remote(Enum)]
pub enum Stage {
    /// Everything works.
    Active,
    /// No calls or messages out, no data.
    OutgoingBlocked,
    /// No calls or messages in either.
    IncomingBlocked,
    /// The number is cut off and kept for its owner.
    CutOff,
    /// The number may be given to somebody else.
    Resold,
}

/// A stage with its days. `until` is the first day of the next stage; `None` for the last.
#[uniffi::remote(Record)]
pub struct Span {
    /// The stage.
    pub stage: Stage,
    /// Its first day; `None` for `Stage::Active`, whose beginning doesn't matter.
    pub from: Option<CivilDate>,
    /// The first day after it.
    pub until: Option<CivilDate>,
}
