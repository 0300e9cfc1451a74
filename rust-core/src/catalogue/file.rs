//! One catalogue file: the checks beyond its form, with errors that name the file and the field.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

use super::form::{ActionEntry, ChannelName, CostName, CountryFile, OperatorFile, SourceEntry};
use super::{Action, Channel, Cost, Operator, Source};
use crate::compose;
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
    actions: Vec<Action>,
    retention: Retention,
}

/// Checks a country's file.
pub(super) fn country(file: &str, entry: CountryFile) -> Result<Country, CatalogueError> {
    let sources = Sources { file, entries: &entry.sources };
    let retention = Retention {
        outgoing_blocked: entry.retention.outgoing_blocked,
        incoming_blocked: entry.retention.incoming_blocked,
        cut_off: entry.retention.cut_off,
        resold: entry.retention.resold,
        source: sources.named("retention.source", &entry.retention.source)?,
    };
    if !retention.in_order() {
        return Err(field(file, "retention", "the stages must follow one another"));
    }
    let actions = actions(&sources, &entry.actions)?;
    Ok(Country { code: entry.country, actions, retention })
}

/// Checks an operator's file; the country's common actions and rule are joined to its own.
pub(super) fn operator(
    file: &str,
    entry: OperatorFile,
    country: &Country,
) -> Result<Operator, CatalogueError> {
    if entry.country != country.code {
        return Err(field(file, "country", "is not the country whose common file was given"));
    }
    for plmn in &entry.plmn {
        if !(5..=6).contains(&plmn.len()) || !plmn.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(field(file, "plmn", "is five or six digits, MCC and MNC"));
        }
    }
    let sources = Sources { file, entries: &entry.sources };
    let mut actions = actions(&sources, &entry.actions)?;
    actions.extend(country.actions.iter().cloned());
    actions.sort_by_key(|action| (action.source.confidence(), action.cost != Cost::Free));
    Ok(Operator {
        id: entry.id,
        name: entry.name,
        country: entry.country,
        currency: entry.currency,
        date_order: entry.date_order,
        plmn: entry.plmn,
        carrier_ids: entry.carrier_ids,
        actions,
        retention: country.retention.clone(),
    })
}

/// Takes in a shipped file as the build script wrote it.
pub(super) fn shipped<T: DeserializeOwned>(file: &str, postcard: &[u8]) -> Result<T, CatalogueError> {
    postcard::from_bytes(postcard).map_err(|_| CatalogueError::Form { file: file.to_owned() })
}

fn field(file: &str, field: impl Into<String>, detail: impl Into<String>) -> CatalogueError {
    CatalogueError::Field { file: file.to_owned(), field: field.into(), detail: detail.into() }
}

struct Sources<'a> {
    file: &'a str,
    entries: &'a BTreeMap<String, SourceEntry>,
}

impl Sources<'_> {
    fn named(&self, at: &str, key: &str) -> Result<Source, CatalogueError> {
        let entry =
            self.entries.get(key).ok_or_else(|| field(self.file, at, format!("no source named {key}")))?;
        Ok(Source { kind: entry.kind, title: entry.title.clone(), as_of: entry.as_of.clone() })
    }
}

fn actions(sources: &Sources<'_>, entries: &[ActionEntry]) -> Result<Vec<Action>, CatalogueError> {
    entries.iter().map(|entry| action(sources, entry)).collect()
}

fn action(sources: &Sources<'_>, entry: &ActionEntry) -> Result<Action, CatalogueError> {
    let at = |name: &str| format!("actions.{}.{name}", entry.id);
    let wanted = |name: &str, value: &Option<String>| {
        value.clone().ok_or_else(|| field(sources.file, at(name), "is missing for this channel"))
    };
    let channel = match entry.channel {
        ChannelName::Ussd => Channel::Ussd { code: wanted("code", &entry.code)? },
        ChannelName::Sms => Channel::Sms { to: wanted("to", &entry.to)?, body: wanted("body", &entry.body)? },
    };
    compose::outgoing(&channel)
        .map_err(|refused| field(sources.file, at(refused.parameter), format!("{:?}", refused.refusal)))?;
    Ok(Action {
        id: entry.id.clone(),
        kind: entry.kind,
        channel,
        cost: entry.cost.map_or(Cost::Unknown, |CostName::Free| Cost::Free),
        recurs: entry.recurs,
        stop: entry.stop.clone(),
        source: sources.named(&at("source"), &entry.source)?,
    })
}

#[cfg(test)]
mod tests {
    use super::super::{ActionKind, Catalogue, Confidence};
    use super::*;

    const COUNTRY: &str = include_str!("../../catalogue/kh.toml");
    const SMART: &str = include_str!("../../catalogue/kh-smart.toml");

    fn refused(country_text: &str, operator_text: &str) -> String {
        let country_file = toml::from_str(country_text).expect("of the form");
        let operator_file = toml::from_str(operator_text).expect("of the form");
        let result = country("kh.toml", country_file).and_then(|kh| operator("op.toml", operator_file, &kh));
        result.map(|_| ()).expect_err("must be refused").to_string()
    }

    #[test]
    fn every_shipped_code_composes_and_the_free_official_one_is_the_default() {
        let catalogue = Catalogue::shipped().expect("shipped files are valid");
        let smart = catalogue.operator("kh-smart").expect("Smart is shipped");
        let default = smart.default_action(ActionKind::CheckBalance).expect("a balance can be asked");
        assert_eq!(default.channel, Channel::Ussd { code: "*1201#".to_owned() });
        assert_eq!(default.source.confidence(), Confidence::Official);
        assert_eq!(default.cost, Cost::Free);
    }

    #[test]
    fn an_unconfirmed_action_is_never_a_default() {
        let catalogue = Catalogue::shipped().expect("shipped files are valid");
        let smart = catalogue.operator("kh-smart").expect("Smart is shipped");
        assert!(smart.action("kh-smart.auto-renew-on").is_some_and(Action::unconfirmed));
        assert_eq!(smart.default_action(ActionKind::AutoRenewOn), None);
    }

    #[test]
    fn err_a_word_out_of_place_stops_the_build() {
        let error = toml::from_str::<OperatorFile>(&SMART.replace("currency", "curency")).map(|_| ());
        assert!(error.expect_err("not of the form").to_string().contains("curency"));
    }

    #[test]
    fn err_names_the_file_and_the_field() {
        let cases = [
            (
                COUNTRY.to_owned(),
                SMART.replace("source = \"guide\"", "source = \"rumour\""),
                "no source named rumour",
            ),
            (COUNTRY.to_owned(), SMART.replace("\"*888#\"", "\"*888\""), "actions.kh-smart.balance.code"),
            (COUNTRY.to_owned(), SMART.replace("body = \"ON\"\n", ""), "actions.kh-smart.auto-renew-on.body"),
            (COUNTRY.to_owned(), SMART.replace("\"45606\"", "\"456-06\""), "op.toml: plmn"),
            (COUNTRY.replace("cut_off = 90", "cut_off = 30"), SMART.to_owned(), "kh.toml: retention"),
            (COUNTRY.replace("\"*1201#\"", "\"**21*1#\""), SMART.to_owned(), "ChangesPhone"),
        ];
        for (country, operator, expected) in cases {
            let message = refused(&country, &operator);
            assert!(message.contains(expected), "{expected}: {message}");
        }
    }
}
