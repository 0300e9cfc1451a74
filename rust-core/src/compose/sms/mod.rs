//! SMS commands: recipient and text.
//!
//! A shipped command must fit one segment of GSM-7's basic table (3GPP TS 23.038 §6.2.1), so that it costs one message
//! and arrives as typed. Only its letters, digits and a little punctuation are let through: no operator command known
//! needs more. What a person writes may be anything that can be sent; the preview says how many messages that costs.

mod gsm7;
mod size;

pub use size::{Encoding, SmsSize, segments, size};

use super::{Refusal, Refused};

/// A short code or a number: 3 to 15 digits (E.164's most), with `+` for the international form.
pub fn check_recipient(to: &str) -> Result<(), Refused> {
    let digits = to.strip_prefix('+').unwrap_or(to);
    if (3..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        Ok(())
    } else {
        Err(Refused::new(Refusal::NotRecipient, "to"))
    }
}

/// A command text: one segment, printable ASCII whose codes GSM-7 and ASCII share, no space at either end.
pub fn check_command(body: &str) -> Result<(), Refused> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b" *#+-.,:/".contains(&byte);
    if body.is_empty() || body.trim() != body || !body.bytes().all(plain) {
        return Err(Refused::new(Refusal::NotGsm7, "body"));
    }
    if size(body).segments > 1 {
        return Err(Refused::new(Refusal::TooLong, "body"));
    }
    Ok(())
}

/// Most segments of one command. A person's own may need more than one; a page of text is no command.
const MOST_SEGMENTS: i32 = 5;

/// A text that can be sent, in whatever encoding: not empty, no control characters, no more than a few segments.
pub fn check_text(body: &str) -> Result<(), Refused> {
    if body.trim().is_empty() {
        return Err(Refused::new(Refusal::Missing, "body"));
    }
    if body.chars().any(|c| c.is_control() && c != '\n') {
        return Err(Refused::new(Refusal::NotGsm7, "body"));
    }
    if size(body).segments > MOST_SEGMENTS {
        return Err(Refused::new(Refusal::TooLong, "body"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_recipients_and_commands() {
        for to in ["808", "1204", "+85510000482"] {
            assert_eq!(check_recipient(to), Ok(()), "{to}");
        }
        for body in ["ON", "AUTO RECHARGE", &"A".repeat(160)] {
            assert_eq!(check_command(body), Ok(()), "{body}");
        }
    }

    #[test]
    fn err_recipients() {
        for to in ["", "80", "8O8", "808;909", "+", "1234567890123456", "០៨០៨"] {
            assert_eq!(
                check_recipient(to).map_err(|r| (r.refusal, r.parameter)),
                Err((Refusal::NotRecipient, "to"))
            );
        }
    }

    #[test]
    fn err_commands() {
        for (body, refusal) in [
            ("", Refusal::NotGsm7),
            (" ON", Refusal::NotGsm7),
            ("ON\n", Refusal::NotGsm7),
            ("开", Refusal::NotGsm7),
            ("ON~", Refusal::NotGsm7),
            (&"A".repeat(161), Refusal::TooLong),
        ] {
            assert_eq!(check_command(body).map_err(|refused| refused.refusal), Err(refusal), "{body:?}");
        }
    }
}
