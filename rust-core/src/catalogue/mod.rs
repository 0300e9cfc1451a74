//! What is known of operators: whose SIM this is, how each asks for a balance, and when a number is lost.
//!
//! Facts live in TOML files (`rust-core/catalogue/`, whose README is the schema), one an operator and one a country. This
//! folder loads and looks up; it never invents. An unknown cost is unknown, an unconfirmed command stays so.

mod action;
mod file;
mod form;
mod identify;
mod source;

pub use action::{Action, Channel, Cost};
pub use file::CatalogueError;
pub use form::{ActionKind, DateOrder, SourceKind};
pub use source::{Confidence, Source};

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
    /// How its replies write dates.
    pub date_order: DateOrder,
    /// MCC + MNC.
    pub plmn: Vec<String>,
    /// AOSP carrier ids.
    pub carrier_ids: Vec<i32>,
    /// Surest first, then free before unknown cost; the first of a kind is its default.
    pub actions: Vec<Action>,
    /// When a number of this operator is lost.
    pub retention: Retention,
}

impl Operator {
    /// The action of that id, if it can be done on this network.
    pub fn action(&self, id: &str) -> Option<&Action> {
        self.actions.iter().find(|action| action.id == id)
    }

    /// The default for a kind: the surest one. An unconfirmed action is never a default.
    pub fn default_action(&self, kind: ActionKind) -> Option<&Action> {
        self.actions.iter().find(|action| action.kind == kind && !action.unconfirmed())
    }
}

/// A file of `rust-core/catalogue`, as the build script wrote it.
macro_rules! shipped {
    ($name:literal) => {
        file::shipped($name, include_bytes!(concat!(env!("OUT_DIR"), "/catalogue/", $name, ".postcard")))?
    };
}

/// Every operator that the app ships with.
#[derive(Debug)]
pub struct Catalogue {
    operators: Vec<Operator>,
}

impl Catalogue {
    /// The files that are compiled into the core.
    pub fn shipped() -> Result<Self, CatalogueError> {
        let kh = file::country("kh.toml", shipped!("kh"))?;
        let smart = file::operator("kh-smart.toml", shipped!("kh-smart"), &kh)?;
        Ok(Self { operators: vec![smart] })
    }

    /// All operators, in the order a list of them is shown.
    pub fn operators(&self) -> &[Operator] {
        &self.operators
    }

    /// The operator of that id.
    pub fn operator(&self, id: &str) -> Option<&Operator> {
        self.operators.iter().find(|operator| operator.id == id)
    }
}
