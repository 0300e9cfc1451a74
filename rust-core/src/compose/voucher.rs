//! The PIN of a card: money that whoever sees it can spend. In memory only.

use super::{Refusal, Refused};
use crate::msisdn::ascii_digit;

/// Digits that a PIN may have where the operator's cards aren't known.
const ANY_CARD: std::ops::RangeInclusive<usize> = 6..=20;

/// A PIN. It can't be printed or copied, and is overwritten when it is let go.
pub struct VoucherPin(Vec<u8>);

impl VoucherPin {
    /// Reads a PIN as typed: digits, ASCII or Khmer, in groups or not.
    pub fn parse(typed: &str) -> Result<Self, Refused> {
        let mut pin = Self(Vec::with_capacity(typed.len()));
        for c in typed.chars().filter(|c| !matches!(c, ' ' | '-' | '\u{a0}')) {
            let digit = ascii_digit(c).and_then(|digit| u8::try_from(digit).ok());
            pin.0.push(digit.ok_or(Refused::new(Refusal::NotDigits, "pin"))?);
        }
        if pin.0.is_empty() { Err(Refused::new(Refusal::Missing, "pin")) } else { Ok(pin) }
    }

    /// How many digits it has: all that is ever kept of it.
    pub fn length(&self) -> usize {
        self.0.len()
    }

    /// Refuses a length that the operator's cards don't have: wrong PINs lock a line.
    pub(super) fn check_length(&self, known: Option<&[u8]>) -> Result<(), Refused> {
        let fits = match known {
            Some(lengths) => lengths.iter().any(|&length| usize::from(length) == self.length()),
            None => ANY_CARD.contains(&self.length()),
        };
        if fits { Ok(()) } else { Err(Refused::new(Refusal::PinLength, "pin")) }
    }

    pub(super) fn digits(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl Drop for VoucherPin {
    fn drop(&mut self) {
        self.0.fill(0);
        std::hint::black_box(&mut self.0); // or the compiler may leave out what nobody reads
    }
}
