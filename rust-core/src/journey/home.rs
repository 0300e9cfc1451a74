//! The first screen: is anything about to be lost?

use chrono::{NaiveDate, NaiveDateTime};

use super::{Baohao, CardQuestion, Phone, SimBrief};
use crate::Error;
use crate::catalogue::ActionKind;
use crate::ledger::{Origin, Sim};
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

/// The ring of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ring {
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
    /// The last day of the balance's validity.
    pub valid_until: Option<NaiveDate>,
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
        let sims = self.kept_sims()?;
        let mut cards = sims.iter().map(|sim| self.card(sim, phone, now)).collect::<Result<Vec<_>, _>>()?;
        cards.sort_by_key(urgency);
        Ok(Home {
            headline: headline(&cards),
            next_alarm: self.next_alarm(None, now)?,
            questions: self.card_questions(phone)?,
            archived: i32::try_from(self.archived_sims(phone)?.len()).unwrap_or(i32::MAX),
            cards,
        })
    }

    pub(super) fn card(&self, sim: &Sim, phone: &Phone, now: Now) -> Result<SimCard, Error> {
        let operator = self.operator(sim)?;
        let state = self.state(sim.id)?;
        let standing =
            state.valid_until.map(|(day, ..)| planner::standing(&operator.retention, day, now.today()));
        let next = standing.as_ref().and_then(|standing| standing.next);
        Ok(SimCard {
            sim: self.brief(sim, operator, phone)?,
            ring: ring(standing.as_ref()),
            stage: standing.as_ref().map(|standing| standing.stage),
            next_stage: next.map(|(stage, ..)| stage),
            next_on: next.map(|(_, on, _)| on),
            valid_until: state.valid_until.map(|(day, ..)| day),
            valid_until_from: state.valid_until.map(|(.., origin)| origin),
            valid_until_at_ms: state.valid_until.map(|(_, at_ms, _)| at_ms),
            balance_at_ms: state.balance.as_ref().map(|(_, at)| *at),
            balance: state.balance.map(|(money, _)| money),
            check_action_id: operator
                .default_action(ActionKind::CheckBalance)
                .map(|action| action.id.clone()),
        })
    }
}

fn ring(standing: Option<&planner::Standing>) -> Ring {
    let Some(standing) = standing else { return Ring { days: None, permille: 0, tone: Tone::Unknown } };
    let Some((_, _, days)) = standing.next else { return Ring { days: None, permille: 0, tone: Tone::Loss } };
    let tone = match days {
        _ if standing.stage != Stage::Active => Tone::Loss,
        ..7 => Tone::Loss,
        7..=SOON => Tone::Soon,
        _ => Tone::Well,
    };
    let permille = (days.clamp(0, 90) * 1000 / 90) as i32;
    Ring { days: Some(days), permille, tone }
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
    let losing =
        cards.iter().find(|card| matches!(card.ring.tone, Tone::Loss | Tone::Soon) && card.next_on.is_some());
    if let Some(card) = losing
        && let (Some(stage), Some(on), Some(days)) = (card.next_stage, card.next_on, card.ring.days)
    {
        return Headline::Losing { sim: card.sim.clone(), stage, on, days };
    }
    let unknown = cards.iter().filter(|card| card.ring.tone == Tone::Unknown).count();
    if unknown > 0 {
        return Headline::Unknown { sims: i32::try_from(unknown).unwrap_or(i32::MAX) };
    }
    if let Some(card) = cards.iter().find(|card| card.stage == Some(Stage::Resold)) {
        return Headline::Lost { sim: card.sim.clone() };
    }
    match cards.iter().filter_map(|card| card.next_on).min() {
        Some(until) => Headline::AllWell { until },
        None => Headline::NoSims,
    }
}
