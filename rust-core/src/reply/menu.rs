//! Menus: the choices that a USSD reply ends with. Nothing in a menu is a fact.

use super::item::{Item, Kind, before};
use super::roles;

/// Where a menu begins: after words that ask for a choice, or at a line that is numbered 1 before one that is numbered
/// 2. Nothing in a menu is a fact.
pub fn start(items: &[Item]) -> usize {
    let numbered = |item: &Item, digit: u32| {
        item.kind == Kind::Number && item.after(before::LINE) && item.end - item.start == digit
    };
    let asks = items.iter().position(|item| item.kind == Kind::Word && item.is(roles::MENU));
    let mut lines = items.iter().enumerate().filter(|(_, item)| numbered(item, 1));
    let lines = match (lines.next(), lines.next()) {
        (Some((first, _)), Some(_)) => Some(first),
        _ => None,
    };
    asks.into_iter().chain(lines).min().unwrap_or(items.len())
}
