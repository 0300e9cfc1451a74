//! Texts that nobody sends but somebody might: long, repeated, broken. They end in bounded time, without a panic.

use super::*;

/// One piece of each kind that a look ahead or back could trip over.
pub(in crate::reply) const REPEATED: &[&str] = &[
    "9",
    "1,",
    "1.",
    "1 ",
    "12 345 ",
    "19.05.14 ",
    "19.05.14",
    "1.1.",
    "\0",
    "\u{202e}",
    "\u{fffd}",
    "balance ",
    "bal ",
    "balance 5.00 USD ",
    "valid till ",
    "you ",
    "you have ",
    "as of ",
    "*",
    "*1",
    "*1234 ",
    "account *1234 ",
    "to 12345678 ",
    "mybank",
    "#",
    "x",
    "xx1",
    "(",
    "-",
    ":",
    "\n1 a",
    "\n2\n",
    "សមតុល្យ",
    "ស",
    "មតុល្យ",
    "余额",
    "流",
    "1月",
    "2024年1月",
    "1 ខែ ",
    "May ",
    "May 1 ",
    "19Aug",
    "1:",
    "1:1",
    "3Gb ",
    "3Gb",
    "5 USD ",
    "$",
    "$5",
    "5 min ",
    "'",
    "plan '",
    "plan: a ",
    "\"",
    "%",
    "5% ",
    "http",
    "www ",
    "a.b.",
    "а",
    "aа",
    "é",
    "e\u{301}",
    "\u{200b}",
    "\u{2}",
    "ﷺ",
    "🏁",
    "s.d.",
    "until until ",
    "5.00 USD valid till 19.05.14. ",
];

#[test]
fn the_longest_hostile_texts_are_read_to_their_end() {
    for piece in REPEATED {
        let text = piece.repeat(LONGEST / piece.len());
        // Linear work takes a few milliseconds even unoptimised; quadratic work would take minutes here and be noticed.
        // The core's sources read no clock, not even here; the bench measures.
        let reading = read(&text, &cambodia());
        if let Some(fact) = reading.balance {
            assert!(text.get(fact.span).is_some(), "{piece:?}");
        }
    }
}

#[test]
fn every_prefix_and_suffix_of_every_fixture_is_read_without_a_panic() {
    for fixture in super::fixtures::fixtures() {
        let hints = fixture.hints();
        for (at, _) in fixture.text.char_indices() {
            read(&fixture.text[..at], &hints);
            read(&fixture.text[at..], &hints);
        }
    }
}

#[test]
fn a_longer_text_is_refused_with_its_reason() {
    let reading = read(&"9".repeat(LONGEST + 1), &cambodia());
    assert_eq!(reading.withheld, [Withheld::TooLong]);
}
