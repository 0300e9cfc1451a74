//! What is taught on one message is read in the next ones, and in nothing else.

use chrono::NaiveDate;
use serde::Deserialize;

use super::*;
use crate::money::Money;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fixture {
    id: String,
    rule: String,
    text: String,
    balance: Option<Amount>,
    valid_until: Option<NaiveDate>,
    valid_of: Option<String>,
    form: String,
    next: Vec<Next>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Next {
    text: String,
    balance: Option<Amount>,
    valid_until: Option<NaiveDate>,
}

#[derive(Deserialize)]
struct Amount {
    units: i64,
    scale: i32,
    currency: String,
}

impl From<Amount> for Money {
    fn from(amount: Amount) -> Money {
        Money { units: amount.units, scale: amount.scale, currency: amount.currency }
    }
}

fn of(word: &str) -> ValidityOf {
    match word {
        "balance" => ValidityOf::Balance,
        "plan" => ValidityOf::Plan,
        "bonus" => ValidityOf::Bonus,
        "sim" => ValidityOf::Sim,
        other => panic!("{other}"),
    }
}

#[test]
fn what_is_taught_once_is_read_in_the_next_message_of_that_shape() {
    let lines = include_str!("../../../../../tests/fixtures/teach/taught.jsonl").lines();
    for line in lines {
        let fixture: Fixture = serde_json::from_str(line).expect(line);
        let at = format!("{}: {}", fixture.id, fixture.rule);
        let found = choices(&fixture.text, &cambodia()).unwrap();
        let balance = fixture.balance.map(Money::from).map(|money| {
            found
                .amounts
                .iter()
                .position(|choice| choice.money == money)
                .unwrap_or_else(|| panic!("{at} {found:?}"))
        });
        let last_day = fixture.valid_until.map(|day| {
            let place = found.days.iter().position(|choice| choice.day == day);
            (place.unwrap_or_else(|| panic!("{at} {found:?}")), of(fixture.valid_of.as_deref().unwrap()))
        });
        let template = derive(&fixture.text, &cambodia(), &Marks { balance, last_day }).unwrap();
        assert_eq!(template.form(), fixture.form, "{at}");
        assert_eq!(Template::parse(&fixture.form).as_ref(), Ok(&template), "{at}");
        for next in fixture.next {
            let (reading, _) = read_with(&next.text, &cambodia(), std::slice::from_ref(&template));
            assert_eq!(
                reading.balance.map(|fact| fact.value),
                next.balance.map(Money::from),
                "{at}: {}",
                next.text
            );
            assert_eq!(reading.valid_until.map(|fact| fact.value), next.valid_until, "{at}: {}", next.text);
            if next.valid_until.is_some() && last_day.is_some() {
                assert_eq!(reading.valid_of, last_day.map(|(_, of)| of), "{at}: {}", next.text);
            }
        }
    }
}

#[test]
fn a_reading_that_is_added_takes_its_reason_for_withholding_away() {
    let text = "Smart purse: 5.20 USD. Line open to 04/03/2027";
    assert_eq!(
        crate::reply::read(text, &cambodia()).withheld,
        [crate::reply::Withheld::NoBalanceWord, crate::reply::Withheld::UnclearDate]
    );
    let marks = Marks { balance: Some(0), last_day: Some((0, ValidityOf::Balance)) };
    let template = derive(text, &cambodia(), &marks).unwrap();
    let (reading, by) = read_with(text, &cambodia(), &[template]);
    assert_eq!((reading.withheld, by), (vec![], Some(0)));
    assert_eq!(&text[reading.balance.unwrap().span], "5.20");
}

#[test]
fn the_shipped_reader_wins_where_it_reads() {
    let text = "Your balance is 5.20 USD and your balance is 2.00 USD until 21.06.27";
    let template = Template::parse("1 your balance is [balance USD] usd valid till [day plan dmy]").unwrap();
    let plain = "Your balance is 1.37 USD valid till 19.05.27";
    let (reading, by) = read_with(plain, &cambodia(), std::slice::from_ref(&template));
    assert_eq!((reading.valid_of, by), (Some(ValidityOf::Balance), None));
    assert!(
        reading.contradicts(&template.read(plain, &cambodia()).unwrap()),
        "a plan's day and the balance's"
    );
    assert_eq!(template.read(text, &cambodia()), None);

    let menu = Template::parse("1 [figure] top up [balance] packages").unwrap();
    assert_eq!(menu.read("1. Top up\n2. Packages", &cambodia()), None, "nothing in a menu is a fact");

    let plan = "Plan valid till 19.05.27. Line closes 21.06.2027";
    let template = Template::parse("1 plan valid till [figure] line closes [day balance dmy]").unwrap();
    let (reading, by) = read_with(plan, &cambodia(), std::slice::from_ref(&template));
    assert_eq!((reading.valid_of, by), (Some(ValidityOf::Plan), None), "elsewhere too");
    assert!(reading.contradicts(&template.read(plan, &cambodia()).unwrap()));
}
