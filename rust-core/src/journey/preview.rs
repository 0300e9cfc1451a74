//! What would go out, to whom, from which SIM, what it costs and what it starts.

use super::{Baohao, Earlier};
use crate::Error;
use crate::catalogue::{
    Action, ActionKind, Channel, Confidence, Cost, Note, Operator, Source, SourceKind, Starts,
};
use crate::compose::{self, Outgoing, Parameters, SmsSize};
use crate::ledger::{Command, CommandState, Location, PresentCard, Sim};
use crate::privacy::mask_msisdn;
use crate::store;
use crate::time::Now;

/// What the phone shows and allows now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phone {
    /// The cards in it; `None` when they may not be seen.
    pub cards: Option<Vec<PresentCard>>,
    /// Whether SEND_SMS is granted.
    pub may_send_sms: bool,
    /// Whether CALL_PHONE is granted.
    pub may_call: bool,
}

/// A SIM in few words, masked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SimBrief {
    /// The ledger's key.
    pub sim_id: i64,
    /// What its owner calls it; may be empty.
    pub label: String,
    /// Its operator's name.
    pub operator_name: String,
    /// Its number, masked.
    pub msisdn_masked: Option<String>,
    /// Where it is.
    pub location: Location,
}

/// A source in few words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceView {
    /// Who says it.
    pub kind: SourceKind,
    /// How sure that makes us.
    pub confidence: Confidence,
    /// What it is.
    pub title: String,
    /// As of when, as the source gives it.
    pub as_of: Option<String>,
}

impl SourceView {
    pub(super) fn of(source: &Source) -> Self {
        Self {
            kind: source.kind,
            confidence: source.confidence(),
            title: source.title.clone(),
            as_of: source.as_of.clone(),
        }
    }
}

/// An action that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionView {
    /// Catalogue id.
    pub id: String,
    /// What it is for.
    pub kind: ActionKind,
    /// How it travels.
    pub channel: Channel,
    /// What it costs.
    pub cost: Cost,
    /// The plan or service that it is about, by its own name.
    pub plan: Option<String>,
    /// What it leaves going.
    pub starts: Starts,
    /// Whether the way to stop it is known.
    pub stop_known: bool,
    /// What to know first.
    pub notes: Vec<Note>,
    /// Who says so.
    pub source: SourceView,
}

impl ActionView {
    pub(super) fn of(action: &Action) -> Self {
        Self {
            id: action.id.clone(),
            kind: action.kind,
            channel: action.channel.clone(),
            plan: action.plan.clone(),
            cost: action.cost.clone(),
            starts: action.starts,
            stop_known: action.stop.is_some(),
            notes: action.notes.clone(),
            source: SourceView::of(&action.source),
        }
    }
}

/// What the app itself would need in order to send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// READ_PHONE_STATE, to see which cards are in the phone.
    SeeCards,
    /// SEND_SMS.
    SendSms,
    /// CALL_PHONE, which USSD needs.
    Call,
}

/// Whether the app can send by itself, from the right SIM.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DirectRoute {
    /// Now.
    Ready,
    /// After these permissions.
    Needs {
        /// In the order in which they are asked.
        permissions: Vec<Permission>,
    },
    /// Not after this moment: an earlier code is still open on that SIM.
    Busy {
        /// Epoch milliseconds.
        until_ms: i64,
    },
    /// The code opens a menu, by the catalogue or as it did the last time; only the dialler can walk one.
    Dialler,
    /// The SIM isn't in this phone, or it isn't certain which card it is.
    Impossible,
}

/// A command before it goes out. Its `command_id` is what makes a tap count once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// Stored already, in the state [`CommandState::Prepared`].
    pub command_id: i64,
    /// From which SIM.
    pub sim: SimBrief,
    /// What it is for, what it costs, what it starts, and who says so.
    pub action: ActionView,
    /// Exactly what goes out.
    pub outgoing: Outgoing,
    /// How many messages that is, and why; `None` for a code.
    pub sms_size: Option<SmsSize>,
    /// Whether the app can send it by itself. The hand-off is always open.
    pub direct: DirectRoute,
    /// The same was done a short time ago, and may cost a second time.
    pub earlier: Option<Earlier>,
    /// Nobody can be held to this command, or the same was just done: ask a second time.
    pub asks_twice: bool,
    /// Where it stands: anything but [`CommandState::Prepared`] has had its tap.
    pub state: CommandState,
}

impl Baohao {
    /// Prepares an action for a SIM. A command that was prepared and not tapped is used again, so that looking twice
    /// leaves no trace.
    pub fn prepare(
        &mut self,
        sim_id: i64,
        action_id: &str,
        phone: &Phone,
        now: Now,
    ) -> Result<Preview, Error> {
        let (sim, operator) = self.sim(sim_id)?;
        Self::must_be_kept(&sim)?;
        let action = operator.action(action_id).ok_or(Error::NotFound("action"))?;
        let outgoing = compose::compose(operator, action, &Parameters::default())?.kept().clone();
        let command_id = self.prepared(sim_id, action_id, &outgoing, now)?;
        self.preview(command_id, phone, now)
    }

    /// The key of a prepared command that was not tapped yet: an old one, or a new one.
    pub(super) fn prepared(
        &mut self,
        sim_id: i64,
        action_id: &str,
        outgoing: &Outgoing,
        now: Now,
    ) -> Result<i64, Error> {
        let unused = store::commands::newest(&self.ledger, sim_id, 8)?.into_iter().find(|command| {
            command.action_id == action_id && command.outgoing == *outgoing && command.handed_over().is_none()
        });
        if let Some(command) = unused {
            return Ok(command.id);
        }
        let transaction = self.ledger.transaction()?;
        let id = store::commands::prepare(&transaction, sim_id, action_id, outgoing, now.epoch_ms)?;
        transaction.commit()?;
        Ok(id)
    }

    /// A prepared command as of now; the same after a rotation or a change of permissions.
    pub fn preview(&self, command_id: i64, phone: &Phone, now: Now) -> Result<Preview, Error> {
        let command = self.stored_command(command_id)?;
        let (sim, operator) = self.sim(command.sim_id)?;
        let action = operator.action(&command.action_id).ok_or(Error::NotFound("action"))?;
        let earlier = self.earlier(&command, action, now)?;
        Ok(Preview {
            command_id,
            direct: self.direct_route(&command, phone, now)?,
            sms_size: match &command.outgoing {
                Outgoing::Sms { body, .. } => Some(compose::size(body)),
                Outgoing::Ussd { .. } => None,
            },
            sim: self.brief(&sim, operator, phone)?,
            action: ActionView::of(action),
            asks_twice: action.unconfirmed() || earlier.is_some(),
            earlier,
            state: command.state(now.epoch_ms),
            outgoing: command.outgoing,
        })
    }

    pub(super) fn brief(&self, sim: &Sim, operator: &Operator, phone: &Phone) -> Result<SimBrief, Error> {
        Ok(SimBrief {
            sim_id: sim.id,
            label: sim.label.clone(),
            operator_name: operator.name.clone(),
            msisdn_masked: sim.msisdn.as_ref().map(|number| mask_msisdn(&number.0)),
            location: self.location(sim.id, phone)?,
        })
    }

    pub(super) fn direct_route(
        &self,
        command: &Command,
        phone: &Phone,
        now: Now,
    ) -> Result<DirectRoute, Error> {
        let operator = self.sim(command.sim_id)?.1;
        let channel = operator.action(&command.action_id).map(|action| &action.channel);
        if matches!(channel, Some(Channel::UssdMenu { .. })) {
            return Ok(DirectRoute::Dialler);
        }
        let location = self.location(command.sim_id, phone)?;
        let (granted, permission) = match command.outgoing {
            Outgoing::Ussd { .. } => (phone.may_call, Permission::Call),
            Outgoing::Sms { .. } => (phone.may_send_sms, Permission::SendSms),
        };
        let permissions = [(location != Location::NotSeen, Permission::SeeCards), (granted, permission)];
        let missing: Vec<_> =
            permissions.into_iter().filter(|(has, _)| !has).map(|(_, wanted)| wanted).collect();
        let busy = match command.outgoing {
            Outgoing::Ussd { .. } => self.ussd_busy_until(command.sim_id, now)?,
            Outgoing::Sms { .. } => None,
        };
        Ok(match (location, busy) {
            (Location::Elsewhere | Location::Unsure, _) => DirectRoute::Impossible,
            _ if !missing.is_empty() => DirectRoute::Needs { permissions: missing },
            _ if self.opens_menu(&operator.id, &command.outgoing, now)? => DirectRoute::Dialler,
            (_, Some(until_ms)) => DirectRoute::Busy { until_ms },
            _ => DirectRoute::Ready,
        })
    }

    fn ussd_busy_until(&self, sim_id: i64, now: Now) -> Result<Option<i64>, Error> {
        let recent = store::commands::newest(&self.ledger, sim_id, 8)?;
        Ok(recent.iter().filter_map(|command| command.ussd_busy_until(now.epoch_ms)).max())
    }
}
