//! The form of a catalogue file: what TOML it may hold, field by field (`rust-core/catalogue/README.md` in words).
//!
//! Used twice. The build script reads the TOML in this form and writes it as postcard; the core reads the postcard. So
//! a word out of place stops the build with its line, and the phone carries no TOML reader (some 100 kB of code).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// How an operator writes a date whose digits alone don't tell the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateOrder {
    /// Day, month, year.
    Dmy,
    /// Month, day, year.
    Mdy,
    /// Year, month, day.
    Ymd,
}

/// Who says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceKind {
    /// The country's telecom regulator.
    Regulator,
    /// The operator's own page or message.
    Operator,
    /// An open data set.
    Dataset,
    /// Somebody saw it work and wrote it down.
    Observed,
    /// A guide that names no source.
    Guide,
}

/// What an action is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActionKind {
    /// Ask how much is left and until when.
    CheckBalance,
    /// Have the plan renewed again and again by itself.
    AutoRenewOn,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CountryFile {
    #[serde(rename = "id")]
    pub(crate) _id: String,
    pub(crate) country: String,
    pub(crate) sources: BTreeMap<String, SourceEntry>,
    #[serde(default)]
    pub(crate) actions: Vec<ActionEntry>,
    pub(crate) retention: RetentionEntry,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OperatorFile {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) country: String,
    pub(crate) currency: String,
    pub(crate) date_order: DateOrder,
    pub(crate) plmn: Vec<String>,
    pub(crate) carrier_ids: Vec<i32>,
    pub(crate) sources: BTreeMap<String, SourceEntry>,
    #[serde(default)]
    pub(crate) actions: Vec<ActionEntry>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SourceEntry {
    pub(crate) kind: SourceKind,
    pub(crate) title: String,
    pub(crate) as_of: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RetentionEntry {
    pub(crate) outgoing_blocked: u32,
    pub(crate) incoming_blocked: u32,
    pub(crate) cut_off: u32,
    pub(crate) resold: u32,
    pub(crate) source: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ActionEntry {
    pub(crate) id: String,
    pub(crate) kind: ActionKind,
    pub(crate) channel: ChannelName,
    pub(crate) code: Option<String>,
    pub(crate) to: Option<String>,
    pub(crate) body: Option<String>,
    pub(crate) cost: Option<CostName>,
    #[serde(default)]
    pub(crate) recurs: bool,
    pub(crate) stop: Option<String>,
    pub(crate) source: String,
}

#[derive(Serialize, Deserialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ChannelName {
    Ussd,
    Sms,
}

#[derive(Serialize, Deserialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
pub(crate) enum CostName {
    Free,
}
