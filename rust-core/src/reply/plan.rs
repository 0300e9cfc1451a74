//! A plan's name: what stands in quotation marks beside a word for a plan, or after such a word and a colon.

use std::ops::Range;

use super::item::{Bound, Item, Kind, before};
use super::roles;

/// Names are short; longer is a sentence.
const LONGEST_NAME: usize = 40;

/// Where a plan's name stands in the folded text.
pub fn name(items: &[Item], text: &str) -> Option<Range<usize>> {
    items
        .iter()
        .enumerate()
        .filter(|(_, item)| item.kind == Kind::Word && item.is(roles::PLAN_NAME))
        .find_map(|(at, item)| quoted_near(text, item.range()).or_else(|| after_colon(items, at)))
}

/// The quotation that begins right after the word, or that holds it.
fn quoted_near(text: &str, word: Range<usize>) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let rest = bytes.get(word.end..(word.end + LONGEST_NAME + 4).min(bytes.len()))?;
    let lead = rest.iter().position(|byte| !matches!(byte, b' ' | b':'))?;
    // Not the apostrophe of `don't`.
    let is_quote = |at: usize| {
        let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
        match bytes[at] {
            b'"' => true,
            b'\'' => !(at > 0 && letter(at - 1) && letter(at + 1)),
            _ => false,
        }
    };
    if lead <= 2 && is_quote(word.end + lead) {
        let length = rest[lead + 1..].iter().position(|byte| *byte == rest[lead])?;
        let start = word.end + lead + 1;
        return (length > 0).then_some(start..start + length);
    }
    let closing = (0..rest.len()).position(|i| is_quote(word.end + i))?;
    let from = word.start.saturating_sub(LONGEST_NAME);
    let opening = (from..word.start).rposition(is_quote)?;
    let inside = &bytes[from + opening + 1..word.end + closing];
    (bytes[from + opening] == rest[closing] && !inside.contains(&b'\n'))
        .then(|| from + opening + 1..word.end + closing)
}

fn after_colon(items: &[Item], at: usize) -> Option<Range<usize>> {
    let first = items.get(at + 1).filter(|next| next.after(before::LINK) && next.bound == Bound::None)?;
    let named = |item: &&Item| matches!(item.kind, Kind::Word | Kind::Number | Kind::Data | Kind::Unit);
    let last = items[at + 1..].iter().take_while(named).enumerate().take_while(|(i, item)| {
        *i == 0 || (item.bound == Bound::None && !item.after(before::LINK | before::DOT))
    });
    let range = first.start as usize..last.last()?.1.end as usize;
    (range.len() <= LONGEST_NAME && items[at + 1].kind == Kind::Word).then_some(range)
}
