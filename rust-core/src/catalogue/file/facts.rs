//! What a file says besides its actions.

use super::super::form::{
    AdviceEntry, ContactEntry, NetworkEntry, NumberingEntry, PrefixEntry, RetentionEntry, RuleEntry,
    TopUpEntry, VoucherEntry,
};
use super::super::words::ContactKind;
use super::super::{Action, Advice, Contact, LossRule, Prefix, Sourced, TopUp};
use super::{CatalogueError, Sources, field};
use crate::money::Money;
use crate::msisdn::Numbering;
use crate::planner::Retention;

pub(super) fn numbering(
    sources: &Sources<'_>,
    entry: &NumberingEntry,
    country: &str,
) -> Result<Numbering, CatalogueError> {
    for (name, value) in [("numbering.calling_code", &entry.calling_code), ("numbering.trunk", &entry.trunk)]
    {
        if !all_digits(value) {
            return Err(sources.wrong(name, "is digits"));
        }
    }
    let source = sources.named("numbering.source", &entry.source)?;
    Ok(Numbering::new(country, &entry.calling_code, &entry.trunk, &entry.digits, source))
}

pub(super) fn retention(sources: &Sources<'_>, entry: &RetentionEntry) -> Result<Retention, CatalogueError> {
    let retention = Retention {
        outgoing_blocked: entry.outgoing_blocked,
        incoming_blocked: entry.incoming_blocked,
        cut_off: entry.cut_off,
        resold: entry.resold,
        source: sources.named("retention.source", &entry.source)?,
    };
    if retention.in_order() {
        Ok(retention)
    } else {
        Err(sources.wrong("retention", "the stages must follow one another"))
    }
}

pub(super) fn rules(sources: &Sources<'_>, entries: &[RuleEntry]) -> Result<Vec<LossRule>, CatalogueError> {
    let rule = |entry: &RuleEntry| {
        let stages = [entry.outgoing_blocked, entry.incoming_blocked, entry.cut_off, entry.resold];
        let stated: Vec<u32> = stages.into_iter().flatten().collect();
        if stated.is_empty() || !stated.is_sorted_by(|earlier, later| earlier < later) {
            return Err(sources.wrong("other_rules", "states stages that follow one another"));
        }
        Ok(LossRule {
            counts_from: entry.counts_from,
            outgoing_blocked: entry.outgoing_blocked,
            incoming_blocked: entry.incoming_blocked,
            cut_off: entry.cut_off,
            resold: entry.resold,
            source: sources.named("other_rules.source", &entry.source)?,
        })
    };
    entries.iter().map(rule).collect()
}

pub(super) fn contacts(
    sources: &Sources<'_>,
    entries: &[ContactEntry],
) -> Result<Vec<Contact>, CatalogueError> {
    let contact = |entry: &ContactEntry| {
        let fits = match entry.kind {
            ContactKind::Hotline | ContactKind::RegulatorHotline => all_digits(&entry.value),
            ContactKind::Website => entry.value.starts_with("https://"),
            ContactKind::App => !entry.value.is_empty(),
        };
        if !fits {
            return Err(sources.wrong("contacts.value", "doesn't fit its kind"));
        }
        Ok(Contact {
            kind: entry.kind,
            value: entry.value.clone(),
            notes: entry.notes.clone(),
            source: sources.named("contacts.source", &entry.source)?,
        })
    };
    entries.iter().map(contact).collect()
}

pub(super) fn advice(sources: &Sources<'_>, entries: &[AdviceEntry]) -> Result<Vec<Advice>, CatalogueError> {
    let advice = |entry: &AdviceEntry| {
        let source = sources.named("advice.source", &entry.source)?;
        Ok(Advice { topic: entry.topic, notes: entry.notes.clone(), source })
    };
    entries.iter().map(advice).collect()
}

/// PLMNs and carrier ids, each with its source.
type Networks = (Vec<Sourced<String>>, Vec<Sourced<i32>>);

pub(super) fn networks(sources: &Sources<'_>, entries: &[NetworkEntry]) -> Result<Networks, CatalogueError> {
    let (mut plmns, mut carrier_ids) = (Vec::new(), Vec::new());
    for entry in entries {
        let source = sources.named("networks.source", &entry.source)?;
        for plmn in &entry.plmn {
            if !(5..=6).contains(&plmn.len()) || !all_digits(plmn) {
                return Err(sources.wrong("networks.plmn", "is five or six digits, MCC and MNC"));
            }
            plmns.push(Sourced { value: plmn.clone(), source: source.clone() });
        }
        carrier_ids.extend(entry.carrier_ids.iter().map(|&value| Sourced { value, source: source.clone() }));
    }
    Ok((plmns, carrier_ids))
}

pub(super) fn prefixes(
    sources: &Sources<'_>,
    entries: &[PrefixEntry],
    numbering: &Numbering,
) -> Result<Vec<Sourced<Prefix>>, CatalogueError> {
    let mut prefixes = Vec::new();
    for entry in entries {
        let source = sources.named("prefixes.source", &entry.source)?;
        if entry.digits.is_empty() || !entry.digits.iter().all(|digits| numbering.digits().contains(digits)) {
            return Err(sources.wrong("prefixes.digits", "are lengths that the country's numbers have"));
        }
        for starts in &entry.starts {
            if !all_digits(starts) || !starts.starts_with(numbering.trunk()) {
                return Err(sources.wrong("prefixes.starts", format!("{starts} doesn't begin as numbers do")));
            }
            let prefix = Prefix { starts: starts.clone(), digits: entry.digits.clone() };
            prefixes.push(Sourced { value: prefix, source: source.clone() });
        }
    }
    Ok(prefixes)
}

pub(super) fn voucher(
    sources: &Sources<'_>,
    entry: Option<&VoucherEntry>,
) -> Result<Option<Sourced<Vec<u8>>>, CatalogueError> {
    let voucher = |entry: &VoucherEntry| {
        let source = sources.named("voucher.source", &entry.source)?;
        Ok(Sourced { value: entry.digits.clone(), source })
    };
    entry.map(voucher).transpose()
}

pub(super) fn top_ups(
    sources: &Sources<'_>,
    entries: &[TopUpEntry],
    currency: &str,
) -> Result<Vec<TopUp>, CatalogueError> {
    let top_up = |entry: &TopUpEntry| {
        let currency = entry.currency.as_deref().unwrap_or(currency);
        let amount = |name: &str, text: &str| {
            Money::parse(text, currency)
                .ok_or_else(|| sources.wrong(format!("top_ups.{name}"), "is no amount"))
        };
        let from = amount("from", &entry.from)?;
        let to = entry.to.as_deref().map_or_else(|| Ok(from.clone()), |to| amount("to", to))?;
        if (from.scale, from.units) > (to.scale, to.units) || from.scale != to.scale {
            return Err(sources.wrong("top_ups.to", "is at least `from`, written with as many decimals"));
        }
        let source = sources.named("top_ups.source", &entry.source)?;
        Ok(TopUp { means: entry.means, from, to, days: entry.days, source })
    };
    entries.iter().map(top_up).collect()
}

/// What stops an action must be one that can be done too.
pub(super) fn stops(file: &str, actions: &[Action]) -> Result<(), CatalogueError> {
    for action in actions {
        if let Some(stop) = &action.stop
            && !actions.iter().any(|other| other.id == *stop)
        {
            return Err(field(file, format!("actions.{}.stop", action.id), format!("no action {stop}")));
        }
    }
    Ok(())
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
