//! Why something is not composed or not sent.

/// The reason, one for each thing that the shell says differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Not a USSD code (3GPP TS 22.030 §6.5.2: `*` or `#`, digits, ends in `#`).
    NotUssd,
    /// A code that changes the phone or the line: forwarding, barring, PINs, IMEI.
    ChangesPhone,
    /// Not a short code or number.
    NotRecipient,
    /// An empty command, or one with a character outside GSM-7's basic table.
    NotGsm7,
    /// A command longer than one segment.
    TooLong,
    /// No such operator in the catalogue.
    UnknownOperator,
    /// A phone number with other characters in it, or of another country where that can't be.
    NotNumber,
    /// A phone number that is too short or too long for its operator or country.
    NumberLength,
    /// A parameter without which there is nothing to send: not filled in, or known to no source.
    Missing,
    /// Something else than digits where only digits may be.
    NotDigits,
    /// A PIN of a length that the operator's cards don't have.
    PinLength,
    /// A person does this elsewhere: a call, an app, a shop, a wallet.
    ByHand,
    /// Not an amount of money, or a count out of its range.
    NotAmount,
    /// Already handed over once; a tap sends once.
    AlreadyHandedOver,
    /// A USSD dialogue is still open on that SIM; a second one would fail both.
    UssdBusy,
    /// An unconfirmed command that was not confirmed a second time.
    NeedsSecondYes,
    /// The chosen SIM can't be told apart, is not in the phone, or a permission is missing: hand-off only.
    NoDirectRoute,
    /// The command is not in a state in which that can happen.
    WrongState,
}

/// A refusal with the parameter that it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{parameter}: {refusal:?}")]
pub struct Refused {
    /// Why.
    pub refusal: Refusal,
    /// The parameter's name; never its value, which may be a number or a PIN.
    pub parameter: &'static str,
}

impl Refused {
    /// A refusal of `parameter`.
    pub fn new(refusal: Refusal, parameter: &'static str) -> Self {
        Self { refusal, parameter }
    }
}
