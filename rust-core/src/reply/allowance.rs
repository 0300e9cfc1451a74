//! Data, minutes and messages that are left, all parts together.
//!
//! A count is what is left if its clause says so (left, balance, you have, or a heading such as `Internet:`). What was
//! used, what is offered, a limit ("less than 20 MB") and a plan's name ("1 GB Pack") are not.

use super::item::{Bound, Item, Kind, before};
use super::measure::Volume;
use super::roles::{self, Roles};

/// A sum of what is left, and the pieces that it was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Left {
    pub total: i64,
    pub first: usize,
    pub last: usize,
}

/// What is left of each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Allowance {
    pub data: Option<Left>,
    pub minutes: Option<Left>,
    pub texts: Option<Left>,
    /// Whether something was said to be left, whether or not it could be told exactly.
    pub spoken_of: bool,
}

const LEFT: Roles = roles::LEFT.and(roles::BALANCE).and(roles::HAVE);
const DOUBTS: Roles = roles::IFFY
    .and(roles::OFFER)
    .and(roles::WILL)
    .and(roles::NOT)
    .and(roles::CHARGE)
    .and(roles::PER)
    .and(roles::TOPUP);

/// Adds up what is left. `number`: the whole number that a piece writes.
pub fn allowance(items: &[Item], volumes: &[Volume], number: impl Fn(&Item) -> Option<i64>) -> Allowance {
    let mut found = Allowance::default();
    let mut unclear = false;
    // What the count before was, for lists whose heading stands in front of the first.
    let mut list: Option<(usize, bool)> = None;
    for (at, item) in items.iter().enumerate() {
        let volume = (item.kind == Kind::Data).then(|| volumes.get(usize::from(item.aux))).flatten();
        let counts = item.kind == Kind::Count && item.is(roles::MINUTES.and(roles::TEXTS));
        if volume.is_none() && !counts {
            continue;
        }
        let continues = list.filter(|&(last, _)| at - last <= 4 && !crosses(items, last, at));
        let is_left = match continues {
            Some((last, was)) if follows_on(items, last, at) => was || says_left(items, at),
            _ => says_left(items, at),
        };
        list = Some((at, is_left));
        if !is_left {
            continue;
        }
        found.spoken_of = true;
        let (sum, value) = match volume {
            Some(volume) => (&mut found.data, volume.bytes),
            None if item.is(roles::MINUTES) => (&mut found.minutes, number(item)),
            None => (&mut found.texts, number(item)),
        };
        let before = sum.map_or(0, |left| left.total);
        let Some(total) = value.and_then(|value| before.checked_add(value)) else {
            unclear = true;
            continue;
        };
        *sum = Some(Left { total, first: sum.map_or(at, |left| left.first), last: at + 1 });
    }
    if unclear { Allowance { spoken_of: true, ..Allowance::default() } } else { found }
}

fn crosses(items: &[Item], from: usize, to: usize) -> bool {
    items[from + 1..=to].iter().any(|item| item.bound == Bound::Hard)
}

/// Whether a count goes on with the one before: nothing but unknown words and commas stands between.
fn follows_on(items: &[Item], last: usize, at: usize) -> bool {
    let says = LEFT.and(roles::USED).and(DOUBTS).and(roles::PLAN);
    items[last + 1..at]
        .iter()
        .all(|item| item.kind == Kind::Unit || (item.kind == Kind::Word && !item.is(says)))
}

fn says_left(items: &[Item], at: usize) -> bool {
    let mut before_it = Roles::NONE;
    let mut sentence = Roles::NONE;
    let mut headed = items[at].after(before::LINK);
    let mut back = at;
    let mut told = false;
    let stop = at.saturating_sub(12);
    while back > stop && items[back].bound < Bound::Hard {
        told |= items[back].bound == Bound::Weak && !before_it.is_empty();
        back -= 1;
        let item = &items[back];
        match item.kind {
            Kind::Data => told = true,
            Kind::Word => {
                sentence.add(item.roles);
                if !told {
                    before_it.add(item.roles);
                    headed |= item.is(roles::LINK) || items[back + 1].after(before::LINK);
                }
            }
            _ => {}
        }
    }
    let mut after = Roles::NONE;
    for item in items.iter().skip(at + 1).take(5) {
        // `5 GB: 1.2 GB left` names the plan by its size.
        let named = item.kind != Kind::Unit && item.after(before::LINK);
        if item.bound > Bound::None || named || matches!(item.kind, Kind::Money | Kind::Data) {
            break;
        }
        // `10 GB per month` is a price's; `10 GB left on your weekly plan` isn't.
        if item.is(roles::PER) && !after.is_empty() {
            continue;
        }
        // `1 GB Pack`: a name. `3 GB data pack left` isn't one.
        after.add(item.roles);
    }
    let doubted = sentence.has(DOUBTS.without(roles::CHARGE.and(roles::TOPUP))) || before_it.has(DOUBTS);
    if doubted || before_it.has(roles::USED.and(roles::OF_WHICH)) || after.has(roles::USED.and(roles::PER)) {
        return false;
    }
    if after.has(roles::LEFT) {
        return true;
    }
    let heading = headed
        && before_it.has(roles::DATA.and(roles::VOICE).and(roles::TEXTS))
        && !before_it.has(roles::PLAN)
        && !sentence.has(roles::USED);
    (before_it.has(LEFT) || sentence.has(roles::HAVE) || heading) && !after.has(roles::PLAN)
}
