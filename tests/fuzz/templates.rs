//! Teaching on any bytes: it never panics, what is derived from a message reads in it what was marked, and survives
//! being stored and shared; any text may be given as a stored or shared template.
//!
//! The first two bytes pick a country and the marks, the rest is the text, with a second message after a NUL.

#![no_main]

use baohao_core::reply::template::{Marks, Shared, Template, choices, derive, read_with};
use baohao_core::reply::{Hints, ValidityOf, read};
use libfuzzer_sys::fuzz_target;

const COUNTRIES: [&str; 6] = ["KH", "TH", "US", "DE", "ID", ""];
const OF: [ValidityOf; 4] = [ValidityOf::Balance, ValidityOf::Plan, ValidityOf::Bonus, ValidityOf::Sim];

fuzz_target!(|data: &[u8]| {
    let [country, marks, rest @ ..] = data else { return };
    let text = String::from_utf8_lossy(rest);
    let (text, other) = text.split_once('\0').unwrap_or((&text, ""));
    let hints = Hints::of_country(COUNTRIES[usize::from(*country) % COUNTRIES.len()]);
    let _ = Template::parse(text);
    let _ = Shared::parse(text);
    let Ok(found) = choices(text, &hints) else { return };
    let pick = |turn: usize, of: usize| (of > 0 && turn > 0).then(|| (turn - 1) % of);
    let balance = pick(usize::from(marks & 15), found.amounts.len());
    let last_day = pick(usize::from(marks >> 4), found.days.len()).map(|at| (at, OF[at % OF.len()]));
    let Ok(template) = derive(text, &hints, &Marks { balance, last_day }) else { return };
    let again = template.read(text, &hints).expect("it reads the message that it was taught on");
    assert_eq!(
        again.balance.map(|fact| (fact.value, fact.span)),
        balance.map(|at| {
            let amount = &found.amounts[at];
            (amount.money.clone(), amount.span.clone())
        })
    );
    assert_eq!(
        again.last_day.map(|(fact, of)| (fact.value, of)),
        last_day.map(|(at, of)| (found.days[at].day, of))
    );
    assert_eq!(Template::parse(&template.form()), Ok(template.clone()), "as stored");
    let shared = Shared { operator_id: "kh-smart".to_owned(), template: template.clone() };
    assert_eq!(Shared::parse(&shared.text()), Ok(shared.clone()), "as shared");
    // On another message it adds and never changes.
    let before = read(other, &hints);
    let (after, _) = read_with(other, &hints, &[template]);
    assert!(before.balance.is_none() || before.balance == after.balance);
    assert!(before.valid_until.is_none() || before.valid_until == after.valid_until);
});
