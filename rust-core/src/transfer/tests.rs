//! Backup and restore of real, encrypted ledgers.

use std::fs;
use std::path::PathBuf;

use proptest::prelude::*;
use rusqlite::Connection;
use rusqlite::types::Value;

use super::*;
use crate::Error;
use crate::journey::{Baohao, Incoming, IncomingFrom, Phone};
use crate::ledger::{PresentCard, SimDraft};
use crate::store::{self, Key, Mode};
use crate::time::Now;

mod exports;

/// 2026-11-23 10:00 in Phnom Penh.
const NOW: Now = Now { epoch_ms: 1_795_402_800_000, utc_offset_s: 7 * 3600 };
const REPLY: &str = "Your balance is 5.37749 USD valid till 14.03.27";

fn key(byte: u8) -> Key {
    Key::new(&[byte; 32]).unwrap()
}

fn passphrase() -> Passphrase {
    Passphrase::new("រក្សា number 保号".as_bytes()).unwrap()
}

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.0.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

fn card() -> PresentCard {
    PresentCard {
        subscription_id: 3,
        slot: 0,
        carrier_id: Some(869),
        plmn: Some("45606".to_owned()),
        ..PresentCard::default()
    }
}

fn phone() -> Phone {
    Phone { cards: Some(vec![card()]), may_send_sms: true, may_call: true }
}

/// A ledger with a SIM that is in the phone, and one reply.
fn filled(path: &std::path::Path, key: &Key) -> Baohao {
    let mut baohao = Baohao::open(path, key, Mode::Create).unwrap();
    let draft = SimDraft {
        label: "Work".to_owned(),
        operator_id: "kh-smart".to_owned(),
        msisdn: Some("010 000 482".to_owned()),
        card: Some(card()),
    };
    let sim_id = baohao.add_sim(&draft, NOW).unwrap();
    let incoming =
        Incoming { from: IncomingFrom::Pasted { sim_id, command_id: None }, text: REPLY.to_owned() };
    baohao.hear(&incoming, &phone(), NOW).unwrap();
    baohao
}

/// Every row of every table, but for the note of a restore.
fn rows(ledger: &Connection) -> Vec<(String, Vec<Vec<Value>>)> {
    let mut tables =
        ledger.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").unwrap();
    let tables: Vec<String> = tables.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let of = |table: &String| {
        let note = if table == "settings" { "WHERE name NOT LIKE 'restored\\_%' ESCAPE '\\'" } else { "" };
        let mut statement =
            ledger.prepare(&format!("SELECT rowid, * FROM {table} {note} ORDER BY rowid")).unwrap();
        let columns = statement.column_count();
        let rows = statement
            .query_map([], |row| (0..columns).map(|at| row.get(at)).collect::<Result<Vec<Value>, _>>())
            .unwrap()
            .map(Result::unwrap)
            .collect();
        (table.clone(), rows)
    };
    tables.iter().map(of).collect()
}

fn fault<T>(result: Result<T, Error>) -> Fault {
    match result.err().expect("must fail") {
        Error::Transfer(fault) => fault,
        other => panic!("{other}"),
    }
}

/// Puts random rows into every table that the schema has, whatever tables those are.
fn fill(ledger: &Connection, seeds: &[(Vec<i64>, Vec<String>, bool)]) {
    ledger.pragma_update(None, "foreign_keys", false).unwrap();
    let mut tables = ledger.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").unwrap();
    let tables: Vec<String> = tables.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    for table in &tables {
        let mut columns = ledger
            .prepare(&format!("SELECT name, type, \"notnull\", pk FROM pragma_table_xinfo('{table}')"))
            .unwrap();
        let columns: Vec<(String, String, bool, i64)> = columns
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        let mut keys =
            ledger.prepare(&format!("SELECT \"from\" FROM pragma_foreign_key_list('{table}')")).unwrap();
        let keys: Vec<String> = keys.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        for (at, (numbers, texts, sparse)) in seeds.iter().enumerate() {
            let value = |(place, (name, kind, needed, pk)): (usize, &(String, String, bool, i64))| {
                let text = &texts[place % texts.len()];
                match (kind.as_str(), keys.contains(name)) {
                    // The parent of the same seed: each table has one row a seed.
                    (_, true) if *needed => Value::Integer(at as i64 + 1),
                    _ if *sparse && !*needed && *pk == 0 => Value::Null,
                    (_, true) => Value::Integer(at as i64 + 1),
                    ("INTEGER", _) if *pk == 1 && name == "id" => Value::Integer(at as i64 + 1),
                    ("INTEGER", _) => Value::Integer(numbers[place % numbers.len()]),
                    ("TEXT", _) if *pk > 0 => Value::Text(format!("{at}{text}")),
                    ("TEXT", _) => Value::Text(text.clone()),
                    (kind, _) => panic!("{table}.{name} is {kind}"),
                }
            };
            let values: Vec<Value> = columns.iter().enumerate().map(value).collect();
            let places = vec!["?"; values.len()].join(", ");
            ledger
                .execute(
                    &format!("INSERT INTO {table} VALUES ({places})"),
                    rusqlite::params_from_iter(values),
                )
                .unwrap();
        }
    }
}

proptest! {
    // Each case costs two rounds of SQLCipher's key derivation.
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn backup_wipe_restore_gives_an_equal_state(
        seeds in prop::collection::vec(
            (prop::collection::vec(any::<i64>(), 1..6), prop::collection::vec(any::<String>(), 1..6), any::<bool>()),
            0..12,
        ),
        secret in "\\PC{12,40}",
    ) {
        let folder = Folder::new();
        let (ledger, backup) = (folder.path("baohao.db"), folder.path("backup"));
        let passphrase = Passphrase::new(secret.as_bytes()).unwrap();
        let opened = store::open(&ledger, &key(1), Mode::Create).unwrap();
        fill(&opened, &seeds);
        let before = rows(&opened);
        back_up(&opened, &backup, &passphrase, NOW).unwrap();
        drop(opened);
        fs::remove_file(&ledger).unwrap();
        prop_assert_eq!(restore(&backup, &passphrase, &ledger, &key(2), NOW).unwrap(), None);
        let restored = store::open(&ledger, &key(2), Mode::Existing).unwrap();
        let moment = "DELETE FROM settings WHERE id = (SELECT max(id) FROM settings WHERE name = 'restored')";
        prop_assert_eq!(restored.execute(moment, []), Ok(1), "it is noted that another phone's ids don't count");
        prop_assert_eq!(rows(&restored), before);
        prop_assert!(store::health(&restored).unwrap().intact);
        drop(restored);
        prop_assert_eq!(folder.names(), ["backup", "baohao.db"]);
    }
}

#[test]
fn a_backup_taken_while_the_ledger_is_open_leaves_it_as_it_was() {
    let folder = Folder::new();
    let baohao = filled(&folder.path("baohao.db"), &key(1));
    for _ in 0..2 {
        baohao.back_up(&folder.path("backup"), &passphrase(), NOW).unwrap();
    }
    assert!(baohao.health().unwrap().intact);
    assert_eq!(baohao.home(&phone(), NOW).unwrap().cards.len(), 1);
    let file = fs::read(folder.path("backup")).unwrap();
    for plain in ["SQLite format", "10000482", "5.37749", "backup_about", "保号"] {
        assert!(!file.windows(plain.len()).any(|window| window == plain.as_bytes()), "{plain}");
    }
}

#[test]
fn a_preview_says_what_is_in_it_and_changes_nothing() {
    let folder = Folder::new();
    let baohao = filled(&folder.path("baohao.db"), &key(1));
    let later = Now { epoch_ms: NOW.epoch_ms + 60_000, ..NOW };
    baohao.back_up(&folder.path("backup"), &passphrase(), later).unwrap();
    drop(baohao);
    let names = folder.names();
    let view = crate::journey::preview_backup(&folder.path("backup"), &passphrase()).unwrap();
    assert_eq!(
        (view.made_ms, view.schema_version, view.messages),
        (later.epoch_ms, store::SCHEMA_VERSION, 1)
    );
    assert_eq!((view.from_ms, view.until_ms), (Some(NOW.epoch_ms), Some(NOW.epoch_ms)));
    let [sim] = &view.sims[..] else { panic!("{view:?}") };
    assert_eq!(
        (sim.operator_name.as_str(), sim.label.as_str(), sim.msisdn_masked.as_deref()),
        ("Smart", "Work", Some("010 ••• 482"))
    );
    assert_eq!(folder.names(), names);
}

#[test]
fn the_old_ledger_is_set_aside_whole_and_with_its_own_key() {
    let folder = Folder::new();
    let (other, ledger, backup) = (folder.path("other.db"), folder.path("baohao.db"), folder.path("backup"));
    filled(&other, &key(1)).back_up(&backup, &passphrase(), NOW).unwrap();
    drop(Baohao::open(&ledger, &key(2), Mode::Create).unwrap());
    let aside = restore(&backup, &passphrase(), &ledger, &key(3), NOW).unwrap().unwrap();
    let sims = |path: &std::path::Path, by: u8| {
        Baohao::open(path, &key(by), Mode::Existing).unwrap().home(&phone(), NOW).unwrap().cards.len()
    };
    assert_eq!((sims(&ledger, 3), sims(&aside, 2)), (1, 0));
}

#[test]
fn a_ledger_that_does_not_open_is_no_hindrance() {
    let folder = Folder::new();
    let (other, ledger, backup) = (folder.path("other.db"), folder.path("baohao.db"), folder.path("backup"));
    filled(&other, &key(1)).back_up(&backup, &passphrase(), NOW).unwrap();
    for (name, content) in [("baohao.db", "noise"), ("baohao.db-wal", "a log"), ("baohao.db-shm", "memory")] {
        fs::write(folder.path(name), content).unwrap();
    }
    let aside = restore(&backup, &passphrase(), &ledger, &key(3), NOW).unwrap().unwrap();
    assert_eq!(fs::read(&aside).unwrap(), b"noise");
    assert_eq!(fs::read(PathBuf::from(format!("{}-wal", aside.display()))).unwrap(), b"a log");
    assert!(Baohao::open(&ledger, &key(3), Mode::Existing).is_ok(), "no foreign log was replayed");
}

#[test]
fn a_restored_sim_is_no_card_of_this_phone_until_a_person_says_so() {
    use crate::ledger::Location;
    let folder = Folder::new();
    let (ledger, backup) = (folder.path("baohao.db"), folder.path("backup"));
    let baohao = filled(&ledger, &key(1));
    baohao.back_up(&backup, &passphrase(), NOW).unwrap();
    let location = |baohao: &Baohao| baohao.home(&phone(), NOW).unwrap().cards[0].sim.location;
    assert_eq!(location(&baohao), Location::InPhone { subscription_id: 3, slot: 0 });
    drop(baohao);
    restore(&backup, &passphrase(), &ledger, &key(1), NOW).unwrap();
    let mut restored = Baohao::open(&ledger, &key(1), Mode::Existing).unwrap();
    assert_eq!(location(&restored), Location::Unsure, "the same id may be another card here: a person says");
    let later = Now { epoch_ms: NOW.epoch_ms + 60_000, ..NOW };
    let sim_id = restored.home(&phone(), NOW).unwrap().cards[0].sim.sim_id;
    restored.card_is(3, sim_id, &phone(), later).unwrap();
    assert_eq!(location(&restored), Location::InPhone { subscription_id: 3, slot: 0 });
}

#[test]
fn err_each_says_what_it_is_and_changes_nothing() {
    let folder = Folder::new();
    let (ledger, backup) = (folder.path("baohao.db"), folder.path("backup"));
    let baohao = filled(&ledger, &key(1));
    baohao.back_up(&backup, &passphrase(), NOW).unwrap();
    drop(baohao);
    let whole = fs::read(&backup).unwrap();
    let changed = |change: fn(&mut Vec<u8>)| {
        let mut file = whole.clone();
        change(&mut file);
        file
    };
    let before = fs::read(&ledger).unwrap();
    let wrong = Passphrase::new(b"another passphrase").unwrap();
    for (file, passphrase, expected) in [
        (whole.clone(), &wrong, Fault::WrongPassphrase),
        (changed(|file| file.truncate(5000)), &passphrase(), Fault::Cut),
        (changed(|file| file[6000] ^= 1), &passphrase(), Fault::Damaged),
        (before.clone(), &passphrase(), Fault::NotABackup),
        (b"BEGIN:VCALENDAR".to_vec(), &passphrase(), Fault::NotABackup),
        (changed(|file| file[8] = 2), &passphrase(), Fault::TooNew),
    ] {
        fs::write(&backup, file).unwrap();
        assert_eq!(fault(preview(&backup, passphrase)), expected);
        assert_eq!(fault(restore(&backup, passphrase, &ledger, &key(9), NOW)), expected);
        assert_eq!(fs::read(&ledger).unwrap(), before, "{expected}");
        assert_eq!(folder.names(), ["backup", "baohao.db"], "{expected}");
    }
    fs::remove_file(&backup).unwrap();
    assert_eq!(fault(preview(&backup, &passphrase())), Fault::NotRead);
    assert_eq!(
        fault(Baohao::open(&ledger, &key(1), Mode::Existing).unwrap().back_up(
            &folder.path("no/such/folder"),
            &passphrase(),
            NOW
        )),
        Fault::NotWritten
    );
}

/// Anybody's SQLCipher opens the body, with the parameters that version 4 has by default: the file outlives the app.
#[test]
fn the_body_is_an_ordinary_database_and_each_guess_costs_256_000_rounds() {
    let folder = Folder::new();
    let backup = folder.path("backup");
    filled(&folder.path("baohao.db"), &key(1)).back_up(&backup, &passphrase(), NOW).unwrap();
    let body = folder.path("body.db");
    container::unseal(&backup, &body).unwrap();
    let replies = |rounds: i32| {
        let connection = Connection::open(&body).unwrap();
        connection.pragma_update(None, "key", passphrase().as_str()).unwrap();
        connection.pragma_update(None, "kdf_iter", rounds).unwrap();
        for (pragma, value) in [
            ("cipher_page_size", "4096"),
            ("cipher_kdf_algorithm", "PBKDF2_HMAC_SHA512"),
            ("cipher_hmac_algorithm", "HMAC_SHA512"),
        ] {
            connection.pragma_update(None, pragma, value).unwrap();
        }
        connection.query_row("SELECT count(*) FROM replies", [], |row| row.get::<_, i64>(0))
    };
    assert_eq!(replies(256_000).unwrap(), 1);
    assert!(replies(255_999).is_err());
}

/// A backup whose database was made by hand, sealed as ours are.
fn forged(folder: &Folder, sql: &str) -> PathBuf {
    let (body, backup) = (folder.path("forged.db"), folder.path("forged"));
    let connection = Connection::open(&body).unwrap();
    connection.pragma_update(None, "key", passphrase().as_str()).unwrap();
    connection.execute_batch(sql).unwrap();
    drop(connection);
    container::seal(&body, &backup).unwrap();
    fs::remove_file(&body).unwrap();
    backup
}

const ABOUT: &str = "CREATE TABLE backup_about (made_ms INTEGER NOT NULL, app_version TEXT NOT NULL) STRICT;
    INSERT INTO backup_about VALUES (5, '0.0.1');";

#[test]
fn err_a_backup_with_a_newer_schema() {
    let folder = Folder::new();
    let backup = forged(&folder, &format!("{}{ABOUT}PRAGMA user_version = 99;", store::SCHEMA));
    assert_eq!(fault(preview(&backup, &passphrase())), Fault::TooNew);
}

/// Who knows a passphrase can make a file that says anything; tables are data, a trigger would act.
#[test]
fn err_a_backup_that_brings_more_than_tables() {
    let version = store::SCHEMA_VERSION;
    for extra in [
        "CREATE TRIGGER t AFTER INSERT ON commands BEGIN DELETE FROM replies; END;",
        "CREATE VIEW v AS SELECT 1;",
        "CREATE TABLE more (id INTEGER PRIMARY KEY);",
        "ALTER TABLE sims ADD COLUMN more TEXT;",
        "DROP TABLE charges;",
        "DROP INDEX command_handed_over_once;",
        "INSERT INTO replies (sim_id, channel, text, received_ms, trusted) VALUES (77, 'sms', '', 1, 1);",
    ] {
        let folder = Folder::new();
        let sql = format!(
            "PRAGMA foreign_keys = OFF; {}{ABOUT}{extra}PRAGMA user_version = {version};",
            store::SCHEMA
        );
        let backup = forged(&folder, &sql);
        assert_eq!(fault(preview(&backup, &passphrase())), Fault::Damaged, "{extra}");
    }
    let folder = Folder::new();
    let fine = forged(&folder, &format!("{}{ABOUT}PRAGMA user_version = {version};", store::SCHEMA));
    assert_eq!(preview(&fine, &passphrase()).unwrap().made_ms, 5, "without them it is one");
}

#[test]
fn a_backup_of_an_older_version_is_upgraded() {
    let folder = Folder::new();
    let old = include_str!("../../../tests/fixtures/ledger/v1.sql");
    let backup = forged(&folder, &format!("{old};{ABOUT}PRAGMA user_version = 1;"));
    let contents = preview(&backup, &passphrase()).unwrap();
    assert_eq!((contents.schema_version, contents.sims.len(), contents.messages), (1, 2, 2));
    let ledger = folder.path("baohao.db");
    restore(&backup, &passphrase(), &ledger, &key(4), NOW).unwrap();
    let restored = store::open(&ledger, &key(4), Mode::Existing).unwrap();
    assert_eq!(store::health(&restored).unwrap().schema_version, store::SCHEMA_VERSION);
    assert_eq!(store::sims::all(&restored).unwrap().len(), 2);
}

/// What a kill after each step of a restore leaves behind.
#[test]
fn a_restore_cut_short_is_the_old_ledger_or_the_new_one() {
    type Renames = [(&'static str, &'static str)];
    let steps: [(&str, &Renames, usize); 5] = [
        ("complete, not yet named", &[("new", "baohao.db.restoring")], 0),
        ("named", &[("new", "baohao.db.restored-7")], 1),
        (
            "its log set aside",
            &[("new", "baohao.db.restored-7"), ("baohao.db-wal", "baohao.db.aside-7-wal")],
            1,
        ),
        ("set aside", &[("new", "baohao.db.restored-7"), ("baohao.db", "baohao.db.aside-7")], 1),
        ("done", &[("baohao.db", "baohao.db.aside-7"), ("new", "baohao.db")], 1),
    ];
    for (step, moves, sims) in steps {
        let folder = Folder::new();
        let ledger = folder.path("baohao.db");
        drop(filled(&folder.path("new"), &key(1)));
        drop(Baohao::open(&ledger, &key(1), Mode::Create).unwrap());
        if step == "its log set aside" {
            fs::write(folder.path("baohao.db-wal"), "").unwrap();
        }
        for (from, to) in moves {
            fs::rename(folder.path(from), folder.path(to)).unwrap();
        }
        for _ in 0..2 {
            settle(&ledger).unwrap();
        }
        let opened = Baohao::open(&ledger, &key(1), Mode::Existing).unwrap();
        assert_eq!(opened.home(&phone(), NOW).unwrap().cards.len(), sims, "{step}");
        assert!(opened.health().unwrap().intact, "{step}");
    }
}

/// The child of the next test: restores one backup after the other until it is killed.
#[test]
fn child_that_restores_until_it_is_killed() {
    let Some(folder) = std::env::var_os("BAOHAO_RESTORE_IN").map(PathBuf::from) else { return };
    for turn in 0.. {
        let backup = folder.join(if turn % 2 == 0 { "one" } else { "two" });
        let now = Now { epoch_ms: NOW.epoch_ms + turn, ..NOW };
        restore(&backup, &passphrase(), &folder.join("baohao.db"), &key(1), now).unwrap();
    }
}

#[test]
fn a_restore_that_is_really_killed_leaves_the_old_ledger_or_the_new_one() {
    let folder = Folder::new();
    let ledger = folder.path("baohao.db");
    for (backup, sims) in [("one", 1), ("two", 2)] {
        let made = folder.path("made.db");
        let mut baohao = filled(&made, &key(2));
        for _ in 1..sims {
            let draft = SimDraft {
                label: String::new(),
                operator_id: "kh-smart".to_owned(),
                msisdn: None,
                card: None,
            };
            baohao.add_sim(&draft, NOW).unwrap();
        }
        baohao.back_up(&folder.path(backup), &passphrase(), NOW).unwrap();
        drop(baohao);
        fs::remove_file(&made).unwrap();
    }
    for round in 0..8 {
        if ledger.exists() {
            fs::remove_file(&ledger).unwrap();
        }
        restore(&folder.path("two"), &passphrase(), &ledger, &key(1), NOW).unwrap();
        let mut child = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "transfer::tests::child_that_restores_until_it_is_killed"])
            .env("BAOHAO_RESTORE_IN", folder.0.path())
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        // Any moment will do; they are spread over the first turns.
        std::thread::sleep(std::time::Duration::from_millis(150 + round * 137));
        child.kill().unwrap();
        child.wait().unwrap();
        settle(&ledger).unwrap();
        let opened = Baohao::open(&ledger, &key(1), Mode::Existing).unwrap();
        let found = opened.home(&phone(), NOW).unwrap().cards.len();
        assert!(opened.health().unwrap().intact && (1..=2).contains(&found), "round {round}: {found}");
        drop(opened);
        for name in folder.names() {
            if name.contains(".aside-") {
                fs::remove_file(folder.path(&name)).unwrap();
            }
        }
    }
}
