//! `cargo xtask read`: JSON lines of messages in, JSON lines of facts out; or, with `--score FILE`, how the reader
//! does on labelled messages.
//!
//! An example of the core and no part of xtask, because xtask has to build fast on a machine that has nothing yet,
//! and the core brings SQLCipher with it.

mod score;

use std::io::{BufRead, Write};

use baohao_core::catalogue::Catalogue;
use baohao_core::money::Money;
use baohao_core::reply::{self, Fact, Hints, Reading, ReplyKind, ValidityOf};
use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::{Value, json};

/// A message to read.
#[derive(Deserialize)]
struct Message {
    id: Value,
    text: String,
    country: Option<String>,
    operator: Option<String>,
    received_on: Option<NaiveDate>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => answer(),
        ["--score", file] => score::score(&std::fs::read_to_string(file)?),
        _ => Err("read [--score FILE]".into()),
    }
}

fn answer() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let message: Message = serde_json::from_str(&line)?;
        writeln!(out, "{}", facts(&message.id, &message.text, &message.read()))?;
    }
    Ok(out.flush()?)
}

impl Message {
    /// Hints come from the catalogue if the operator is in it, else from the country.
    fn read(&self) -> Reading {
        let country = self.country.as_deref().unwrap_or_default();
        let mut hints = Hints::of_country(country);
        let catalogue = Catalogue::shipped().ok();
        let operators = catalogue.iter().flat_map(|catalogue| catalogue.operators());
        let named = operators.filter(|known| known.country == country).find(|known| {
            self.operator
                .as_deref()
                .is_some_and(|name| known.name.eq_ignore_ascii_case(name) || known.id == name)
        });
        if let Some(operator) = named {
            hints.currency = operator.currency.clone();
            hints.date_order = operator.date_order;
        }
        hints.received_on = self.received_on;
        reply::read(&self.text, &hints)
    }
}

fn facts(id: &Value, text: &str, reading: &Reading) -> Value {
    let mut spans = serde_json::Map::new();
    let mut span = |name: &str, range: Option<&std::ops::Range<usize>>| {
        if let Some(range) = range {
            spans.insert(name.to_owned(), json!([range.start, range.end, text.get(range.clone())]));
        }
    };
    span("balance", reading.balance.as_ref().map(|fact| &fact.span));
    span("expiry", reading.valid_until.as_ref().map(|fact| &fact.span));
    span("data_bytes", reading.data_bytes.as_ref().map(|fact| &fact.span));
    span("minutes", reading.minutes.as_ref().map(|fact| &fact.span));
    span("texts", reading.texts.as_ref().map(|fact| &fact.span));
    span("plan", reading.plan.as_ref().map(|fact| &fact.span));
    span("amount", reading.amount.as_ref().map(|fact| &fact.span));
    span("days_left", reading.days_left.as_ref().map(|fact| &fact.span));
    let bonuses: Vec<Value> = reading
        .bonuses
        .iter()
        .map(|bonus| {
            let expiry = bonus.valid_until.as_ref().map(|fact| fact.value.to_string());
            json!({ "amount": money(&bonus.amount), "expiry": expiry })
        })
        .collect();
    json!({
        "id": id,
        "kind": kind_name(reading.kind),
        "balance": reading.balance.as_ref().map(money),
        "bonuses": bonuses,
        "expiry": reading.valid_until.as_ref().map(|fact| fact.value.to_string()),
        "expiry_of": reading.valid_of.map(validity_name),
        "data_bytes": reading.data_bytes.as_ref().map(|fact| fact.value),
        "minutes": reading.minutes.as_ref().map(|fact| fact.value),
        "texts": reading.texts.as_ref().map(|fact| fact.value),
        "plan": reading.plan.as_ref().map(|fact| &fact.value),
        "amount": reading.amount.as_ref().map(money),
        "days_left": reading.days_left.as_ref().map(|fact| fact.value),
        "withheld": reading.withheld.iter().map(|reason| format!("{reason:?}")).collect::<Vec<_>>(),
        "spans": spans,
    })
}

fn money(fact: &Fact<Money>) -> Value {
    let currency = Some(&fact.value.currency).filter(|currency| !currency.is_empty());
    json!({ "amount": decimal(&fact.value), "currency": currency })
}

/// `137749` at scale 5 as `1.37749`.
fn decimal(money: &Money) -> String {
    let scale = usize::try_from(money.scale).unwrap_or(0);
    let digits = format!("{:0width$}", money.units, width = scale + 1);
    let (whole, fraction) = digits.split_at(digits.len() - scale);
    if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") }
}

fn kind_name(kind: ReplyKind) -> &'static str {
    match kind {
        ReplyKind::Balance => "balance",
        ReplyKind::Plan => "plan",
        ReplyKind::TopupOk => "topup_ok",
        ReplyKind::RenewOk => "renew_ok",
        ReplyKind::RenewFailed => "renew_failed",
        ReplyKind::LowBalance => "low_balance",
        ReplyKind::ExpiryWarning => "expiry_warning",
        ReplyKind::Otp => "otp",
        ReplyKind::Promo => "promo",
        ReplyKind::Other => "other",
    }
}

fn validity_name(of: ValidityOf) -> &'static str {
    match of {
        ValidityOf::Balance => "balance",
        ValidityOf::Plan => "plan",
        ValidityOf::Bonus => "bonus",
        ValidityOf::Sim => "sim",
    }
}
