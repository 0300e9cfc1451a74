//! What is known of an operator besides its actions.

use std::collections::BTreeSet;
use std::fmt::{Debug, Write};

use baohao_core::catalogue::{
    ActionKind, CatalogueError, ContactKind, LossRule, Operator, Source, Sourced, World,
};
use baohao_core::money::Money;

use crate::cells::sure;

pub fn table(operator: &Operator) -> String {
    let mut rows: Vec<(String, String, &Source)> = Vec::new();
    let mut add = |fact: &str, value: String, source| rows.push((fact.to_owned(), value, source));
    together(&operator.plmn, String::clone, |value, source| add("MCC + MNC", value, source));
    together(&operator.carrier_ids, i32::to_string, |value, source| add("AOSP carrier id", value, source));
    let prefix =
        |prefix: &baohao_core::catalogue::Prefix| format!("{} ({})", prefix.starts, lengths(&prefix.digits));
    together(&operator.prefixes, prefix, |value, source| add("prefixes (digits)", value, source));
    if let Some(digits) = &operator.voucher_digits {
        add("digits of a card's PIN", lengths(&digits.value), &digits.source);
    }
    for top_up in &operator.top_ups {
        let amount = if top_up.from == top_up.to {
            money(&top_up.from)
        } else {
            format!("{} to {}", money(&top_up.from), money(&top_up.to))
        };
        let days = top_up.days.map_or("days unknown".to_owned(), |days| format!("{days} days"));
        add("a top-up lasts", format!("{}: {amount}: {days}", words(&top_up.means)), &top_up.source);
    }
    if operator.defunct.is_none() {
        let rule = &operator.retention;
        let days = [rule.outgoing_blocked, rule.incoming_blocked, rule.cut_off, rule.resold].map(Some);
        add("lost, the rule that stands", stages("balance expiry", days), &rule.source);
    }
    for rule in &operator.other_rules {
        add("lost, as others say", other(rule), &rule.source);
    }
    for contact in &operator.contacts {
        let fact = match contact.kind {
            ContactKind::Hotline => "customer service",
            ContactKind::RegulatorHotline => "the regulator's line for consumers",
            ContactKind::App => "app",
            ContactKind::Website => "website",
        };
        let notes: Vec<String> = contact.notes.iter().map(words).collect();
        let notes = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join(", ")) };
        add(fact, format!("{}{notes}", contact.value), &contact.source);
    }
    for advice in &operator.advice {
        let notes: Vec<String> = advice.notes.iter().map(words).collect();
        add(&words(&advice.topic), notes.join("; "), &advice.source);
    }
    let mut page = "\n| fact | value | who says so |\n|---|---|---|\n".to_owned();
    for (fact, value, from) in rows {
        writeln!(page, "| {fact} | {value} | {} |", source(from)).ok();
    }
    page
}

/// Beyond Cambodia: how much the open list has, not each of its codes.
pub fn world() -> Result<String, CatalogueError> {
    let providers = World::shipped()?.providers();
    let countries: BTreeSet<&str> = providers.iter().map(|provider| provider.country.as_str()).collect();
    let actions = || providers.iter().flat_map(|provider| &provider.actions);
    let count = |kind| actions().filter(|action| action.kind == kind).count();
    let from = actions().next().map(|action| source(&action.source)).unwrap_or_default();
    Ok(format!(
        "\n## Elsewhere\n\n{} providers in {} countries, {} ways to check the balance and {} to top up:\n\
         {from}. They stand in `rust-core/catalogue/world.toml` and are not counted below.\n",
        providers.len(),
        countries.len(),
        count(ActionKind::CheckBalance),
        count(ActionKind::TopUp),
    ))
}

/// "title, as of 2022, official".
pub fn source(source: &Source) -> String {
    let as_of = source.as_of.as_ref().map(|as_of| format!(", as of {as_of}")).unwrap_or_default();
    format!("{}{as_of}, {}", source.title, sure(source.confidence()))
}

/// `KeepMoneyAtSource` → "keep money at source".
pub fn words(word: &impl Debug) -> String {
    let mut words = String::new();
    for c in format!("{word:?}").chars() {
        if c.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(c.to_lowercase());
    }
    words
}

/// Facts of one source in one row.
fn together<'a, T>(
    facts: &'a [Sourced<T>],
    written: impl Fn(&T) -> String,
    mut add: impl FnMut(String, &'a Source),
) {
    for same in facts.chunk_by(|one, other| one.source == other.source) {
        let values: Vec<String> = same.iter().map(|fact| written(&fact.value)).collect();
        add(values.join(", "), &same[0].source);
    }
}

fn lengths(digits: &[u8]) -> String {
    digits.iter().map(u8::to_string).collect::<Vec<_>>().join(" or ")
}

fn money(money: &Money) -> String {
    let digits = format!("{:0width$}", money.units, width = money.scale as usize + 1);
    let (whole, decimals) = digits.split_at(digits.len() - money.scale as usize);
    let point = if decimals.is_empty() { "" } else { "." };
    format!("{whole}{point}{decimals} {}", money.currency)
}

fn other(rule: &LossRule) -> String {
    let days = [rule.outgoing_blocked, rule.incoming_blocked, rule.cut_off, rule.resold];
    stages(&words(&rule.counts_from), days)
}

fn stages(from: &str, days: [Option<u32>; 4]) -> String {
    let names = ["outgoing blocked", "incoming blocked", "cut off", "resold"];
    let stated = names.iter().zip(days).filter_map(|(name, days)| Some(format!("{name} after {}", days?)));
    format!("days from {from}: {}", stated.collect::<Vec<_>>().join(", "))
}
