//! The first screen: is anything about to be lost?

use chrono::{NaiveDate, NaiveDateTime};

use super::state_view::plan_tone;
use super::{Baohao, CardQuestion, Phone, SimBrief};
use crate::Error;
use crate::catalogue::ActionKind;
use crate::ledger::rules::RuleId;
use crate::ledger::{Origin, PlanState, Sim, SimState};
use crate::money::Money;
use crate::planner::{self, Stage};
use crate::time::Now;

/// The one thing that the title says.
#[derive(Clone, Debug, PartialEq, Eq)]
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
        on: NaiveDate,
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
        until: NaiveDate,
    },
}

/// How urgent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanNext {
    /// Its name; may be empty.
    pub name: String,
    /// Its last day.
    pub on: NaiveDate,
    /// Days until then; less than 0 once it is over.
    pub days: i64,
    /// Whether it renews itself.
    pub renews: bool,
    /// How urgent.
    pub tone: Tone,
}

/// The ring of a card: the earlier of the SIM's two clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
#[derive(Clone, Debug, PartialEq, Eq)]
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
    pub next_on: Option<NaiveDate>,
    /// Days until the number's next loss.
    pub number_days: Option<i64>,
    /// Which rule gives it.
    pub rule: Option<RuleId>,
    /// The plan that ends first.
    pub plan: Option<PlanNext>,
    /// The last day of the balance's validity.
    pub valid_until: Option<NaiveDate>,
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    /// The title.
    pub headline: Headline,
    /// Most urgent first; unknown dates after what is lost within 30 days.
    pub cards: Vec<SimCard>,
    /// When the phone will ring next.
    pub next_alarm: Option<NaiveDateTime>,
    /// Cards in the phone of which it isn't certain which SIM they are. One is asked at a time.
    pub questions: Vec<CardQuestion>,
    /// How many numbers were let go; they have no card here.
    pub archived: i32,
}

/// Days up to which a loss is urgent enough for the title.
const SOON: i64 = 30;

impl Baohao {
    /// The first screen as of now.
    pub fn home(&self, phone: &Phone, now: Now) -> Result<Home, Error> {
        let (mut cards, mut deadlines) = (Vec::new(), Vec::new());
        for sim in self.kept_sims()? {
            let state = self.state(sim.id, now)?;
            cards.push(self.card_of(&sim, &state, phone, now)?);
            deadlines.extend(planner::deadlines(sim.id, &state, now));
        }
        cards.sort_by_key(urgency);
        Ok(Home {
            headline: headline(&cards),
            next_alarm: self.next_alarm_of(&deadlines, now)?,
            questions: self.card_questions(phone)?,
            archived: i32::try_from(self.archived_sims(phone)?.len()).unwrap_or(i32::MAX),
            cards,
        })
    }

    pub(super) fn card_of(
        &self,
        sim: &Sim,
        state: &SimState,
        phone: &Phone,
        now: Now,
    ) -> Result<SimCard, Error> {
        let operator = self.operator(sim)?;
        let date = state.valid_until;
        let today = now.today();
        let standing = date.map(|date| planner::standing(&operator.retention, date.day, today));
        let next = state.losses.iter().find(|loss| loss.on > today);
        let number_days = next.map(|loss| loss.on.signed_duration_since(today).num_days());
        let stage = standing.as_ref().map(|standing| standing.stage);
        let plan = plan_next(state, now);
        Ok(SimCard {
            sim: self.brief(sim, operator, phone)?,
            ring: ring(number_ring(stage, number_days), plan.as_ref()),
            stage,
            next_stage: next.map(|loss| loss.stage),
            next_on: next.map(|loss| loss.on),
            number_days,
            rule: next.map(|loss| loss.rule),
            plan,
            valid_until: date.map(|date| date.day),
            estimated: date.is_some_and(|date| date.rule.rule().estimated),
            valid_until_from: date.map(|date| date.origin),
            valid_until_at_ms: date.map(|date| date.at_ms),
            balance_at_ms: state.balance.as_ref().map(|(_, at)| *at),
            balance: state.balance.as_ref().map(|(money, _)| money.clone()),
            check_action_id: operator
                .default_action(ActionKind::CheckBalance)
                .map(|action| action.id.clone()),
        })
    }
}

/// The number's own ring. Where its date isn't known, `days` come from the guide's rule, which frightens and never soothes.
fn number_ring(stage: Option<Stage>, days: Option<i64>) -> Ring {
    let (tone, days) = match (stage, days) {
        (None, Some(..=SOON)) => (tone(days.unwrap_or(0)), days),
        (None, _) => (Tone::Unknown, None),
        (Some(Stage::Active), Some(days)) => (tone(days), Some(days)),
        (Some(_), days) => (Tone::Loss, days),
    };
    Ring { of_plan: false, days, permille: days.map_or(0, permille), tone }
}

fn tone(days: i64) -> Tone {
    match days {
        ..7 => Tone::Loss,
        7..=SOON => Tone::Soon,
        _ => Tone::Well,
    }
}

fn permille(days: i64) -> i32 {
    (days.clamp(0, 90) * 1000 / 90) as i32
}

/// The earlier of both clocks. A plan that is well says nothing about a number whose date isn't known, nor about one
/// that is being lost.
fn ring(number: Ring, plan: Option<&PlanNext>) -> Ring {
    let Some(plan) = plan.filter(|plan| matches!(plan.tone, Tone::Soon | Tone::Loss)) else { return number };
    let earlier = match (number.tone, number.days) {
        (Tone::Unknown, _) => true,
        (Tone::Loss, None) => false,
        (_, days) => days.is_none_or(|days| plan.days < days),
    };
    if !earlier {
        return number;
    }
    let days = plan.days.max(0);
    Ring { of_plan: true, days: Some(days), permille: permille(days), tone: plan.tone }
}

fn plan_next(state: &SimState, now: Now) -> Option<PlanNext> {
    let next = |plan: &PlanState| {
        let on = plan.valid_until?.day;
        Some(PlanNext {
            name: plan.name.clone(),
            on,
            days: on.signed_duration_since(now.today()).num_days(),
            renews: plan.auto_renew == Some(true),
            tone: plan_tone(state, plan, now),
        })
    };
    let urgent = |plan: &PlanNext| (!matches!(plan.tone, Tone::Soon | Tone::Loss), plan.on);
    state.plans.iter().filter_map(next).min_by_key(urgent)
}

/// Lost numbers can't be helped, so they come last; an unknown date may hide an urgent one, so it comes before what is
/// known to be well.
fn urgency(card: &SimCard) -> (i32, i64) {
    match (card.ring.tone, card.ring.days) {
        (Tone::Loss, None) => (3, 0),
        (Tone::Unknown, _) => (1, 0),
        (Tone::Well, Some(days)) => (2, days),
        (_, days) => (0, days.unwrap_or(0)),
    }
}

fn headline(cards: &[SimCard]) -> Headline {
    let urgent =
        |card: &&SimCard| matches!(card.ring.tone, Tone::Loss | Tone::Soon) && card.ring.days.is_some();
    if let Some(card) = cards.iter().find(urgent) {
        let sim = card.sim.clone();
        match (&card.plan, card.next_stage, card.next_on, card.number_days) {
            (Some(next), ..) if card.ring.of_plan => return Headline::PlanEnding { sim, next: next.clone() },
            (_, Some(stage), Some(on), Some(days)) => return Headline::Losing { sim, stage, on, days },
            _ => {}
        }
    }
    let unknown = cards.iter().filter(|card| card.valid_until.is_none()).count();
    if unknown > 0 {
        return Headline::Unknown { sims: i32::try_from(unknown).unwrap_or(i32::MAX) };
    }
    if let Some(card) = cards.iter().find(|card| card.stage == Some(Stage::Resold)) {
        return Headline::Lost { sim: card.sim.clone() };
    }
    let first = |card: &SimCard| {
        // One that renews itself is looked after by its own alarm.
        let plan = card.plan.as_ref().filter(|plan| !plan.renews && plan.days >= 0).map(|plan| plan.on);
        card.next_on.into_iter().chain(plan).min()
    };
    match cards.iter().filter_map(first).min() {
        Some(until) => Headline::AllWell { until },
        None => Headline::NoSims,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(days: i64, tone: Tone) -> PlanNext {
        PlanNext { name: "Week".to_owned(), on: NaiveDate::MIN, days, renews: false, tone }
    }

    #[test]
    fn the_ring_shows_the_earlier_of_both_clocks() {
        for (stage, days, next, expected) in [
            (Some(Stage::Active), Some(40), Some(plan(3, Tone::Soon)), (true, Some(3), Tone::Soon)),
            (Some(Stage::Active), Some(2), Some(plan(3, Tone::Soon)), (false, Some(2), Tone::Loss)),
            (Some(Stage::Active), Some(40), Some(plan(12, Tone::Well)), (false, Some(40), Tone::Well)),
            (Some(Stage::Active), Some(40), Some(plan(-2, Tone::Loss)), (true, Some(0), Tone::Loss)),
            (Some(Stage::Active), Some(40), None, (false, Some(40), Tone::Well)),
            (Some(Stage::CutOff), Some(60), Some(plan(3, Tone::Soon)), (true, Some(3), Tone::Soon)),
            (Some(Stage::Resold), None, Some(plan(3, Tone::Soon)), (false, None, Tone::Loss)),
            (None, None, Some(plan(12, Tone::Well)), (false, None, Tone::Unknown)),
            (None, None, Some(plan(1, Tone::Loss)), (true, Some(1), Tone::Loss)),
            (None, Some(60), None, (false, None, Tone::Unknown)),
            (None, Some(20), None, (false, Some(20), Tone::Soon)),
        ] {
            let ring = ring(number_ring(stage, days), next.as_ref());
            assert_eq!((ring.of_plan, ring.days, ring.tone), expected, "{stage:?} {days:?} {next:?}");
        }
    }
}
