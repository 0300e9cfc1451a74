//! The actions of a file.

use super::super::form::{ActionEntry, ChannelName, CostName};
use super::super::{Action, ActionKind, Channel, Cost, Starts, Wallet};
use super::{CatalogueError, Sources};
use crate::compose;
use crate::money::Money;

/// Checks each action. `currency` is what a price is in; a country's file has none.
pub(super) fn actions(
    sources: &Sources<'_>,
    entries: &[ActionEntry],
    currency: &str,
    wallets: &[Wallet],
) -> Result<Vec<Action>, CatalogueError> {
    entries.iter().map(|entry| action(sources, entry, currency, wallets)).collect()
}

fn action(
    sources: &Sources<'_>,
    entry: &ActionEntry,
    currency: &str,
    wallets: &[Wallet],
) -> Result<Action, CatalogueError> {
    let at = |name: &str| format!("actions.{}.{name}", entry.id);
    let channel = channel(sources, entry, wallets)?;
    compose::check(&channel)
        .map_err(|refused| sources.wrong(at(refused.parameter), format!("{:?}", refused.refusal)))?;
    let mut notes = entry.notes.clone();
    if let Some(wallet) = entry.wallet.as_ref().and_then(|id| wallets.iter().find(|wallet| wallet.id == *id))
    {
        notes.extend(wallet.notes.iter().filter(|note| !entry.notes.contains(note)));
    }
    Ok(Action {
        id: entry.id.clone(),
        kind: entry.kind,
        channel,
        plan: entry.plan.clone(),
        cost: match (entry.cost, &entry.price) {
            (None, None) => Cost::Unknown,
            (Some(CostName::Free), None) => Cost::Free,
            (None, Some(price)) => {
                let money = Money::parse(price, currency);
                Cost::Price { money: money.ok_or_else(|| sources.wrong(at("price"), "is no amount"))? }
            }
            (Some(_), Some(_)) => return Err(sources.wrong(at("price"), "is not free")),
        },
        starts: match (entry.recurs, entry.kind) {
            (true, _) => Starts::Recurring,
            (false, ActionKind::RenewPlan | ActionKind::AutoRenewOn | ActionKind::KeepNumber) => {
                Starts::Unknown
            }
            (false, _) => Starts::Nothing,
        },
        stop: entry.stop.clone(),
        notes,
        source: sources.named(&at("source"), &entry.source)?,
    })
}

/// The channel; a field that belongs to another one is refused, since it would be lost without a word.
fn channel(
    sources: &Sources<'_>,
    entry: &ActionEntry,
    wallets: &[Wallet],
) -> Result<Channel, CatalogueError> {
    let at = |name: &str| format!("actions.{}.{name}", entry.id);
    let texts = [
        ("code", &entry.code),
        ("to", &entry.to),
        ("body", &entry.body),
        ("number", &entry.number),
        ("name", &entry.name),
        ("url", &entry.url),
        ("wallet", &entry.wallet),
    ];
    let own: &[&str] = match entry.channel {
        ChannelName::Ussd | ChannelName::UssdMenu => &["code"],
        ChannelName::Sms => &["to", "body"],
        ChannelName::Call => &["number"],
        ChannelName::App => &["name"],
        ChannelName::Web => &["url"],
        ChannelName::Wallet => &["wallet"],
        ChannelName::Shop | ChannelName::Unstated => &[],
    };
    if let Some((name, _)) = texts.iter().find(|(name, value)| value.is_some() && !own.contains(name)) {
        return Err(sources.wrong(at(name), "belongs to another channel"));
    }
    let wanted = |name: &str, value: &Option<String>| {
        value.clone().ok_or_else(|| sources.wrong(at(name), "is missing for this channel"))
    };
    let steps = entry.steps.clone();
    Ok(match entry.channel {
        ChannelName::Ussd => Channel::Ussd { code: wanted("code", &entry.code)? },
        ChannelName::UssdMenu => Channel::UssdMenu { code: entry.code.clone(), steps },
        ChannelName::Sms => Channel::Sms { to: entry.to.clone(), body: wanted("body", &entry.body)? },
        ChannelName::Call => Channel::Call { number: wanted("number", &entry.number)?, steps },
        ChannelName::App => Channel::App { name: entry.name.clone(), steps },
        ChannelName::Web => Channel::Web { url: entry.url.clone(), steps },
        ChannelName::Shop => Channel::Shop,
        ChannelName::Wallet => {
            let id = wanted("wallet", &entry.wallet)?;
            let wallet = wallets.iter().find(|wallet| wallet.id == id);
            let wallet = wallet.ok_or_else(|| sources.wrong(at("wallet"), format!("no wallet {id}")))?;
            Channel::Wallet { name: wallet.name.clone() }
        }
        ChannelName::Unstated => Channel::Unstated,
    })
}
