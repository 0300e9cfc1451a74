//! What holds for any text and any marks.

use proptest::prelude::*;

use super::*;
use crate::reply::tests::hostile::REPEATED;
use crate::reply::{LONGEST, read};

/// Pieces of messages that the reader misses, and what breaks them.
const PIECES: &[&str] = &[
    "purse",
    "of your line",
    "5.20",
    "USD",
    "$",
    "4,000",
    "៛",
    "1.234",
    "12",
    "open to",
    "04/03/2027",
    "21.06.27",
    "19Mar2027",
    "2027年6月21日",
    "可用话费",
    "លុយក្នុងស៊ីម",
    "១២.៥",
    "*123#",
    "010234567",
    "23:59",
    "5%",
    "5 GB",
    "-",
    "/",
    "(",
    "\n",
    "bonus",
    "balance",
    "pуб",
    "\u{200b}",
    "\u{fffd}",
    "[",
    "]",
    "http://a.b/5.00",
];

const OF: [ValidityOf; 4] = [ValidityOf::Balance, ValidityOf::Plan, ValidityOf::Bonus, ValidityOf::Sim];

/// A template that was derived reads in its message what was marked, and survives being written and shared.
fn check(text: &str, hints: &Hints) -> Result<(), TestCaseError> {
    let Ok(found) = choices(text, hints) else { return Ok(()) };
    let amounts = (0..found.amounts.len()).map(Some).chain([None]);
    for balance in amounts {
        for last_day in (0..found.days.len()).map(|at| Some((at, OF[at % 4]))).chain([None]) {
            let Ok(template) = derive(text, hints, &Marks { balance, last_day }) else { continue };
            let again = template.read(text, hints);
            let again = again.ok_or_else(|| TestCaseError::fail(format!("{template:?} of {text:?}")))?;
            let marked = balance.map(|at| &found.amounts[at]);
            prop_assert_eq!(again.balance.as_ref().map(|f| &f.value), marked.map(|m| &m.money), "{:?}", text);
            prop_assert_eq!(again.balance.map(|f| f.span), marked.map(|m| m.span.clone()), "{:?}", text);
            let marked = last_day.map(|(at, of)| (found.days[at].day, of));
            prop_assert_eq!(again.last_day.map(|(f, of)| (f.value, of)), marked, "{:?}", text);
            prop_assert_eq!(Template::parse(&template.form()), Ok(template.clone()), "{:?}", text);
            let shared = Shared { operator_id: "kh-smart".to_owned(), template };
            prop_assert_eq!(Shared::parse(&shared.text()), Ok(shared.clone()), "{:?}", text);
            let digits = shared.text().chars().filter(|c| c.is_numeric()).count();
            prop_assert_eq!(digits, 1, "{}", shared.text());
        }
    }
    Ok(())
}

proptest! {
    // Each case tries every choice with every other.
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_text_teaches_what_was_marked_or_nothing(text in ".{0,120}") {
        check(&text, &cambodia())?;
        let _ = Template::parse(&text);
        let _ = Shared::parse(&format!("Baohao template 1\noperator: x\nmessage: {text}"));
    }

    #[test]
    fn pieces_of_messages_in_any_order(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..24),
        glue in prop::sample::select(vec!["", " "]),
    ) {
        let text = pieces.join(glue);
        check(&text, &cambodia())?;
        check(&text, &Hints::of_country("DE"))?;
    }

    #[test]
    fn a_template_adds_and_never_changes(
        taught in prop::collection::vec(prop::sample::select(PIECES), 0..12),
        other in prop::collection::vec(prop::sample::select(PIECES), 0..12),
    ) {
        let (taught, other) = (taught.join(" "), other.join(" "));
        let marks = Marks { balance: Some(0), last_day: None };
        let Ok(template) = derive(&taught, &cambodia(), &marks) else { return Ok(()) };
        let before = read(&other, &cambodia());
        let (after, by) = read_with(&other, &cambodia(), &[template]);
        prop_assert!(before.balance.is_none() || before.balance == after.balance);
        prop_assert_eq!(&before.valid_until, &after.valid_until);
        prop_assert_eq!(&before.bonuses, &after.bonuses);
        prop_assert_eq!(by.is_some(), before.balance != after.balance);
    }
}

#[test]
fn a_numeral_written_as_a_letter_is_no_letter() {
    for text in ["𒐀AºAÀÀ:0&Aa", "ꛦ\u{3347a}0\u{b}ÀaaA\u{3040}a¡", "Tariff Ⅳ purse: 5.20 USD is left"]
    {
        check(text, &cambodia()).unwrap();
    }
}

#[test]
fn a_message_in_khmer_digits_has_the_same_template() {
    let text = "Smart purse: 5.20 USD. Line open to 04/03/2027. Help 010234567";
    let khmer: String = text
        .chars()
        .map(|c| c.to_digit(10).and_then(|digit| char::from_u32(0x17e0 + digit)).unwrap_or(c))
        .collect();
    let marks = Marks { balance: Some(0), last_day: Some((0, ValidityOf::Balance)) };
    let (one, other) = (derive(text, &cambodia(), &marks), derive(&khmer, &cambodia(), &marks));
    assert_eq!(one, other);
    let (latin, khmer) =
        (one.unwrap().read(text, &cambodia()).unwrap(), other.unwrap().read(&khmer, &cambodia()));
    assert_eq!(khmer.unwrap().balance.map(|fact| fact.value), latin.balance.map(|fact| fact.value));
}

#[test]
fn the_longest_hostile_texts_are_compared_to_their_end() {
    let marks = Marks { balance: Some(0), last_day: None };
    let template = derive("Purse of your line 5.20 USD", &cambodia(), &marks).unwrap();
    for piece in REPEATED {
        let text = piece.repeat(LONGEST / piece.len());
        // Linear work takes a few milliseconds even unoptimised; the bench measures.
        let _ = derive(&text, &cambodia(), &marks);
        let _ = Template::parse(&format!("1 {text}"));
        assert_eq!(template.read(&text, &cambodia()), None, "{piece:?}");
        let _ = read_with(&text, &cambodia(), std::slice::from_ref(&template));
    }
}
