//! An operator and what is known of it.

use super::words::{ContactKind, CountsFrom, DateOrder, Means, Note, Topic};
use super::{Action, ActionKind, Cost, Source, Sourced};
use crate::money::Money;
use crate::planner::Retention;

/// One operator with every action that can be done on its network, the country's common ones included.
#[derive(Clone, Debug)]
pub struct Operator {
    /// Stable identifier, kept in the ledger.
    pub id: String,
    /// Display name.
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// What `$` or a missing sign means, ISO 4217.
    pub currency: String,
    /// How its replies write dates; `None` if none was ever seen.
    pub date_order: Option<DateOrder>,
    /// Who says that it is no longer there; `None` if it is.
    pub defunct: Option<Source>,
    /// MCC + MNC of its networks.
    pub plmn: Vec<Sourced<String>>,
    /// AOSP carrier ids.
    pub carrier_ids: Vec<Sourced<i32>>,
    /// Its number prefixes.
    pub prefixes: Vec<Sourced<Prefix>>,
    /// How many digits the PIN of its cards has; `None` if unknown.
    pub voucher_digits: Option<Sourced<Vec<u8>>>,
    /// How long a top-up lasts.
    pub top_ups: Vec<TopUp>,
    /// Surest first, then free before others; the first of a kind that can go out is its default.
    pub actions: Vec<Action>,
    /// When a number of this operator is lost: the surest rule.
    pub retention: Retention,
    /// What others say about the same, surest first.
    pub other_rules: Vec<LossRule>,
    /// Where to ask, surest first.
    pub contacts: Vec<Contact>,
    /// What to know in general.
    pub advice: Vec<Advice>,
}

impl Operator {
    /// The action of that id, if it can be done on this network.
    pub fn action(&self, id: &str) -> Option<&Action> {
        self.actions.iter().find(|action| action.id == id)
    }

    /// The default for a kind: the surest one that can go out as it is. An unconfirmed action is never a default.
    pub fn default_action(&self, kind: ActionKind) -> Option<&Action> {
        self.actions.iter().find(|action| action.kind == kind && action.ready() && !action.unconfirmed())
    }

    pub(super) fn sort_actions(&mut self) {
        self.actions.sort_by_key(|action| (action.source.confidence(), action.cost != Cost::Free));
    }

    /// Whether a card with this MCC + MNC may be its.
    pub fn has_plmn(&self, plmn: &str) -> bool {
        self.plmn.iter().any(|own| own.value == plmn)
    }

    /// The MCC and MNC of its cards.
    pub fn plmns(&self) -> Vec<String> {
        self.plmn.iter().map(|own| own.value.clone()).collect()
    }

    /// Its AOSP carrier ids.
    pub fn carrier_ids(&self) -> Vec<i32> {
        self.carrier_ids.iter().map(|own| own.value).collect()
    }

    /// Whether a card with this AOSP carrier id may be its.
    pub fn has_carrier_id(&self, carrier_id: i32) -> bool {
        self.carrier_ids.iter().any(|own| own.value == carrier_id)
    }
}

/// The first digits of numbers of an operator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prefix {
    /// The digits, trunk prefix included.
    pub starts: String,
    /// How many digits such a number has, trunk prefix included.
    pub digits: Vec<u8>,
}

/// What a top-up of some amount buys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopUp {
    /// How it is paid.
    pub means: Means,
    /// The smallest amount.
    pub from: Money,
    /// The largest; the same where there is one amount.
    pub to: Money,
    /// Days of validity; unknown if `None`.
    pub days: Option<u16>,
    /// Who says so.
    pub source: Source,
}

/// What somebody says about when a number is lost; a stage of which nothing is said is `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LossRule {
    /// From when the days count.
    pub counts_from: CountsFrom,
    /// Days until outgoing is blocked.
    pub outgoing_blocked: Option<u32>,
    /// Days until incoming is blocked.
    pub incoming_blocked: Option<u32>,
    /// Days until the number is cut off.
    pub cut_off: Option<u32>,
    /// Days until it may be somebody else's.
    pub resold: Option<u32>,
    /// Who says so.
    pub source: Source,
}

/// Where to ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// What it is.
    pub kind: ContactKind,
    /// The number, name or address.
    pub value: String,
    /// What to know first.
    pub notes: Vec<Note>,
    /// Who says so.
    pub source: Source,
}

/// What to know in general.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// What it is about.
    pub topic: Topic,
    /// What to know.
    pub notes: Vec<Note>,
    /// Who says so.
    pub source: Source,
}

/// A wallet or bank that pays operators.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wallet {
    /// Stable identifier.
    pub id: String,
    /// Display name.
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// What to know first.
    pub notes: Vec<Note>,
    /// Who says so.
    pub source: Source,
}
