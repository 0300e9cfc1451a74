//! Who speaks: an operator, a bank or wallet, or somebody who wants something.
//!
//! What isn't an operator's holds no fact at all, however much it looks like one. Operators name banks too, as ways to
//! pay, so a bank's mere name in a clause about topping up says nothing.

use super::item::{Bound, Item, Kind, before};
use super::roles::{self, Roles};

/// Who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaker {
    Operator,
    /// A bank, a wallet, a reseller's account.
    Bank,
    /// A contest, a premium service, a swindle.
    Advertiser,
    /// Whoever sends one-time passwords.
    OneTimePassword,
}

/// Words that make an operator likely.
const OPERATOR: Roles =
    roles::OPERATOR.and(roles::DATA).and(roles::SIM).and(roles::PLAN).and(roles::TEXTS).and(roles::VOICE);

/// Who speaks. In a menu, which begins at piece `menu`, only what nobody else says counts: menus offer games and
/// transfers.
pub fn speaker(items: &[Item], menu: usize, text: &str, masked: bool) -> Speaker {
    let mut all = Roles::NONE;
    let mut clause = Roles::NONE;
    let mut named_in_clause = false;
    let mut named = false;
    let mut hints = Hints::default();
    let mut contest_hints = Hints::default();
    let mut passcode = false;
    let mut passed_to = false;
    let mut short_account = false;
    for (at, item) in items.iter().enumerate() {
        if at >= menu {
            all.add(item.roles.without(IN_MENUS));
            continue;
        }
        if item.bound == Bound::Hard {
            named |= named_in_clause && !clause.has(PAYING);
            clause = Roles::NONE;
            named_in_clause = false;
        }
        match item.kind {
            Kind::Word => {
                clause.add(item.roles);
                all.add(item.roles);
                named_in_clause |= item.is(roles::BANK);
                if item.is(roles::BANK_HINT) {
                    hints.add(item, text);
                }
                if item.is(roles::CONTEST_HINT) {
                    contest_hints.add(item, text);
                }
            }
            Kind::Number if text.as_bytes()[item.range()].iter().all(u8::is_ascii_digit) => {
                let digits = item.end - item.start;
                passcode |= (4..=8).contains(&digits);
                let last = at.checked_sub(1).filter(|_| item.bound == Bound::None).map(|last| &items[last]);
                // `loaded 50 to 09000000095`, `10000 to 09000000095 successful`: somebody else's money.
                passed_to |= digits >= 8 && last.is_some_and(|last| last.is(roles::TO)) && moves(items, at);
                // `account 1234`: banks show the last digits; a telephone number is longer, an amount has a currency.
                short_account |= (3..=8).contains(&digits)
                    && !item.after(before::LINK)
                    && last.is_some_and(|last| last.is(roles::ACCOUNT))
                    && !items.get(at + 1).is_some_and(|next| next.is(roles::CURRENCY.and(roles::BYTES)));
            }
            // `account *1234`, `card *1234`: no code, which ends in a hash, but the rest of a hidden number.
            Kind::Code if text.as_bytes()[item.start as usize] == b'*' => {
                let code = &text.as_bytes()[item.range()];
                let last = at.checked_sub(1).filter(|_| item.bound == Bound::None).map(|last| &items[last]);
                short_account |= (4..=5).contains(&code.len())
                    && code[1..].iter().all(u8::is_ascii_digit)
                    && last.is_some_and(|last| last.is(roles::ACCOUNT.and(roles::BANK_HINT)));
            }
            _ => {}
        }
    }
    named |= named_in_clause && !clause.has(PAYING);
    if all.has(roles::OTP) && passcode {
        return Speaker::OneTimePassword;
    }
    let hints = hints.different + u32::from(masked);
    let operator = all.has(OPERATOR);
    let enough = if operator { 3 } else { 2 };
    // Money that goes from one person to another, and not a word of telephony: most likely a wallet.
    let passed_on = passed_to || (all.has(roles::TRANSFER) && !operator);
    if all.has(roles::BANK_ACT) || named || short_account || passed_on || hints >= enough {
        return Speaker::Bank;
    }
    if all.has(roles::CONTEST) || contest_hints.different >= 2 {
        return Speaker::Advertiser;
    }
    Speaker::Operator
}

/// Whether a message speaks of telephony, as every operator's does that names what it took or got. Words that others use
/// to say how they are reached ("call 18001234", "SMS STOP to 1234") and a mere "number" don't count.
pub fn speaks_of_telephony(items: &[Item]) -> bool {
    const TELLING: Roles =
        roles::OPERATOR.and(roles::DATA).and(roles::PLAN).and(roles::RENEW).and(roles::SUBSCRIBE);
    items.iter().enumerate().any(|(at, item)| match item.kind {
        Kind::Word if item.is(roles::VOICE) => {
            !items.get(at + 1).is_some_and(|next| matches!(next.kind, Kind::Number | Kind::Code))
        }
        Kind::Word => item.is(TELLING),
        Kind::Data => true,
        Kind::Count => item.is(roles::TEXTS.and(roles::MINUTES)),
        _ => false,
    })
}

/// What a menu may offer.
const IN_MENUS: Roles = roles::CONTEST.and(OPERATOR).and(roles::TOPUP).and(roles::TRANSFER);

/// Words for money that moves.
const MOVED: Roles = roles::TOPUP.and(roles::TRANSFER);

/// A clause in which a bank is a way to pay.
const PAYING: Roles = roles::TOPUP.and(roles::OFFER);

/// How far from a number the word for what happened to it is looked for.
const NEAR: usize = 24;

/// Whether the sentence around a piece says that something was moved, or that it worked.
fn moves(items: &[Item], at: usize) -> bool {
    let says = |item: &Item| item.kind == Kind::Word && item.is(MOVED.and(roles::SUCCESS));
    let mut back = at;
    while back > 0 && at - back < NEAR && items[back].bound < Bound::Hard {
        back -= 1;
        if says(&items[back]) {
            return true;
        }
    }
    items[at + 1..].iter().take(NEAR).take_while(|item| item.bound < Bound::Hard).any(says)
}

/// Counts different words, by their first and last bytes: the same word twice says no more than once.
#[derive(Default)]
struct Hints {
    different: u32,
    seen: u64,
}

impl Hints {
    fn add(&mut self, item: &Item, text: &str) {
        let word = &text.as_bytes()[item.range()];
        let key = word.len() * 31 + usize::from(word[0]) + usize::from(word[word.len() - 1]) * 7;
        let bit = 1 << (key & 63);
        if self.seen & bit == 0 {
            self.seen |= bit;
            self.different += 1;
        }
    }
}
