//! The object that the shell holds, for as long as its process lives.

use std::path::Path;
use std::sync::{Arc, Mutex};

use super::error::{CoreError, bridge};
use super::log::to_logcat;
use super::time::CivilDate;
use crate::catalogue::Catalogue;
use crate::compose::{self, SmsSize};
use crate::journey::{
    BackupView, Baohao, CalendarEntry, CardSuggestion, CommandView, HandOver, Heard, Home, Incoming,
    KeyState, Lesson, LessonAnswer, OperatorBrief, PastMessage, Phone, PlanDraft, PlanView, Preview,
    ReadingView, ReminderSaid, ReplyView, SimDetail, Start, Taught, TaughtShape,
};
use crate::ledger::{ChargeKind, CostLine, PlatformWord, Route, SimDraft, UserWord};
use crate::reply::template;
use crate::store::{self, Health, Key, Mode, Salvaged};
use crate::time::Now;
use crate::transfer::{self, CalendarEvent, Passphrase};
use crate::{Error, journey};

/// The core with its ledger open. Every method may touch the disk: never call one on the main thread.
#[derive(uniffi::Object)]
pub struct Core {
    inner: Mutex<Baohao>,
}

impl Core {
    pub(super) fn with<T>(&self, call: impl FnOnce(&mut Baohao) -> Result<T, Error>) -> Result<T, CoreError> {
        let mut inner = self.inner.lock().map_err(|_| bridge("an earlier call panicked"))?;
        call(&mut inner).map_err(logged)
    }
}

#[uniffi::export]
impl Core {
    /// Makes the ledger of a first run. Refused as unavailable if the file is there already. `key` is 32 random bytes.
    #[uniffi::constructor]
    pub fn create(path: String, key: Vec<u8>) -> Result<Arc<Self>, CoreError> {
        open(&path, &key, Mode::Create)
    }

    /// Opens the ledger. Refused as unavailable if the file isn't there: a new one is never made silently.
    #[uniffi::constructor]
    pub fn open(path: String, key: Vec<u8>) -> Result<Arc<Self>, CoreError> {
        open(&path, &key, Mode::Existing)
    }

    /// What the ledger file says of itself; reads every page.
    pub fn health(&self) -> Result<Health, CoreError> {
        self.with(|inner| inner.health())
    }

    /// The operators to choose from.
    pub fn operators(&self) -> Result<Vec<OperatorBrief>, CoreError> {
        self.with(|inner| Ok(inner.operators()))
    }

    /// The cards in the phone that were not added yet.
    pub fn suggest(&self, phone: Phone) -> Result<Vec<CardSuggestion>, CoreError> {
        self.with(|inner| inner.suggest(&phone))
    }

    /// Adds a SIM and gives its id. `Refused(NotNumber, "msisdn")` names a number that can't be one.
    pub fn add_sim(&self, draft: SimDraft, now: Now) -> Result<i64, CoreError> {
        self.with(|inner| inner.add_sim(&draft, now))
    }

    /// The first screen.
    pub fn home(&self, phone: Phone, now: Now) -> Result<Home, CoreError> {
        self.with(|inner| inner.home(&phone, now))
    }

    /// Everything about one SIM.
    pub fn sim_detail(&self, sim_id: i64, phone: Phone, now: Now) -> Result<SimDetail, CoreError> {
        self.with(|inner| inner.sim_detail(sim_id, &phone, now))
    }

    /// A person says until when the balance is valid.
    pub fn set_valid_until(&self, sim_id: i64, day: CivilDate, now: Now) -> Result<(), CoreError> {
        self.with(|inner| inner.set_valid_until(sim_id, day, now))
    }

    /// A person says how much the main balance is, in the operator's currency. `Refused(NotAmount, "balance")` if it isn't
    /// an amount.
    pub fn set_balance(&self, sim_id: i64, typed: String, now: Now) -> Result<(), CoreError> {
        self.with(|inner| inner.set_balance(sim_id, &typed, now))
    }

    /// Adds a plan by hand, or says more of the one of that name. `Refused(NotAmount, "price" or "period_days")`.
    pub fn set_plan(&self, sim_id: i64, draft: PlanDraft, now: Now) -> Result<(), CoreError> {
        self.with(|inner| inner.set_plan(sim_id, &draft, now))
    }

    /// A plan was stopped or given up. Its history stays.
    pub fn end_plan(&self, sim_id: i64, plan: String, now: Now) -> Result<(), CoreError> {
        self.with(|inner| inner.end_plan(sim_id, &plan, now))
    }

    /// The card or wallet that pays for a plan was looked at, and it will pay.
    pub fn payment_checked(&self, sim_id: i64, plan: String, now: Now) -> Result<(), CoreError> {
        self.with(|inner| inner.payment_checked(sim_id, &plan, now))
    }

    /// A charge as a person saw it, in the operator's currency; `plan` only of a renewal. `Refused(NotAmount, "amount")`.
    pub fn add_charge(
        &self,
        sim_id: i64,
        kind: ChargeKind,
        plan: Option<String>,
        typed: String,
        now: Now,
    ) -> Result<(), CoreError> {
        self.with(|inner| inner.add_charge(sim_id, kind, plan, &typed, now))
    }

    /// What the month of that day cost, by SIM, kind and currency.
    pub fn costs(&self, month: CivilDate, now: Now) -> Result<Vec<CostLine>, CoreError> {
        self.with(|inner| inner.costs(month, now))
    }

    /// A word about a deadline, stored before any alarm changes. `Refused(WrongState, "deadline")` for one that is over.
    pub fn remind(
        &self,
        sim_id: i64,
        deadline: String,
        said: ReminderSaid,
        now: Now,
    ) -> Result<(), CoreError> {
        self.with(|inner| inner.remind(sim_id, &deadline, said, now))
    }

    /// Composes an action and stores it as prepared. Nothing goes out.
    pub fn prepare(
        &self,
        sim_id: i64,
        action_id: String,
        phone: Phone,
        now: Now,
    ) -> Result<Preview, CoreError> {
        self.with(|inner| inner.prepare(sim_id, &action_id, &phone, now))
    }

    /// Prepares the text that a reply asks for, to the number that its command went to. `Refused(WrongState)` if the
    /// reply doesn't ask for it. Nothing goes out.
    pub fn prepare_answer(
        &self,
        reply_id: i64,
        body: String,
        phone: Phone,
        now: Now,
    ) -> Result<Preview, CoreError> {
        self.with(|inner| inner.prepare_answer(reply_id, &body, &phone, now))
    }

    /// A prepared command as of now, after a rotation or a new permission.
    pub fn preview(&self, command_id: i64, phone: Phone, now: Now) -> Result<Preview, CoreError> {
        self.with(|inner| inner.preview(command_id, &phone, now))
    }

    /// The tap. Stored before it returns; the shell then does what `doing` says, once. A second tap is
    /// `Refused(AlreadyHandedOver)`.
    pub fn hand_over(
        &self,
        command_id: i64,
        route: Route,
        said_yes_twice: bool,
        phone: Phone,
        now: Now,
    ) -> Result<HandOver, CoreError> {
        self.with(|inner| inner.hand_over(command_id, route, said_yes_twice, &phone, now))
    }

    /// What the platform said of a command.
    pub fn platform_word(
        &self,
        command_id: i64,
        word: PlatformWord,
        phone: Phone,
        now: Now,
    ) -> Result<CommandView, CoreError> {
        self.with(|inner| inner.platform_word(command_id, word, &phone, now))
    }

    /// What a person said after a hand-off.
    pub fn user_word(
        &self,
        command_id: i64,
        word: UserWord,
        phone: Phone,
        now: Now,
    ) -> Result<CommandView, CoreError> {
        self.with(|inner| inner.user_word(command_id, word, &phone, now))
    }

    /// A command as of now.
    pub fn command(&self, command_id: i64, phone: Phone, now: Now) -> Result<CommandView, CoreError> {
        self.with(|inner| inner.command(command_id, &phone, now))
    }

    /// A message arrived. Kept only if it is an operator's; stored before it is read.
    pub fn hear(&self, incoming: Incoming, phone: Phone, now: Now) -> Result<Heard, CoreError> {
        self.with(|inner| inner.hear(&incoming, &phone, now))
    }

    /// Reads a text as this SIM's operator's that came now, without keeping it.
    pub fn read(&self, sim_id: i64, text: String, now: Now) -> Result<ReadingView, CoreError> {
        self.with(|inner| inner.read(sim_id, &text, now))
    }

    /// Reads past messages as this SIM's operator's, without keeping them: one reading for each, in their order. For
    /// many, a thousand a call: the SIM is looked up once, and a call's memory stays small.
    pub fn read_all(&self, sim_id: i64, messages: Vec<PastMessage>) -> Result<Vec<ReadingView>, CoreError> {
        self.with(|inner| inner.read_all(sim_id, &messages))
    }

    /// Whether an unknown sender is the operator. No removes the message.
    pub fn confirm_sender(
        &self,
        reply_id: i64,
        is_operator: bool,
        phone: Phone,
        now: Now,
    ) -> Result<Heard, CoreError> {
        self.with(|inner| inner.confirm_sender(reply_id, is_operator, &phone, now))
    }

    /// Lets a later date, which nobody asked for, count.
    pub fn accept_date(&self, reply_id: i64, phone: Phone, now: Now) -> Result<ReplyView, CoreError> {
        self.with(|inner| inner.accept_date(reply_id, &phone, now))
    }

    /// What is asked about a stored message that wasn't read whole. `Refused(WrongState, "reply_id")` while its sender
    /// isn't known to be the operator.
    pub fn lesson(&self, reply_id: i64) -> Result<Lesson, CoreError> {
        self.with(|inner| inner.lesson(reply_id))
    }

    /// What would be read from now on if this answer counted. Changes nothing.
    pub fn teach_check(&self, reply_id: i64, answer: LessonAnswer) -> Result<Taught, CoreError> {
        self.with(|inner| inner.teach_check(reply_id, &answer))
    }

    /// The tap that lets an answer count, for this message, earlier ones and later ones.
    pub fn teach(&self, reply_id: i64, answer: LessonAnswer, now: Now) -> Result<Taught, CoreError> {
        self.with(|inner| inner.teach(reply_id, &answer, now))
    }

    /// The shapes in use for a SIM's operator, newest first.
    pub fn taught(&self, sim_id: i64) -> Result<Vec<TaughtShape>, CoreError> {
        self.with(|inner| inner.taught(sim_id))
    }

    /// The text by which a shape is given away. No digit of a message is in it.
    pub fn share_template(&self, template_id: i64) -> Result<String, CoreError> {
        self.with(|inner| inner.share_template(template_id))
    }

    /// Lets a shape go. What was read by it stays.
    pub fn drop_template(&self, template_id: i64, now: Now) -> Result<(), CoreError> {
        self.with(|inner| inner.drop_template(template_id, now))
    }

    /// What a shared template would read in the stored messages. Changes nothing.
    pub fn import_check(&self, text: String) -> Result<Taught, CoreError> {
        self.with(|inner| inner.import_check(&text))
    }

    /// The tap that takes a shared template in.
    pub fn import_template(&self, text: String, now: Now) -> Result<Taught, CoreError> {
        self.with(|inner| inner.import_template(&text, now))
    }

    /// The alarms that must exist, and the notices to show now.
    pub fn plan(&self, phone: Phone, now: Now) -> Result<PlanView, CoreError> {
        self.with(|inner| inner.plan(&phone, now))
    }

    /// A notice was shown.
    pub fn rung(&self, notice_id: String, now: Now) -> Result<(), CoreError> {
        self.with(|inner| inner.rung(&notice_id, now))
    }

    /// Writes a backup of everything to `path`. `passphrase` is UTF-8 of at least 12 characters.
    pub fn back_up(&self, path: String, passphrase: Vec<u8>, now: Now) -> Result<(), CoreError> {
        let passphrase = Passphrase::new(&passphrase).map_err(Error::from).map_err(logged)?;
        self.with(|inner| inner.back_up(Path::new(&path), &passphrase, now))
    }

    /// Writes all records to `path` as CSV; numbers and messages are masked unless `in_full`.
    pub fn export_csv(&self, path: String, in_full: bool, now: Now) -> Result<(), CoreError> {
        self.with(|inner| inner.export_csv(Path::new(&path), in_full, now))
    }

    /// The deadlines for a calendar, soonest first. The shell gives them words, and back to `write_calendar`.
    pub fn calendar(&self, in_full: bool, phone: Phone, now: Now) -> Result<Vec<CalendarEntry>, CoreError> {
        self.with(|inner| inner.calendar(in_full, &phone, now))
    }
}

fn open(path: &str, key: &[u8], mode: Mode) -> Result<Arc<Core>, CoreError> {
    let key = Key::new(key).ok_or(CoreError::LedgerUnreadable)?;
    to_logcat();
    let inner = Baohao::open(Path::new(path), &key, mode).map_err(logged)?;
    Ok(Arc::new(Core { inner: Mutex::new(inner) }))
}

pub(super) fn logged(error: Error) -> CoreError {
    log::warn!("{error}");
    error.into()
}

/// What to do at the start, before there is a [`Core`].
#[uniffi::export]
pub fn start(ledger_exists: bool, key: KeyState) -> Start {
    journey::start(ledger_exists, key)
}

/// Whether a text that was shared or pasted means to be a template rather than an operator's message.
#[uniffi::export]
pub fn is_template(text: String) -> bool {
    template::is_shared(&text)
}

/// Renames a ledger that can't be opened, and gives its new path. Nothing is deleted.
#[uniffi::export]
pub fn set_ledger_aside(path: String, now: Now) -> Result<String, CoreError> {
    let aside = store::set_aside(Path::new(&path), now.epoch_ms).map_err(Error::from)?;
    Ok(aside.display().to_string())
}

/// How many messages a text costs, for a field in which one is being written.
#[uniffi::export]
pub fn sms_size(text: String) -> SmsSize {
    compose::size(&text)
}

/// The parts in which a text travels.
#[uniffi::export]
pub fn sms_segments(text: String) -> Vec<String> {
    compose::segments(&text).into_iter().map(str::to_owned).collect()
}

/// Deletes the ledger for good, with its write-ahead files and every ledger that was set aside. Only on a person's word,
/// and never while a [`Core`] has it open.
#[uniffi::export]
pub fn delete_ledger(path: String) -> Result<(), CoreError> {
    store::delete(Path::new(&path)).map_err(|error| logged(error.into()))
}

/// Whether there is a ledger. What a kill kept from taking a damaged ledger's place takes it now.
#[uniffi::export]
pub fn ledger_is_there(path: String) -> Result<bool, CoreError> {
    store::finish_adoption(Path::new(&path)).map_err(Error::from)?;
    Ok(Path::new(&path).exists())
}

/// Reads what can be read of a damaged ledger into a new file beside it, and counts it. Nothing is changed yet.
/// `LedgerCorrupt` or `LedgerUnreadable` when nothing can be read.
#[uniffi::export]
pub fn salvage_ledger(path: String, key: Vec<u8>) -> Result<Salvaged, CoreError> {
    let key = Key::new(&key).ok_or(CoreError::LedgerUnreadable)?;
    store::salvage(Path::new(&path), &key).map_err(|error| logged(error.into()))
}

/// The person wants what was salvaged: the damaged ledger is renamed, and the new one takes its place.
#[uniffi::export]
pub fn adopt_salvaged_ledger(path: String, now: Now) -> Result<(), CoreError> {
    store::adopt_salvaged(Path::new(&path), now.epoch_ms).map_err(|error| logged(error.into()))
}

/// Says what a backup holds; reads all of it, and changes nothing. Its folder must be one for scratch files.
#[uniffi::export]
pub fn preview_backup(path: String, passphrase: Vec<u8>) -> Result<BackupView, CoreError> {
    let view = Passphrase::typed(&passphrase)
        .map_err(Error::from)
        .and_then(|passphrase| journey::preview_backup(Path::new(&path), &passphrase));
    view.map_err(logged)
}

/// Makes a backup this phone's ledger, under this phone's key. The present ledger is set aside, whether or not it opens; no
/// `Core` may have it open. Gives the path of what was set aside.
#[uniffi::export]
pub fn restore_backup(
    path: String,
    passphrase: Vec<u8>,
    ledger_path: String,
    key: Vec<u8>,
    now: Now,
) -> Result<Option<String>, CoreError> {
    let key = Key::new(&key).ok_or(CoreError::LedgerUnreadable)?;
    let aside = Passphrase::typed(&passphrase).map_err(Error::from).and_then(|passphrase| {
        transfer::restore(Path::new(&path), &passphrase, Path::new(&ledger_path), &key, now)
    });
    Ok(aside.map_err(logged)?.map(|aside| aside.display().to_string()))
}

/// Finishes a restore that was cut short when it was complete but for its name. To be called before looking for the ledger.
#[uniffi::export]
pub fn settle_restore(ledger_path: String) -> Result<(), CoreError> {
    transfer::settle(Path::new(&ledger_path)).map_err(logged)
}

/// Writes deadlines to `path` as a calendar (iCalendar): whole days with alarms.
#[uniffi::export]
pub fn write_calendar(
    path: String,
    name: String,
    events: Vec<CalendarEvent>,
    now: Now,
) -> Result<(), CoreError> {
    transfer::write_calendar(Path::new(&path), &name, &events, now).map_err(Error::from).map_err(logged)
}

/// Panics on purpose, so that a test can see, on the very library that ships, that a panic becomes an exception.
#[uniffi::export]
pub fn crash_drill() -> Result<(), CoreError> {
    let operators = Catalogue::shipped().map_err(Error::from)?.operators().len();
    panic!("a drill, with {operators} operators loaded")
}
