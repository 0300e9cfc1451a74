//! Taking the records along: a backup and what is in one, a table, a calendar.

use std::path::Path;

use chrono::NaiveDate;

use super::{Baohao, Phone, SimBrief};
use crate::Error;
use crate::catalogue::Catalogue;
use crate::planner::Loss;
use crate::privacy::mask_msisdn;
use crate::time::Now;
use crate::transfer::{self, Passphrase};

/// A SIM in a backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupSim {
    /// The operator's name, or its id if this version doesn't know it.
    pub operator_name: String,
    /// What its owner calls it; may be empty.
    pub label: String,
    /// Its number, masked.
    pub msisdn_masked: Option<String>,
}

/// What a backup holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupView {
    /// When it was made, epoch milliseconds.
    pub made_ms: i64,
    /// The app's version that made it.
    pub app_version: String,
    /// The schema's version that it was made with.
    pub schema_version: i32,
    /// Its SIMs.
    pub sims: Vec<BackupSim>,
    /// How many messages.
    pub messages: i64,
    /// The moment of its oldest entry, epoch milliseconds; `None` if it holds none.
    pub from_ms: Option<i64>,
    /// The moment of its newest entry, epoch milliseconds.
    pub until_ms: Option<i64>,
}

/// A deadline for the calendar, without words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarEntry {
    /// Names this SIM and loss for ever.
    pub uid: String,
    /// Whose.
    pub sim: SimBrief,
    /// Its number in full, if that was asked for.
    pub msisdn: Option<String>,
    /// What is lost, or must be looked at.
    pub loss: Loss,
    /// On which day.
    pub on: NaiveDate,
    /// How many days before it the phone rings.
    pub leads: Vec<i32>,
}

/// Reads a whole backup and says what is in it. Changes nothing.
pub fn preview_backup(backup: &Path, passphrase: &Passphrase) -> Result<BackupView, Error> {
    let catalogue = Catalogue::shipped()?;
    let contents = transfer::preview(backup, passphrase)?;
    let sims = contents.sims.into_iter().map(|sim| BackupSim {
        msisdn_masked: sim.msisdn.as_ref().map(|number| mask_msisdn(&number.0)),
        operator_name: catalogue
            .operator(&sim.operator_id)
            .map_or(sim.operator_id, |operator| operator.name.clone()),
        label: sim.label,
    });
    Ok(BackupView {
        made_ms: contents.made_ms,
        app_version: contents.app_version,
        schema_version: contents.schema_version,
        sims: sims.collect(),
        messages: contents.messages,
        from_ms: contents.span_ms.map(|(from, _)| from),
        until_ms: contents.span_ms.map(|(_, until)| until),
    })
}

impl Baohao {
    /// Writes one encrypted file with everything in it.
    pub fn back_up(&self, path: &Path, passphrase: &Passphrase, now: Now) -> Result<(), Error> {
        transfer::back_up(&self.ledger, path, passphrase, now)
    }

    /// Writes all records as CSV; numbers and messages are masked unless `in_full`.
    pub fn export_csv(&self, path: &Path, in_full: bool, now: Now) -> Result<(), Error> {
        transfer::write_csv(&self.ledger, path, in_full, now)
    }

    /// The losses that are still to come, soonest first.
    pub fn calendar(&self, in_full: bool, phone: &Phone, now: Now) -> Result<Vec<CalendarEntry>, Error> {
        let mut deadlines = self.deadlines(None, now)?;
        deadlines.retain(|deadline| deadline.on >= now.today());
        deadlines.sort_by_key(|deadline| deadline.on);
        let entry = |deadline: &crate::planner::Deadline| {
            let (sim, operator) = self.sim(deadline.sim_id)?;
            let added_ms: i64 =
                self.ledger
                    .query_row("SELECT added_ms FROM sims WHERE id = ?", [sim.id], |row| row.get(0))?;
            Ok(CalendarEntry {
                // Nothing of the person is in it, and a restored ledger gives the same.
                uid: format!("{added_ms}-{}-{}@app.baohao", sim.id, deadline.loss.lasting_name()),
                sim: self.brief(&sim, operator, phone)?,
                msisdn: sim.msisdn.filter(|_| in_full).map(|number| number.0),
                leads: deadline.loss.leads().iter().map(|lead| *lead as i32).collect(),
                loss: deadline.loss.clone(),
                on: deadline.on,
            })
        };
        deadlines.iter().map(entry).collect()
    }
}
