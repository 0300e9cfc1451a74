//! The object that the shell holds, for as long as its process lives.

use std::path::Path;
use std::sync::{Arc, Mutex};

use super::error::{CoreError, bridge};
use super::log::to_logcat;
use super::time::CivilDate;
use crate::catalogue::Catalogue;
use crate::journey::{
    BackupView, Baohao, CalendarEntry, CardSuggestion, CommandView, HandOver, Heard, Home, Incoming,
    KeyState, OperatorBrief, Phone, PlanView, Preview, ReadingView, ReplyView, SimDetail, Start,
};
use crate::ledger::{PlatformWord, Route, SimDraft, UserWord};
use crate::store::{self, Health, Key, Mode};
use crate::time::Now;
use crate::transfer::{self, CalendarEvent, Passphrase};
use crate::{Error, journey};

/// The core with its ledger open. Every method may touch the disk: never call one on the main thread.
#[derive(uniffi::Object)]
pub struct Core {
    inner: Mutex<Baohao>,
}

impl Core {
    fn with<T>(&self, call: impl FnOnce(&mut Baohao) -> Result<T, Error>) -> Result<T, CoreError> {
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

fn logged(error: Error) -> CoreError {
    log::warn!("{error}");
    error.into()
}

/// What to do at the start, before there is a [`Core`].
#[uniffi::export]
pub fn start(ledger_exists: bool, key: KeyState) -> Start {
    journey::start(ledger_exists, key)
}

/// Renames a ledger that can't be opened, and gives its new path. Nothing is deleted.
#[uniffi::export]
pub fn set_ledger_aside(path: String, now: Now) -> Result<String, CoreError> {
    let aside = store::set_aside(Path::new(&path), now.epoch_ms).map_err(Error::from)?;
    Ok(aside.display().to_string())
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
