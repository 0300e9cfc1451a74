//! How enumerations are spelt in the file. A spelling is never changed: old files have it.

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};

use super::sim_cards::CardOrigin;
use crate::ledger::{ChargeKind, Failure, Origin, PaidFrom, ReminderWord, Route, TemplateOrigin, Verdict};

macro_rules! spelt {
    ($type:ty { $($variant:ident = $word:literal),+ $(,)? }) => {
        impl ToSql for $type {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(ToSqlOutput::from(match self { $(<$type>::$variant => $word),+ }))
            }
        }

        impl FromSql for $type {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                match value.as_str()? {
                    $($word => Ok(<$type>::$variant),)+
                    _ => Err(FromSqlError::InvalidType),
                }
            }
        }
    };
}

spelt!(Route { Direct = "direct", HandOff = "hand_off" });

spelt!(Origin { Reply = "reply", Hand = "hand", Tap = "tap" });

spelt!(Verdict {
    Unclear = "unclear",
    Refused = "refused",
    NotEnough = "not_enough",
    Confirmed = "confirmed",
});
spelt!(CardOrigin { Seen = "seen", Hand = "hand" });
spelt!(TemplateOrigin { Hand = "hand", File = "file" });

spelt!(Failure {
    NoService = "no_service",
    RadioOff = "radio_off",
    LimitReached = "limit_reached",
    Denied = "denied",
    NeverAllowed = "never_allowed",
    UssdRefused = "ussd_refused",
    UssdUnavailable = "ussd_unavailable",
    NoApp = "no_app",
});

spelt!(ChargeKind {
    Renewal = "renewal",
    TopUp = "top_up",
    SmsFee = "sms_fee",
    ServiceFee = "service_fee",
});

spelt!(PaidFrom { Balance = "balance", Card = "card", Wallet = "wallet" });

spelt!(ReminderWord { Snoozed = "snoozed", Done = "done", Ignored = "ignored" });
