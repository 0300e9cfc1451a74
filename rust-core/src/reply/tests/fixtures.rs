//! Every fixture reads as it says, and proves a rule of its own.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::Deserialize;

use super::*;
use crate::money::Money;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fixture {
    pub id: String,
    pub rule: String,
    pub text: String,
    pub country: String,
    pub received_on: Option<NaiveDate>,
    kind: String,
    balance: Option<Amount>,
    valid_until: Option<NaiveDate>,
    valid_of: Option<String>,
    #[serde(default)]
    bonuses: Vec<BonusEntry>,
    data_bytes: Option<i64>,
    minutes: Option<i64>,
    texts: Option<i64>,
    plan: Option<String>,
    amount: Option<Amount>,
    days_left: Option<i64>,
    withheld: Vec<String>,
}

#[derive(Deserialize)]
struct Amount {
    units: i64,
    scale: i32,
    currency: String,
}

#[derive(Deserialize)]
struct BonusEntry {
    amount: Amount,
    valid_until: Option<NaiveDate>,
}

impl From<Amount> for Money {
    fn from(amount: Amount) -> Money {
        Money { units: amount.units, scale: amount.scale, currency: amount.currency }
    }
}

pub fn fixtures() -> Vec<Fixture> {
    let files = [
        include_str!("../../../../tests/fixtures/reply/read.jsonl"),
        include_str!("../../../../tests/fixtures/reply/not-read.jsonl"),
    ];
    files.iter().flat_map(|file| file.lines()).map(|line| serde_json::from_str(line).expect(line)).collect()
}

impl Fixture {
    pub fn hints(&self) -> Hints {
        Hints { received_on: self.received_on, ..Hints::of_country(&self.country) }
    }
}

#[test]
fn every_fixture_reads_as_it_says() {
    for fixture in fixtures() {
        let reading = read(&fixture.text, &fixture.hints());
        let at = format!("{}: {}\n{}", fixture.id, fixture.rule, fixture.text);
        assert_eq!(value(&reading.balance), fixture.balance.map(Money::from), "{at}");
        assert_eq!(value(&reading.valid_until), fixture.valid_until, "{at}");
        assert_eq!(reading.valid_of.map(|of| snake(&format!("{of:?}"))), fixture.valid_of, "{at}");
        assert_eq!(snake(&format!("{:?}", reading.kind)), fixture.kind, "{at}");
        let bonuses: Vec<_> =
            reading.bonuses.iter().map(|b| (b.amount.value.clone(), value(&b.valid_until))).collect();
        let stated: Vec<_> = fixture.bonuses.into_iter().map(|b| (b.amount.into(), b.valid_until)).collect();
        assert_eq!(bonuses, stated, "{at}");
        assert_eq!(value(&reading.data_bytes), fixture.data_bytes, "{at}");
        assert_eq!(value(&reading.minutes), fixture.minutes, "{at}");
        assert_eq!(value(&reading.texts), fixture.texts, "{at}");
        assert_eq!(value(&reading.plan), fixture.plan, "{at}");
        assert_eq!(value(&reading.amount), fixture.amount.map(Money::from), "{at}");
        assert_eq!(value(&reading.days_left), fixture.days_left, "{at}");
        let withheld: Vec<_> = reading.withheld.iter().map(|reason| format!("{reason:?}")).collect();
        assert_eq!(withheld, fixture.withheld, "{at}");
    }
}

#[test]
fn each_fixture_has_its_own_id_and_proves_a_rule_of_its_own() {
    let fixtures = fixtures();
    let ids: BTreeSet<_> = fixtures.iter().map(|fixture| &fixture.id).collect();
    let rules: BTreeSet<_> = fixtures.iter().map(|fixture| &fixture.rule).collect();
    assert_eq!((ids.len(), rules.len()), (fixtures.len(), fixtures.len()));
    let negatives =
        fixtures.iter().filter(|fixture| fixture.balance.is_none() && fixture.valid_until.is_none());
    assert!(negatives.count() * 3 >= fixtures.len());
}

#[test]
fn a_span_is_the_words_that_say_it() {
    let reading = read(PLAIN, &cambodia());
    assert_eq!(reading.balance.map(|fact| &PLAIN[fact.span]), Some("2.40318 USD"));
    assert_eq!(reading.valid_until.map(|fact| &PLAIN[fact.span]), Some("21.06.26"));
}

fn value<T: Clone>(fact: &Option<Fact<T>>) -> Option<T> {
    fact.as_ref().map(|fact| fact.value.clone())
}

/// `TopupOk` as `topup_ok`.
fn snake(name: &str) -> String {
    let mut snake = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.push(c.to_ascii_lowercase());
    }
    snake
}
