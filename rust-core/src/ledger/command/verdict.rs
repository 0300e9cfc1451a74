//! What an answer says to what was asked.

use crate::catalogue::ActionKind;
use crate::reply::{Reading, ReplyKind, Withheld};

/// What an answer says to what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Neither yes nor no: a notice, a menu, something that can't be read.
    Unclear,
    /// It was not done.
    Refused,
    /// It was not done, for want of money.
    NotEnough,
    /// It was done, or what was asked for was told.
    Confirmed,
}

impl Verdict {
    /// Of a reply to an action of that kind.
    pub fn of(kind: ActionKind, reading: &Reading) -> Verdict {
        let told = match kind {
            ActionKind::CheckBalance => reading.is_read(),
            ActionKind::CheckPlan => reading.is_read() || reading.kind == ReplyKind::Plan,
            ActionKind::TopUp => reading.kind == ReplyKind::TopupOk,
            ActionKind::RenewPlan | ActionKind::AutoRenewOn => reading.kind == ReplyKind::RenewOk,
            // No word of the reader says that something ended, or whose name it is.
            ActionKind::AutoRenewOff
            | ActionKind::KeepNumber
            | ActionKind::CheckIdentity
            | ActionKind::StopServices => false,
        };
        // What a balance is insufficient for is a price, which the reader withholds as no balance.
        let for_want_of_money = reading.kind == ReplyKind::LowBalance
            || reading.kind == ReplyKind::RenewFailed && reading.withheld.contains(&Withheld::NotMainBalance);
        match reading.kind {
            _ if told => Verdict::Confirmed,
            _ if kind.only_asks() => Verdict::Unclear,
            _ if for_want_of_money => Verdict::NotEnough,
            ReplyKind::RenewFailed => Verdict::Refused,
            _ => Verdict::Unclear,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reply::{Hints, read};

    #[test]
    fn what_each_answer_says_to_what_was_asked() {
        let cases = [
            (ActionKind::CheckBalance, "Your balance is 1.37749 USD valid till 19.05.27", Verdict::Confirmed),
            (ActionKind::CheckBalance, "Your request is being processed", Verdict::Unclear),
            (ActionKind::CheckBalance, "1. Balance 2. Data 0. Exit", Verdict::Unclear),
            (ActionKind::AutoRenewOn, "Your plan was renewed successfully", Verdict::Confirmed),
            (ActionKind::AutoRenewOn, "Insufficient balance for the 3.00 USD plan", Verdict::NotEnough),
            (ActionKind::AutoRenewOn, "Your balance is not enough, 3.00 USD needed", Verdict::NotEnough),
            (ActionKind::AutoRenewOn, "Your balance is 1.37749 USD valid till 19.05.27", Verdict::Unclear),
            (ActionKind::AutoRenewOn, "Reply YES to confirm", Verdict::Unclear),
        ];
        for (kind, text, expected) in cases {
            assert_eq!(Verdict::of(kind, &read(text, &Hints::of_country("KH"))), expected, "{text}");
        }
    }
}
