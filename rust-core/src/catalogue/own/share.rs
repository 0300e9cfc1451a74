//! Own actions as a file or a text that one person gives to another.
//!
//! The first line names the format and its version; then each action stands alone, an empty line before it: `operator`,
//! and the fields of [`OwnForm`]. Nothing in it can switch off or stand in the place of a shipped action.

use super::form::{Line, OwnError, OwnForm, OwnProblem, lines};
use super::{OwnAction, OwnOrigin};
use crate::catalogue::Catalogue;
use crate::reply::hash::Hash;

const FIRST_LINE: &str = "Baohao actions 1";
/// The most that is read, in bytes and in actions: more is no list that a person would look through.
const LONGEST: usize = 64 * 1024;
const MOST: usize = 200;

/// What an import would do with an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It would be added, marked "from a file".
    New,
    /// The shipped action of this id goes to the same place already; nothing would be added.
    Shipped {
        /// Its id.
        id: String,
    },
    /// It was imported before.
    Again,
    /// For an operator that this app doesn't know.
    UnknownOperator,
}

/// An action in a file, before anything is taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportItem {
    /// What would be added.
    pub action: OwnAction,
    /// What would become of it.
    pub verdict: Verdict,
}

/// The text of the actions that do something; what only switches a shipped one off is nobody else's business.
pub fn share(actions: &[OwnAction]) -> Result<String, OwnError> {
    let mut text = format!("{FIRST_LINE}\n");
    for action in actions.iter().filter(|action| !action.disabled) {
        if let Some(form) = &action.form {
            text += &format!("\noperator: {}\n{}", action.operator_id, form.written()?);
        }
    }
    Ok(text)
}

/// Reads a file or a text, for a preview: nothing is taken in. One action that can't be used refuses the whole, with its
/// line, since a list that is half read is not the list that somebody checked. `own` are the actions there are already.
pub fn import(text: &str, catalogue: &Catalogue, own: &[OwnAction]) -> Result<Vec<ImportItem>, OwnError> {
    let problem = |line, problem| OwnError { line, problem };
    if text.len() > LONGEST {
        return Err(problem(1, OwnProblem::TooLong));
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.lines().next().map(str::trim) != Some(FIRST_LINE) {
        return Err(problem(1, OwnProblem::NotActions));
    }
    // The first line is no field: it becomes a remark, so that lines keep their numbers.
    let body = format!("#{text}");
    let lines: Vec<Line<'_>> = lines(&body).collect::<Result<_, _>>()?;
    if let Some(first) = lines.first().filter(|first| first.field != "operator") {
        return Err(problem(first.number, OwnProblem::Field));
    }
    let mut items: Vec<ImportItem> = Vec::new();
    for block in lines.chunk_by(|_, next| next.field != "operator") {
        let [operator, fields @ ..] = block else { continue };
        if items.len() == MOST {
            return Err(problem(operator.number, OwnProblem::TooLong));
        }
        let form = OwnForm::read(fields)
            .map_err(|error| OwnError { line: error.line.max(operator.number), ..error })?;
        let action = OwnAction {
            key: key(operator.value, &form)?,
            operator_id: operator.value.to_owned(),
            form: Some(form),
            origin: OwnOrigin::File,
            disabled: false,
        };
        let verdict = verdict(&action, catalogue, own);
        if items.iter().all(|item| item.action.key != action.key) {
            items.push(ImportItem { action, verdict });
        }
    }
    Ok(items)
}

/// The same action has the same key, so that a file taken in twice adds nothing twice. It is no shipped action's.
fn key(operator_id: &str, form: &OwnForm) -> Result<String, OwnError> {
    let text = [operator_id, "\n", &form.written()?].concat();
    Ok(format!("file.{:016x}", Hash::of(text.as_bytes()).finish()))
}

fn verdict(action: &OwnAction, catalogue: &Catalogue, own: &[OwnAction]) -> Verdict {
    let Some(operator) = catalogue.operator(&action.operator_id) else { return Verdict::UnknownOperator };
    let same = operator.actions.iter().find(|shipped| {
        action.form.as_ref().is_some_and(|form| form.kind == shipped.kind && form.channel == shipped.channel)
    });
    match same {
        Some(shipped) => Verdict::Shipped { id: shipped.id.clone() },
        None if own.iter().any(|there| there.key == action.key && !there.disabled) => Verdict::Again,
        None => Verdict::New,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{ActionKind, Channel};

    const FILE: &str = "\
Baohao actions 1
# from a friend

operator: kh-metfone
kind: check_balance
ussd: *099#

operator: kh-metfone
kind: check_balance
ussd: *1201#

operator: kh-smart
kind: auto_renew_on
name: Week
sms: 1700
text: ON
recurs: yes

operator: kh-nobody
kind: check_balance
ussd: *100#
";

    fn catalogue() -> Catalogue {
        Catalogue::shipped().expect("shipped files are valid")
    }

    #[test]
    fn a_preview_says_what_would_become_of_each() {
        let items = import(FILE, &catalogue(), &[]).expect("of the form");
        let verdicts: Vec<_> = items.iter().map(|item| item.verdict.clone()).collect();
        assert_eq!(
            verdicts,
            [
                Verdict::New,
                Verdict::Shipped { id: "kh.balance".to_owned() },
                Verdict::New,
                Verdict::UnknownOperator
            ]
        );
        assert!(
            items
                .iter()
                .all(|item| item.action.origin == OwnOrigin::File && item.action.key.starts_with("file."))
        );
        let taken_in: Vec<OwnAction> = items.into_iter().map(|item| item.action).collect();
        let again = import(FILE, &catalogue(), &taken_in).expect("of the form");
        assert_eq!((again[0].verdict.clone(), again[2].verdict.clone()), (Verdict::Again, Verdict::Again));
        let same = import(&[FILE, &FILE["Baohao actions 1".len()..]].concat(), &catalogue(), &[]);
        assert_eq!(same.expect("of the form").len(), 4, "twice in one file is once");
    }

    #[test]
    fn what_is_shared_is_what_is_imported() {
        let form = OwnForm {
            kind: ActionKind::CheckPlan,
            channel: Channel::Ussd { code: "*133*1#".to_owned() },
            name: Some("Data left".to_owned()),
            recurs: false,
        };
        let own = OwnAction {
            key: "own.1".to_owned(),
            operator_id: "kh-smart".to_owned(),
            form: Some(form.clone()),
            origin: OwnOrigin::Person,
            disabled: false,
        };
        let off = OwnAction { key: "kh.balance".to_owned(), form: None, disabled: true, ..own.clone() };
        let text = share(&[own, off]).expect("can be written");
        assert_eq!(
            text,
            "Baohao actions 1\n\noperator: kh-smart\nkind: check_plan\nname: Data left\nussd: *133*1#\n",
            "the shared form"
        );
        let items = import(&text, &catalogue(), &[]).expect("of the form");
        assert_eq!(items.len(), 1);
        assert_eq!(items[0].action.form, Some(form));
    }

    #[test]
    fn err_refuses_the_whole_with_its_line() {
        use OwnProblem::{Field, Missing, NotActions, Refused, TooLong};
        let head = FIRST_LINE;
        for (text, line, problem) in [
            (String::new(), 1, NotActions),
            ("Baohao actions 2\n".to_owned(), 1, NotActions),
            ("kind: check_balance\n".to_owned(), 1, NotActions),
            (format!("{head}\nkind: check_balance\nussd: *1#\n"), 2, Field),
            (format!("{head}\noperator: kh-smart\n"), 2, Missing),
            (
                format!("{head}\noperator: kh-smart\nkey: kh.balance\nkind: check_balance\nussd: *1#"),
                3,
                Field,
            ),
            (format!("{FILE}\noperator: kh-smart\nkind: top_up\nussd: *#06#\n"), 25, Refused),
            (format!("{head}\n{}", "operator: kh-smart\nkind: top_up\nussd: *1#\n".repeat(2000)), 1, TooLong),
        ] {
            assert_eq!(
                import(&text, &catalogue(), &[]).map(|_| ()),
                Err(OwnError { line, problem }),
                "{text:.60}"
            );
        }
        let many: String =
            (0..=MOST).map(|n| format!("operator: kh-smart\nkind: top_up\nussd: *1*{n}#\n")).collect();
        let error = import(&format!("{head}\n{many}"), &catalogue(), &[]).map(|_| ()).expect_err("too many");
        assert_eq!(error.problem, TooLong);
    }

    #[test]
    fn any_text_is_read_or_refused() {
        use proptest::prelude::*;
        let catalogue = catalogue();
        proptest!(|(tail in "(\\PC|\n|operator: kh-smart\n|kind: top_up\n|ussd: \\*1#\n){0,60}")| {
            if let Ok(items) = import(&format!("{FIRST_LINE}\n{tail}"), &catalogue, &[]) {
                for item in items {
                    prop_assert!(item.action.form.is_some_and(|form| form.written().is_ok()));
                }
            }
        });
    }
}
