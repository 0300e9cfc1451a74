//! The text of one own action, for the ledger and for files: a line a field, `name: value`.
//!
//! | field | |
//! |---|---|
//! | `kind` | a word of [`ActionKind`] |
//! | `ussd`, `menu`, `call` | the code, the code of a menu, the number |
//! | `sms`, `text` | recipient and text |
//! | `name` | what the person calls it; may be left out |
//! | `recurs` | `yes` if it starts something that goes on; may be left out |
//!
//! Exactly one of `ussd`, `menu`, `sms`, `call`. A text of several lines can't be written in it, and no command has one.

use super::super::{ActionKind, Channel};
use crate::compose;

/// What an own action does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnForm {
    /// What it is for.
    pub kind: ActionKind,
    /// How it travels: a code, a menu, a message or a call, with everything known.
    pub channel: Channel,
    /// What the person calls it.
    pub name: Option<String>,
    /// Whether it starts something that goes on.
    pub recurs: bool,
}

/// What is wrong with a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnProblem {
    /// Not a file of actions, or of a later version.
    NotActions,
    /// More than is read.
    TooLong,
    /// A line without a field, a field that doesn't exist, or one twice.
    Field,
    /// A field that is needed is missing.
    Missing,
    /// A word that the field doesn't have.
    Word,
    /// A code, number or text that can't be sent.
    Refused,
}

/// A text that is no own action; `line` counts from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem:?}")]
pub struct OwnError {
    /// On which line, or after which.
    pub line: usize,
    /// What is wrong.
    pub problem: OwnProblem,
}

/// Longest name that is kept, in characters.
const LONGEST_NAME: usize = 60;

impl OwnForm {
    /// Reads the text; every code and number is checked as a shipped one is.
    pub fn parse(text: &str) -> Result<Self, OwnError> {
        let lines: Vec<Line<'_>> = lines(text).collect::<Result<_, _>>()?;
        Self::read(&lines)
    }

    /// Checks and writes the text.
    pub fn written(&self) -> Result<String, OwnError> {
        let mut text = format!("kind: {}\n", self.kind.word());
        if let Some(name) = &self.name {
            text += &format!("name: {name}\n");
        }
        text += &match &self.channel {
            Channel::Ussd { code } => format!("ussd: {code}\n"),
            Channel::UssdMenu { code: Some(code), .. } => format!("menu: {code}\n"),
            Channel::Sms { to: Some(to), body } => format!("sms: {to}\ntext: {body}\n"),
            Channel::Call { number, .. } => format!("call: {number}\n"),
            _ => return Err(OwnError { line: 1, problem: OwnProblem::Missing }),
        };
        if self.recurs {
            text += "recurs: yes\n";
        }
        // What doesn't read back would be lost at the next start: refused now.
        let back = Self::parse(&text)?;
        if back == *self { Ok(text) } else { Err(OwnError { line: 1, problem: OwnProblem::Field }) }
    }

    pub(super) fn read(lines: &[Line<'_>]) -> Result<Self, OwnError> {
        let last = lines.last().map_or(1, |line| line.number);
        let wrong = |problem| move |line: &Line<'_>| OwnError { line: line.number, problem };
        let missing = OwnError { line: last, problem: OwnProblem::Missing };
        for (at, line) in lines.iter().enumerate() {
            let again = lines[..at].iter().any(|earlier| earlier.field == line.field);
            if again || !FIELDS.contains(&line.field) {
                return Err(wrong(OwnProblem::Field)(line));
            }
        }
        let field = |name: &str| lines.iter().find(|line| line.field == name);
        let kind = field("kind").ok_or(missing)?;
        let ways: Vec<&Line<'_>> = ["ussd", "menu", "sms", "call"].into_iter().filter_map(field).collect();
        let way = match ways[..] {
            [way] => way,
            [] => return Err(missing),
            [_, second, ..] => return Err(wrong(OwnProblem::Field)(second)),
        };
        let text = field("text");
        if let Some(text) = text.filter(|_| way.field != "sms") {
            return Err(wrong(OwnProblem::Field)(text));
        }
        let value = way.value.to_owned();
        let channel = match way.field {
            "ussd" => Channel::Ussd { code: value },
            "menu" => Channel::UssdMenu { code: Some(value), steps: Vec::new() },
            "call" => Channel::Call { number: value, steps: Vec::new() },
            _ => Channel::Sms { to: Some(value), body: text.ok_or(missing)?.value.to_owned() },
        };
        compose::check_own(&channel).map_err(|_| wrong(OwnProblem::Refused)(way))?;
        let name = field("name").filter(|name| !name.value.is_empty());
        if let Some(name) = name.filter(|name| name.value.chars().count() > LONGEST_NAME) {
            return Err(wrong(OwnProblem::TooLong)(name));
        }
        let recurs = match field("recurs") {
            None => false,
            Some(line) if line.value == "yes" => true,
            Some(line) => return Err(wrong(OwnProblem::Word)(line)),
        };
        Ok(Self {
            kind: ActionKind::from_word(kind.value).ok_or_else(|| wrong(OwnProblem::Word)(kind))?,
            channel,
            name: name.map(|name| name.value.to_owned()),
            recurs,
        })
    }
}

const FIELDS: [&str; 8] = ["kind", "name", "ussd", "menu", "sms", "text", "call", "recurs"];

/// A line with its field.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    pub number: usize,
    pub field: &'a str,
    pub value: &'a str,
}

/// The lines that say something, in their order; `#` begins a remark only where a field would.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Result<Line<'_>, OwnError>> {
    let said = |line: &str| !line.is_empty() && !line.starts_with('#');
    text.lines().map(str::trim).enumerate().filter(move |(_, line)| said(line)).map(|(at, line)| {
        let (field, value) =
            line.split_once(':').ok_or(OwnError { line: at + 1, problem: OwnProblem::Field })?;
        Ok(Line { number: at + 1, field: field.trim(), value: value.trim() })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(channel: Channel) -> OwnForm {
        OwnForm { kind: ActionKind::RenewPlan, channel, name: Some("Week: 1 GB".to_owned()), recurs: true }
    }

    #[test]
    fn what_is_written_reads_back() {
        for channel in [
            Channel::Ussd { code: "*1615*{pin}#".to_owned() },
            Channel::UssdMenu { code: Some("#823#".to_owned()), steps: vec![] },
            Channel::Sms { to: Some("1512".to_owned()), body: "ON: 1".to_owned() },
            Channel::Sms { to: Some("1512".to_owned()), body: "开通".to_owned() },
            Channel::Call { number: "1204".to_owned(), steps: vec![] },
        ] {
            let form = form(channel);
            let text = form.written().expect("can be written");
            assert_eq!(OwnForm::parse(&text), Ok(form), "{text}");
        }
        let bare = OwnForm { name: None, recurs: false, ..form(Channel::Ussd { code: "*1201#".to_owned() }) };
        assert_eq!(bare.written().as_deref(), Ok("kind: renew_plan\nussd: *1201#\n"), "the stored form");
        for kind in ActionKind::ALL {
            assert_eq!(ActionKind::from_word(kind.word()), Some(kind));
            assert_eq!(serde_json::to_string(&kind).expect("a word"), format!("{:?}", kind.word()));
        }
    }

    #[test]
    fn err_what_cannot_be_written() {
        for form in [
            form(Channel::Shop),
            form(Channel::Sms { to: None, body: "ON".to_owned() }),
            form(Channel::Sms { to: Some("1512".to_owned()), body: "ON\nussd: *1#".to_owned() }),
            form(Channel::Ussd { code: "**21*1#".to_owned() }),
            OwnForm { name: Some(" edges ".to_owned()), ..form(Channel::Ussd { code: "*1#".to_owned() }) },
        ] {
            assert!(form.written().is_err(), "{form:?}");
        }
    }

    #[test]
    fn err_names_the_line() {
        use OwnProblem::{Field, Missing, Refused, TooLong, Word};
        for (text, line, problem) in [
            ("", 1, Missing),
            ("kind: check_balance", 1, Missing),
            ("ussd: *1201#", 1, Missing),
            ("kind: check_balance\nussd *1201#", 2, Field),
            ("kind: check_balance\n\n# remark\nfax: 1", 4, Field),
            ("kind: check_balance\nussd: *1201#\nussd: *1202#", 3, Field),
            ("kind: check_balance\nussd: *1201#\nsms: 808\ntext: ON", 3, Field),
            ("kind: check_balance\nussd: *1201#\ntext: ON", 3, Field),
            ("kind: steal\nussd: *1201#", 1, Word),
            ("kind: check_balance\nussd: *1201#\nrecurs: maybe", 3, Word),
            ("kind: check_balance\nussd: **21*012000000#", 2, Refused),
            ("kind: check_balance\nussd: *1201", 2, Refused),
            ("kind: check_balance\nsms: 8O8\ntext: ON", 2, Refused),
            ("kind: check_balance\nsms: 808", 2, Missing),
            ("kind: check_balance\nsms: 808\ntext:", 2, Refused),
            ("kind: check_balance\ncall: *21*012000000#", 2, Refused),
        ] {
            assert_eq!(OwnForm::parse(text), Err(OwnError { line, problem }), "{text}");
        }
        let long = format!("kind: check_balance\nussd: *1#\nname: {}", "a".repeat(61));
        assert_eq!(OwnForm::parse(&long), Err(OwnError { line: 3, problem: TooLong }));
    }
}
