//! Codes with places to fill in: `*1203*{pin}#`.
//!
//! A place takes ASCII digits and nothing else, so that no `*` or `#` gets into a PIN or a number and makes another code.

use super::{Refusal, Refused};

/// What can be filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parameter {
    /// The PIN of a card: `{pin}`.
    Pin,
    /// A number of the same country in its national form: `{number}`.
    Number,
}

impl Parameter {
    const ALL: [(&'static str, Self); 2] = [("{pin}", Self::Pin), ("{number}", Self::Number)];

    fn name(self) -> &'static str {
        match self {
            Self::Pin => "pin",
            Self::Number => "number",
        }
    }
}

/// The places in a code, in their order.
pub fn placeholders(code: &str) -> Vec<Parameter> {
    let mut found: Vec<(usize, Parameter)> = Parameter::ALL
        .iter()
        .flat_map(|&(mark, parameter)| code.match_indices(mark).map(move |(at, _)| (at, parameter)))
        .collect();
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, parameter)| parameter).collect()
}

/// Puts `shown(parameter, digits)` at each place. The refusal of a value names its parameter.
pub(super) fn fill<'v>(
    code: &str,
    value: impl Fn(Parameter) -> Result<&'v str, Refused>,
    shown: impl Fn(Parameter, &str) -> String,
) -> Result<String, Refused> {
    let mut filled = code.to_owned();
    for (mark, parameter) in Parameter::ALL {
        if code.contains(mark) {
            let digits = value(parameter)?;
            if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
                return Err(Refused::new(Refusal::NotDigits, parameter.name()));
            }
            filled = filled.replace(mark, &shown(parameter, digits));
        }
    }
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_in_their_order() {
        for (code, expected) in [
            ("*1203*{pin}#", vec![Parameter::Pin]),
            ("*888*11*{number}*{pin}#", vec![Parameter::Number, Parameter::Pin]),
            ("*1201#", vec![]),
            ("*{other}#", vec![]),
        ] {
            assert_eq!(placeholders(code), expected, "{code}");
        }
    }

    #[test]
    fn err_only_digits_are_filled_in() {
        for value in ["", "12#", "*21", "12 34", "١٢", "12{number}"] {
            let filled = fill("*1203*{pin}#", |_| Ok(value), |_, digits| digits.to_owned());
            assert_eq!(filled, Err(Refused::new(Refusal::NotDigits, "pin")), "{value}");
        }
    }
}
