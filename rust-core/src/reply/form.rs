//! The form of the lexicon's files: what TOML they may hold.
//!
//! Used twice, as the catalogue's form is: by the build script, which reads the TOML and writes postcard, and by the
//! core, which reads the postcard.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::catalogue::DateOrder;

/// Which years an operator counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Calendar {
    /// The common one.
    #[default]
    Gregorian,
    /// Thailand's: 543 years ahead.
    Buddhist,
}

/// One language's words.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LanguageFile {
    #[serde(rename = "language")]
    _language: String,
    /// Words and phrases by role.
    #[serde(default)]
    pub(crate) roles: BTreeMap<String, Vec<String>>,
    /// Names of each month.
    #[serde(default)]
    pub(crate) months: Vec<Vec<String>>,
    /// Words after which a reply names what to send back, in lower case.
    #[serde(default)]
    pub(crate) reply_with: Vec<String>,
    /// Words for bytes, KB, MB, GB, TB.
    #[serde(default)]
    pub(crate) bytes: Vec<Vec<String>>,
}

/// What currencies are called, by ISO 4217 code.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CurrencyFile {
    pub(crate) currency: BTreeMap<String, CurrencyEntry>,
}

/// One currency.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CurrencyEntry {
    /// Written without decimals.
    #[serde(default)]
    pub(crate) whole: bool,
    #[serde(default)]
    pub(crate) words: Vec<String>,
    /// Words that count only where it is the operator's own currency.
    #[serde(default)]
    pub(crate) weak: Vec<String>,
}

/// What holds in a country, by ISO 3166-1 code.
pub(crate) type CountryFile = BTreeMap<String, Country>;

/// One country.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Country {
    pub(crate) currency: String,
    pub(crate) order: Option<DateOrder>,
    pub(crate) decimal: Option<char>,
    #[serde(default)]
    pub(crate) calendar: Calendar,
}
