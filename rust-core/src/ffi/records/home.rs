//! The first screen.

use crate::ffi::time::{CivilDate, CivilDateTime};
use crate::journey::{CardQuestion, Headline, Home, PlanNext, Ring, SimBrief, SimCard, Tone};
use crate::ledger::Origin;
use crate::ledger::rules::RuleId;
use crate::money::Money;
use crate::planner::Stage;

/// The one thing that the title says.
#[uniffi::remote(Enum)]
pub enum Headline {
    /// No SIM was added yet.
    NoSims,
    /// Something is lost soon.
    Losing {
        /// Whose.
        sim: SimBrief,
        /// What begins.
        stage: Stage,
        /// On which day.
        on: CivilDate,
        /// Days from today; 1 or more.
        days: i64,
    },
    /// A plan ends soon, or was not renewed.
    PlanEnding {
        /// Whose.
        sim: SimBrief,
        /// Which, and when.
        next: PlanNext,
    },
    /// A number is lost: it may be somebody else's by now.
    Lost {
        /// Whose.
        sim: SimBrief,
    },
    /// Nothing is known to be lost soon, and some dates aren't known.
    Unknown {
        /// How many.
        sims: i32,
    },
    /// Every date is known and far away.
    AllWell {
        /// The nearest of them.
        until: CivilDate,
    },
}

/// How urgent.
#[uniffi::remote(Enum)]
pub enum Tone {
    /// More than 30 days.
    Well,
    /// 30 to 7 days.
    Soon,
    /// Less than 7 days, or something is lost already.
    Loss,
    /// The date isn't known.
    Unknown,
}

/// The plan of a SIM that ends first.
#[uniffi::remote(Record)]
pub struct PlanNext {
    /// Its name; may be empty.
    pub name: String,
    /// Its last day.
    pub on: CivilDate,
    /// Days until then; less than 0 once it is over.
    pub days: i64,
    /// Whether it renews itself.
    pub renews: bool,
    /// How urgent.
    pub tone: Tone,
}

/// The ring of a card: the earlier of the SIM's two clocks.
#[uniffi::remote(Record)]
pub struct Ring {
    /// Whether it shows a plan's clock, not the number's.
    pub of_plan: bool,
    /// Days until the next loss; `None` when unknown or when nothing is left to lose.
    pub days: Option<i64>,
    /// How much of the ring is drawn, in thousandths of 90 days.
    pub permille: i32,
    /// Its colour.
    pub tone: Tone,
}

/// A SIM on the first screen.
#[uniffi::remote(Record)]
pub struct SimCard {
    /// Who.
    pub sim: SimBrief,
    /// The ring.
    pub ring: Ring,
    /// The stage it is in; `None` when the date isn't known.
    pub stage: Option<Stage>,
    /// The next loss and its first day.
    pub next_stage: Option<Stage>,
    /// The first day of the next loss.
    pub next_on: Option<CivilDate>,
    /// Days until the number's next loss.
    pub number_days: Option<i64>,
    /// Which rule gives it.
    pub rule: Option<RuleId>,
    /// The plan that ends first.
    pub plan: Option<PlanNext>,
    /// The last day of the balance's validity.
    pub valid_until: Option<CivilDate>,
    /// Whether that day is a guess rather than somebody's word.
    pub estimated: bool,
    /// Who says so.
    pub valid_until_from: Option<Origin>,
    /// When it was said, epoch milliseconds.
    pub valid_until_at_ms: Option<i64>,
    /// The newest balance.
    pub balance: Option<Money>,
    /// When it was stated, epoch milliseconds.
    pub balance_at_ms: Option<i64>,
    /// The surest action that asks for the balance.
    pub check_action_id: Option<String>,
}

/// The first screen.
#[uniffi::remote(Record)]
pub struct Home {
    /// The title.
    pub headline: Headline,
    /// Most urgent first; unknown dates after what is lost within 30 days.
    pub cards: Vec<SimCard>,
    /// When the phone will ring next.
    pub next_alarm: Option<CivilDateTime>,
    /// Cards in the phone of which it isn't certain which SIM they are. One is asked at a time.
    pub questions: Vec<CardQuestion>,
    /// How many numbers were let go; they have no card here.
    pub archived: i32,
}
