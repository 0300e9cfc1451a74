//! Actions that a person added, changed or switched off, and those that came in a file.
//!
//! A person's own may stand in a shipped one's place, and an update of the app never undoes that. One from a file is
//! somebody else's word: it never takes a shipped one's place, is never free, is shown with recipient and code and asked
//! about twice each time.

mod form;
mod share;

pub use form::{OwnError, OwnForm, OwnProblem};
pub use share::{ImportItem, Verdict, import, share};

use super::{Action, Cost, Operator, Source, SourceKind, Starts};

/// Where an action of this kind came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnOrigin {
    /// The person typed it.
    Person,
    /// It was imported.
    File,
}

/// An added, changed or switched-off action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnAction {
    /// A shipped action's id to stand in its place or switch it off; else a key that no shipped one has.
    pub key: String,
    /// On whose network.
    pub operator_id: String,
    /// What it does; `None` where it only switches a shipped one off or on again.
    pub form: Option<OwnForm>,
    /// Where it came from.
    pub origin: OwnOrigin,
    /// Switched off.
    pub disabled: bool,
}

impl OwnAction {
    fn action(&self, form: &OwnForm) -> Action {
        let kind = match self.origin {
            OwnOrigin::Person => SourceKind::Own,
            OwnOrigin::File => SourceKind::File,
        };
        Action {
            id: self.key.clone(),
            kind: form.kind,
            channel: form.channel.clone(),
            plan: form.name.clone(),
            cost: Cost::Unknown,
            starts: if form.recurs { Starts::Recurring } else { Starts::Unknown },
            stop: None,
            notes: Vec::new(),
            source: Source { kind, title: form.name.clone().unwrap_or_default(), as_of: None },
        }
    }
}

/// An operator with a person's own actions. `own` holds the newest of each key; those of other operators are passed over.
pub fn with_own(operator: &Operator, own: &[OwnAction]) -> Operator {
    let mut merged = operator.clone();
    for action in own.iter().filter(|action| action.operator_id == operator.id) {
        let shipped = merged.actions.iter().position(|shipped| shipped.id == action.key);
        let replacement = action.form.as_ref().map(|form| action.action(form));
        match (shipped, action.origin) {
            (Some(_), OwnOrigin::File) => {}
            (Some(at), OwnOrigin::Person) if action.disabled => {
                merged.actions.remove(at);
            }
            (Some(at), OwnOrigin::Person) => {
                if let Some(replacement) = replacement {
                    merged.actions[at] = replacement;
                }
            }
            (None, _) if action.disabled => {}
            (None, _) => merged.actions.extend(replacement),
        }
    }
    merged.sort_actions();
    merged
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{ActionKind, Catalogue, Channel};

    fn metfone() -> Operator {
        let catalogue = Catalogue::shipped().expect("shipped files are valid");
        catalogue.operator("kh-metfone").expect("Metfone is shipped").clone()
    }

    fn own(key: &str, code: Option<&str>, origin: OwnOrigin, disabled: bool) -> OwnAction {
        let form = code.map(|code| OwnForm {
            kind: ActionKind::CheckBalance,
            channel: Channel::Ussd { code: code.to_owned() },
            name: None,
            recurs: false,
        });
        OwnAction { key: key.to_owned(), operator_id: "kh-metfone".to_owned(), form, origin, disabled }
    }

    fn code(operator: &Operator, id: &str) -> Option<String> {
        operator.action(id).map(|action| match &action.channel {
            Channel::Ussd { code } => code.clone(),
            other => panic!("{other:?}"),
        })
    }

    #[test]
    fn a_persons_own_is_added_stands_in_a_shipped_ones_place_or_switches_it_off() {
        use OwnOrigin::Person;
        let added = with_own(&metfone(), &[own("own.1", Some("*099#"), Person, false)]);
        assert_eq!(code(&added, "own.1").as_deref(), Some("*099#"));
        assert_eq!(added.actions.len(), metfone().actions.len() + 1);
        let changed = with_own(&metfone(), &[own("kh-metfone.balance", Some("*099#"), Person, false)]);
        assert_eq!(code(&changed, "kh-metfone.balance").as_deref(), Some("*099#"));
        let off = with_own(&metfone(), &[own("kh.balance", None, Person, true)]);
        assert_eq!(code(&off, "kh.balance"), None);
        let default = off.default_action(ActionKind::CheckBalance).expect("the next one");
        assert_eq!(default.id, "kh-metfone.balance");
        let on_again = with_own(&metfone(), &[own("kh.balance", None, Person, false)]);
        assert_eq!(on_again.actions, metfone().actions);
        let own_off = with_own(&metfone(), &[own("own.1", Some("*099#"), Person, true)]);
        assert_eq!(own_off.actions, metfone().actions);
    }

    #[test]
    fn one_from_a_file_never_takes_a_shipped_ones_place_and_is_never_free_or_a_default() {
        use OwnOrigin::File;
        for disabled in [false, true] {
            let merged = with_own(&metfone(), &[own("kh.balance", Some("*099#"), File, disabled)]);
            assert_eq!(merged.actions, metfone().actions);
        }
        let merged = with_own(&metfone(), &[own("file.1", Some("*099#"), File, false)]);
        let action = merged.action("file.1").expect("added");
        assert!(action.unconfirmed() && action.cost == Cost::Unknown && action.starts == Starts::Unknown);
        let alone = with_own(
            &Operator { actions: vec![], ..metfone() },
            &[own("file.1", Some("*099#"), File, false)],
        );
        assert_eq!(alone.default_action(ActionKind::CheckBalance), None);
    }

    #[test]
    fn another_operators_are_passed_over() {
        let mut other = own("own.1", Some("*099#"), OwnOrigin::Person, false);
        "kh-smart".clone_into(&mut other.operator_id);
        assert_eq!(with_own(&metfone(), &[other]).actions, metfone().actions);
    }
}
