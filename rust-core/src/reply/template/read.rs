//! A template and a message → what stands in its gaps, if it fits.

use chrono::NaiveDate;

use super::choices::{amount, day, is_read};
use super::outline::{Outline, Run, says};
use super::{Gap, Part, Template};
use crate::money::Money;
use crate::reply::facts::{Fact, Reading, ReplyKind, ValidityOf, Withheld};
use crate::reply::hints::Hints;
use crate::reply::{self};

/// What a template reads in a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The main balance.
    pub balance: Option<Fact<Money>>,
    /// A last day, and what ends then.
    pub last_day: Option<(Fact<NaiveDate>, ValidityOf)>,
}

impl Template {
    /// What it reads in a text; `None` if it doesn't fit, or a gap holds something else than it is for. Pure; takes time
    /// in proportion to the text.
    pub fn read(&self, text: &str, hints: &Hints) -> Option<Found> {
        self.read_in(&Outline::of(text, hints).ok()?, text, hints)
    }

    fn read_in(&self, outline: &Outline, text: &str, hints: &Hints) -> Option<Found> {
        let mut found = Found { balance: None, last_day: None };
        let mut parts = self.parts.iter().peekable();
        for run in &outline.runs {
            let figures = match run {
                Run::Words(range) => {
                    let Some(Part::Words(words)) = parts.next() else { return None };
                    if !says(&outline.folded.text[range.clone()], words) {
                        return None;
                    }
                    continue;
                }
                Run::Figures(figures) => figures,
            };
            let mut gaps = Vec::new();
            while let Some(Part::Gap(gap)) = parts.peek() {
                gaps.push(*gap);
                parts.next();
            }
            if gaps == [Gap::Figure] {
                continue;
            }
            if gaps.len() != figures.len() {
                return None;
            }
            for (gap, &at) in gaps.into_iter().zip(figures) {
                if gap != Gap::Figure && at >= outline.menu {
                    return None;
                }
                let span = outline.origin(at, text);
                match gap {
                    Gap::Balance { .. } => {
                        found.balance = Some(Fact { value: amount(outline, at, gap, hints)?, span });
                    }
                    Gap::LastDay { of, .. } => {
                        found.last_day = Some((Fact { value: day(outline, at, gap, hints)?, span }, of));
                    }
                    Gap::Figure => {}
                }
            }
        }
        parts.next().is_none().then_some(found)
    }
}

/// Reads a text, and what is missing by the first of the templates that fits; gives the place of the one that added
/// something.
pub fn read_with(text: &str, hints: &Hints, templates: &[Template]) -> (Reading, Option<usize>) {
    let mut reading = reply::read(text, hints);
    let by = complete(&mut reading, text, hints, templates);
    (reading, by)
}

/// The same for a text that was read already.
pub fn complete(reading: &mut Reading, text: &str, hints: &Hints, templates: &[Template]) -> Option<usize> {
    if templates.is_empty() || reading.is_whole() {
        return None;
    }
    let outline = Outline::of(text, hints).ok()?;
    let fitting = templates
        .iter()
        .enumerate()
        .find_map(|(at, template)| Some((at, template.read_in(&outline, text, hints)?)));
    fitting.and_then(|(at, found)| reading.complete(found).then_some(at))
}

impl Reading {
    /// Whether nothing that could be taught is missing.
    pub fn is_whole(&self) -> bool {
        self.balance.is_some() && self.valid_until.is_some()
    }

    /// Fills in what was not read; whether that was anything.
    fn complete(&mut self, found: Found) -> bool {
        let mut added = false;
        if let Some(balance) = found.balance.filter(|fact| !is_read(self, &fact.span))
            && self.balance.is_none()
        {
            self.balance = Some(balance);
            self.withheld.retain(|reason| !of_an_amount(*reason));
            added = true;
        }
        if let Some((day, of)) = found.last_day.filter(|(fact, _)| !is_read(self, &fact.span))
            && self.valid_until.is_none()
        {
            (self.valid_until, self.valid_of) = (Some(day), Some(of));
            self.withheld.retain(|reason| !of_a_date(*reason));
            added = true;
        }
        if added && self.kind == ReplyKind::Other && self.balance.is_some() {
            self.kind = ReplyKind::Balance;
        }
        added
    }

    /// Whether it says something else than what a template reads: another balance, another last day, or another fact in
    /// the same place.
    pub fn contradicts(&self, found: &Found) -> bool {
        let balance = found.balance.as_ref().is_some_and(|told| match &self.balance {
            Some(read) => read.value != told.value,
            None => is_read(self, &told.span),
        });
        let last_day = found.last_day.as_ref().is_some_and(|(told, of)| match &self.valid_until {
            Some(read) => read.value != told.value || self.valid_of != Some(*of),
            None => is_read(self, &told.span),
        });
        balance || last_day
    }
}

fn of_an_amount(reason: Withheld) -> bool {
    matches!(
        reason,
        Withheld::NoBalanceWord
            | Withheld::SeveralAmounts
            | Withheld::UnclearAmount
            | Withheld::NotMainBalance
    )
}

fn of_a_date(reason: Withheld) -> bool {
    matches!(reason, Withheld::UnclearDate | Withheld::SeveralDates)
}
