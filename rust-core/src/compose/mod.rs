//! Action + parameters → exactly what goes out, or a typed refusal that names the parameter.
//!
//! Nothing else in the core makes a code, a text or a recipient. Nothing that a message said ever becomes a code or a
//! recipient; a keyword that it asks for may become a text ([`next_steps`]), by its own tap. What a person fills in is
//! digits only, so that it can't turn a code into another one. A voucher's PIN leaves this folder in what is handed to
//! the phone, and nowhere else.

mod composed;
mod dialogue;
mod refusal;
mod sms;
mod template;
mod ussd;
mod voucher;

pub use composed::{Composed, Outgoing};
pub use dialogue::next_steps;
pub use refusal::{Refusal, Refused};
pub use sms::{Encoding, SmsSize, segments, size};
pub use template::{Parameter, placeholders};
pub use ussd::dial_uri;
pub use voucher::VoucherPin;

use crate::catalogue::{Action, Channel, Operator};
use crate::msisdn::Msisdn;

/// What a person filled in.
#[derive(Default)]
pub struct Parameters {
    /// The PIN of a card.
    pub pin: Option<VoucherPin>,
    /// The number that is topped up, where it is not the SIM's own.
    pub number: Option<Msisdn>,
}

/// Composes an action of an operator.
pub fn compose(operator: &Operator, action: &Action, given: &Parameters) -> Result<Composed, Refused> {
    match &action.channel {
        Channel::Ussd { code } | Channel::UssdMenu { code: Some(code), .. } => {
            composed::ussd(code, |parameter| match parameter {
                Parameter::Pin => {
                    let pin = given.pin.as_ref().ok_or(Refused::new(Refusal::Missing, "pin"))?;
                    pin.check_length(operator.voucher_digits.as_ref().map(|digits| digits.value.as_slice()))?;
                    Ok(pin.digits())
                }
                Parameter::Number => {
                    let number = given.number.as_ref().ok_or(Refused::new(Refusal::Missing, "number"))?;
                    number.national().ok_or(Refused::new(Refusal::NotNumber, "number"))
                }
            })
        }
        Channel::UssdMenu { code: None, .. } => Err(Refused::new(Refusal::Missing, "code")),
        Channel::Sms { to: Some(to), body } => {
            sms::check_recipient(to)?;
            sms::check_text(body)?;
            Ok(Composed::plain(Outgoing::Sms { to: to.clone(), body: body.clone() }))
        }
        Channel::Sms { to: None, .. } => Err(Refused::new(Refusal::Missing, "to")),
        Channel::Call { .. }
        | Channel::App { .. }
        | Channel::Web { .. }
        | Channel::Shop
        | Channel::Wallet { .. }
        | Channel::Unstated => Err(Refused::new(Refusal::ByHand, "channel")),
    }
}

/// Checks what a catalogue says of a channel, as far as it says it. A placeholder is tried with a digit.
pub fn check(channel: &Channel) -> Result<(), Refused> {
    match channel {
        Channel::Ussd { code } => composed::ussd(code, |_| Ok("1")).map(|_| ()),
        Channel::UssdMenu { code: Some(code), .. } => ussd::check(code),
        Channel::Sms { to, body } => {
            to.as_deref().map_or(Ok(()), sms::check_recipient)?;
            sms::check_command(body)
        }
        Channel::Call { number, .. } => {
            // Voice menus abroad have numbers like *22; one that ends in # is a code to the phone, and checked as one.
            let digits = number.strip_prefix('*').unwrap_or(number);
            let digits = digits.strip_suffix('#').unwrap_or(digits);
            if !(2..=15).contains(&digits.len()) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
                return Err(Refused::new(Refusal::NotRecipient, "number"));
            }
            if number.ends_with('#') { ussd::check(number) } else { Ok(()) }
        }
        Channel::Web { url: Some(url), .. } if !url.starts_with("https://") => {
            Err(Refused::new(Refusal::NotRecipient, "url"))
        }
        _ => Ok(()),
    }
}

/// Checks a channel that a person or a file made: everything is there, and a text may be any that can be sent.
pub fn check_own(channel: &Channel) -> Result<(), Refused> {
    match channel {
        Channel::Sms { to: Some(to), body } => {
            sms::check_recipient(to)?;
            sms::check_text(body)
        }
        Channel::Ussd { .. } | Channel::UssdMenu { code: Some(_), .. } | Channel::Call { .. } => {
            check(channel)
        }
        _ => Err(Refused::new(Refusal::ByHand, "channel")),
    }
}

#[cfg(test)]
mod tests;
