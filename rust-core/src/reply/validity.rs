//! Which dates are last days, and of what.
//!
//! A date is one if a word for validity stands before it, or "until" does right after an amount; and if it is said, in
//! its sentence or the one before, what is valid. Moments ("as of", "last call"), first days and blockings are none; a
//! code's, an offer's or a ticket's last day isn't the subscriber's.

use super::facts::ValidityOf;
use super::item::{Bound, Item, Kind, before};
use super::label::Label;
use super::roles::{self, Roles};

/// What a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    LastDay(ValidityOf),
    /// A last day, but of something unknown.
    LastDayOfSomething,
    /// A first day: the next date may be the last one.
    FirstDay,
    /// Any other day.
    Moment,
}

/// How far back the words of a date can stand.
const REACH: usize = 28;

const KINDS: Roles = roles::VALID.and(roles::UNTIL).and(roles::AS_OF).and(roles::FROM).and(roles::LOCK);

/// What the date at `at` is. `labels`: of the amounts; `earlier`: what the date before it is.
pub fn meaning(items: &[Item], at: usize, labels: &[Label], earlier: Option<Meaning>) -> Meaning {
    let words = words_before(items, at);
    if words.doubted || words.roles.has(roles::LOCK) {
        return Meaning::Moment;
    }
    let range_end = earlier == Some(Meaning::FirstDay)
        && words.close
        && (words.roles.has(roles::TO.and(roles::UNTIL))
            || items[at].before & (before::DASH | before::MINUS) != 0);
    if words.nearest.has(roles::FROM) && !words.nearest.has(roles::VALID.and(roles::UNTIL)) {
        let valid =
            words.roles.has(roles::VALID) || items[..at].last().is_some_and(|item| item.is(roles::FROM));
        return if valid { Meaning::FirstDay } else { Meaning::Moment };
    }
    if words.nearest.has(roles::AS_OF) && !words.nearest.has(roles::VALID) {
        return Meaning::Moment;
    }
    let valid = words.roles.has(roles::VALID) || range_end;
    let until = words.roles.has(roles::UNTIL) && words.until_touches;
    if !valid && !until {
        return Meaning::Moment;
    }
    match subject(items, at, labels, valid, range_end, earlier) {
        Subject::Is(of) => Meaning::LastDay(of),
        Subject::Foreign => Meaning::Moment,
        Subject::Unsaid => Meaning::LastDayOfSomething,
    }
}

struct Words {
    /// Roles that tell what kind of day it is, back to the last amount or date.
    roles: Roles,
    /// Those of the nearest such word.
    nearest: Roles,
    /// Whether "until" stands right before the date.
    until_touches: bool,
    /// Whether the date before stands close.
    close: bool,
    doubted: bool,
}

fn words_before(items: &[Item], at: usize) -> Words {
    let mut words = Words {
        roles: Roles::NONE,
        nearest: Roles::NONE,
        until_touches: false,
        close: false,
        doubted: false,
    };
    let mut told = false;
    let mut back = at;
    let stop = at.saturating_sub(REACH);
    while back > stop && items[back].bound < Bound::Hard {
        // After a comma something else is said, once the kind of day is known.
        told |= items[back].bound == Bound::Weak && words.roles.has(KINDS);
        back -= 1;
        let item = &items[back];
        match item.kind {
            Kind::Date => {
                words.close |= at - back <= 3;
                told = true;
            }
            Kind::Money | Kind::Data | Kind::Count => told |= words.roles.has(KINDS),
            Kind::Word => {
                if !told {
                    if words.nearest.is_empty() && item.is(KINDS) {
                        words.nearest = item.roles;
                        words.until_touches = at - back <= 2;
                    }
                    words.roles.add(item.roles);
                }
                let kind = item.is(KINDS);
                words.doubted |= item.is(roles::OFFER) || (item.is(roles::IFFY.and(roles::NOT)) && !kind);
            }
            _ => {}
        }
    }
    words
}

enum Subject {
    Is(ValidityOf),
    /// Something that isn't the subscriber's.
    Foreign,
    Unsaid,
}

/// What is valid: the nearest thing before the date, in its sentence or at the end of the one before.
fn subject(
    items: &[Item],
    at: usize,
    labels: &[Label],
    valid: bool,
    range_end: bool,
    earlier: Option<Meaning>,
) -> Subject {
    let mut mentioned = false;
    // `on your account` is where something is; what it is may stand before it.
    let mut on_account = false;
    // In the sentence before.
    let mut renewed = false;
    let mut sentences = 0;
    let mut beyond = 0;
    let mut back = at;
    let stop = at.saturating_sub(REACH);
    while back > stop {
        if items[back].bound == Bound::Hard {
            sentences += 1;
            if sentences > 1 || !valid || mentioned || on_account {
                break;
            }
        }
        back -= 1;
        let item = &items[back];
        if sentences > 0 {
            beyond += 1;
            if beyond > 10 {
                break;
            }
        }
        match item.kind {
            // `pack Rs 249 expires on`: a plan by its price.
            Kind::Money if sentences == 0 && names_a_plan(items, back, labels) => {
                return Subject::Is(ValidityOf::Plan);
            }
            Kind::Money => match labels.get(usize::from(item.aux)) {
                Some(Label::Balance { .. }) => return Subject::Is(ValidityOf::Balance),
                Some(Label::Topup) if sentences == 0 && valid => return Subject::Is(ValidityOf::Balance),
                Some(Label::Bonus) => return Subject::Is(ValidityOf::Bonus),
                Some(Label::Charge) if sentences == 0 => {}
                _ => return Subject::Foreign,
            },
            Kind::Data => return Subject::Is(ValidityOf::Plan),
            Kind::Count if item.is(roles::TEXTS.and(roles::MINUTES).and(roles::VOICE)) => {
                return Subject::Is(ValidityOf::Plan);
            }
            // Another date's subject isn't this one's, but `renewed on …` is no last day that could have one.
            Kind::Date if !(range_end || earlier == Some(Meaning::Moment) && renewed_on(items, back)) => {
                return Subject::Unsaid;
            }
            Kind::Word if sentences == 0 => {
                // `Account expiry`, `plan validity`: the word that says so may name its subject too.
                if item.is(roles::BONUS) {
                    return Subject::Is(ValidityOf::Bonus);
                }
                if item.is(roles::PLAN.and(roles::DATA)) {
                    return Subject::Is(ValidityOf::Plan);
                }
                if item.is(roles::BALANCE) {
                    // `SMS balance 20`: messages end as a plan does.
                    let of_a_thing = items[back].bound == Bound::None
                        && back > 0
                        && items[back - 1].is(roles::DATA.and(roles::TEXTS).and(roles::MINUTES));
                    return Subject::Is(if of_a_thing { ValidityOf::Plan } else { ValidityOf::Balance });
                }
                on_account |= item.is(roles::ACCOUNT);
                if item.is(roles::SIM) {
                    // `for number 012345678` only mentions it.
                    let number = items.get(back + 1).filter(|next| next.kind == Kind::Number);
                    if number.is_some_and(|number| number.end - number.start >= 6) {
                        mentioned = true;
                    } else {
                        return Subject::Is(ValidityOf::Sim);
                    }
                } else if item.is(roles::OTHER_THING.and(roles::OFFER)) {
                    return Subject::Foreign;
                }
            }
            // `Your plan has been renewed. It ends on …`
            Kind::Word => {
                renewed |= item.is(roles::RENEW.and(roles::SUBSCRIBE));
                if renewed && item.is(roles::PLAN) {
                    return Subject::Is(ValidityOf::Plan);
                }
            }
            _ => {}
        }
    }
    match (mentioned, on_account) {
        (true, _) => Subject::Is(ValidityOf::Sim),
        (false, true) => Subject::Is(ValidityOf::Balance),
        (false, false) => Subject::Unsaid,
    }
}

/// Whether an amount that is nothing else stands right after a word for a plan.
fn names_a_plan(items: &[Item], amount: usize, labels: &[Label]) -> bool {
    let label = labels.get(usize::from(items[amount].aux));
    let first = amount.checked_sub(1).filter(|&at| items[at].kind == Kind::Unit).unwrap_or(amount);
    matches!(label, Some(Label::Other | Label::Unnamed))
        && first
            .checked_sub(1)
            .is_some_and(|at| items[at].kind == Kind::Word && items[at].is(roles::PLAN_NAME))
}

/// Whether the words right before a date say that something was renewed or started then.
fn renewed_on(items: &[Item], date: usize) -> bool {
    let near = items[date.saturating_sub(4)..date].iter();
    near.rev().any(|item| item.kind == Kind::Word && item.is(roles::RENEW.and(roles::SUBSCRIBE)))
}
