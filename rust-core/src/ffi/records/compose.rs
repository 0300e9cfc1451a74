//! What goes out, and why something does not.

use crate::compose::{Encoding, Outgoing, Refusal, SmsSize};

/// What will leave the phone, complete and checked.
#[uniffi::remote(Enum)]
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

/// How a text is written on the air.
#[uniffi::remote(Enum)]
pub enum Encoding {
    /// The 7-bit default alphabet with its extension table.
    Gsm7,
    /// 16 bits a unit; a character beyond the basic plane takes two.
    Ucs2,
}

/// What a text costs.
#[uniffi::remote(Record)]
pub struct SmsSize {
    /// How it is written.
    pub encoding: Encoding,
    /// Septets or UTF-16 units in all.
    pub units: i32,
    /// Messages that are paid for.
    pub segments: i32,
}

/// The reason, one for each thing that the shell says differently.
#[uniffi::remote(Enum)]
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
