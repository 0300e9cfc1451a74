//! A message and what a person marked in it → a template.

use super::choices;
use super::outline::{self, Outline, Run};
use super::{Fault, Gap, Part, Template};
use crate::reply::facts::{ValidityOf, Withheld};
use crate::reply::hints::Hints;

/// What a person marked, as indices of [`choices`](super::choices()).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Which amount is the balance.
    pub balance: Option<usize>,
    /// Which day is a last day, and of what.
    pub last_day: Option<(usize, ValidityOf)>,
}

/// Why nothing can be learnt from a message so marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unteachable {
    /// What was marked as the balance is no amount that can be told.
    NotAnAmount,
    /// What was marked as a last day is no date that can be told.
    NotADate,
    /// The message isn't an operator's, or too long: the reason.
    Withheld(Withheld),
    /// What comes out is no template.
    Fault(Fault),
}

/// Derives the template of a message. Pure; takes time in proportion to the text.
pub fn derive(text: &str, hints: &Hints, marks: &Marks) -> Result<Template, Unteachable> {
    let outline = Outline::of(text, hints).map_err(Unteachable::Withheld)?;
    let choices = choices::of(&outline, text, hints);
    let balance =
        marks.balance.map(|at| choices.amounts.get(at).ok_or(Unteachable::NotAnAmount)).transpose()?;
    let last_day = marks
        .last_day
        .map(|(at, of)| choices.days.get(at).map(|day| (day, of)).ok_or(Unteachable::NotADate))
        .transpose()?;
    let gap = |piece: usize| {
        if let Some(amount) = balance.filter(|amount| amount.piece == piece) {
            return Gap::Balance { currency: amount.currency, decimal: amount.decimal };
        }
        match last_day {
            Some((day, of)) if day.piece == piece => Gap::LastDay { of, order: day.order },
            _ => Gap::Figure,
        }
    };
    let mut parts = Vec::with_capacity(outline.runs.len());
    for run in &outline.runs {
        match run {
            Run::Words(range) => parts.push(Part::Words(outline::words(&outline.folded.text[range.clone()]))),
            Run::Figures(figures) => {
                let gaps: Vec<Gap> = figures.iter().map(|&piece| gap(piece)).collect();
                // Figures of which none matters may be more or fewer next time: a telephone number in groups.
                let any = gaps.iter().all(|gap| *gap == Gap::Figure);
                parts.extend(gaps.into_iter().take(if any { 1 } else { usize::MAX }).map(Part::Gap));
            }
        }
    }
    Template::new(parts).map_err(Unteachable::Fault)
}
