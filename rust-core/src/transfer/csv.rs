//! Records as a table for a spreadsheet: RFC 4180, UTF-8 with its mark (without which Excel takes Chinese for noise).
//!
//! Texts come from the network, and a spreadsheet runs a cell that begins like a formula: such a cell gets an
//! apostrophe, which spreadsheets know as "this is text". Numbers and the digits of messages are masked unless asked.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};

use super::Fault;
use super::files::write_whole;
use super::records::{COLUMNS, all};
use crate::Error;
use crate::ledger::Sim;
use crate::money::Money;
use crate::privacy::{mask_digits, mask_long_numbers, mask_msisdn};
use crate::store;
use crate::time::Now;

/// How a person is told: local time without a zone, as spreadsheets take it.
const MOMENT: &str = "%Y-%m-%d %H:%M:%S";

/// The mark of UTF-8.
const MARK: &str = "\u{feff}";

/// Columns of the query before those of the export: order, at_ms, sim_id, units, scale.
const BEFORE: usize = 5;

/// Writes all records, oldest first. `in_full` leaves numbers and messages as they are.
pub fn write_csv(ledger: &Connection, path: &Path, in_full: bool, now: Now) -> Result<(), Error> {
    let sims: HashMap<i64, Sim> = store::sims::all(ledger)?.into_iter().map(|sim| (sim.id, sim)).collect();
    let mut statement = ledger.prepare(&all())?;
    let mut rows = statement.query([])?;
    let mut trouble = None;
    write_whole(path, |file| {
        let mut out = BufWriter::new(file);
        line(&mut out, MARK, COLUMNS.iter().map(|column| (*column).to_owned()))?;
        loop {
            match rows.next() {
                Ok(None) => return out.flush().map_err(|_| Fault::NotWritten),
                Ok(Some(row)) => match cells(row, &sims, in_full, now) {
                    Ok(cells) => line(&mut out, "", cells.into_iter())?,
                    Err(error) => trouble = Some(error),
                },
                Err(error) => trouble = Some(error),
            }
            if trouble.is_some() {
                return Err(Fault::NotWritten);
            }
        }
    })
    .map_err(|fault| trouble.map_or(Error::Transfer(fault), Error::from))
}

fn cells(row: &Row<'_>, sims: &HashMap<i64, Sim>, in_full: bool, now: Now) -> rusqlite::Result<Vec<String>> {
    let (at_ms, sim_id): (i64, i64) = (row.get(1)?, row.get(2)?);
    let sim = sims.get(&sim_id);
    let masked = |text: &str, mask: fn(&str) -> String| if in_full { text.to_owned() } else { mask(text) };
    let mut cells = Vec::with_capacity(COLUMNS.len());
    for (at, column) in COLUMNS.iter().enumerate() {
        let found = text(row.get_ref(BEFORE + at)?)?;
        cells.push(match *column {
            "at" => now.local_at(at_ms).format(MOMENT).to_string(),
            "sim" => sim.map_or(String::new(), |sim| masked(&sim.label, mask_long_numbers)),
            "operator" => sim.map_or(String::new(), |sim| sim.operator_id.clone()),
            "number" => {
                let number = sim.and_then(|sim| sim.msisdn.as_ref());
                number.map_or(String::new(), |number| masked(&number.0, mask_msisdn))
            }
            // Our own digits: a minus before them is no formula.
            "amount" => {
                cells.push(amount(row)?);
                continue;
            }
            "party" => masked(&found, mask_long_numbers),
            "text" => masked(
                &found,
                if row.get_ref(BEFORE + 4)?.as_str()? == "replies" { mask_digits } else { mask_long_numbers },
            ),
            _ => found,
        });
        if let Some(cell) = cells.last_mut()
            && is_formula(cell)
        {
            cell.insert(0, '\'');
        }
    }
    Ok(cells)
}

fn amount(row: &Row<'_>) -> rusqlite::Result<String> {
    let (units, scale): (Option<i64>, Option<i32>) = (row.get(3)?, row.get(4)?);
    let money = units.zip(scale).map(|(units, scale)| Money { units, scale, currency: String::new() });
    Ok(money.map_or(String::new(), |money| money.decimal()))
}

fn text(value: ValueRef<'_>) -> rusqlite::Result<String> {
    Ok(match value {
        ValueRef::Null => String::new(),
        ValueRef::Integer(number) => number.to_string(),
        other => other.as_str()?.to_owned(),
    })
}

/// Whether a spreadsheet would run it. Spaces before the sign don't stop all of them, and some take its wide form too.
fn is_formula(cell: &str) -> bool {
    let first = cell.trim_start().chars().next();
    let sign = first.is_some_and(|first| matches!(first, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠'));
    sign || cell.starts_with(['\t', '\r', '\n'])
}

fn line(
    out: &mut BufWriter<&mut File>,
    before: &str,
    cells: impl Iterator<Item = String>,
) -> Result<(), Fault> {
    let quoted: Vec<String> = cells.map(quoted).collect();
    write!(out, "{before}{}\r\n", quoted.join(",")).map_err(|_| Fault::NotWritten)
}

/// Quoted where RFC 4180 wants it, and where a space at an end would be lost.
fn quoted(cell: String) -> String {
    let plain = !cell.contains(['"', ',', ';', '\r', '\n', '\t']) && cell.trim() == cell;
    if plain { cell } else { format!("\"{}\"", cell.replace('"', "\"\"")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_that_a_spreadsheet_would_run() {
        for (cell, formula) in [
            ("=1+1", true),
            ("+85510000482", true),
            ("-2", true),
            ("@SUM(A1)", true),
            ("  =HYPERLINK(\"x\")", true),
            ("\t=1", true),
            ("＝1", true),
            ("*888#", false),
            ("Your balance is -1", false),
            ("", false),
        ] {
            assert_eq!(is_formula(cell), formula, "{cell}");
        }
    }

    #[test]
    fn quotes_as_the_standard_has_them() {
        for (cell, written) in [
            ("plain", "plain"),
            ("a,b", "\"a,b\""),
            ("say \"hi\"", "\"say \"\"hi\"\"\""),
            ("two\r\nlines", "\"two\r\nlines\""),
            (" edge", "\" edge\""),
        ] {
            assert_eq!(quoted(cell.to_owned()), written);
        }
    }
}
