//! The fixtures that the JVM reads too, and what must hold for any text.

use proptest::prelude::*;
use serde::Deserialize;

use super::*;

#[derive(Deserialize)]
struct Fixture {
    id: String,
    rule: String,
    text: String,
    currency: String,
    date_order: DateOrder,
    balance: Option<FixtureMoney>,
    valid_until: Option<NaiveDate>,
    withheld: Vec<String>,
}

#[derive(Deserialize)]
struct FixtureMoney {
    units: i64,
    scale: i32,
    currency: String,
}

fn fixtures() -> Vec<Fixture> {
    let files = [
        include_str!("../../../tests/fixtures/reply/read.jsonl"),
        include_str!("../../../tests/fixtures/reply/not-read.jsonl"),
    ];
    files.iter().flat_map(|file| file.lines()).map(|line| serde_json::from_str(line).expect(line)).collect()
}

fn smart() -> Hints {
    Hints { currency: "USD".to_owned(), date_order: DateOrder::Dmy }
}

#[test]
fn every_fixture_reads_as_it_says() {
    for fixture in fixtures() {
        let hints = Hints { currency: fixture.currency, date_order: fixture.date_order };
        let reading = read(&fixture.text, &hints);
        let at = format!("{}: {}", fixture.id, fixture.rule);
        let balance = fixture.balance.map(|m| Money { units: m.units, scale: m.scale, currency: m.currency });
        assert_eq!(reading.balance.as_ref().map(|fact| fact.value.clone()), balance, "{at}");
        assert_eq!(reading.valid_until.as_ref().map(|fact| fact.value), fixture.valid_until, "{at}");
        let withheld: Vec<_> = reading.withheld.iter().map(|reason| format!("{reason:?}")).collect();
        assert_eq!(withheld, fixture.withheld, "{at}");
    }
}

#[test]
fn fixtures_have_their_own_ids_and_rules() {
    let mut ids: Vec<_> = fixtures().into_iter().map(|fixture| fixture.id).collect();
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count);
}

#[test]
fn a_span_is_the_words_that_say_it() {
    let text = "Your balance is 1.37749 USD valid till 19.05.14";
    let reading = read(text, &smart());
    assert_eq!(reading.balance.map(|fact| &text[fact.span]), Some("1.37749 USD"));
    assert_eq!(reading.valid_until.map(|fact| &text[fact.span]), Some("19.05.14"));
}

#[test]
fn a_long_hostile_text_ends_in_nothing_read() {
    for text in
        ["9".repeat(LONGEST), "19.05.14 ".repeat(7_000), "\0".repeat(LONGEST), "1,".repeat(LONGEST / 2)]
    {
        assert!(!read(&text, &smart()).is_read());
    }
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic_and_spans_lie_on_characters(text in ".{0,200}") {
        let reading = read(&text, &smart());
        for span in reading.balance.iter().map(|f| &f.span).chain(reading.valid_until.iter().map(|f| &f.span)) {
            prop_assert!(text.get(span.clone()).is_some());
        }
    }

    #[test]
    fn pieces_of_replies_in_any_order_never_panic(pieces in prop::collection::vec(
        prop::sample::select(vec![
            "balance", "is", "1.37749", "USD", "$", "valid till", "19.05.14", ",", ".", "-", ":", "bonus", "4,000", "៛", "１", "\n",
        ]), 0..30), glue in prop::sample::select(vec!["", " "])) {
        let text = pieces.join(glue);
        let reading = read(&text, &smart());
        if let Some(fact) = reading.balance {
            prop_assert!(text[fact.span].bytes().any(|byte| byte.is_ascii_digit()));
        }
    }

    #[test]
    fn what_stands_around_a_reply_changes_no_fact(before in "[ \n]{0,3}", after in "[ \n.]{0,3}") {
        let bare = read("Your balance is 1.37749 USD valid till 19.05.14", &smart());
        let dressed = read(&format!("{before}Your balance is 1.37749 USD valid till 19.05.14{after}"), &smart());
        prop_assert_eq!(bare.balance.map(|f| f.value), dressed.balance.map(|f| f.value));
        prop_assert_eq!(bare.valid_until.map(|f| f.value), dressed.valid_until.map(|f| f.value));
    }

    #[test]
    fn every_amount_is_read_exactly(units in 0i64..10_000_000_000, scale in 1usize..=5) {
        let digits = format!("{units:0width$}", width = scale + 1);
        let (whole, fraction) = digits.split_at(digits.len() - scale);
        let reading = read(&format!("Your balance is {whole}.{fraction} USD"), &smart());
        let expected = Money { units, scale: scale as i32, currency: "USD".to_owned() };
        prop_assert_eq!(reading.balance.map(|fact| fact.value), Some(expected));
    }
}
