//! The stages of a number.

use crate::ffi::time::CivilDate;
use crate::planner::{Loss, Span, Stage};

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

/// What is lost, or must be looked at.
#[uniffi::remote(Enum)]
pub enum Loss {
    /// A stage of the number begins.
    Number {
        /// Which.
        stage: Stage,
    },
    /// A plan that doesn't renew itself ends.
    PlanEnds {
        /// Its name; may be empty.
        plan: String,
        /// Its period: a plan of three days doesn't ring three days before.
        period_days: Option<u32>,
    },
    /// A plan that renews itself should have been renewed by now.
    RenewalUnseen {
        /// Its name; may be empty.
        plan: String,
    },
    /// The balance will not pay for the renewal.
    RenewalShort {
        /// Its name; may be empty.
        plan: String,
    },
    /// The card or wallet that pays was not looked at for long.
    PaymentUnchecked {
        /// Its name; may be empty.
        plan: String,
    },
    /// A free or reduced period ends.
    PromotionEnds {
        /// Its name; may be empty.
        plan: String,
    },
}
