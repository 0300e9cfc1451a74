//! What may be done after a command, the surest and cheapest first. Each is one more tap and its own preview.

use super::{ActionView, Baohao, Phone, Preview};
use crate::Error;
use crate::catalogue::{Action, ActionKind, Operator};
use crate::compose::{self, Outgoing, Refusal};
use crate::ledger::{Command, CommandState, Failure, ReplyEntry, Route, Verdict};
use crate::reply;
use crate::time::Now;

/// What may be done next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Offer {
    /// The reply asks for this text back, to the same number.
    Answer {
        /// The reply that asks.
        reply_id: i64,
        /// As it stands there.
        body: String,
    },
    /// There was not enough money.
    TopUpFirst,
    /// See what happened before anything is tried again.
    CheckBalance {
        /// By which action.
        action_id: String,
    },
    /// The answer may have been shown as a service message, or lie among the messages.
    LookForHidden,
    /// The same once more, by the other app: it can show a menu, and nothing keeps it from sending.
    ByHand,
    /// The same once more.
    Again,
    /// The same purpose in another way.
    Otherwise {
        /// Which.
        action: ActionView,
    },
    /// The same purpose by what a person does elsewhere: hotline, shop, wallet, app, website.
    Elsewhere {
        /// Which.
        action: ActionView,
    },
}

/// How long a reply may be answered: a day.
const DIALOGUE_MS: i64 = 24 * 60 * 60 * 1000;

impl Baohao {
    /// What may be done after a command as of now.
    pub(super) fn offers(
        &self,
        command: &Command,
        replies: &[ReplyEntry],
        now: Now,
    ) -> Result<Vec<Offer>, Error> {
        let (_, operator) = self.sim(command.sim_id)?;
        let Some(action) = operator.action(&command.action_id) else { return Ok(Vec::new()) };
        let mut offers = Vec::new();
        if let Some(reply) = replies.last() {
            let steps = self.steps(command, reply, now)?;
            offers.extend(steps.into_iter().map(|body| Offer::Answer { reply_id: reply.id, body }));
        }
        offers.extend(after(command, action, operator, now));
        Ok(offers)
    }

    /// Prepares the text that a reply asks for, as one more message to the number that the command went to. Refused if
    /// the reply doesn't ask for it.
    pub fn prepare_answer(
        &mut self,
        reply_id: i64,
        body: &str,
        phone: &Phone,
        now: Now,
    ) -> Result<Preview, Error> {
        let reply = self.stored_reply(reply_id)?;
        let command = reply.command_id.map(|id| self.stored_command(id)).transpose()?;
        let command = command.ok_or_else(|| Error::refused(Refusal::WrongState, "reply_id"))?;
        if !self.steps(&command, &reply, now)?.iter().any(|step| step == body) {
            return Err(Error::refused(Refusal::WrongState, "body"));
        }
        let Outgoing::Sms { to, .. } = &command.outgoing else {
            return Err(Error::refused(Refusal::WrongState, "reply_id"));
        };
        let outgoing = Outgoing::Sms { to: to.clone(), body: body.to_owned() };
        let command_id = self.prepared(command.sim_id, &command.action_id, &outgoing, now)?;
        self.preview(command_id, phone, now)
    }

    /// What a reply asks to be sent back: only the operator's, only to an SMS, only for a day.
    fn steps(&self, command: &Command, reply: &ReplyEntry, now: Now) -> Result<Vec<String>, Error> {
        let age = now.epoch_ms.saturating_sub(reply.received_ms);
        match &command.outgoing {
            Outgoing::Sms { to, .. } if self.trusts(reply)? && age <= DIALOGUE_MS => {
                Ok(compose::next_steps(&reply.text.0, to, reply::reply_words()))
            }
            _ => Ok(Vec::new()),
        }
    }
}

/// What follows from the state alone.
fn after(command: &Command, action: &Action, operator: &Operator, now: Now) -> Vec<Offer> {
    let only_asks = action.kind.only_asks();
    let check = operator.default_action(ActionKind::CheckBalance).filter(|_| !only_asks);
    let check = check.map(|check| Offer::CheckBalance { action_id: check.id.clone() });
    let others = operator.actions.iter().filter(|other| other.kind == action.kind && other.id != action.id);
    // What the app can send comes before what takes a person's way; each part is in the catalogue's order.
    let (ready, rest): (Vec<_>, Vec<_>) = others.partition(|other| other.ready());
    let ready = ready.into_iter().map(|action| Offer::Otherwise { action: ActionView::of(action) });
    let by_person = rest.into_iter().filter(|other| other.by_hand());
    let others = ready.chain(by_person.map(|action| Offer::Elsewhere { action: ActionView::of(action) }));
    let direct = command.handed_over().is_some_and(|(route, _)| route == Route::Direct);
    let by_hand = direct.then_some(Offer::ByHand);
    let mut offers = Vec::new();
    match command.state(now.epoch_ms) {
        CommandState::Answered => match command.verdict() {
            Some(Verdict::NotEnough) => offers.push(Offer::TopUpFirst),
            Some(Verdict::Refused) => offers.extend(check.into_iter().chain(others)),
            // Whether it was done isn't known, so the balance comes before any second try.
            Some(Verdict::Unclear) => offers.extend(check),
            Some(Verdict::Confirmed) | None => {}
        },
        CommandState::TimedOut => {
            offers.push(Offer::LookForHidden);
            offers.extend(check);
            offers.extend(only_asks.then_some(Offer::Again));
            offers.extend(others);
        }
        // It may have gone out: never the same again before that is known.
        CommandState::Unknown => {
            offers.extend(check);
            offers.extend(only_asks.then_some(Offer::Again));
        }
        CommandState::Failed(failure) => {
            match failure {
                Failure::UssdRefused | Failure::NeverAllowed | Failure::LimitReached => {
                    offers.extend(by_hand)
                }
                Failure::NoService | Failure::RadioOff | Failure::Denied | Failure::UssdUnavailable => {
                    offers.push(Offer::Again);
                    offers.extend(by_hand);
                }
                Failure::NoApp => {}
            }
            offers.extend(others);
        }
        CommandState::NotSent | CommandState::Prepared => offers.push(Offer::Again),
        CommandState::HandedOver | CommandState::Sent | CommandState::AskUser => {}
    }
    offers
}
