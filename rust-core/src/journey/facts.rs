//! What a reading puts into the ledger: one entry for each thing that it says, each with its reply.
//!
//! Of each clock the first reply to a command that states a day is its answer; what comes after that was not asked for.

use chrono::Days;

use super::Baohao;
use crate::Error;
use crate::ledger::{
    BalanceEntry, BonusEntry, ChargeEntry, ChargeKind, DateChange, Entries, Origin, PlanEntry, PlanState,
    ReplyChannel, ReplyEntry, SimState, Verdict, date_change,
};
use crate::reply::{Reading, ReplyKind, ValidityOf};
use crate::store;
use crate::time::Now;

/// A message that was pasted within this time of the same text is the same message: a day.
const SAME_MESSAGE_MS: i64 = 24 * 60 * 60 * 1000;

/// Everything that one reply adds.
#[derive(Debug, Default)]
pub(super) struct Facts {
    balance: Option<BalanceEntry>,
    bonuses: Vec<BonusEntry>,
    plan: Option<PlanEntry>,
    charge: Option<ChargeEntry>,
}

impl Facts {
    /// Leaves out what an earlier reading of the same reply has put in: a person may have taught since how to read more
    /// of it, and each fact counts once.
    fn not_yet(mut self, reply_id: i64, entries: &Entries) -> Self {
        let of_reply = |id: Option<i64>| id == Some(reply_id);
        let counted = || entries.balances.iter().filter(|entry| of_reply(entry.reply_id));
        if let Some(balance) = &mut self.balance {
            balance.money.take_if(|_| counted().any(|entry| entry.money.is_some()));
            if counted().any(dated) {
                (balance.valid_until, balance.offered_until) = (None, None);
            }
        }
        self.balance = self.balance.filter(|balance| balance.money.is_some() || dated(balance));
        self.bonuses.retain(|_| !entries.bonuses.iter().any(|entry| of_reply(entry.reply_id)));
        self.plan = self.plan.filter(|_| !entries.plans.iter().any(|entry| of_reply(entry.reply_id)));
        self.charge = self.charge.filter(|_| !entries.charges.iter().any(|entry| of_reply(entry.reply_id)));
        self
    }

    fn is_empty(&self) -> bool {
        self.balance.is_none() && self.bonuses.is_empty() && self.plan.is_none() && self.charge.is_none()
    }
}

impl Baohao {
    /// Reads a stored reply and lets its facts count, all of them or none.
    pub(super) fn take_to_heart(&mut self, reply: &ReplyEntry) -> Result<(), Error> {
        let reading = self.read_for(reply.sim_id, &reply.text.0, reply.received_ms)?;
        self.judge(reply, &reading)?;
        let facts = self.facts(reply, &reading)?;
        if facts.is_empty() {
            return Ok(());
        }
        let transaction = self.ledger.transaction()?;
        facts.balance.iter().try_for_each(|entry| store::balances::add(&transaction, entry))?;
        facts.bonuses.iter().try_for_each(|entry| store::bonuses::add(&transaction, entry))?;
        facts.plan.iter().try_for_each(|entry| store::plans::add(&transaction, entry))?;
        facts.charge.iter().try_for_each(|entry| store::charges::add(&transaction, entry))?;
        transaction.commit()?;
        Ok(())
    }

    fn facts(&self, reply: &ReplyEntry, reading: &Reading) -> Result<Facts, Error> {
        // By UTC: the hour of the day matters to none of it.
        let then = Now { epoch_ms: reply.received_ms, utc_offset_s: 0 };
        let (sim, _) = self.sim(reply.sim_id)?;
        let asked = Asked { in_window: self.in_window(reply)?, reply, siblings: self.siblings(reply)? };
        let replies: Vec<i64> = asked.siblings.iter().copied().chain([reply.id]).collect();
        let entries = store::entries::that_matter(&self.ledger, reply.sim_id, &replies, then)?;
        let state = self.state_of(&sim, &entries, then)?;
        let facts = Facts {
            balance: balance(reply, reading, &asked, &entries, &state),
            bonuses: bonuses(reply, reading),
            plan: plan(reply, reading, &asked, &entries, &state, then),
            charge: self.charge(reply, reading, &asked, &entries, &state)?,
        };
        Ok(facts.not_yet(reply.id, &entries))
    }

    /// Whether a stored reply may say something that does not count yet. Cheap, since it is asked of many at every start.
    pub(super) fn says_more(&self, reply: &ReplyEntry) -> Result<bool, Error> {
        let Entries { balances, bonuses, plans, charges, .. } =
            store::entries::of_reply(&self.ledger, reply.id)?;
        let has_money = balances.iter().any(|entry| entry.money.is_some());
        let has_date = balances.iter().any(dated);
        if has_money && has_date {
            return Ok(false); // whatever it says, without reading it
        }
        let reading = self.read_for(reply.sim_id, &reply.text.0, reply.received_ms)?;
        let money = reading.balance.is_some() && !has_money;
        let date = reading.balance_valid_until().is_some() && !has_date;
        let more = reading.kind != ReplyKind::Balance && reading.kind != ReplyKind::Other;
        let counted = !(balances.is_empty() && bonuses.is_empty() && plans.is_empty() && charges.is_empty());
        let command = reply.command_id.map(|id| self.stored_command(id)).transpose()?;
        let unjudged = command.is_some_and(|command| command.verdict() == Some(Verdict::Unclear));
        Ok(money || date || !counted && (more || !reading.bonuses.is_empty() || unjudged))
    }

    /// Whether the reply came inside the window of its command.
    fn in_window(&self, reply: &ReplyEntry) -> Result<bool, Error> {
        let Some(command_id) = reply.command_id else { return Ok(false) };
        Ok(self.stored_command(command_id)?.awaits_answer(reply.received_ms))
    }

    /// The other replies to the same command.
    fn siblings(&self, reply: &ReplyEntry) -> Result<Vec<i64>, Error> {
        let Some(command_id) = reply.command_id else { return Ok(Vec::new()) };
        let replies = store::replies::of_command(&self.ledger, command_id)?;
        Ok(replies.iter().map(|other| other.id).filter(|id| *id != reply.id).collect())
    }

    fn charge(
        &self,
        reply: &ReplyEntry,
        reading: &Reading,
        asked: &Asked<'_>,
        entries: &Entries,
        state: &SimState,
    ) -> Result<Option<ChargeEntry>, Error> {
        let kind = match reading.kind {
            ReplyKind::RenewOk => ChargeKind::Renewal,
            ReplyKind::TopupOk => ChargeKind::TopUp,
            _ => return Ok(None),
        };
        let Some(amount) = reading.amount.as_ref().map(|fact| fact.value.clone()) else { return Ok(None) };
        if self.told_already(reply)? {
            return Ok(None);
        }
        let charged = |id: i64| entries.charges.iter().any(|charge| charge.reply_id == Some(id));
        let pasted = reply.channel == ReplyChannel::Pasted;
        Ok(Some(ChargeEntry {
            sim_id: reply.sim_id,
            kind,
            // Saving a paste was a tap.
            origin: if pasted { Origin::Tap } else { Origin::Reply },
            reply_id: Some(reply.id),
            command_id: reply.command_id.filter(|_| asked.is_first(charged)),
            plan: (kind == ChargeKind::Renewal).then(|| plan_name(reading, state)),
            amount,
            at_ms: reply.received_ms,
        }))
    }

    /// Whether the very text was charged for already, by the message itself or an earlier paste of it.
    fn told_already(&self, reply: &ReplyEntry) -> Result<bool, Error> {
        let from_ms = reply.received_ms.saturating_sub(SAME_MESSAGE_MS);
        let to_ms = reply.received_ms.saturating_add(SAME_MESSAGE_MS).saturating_add(1);
        for charge in store::charges::between(&self.ledger, reply.sim_id, from_ms, to_ms)?.iter().rev() {
            let Some(id) = charge.reply_id.filter(|id| *id != reply.id) else { continue };
            let Some(other) = store::replies::get(&self.ledger, id)? else { continue };
            let pasted = [&reply.channel, &other.channel].contains(&&ReplyChannel::Pasted);
            if pasted && other.text == reply.text {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// What was asked for.
struct Asked<'r> {
    in_window: bool,
    reply: &'r ReplyEntry,
    /// The other replies to the same command.
    siblings: Vec<i64>,
}

impl Asked<'_> {
    /// Whether the reply answers its command, none of the others having said such a thing.
    fn is_first(&self, said: impl Fn(i64) -> bool) -> bool {
        self.in_window && !self.siblings.iter().any(|id| said(*id))
    }

    /// As [`Asked::is_first`], or saved by a tap.
    fn may_soothe(&self, said: impl Fn(i64) -> bool) -> bool {
        self.reply.channel == ReplyChannel::Pasted || self.is_first(said)
    }
}

fn balance(
    reply: &ReplyEntry,
    reading: &Reading,
    asked: &Asked<'_>,
    entries: &Entries,
    state: &SimState,
) -> Option<BalanceEntry> {
    // Only the balance's own last day moves the number's deadline: a plan's ends the plan.
    let stated = reading.balance_valid_until();
    if reading.balance.is_none() && stated.is_none() {
        return None;
    }
    let said = |id: i64| entries.balances.iter().any(|entry| entry.reply_id == Some(id) && dated(entry));
    let change = date_change(state.valid_until.map(|date| date.day), stated, asked.may_soothe(said));
    Some(BalanceEntry {
        sim_id: reply.sim_id,
        origin: Origin::Reply,
        reply_id: Some(reply.id),
        money: reading.balance.as_ref().map(|fact| fact.value.clone()),
        valid_until: stated.filter(|_| change != DateChange::Offered),
        offered_until: stated.filter(|_| change == DateChange::Offered),
        at_ms: reply.received_ms,
    })
}

fn dated(entry: &BalanceEntry) -> bool {
    entry.valid_until.is_some() || entry.offered_until.is_some()
}

fn bonuses(reply: &ReplyEntry, reading: &Reading) -> Vec<BonusEntry> {
    let entry = |bonus: &crate::reply::Bonus| BonusEntry {
        sim_id: reply.sim_id,
        origin: Origin::Reply,
        reply_id: Some(reply.id),
        amount: bonus.amount.value.clone(),
        valid_until: bonus.valid_until.as_ref().map(|fact| fact.value),
        at_ms: reply.received_ms,
    };
    reading.bonuses.iter().map(entry).collect()
}

fn plan(
    reply: &ReplyEntry,
    reading: &Reading,
    asked: &Asked<'_>,
    entries: &Entries,
    state: &SimState,
    then: Now,
) -> Option<PlanEntry> {
    let stated = reading
        .valid_until
        .as_ref()
        .filter(|_| reading.valid_of == Some(ValidityOf::Plan))
        .map(|fact| fact.value);
    let left = [&reading.data_bytes, &reading.minutes, &reading.texts].iter().any(|fact| fact.is_some());
    let renewed = reading.kind == ReplyKind::RenewOk;
    if stated.is_none() && !left && !renewed {
        return None;
    }
    let name = plan_name(reading, state);
    let known = state.plans.iter().find(|plan| plan.name == name);
    let known_day = known.and_then(|plan| plan.valid_until).map(|date| date.day);
    let dated = |entry: &PlanEntry| entry.valid_until.is_some() || entry.offered_until.is_some();
    let said = |id: i64| entries.plans.iter().any(|entry| entry.reply_id == Some(id) && dated(entry));
    let asked = asked.may_soothe(said);
    let change = date_change(known_day, stated, asked);
    // A renewal that states no day: what it gives by the plan's period waits for a tap, unless it was asked for, when
    // the rule finds it by itself.
    let guess = known
        .and_then(|plan| plan.period_days)
        .filter(|_| renewed && stated.is_none() && !asked)
        .and_then(|days| then.today().checked_add_days(Days::new(days.into())))
        .filter(|guess| known_day.is_none_or(|day| day < *guess));
    let value = |fact: &Option<crate::reply::Fact<i64>>| fact.as_ref().map(|fact| fact.value);
    // Saving a paste was a tap.
    let origin = if reply.channel == ReplyChannel::Pasted { Origin::Tap } else { Origin::Reply };
    Some(PlanEntry {
        reply_id: Some(reply.id),
        command_id: reply.command_id.filter(|_| asked),
        valid_until: stated.filter(|_| change != DateChange::Offered),
        offered_until: stated.filter(|_| change == DateChange::Offered).or(guess),
        data_bytes: value(&reading.data_bytes),
        minutes: value(&reading.minutes),
        texts: value(&reading.texts),
        ..PlanEntry::of(reply.sim_id, &name, origin, reply.received_ms)
    })
}

/// Which plan a message speaks of: the one that it names, as it was spelt first; without a name the only one.
fn plan_name(reading: &Reading, state: &SimState) -> String {
    let Some(named) = reading.plan.as_ref().map(|fact| fact.value.trim()) else {
        return match state.plans.as_slice() {
            [PlanState { name, .. }] => name.clone(),
            _ => String::new(),
        };
    };
    let same = |plan: &&PlanState| plan.name.to_lowercase() == named.to_lowercase();
    state.plans.iter().find(same).map_or_else(|| named.to_owned(), |plan| plan.name.clone())
}
