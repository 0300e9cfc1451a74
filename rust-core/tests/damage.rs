//! Every page of a filled ledger is overwritten in turn. What follows is a clear error or intact data, and what can
//! still be read is offered back.

#![allow(clippy::unwrap_used, reason = "a test program: there a panic is the report")]

mod sequence;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use baohao_core::Error;
use baohao_core::journey::{Baohao, Home, SimDetail};
use baohao_core::store::{self, Mode};

use sequence::{Person, first_run, key, now, phone};

/// SQLCipher's.
const PAGE: usize = 4096;

type Shown = (Home, Vec<SimDetail>);

struct Filled {
    _folder: tempfile::TempDir,
    path: PathBuf,
    bytes: Vec<u8>,
    rows: BTreeSet<String>,
    shown: Shown,
}

fn filled(acts: usize) -> Filled {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("baohao.db");
    first_run(&path);
    let mut baohao = Baohao::open(&path, &key(), Mode::Existing).unwrap();
    let mut person = Person::new(11, 1);
    for _ in 0..acts {
        person.act(&mut baohao).unwrap();
    }
    drop(baohao);
    let (bytes, rows) = (fs::read(&path).unwrap(), rows(&path));
    let shown = show(&Baohao::open(&path, &key(), Mode::Existing).unwrap()).unwrap();
    Filled { _folder: folder, path, bytes, rows, shown }
}

/// Every row of every table, as text.
fn rows(path: &Path) -> BTreeSet<String> {
    let ledger = store::open(path, &key(), Mode::Existing).unwrap();
    let mut tables = ledger
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        .unwrap();
    let tables: Vec<String> = tables.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let mut all = BTreeSet::new();
    for table in tables {
        let mut statement = ledger.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let columns = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let cells: Vec<_> = (0..columns).map(|at| format!("{:?}", row.get_ref(at).unwrap())).collect();
            all.insert(format!("{table} {}", cells.join(" ")));
        }
    }
    all
}

/// The table and the first column.
fn key_of(row: &str) -> &str {
    row.match_indices(' ').nth(1).map_or(row, |(at, _)| &row[..at])
}

/// What the screens show, as far as they get.
fn show(baohao: &Baohao) -> Result<Shown, Error> {
    let (phone, now) = (phone(), now(10_000));
    baohao.plan(&phone, now)?;
    let home = baohao.home(&phone, now)?;
    let details = home.cards.iter().map(|card| baohao.sim_detail(card.sim.sim_id, &phone, now));
    Ok((home.clone(), details.collect::<Result<_, _>>()?))
}

/// What is shown, and whether the health check has nothing to complain of.
fn used(path: &Path) -> Result<(Shown, bool), Error> {
    let baohao = Baohao::open(path, &key(), Mode::Existing)?;
    Ok((show(&baohao)?, baohao.health()?.intact))
}

/// A clear error; or what is shown is as it was, and the rest is as it was or the health check says no. `true` when the
/// damage was seen.
fn clear_or_intact(filled: &Filled, what: &str) -> bool {
    match used(&filled.path) {
        Err(Error::Store(store::Error::Unreadable | store::Error::Corrupt)) => true,
        Ok((shown, intact)) => {
            assert!(shown == filled.shown, "{what}: shown as if it were right");
            if intact {
                assert_eq!(rows(&filled.path), filled.rows, "{what}: lost without a word");
            }
            !intact
        }
        Err(other) => panic!("{what}: {other}"),
    }
}

#[test]
fn every_page_overwritten_in_turn_is_a_clear_error_or_intact_data() {
    let filled = filled(120);
    let pages = filled.bytes.len() / PAGE;
    assert!(pages > 40, "{pages} pages");
    let noise: Vec<u8> = (0..PAGE).map(|at| (at * 37 % 251) as u8).collect();
    let mut seen = 0;
    for page in 0..pages {
        let another = &filled.bytes[(page + 7) % pages * PAGE..][..PAGE];
        for (name, content) in [("noise", &noise[..]), ("zeros", &[0; PAGE]), ("another page", another)] {
            let mut bytes = filled.bytes.clone();
            bytes[page * PAGE..][..PAGE].copy_from_slice(content);
            fs::write(&filled.path, bytes).unwrap();
            seen += usize::from(clear_or_intact(&filled, &format!("page {page}, {name}")));
        }
    }
    println!("{pages} pages, 3 times each: {seen} were seen");
    assert_eq!(seen, pages * 3, "the authentication code of each page tells");
}

#[test]
fn a_file_that_was_cut_anywhere_is_a_clear_error() {
    let filled = filled(60);
    for length in (0..filled.bytes.len()).step_by(PAGE / 2) {
        fs::write(&filled.path, &filled.bytes[..length]).unwrap();
        assert!(clear_or_intact(&filled, &format!("cut to {length}")));
    }
}

#[test]
fn what_can_be_read_of_a_damaged_ledger_comes_back_and_nothing_else() {
    let filled = filled(250);
    let pages = filled.bytes.len() / PAGE;
    let (mut nothing, mut all, mut part, mut least) = (0, 0, 0, filled.rows.len());
    for page in 0..pages {
        let mut bytes = filled.bytes.clone();
        bytes[page * PAGE..][..PAGE].fill(0x5a);
        fs::write(&filled.path, &bytes).unwrap();
        match store::salvage(&filled.path, &key()) {
            Err(store::Error::Corrupt | store::Error::Unreadable) => nothing += 1,
            Err(other) => panic!("page {page}: {other}"),
            Ok(salvaged) => {
                assert_eq!(fs::read(&filled.path).unwrap(), bytes, "the damaged file is only read");
                store::adopt_salvaged(&filled.path, page as i64).unwrap();
                let back = rows(&filled.path);
                assert!(used(&filled.path).unwrap().1, "page {page}: what came back works");
                assert_eq!(back.len() as i64, salvaged.sims + salvaged.replies + salvaged.others);
                if salvaged.whole {
                    assert_eq!(back, filled.rows, "page {page}");
                    all += 1;
                } else {
                    // One that pointed at a lost row stays, and points at nothing.
                    for row in back.difference(&filled.rows) {
                        let known = filled.rows.iter().any(|old| key_of(old) == key_of(row));
                        assert!(known && row.contains("Null"), "page {page}: {}", key_of(row));
                    }
                    (part, least) = (part + 1, least.min(back.len()));
                }
                let aside = filled.path.with_file_name(format!("baohao.db.aside-{page}"));
                assert_eq!(fs::read(&aside).unwrap(), bytes, "set aside, not deleted");
                fs::remove_file(aside).unwrap();
            }
        }
    }
    println!(
        "{} rows on {pages} pages, one page damaged: {all} times all came back, {part} times a part (at least {least} \
         rows), {nothing} times nothing",
        filled.rows.len()
    );
    assert!(nothing <= 4, "the first page and those that describe the tables: {nothing}");
    assert!(part > 0 && all > 0);
}

#[test]
fn rows_between_two_damaged_pages_come_back_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("baohao.db");
    let mut ledger = store::open(&path, &key(), Mode::Create).unwrap();
    let transaction = ledger.transaction().unwrap();
    for number in 0..3_000 {
        store::notices::remember(&transaction, &format!("a notice with a long name, {number:04}"), number)
            .unwrap();
    }
    transaction.commit().unwrap();
    // Which pages hold the table itself, in the order of its rows.
    let mut leaves = Vec::new();
    drop(ledger);
    let bytes = fs::read(&path).unwrap();
    for page in 1..bytes.len() / PAGE {
        let mut damaged = bytes.clone();
        damaged[page * PAGE..][..PAGE].fill(0x5a);
        fs::write(&path, &damaged).unwrap();
        if let Ok(salvaged) = store::salvage(&path, &key())
            && !salvaged.whole
            && salvaged.others > 2_000
        {
            leaves.push((page, 3_000 - salvaged.others));
        }
    }
    assert!(leaves.len() > 20, "{} pages of rows", leaves.len());
    let (first, third) = (leaves[5], leaves[15]);
    let mut damaged = bytes.clone();
    for (page, _) in [first, third] {
        damaged[page * PAGE..][..PAGE].fill(0x5a);
    }
    fs::write(&path, &damaged).unwrap();
    let salvaged = store::salvage(&path, &key()).unwrap();
    assert_eq!(salvaged.others, 3_000 - first.1 - third.1);
}

#[test]
fn a_kill_while_the_new_ledger_takes_its_place_is_made_up_for() {
    let filled = filled(60);
    let mut bytes = filled.bytes.clone();
    let last = bytes.len() - PAGE;
    bytes[last..].fill(0x5a);
    fs::write(&filled.path, &bytes).unwrap();
    store::salvage(&filled.path, &key()).unwrap();
    // As `adopt_salvaged` was about to do its last step.
    let beside = |ending: &str| filled.path.with_file_name(format!("baohao.db{ending}"));
    fs::rename(beside(".salvaged"), beside(".adopted")).unwrap();
    store::finish_adoption(&filled.path).unwrap();
    assert_eq!(fs::read(&filled.path).unwrap(), bytes, "the damaged one is still there: asked again");
    fs::rename(beside(".salvaged"), beside(".adopted")).unwrap();
    store::set_aside(&filled.path, 7).unwrap();
    store::finish_adoption(&filled.path).unwrap();
    assert!(used(&filled.path).unwrap().1);
    assert_eq!(fs::read(beside(".aside-7")).unwrap(), bytes);
    store::finish_adoption(&filled.path).unwrap();
    assert!(used(&filled.path).unwrap().1, "once is enough");
}
