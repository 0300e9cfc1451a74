//! USSD codes: their grammar, the ones that are refused, and the `tel:` URI for a dialler.
//!
//! Android passes the string of `sendUssdRequest` through the dialler's own parser, so a code that means something to
//! the phone itself (forward all calls, change the PIN) is executed, not sent. Those are refused by their service code
//! (3GPP TS 22.030 Annex B and §6.6), never by the prefix `*#`, which real balance codes have too.

use super::{Refusal, Refused};

/// Longest USSD string: 160 septets fill one 140-octet string (3GPP TS 23.038 §5).
const LONGEST: usize = 160;

/// Supplementary services of TS 22.030 Annex B, calling-line and call-completion services included.
const SERVICE_CODES: [&str; 35] = [
    "002", "004", "21", "61", "62", "67", // call forwarding
    "33", "330", "331", "332", "333", "35", "351", "353", // call barring
    "30", "31", "76", "77", "300", "214", // line and name identification, follow me
    "43", "37", "59", "66", "75", "750", "751", "752", "753", "754",
    "96", // waiting, completion, multi subscriber, priority
    "361", "362", "363", "360", // user-to-user signalling
];

/// Passwords and PINs (TS 22.030 §6.6.1, §6.6.2) and the IMEI (§6.6.4).
const PHONE_CODES: [&str; 6] = ["03", "04", "042", "05", "052", "06"];

/// Accepts a code that goes to the network as it is.
pub fn check(code: &str) -> Result<(), Refused> {
    let refuse = |refusal| Err(Refused::new(refusal, "code"));
    let inner = code.strip_prefix(['*', '#']).and_then(|rest| rest.strip_suffix('#')).unwrap_or("");
    let in_alphabet = code.bytes().all(|byte| byte.is_ascii_digit() || byte == b'*' || byte == b'#');
    if !in_alphabet || code.len() > LONGEST || !inner.bytes().any(|byte| byte.is_ascii_digit()) {
        return refuse(Refusal::NotUssd);
    }
    if changes_phone(code) {
        return refuse(Refusal::ChangesPhone);
    }
    Ok(())
}

/// Registering (`**`) and erasing (`##`) are never a balance code; `*`, `#` and `*#` are told by the service code.
fn changes_phone(code: &str) -> bool {
    if code.starts_with("**") || code.starts_with("##") {
        return true;
    }
    let service = code.trim_start_matches(['*', '#']);
    let service = &service[..service.find(['*', '#']).unwrap_or(service.len())];
    SERVICE_CODES.contains(&service) || PHONE_CODES.contains(&service)
}

/// The URI that opens a dialler with the code typed in. An unescaped `#` would start a fragment and be cut off.
pub fn dial_uri(code: &str) -> String {
    format!("tel:{}", code.replace('#', "%23"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(code: &str) -> Option<Refusal> {
        check(code).err().map(|refused| refused.refusal)
    }

    #[test]
    fn ok_real_balance_codes() {
        for code in
            ["*1201#", "*888#", "#124#", "*#10#", "*#1345#", "*100#", "*111*1*3#", "*1700*500*888#", "#132#"]
        {
            assert_eq!(refusal(code), None, "{code}");
        }
    }

    #[test]
    fn err_what_is_no_code() {
        for code in ["", "#", "*#", "*1201", "1201#", "*12 01#", "*12a#", "*١٢#", "tel:*1201#", "*1201#\n"]
        {
            assert_eq!(refusal(code), Some(Refusal::NotUssd), "{code:?}");
        }
        assert_eq!(refusal(&format!("*{}#", "1".repeat(159))), Some(Refusal::NotUssd));
    }

    #[test]
    fn err_what_changes_the_phone() {
        for code in [
            "**21*012000000#",
            "*21*012000000#",
            "*#21#",
            "##002#",
            "#31#",
            "*33*0000#",
            "**04*1234*5678*5678#",
            "**05*12345678*1234*1234#",
            "**03**1234*5678*5678#",
            "*#06#",
            "*#62#",
            "*43#",
        ] {
            assert_eq!(refusal(code), Some(Refusal::ChangesPhone), "{code}");
        }
    }

    #[test]
    fn the_dial_uri_keeps_the_hash() {
        assert_eq!(dial_uri("*1201#"), "tel:*1201%23");
        assert_eq!(dial_uri("#124#"), "tel:%23124%23");
    }
}
