//! What can't be taught, and texts that are no templates.

use super::*;
use crate::reply::Withheld;

const BOTH: Marks = Marks { balance: Some(0), last_day: Some((0, ValidityOf::Balance)) };
const BALANCE: Marks = Marks { balance: Some(0), last_day: None };
const DAY: Marks = Marks { balance: None, last_day: Some((0, ValidityOf::Balance)) };

#[test]
fn err_what_cannot_be_taught_is_refused_with_its_reason() {
    let long = format!("Purse of your line 5.20 USD {}", "thank you ".repeat(500));
    for (text, marks, reason) in [
        ("Purse of your line 5.20 USD", Marks::default(), Unteachable::Fault(Fault::NothingMarked)),
        ("Purse of your line unknown", BALANCE, Unteachable::NotAnAmount),
        ("Purse of your line 5.20 USD", DAY, Unteachable::NotADate),
        ("Purse of your line 31/13/2027", DAY, Unteachable::NotADate),
        ("Purse of your line -5.20 USD", BALANCE, Unteachable::NotAnAmount),
        ("Purse of your line 5.20 USD/min", BALANCE, Unteachable::NotAnAmount),
        ("Purse of your line 010234567", BALANCE, Unteachable::NotAnAmount),
        ("Purse of your line 12:30, 5%, *123#, 5 GB", BALANCE, Unteachable::NotAnAmount),
        ("Your balance is 5.20 USD", BALANCE, Unteachable::NotAnAmount),
        ("5.20 USD", BALANCE, Unteachable::Fault(Fault::TooFewWords)),
        ("Core 5.20 dollars USD $ 21.06.27", BOTH, Unteachable::Fault(Fault::TooFewWords)),
        ("Your OTP is 493021, purse 5.20 USD", BALANCE, Unteachable::Withheld(Withheld::OneTimePassword)),
        ("Your account 1234 was debited 5.20 USD", BALANCE, Unteachable::Withheld(Withheld::BankMessage)),
        (&long, BALANCE, Unteachable::Fault(Fault::TooLong)),
        (&"9".repeat(70_000), BALANCE, Unteachable::Withheld(Withheld::TooLong)),
    ] {
        assert_eq!(derive(text, &cambodia(), &marks), Err(reason), "{}", &text[..text.len().min(80)]);
    }
}

#[test]
fn a_figure_that_can_be_read_in_two_ways_is_offered_twice_the_likelier_first() {
    let days = |text: &str, hints: &Hints| -> Vec<String> {
        choices(text, hints).unwrap().days.iter().map(|choice| choice.day.to_string()).collect()
    };
    assert_eq!(days("Line open to 04/03/2027", &cambodia()), ["2027-03-04", "2027-04-03"]);
    let unknown = Hints { date_order: None, ..cambodia() };
    assert_eq!(days("Line open to 04/03/2027", &unknown), ["2027-03-04", "2027-04-03"]);
    assert_eq!(days("Line open to 25/03/2027", &cambodia()), ["2027-03-25"]);
    assert_eq!(days("Line open to 04.03.2027", &unknown), ["2027-03-04"], "full stops mean day, month, year");
    let amounts = |text: &str, hints: &Hints| -> Vec<(i64, i32)> {
        let found = choices(text, hints).unwrap().amounts;
        found.iter().map(|choice| (choice.money.units, choice.money.scale)).collect()
    };
    assert_eq!(amounts("Purse of your line 1.234", &Hints::of_country("DE")), [(1234, 3), (1234, 0)]);
    assert_eq!(amounts("Purse of your line 4,000 USD", &cambodia()), [(4000, 0), (4000, 3)]);
    assert_eq!(amounts("Purse of your line 4.50 USD", &cambodia()), [(450, 2)]);
}

#[test]
fn the_shared_form_is_stable() {
    let marks = BOTH;
    let text =
        "Smart purse: $5.20 (0.50 gift). Line open to 25/03/2027 23:59. Sokha, call 010234567 or *123#";
    let template = derive(text, &cambodia(), &marks).unwrap();
    let shared = Shared { operator_id: "kh-smart".to_owned(), template };
    let form = "Baohao template 1\n\
                operator: kh-smart\n\
                message: smart purse $ [balance USD point] [figure] gift line open to [day balance dmy] [figure] \
                sokha call [figure] or [figure]\n";
    assert_eq!(shared.text(), form);
    assert_eq!(Shared::parse(form), Ok(shared.clone()));
    assert_eq!(Shared::parse(&form.replace('\n', "\r\n\r\n")), Ok(shared), "as messengers change it");
    let digits: String = form.chars().filter(char::is_ascii_digit).collect();
    assert_eq!(digits, "1", "the version's is the only one");
}

#[test]
fn err_what_is_no_shared_template_is_refused_with_its_reason() {
    let with = |line: &str| format!("Baohao template 1\noperator: kh-smart\nmessage: {line}");
    for (text, reason) in [
        ("Your balance is 5.20 USD".to_owned(), SharedFault::NotATemplate),
        ("Baohao template 2\noperator: kh-smart\nanything".to_owned(), SharedFault::TooNew),
        ("Baohao template one".to_owned(), SharedFault::Malformed),
        ("Baohao template 1".to_owned(), SharedFault::Malformed),
        ("Baohao template 1\nmessage: purse of the line [balance]".to_owned(), SharedFault::Malformed),
        (with(""), SharedFault::Malformed),
        (with("purse of the line [balance"), SharedFault::Malformed),
        (with("purse of the line [money]"), SharedFault::Malformed),
        (with("purse of the line [balance USD point 5]"), SharedFault::Malformed),
        (with("purse of the line 5.20 [balance]"), SharedFault::Malformed),
        (with("purse of the line [balance]\nand more"), SharedFault::Malformed),
        (with("purse of the line [figure] [figure] end [balance]"), SharedFault::Malformed),
        (with("purse of the line [figure]"), SharedFault::Fault(Fault::NothingMarked)),
        (with("purse [balance] of the line [balance]"), SharedFault::Fault(Fault::MarkedTwice)),
        (with("bal [balance]"), SharedFault::Fault(Fault::TooFewWords)),
        (with(&format!("[balance] {}", "word ".repeat(2000))), SharedFault::Fault(Fault::TooLong)),
    ] {
        assert_eq!(Shared::parse(&text), Err(reason), "{}", &text[..text.len().min(90)]);
    }
}
