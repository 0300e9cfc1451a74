//! Action → exactly what goes out, or a typed refusal that names the parameter.
//!
//! Nothing else in the core makes a code, a text or a recipient. Nothing that a message said ever becomes a code or a
//! recipient; a keyword that it asks for may become a text ([`next_steps`]), by its own tap.

mod dialogue;
mod refusal;
mod sms;
mod ussd;

pub use dialogue::next_steps;
pub use refusal::{Refusal, Refused};
pub use ussd::dial_uri;

use crate::catalogue::Channel;

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

/// Checks a channel's parameters and gives what will go out.
pub fn outgoing(channel: &Channel) -> Result<Outgoing, Refused> {
    match channel {
        Channel::Ussd { code } => {
            ussd::check(code)?;
            Ok(Outgoing::Ussd { code: code.clone() })
        }
        Channel::Sms { to, body } => {
            sms::check_recipient(to)?;
            sms::check_command(body)?;
            Ok(Outgoing::Sms { to: to.clone(), body: body.clone() })
        }
    }
}
