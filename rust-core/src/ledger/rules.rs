//! Which event moves which date, by how much, and who says so: one table, and how its rows are applied.
//!
//! A date moves only by an event that its own row names. What isn't in the table moves nothing.

use std::cmp::Ordering;
use std::collections::HashSet;

use chrono::{Days, Months, NaiveDate};

use super::{BalanceEntry, ChargeEntry, ChargeKind, Origin};
use crate::catalogue::Confidence;
use crate::money::Money;
use crate::planner::{Retention, Stage};
use crate::time::Now;

/// What happened, as far as a date may depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A balance reading states the balance's last day.
    BalanceDated,
    /// A top-up's message states the balance's last day.
    TopUpDated,
    /// A top-up that states none.
    TopUp,
    /// A person says until when the number is good: typed, or renewed elsewhere.
    NumberByHand,
    /// A reading states a plan's last day.
    PlanDated,
    /// A plan was renewed, and no day was stated.
    PlanRenewed,
    /// A person says until when a plan is good.
    PlanByHand,
    /// A plan was bought or renewed, as far as the number is concerned.
    PlanForNumber,
    /// A call, a message, data: use of any kind.
    Use,
}

/// Which of a SIM's two clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// The number's own.
    Number,
    /// The plan's.
    Plan,
}

/// By how much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// To the day that was stated.
    StatedDay,
    /// To the day of the event and what the catalogue says that its amount buys.
    CatalogueDays,
    /// To the day of the event and one period of the plan.
    PlanPeriod,
    /// To the day of the event and three months, after which the number itself is taken.
    ThreeMonths,
    /// Not at all.
    Nothing,
}

/// A row's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleId {
    /// A reading of the balance.
    BalanceStated,
    /// A top-up's own words.
    TopUpStated,
    /// A top-up, by the catalogue's days for its amount.
    TopUpDays,
    /// A person's word about the number.
    NumberByHand,
    /// A reading of the plan.
    PlanStated,
    /// A renewal, by the plan's period.
    PlanRenewed,
    /// A person's word about the plan.
    PlanByHand,
    /// Plans don't extend numbers.
    PlanKeepsNothing,
    /// The guide's three months without use, where nothing better is known.
    Unused,
}

/// A row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name.
    pub id: RuleId,
    /// The event that it names.
    pub event: Event,
    /// The clock that it moves.
    pub moves: Clock,
    /// By how much.
    pub by: By,
    /// Whether the day is a guess of ours rather than somebody's word.
    pub estimated: bool,
    /// How sure its source makes us.
    pub confidence: Confidence,
    /// Who says so.
    pub source: &'static str,
}

/// The table.
pub const RULES: [Rule; 9] = [
    Rule {
        id: RuleId::BalanceStated,
        event: Event::BalanceDated,
        moves: Clock::Number,
        by: By::StatedDay,
        estimated: false,
        confidence: Confidence::Official,
        source: "the operator's own reply; TRC Guideline 8021 counts from the last day of the main balance",
    },
    Rule {
        id: RuleId::TopUpStated,
        event: Event::TopUpDated,
        moves: Clock::Number,
        by: By::StatedDay,
        estimated: false,
        confidence: Confidence::Official,
        source: "the operator's own message; Smart's says `valid till` after a top-up (2017)",
    },
    Rule {
        id: RuleId::TopUpDays,
        event: Event::TopUp,
        moves: Clock::Number,
        by: By::CatalogueDays,
        estimated: true,
        confidence: Confidence::Independent,
        source: "the operator's page on what an amount buys, of unknown age; that a top-up takes no day away is ours",
    },
    Rule {
        id: RuleId::NumberByHand,
        event: Event::NumberByHand,
        moves: Clock::Number,
        by: By::StatedDay,
        estimated: false,
        confidence: Confidence::Independent,
        source: "the number's owner",
    },
    Rule {
        id: RuleId::PlanStated,
        event: Event::PlanDated,
        moves: Clock::Plan,
        by: By::StatedDay,
        estimated: false,
        confidence: Confidence::Official,
        source: "the operator's own reply",
    },
    Rule {
        id: RuleId::PlanRenewed,
        event: Event::PlanRenewed,
        moves: Clock::Plan,
        by: By::PlanPeriod,
        estimated: true,
        confidence: Confidence::Independent,
        source: "the plan's period, as its owner or a reply gives it",
    },
    Rule {
        id: RuleId::PlanByHand,
        event: Event::PlanByHand,
        moves: Clock::Plan,
        by: By::StatedDay,
        estimated: false,
        confidence: Confidence::Independent,
        source: "the plan's owner",
    },
    Rule {
        id: RuleId::PlanKeepsNothing,
        event: Event::PlanForNumber,
        moves: Clock::Number,
        by: By::Nothing,
        estimated: false,
        confidence: Confidence::Official,
        source: "every sourced rule names the balance's validity alone (TRC 8021; Smart's, Metfone's and Cellcard's pages)",
    },
    Rule {
        id: RuleId::Unused,
        event: Event::Use,
        moves: Clock::Number,
        by: By::ThreeMonths,
        estimated: true,
        confidence: Confidence::Unconfirmed,
        source: "a guide for residents without source or date; only where nothing better is known",
    },
];

/// The row of an event.
pub fn rule(event: Event) -> &'static Rule {
    RULES.iter().find(|rule| rule.event == event).unwrap_or(&RULES[0])
}

impl RuleId {
    /// The row of that name.
    pub fn rule(self) -> &'static Rule {
        RULES.iter().find(|rule| rule.id == self).unwrap_or(&RULES[0])
    }
}

/// How many days an amount buys, both ends included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopUpRow {
    /// The least amount.
    pub from: Money,
    /// The greatest.
    pub to: Money,
    /// Days of validity, counted from the top-up.
    pub days: u32,
}

/// What an operator's top-ups buy, by card and electronically together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TopUpDays {
    /// In any order; an amount that isn't in any buys an unknown number of days.
    pub rows: Vec<TopUpRow>,
}

impl TopUpDays {
    /// The fewest days that any row gives for an amount: a card and an electronic top-up may differ, and a message doesn't say which it was.
    pub fn of(&self, amount: &Money) -> Option<u32> {
        let at_least = |row: &TopUpRow| amount.compare(&row.from).is_some_and(Ordering::is_ge);
        let at_most = |row: &TopUpRow| amount.compare(&row.to).is_some_and(Ordering::is_le);
        self.rows.iter().filter(|row| at_least(row) && at_most(row)).map(|row| row.days).min()
    }
}

/// Until when the number's balance is valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberDate {
    /// The last day.
    pub day: NaiveDate,
    /// Which rule gives it.
    pub rule: RuleId,
    /// When it became known, epoch milliseconds.
    pub at_ms: i64,
    /// Who said so.
    pub origin: Origin,
}

/// Whether a guess for an event on a day moves a date that stands. It takes no day away, and what a person typed wins
/// over it until its own day has come.
pub(super) fn guess_counts(guess: NaiveDate, on: NaiveDate, stands: Option<(NaiveDate, Origin)>) -> bool {
    stands.is_none_or(|(day, origin)| day < guess && (origin != Origin::Hand || day <= on))
}

/// Something that may move the number's date.
struct Happened<'e> {
    at_ms: i64,
    event: Event,
    origin: Origin,
    stated: Option<NaiveDate>,
    amount: Option<&'e Money>,
}

/// The number's own clock: the newest statement, and what was topped up after it.
pub fn number_date(
    balances: &[BalanceEntry],
    charges: &[ChargeEntry],
    top_up_days: &TopUpDays,
    now: Now,
) -> Option<NumberDate> {
    let of_top_up: HashSet<i64> = charges
        .iter()
        .filter(|charge| charge.kind == ChargeKind::TopUp)
        .filter_map(|charge| charge.reply_id)
        .collect();
    let dated: HashSet<i64> = balances
        .iter()
        .filter(|entry| entry.valid_until.is_some() || entry.offered_until.is_some())
        .filter_map(|entry| entry.reply_id)
        .collect();
    let mut happened: Vec<Happened<'_>> = Vec::new();
    for entry in balances {
        let event = match entry.origin {
            Origin::Hand => Event::NumberByHand,
            _ if entry.reply_id.is_some_and(|id| of_top_up.contains(&id)) => Event::TopUpDated,
            Origin::Reply | Origin::Tap => Event::BalanceDated,
        };
        happened.extend(entry.valid_until.map(|day| Happened {
            at_ms: entry.at_ms,
            event,
            origin: entry.origin,
            stated: Some(day),
            amount: None,
        }));
    }
    for charge in charges {
        let stated = charge.reply_id.is_some_and(|id| dated.contains(&id));
        let event = match charge.kind {
            ChargeKind::TopUp if charge.may_soothe() && !stated => Event::TopUp,
            ChargeKind::Renewal => Event::PlanForNumber,
            ChargeKind::TopUp | ChargeKind::SmsFee | ChargeKind::ServiceFee => continue,
        };
        happened.push(Happened {
            at_ms: charge.at_ms,
            event,
            origin: charge.origin,
            stated: None,
            amount: Some(&charge.amount),
        });
    }
    // Stable: of two said at once the one stored later counts.
    happened.sort_by_key(|happened| happened.at_ms);
    let mut known: Option<NumberDate> = None;
    for Happened { at_ms, event, origin, stated, amount } in happened {
        let rule = rule(event);
        let day = match rule.by {
            By::StatedDay => stated,
            By::CatalogueDays => {
                let on = now.local_at(at_ms).date();
                amount
                    .and_then(|amount| top_up_days.of(amount))
                    .and_then(|days| on.checked_add_days(Days::new(days.into())))
                    .filter(|guess| guess_counts(*guess, on, known.map(|known| (known.day, known.origin))))
            }
            By::PlanPeriod | By::ThreeMonths | By::Nothing => None,
        };
        known = day.map(|day| NumberDate { day, rule: rule.id, at_ms, origin }).or(known);
    }
    known
}

/// A loss with the day on which it begins and the rule that says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuledLoss {
    /// What begins.
    pub stage: Stage,
    /// On which day.
    pub on: NaiveDate,
    /// The rule that moved the number's date, or [`RuleId::Unused`].
    pub rule: RuleId,
    /// Since when it is known, epoch milliseconds.
    pub since_ms: i64,
}

/// What is lost and when: for each stage the earliest day that a standing rule gives, in order. The regulator's stages
/// stand once the balance's last day is known; the guide's three months only where it isn't.
pub fn losses(
    date: Option<NumberDate>,
    retention: &Retention,
    last_use_ms: Option<i64>,
    now: Now,
) -> Vec<RuledLoss> {
    let mut given: Vec<RuledLoss> = Vec::new();
    if let Some(date) = date {
        let of_rule = |(stage, on)| RuledLoss { stage, on, rule: date.rule, since_ms: date.at_ms };
        given.extend(retention.losses(date.day).map(of_rule));
    } else if let Some(since_ms) = last_use_ms {
        let on = now.local_at(since_ms).date().checked_add_months(Months::new(3));
        given.extend(on.map(|on| RuledLoss { stage: Stage::CutOff, on, rule: RuleId::Unused, since_ms }));
    }
    let mut earliest: Vec<RuledLoss> = Vec::new();
    for loss in given {
        match earliest.iter_mut().find(|other| other.stage == loss.stage) {
            Some(other) if loss.on < other.on => *other = loss,
            Some(_) => {}
            None => earliest.push(loss),
        }
    }
    earliest.sort_by_key(|loss| loss.stage);
    earliest
}

#[cfg(test)]
mod tests;
