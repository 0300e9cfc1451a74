//! A message arrives: whose it is, whether it is kept, and what it moves.
//!
//! Stored first, read after. A message moves a date back only as the answer to our own command, or after a tap.

use super::reply_view::Offered;
use super::{Baohao, Phone, ReplyView};
use crate::Error;
use crate::compose::{Outgoing, Refusal};
use crate::ledger::{BalanceEntry, Command, EventKind, Origin, PlanEntry, ReplyChannel, ReplyEntry, Verdict};
use crate::privacy::Redacted;
use crate::reply;
use crate::store;
use crate::time::Now;

/// Where a message came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IncomingFrom {
    /// The callback of a USSD request of ours.
    Ussd {
        /// Which.
        command_id: i64,
    },
    /// A text message.
    Sms {
        /// Sender id, short code or number.
        sender: String,
        /// The card that it came to, if the phone says.
        subscription_id: Option<i32>,
    },
    /// Pasted or shared, and saved for this SIM by a tap.
    Pasted {
        /// For which SIM.
        sim_id: i64,
        /// The command that it answers, if that is known.
        command_id: Option<i64>,
    },
}

/// A message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incoming {
    /// Where from.
    pub from: IncomingFrom,
    /// All parts joined, as it came.
    pub text: String,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// A stranger's message, a one-time password, or no SIM of ours: not kept, nothing remembered of it.
    NotKept,
    /// Kept.
    Kept {
        /// As it is shown.
        reply: Box<ReplyView>,
    },
}

/// How many replies of a SIM are looked at again after a start.
pub(super) const LOOK_BACK: i64 = 20;

/// How long a message of an unknown sender waits for the person's word before it goes: a week.
const UNANSWERED_MS: i64 = 7 * 24 * 60 * 60 * 1000;

impl Baohao {
    /// Takes a message in.
    pub fn hear(&mut self, incoming: &Incoming, phone: &Phone, now: Now) -> Result<Heard, Error> {
        let (length, limit) = (incoming.text.len(), reply::LONGEST);
        if length > limit {
            return Err(Error::TooLong { length, limit });
        }
        let Some(mut entry) = self.place(incoming, phone, now)? else { return Ok(Heard::NotKept) };
        let earlier = entry.command_id.map(|id| store::replies::of_command(&self.ledger, id)).transpose()?;
        // The same words from somebody else are another message: a stranger's echo must not stand for the answer.
        let same = |earlier: &ReplyEntry| earlier.channel == entry.channel && earlier.text == entry.text;
        let double = earlier.into_iter().flatten().find(same);
        if let Some(double) = double {
            entry = double; // a callback that came twice
        } else {
            entry.id = self.keep(&entry, now)?;
            if entry.trusted {
                self.take_to_heart(&entry)?;
            }
        }
        let beside = self.beside(entry.sim_id, phone, now)?;
        Ok(Heard::Kept { reply: Box::new(self.reply_view(&entry, &beside)?) })
    }

    /// What a person said of an unknown sender. Yes: all that it wrote counts, and what it will write. No: all that it
    /// wrote is removed.
    pub fn confirm_sender(
        &mut self,
        reply_id: i64,
        is_operator: bool,
        phone: &Phone,
        now: Now,
    ) -> Result<Heard, Error> {
        let entry = self.stored_reply(reply_id)?;
        let ReplyChannel::Sms { sender } = &entry.channel else {
            return Err(Error::refused(Refusal::WrongState, "reply_id"));
        };
        let waiting = store::replies::unanswered_of(&self.ledger, entry.sim_id, sender)?;
        let transaction = self.ledger.transaction()?;
        store::senders::remember(&transaction, entry.sim_id, sender, is_operator, now.epoch_ms)?;
        if is_operator {
            waiting.iter().try_for_each(|reply| answer(&transaction, reply.command_id, now))?;
        } else {
            store::replies::remove_of_sender(&transaction, entry.sim_id, sender)?;
        }
        transaction.commit()?;
        if !is_operator {
            return Ok(Heard::NotKept);
        }
        waiting.iter().try_for_each(|reply| self.take_to_heart(reply))?;
        let beside = self.beside(entry.sim_id, phone, now)?;
        Ok(Heard::Kept { reply: Box::new(self.reply_view(&entry, &beside)?) })
    }

    /// The tap that lets a later date count, the number's or a plan's, whichever was asked about.
    pub fn accept_date(&mut self, reply_id: i64, phone: &Phone, now: Now) -> Result<ReplyView, Error> {
        let reply = self.stored_reply(reply_id)?;
        match self.offered(&reply)? {
            Some(Offered::Number(day)) => {
                let entry = BalanceEntry {
                    sim_id: reply.sim_id,
                    origin: Origin::Tap,
                    reply_id: Some(reply_id),
                    money: None,
                    valid_until: Some(day),
                    offered_until: None,
                    at_ms: now.epoch_ms,
                };
                let transaction = self.ledger.transaction()?;
                store::balances::add(&transaction, &entry)?;
                transaction.commit()?;
            }
            Some(Offered::Plan(plan, day)) => {
                let entry = PlanEntry {
                    reply_id: Some(reply_id),
                    valid_until: Some(day),
                    ..PlanEntry::of(reply.sim_id, &plan, Origin::Tap, now.epoch_ms)
                };
                let transaction = self.ledger.transaction()?;
                store::plans::add(&transaction, &entry)?;
                transaction.commit()?;
            }
            None if self.ever_offered(&reply)? => {} // a second tap
            None => return Err(Error::refused(Refusal::WrongState, "reply_id")),
        }
        self.reply_view(&reply, &self.beside(reply.sim_id, phone, now)?)
    }

    /// Whether a reply's sender is known to be the operator, from the start or since.
    pub(super) fn trusts(&self, reply: &ReplyEntry) -> Result<bool, Error> {
        Ok(match &reply.channel {
            _ if reply.trusted => true,
            ReplyChannel::Sms { sender } => {
                store::senders::is_operator(&self.ledger, reply.sim_id, sender)? == Some(true)
            }
            _ => false,
        })
    }

    /// Takes in what the newest replies of each SIM say and what does not count yet: the app may have ended before it was
    /// read, or a person has taught since how to.
    pub(super) fn read_what_was_left_unread(&mut self, newest: i64) -> Result<(), Error> {
        for sim in store::sims::all(&self.ledger)? {
            for entry in store::replies::newest(&self.ledger, sim.id, newest)?.iter().rev() {
                if self.trusts(entry)? && self.says_more(entry)? {
                    self.take_to_heart(entry)?;
                }
            }
        }
        Ok(())
    }

    /// Whose message it is and what it answers; `None` if it isn't to be kept. The sender is looked at before the text.
    fn place(&self, incoming: &Incoming, phone: &Phone, now: Now) -> Result<Option<ReplyEntry>, Error> {
        let entry = |sim_id, command_id, channel, trusted| ReplyEntry {
            id: 0,
            sim_id,
            command_id,
            channel,
            text: Redacted(incoming.text.clone()),
            received_ms: now.epoch_ms,
            trusted,
        };
        match &incoming.from {
            IncomingFrom::Ussd { command_id } => {
                let command = self.stored_command(*command_id)?;
                Ok(Some(entry(command.sim_id, Some(*command_id), ReplyChannel::Ussd, true)))
            }
            IncomingFrom::Pasted { sim_id, command_id } => {
                self.sim(*sim_id)?;
                // Saved for another SIM than the command's, it answers nothing.
                let command = command_id.map(|id| self.stored_command(id)).transpose()?;
                let command_id =
                    command.filter(|command| command.sim_id == *sim_id).map(|command| command.id);
                Ok(Some(entry(*sim_id, command_id, ReplyChannel::Pasted, true)))
            }
            IncomingFrom::Sms { sender, subscription_id } => {
                let mut placed = None;
                for sim_id in self.sims_of_card(*subscription_id, phone)? {
                    let open = self.open_command(sim_id, sender, now)?;
                    let Some(trusted) = self.sender_counts(sim_id, sender, open.as_ref())? else { continue };
                    if placed.is_some() {
                        return Ok(None); // two SIMs could be meant: not certain, so not counted
                    }
                    let channel = ReplyChannel::Sms { sender: sender.clone() };
                    placed = Some(entry(sim_id, open.map(|command| command.id), channel, trusted));
                }
                Ok(placed.filter(|_| !reply::is_one_time_password(&incoming.text)))
            }
        }
    }

    /// The newest command of a SIM that this sender may answer.
    fn open_command(&self, sim_id: i64, sender: &str, now: Now) -> Result<Option<Command>, Error> {
        let mut open: Vec<_> = store::commands::newest(&self.ledger, sim_id, 8)?;
        open.retain(|command| command.awaits_answer(now.epoch_ms));
        let addressed = open.iter().position(|command| is_recipient(command, sender));
        Ok(if open.is_empty() { None } else { Some(open.swap_remove(addressed.unwrap_or(0))) })
    }

    /// `Some(true)`: the operator. `Some(false)`: an unknown sender in the window of a command, to be asked about.
    /// `None`: a stranger.
    fn sender_counts(
        &self,
        sim_id: i64,
        sender: &str,
        open: Option<&Command>,
    ) -> Result<Option<bool>, Error> {
        let said = store::senders::is_operator(&self.ledger, sim_id, sender)?;
        Ok(match (said, open) {
            (Some(true), _) => Some(true),
            (Some(false), _) => None,
            (None, Some(command)) if is_recipient(command, sender) => Some(true),
            (None, Some(_)) if !is_subscriber_number(sender) => Some(false),
            (None, _) => None,
        })
    }

    fn keep(&mut self, entry: &ReplyEntry, now: Now) -> Result<i64, Error> {
        let transaction = self.ledger.transaction()?;
        store::replies::remove_unanswered(&transaction, now.epoch_ms.saturating_sub(UNANSWERED_MS))?;
        let id = store::replies::add(&transaction, entry)?;
        if entry.trusted {
            answer(&transaction, entry.command_id, now)?;
        }
        transaction.commit()?;
        Ok(id)
    }
}

/// Something came. What it says is told apart once it is stored and read: [`Baohao::judge`].
fn answer(transaction: &rusqlite::Transaction<'_>, command_id: Option<i64>, now: Now) -> Result<(), Error> {
    if let Some(id) = command_id {
        store::commands::add_event(transaction, id, EventKind::Answered(Verdict::Unclear), now.epoch_ms)?;
    }
    Ok(())
}

fn is_recipient(command: &Command, sender: &str) -> bool {
    matches!(&command.outgoing, Outgoing::Sms { to, .. } if to == sender)
}

/// A person's number: an operator writes from a name or a short code.
fn is_subscriber_number(sender: &str) -> bool {
    let digits = sender.strip_prefix('+').unwrap_or(sender);
    digits.len() > 6 && digits.bytes().all(|byte| byte.is_ascii_digit())
}
