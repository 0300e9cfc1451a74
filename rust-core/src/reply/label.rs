//! What an amount is called by the words around it.
//!
//! The words before it count first, up to the last amount or the end of the sentence before; then those after it, unless
//! they are the next amount's. A word for a balance isn't enough: a charge in the same clause, a condition, an offer or
//! a part of a sum makes the amount something else.

use super::item::{Bound, Item, Kind, before};
use super::measure::Amount;
use super::roles::{self, Roles};

/// What an amount is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// A balance.
    Balance {
        /// Said to be the main one.
        main: bool,
        /// Named by a word that means nothing else, not only by "you have" or "left".
        strong: bool,
        /// A sum of several.
        total: bool,
    },
    /// A word for a balance after it only: a part, a kind, or an offer.
    NamedAfter,
    /// A word for a balance, with something that makes it no statement.
    Unclear,
    /// A balance apart.
    Bonus,
    Charge,
    Topup,
    /// What the balance was.
    Old,
    /// Owed, a price, a part of another amount, or the balance of something that isn't money.
    Other,
    /// No word says.
    Unnamed,
}

/// Words that name an amount.
const NAMES: Roles = roles::BALANCE
    .and(roles::TOPUP)
    .and(roles::CHARGE)
    .and(roles::OWED)
    .and(roles::BONUS)
    .and(roles::OF_WHICH)
    .and(roles::HAVE)
    .and(roles::TRANSFER);

/// Words before a balance that make it no statement of what is.
const DOUBTS: Roles = roles::IFFY
    .and(roles::OLD)
    .and(roles::WILL)
    .and(roles::OFFER)
    .and(roles::NOT)
    // What is missing names a price, or a threshold.
    .and(roles::INSUFFICIENT);

/// Words before a charge or a top-up that make it one that hasn't happened.
const NOT_YET: Roles = roles::IFFY.and(roles::WILL).and(roles::OFFER).and(roles::NOT);

/// Words after it that do.
const DOUBTS_AFTER: Roles =
    roles::IFFY.and(roles::TOPUP).and(roles::TRANSFER).and(roles::WILL).and(roles::ENDED).and(roles::NOT);

/// Things that have balances of their own.
const THINGS: Roles = roles::PLAN
    .and(roles::DATA)
    .and(roles::VOICE)
    .and(roles::TEXTS)
    .and(roles::POINTS)
    .and(roles::MINUTES)
    .and(roles::OTHER_THING);

/// Words that may stand between "you have" and what one has.
const BESIDE_HAVE: Roles = roles::HAVE
    .and(roles::FILLER)
    .and(roles::LEFT)
    .and(roles::LINK)
    .and(roles::MAIN)
    .and(roles::ACCOUNT)
    .and(roles::ABBREVIATION);

/// How far back a name can stand.
const REACH: usize = 24;

struct Before {
    /// Roles of the clause: since the last comma.
    clause: Roles,
    /// Roles up to the name, commas or not.
    passed: Roles,
    /// Roles of the sentence, past other amounts too.
    sentence: Roles,
    /// The nearest name, and the piece before it.
    name: Roles,
    name_at: usize,
    /// Words nobody knows between the name and the amount.
    unknown: usize,
    linked: bool,
}

/// What the words around an amount call it.
pub fn label(items: &[Item], amount: &Amount) -> Label {
    let ahead = look_back(items, amount);
    let (after, next_is_amount) = look_ahead(items, amount);
    let named = !ahead.name.is_empty();
    let after = if named && next_is_amount { Roles::NONE } else { after };
    let next = items.get(amount.last + 1).filter(|next| next.bound < Bound::Hard);
    if next
        .is_some_and(|next| next.after(before::SLASH) || (next.bound == Bound::None && next.is(roles::PER)))
    {
        return Label::Other;
    }
    let clause = ahead.clause.and(ahead.name);
    if clause.has(roles::OF_WHICH) {
        return Label::Other;
    }
    if clause.has(roles::BONUS) || after.has(roles::BONUS) {
        return Label::Bonus;
    }
    if clause.has(roles::OWED) || after.has(roles::OWED) {
        return Label::Other;
    }
    if clause.has(roles::CHARGE) || (after.has(roles::CHARGE) && !ahead.name.has(roles::BALANCE)) {
        // The cost of the last call is no charge that this message reports.
        let past = ahead.sentence.has(NOT_YET.and(roles::AS_OF));
        return if past { Label::Other } else { Label::Charge };
    }
    if ahead.name.has(roles::BALANCE) {
        return balance(items, amount, &ahead, after);
    }
    if ahead.name.has(roles::TOPUP.and(roles::TRANSFER)) {
        return if ahead.sentence.has(NOT_YET) { Label::Other } else { Label::Topup };
    }
    let doubted = ahead.sentence.has(DOUBTS) || after.has(DOUBTS_AFTER);
    let told = amount.named && !doubted && !ahead.passed.has(THINGS.and(roles::USED));
    let weak = Label::Balance { main: false, strong: false, total: false };
    if ahead.name.has(roles::HAVE) {
        // Nothing may come between: you have *won*, you have *used*.
        let straight = ahead.unknown == 0 && ahead.passed.without(BESIDE_HAVE).is_empty();
        return if told && straight { weak } else { Label::Unnamed };
    }
    if after.has(roles::TOPUP) {
        return Label::Topup;
    }
    if after.has(roles::BALANCE) {
        return if told && after.has(roles::LEFT) { weak } else { Label::NamedAfter };
    }
    if told && ahead.unknown <= 1 && !after.has(THINGS) {
        if ahead.passed.has(roles::MAIN) && ahead.passed.has(roles::ACCOUNT) {
            return Label::Balance { main: true, strong: true, total: false };
        }
        if ahead.passed.has(roles::ACCOUNT.and(roles::LEFT)) || after.has(roles::LEFT) {
            return weak;
        }
    }
    Label::Unnamed
}

fn balance(items: &[Item], amount: &Amount, ahead: &Before, after: Roles) -> Label {
    let of_thing = |at: usize| items[at].kind == Kind::Word && items[at].is(THINGS) && !items[at].is(NAMES);
    let just_before = ahead.name_at.checked_sub(1).filter(|_| items[ahead.name_at].bound == Bound::None);
    if just_before.is_some_and(of_thing) || ahead.passed.has(THINGS.without(roles::PLAN)) {
        return Label::Other;
    }
    let far = match (amount.named, ahead.linked) {
        (true, true) => 5,
        (true, false) | (false, true) => 2,
        (false, false) => 0,
    };
    // A number without a currency that runs into an unknown word counts something unknown.
    let runs_on = !amount.named
        && items.get(amount.last + 1).is_some_and(|next| {
            next.bound == Bound::None && next.kind == Kind::Word && next.roles.is_empty()
        });
    // `1.250.000 - 10.500 = 1.239.500`: a sum that is worked out.
    let reckoned = items.get(amount.last + 1).is_some_and(|next| {
        next.bound == Bound::None
            && matches!(next.kind, Kind::Money | Kind::Number)
            && next.after(before::DASH | before::MINUS)
    });
    if ahead.passed.has(roles::OLD) {
        return Label::Old;
    }
    if ahead.sentence.has(DOUBTS) || after.has(DOUBTS_AFTER) || ahead.unknown > far || runs_on || reckoned {
        return Label::Unclear;
    }
    Label::Balance {
        main: ahead.passed.has(roles::MAIN),
        strong: true,
        total: ahead.passed.has(roles::TOTAL),
    }
}

fn look_back(items: &[Item], amount: &Amount) -> Before {
    let mut found = Before {
        clause: Roles::NONE,
        passed: Roles::NONE,
        sentence: Roles::NONE,
        name: Roles::NONE,
        name_at: 0,
        unknown: 0,
        linked: items[amount.first].after(before::LINK),
    };
    let mut crossed = false;
    let mut past_amount = false;
    let mut at = amount.first;
    let stop = at.saturating_sub(REACH);
    while at > stop && items[at].bound < Bound::Hard {
        crossed |= items[at].bound == Bound::Weak || (items[at].is(roles::AND) && at < amount.first);
        at -= 1;
        let item = &items[at];
        match item.kind {
            Kind::Money | Kind::Data | Kind::Percent => past_amount = true,
            Kind::Count => past_amount = true,
            Kind::Word => {
                // What was before is said of the amount that stands next to it: `old balance 1, new balance 2`.
                found.sentence.add(if past_amount { item.roles.without(roles::OLD) } else { item.roles });
                if past_amount {
                    continue;
                }
                if !crossed {
                    found.clause.add(item.roles);
                }
                if found.name.is_empty() {
                    found.passed.add(item.roles);
                    found.linked |= item.is(roles::LINK);
                    if item.is(NAMES) {
                        found.name = item.roles;
                        found.name_at = at;
                    } else if item.roles.is_empty() {
                        found.unknown += 1;
                    }
                } else if !crossed && items[at + 1].bound == Bound::None {
                    // What stands right before the name belongs to it: `main balance`, `total balance`.
                    found.passed.add(if at + 3 > found.name_at {
                        item.roles.without(THINGS)
                    } else {
                        Roles::NONE
                    });
                }
            }
            _ => {}
        }
    }
    found
}

/// Roles of up to four words after it in its clause, and whether an amount follows them there.
fn look_ahead(items: &[Item], amount: &Amount) -> (Roles, bool) {
    let mut after = Roles::NONE;
    for item in items.iter().skip(amount.last + 1).take(4) {
        if item.bound > Bound::None || item.is(roles::AND) {
            break;
        }
        match item.kind {
            Kind::Word => after.add(item.roles),
            Kind::Money | Kind::Data => return (after, true),
            Kind::Unit => return (after, true),
            _ => break,
        }
    }
    (after, false)
}
