//! Catalogue files: the checks beyond their form, with errors that name the file and the field.

mod actions;
mod facts;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

use super::form::{CountryFile, OperatorFile, SourceEntry, WalletFile};
use super::{Action, Advice, Confidence, Contact, LossRule, Operator, Source, Wallet};
use crate::msisdn::Numbering;
use crate::planner::Retention;

/// A catalogue file that can't be used. The shipped files are tested, so this is seen by whoever edits one.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    /// Not what the build script wrote.
    #[error("{file}: not of the catalogue's form")]
    Form {
        /// The file's name.
        file: String,
    },
    /// A field whose value can't be used.
    #[error("{file}: {field}: {detail}")]
    Field {
        /// The file's name.
        file: String,
        /// The field's path.
        field: String,
        /// What is wrong with it.
        detail: String,
    },
}

/// What holds on every network of a country.
pub(super) struct Country {
    code: String,
    pub(super) numbering: Numbering,
    actions: Vec<Action>,
    retention: Retention,
    other_rules: Vec<LossRule>,
    contacts: Vec<Contact>,
    advice: Vec<Advice>,
}

/// Checks a wallet's file.
pub(super) fn wallet(file: &str, entry: WalletFile) -> Result<Wallet, CatalogueError> {
    let source = Sources { file, entries: &entry.sources }.named("source", &entry.source)?;
    Ok(Wallet { id: entry.id, name: entry.name, country: entry.country, notes: entry.notes, source })
}

/// Checks a country's file.
pub(super) fn country(file: &str, entry: CountryFile, wallets: &[Wallet]) -> Result<Country, CatalogueError> {
    let sources = Sources { file, entries: &entry.sources };
    Ok(Country {
        numbering: facts::numbering(&sources, &entry.numbering, &entry.country)?,
        actions: actions::actions(&sources, &entry.actions, "", wallets)?,
        retention: facts::retention(&sources, &entry.retention)?,
        other_rules: facts::rules(&sources, &entry.other_rules)?,
        contacts: facts::contacts(&sources, &entry.contacts)?,
        advice: facts::advice(&sources, &entry.advice)?,
        code: entry.country,
    })
}

/// Checks an operator's file; the country's common actions and rule are joined to its own.
pub(super) fn operator(
    file: &str,
    entry: OperatorFile,
    country: &Country,
    wallets: &[Wallet],
) -> Result<Operator, CatalogueError> {
    if entry.country != country.code {
        return Err(field(file, "country", "is not the country whose common file was given"));
    }
    let sources = Sources { file, entries: &entry.sources };
    let defunct = entry.defunct.as_ref().map(|key| sources.named("defunct", key)).transpose()?;
    let mut actions = actions::actions(&sources, &entry.actions, &entry.currency, wallets)?;
    // What is common to all networks can't be done on one that is gone.
    if defunct.is_none() {
        actions.extend(common(&sources, entry.common.as_deref(), country)?);
    }
    facts::stops(file, &actions)?;
    let mut other_rules = facts::rules(&sources, &entry.other_rules)?;
    other_rules.extend(country.other_rules.iter().cloned());
    other_rules.sort_by_key(|rule| rule.source.confidence());
    let mut contacts = facts::contacts(&sources, &entry.contacts)?;
    contacts.extend(country.contacts.iter().cloned());
    contacts.sort_by_key(|contact| contact.source.confidence());
    let (plmn, carrier_ids) = facts::networks(&sources, &entry.networks)?;
    let mut operator = Operator {
        prefixes: facts::prefixes(&sources, &entry.prefixes, &country.numbering)?,
        voucher_digits: facts::voucher(&sources, entry.voucher.as_ref())?,
        top_ups: facts::top_ups(&sources, &entry.top_ups, &entry.currency)?,
        id: entry.id,
        name: entry.name,
        country: entry.country,
        currency: entry.currency,
        date_order: entry.date_order,
        defunct,
        plmn,
        carrier_ids,
        actions,
        retention: country.retention.clone(),
        other_rules,
        contacts,
        advice: country.advice.clone(),
    };
    operator.sort_actions();
    Ok(operator)
}

/// The country's actions. Where its regulator's word is less plain for this operator, `key` names the source that says so.
fn common(
    sources: &Sources<'_>,
    key: Option<&str>,
    country: &Country,
) -> Result<Vec<Action>, CatalogueError> {
    let mut actions = country.actions.clone();
    if let Some(key) = key {
        let source = sources.named("common", key)?;
        for action in actions.iter_mut().filter(|action| action.source.confidence() == Confidence::Official) {
            action.source = source.clone();
        }
    }
    Ok(actions)
}

/// Takes in a shipped file as the build script wrote it.
pub(super) fn shipped<T: DeserializeOwned>(file: &str, postcard: &[u8]) -> Result<T, CatalogueError> {
    postcard::from_bytes(postcard).map_err(|_| CatalogueError::Form { file: file.to_owned() })
}

fn field(file: &str, field: impl Into<String>, detail: impl Into<String>) -> CatalogueError {
    CatalogueError::Field { file: file.to_owned(), field: field.into(), detail: detail.into() }
}

/// The sources of one file, by key.
struct Sources<'a> {
    file: &'a str,
    entries: &'a BTreeMap<String, SourceEntry>,
}

impl Sources<'_> {
    fn named(&self, at: &str, key: &str) -> Result<Source, CatalogueError> {
        let entry = self.entries.get(key).ok_or_else(|| self.wrong(at, format!("no source named {key}")))?;
        Ok(Source { kind: entry.kind, title: entry.title.clone(), as_of: entry.as_of.clone() })
    }

    fn wrong(&self, at: impl Into<String>, detail: impl Into<String>) -> CatalogueError {
        field(self.file, at, detail)
    }
}
