//! The tap, and what became of it.

use super::reply_view::Beside;
use super::{Baohao, DirectRoute, Offer, Phone, ReplyView, SimBrief};
use crate::Error;
use crate::catalogue::ActionKind;
use crate::compose::{Outgoing, Refusal, dial_uri};
use crate::ledger::{
    Command, CommandState, EventKind, Location, PlatformWord, Route, UserWord, Verdict, Window,
};
use crate::store;
use crate::time::Now;

/// What the shell does, once, right after it is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doing {
    /// `SmsManager.sendTextMessage` of that subscription.
    SendSms {
        /// From which card.
        subscription_id: i32,
        /// Recipient.
        to: String,
        /// Text.
        body: String,
    },
    /// `TelephonyManager.sendUssdRequest` of that subscription.
    RequestUssd {
        /// From which card.
        subscription_id: i32,
        /// The code.
        code: String,
        /// After which the screen stops waiting; the platform may never call back.
        patience_ms: i64,
    },
    /// Open the dialler; the person picks the SIM.
    Dial {
        /// `tel:` URI.
        uri: String,
    },
    /// Open the SMS app; the person picks the SIM.
    WriteSms {
        /// Recipient.
        to: String,
        /// Text.
        body: String,
    },
}

/// Permission to act once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandOver {
    /// For the platform's word.
    pub command_id: i64,
    /// What to do.
    pub doing: Doing,
}

/// A command that had its tap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommandView {
    /// The ledger's key.
    pub command_id: i64,
    /// From which SIM.
    pub sim: SimBrief,
    /// Catalogue id, to prepare the same once more.
    pub action_id: String,
    /// What it was for; `None` if this version's catalogue doesn't have it any more.
    pub kind: Option<ActionKind>,
    /// What went out.
    pub outgoing: Outgoing,
    /// Where it stands.
    pub state: CommandState,
    /// What the clearest of its answers says; `None` before the first.
    pub verdict: Option<Verdict>,
    /// How it left; `None` before the tap.
    pub route: Option<Route>,
    /// When it was tapped, epoch milliseconds.
    pub handed_over_ms: Option<i64>,
    /// Until when the screen waits, epoch milliseconds.
    pub waits_until_ms: Option<i64>,
    /// What was answered, oldest first.
    pub replies: Vec<ReplyView>,
    /// What may be done next, the surest and cheapest first.
    pub offers: Vec<Offer>,
}

impl Baohao {
    /// The tap. The hand-over is stored before this returns, and a second one is refused, so nothing goes out twice.
    /// `said_yes_twice` is needed for unconfirmed commands, and for what was done a short time ago.
    pub fn hand_over(
        &mut self,
        command_id: i64,
        route: Route,
        said_yes_twice: bool,
        phone: &Phone,
        now: Now,
    ) -> Result<HandOver, Error> {
        let command = self.stored_command(command_id)?;
        if command.handed_over().is_some() {
            return Err(Error::refused(Refusal::AlreadyHandedOver, "command_id"));
        }
        let (sim, operator) = self.sim(command.sim_id)?;
        Self::must_be_kept(&sim)?;
        let action = operator.action(&command.action_id).ok_or(Error::NotFound("action"))?;
        let asks_twice = action.unconfirmed() || self.earlier(&command, action, now)?.is_some();
        if asks_twice && !said_yes_twice {
            return Err(Error::refused(Refusal::NeedsSecondYes, "said_yes_twice"));
        }
        let doing = match route {
            Route::HandOff => hand_off(&command.outgoing),
            Route::Direct => {
                let location = self.location(sim.id, phone)?;
                match (self.direct_route(&command, phone, now)?, location) {
                    (DirectRoute::Ready, Location::InPhone { subscription_id, .. }) => {
                        direct(&command.outgoing, subscription_id)
                    }
                    (DirectRoute::Busy { .. }, _) => {
                        return Err(Error::refused(Refusal::UssdBusy, "command_id"));
                    }
                    _ => return Err(Error::refused(Refusal::NoDirectRoute, "route")),
                }
            }
        };
        let transaction = self.ledger.transaction()?;
        match store::commands::add_event(&transaction, command_id, EventKind::HandedOver(route), now.epoch_ms)
        {
            Err(store::Error::Twice) => return Err(Error::refused(Refusal::AlreadyHandedOver, "command_id")),
            other => other?,
        }
        transaction.commit()?;
        Ok(HandOver { command_id, doing })
    }

    /// What the platform said of a command. A word that comes too late to matter changes nothing.
    pub fn platform_word(
        &mut self,
        command_id: i64,
        word: PlatformWord,
        phone: &Phone,
        now: Now,
    ) -> Result<CommandView, Error> {
        let event = self.stored_command(command_id)?.on_platform_word(word);
        if let Some(event) = event {
            self.append(command_id, event, now)?;
        }
        self.command(command_id, phone, now)
    }

    /// What a person said after a hand-off.
    pub fn user_word(
        &mut self,
        command_id: i64,
        word: UserWord,
        phone: &Phone,
        now: Now,
    ) -> Result<CommandView, Error> {
        let event = self.stored_command(command_id)?.on_user_word(word);
        let event = event.ok_or_else(|| Error::refused(Refusal::WrongState, "command_id"))?;
        self.append(command_id, event, now)?;
        self.command(command_id, phone, now)
    }

    /// A command as of now.
    pub fn command(&self, command_id: i64, phone: &Phone, now: Now) -> Result<CommandView, Error> {
        let command = self.stored_command(command_id)?;
        self.command_view(&command, &self.beside(command.sim_id, phone, now)?, now)
    }

    pub(super) fn command_view(
        &self,
        command: &Command,
        beside: &Beside,
        now: Now,
    ) -> Result<CommandView, Error> {
        let (_, operator) = self.sim(command.sim_id)?;
        let handed_over = command.handed_over();
        let replies = store::replies::of_command(&self.ledger, command.id)?;
        Ok(CommandView {
            command_id: command.id,
            sim: beside.sim.clone(),
            action_id: command.action_id.clone(),
            kind: operator.action(&command.action_id).map(|action| action.kind),
            outgoing: command.outgoing.clone(),
            state: command.state(now.epoch_ms),
            verdict: command.verdict(),
            route: handed_over.map(|(route, _)| route),
            handed_over_ms: handed_over.map(|(_, at)| at),
            waits_until_ms: handed_over.map(|(_, at)| at + Window::of(&command.outgoing).patience_ms),
            offers: self.offers(command, &replies, now)?,
            replies: replies.iter().map(|reply| self.reply_view(reply, beside)).collect::<Result<_, _>>()?,
        })
    }

    fn append(&mut self, command_id: i64, event: EventKind, now: Now) -> Result<(), Error> {
        let transaction = self.ledger.transaction()?;
        store::commands::add_event(&transaction, command_id, event, now.epoch_ms)?;
        transaction.commit()?;
        Ok(())
    }
}

fn direct(outgoing: &Outgoing, subscription_id: i32) -> Doing {
    match outgoing.clone() {
        Outgoing::Sms { to, body } => Doing::SendSms { subscription_id, to, body },
        Outgoing::Ussd { ref code } => Doing::RequestUssd {
            subscription_id,
            code: code.clone(),
            patience_ms: Window::of(outgoing).patience_ms,
        },
    }
}

fn hand_off(outgoing: &Outgoing) -> Doing {
    match outgoing.clone() {
        Outgoing::Sms { to, body } => Doing::WriteSms { to, body },
        Outgoing::Ussd { code } => Doing::Dial { uri: dial_uri(&code) },
    }
}
