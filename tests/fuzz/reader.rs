//! The reader on any bytes: it never panics, and what it reads stands in the text where it says.
//!
//! The first byte picks a country, the rest is the text. Seeds are the fixtures' texts.

#![no_main]

use std::ops::Range;

use baohao_core::money::Money;
use baohao_core::reply::{Fact, Hints, LONGEST, Reading, Withheld, read};
use libfuzzer_sys::fuzz_target;

/// Countries that differ in the order of dates, the decimal mark, the calendar or the currency; one is not known.
const COUNTRIES: [&str; 12] = ["KH", "TH", "US", "DE", "IN", "ID", "VN", "CN", "IR", "SE", "RU", ""];

/// The first digit of each script that the reader knows.
const ZEROS: [char; 9] = ['0', '٠', '۰', '०', '০', '๐', '໐', '၀', '០'];

fuzz_target!(|data: &[u8]| {
    let Some((&first, rest)) = data.split_first() else { return };
    let text = String::from_utf8_lossy(rest);
    let hints = Hints::of_country(COUNTRIES[usize::from(first) % COUNTRIES.len()]);
    let reading = read(&text, &hints);
    if text.len() > LONGEST {
        assert_eq!(reading.withheld, [Withheld::TooLong]);
    }
    stands_in(&text, &reading);
    assert_eq!(reading, read(&text, &hints), "the same text was read in two ways");
});

/// Each fact's range is a part of the text, and holds the digits of what it says.
fn stands_in(text: &str, reading: &Reading) {
    let part = |span: &Range<usize>| text.get(span.clone()).expect("a range that cuts a character");
    let amounts = reading.balance.iter().chain(&reading.amount);
    for Fact { value: Money { units, scale, .. }, span } in
        amounts.chain(reading.bonuses.iter().map(|bonus| &bonus.amount))
    {
        assert_eq!(digits(part(span)).parse(), Ok(*units), "an amount whose digits don't stand there");
        assert!(*units >= 0 && (0..=9).contains(scale), "{units} at {scale}");
    }
    let days = reading.valid_until.iter().chain(reading.bonuses.iter().filter_map(|b| b.valid_until.as_ref()));
    for Fact { value, span } in days {
        assert!(digits(part(span)).contains(&value.format("%-d").to_string()), "a day that doesn't stand there");
    }
    for count in [&reading.data_bytes, &reading.minutes, &reading.texts, &reading.days_left] {
        let Some(Fact { value, span }) = count else { continue };
        assert!(*value >= 0 && !digits(part(span)).is_empty(), "{value} where no number stands");
    }
    if let Some(Fact { value, span }) = &reading.plan {
        assert_eq!(value, part(span).trim(), "a name that doesn't stand there");
    }
}

/// The digits of a text in any script, as ASCII.
fn digits(text: &str) -> String {
    let plain = |c: char| {
        let full_width = ('０'..='９').contains(&c).then(|| u32::from(c) - u32::from('０'));
        let of = |zero: &char| u32::from(c).checked_sub(u32::from(*zero)).filter(|digit| *digit < 10);
        full_width.or_else(|| ZEROS.iter().find_map(of)).and_then(|digit| char::from_digit(digit, 10))
    };
    text.chars().filter_map(plain).collect()
}
