//! What holds for any text, whatever it says.

use std::ops::Range;

use proptest::prelude::*;

use super::fixtures::fixtures;
use super::*;
use crate::money::Money;

/// Pieces that replies are made of, in several languages, and what breaks them.
const PIECES: &[&str] = &[
    "balance",
    "is",
    "1.37749",
    "USD",
    "$",
    "valid till",
    "19.05.14",
    ",",
    ".",
    "-",
    ":",
    "bonus",
    "4,000",
    "៛",
    "１",
    "\n",
    "សមតុល្យ",
    "១២",
    "余额",
    "元",
    "2024年1月30日",
    "3Gb",
    "817Mb",
    "*123#",
    "Rs.",
    "50",
    "%",
    "left",
    "данных",
    "pуб",
    "bank",
    "12:30",
    "19Aug",
    "May 13",
    "if",
    "(",
    "\u{200b}",
    "\u{202e}",
    "\u{fffd}",
    "xx",
    "**",
    "http://a.b/5.00",
];

fn spans(reading: &Reading) -> Vec<Range<usize>> {
    let bonuses = reading.bonuses.iter();
    let amounts = reading.balance.iter().chain(&reading.amount).chain(bonuses.map(|bonus| &bonus.amount));
    let counts = [&reading.data_bytes, &reading.minutes, &reading.texts, &reading.days_left];
    let mut spans: Vec<_> = amounts.map(|fact| fact.span.clone()).collect();
    spans.extend(reading.valid_until.iter().map(|fact| fact.span.clone()));
    spans.extend(counts.into_iter().flatten().map(|fact| fact.span.clone()));
    spans.extend(reading.plan.iter().map(|fact| fact.span.clone()));
    spans
}

/// The digits of a text in any script, as ASCII.
fn digits(text: &str) -> String {
    normalise::Folded::of(text).text.chars().filter(char::is_ascii_digit).collect()
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let reading = read(text, &cambodia());
    for span in spans(&reading) {
        prop_assert!(text.get(span.clone()).is_some(), "{span:?} of {text:?}");
    }
    for fact in reading.balance.iter().chain(&reading.amount) {
        let spelled = digits(&text[fact.span.clone()]);
        let Money { units, .. } = fact.value;
        prop_assert_eq!(spelled.parse::<i64>().ok(), Some(units), "{:?}", text);
        prop_assert!(units >= 0);
    }
    if let Some(fact) = &reading.valid_until {
        let spelled = digits(&text[fact.span.clone()]);
        prop_assert!(spelled.contains(&fact.value.format("%-d").to_string()), "{:?}", text);
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(text in ".{0,200}") {
        check(&text)?;
    }

    #[test]
    fn pieces_of_replies_in_any_order(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40),
        glue in prop::sample::select(vec!["", " "]),
    ) {
        check(&pieces.join(glue))?;
    }

    #[test]
    fn every_amount_is_read_exactly(units in 0i64..10_000_000_000, scale in 1usize..=5) {
        let digits = format!("{units:0width$}", width = scale + 1);
        let (whole, fraction) = digits.split_at(digits.len() - scale);
        let reading = read(&format!("Your balance is {whole}.{fraction} USD"), &cambodia());
        let expected = Money { units, scale: scale as i32, currency: "USD".to_owned() };
        prop_assert_eq!(reading.balance.map(|fact| fact.value), Some(expected));
    }

    #[test]
    fn what_stands_around_a_reply_changes_no_fact(before in "[ \n]{0,3}", after in "[ \n.]{0,3}") {
        for fixture in fixtures() {
            let hints = fixture.hints();
            let dressed = read(&format!("{before}{}{after}", fixture.text), &hints);
            prop_assert_eq!(values(&dressed), values(&read(&fixture.text, &hints)), "{}", fixture.id);
        }
    }
}

#[test]
fn khmer_digits_say_the_same_as_ascii_digits() {
    for fixture in fixtures() {
        let hints = fixture.hints();
        let khmer: String = fixture
            .text
            .chars()
            .map(|c| c.to_digit(10).and_then(|digit| char::from_u32(0x17e0 + digit)).unwrap_or(c))
            .collect();
        assert_eq!(values(&read(&khmer, &hints)), values(&read(&fixture.text, &hints)), "{}", fixture.id);
    }
}

/// The facts without their places; a plan's name may hold digits, so it is left out.
fn values(reading: &Reading) -> impl PartialEq + std::fmt::Debug + use<> {
    (
        reading.kind,
        reading.balance.as_ref().map(|fact| fact.value.clone()),
        reading.valid_until.as_ref().map(|fact| fact.value),
        reading.valid_of,
        reading.data_bytes.as_ref().map(|fact| fact.value),
        reading.amount.as_ref().map(|fact| fact.value.clone()),
        reading.days_left.as_ref().map(|fact| fact.value),
        reading.withheld.clone(),
    )
}
