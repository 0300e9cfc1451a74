//! A template as text: how the ledger keeps it, and how one person gives it to another.
//!
//! ```text
//! Baohao template 1
//! operator: kh-smart
//! message: you have [balance USD point] in your purse until [day balance dmy] call [figure]
//! ```
//!
//! The ledger keeps the third line with the version in front: `1 you have [balance USD point] …`. A gap's words after the
//! first may be absent: the currency and the mark (`point`, `comma`) of a balance, the order (`dmy`, `mdy`, `ymd`) of a
//! day. No digit of the message is in it, since digits stand in gaps only.

use super::outline::words;
use super::{Fault, Gap, LONGEST_FORM, Part, Template};
use crate::catalogue::DateOrder;
use crate::reply::facts::ValidityOf;
use crate::reply::number::Mark;

/// What a shared template begins with; the version follows.
const HEADER: &str = "Baohao template ";

/// The form that is written, and the only one that is known.
const VERSION: &str = "1";

/// A template for an operator, as it is shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// Catalogue id.
    pub operator_id: String,
    /// The template.
    pub template: Template,
}

/// Why a text is no shared template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SharedFault {
    /// It doesn't begin like one.
    NotATemplate,
    /// A newer version of the app wrote it.
    TooNew,
    /// A line is missing, or can't be understood.
    Malformed,
    /// It is understood, and is no template.
    Fault(Fault),
}

/// Whether a text means to be a shared template.
pub fn is_shared(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').trim_start().starts_with(HEADER)
}

impl Shared {
    /// The text that is given away.
    pub fn text(&self) -> String {
        format!("{HEADER}{VERSION}\noperator: {}\nmessage: {}\n", self.operator_id, self.template.line())
    }

    /// Reads such a text. Pure; takes time in proportion to the text.
    pub fn parse(text: &str) -> Result<Shared, SharedFault> {
        if !is_shared(text) {
            return Err(SharedFault::NotATemplate);
        }
        if text.len() > LONGEST_FORM + 512 {
            return Err(SharedFault::Fault(Fault::TooLong));
        }
        let text = text.trim_start_matches('\u{feff}');
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let version = lines.next().and_then(|line| line.strip_prefix(HEADER)).unwrap_or_default();
        version_known(version)?;
        let mut line = |name: &str| {
            let rest = lines.next()?.strip_prefix(name)?.strip_prefix(':')?.trim();
            (!rest.is_empty()).then_some(rest)
        };
        let operator_id = line("operator").ok_or(SharedFault::Malformed)?.to_owned();
        let template = parse_line(line("message").ok_or(SharedFault::Malformed)?)?;
        if lines.next().is_some() {
            return Err(SharedFault::Malformed);
        }
        Ok(Shared { operator_id, template })
    }
}

impl Template {
    /// As the ledger keeps it.
    pub fn form(&self) -> String {
        format!("{VERSION} {}", self.line())
    }

    /// Reads what the ledger kept.
    pub fn parse(form: &str) -> Result<Template, SharedFault> {
        let (version, line) = form.split_once(' ').ok_or(SharedFault::Malformed)?;
        version_known(version)?;
        parse_line(line)
    }

    pub(super) fn line(&self) -> String {
        let parts = self.parts.iter().map(|part| match part {
            Part::Words(words) => words.clone(),
            Part::Gap(gap) => format!("[{}]", gap_words(*gap)),
        });
        parts.collect::<Vec<_>>().join(" ")
    }
}

fn version_known(version: &str) -> Result<(), SharedFault> {
    match version.parse::<u32>() {
        _ if version == VERSION => Ok(()),
        Ok(2..) => Err(SharedFault::TooNew),
        _ => Err(SharedFault::Malformed),
    }
}

const OF: [(ValidityOf, &str); 4] = [
    (ValidityOf::Balance, "balance"),
    (ValidityOf::Plan, "plan"),
    (ValidityOf::Bonus, "bonus"),
    (ValidityOf::Sim, "sim"),
];
const ORDERS: [(DateOrder, &str); 3] =
    [(DateOrder::Dmy, "dmy"), (DateOrder::Mdy, "mdy"), (DateOrder::Ymd, "ymd")];
const MARKS: [(Mark, &str); 2] = [(Mark::Point, "point"), (Mark::Comma, "comma")];

fn spelt<T: Copy + PartialEq>(table: &[(T, &'static str)], value: T) -> &'static str {
    table.iter().find(|(known, _)| *known == value).map_or("", |(_, word)| word)
}

fn meant<T: Copy>(table: &[(T, &str)], word: &str) -> Option<T> {
    table.iter().find(|(_, known)| *known == word).map(|(value, _)| *value)
}

fn gap_words(gap: Gap) -> String {
    let mut words = Vec::with_capacity(3);
    match gap {
        Gap::Balance { currency, decimal } => {
            words.push("balance".to_owned());
            words.extend(currency.map(|code| String::from_utf8_lossy(&code).into_owned()));
            words.extend(decimal.map(|mark| spelt(&MARKS, mark).to_owned()));
        }
        Gap::LastDay { of, order } => {
            words.push("day".to_owned());
            words.push(spelt(&OF, of).to_owned());
            words.extend(order.map(|order| spelt(&ORDERS, order).to_owned()));
        }
        Gap::Figure => words.push("figure".to_owned()),
    }
    words.join(" ")
}

fn parse_gap(inside: &str) -> Option<Gap> {
    let mut words = inside.split(' ').filter(|word| !word.is_empty()).peekable();
    let gap = match words.next()? {
        "balance" => {
            let code = words.next_if(|word| word.len() == 3 && word.bytes().all(|b| b.is_ascii_uppercase()));
            let currency = code.and_then(|code| code.as_bytes().try_into().ok());
            let decimal = words.peek().and_then(|word| meant(&MARKS, word));
            words.next_if(|_| decimal.is_some());
            Gap::Balance { currency, decimal }
        }
        "day" => {
            let of = meant(&OF, words.next()?)?;
            let order = words.peek().and_then(|word| meant(&ORDERS, word));
            words.next_if(|_| order.is_some());
            Gap::LastDay { of, order }
        }
        "figure" => Gap::Figure,
        _ => return None,
    };
    words.next().is_none().then_some(gap)
}

fn parse_line(line: &str) -> Result<Template, SharedFault> {
    let mut parts: Vec<Part> = Vec::new();
    let mut rest = line;
    while !rest.is_empty() {
        if let Some(inside) = rest.strip_prefix('[') {
            let (inside, after) = inside.split_once(']').ok_or(SharedFault::Malformed)?;
            let gap = parse_gap(inside).ok_or(SharedFault::Malformed)?;
            parts.push(Part::Gap(gap));
            rest = after;
        } else {
            let end = rest.find('[').unwrap_or(rest.len());
            let plain = rest[..end].trim_matches(' ');
            let words = words(plain);
            // Only as it was written: a letter that was changed on the way would stand in no message.
            if words != plain {
                return Err(SharedFault::Malformed);
            }
            if !words.is_empty() {
                parts.push(Part::Words(words));
            }
            rest = &rest[end..];
        }
    }
    // Figures of which none matters are one gap, as when a template is derived.
    let figures = |part: &Part| *part == Part::Gap(Gap::Figure);
    let alone = parts.windows(2).any(|two| figures(&two[0]) && figures(&two[1])) && {
        parts.split(|part| matches!(part, Part::Words(_))).any(|run| run.len() > 1 && run.iter().all(figures))
    };
    if alone {
        return Err(SharedFault::Malformed);
    }
    Template::new(parts).map_err(SharedFault::Fault)
}
