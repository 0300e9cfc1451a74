//! The shipped files, and what is said of one that can't be used.

use std::collections::BTreeSet;
use std::fs;

use super::super::{ActionKind, Channel, ContactKind, Cost, CountsFrom, Means, Note, Topic};
use super::super::{COUNTRY, Catalogue, OPERATORS, WALLETS};
use super::*;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/catalogue");
const COUNTRY_TEXT: &str = include_str!("../../../catalogue/kh.toml");
const SMART: &str = include_str!("../../../catalogue/kh-smart.toml");
const WING: &str = include_str!("../../../catalogue/wallet-wing.toml");
const AREYAK: &str = include_str!("../../../catalogue/wallet-areyak-pay.toml");
const ABA: &str = include_str!("../../../catalogue/wallet-aba.toml");

fn catalogue() -> Catalogue {
    Catalogue::shipped().expect("shipped files are valid")
}

fn with<T>(operator_id: &str, test: impl FnOnce(&Operator) -> T) -> T {
    test(catalogue().operator(operator_id).expect(operator_id))
}

#[test]
fn every_file_in_the_folder_is_loaded() {
    let toml = |name: String| name.strip_suffix(".toml").map(str::to_owned);
    let there: BTreeSet<String> = fs::read_dir(FOLDER)
        .expect("the folder")
        .filter_map(|entry| toml(entry.expect("an entry").file_name().into_string().expect("a name")))
        .filter(|name| name != "world")
        .collect();
    let loaded: BTreeSet<String> =
        OPERATORS.iter().chain(WALLETS).chain([&COUNTRY]).map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(there, loaded);
    let catalogue = catalogue();
    for (name, _) in OPERATORS {
        assert!(catalogue.operator(name).is_some(), "{name}: the file is named after its id");
    }
    for wallet in catalogue.wallets() {
        assert!(WALLETS.iter().any(|(name, _)| *name == format!("wallet-{}", wallet.id)), "{}", wallet.id);
        assert!(wallet.notes.contains(&Note::CheckFeeAndDebitFirst), "{} warns of its fee", wallet.id);
    }
}

#[test]
fn ids_are_unique_and_name_their_file() {
    for operator in catalogue().operators() {
        let mut ids = BTreeSet::new();
        for action in &operator.actions {
            assert!(ids.insert(&action.id), "{} twice", action.id);
            let owner = action.id.split_once('.').map(|(owner, _)| owner);
            assert!(owner == Some("kh") || owner == Some(operator.id.as_str()), "{}", action.id);
        }
    }
}

#[test]
fn the_free_official_code_is_the_default_of_every_network() {
    for operator in catalogue().operators().iter().filter(|operator| operator.defunct.is_none()) {
        let default = operator.default_action(ActionKind::CheckBalance).expect(&operator.id);
        assert_eq!(default.channel, Channel::Ussd { code: "*1201#".to_owned() });
        assert_eq!(default.source.confidence(), Confidence::Official);
        assert_eq!(default.cost, Cost::Free);
    }
}

#[test]
fn an_unconfirmed_action_is_never_a_default() {
    for operator in catalogue().operators() {
        for kind in ActionKind::ALL {
            assert!(operator.default_action(kind).is_none_or(|action| !action.unconfirmed()));
        }
    }
    with("kh-smart", |smart| {
        assert!(smart.action("kh-smart.auto-renew-on").is_some_and(Action::unconfirmed));
        assert_eq!(smart.default_action(ActionKind::AutoRenewOn), None);
    });
}

#[test]
fn the_common_codes_of_the_regulator() {
    with("kh-metfone", |metfone| {
        for (id, kind, channel) in [
            ("kh.balance", ActionKind::CheckBalance, Channel::Ussd { code: "*1201#".to_owned() }),
            ("kh.identity", ActionKind::CheckIdentity, Channel::Ussd { code: "*1202#".to_owned() }),
            ("kh.top-up", ActionKind::TopUp, Channel::Ussd { code: "*1203*{pin}#".to_owned() }),
            (
                "kh.stop-services",
                ActionKind::StopServices,
                Channel::UssdMenu { code: Some("*1200#".to_owned()), steps: vec![] },
            ),
        ] {
            let action = metfone.action(id).expect(id);
            assert_eq!((action.kind, &action.channel, &action.cost), (kind, &channel, &Cost::Free));
        }
        let lines: Vec<_> =
            metfone.contacts.iter().map(|contact| (contact.kind, contact.value.as_str())).collect();
        assert!(lines.contains(&(ContactKind::Hotline, "1204")));
        assert!(lines.contains(&(ContactKind::RegulatorHotline, "6789")));
    });
    with("kh-cootel", |cootel| {
        let source = &cootel.action("kh.balance").expect("common").source;
        assert!(source.title.contains("banner doesn't show"), "the text alone speaks of it");
    });
    with("kh-qb", |qb| assert_eq!(qb.action("kh.balance"), None, "it is gone"));
}

#[test]
fn what_a_top_up_buys() {
    with("kh-smart", |smart| {
        let days = |means, units, scale, currency: &str| {
            let fits = |top_up: &&super::super::TopUp| {
                let same = top_up.from.scale == scale && top_up.from.currency == currency;
                top_up.means == means && same && (top_up.from.units..=top_up.to.units).contains(&units)
            };
            smart.top_ups.iter().find(fits).and_then(|top_up| top_up.days)
        };
        for (units, expected) in [(100, 8), (200, 15), (500, 40), (1000, 70), (2000, 100), (5000, 200)] {
            assert_eq!(days(Means::Card, units, 2, "USD"), Some(expected), "{units}");
        }
        assert_eq!(days(Means::Card, 5000, 0, "KHR"), Some(8));
        assert_eq!(days(Means::Card, 10_000, 0, "KHR"), Some(16));
        for (units, expected) in
            [(100, Some(8)), (199, Some(8)), (249, Some(15)), (250, Some(16)), (400, Some(16)), (500, None)]
        {
            assert_eq!(days(Means::Electronic, units, 2, "USD"), expected, "{units}");
        }
    });
    with("kh-metfone", |metfone| assert!(metfone.top_ups.iter().all(|top_up| top_up.days.is_none())));
}

#[test]
fn rules_that_disagree_both_stay_and_the_regulators_stands() {
    for operator in catalogue().operators() {
        assert_eq!(operator.retention.source.confidence(), Confidence::Official);
        let guide =
            operator.other_rules.iter().find(|rule| rule.source.confidence() == Confidence::Unconfirmed);
        assert_eq!(guide.map(|rule| (rule.counts_from, rule.resold)), Some((CountsFrom::LastUse, Some(90))));
    }
    let own = |id: &str| {
        with(id, |operator| {
            let rule = operator.other_rules.first().expect("a rule of its own");
            (rule.counts_from, rule.cut_off, rule.resold)
        })
    };
    assert_eq!(own("kh-metfone"), (CountsFrom::BalanceExpiry, Some(90), Some(180)));
    assert_eq!(own("kh-cellcard"), (CountsFrom::UsedUpAndPlanEnded, Some(90), Some(180)));
    assert_eq!(own("kh-smart"), (CountsFrom::Sale, None, Some(14)));
}

/// Each row of the two guides, by what it says: reachable, and marked as theirs.
#[test]
fn what_the_guides_say_is_reachable_and_unconfirmed() {
    use Note::*;
    let says = |operator: &str, action: &str, kind, channel: Channel, notes: &[Note]| {
        with(operator, |it| {
            let found = it.action(action).unwrap_or_else(|| panic!("{operator} {action}"));
            assert!(found.unconfirmed(), "{action}");
            assert_eq!((found.kind, &found.channel), (kind, &channel), "{action}");
            assert!(notes.iter().all(|note| found.notes.contains(note)), "{action}: {:?}", found.notes);
        });
    };
    let (on, keep) = (ActionKind::AutoRenewOn, ActionKind::KeepNumber);
    let app = |name: Option<&str>, step: &str| Channel::App {
        name: name.map(str::to_owned),
        steps: vec![step.to_owned()],
    };
    for operator in ["kh-smart", "kh-metfone", "kh-cootel"] {
        says(operator, &format!("{operator}.keep-number"), keep, Channel::Unstated, &[]);
    }
    let smart = Some("SmartNas");
    says("kh-smart", "kh-smart.auto-renew-app", on, app(smart, "auto-renew"), &[BindCardOrWallet]);
    says(
        "kh-smart",
        "kh-smart.keep-number-app",
        keep,
        app(smart, "keep-number management"),
        &[BindCardOrWallet],
    );
    says("kh-smart", "kh-smart.auto-renew-app-centre", on, app(smart, "personal centre"), &[]);
    let web = Channel::Web {
        url: Some("https://www.smart.com.kh".to_owned()),
        steps: vec!["personal centre".to_owned()],
    };
    says("kh-smart", "kh-smart.auto-renew-web", on, web, &[]);
    let sms =
        |to: Option<&str>, body: &str| Channel::Sms { to: to.map(str::to_owned), body: body.to_owned() };
    says("kh-smart", "kh-smart.auto-renew-on", on, sms(Some("808"), "ON"), &[ConfirmationFollows]);
    let call = Channel::Call { number: "1204".to_owned(), steps: vec![] };
    says("kh-metfone", "kh-metfone.auto-renew-call", on, call, &[FollowTheMenu]);
    says("kh-metfone", "kh-metfone.auto-renew-app", on, app(None, "auto-renew"), &[FirstTimeBonusData]);
    let menu = Channel::UssdMenu { code: None, steps: vec![] };
    says("kh-cambodia-post", "kh-cambodia-post.auto-renew-menu", on, menu, &[FollowTheMenu, FlexiblePlans]);
    let post = Channel::Web { url: None, steps: vec![] };
    says("kh-cambodia-post", "kh-cambodia-post.auto-renew-web", on, post, &[FlexiblePlans]);
    for operator in catalogue().operators().iter().filter(|operator| operator.defunct.is_none()) {
        let any = |action, channel, notes| says(&operator.id, action, on, channel, notes);
        any("kh.auto-renew-shop", Channel::Shop, &[StaffSetItUp, SlowButAnswered]);
        let recharge = sms(None, "AUTO RECHARGE");
        any("kh.auto-recharge", recharge, &[ReplyGivesNextSteps, InputMustBeExact, MessageFeeCounts]);
        for (action, wallet) in [("kh.auto-renew-wing", "Wing"), ("kh.auto-renew-areyak-pay", "Areyak Pay")] {
            any(action, Channel::Wallet { name: wallet.to_owned() }, &[CheckFeeAndDebitFirst]);
        }
        let about = |topic| operator.advice.iter().find(|advice| advice.topic == topic).expect("advice");
        let number = about(Topic::KeepingNumber);
        assert_eq!(number.source.confidence(), Confidence::Unconfirmed);
        for note in [SmallMonthlyFee, KeepMoneyAtSource, LookAtRecords, OfficialChannelsOnly, WatchPromotions]
        {
            assert!(number.notes.contains(&note), "{note:?}");
        }
        let plans = about(Topic::DataPlans);
        for note in [
            PlansDayToMonth,
            PlanEndsWithBalanceLeft,
            ChargesWhenLow,
            ShortMoneyStopsAutoRenew,
            ReadTheBill,
            WatchPromotions,
        ] {
            assert!(plans.notes.contains(&note), "{note:?}");
        }
    }
}

#[test]
fn a_wallets_warning_goes_with_every_action_through_it() {
    for operator in catalogue().operators() {
        for action in
            operator.actions.iter().filter(|action| matches!(action.channel, Channel::Wallet { .. }))
        {
            assert!(action.notes.contains(&Note::CheckFeeAndDebitFirst), "{}", action.id);
        }
    }
}

#[test]
fn err_a_word_out_of_place_stops_the_build() {
    let error = toml::from_str::<OperatorFile>(&SMART.replace("currency", "curency")).map(|_| ());
    assert!(error.expect_err("not of the form").to_string().contains("curency"));
}

fn refused(country_text: &str, operator_text: &str) -> String {
    let wallets: Vec<Wallet> = [WING, AREYAK, ABA]
        .map(|text| wallet("wallet.toml", toml::from_str(text).expect("of the form")).expect("a wallet"))
        .to_vec();
    let country_file = toml::from_str(country_text).expect("of the form");
    let operator_file = toml::from_str(operator_text).expect("of the form");
    let result = country("kh.toml", country_file, &wallets)
        .and_then(|kh| operator("op.toml", operator_file, &kh, &wallets));
    result.map(|_| ()).expect_err("must be refused").to_string()
}

#[test]
fn err_names_the_file_and_the_field() {
    let smart = |from: &str, to: &str| {
        assert!(SMART.contains(from), "{from}");
        (COUNTRY_TEXT.to_owned(), SMART.replacen(from, to, 1))
    };
    let kh = |from: &str, to: &str| {
        assert!(COUNTRY_TEXT.contains(from), "{from}");
        (COUNTRY_TEXT.replacen(from, to, 1), SMART.to_owned())
    };
    for ((country, operator), expected) in [
        (
            smart("source = \"guide\"", "source = \"rumour\""),
            "op.toml: actions.kh-smart.auto-renew-on.source: no source named rumour",
        ),
        (smart("\"*888#\"", "\"*888\""), "op.toml: actions.kh-smart.balance.code: NotUssd"),
        (smart("\"*888*{pin}#\"", "\"*888*{pim}#\""), "op.toml: actions.kh-smart.top-up.code: NotUssd"),
        (smart("body = \"ON\"\n", ""), "op.toml: actions.kh-smart.auto-renew-on.body: is missing"),
        (
            smart("to = \"808\"", "to = \"808;909\""),
            "op.toml: actions.kh-smart.auto-renew-on.to: NotRecipient",
        ),
        (
            smart("code = \"*888#\"", "code = \"*888#\"\nurl = \"https://x\""),
            "op.toml: actions.kh-smart.balance.url: belongs",
        ),
        (
            smart("wallet = \"aba\"", "wallet = \"abba\""),
            "op.toml: actions.kh-smart.top-up-aba.wallet: no wallet abba",
        ),
        (
            smart("recurs = true", "recurs = true\nstop = \"kh-smart.off\""),
            "op.toml: actions.kh-smart.auto-renew-on.stop: no action",
        ),
        (
            smart("source = \"provider-info\"", "source = \"provider-info\"\nprice = \"1,50\""),
            "op.toml: actions.kh-smart.balance.price",
        ),
        (smart("\"45606\"", "\"456-06\""), "op.toml: networks.plmn"),
        (smart("\"010\", ", "\"10\", "), "op.toml: prefixes.starts: 10"),
        (smart("digits = [9]", "digits = [8]"), "op.toml: prefixes.digits"),
        (smart("from = \"1.00\"\nto = \"1.99\"", "from = \"1.00\"\nto = \"0.99\""), "op.toml: top_ups.to"),
        (smart("resold = 14\n", ""), "op.toml: other_rules"),
        (smart("\"https://www.smart.com.kh\"", "\"www.smart.com.kh\""), "op.toml: contacts.value"),
        (kh("cut_off = 90", "cut_off = 30"), "kh.toml: retention"),
        (kh("\"*1201#\"", "\"**21*1#\""), "kh.toml: actions.kh.balance.code: ChangesPhone"),
        (kh("trunk = \"0\"", "trunk = \"O\""), "kh.toml: numbering.trunk"),
    ] {
        let message = refused(&country, &operator);
        assert!(message.starts_with(expected), "{expected}: {message}");
    }
}
