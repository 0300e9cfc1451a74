//! What was taught: the list, giving one away, taking one in, and letting one go.

use super::teach::{refused, shape_parts};
use super::{Baohao, ShapePart, Taught, TeachRefusal};
use crate::Error;
use crate::ledger::{TemplateEntry, TemplateOrigin, in_use};
use crate::reply::template::{Shared, SharedFault};
use crate::store;
use crate::time::Now;

/// A shape that is in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaughtShape {
    /// The ledger's key.
    pub template_id: i64,
    /// Whose messages.
    pub operator_name: String,
    /// Where it comes from.
    pub origin: TemplateOrigin,
    /// Their shape.
    pub shape: Vec<ShapePart>,
    /// Since when, epoch milliseconds.
    pub at_ms: i64,
}

impl Baohao {
    /// The shapes in use for a SIM's operator, newest first.
    pub fn taught(&self, sim_id: i64) -> Result<Vec<TaughtShape>, Error> {
        let (_, operator) = self.sim(sim_id)?;
        let shape = |entry: TemplateEntry| TaughtShape {
            template_id: entry.id,
            operator_name: operator.name.clone(),
            origin: entry.origin,
            shape: shape_parts(&entry.template),
            at_ms: entry.at_ms,
        };
        Ok(self.taught_for(&operator.id)?.into_iter().map(shape).collect())
    }

    /// The text by which a shape is given away. No digit of a message is in it.
    pub fn share_template(&self, template_id: i64) -> Result<String, Error> {
        let TemplateEntry { operator_id, template, .. } = self.template(template_id)?;
        Ok(Shared { operator_id, template }.text())
    }

    /// Lets a shape go: from now on nothing is read by it. What was read stays.
    pub fn drop_template(&mut self, template_id: i64, now: Now) -> Result<(), Error> {
        let entry = TemplateEntry { dropped: true, at_ms: now.epoch_ms, ..self.template(template_id)? };
        let transaction = self.ledger.transaction()?;
        store::templates::add(&transaction, &entry)?;
        transaction.commit()?;
        Ok(())
    }

    /// What a shared template would read in the stored messages. Changes nothing.
    pub fn import_check(&self, text: &str) -> Result<Taught, Error> {
        Ok(self.take_in(text)?.0)
    }

    /// Takes a shared template in, unless [`Self::import_check`] refuses it.
    pub fn import_template(&mut self, text: &str, now: Now) -> Result<Taught, Error> {
        let (taught, entry) = self.take_in(text)?;
        if let Some(entry) = entry {
            self.use_template(&TemplateEntry { at_ms: now.epoch_ms, ..entry })?;
        }
        Ok(taught)
    }

    fn take_in(&self, text: &str) -> Result<(Taught, Option<TemplateEntry>), Error> {
        let Shared { operator_id, template } = match Shared::parse(text) {
            Ok(shared) => shared,
            Err(fault) => return Ok((refused(fault.into()), None)),
        };
        let Some(operator) = self.catalogue.operator(&operator_id) else {
            return Ok((refused(TeachRefusal::UnknownOperator), None));
        };
        let taught = self.would_read(operator, &template, None)?;
        let entry = matches!(taught, Taught::Reads { .. }).then_some(TemplateEntry {
            id: 0,
            operator_id,
            origin: TemplateOrigin::File,
            reply_id: None,
            template,
            dropped: false,
            at_ms: 0,
        });
        Ok((taught, entry))
    }

    /// The templates in use for an operator, newest first.
    pub(super) fn taught_for(&self, operator_id: &str) -> Result<Vec<TemplateEntry>, Error> {
        let mut entries = store::templates::all(&self.ledger)?;
        entries.retain(|entry| entry.operator_id == operator_id);
        Ok(in_use(entries))
    }

    fn template(&self, template_id: i64) -> Result<TemplateEntry, Error> {
        let entries = in_use(store::templates::all(&self.ledger)?);
        entries.into_iter().find(|entry| entry.id == template_id).ok_or(Error::NotFound("template"))
    }
}

impl From<SharedFault> for TeachRefusal {
    fn from(fault: SharedFault) -> Self {
        match fault {
            SharedFault::NotATemplate => Self::NotATemplate,
            SharedFault::TooNew => Self::TooNew,
            SharedFault::Malformed => Self::Malformed,
            SharedFault::Fault(fault) => fault.into(),
        }
    }
}
