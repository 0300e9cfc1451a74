//! Where a fact comes from, and how sure that makes us.

use super::SourceKind;

/// How far a fact can be trusted, surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// The regulator's or the operator's own text.
    Official,
    /// One independent source.
    Independent,
    /// Nobody can be held to it: shown as such, asked twice, never a default.
    Unconfirmed,
}

/// A fact with its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sourced<T> {
    /// The fact.
    pub value: T,
    /// Who says so.
    pub source: Source,
}

/// A named source of facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Who says it.
    pub kind: SourceKind,
    /// What it is, in words.
    pub title: String,
    /// The year or date for which it was true, as the source gives it; unknown if `None`.
    pub as_of: Option<String>,
}

impl Source {
    /// How far a fact from here can be trusted.
    pub fn confidence(&self) -> Confidence {
        match self.kind {
            SourceKind::Regulator | SourceKind::Operator => Confidence::Official,
            SourceKind::Dataset | SourceKind::Observed | SourceKind::Own => Confidence::Independent,
            SourceKind::Guide | SourceKind::File => Confidence::Unconfirmed,
        }
    }
}
