//! What is known of operators: whose SIM this is, how each asks for a balance, and when a number is lost.
//!
//! Facts live in TOML files (`rust-core/catalogue/`, whose README is the schema), one an operator, a country or a
//! wallet. This folder loads and looks up; it never invents. An unknown cost is unknown, an unconfirmed command stays so.
//! Beyond Cambodia there is [`World`], an open data set that is decoded when it is first asked.

mod action;
mod file;
mod form;
mod identify;
mod operator;
mod own;
mod source;
mod words;
mod world;

pub use action::{Action, Channel, ChannelKind, Cost, Starts};
pub use file::CatalogueError;
pub use operator::{Advice, Contact, LossRule, Operator, Prefix, TopUp, Wallet};
pub use own::{
    ImportItem, OwnAction, OwnError, OwnForm, OwnOrigin, OwnProblem, Verdict, import, share, with_own,
};
pub use source::{Confidence, Source, Sourced};
pub use words::{ActionKind, ContactKind, CountsFrom, DateOrder, Means, Note, SourceKind, Topic};
pub use world::{Provider, World};

use crate::msisdn::Numbering;

/// A file of `rust-core/catalogue` by its name there, and as the build script wrote it.
macro_rules! shipped {
    ($($name:literal),*) => {
        &[$(($name, include_bytes!(concat!(env!("OUT_DIR"), "/catalogue/", $name, ".postcard")))),*]
    };
}

/// Files by name.
type Files = &'static [(&'static str, &'static [u8])];

const COUNTRY: (&str, &[u8]) = ("kh", include_bytes!(concat!(env!("OUT_DIR"), "/catalogue/kh.postcard")));
const WALLETS: Files = shipped!("wallet-wing", "wallet-areyak-pay", "wallet-aba");
/// In the order in which a list of them is shown.
const OPERATORS: Files =
    shipped!("kh-smart", "kh-metfone", "kh-cellcard", "kh-cootel", "kh-seatel", "kh-cambodia-post", "kh-qb");

/// Every operator that the app ships with.
#[derive(Debug)]
pub struct Catalogue {
    operators: Vec<Operator>,
    wallets: Vec<Wallet>,
    numbering: Vec<Numbering>,
}

impl Catalogue {
    /// The files that are compiled into the core.
    pub fn shipped() -> Result<Self, CatalogueError> {
        let named = |(name, postcard): &(&str, &'static [u8])| (format!("{name}.toml"), *postcard);
        let mut wallets = Vec::new();
        for (file, postcard) in WALLETS.iter().map(named) {
            wallets.push(file::wallet(&file, file::shipped(&file, postcard)?)?);
        }
        let (file, postcard) = named(&COUNTRY);
        let mut kh = file::country(&file, file::shipped(&file, postcard)?, &wallets)?;
        let mut operators = Vec::new();
        for (file, postcard) in OPERATORS.iter().map(named) {
            operators.push(file::operator(&file, file::shipped(&file, postcard)?, &kh, &wallets)?);
        }
        for operator in &operators {
            kh.numbering.learn(&operator.id, &operator.prefixes);
        }
        Ok(Self { operators, wallets, numbering: vec![kh.numbering] })
    }

    /// All operators, in the order a list of them is shown; those that are gone come last.
    pub fn operators(&self) -> &[Operator] {
        &self.operators
    }

    /// The operator of that id.
    pub fn operator(&self, id: &str) -> Option<&Operator> {
        self.operators.iter().find(|operator| operator.id == id)
    }

    /// The wallets and banks.
    pub fn wallets(&self) -> &[Wallet] {
        &self.wallets
    }

    /// How numbers of a country (ISO 3166-1 alpha-2) are written; `None` if that isn't known.
    pub fn numbering(&self, country: &str) -> Option<&Numbering> {
        self.numbering.iter().find(|numbering| numbering.country() == country)
    }
}
