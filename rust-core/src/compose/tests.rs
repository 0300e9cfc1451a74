//! Every shipped action through the composer.

use super::*;
use crate::catalogue::Catalogue;

fn operator(id: &str) -> Operator {
    let catalogue = Catalogue::shipped().expect("shipped files are valid");
    catalogue.operator(id).expect("shipped").clone()
}

fn composed(
    operator_id: &str,
    action_id: &str,
    pin: Option<&str>,
    number: Option<&str>,
) -> Result<Composed, Refused> {
    let catalogue = Catalogue::shipped().expect("shipped files are valid");
    let cambodia = catalogue.numbering("KH").expect("Cambodia is shipped");
    let given = Parameters {
        pin: pin.map(|pin| VoucherPin::parse(pin).expect("a PIN")),
        number: number.map(|number| cambodia.parse(number).expect("a number")),
    };
    let operator = operator(operator_id);
    compose(&operator, operator.action(action_id).expect(action_id), &given)
}

fn code(outgoing: &Outgoing) -> &str {
    match outgoing {
        Outgoing::Ussd { code } => code,
        Outgoing::Sms { .. } => panic!("a code"),
    }
}

#[test]
fn a_pin_goes_to_the_phone_and_its_length_to_the_ledger() {
    let (pin, hidden) = ("1234567890123", "•••••••••••••");
    for (action, number, whole, kept) in [
        ("kh.top-up", None, format!("*1203*{pin}#"), format!("*1203*{hidden}#")),
        ("kh-smart.top-up", None, format!("*888*{pin}#"), format!("*888*{hidden}#")),
        (
            "kh-smart.top-up-other",
            Some("+855 10 000 482"),
            format!("*888*11*010000482*{pin}#"),
            format!("*888*11*010000482*{hidden}#"),
        ),
    ] {
        let composed = composed("kh-smart", action, Some(pin), number).map_err(|refused| refused.refusal);
        let Ok(composed) = composed else { panic!("{action} composes") };
        assert_eq!(code(composed.kept()), kept);
        assert_eq!(code(&composed.for_phone()), whole);
    }
    let Ok(khmer) = composed("kh-smart", "kh.top-up", Some("១២៣៤ ៥៦៧៨ ៩០១២៣"), None)
    else {
        panic!("composes")
    };
    assert_eq!(code(&khmer.for_phone()), format!("*1203*{pin}#"));
}

#[test]
fn err_names_the_parameter() {
    let refused = |operator, action, pin, number| {
        composed(operator, action, pin, number)
            .map(|_| ())
            .map_err(|refused| (refused.refusal, refused.parameter))
    };
    for (operator, action, pin, number, expected) in [
        ("kh-smart", "kh.top-up", None, None, (Refusal::Missing, "pin")),
        ("kh-smart", "kh.top-up", Some("12345678901234"), None, (Refusal::PinLength, "pin")),
        ("kh-smart", "kh-smart.top-up-other", Some("1234567890123"), None, (Refusal::Missing, "number")),
        (
            "kh-smart",
            "kh-smart.top-up-other",
            Some("1234567890123"),
            Some("+8613000000482"),
            (Refusal::NotNumber, "number"),
        ),
        ("kh-cellcard", "kh.top-up", Some("1234567890123"), None, (Refusal::PinLength, "pin")),
        ("kh-metfone", "kh.top-up", Some("12345"), None, (Refusal::PinLength, "pin")),
        ("kh-smart", "kh.auto-recharge", None, None, (Refusal::Missing, "to")),
        ("kh-cambodia-post", "kh-cambodia-post.auto-renew-menu", None, None, (Refusal::Missing, "code")),
        ("kh-metfone", "kh-metfone.auto-renew-call", None, None, (Refusal::ByHand, "channel")),
        ("kh-smart", "kh-smart.keep-number", None, None, (Refusal::ByHand, "channel")),
    ] {
        assert_eq!(refused(operator, action, pin, number), Err(expected), "{action}");
    }
    assert_eq!(
        refused("kh-metfone", "kh.top-up", Some("12345678901234"), None),
        Ok(()),
        "its cards aren't known"
    );
    for typed in ["", "12*34", "12#", "12a"] {
        assert!(VoucherPin::parse(typed).is_err(), "{typed}");
    }
}

#[test]
fn every_shipped_action_composes_or_says_what_is_missing() {
    let catalogue = Catalogue::shipped().expect("shipped files are valid");
    let mut seen = 0;
    for operator in catalogue.operators() {
        for action in &operator.actions {
            let composed = compose(operator, action, &Parameters::default());
            assert_eq!(composed.is_ok(), action.ready(), "{}", action.id);
            if let (Ok(composed), Channel::Sms { .. }) = (composed, &action.channel)
                && let Outgoing::Sms { body, .. } = composed.for_phone()
            {
                assert_eq!(
                    (size(&body).encoding, size(&body).segments),
                    (Encoding::Gsm7, 1),
                    "{}",
                    action.id
                );
            }
            seen += 1;
        }
    }
    assert!(seen > 60, "{seen}");
}
