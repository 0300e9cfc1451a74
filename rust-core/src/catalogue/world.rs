//! The world's balance codes: seed data of an open list, old in places. One independent source, so never more than that.
//!
//! It is decoded when somebody first asks, so that opening the core doesn't pay for it.

use std::sync::OnceLock;

use super::form::{ProviderEntry, WorldFile};
use super::{Action, ActionKind, CatalogueError, Channel, Cost, Source, SourceKind, Starts, file};
use crate::compose;

const WORLD: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/catalogue/world.postcard"));
const FILE: &str = "world.toml";

/// Every provider of the list.
#[derive(Debug)]
pub struct World {
    providers: Vec<Provider>,
}

/// A provider of the list.
#[derive(Clone, Debug)]
pub struct Provider {
    /// Stable as long as the list names it so: `gb-lycamobile`.
    pub id: String,
    /// Display name.
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// MCC + MNC of the networks that it uses; several providers may share one.
    pub plmn: Vec<String>,
    /// Ways to ask for the balance, the list's default first, and to top up.
    pub actions: Vec<Action>,
}

impl World {
    /// The list that is compiled into the core.
    pub fn shipped() -> Result<&'static Self, CatalogueError> {
        static DECODED: OnceLock<World> = OnceLock::new();
        match DECODED.get() {
            Some(world) => Ok(world),
            None => {
                let world = Self::decode()?;
                Ok(DECODED.get_or_init(|| world))
            }
        }
    }

    /// Takes the list in anew; what [`World::shipped`] does once.
    pub fn decode() -> Result<Self, CatalogueError> {
        let entries: WorldFile = file::shipped(FILE, WORLD)?;
        let source = Source {
            kind: SourceKind::Dataset,
            title: format!("mobile-broadband-provider-info {}", entries.version),
            as_of: iso(&entries.version),
        };
        let providers = entries.providers.into_iter().map(|entry| provider(entry, &source));
        Ok(Self { providers: providers.collect::<Result<_, _>>()? })
    }

    /// All providers, by country and name.
    pub fn providers(&self) -> &[Provider] {
        &self.providers
    }

    /// The provider of that id.
    pub fn provider(&self, id: &str) -> Option<&Provider> {
        self.providers.iter().find(|provider| provider.id == id)
    }

    /// The providers of a country (ISO 3166-1 alpha-2).
    pub fn of_country(&self, country: &str) -> impl Iterator<Item = &Provider> {
        self.providers.iter().filter(move |provider| provider.country == country)
    }

    /// The providers on a network: its own and those that share it. More than one is for the person to choose from.
    pub fn of_plmn(&self, plmn: &str) -> impl Iterator<Item = &Provider> {
        self.providers.iter().filter(move |provider| provider.plmn.iter().any(|own| own == plmn))
    }
}

/// `20230416` → `2023-04-16`.
fn iso(version: &str) -> Option<String> {
    Some([version.get(..4)?, version.get(4..6)?, version.get(6..)?].join("-"))
}

fn provider(entry: ProviderEntry, source: &Source) -> Result<Provider, CatalogueError> {
    let id = [entry.country.as_str(), &entry.name].map(slug).join("-");
    let balance = channels(&entry);
    let top_up = entry.top_up.into_iter().map(|code| Channel::Ussd { code });
    let balance = numbered("balance", ActionKind::CheckBalance, balance);
    let top_up = numbered("top-up", ActionKind::TopUp, top_up.collect());
    let actions = balance.chain(top_up).map(|(name, kind, channel)| {
        let id = format!("{id}.{name}");
        compose::check(&channel).map_err(|refused| CatalogueError::Field {
            file: FILE.to_owned(),
            field: format!("{id}: {}", refused.parameter),
            detail: format!("{:?}", refused.refusal),
        })?;
        Ok(Action {
            id,
            kind,
            channel,
            plan: None,
            cost: Cost::Unknown,
            starts: Starts::Nothing,
            stop: None,
            notes: Vec::new(),
            source: source.clone(),
        })
    });
    let actions = actions.collect::<Result<_, CatalogueError>>()?;
    Ok(Provider { id, name: entry.name, country: entry.country, plmn: entry.plmn, actions })
}

/// The ways to ask for the balance. A code that is followed by choices is a menu.
fn channels(entry: &ProviderEntry) -> Vec<Channel> {
    let code = |code: &String| {
        let code = code.clone();
        if entry.menu.is_empty() {
            Channel::Ussd { code }
        } else {
            Channel::UssdMenu { code: Some(code), steps: entry.menu.clone() }
        }
    };
    let sms = |(to, body): &(String, String)| Channel::Sms { to: Some(to.clone()), body: body.clone() };
    let call = |number: &String| Channel::Call { number: number.clone(), steps: Vec::new() };
    let codes = entry.ussd.iter().map(code);
    codes.chain(entry.sms.iter().map(sms)).chain(entry.dtmf.iter().map(call)).collect()
}

/// `balance`, `balance-2`, `balance-3` …
fn numbered(
    name: &str,
    kind: ActionKind,
    channels: Vec<Channel>,
) -> impl Iterator<Item = (String, ActionKind, Channel)> {
    channels.into_iter().enumerate().map(move |(at, channel)| {
        (if at == 0 { name.to_owned() } else { format!("{name}-{}", at + 1) }, kind, channel)
    })
}

/// Letters and digits in lower case, what stands between them as one dash.
fn slug(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::catalogue::{Catalogue, Confidence};

    fn world() -> &'static World {
        World::shipped().expect("the shipped list is valid")
    }

    /// What each code is, and that none that is really used is refused as one that changes the phone.
    #[test]
    fn every_code_of_the_world_is_let_through() {
        let mut ways = [0; 4];
        for action in world().providers().iter().flat_map(|provider| &provider.actions) {
            assert_eq!(compose::check(&action.channel), Ok(()), "{}", action.id);
            assert_eq!(action.source.confidence(), Confidence::Independent);
            ways[match action.channel {
                Channel::Ussd { .. } => 0,
                Channel::UssdMenu { .. } => 1,
                Channel::Sms { .. } => 2,
                Channel::Call { .. } => 3,
                _ => panic!("{}: no other way is in the list", action.id),
            }] += 1;
        }
        assert!(ways[0] > 190 && ways[1] == 1 && ways[2] > 14 && ways[3] > 26, "{ways:?}");
    }

    #[test]
    fn ids_are_unique_and_not_those_of_our_own_files() {
        let catalogue = Catalogue::shipped().expect("shipped files are valid");
        let mut ids = BTreeSet::new();
        for provider in world().providers() {
            assert!(ids.insert(&provider.id), "{} twice", provider.id);
            assert!(catalogue.operator(&provider.id).is_none(), "{}", provider.id);
            assert!(provider.country.len() == 2 && provider.country != "KH", "{}", provider.id);
            assert!(!provider.actions.is_empty(), "{}", provider.id);
        }
    }

    #[test]
    fn a_provider_is_found_by_country_network_and_name() {
        let names = |providers: Vec<&Provider>| {
            providers.iter().map(|provider| provider.name.clone()).collect::<Vec<_>>()
        };
        assert_eq!(
            names(world().of_plmn("23410").collect()),
            ["O2", "giffgaff"],
            "one has the other's network"
        );
        assert_eq!(names(world().of_country("KE").collect()), ["Safaricom"]);
        assert!(names(world().of_country("RU").collect()).contains(&"+7Telecom".to_owned()), "repaired");
        let glo = world().provider("ng-glo-mobile").expect("Glo");
        let menu = Channel::UssdMenu { code: Some("#124#".to_owned()), steps: vec!["4".to_owned()] };
        assert_eq!(glo.actions[0].channel, menu);
        assert_eq!(glo.actions[1].channel, Channel::Ussd { code: "*123*{pin}#".to_owned() });
        let ee = world().provider("gb-ee").expect("EE");
        let ids: Vec<_> = ee.actions.iter().map(|action| action.id.as_str()).collect();
        assert_eq!(ids, ["gb-ee.balance", "gb-ee.balance-2", "gb-ee.balance-3"]);
        assert_eq!(world().of_plmn("45606").count(), 0);
    }
}
