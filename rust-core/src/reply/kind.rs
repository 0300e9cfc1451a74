//! What a message is, from what was read and from the words that tell success from failure.

use super::facts::{Reading, ReplyKind, ValidityOf};
use super::item::{Bound, Item, Kind};
use super::label::Label;
use super::roles::{self, Roles};

/// Words of all the message, and of single clauses where it matters that they stand together.
struct Words {
    all: Roles,
    /// A plan or service, and started or renewed, in one clause without a doubt.
    renewed: bool,
    failed: bool,
    topped_up: bool,
    warns: bool,
    low: bool,
    offers: u32,
}

/// What a top-up reaches, where nobody says "you have".
const YOURS: Roles = roles::ACCOUNT.and(roles::SIM).and(roles::OPERATOR);

/// What the message is.
pub fn kind(items: &[Item], labels: &[Label], reading: &Reading, spoken_of: bool) -> ReplyKind {
    let words = words(items);
    let balance = reading.balance.is_some() || labels.iter().any(is_balance);
    if words.failed {
        return ReplyKind::RenewFailed;
    }
    let gained = labels.contains(&Label::Topup) && words.all.has(roles::SUCCESS.and(roles::HAVE));
    if words.topped_up || gained && words.all.has(roles::OPERATOR.and(roles::BALANCE)) {
        return ReplyKind::TopupOk;
    }
    if words.renewed {
        return ReplyKind::RenewOk;
    }
    if balance && !(reading.data_bytes.is_some() && reading.valid_of == Some(ValidityOf::Plan)) {
        return ReplyKind::Balance;
    }
    if words.low {
        return ReplyKind::LowBalance;
    }
    // An offer's own last day is no warning.
    let warns = words.warns || reading.days_left.is_some();
    if warns && !(words.offers > 2 && reading.valid_until.is_none()) {
        return ReplyKind::ExpiryWarning;
    }
    if spoken_of || balance || reading.valid_of == Some(ValidityOf::Plan) {
        return ReplyKind::Plan;
    }
    let figures =
        items.iter().any(|item| matches!(item.kind, Kind::Money | Kind::Data | Kind::Percent | Kind::Count));
    if words.offers >= 2 && (figures || words.all.has(roles::BONUS)) {
        return ReplyKind::Promo;
    }
    ReplyKind::Other
}

fn is_balance(label: &Label) -> bool {
    matches!(label, Label::Balance { .. } | Label::NamedAfter)
}

fn words(items: &[Item]) -> Words {
    let mut words = Words {
        all: Roles::NONE,
        renewed: false,
        failed: false,
        topped_up: false,
        warns: false,
        low: false,
        offers: 0,
    };
    let mut start = 0;
    for end in 1..=items.len() {
        if end < items.len() && items[end].bound < Bound::Hard {
            continue;
        }
        clause(&items[start..end], &mut words);
        start = end;
    }
    words
}

fn clause(items: &[Item], words: &mut Words) {
    let mut all = Roles::NONE;
    let mut percent = false;
    let mut data = false;
    let mut money = false;
    for item in items {
        if item.kind == Kind::Word {
            // "Your offer has been subscribed": a plan that is called so.
            let called = item.is(roles::PLAN_NAME);
            all.add(if called { item.roles.without(roles::OFFER) } else { item.roles });
            words.offers += u32::from(item.is(roles::OFFER));
        }
        percent |= item.kind == Kind::Percent;
        data |= item.kind == Kind::Data;
        money |= item.kind == Kind::Money;
    }
    words.all.add(all);
    let negated = all.has(roles::FAILED.and(roles::NOT));
    let done = all.has(roles::RENEW.and(roles::SUBSCRIBE));
    let plan = all.has(roles::PLAN.and(roles::DATA));
    let doubted =
        all.has(roles::IFFY.and(roles::WILL).and(roles::MENU).and(roles::OFFER).and(roles::OTHER_THING));
    let short_of_money = all.has(roles::INSUFFICIENT);
    // A mere "service" may be a paid message, too.
    let for_a_plan = done || all.has(roles::PLAN_NAME);
    words.failed |=
        (negated && done && (plan || all.has(roles::RENEW)) && !doubted) || short_of_money && for_a_plan;
    let of_a_plan = plan || data && all.has(roles::PLAN_NAME);
    words.renewed |= done && !negated && !doubted && (of_a_plan || all.has(roles::SUCCESS));
    // "You have 3 GB till the time of the recharge": what is left.
    let has_data = data && all.has(roles::HAVE);
    let topped_up = all.has(roles::TOPUP)
        && !done
        && !negated
        && !has_data
        && !all.has(roles::OFFER.and(roles::IFFY).and(roles::WILL).and(roles::OLD));
    words.topped_up |= topped_up
        && (all.has(roles::SUCCESS)
            || ((data || money) && all.has(roles::HAVE.and(YOURS)) && !all.has(roles::BALANCE)));
    words.low |= (percent && all.has(roles::USED.and(roles::USED_UP)))
        || (short_of_money && !for_a_plan)
        || (all.has(roles::LOW) && all.has(roles::BALANCE.and(roles::DATA).and(roles::LEFT)))
        || all.has(roles::USED_UP) && all.has(roles::DATA.and(roles::PLAN).and(roles::BALANCE));
    words.warns |= all.has(roles::VALID) && all.has(roles::WILL);
}
