//! The form of a catalogue file: what TOML it may hold, field by field (`rust-core/catalogue/README.md` in words).
//!
//! Used twice. The build script reads the TOML in this form and writes it as postcard; the core reads the postcard. So
//! a word out of place stops the build with its line, and the phone carries no TOML reader (some 100 kB of code).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::words::{ActionKind, ContactKind, CountsFrom, DateOrder, Means, Note, SourceKind, Topic};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CountryFile {
    #[serde(rename = "id")]
    pub(crate) _id: String,
    pub(crate) country: String,
    pub(crate) sources: BTreeMap<String, SourceEntry>,
    pub(crate) numbering: NumberingEntry,
    pub(crate) retention: RetentionEntry,
    #[serde(default)]
    pub(crate) other_rules: Vec<RuleEntry>,
    #[serde(default)]
    pub(crate) contacts: Vec<ContactEntry>,
    #[serde(default)]
    pub(crate) advice: Vec<AdviceEntry>,
    #[serde(default)]
    pub(crate) actions: Vec<ActionEntry>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OperatorFile {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) country: String,
    pub(crate) currency: String,
    pub(crate) date_order: Option<DateOrder>,
    pub(crate) defunct: Option<String>,
    pub(crate) common: Option<String>,
    pub(crate) sources: BTreeMap<String, SourceEntry>,
    #[serde(default)]
    pub(crate) networks: Vec<NetworkEntry>,
    #[serde(default)]
    pub(crate) prefixes: Vec<PrefixEntry>,
    pub(crate) voucher: Option<VoucherEntry>,
    #[serde(default)]
    pub(crate) top_ups: Vec<TopUpEntry>,
    #[serde(default)]
    pub(crate) other_rules: Vec<RuleEntry>,
    #[serde(default)]
    pub(crate) contacts: Vec<ContactEntry>,
    #[serde(default)]
    pub(crate) actions: Vec<ActionEntry>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WalletFile {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) country: String,
    pub(crate) sources: BTreeMap<String, SourceEntry>,
    pub(crate) notes: Vec<Note>,
    pub(crate) source: String,
}

/// `world.toml`, which `cargo xtask catalogue --import` writes.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WorldFile {
    pub(crate) version: String,
    pub(crate) providers: Vec<ProviderEntry>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProviderEntry {
    pub(crate) country: String,
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) plmn: Vec<String>,
    #[serde(default)]
    pub(crate) ussd: Vec<String>,
    #[serde(default)]
    pub(crate) menu: Vec<String>,
    #[serde(default)]
    pub(crate) dtmf: Vec<String>,
    #[serde(default)]
    pub(crate) top_up: Vec<String>,
    #[serde(default)]
    pub(crate) sms: Vec<(String, String)>,
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
pub(crate) struct NumberingEntry {
    pub(crate) calling_code: String,
    pub(crate) trunk: String,
    pub(crate) digits: Vec<u8>,
    pub(crate) source: String,
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
pub(crate) struct RuleEntry {
    pub(crate) counts_from: CountsFrom,
    pub(crate) outgoing_blocked: Option<u32>,
    pub(crate) incoming_blocked: Option<u32>,
    pub(crate) cut_off: Option<u32>,
    pub(crate) resold: Option<u32>,
    pub(crate) source: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ContactEntry {
    pub(crate) kind: ContactKind,
    pub(crate) value: String,
    #[serde(default)]
    pub(crate) notes: Vec<Note>,
    pub(crate) source: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AdviceEntry {
    pub(crate) topic: Topic,
    pub(crate) notes: Vec<Note>,
    pub(crate) source: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NetworkEntry {
    #[serde(default)]
    pub(crate) plmn: Vec<String>,
    #[serde(default)]
    pub(crate) carrier_ids: Vec<i32>,
    pub(crate) source: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PrefixEntry {
    pub(crate) starts: Vec<String>,
    pub(crate) digits: Vec<u8>,
    pub(crate) source: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct VoucherEntry {
    pub(crate) digits: Vec<u8>,
    pub(crate) source: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TopUpEntry {
    pub(crate) means: Means,
    pub(crate) from: String,
    pub(crate) to: Option<String>,
    pub(crate) currency: Option<String>,
    pub(crate) days: Option<u16>,
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
    pub(crate) number: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) wallet: Option<String>,
    #[serde(default)]
    pub(crate) steps: Vec<String>,
    pub(crate) plan: Option<String>,
    pub(crate) cost: Option<CostName>,
    pub(crate) price: Option<String>,
    #[serde(default)]
    pub(crate) recurs: bool,
    pub(crate) stop: Option<String>,
    #[serde(default)]
    pub(crate) notes: Vec<Note>,
    pub(crate) source: String,
}

#[derive(Serialize, Deserialize, Clone, Copy)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ChannelName {
    Ussd,
    UssdMenu,
    Sms,
    Call,
    App,
    Web,
    Shop,
    Wallet,
    Unstated,
}

#[derive(Serialize, Deserialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
pub(crate) enum CostName {
    Free,
}
