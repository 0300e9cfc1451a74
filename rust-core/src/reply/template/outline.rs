//! A message as a template sees it: words, figures, words.

use std::ops::Range;

use super::{counts, is_currency_sign};
use crate::reply::facts::Withheld;
use crate::reply::gate::{self, Speaker};
use crate::reply::hash::Hash;
use crate::reply::hints::Hints;
use crate::reply::item::{Item, Kind};
use crate::reply::lexicon::{is_unspaced, lexicon};
use crate::reply::measure::{self, Measures};
use crate::reply::normalise::Folded;
use crate::reply::scan::{self, Scan};
use crate::reply::{LONGEST, menu, roles};

/// A stretch of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Run {
    /// A range of the folded text with at least one letter in it, and no figure.
    Words(Range<usize>),
    /// Figures with no letter between them, as indices of pieces.
    Figures(Vec<usize>),
}

/// A message cut into words and figures.
pub struct Outline {
    pub folded: Folded,
    pub scan: Scan,
    pub measures: Measures,
    pub runs: Vec<Run>,
    /// The piece at which a menu begins, in which nothing is a fact.
    pub menu: usize,
}

impl Outline {
    /// Cuts a message, unless it is too long or somebody else's than an operator's: then the reason.
    pub fn of(text: &str, hints: &Hints) -> Result<Outline, Withheld> {
        if text.len() > LONGEST {
            return Err(Withheld::TooLong);
        }
        let folded = Folded::of(text);
        let mut scan = scan::scan(&folded.text, lexicon());
        let menu = menu::start(&scan.items);
        match gate::speaker(&scan.items, menu, &folded.text, scan.masked) {
            Speaker::Operator => {}
            Speaker::Bank => return Err(Withheld::BankMessage),
            Speaker::Advertiser => return Err(Withheld::Advertising),
            Speaker::OneTimePassword => return Err(Withheld::OneTimePassword),
        }
        let measures = measure::measure(&mut scan, &folded.text, lexicon(), hints);
        let runs = runs(&scan.items, &folded.text);
        Ok(Outline { folded, scan, measures, runs, menu })
    }

    /// What a figure's digits and marks are.
    pub fn literal(&self, at: usize) -> &str {
        &self.folded.text[self.scan.items[at].range()]
    }

    /// The range of the original that a figure stems from.
    pub fn origin(&self, at: usize, original: &str) -> Range<usize> {
        self.folded.origin(self.scan.items[at].range(), original)
    }
}

fn runs(items: &[Item], text: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut end = 0;
    for (at, item) in items.iter().enumerate() {
        // The parts of a date that is spelt out lie inside it.
        if !is_figure(item.kind) || (item.start as usize) < end {
            continue;
        }
        let between = end..item.start as usize;
        let words = text[between.clone()].chars().any(counts);
        if words {
            runs.push(Run::Words(between));
        }
        match runs.last_mut() {
            Some(Run::Figures(figures)) => figures.push(at),
            _ => runs.push(Run::Figures(vec![at])),
        }
        end = item.end as usize;
    }
    if text[end..].chars().any(counts) {
        runs.push(Run::Words(end..text.len()));
    }
    runs
}

fn is_figure(kind: Kind) -> bool {
    match kind {
        Kind::Number
        | Kind::Date
        | Kind::Time
        | Kind::Percent
        | Kind::Code
        | Kind::Money
        | Kind::Data
        | Kind::Count => true,
        Kind::Word | Kind::Unit => false,
    }
}

/// The words of a stretch, one space between them.
pub fn words(text: &str) -> String {
    let words = text.split(|c| !counts(c)).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// Whether a stretch says the same as a template's words.
pub fn says(text: &str, words: &str) -> bool {
    text.chars().filter(|&c| counts(c)).eq(words.chars().filter(|&c| c != ' '))
}

/// How many letters tell a template's words from other words: a currency's name stands in any message about money, and a
/// letter of a script without spaces says about as much as two others.
pub fn weight(words: &str) -> usize {
    let names_currency = |word: &str| {
        lexicon().get(Hash::of(word.as_bytes())).is_some_and(|entry| entry.roles.has(roles::CURRENCY))
    };
    let telling = words.split(' ').filter(|word| !names_currency(word));
    let letters = telling.flat_map(str::chars).filter(|&c| !is_currency_sign(c));
    letters.map(|c| if is_unspaced(c) { 2 } else { 1 }).sum()
}
