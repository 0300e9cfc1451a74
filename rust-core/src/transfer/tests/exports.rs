//! The table and the calendar of a ledger, read back.

use super::*;

#[test]
fn records_are_read_back_by_a_parser_that_is_not_ours() {
    let folder = Folder::new();
    let ledger = store::open(&folder.path("baohao.db"), &key(1), Mode::Create).unwrap();
    ledger
        .execute_batch(
            "INSERT INTO sims (label, operator_id, msisdn, added_ms) VALUES ('Mum 010 000 482', 'kh-smart', '+85510000482', 1);
             INSERT INTO commands (sim_id, action_id, channel, content) VALUES (1, 'kh.balance', 'ussd', '*1201#');
             INSERT INTO command_events (command_id, kind, detail, at_ms) VALUES (1, 'prepared', NULL, 1795402800000),
                (1, 'handed_over', 'direct', 1795402801000);
             INSERT INTO replies (sim_id, command_id, channel, sender, text, received_ms, trusted)
                VALUES (1, 1, 'sms', '+85510000999', '=HYPERLINK(\"http://x\",\"5.37\")
second, line', 1795402802000, 1);
             INSERT INTO balances (sim_id, origin, reply_id, units, scale, currency, valid_until, at_ms)
                VALUES (1, 'reply', 1, 537749, 5, 'USD', '2027-03-14', 1795402802000);
             INSERT INTO plans (sim_id, plan, origin, auto_renew, paid_checked, ended, at_ms, price_units, price_scale, price_currency)
                VALUES (1, '-5GB', 'hand', 1, 0, 0, 1795402803000, 200, 2, 'USD');
             INSERT INTO charges (sim_id, kind, origin, units, scale, currency, at_ms)
                VALUES (1, 'sms_fee', 'hand', 5, 2, 'USD', 1795402804000);",
        )
        .unwrap();
    let read = |in_full: bool| {
        let path = folder.path("records.csv");
        write_csv(&ledger, &path, in_full, NOW).unwrap();
        let text = fs::read_to_string(path).unwrap();
        let text = text.strip_prefix('\u{feff}').expect("the mark that spreadsheets want").to_owned();
        let mut reader = ::csv::Reader::from_reader(text.as_bytes());
        assert_eq!(
            reader.headers().unwrap().iter().collect::<Vec<_>>().join(","),
            "at,sim,operator,number,record,kind,detail,origin,plan,amount,currency,valid_until,offered_until,\
             promotion_until,period_days,auto_renew,paid_from,data_bytes,minutes,texts,ended,channel,party,text"
        );
        reader.deserialize().map(Result::unwrap).collect::<Vec<std::collections::BTreeMap<String, String>>>()
    };
    let cells = |records: &[std::collections::BTreeMap<String, String>], column: &str| {
        records.iter().map(|record| record[column].clone()).collect::<Vec<_>>()
    };
    let full = read(true);
    assert_eq!(
        cells(&full, "record"),
        ["command_events", "command_events", "replies", "balances", "plans", "charges"]
    );
    assert_eq!(full[0]["at"], "2026-11-23 10:00:00");
    assert_eq!(full[1]["detail"], "kh.balance direct");
    assert_eq!(full[2]["text"], "'=HYPERLINK(\"http://x\",\"5.37\")\nsecond, line");
    assert_eq!((full[2]["party"].as_str(), full[2]["number"].as_str()), ("'+85510000999", "'+85510000482"));
    assert_eq!((full[3]["amount"].as_str(), full[3]["valid_until"].as_str()), ("5.37749", "2027-03-14"));
    assert_eq!((full[4]["plan"].as_str(), full[4]["amount"].as_str()), ("'-5GB", "2.00"));
    assert_eq!(full[5]["kind"], "sms_fee");
    let masked = read(false);
    assert_eq!(
        (masked[2]["sim"].as_str(), masked[2]["number"].as_str()),
        ("Mum ••• ••• •••", "855 ••••• 482")
    );
    assert_eq!(masked[2]["text"], "'=HYPERLINK(\"http://x\",\"•.••\")\nsecond, line");
    assert_eq!((masked[0]["text"].as_str(), masked[2]["party"].as_str()), ("*1201#", "'+•••••••••••"));
}

#[test]
fn events_of_a_calendar_keep_their_names_when_dates_move_and_after_a_restore() {
    let folder = Folder::new();
    let (ledger, backup) = (folder.path("baohao.db"), folder.path("backup"));
    let mut baohao = filled(&ledger, &key(1));
    let uids = |baohao: &Baohao| {
        let entries = baohao.calendar(false, &phone(), NOW).unwrap();
        assert!(entries.iter().all(|entry| entry.msisdn.is_none()), "masked unless asked");
        entries.into_iter().map(|entry| entry.uid).collect::<Vec<_>>()
    };
    let sim_id = baohao.home(&phone(), NOW).unwrap().cards[0].sim.sim_id;
    baohao.set_valid_until(sim_id, "2027-03-14".parse().unwrap(), NOW).unwrap();
    let before = uids(&baohao);
    assert_eq!(
        before,
        ["outgoing-blocked", "incoming-blocked", "cut-off", "resold"]
            .map(|stage| format!("1795402800000-1-{stage}@app.baohao"))
    );
    assert_eq!(baohao.calendar(true, &phone(), NOW).unwrap()[0].msisdn.as_deref(), Some("010000482"));
    baohao.set_valid_until(sim_id, "2027-05-01".parse().unwrap(), NOW).unwrap();
    assert_eq!(uids(&baohao), before);
    baohao.back_up(&backup, &passphrase(), NOW).unwrap();
    drop(baohao);
    restore(&backup, &passphrase(), &ledger, &key(1), NOW).unwrap();
    assert_eq!(uids(&Baohao::open(&ledger, &key(1), Mode::Existing).unwrap()), before);
}
