//! What goes out, and what is kept of it.

use super::template::{self, Parameter};
use super::{Refused, ussd};

/// What will leave the phone, complete and checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outgoing {
    /// A code for the network.
    Ussd {
        /// As dialled.
        code: String,
    },
    /// A text message.
    Sms {
        /// The recipient, digits with an optional leading `+`.
        to: String,
        /// The text, in one GSM-7 segment.
        body: String,
    },
}

/// A composed command. It has no debug form and no copy, since it may hold a voucher's PIN.
pub struct Composed {
    kept: Outgoing,
    whole: Option<Outgoing>,
}

impl Composed {
    pub(super) fn plain(outgoing: Outgoing) -> Self {
        Self { kept: outgoing, whole: None }
    }

    /// What the preview shows and the ledger keeps: each digit of a PIN is a `•`, so its length stays and itself doesn't.
    pub fn kept(&self) -> &Outgoing {
        &self.kept
    }

    /// What is handed to the phone, once.
    pub fn for_phone(self) -> Outgoing {
        self.whole.unwrap_or(self.kept)
    }
}

/// Stands for one digit of a PIN.
const HIDDEN: &str = "•";

/// Fills in a code and checks it as a whole: what a parameter makes of a code is refused like any other code.
pub(super) fn ussd<'v>(
    code: &str,
    value: impl Fn(Parameter) -> Result<&'v str, Refused>,
) -> Result<Composed, Refused> {
    let whole = template::fill(code, &value, |_, digits| digits.to_owned())?;
    ussd::check(&whole)?;
    let kept = template::fill(code, &value, |parameter, digits| match parameter {
        Parameter::Pin => HIDDEN.repeat(digits.len()),
        Parameter::Number => digits.to_owned(),
    })?;
    let secret = template::placeholders(code).contains(&Parameter::Pin);
    Ok(Composed {
        kept: Outgoing::Ussd { code: kept },
        whole: secret.then_some(Outgoing::Ussd { code: whole }),
    })
}
