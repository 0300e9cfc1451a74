//! What goes out, and why something does not.

use crate::compose::{Outgoing, Refusal};

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
    /// A phone number of a wrong length or with other characters in it.
    NotNumber,
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
