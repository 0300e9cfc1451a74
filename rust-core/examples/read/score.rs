//! How the reader does on labelled messages: a table, the confusion of kinds, and what it missed, by id.
//!
//! A wrong fact is one that differs from the label; an invented one has no label at all. Both must be none. Amounts are
//! compared as numbers, not as text, and currencies not at all.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

use super::{Message, kind_name, validity_name};
use baohao_core::money::Money;

/// One labelled message; without labels it is one that holds no fact.
#[derive(Deserialize)]
struct Line {
    #[serde(flatten)]
    message: Message,
    labels: Option<Labels>,
    provenance: Option<String>,
    #[serde(default)]
    may_withhold: Option<Vec<String>>,
}

#[derive(Deserialize)]
struct Labels {
    kind: String,
    balance: Option<serde_json::Number>,
    expiry: Option<NaiveDate>,
    expiry_of: Option<String>,
    data_bytes: Option<i64>,
    amount: Option<serde_json::Number>,
    plan: Option<String>,
}

/// What became of one fact in all messages.
#[derive(Default)]
struct Tally {
    labelled: u32,
    right: u32,
    wrong: u32,
    invented: u32,
    missed: u32,
    excused: u32,
    silent: u32,
}

enum Verdict {
    Right,
    Wrong,
    Invented,
    Missed,
    Excused,
    Silent,
}

impl Tally {
    fn count(&mut self, verdict: &Verdict, labelled: bool) {
        self.labelled += u32::from(labelled);
        match verdict {
            Verdict::Right => self.right += 1,
            Verdict::Wrong => self.wrong += 1,
            Verdict::Invented => self.invented += 1,
            Verdict::Missed => self.missed += 1,
            Verdict::Excused => self.excused += 1,
            Verdict::Silent => self.silent += 1,
        }
    }
}

/// Prints the score of a file of labelled messages, or of messages that hold no fact.
pub fn score(file: &str) -> Result<(), Box<dyn std::error::Error>> {
    let lines: Vec<Line> = file
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(serde_json::from_str)
        .collect::<Result<_, _>>()?;
    let scored = |line: &&Line| {
        line.provenance.as_deref().is_none_or(|from| matches!(from, "captured" | "operator_page"))
    };
    let (first, rest): (Vec<&Line>, Vec<&Line>) = lines.iter().partition(scored);
    table("captured and operator_page", &first);
    if !rest.is_empty() {
        table("the others", &rest);
    }
    Ok(())
}

const FACTS: [&str; 6] = ["balance", "expiry", "expiry_of", "data_bytes", "amount", "plan"];

fn table(title: &str, lines: &[&Line]) {
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    let mut kinds: BTreeMap<(String, &str), u32> = BTreeMap::new();
    let mut misses = Vec::new();
    for line in lines {
        let reading = line.message.read();
        let labels = line.labels.as_ref();
        let kind = labels.map_or("(none)", |labels| &labels.kind);
        *kinds.entry((kind.to_owned(), kind_name(reading.kind))).or_default() += 1;
        let balance = reading.balance.as_ref().map(|fact| number(&fact.value));
        let amount = reading.amount.as_ref().map(|fact| number(&fact.value));
        let read = [
            balance,
            reading.valid_until.as_ref().map(|fact| fact.value.to_string()),
            reading.valid_of.map(|of| validity_name(of).to_owned()),
            reading.data_bytes.as_ref().map(|fact| fact.value.to_string()),
            amount,
            reading.plan.as_ref().map(|fact| fact.value.clone()),
        ];
        let told = labels.map(|labels| {
            [
                labels.balance.as_ref().map(label_number),
                labels.expiry.map(|day| day.to_string()),
                labels.expiry_of.clone().filter(|_| labels.expiry.is_some()),
                labels.data_bytes.map(|bytes| bytes.to_string()),
                labels.amount.as_ref().map(label_number),
                labels.plan.clone(),
            ]
        });
        for (i, fact) in FACTS.into_iter().enumerate() {
            let told = told.as_ref().and_then(|told| told[i].as_deref());
            let excused = line.may_withhold.iter().flatten().any(|may| may == fact);
            let verdict = judge(fact, read[i].as_deref(), told, excused);
            tallies.entry(fact).or_default().count(&verdict, told.is_some());
            let word = match verdict {
                Verdict::Wrong => "WRONG",
                Verdict::Invented => "INVENTED",
                Verdict::Missed => "missed",
                _ => continue,
            };
            misses.push(format!(
                "{word:9}{fact:11}{:8}{:?} for {told:?} {:?}",
                line.message.id.as_str().unwrap_or(""),
                read[i],
                reading.withheld
            ));
        }
    }
    println!("\n{title}: {} messages", lines.len());
    println!(
        "{:12}{:>9}{:>7}{:>7}{:>10}{:>8}{:>9}{:>8}",
        "", "labelled", "right", "wrong", "invented", "missed", "excused", "silent"
    );
    for fact in FACTS {
        let Some(t) = tallies.get(fact) else { continue };
        println!(
            "{fact:12}{:>9}{:>7}{:>7}{:>10}{:>8}{:>9}{:>8}",
            t.labelled, t.right, t.wrong, t.invented, t.missed, t.excused, t.silent
        );
    }
    println!("\nkinds (label → read):");
    for ((label, read), count) in &kinds {
        println!("  {}{label:15} {read:15} {count}", if label == read { ' ' } else { '*' });
    }
    misses.sort();
    misses.iter().for_each(|miss| println!("  {miss}"));
}

fn judge(fact: &str, read: Option<&str>, told: Option<&str>, excused: bool) -> Verdict {
    match (read, told) {
        (Some(read), Some(told)) if same(fact, read, told) => Verdict::Right,
        (Some(_), Some(_)) => Verdict::Wrong,
        (Some(_), None) => Verdict::Invented,
        (None, Some(_)) if excused => Verdict::Excused,
        (None, Some(_)) => Verdict::Missed,
        (None, None) => Verdict::Silent,
    }
}

/// Some labels of data were made by way of rounded megabytes, so a kilobyte is let pass.
fn same(fact: &str, read: &str, told: &str) -> bool {
    if fact != "data_bytes" {
        return read == told;
    }
    match (read.parse::<i64>(), told.parse::<i64>()) {
        (Ok(read), Ok(told)) => read.abs_diff(told) < 1024,
        _ => false,
    }
}

fn number(money: &Money) -> String {
    plain(&super::decimal(money))
}

fn label_number(number: &serde_json::Number) -> String {
    plain(&number.to_string())
}

/// Without zeros that say nothing: `10.00` and `10` are the same amount.
fn plain(decimal: &str) -> String {
    if decimal.contains('.') {
        decimal.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        decimal.to_owned()
    }
}
