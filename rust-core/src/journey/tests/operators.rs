//! What a SIM's screen offers of its operator, and what of it can go out.

use super::*;
use crate::catalogue::Channel;

fn add(it: &mut Phone1, operator_id: &str) -> i64 {
    let draft =
        SimDraft { label: String::new(), operator_id: operator_id.to_owned(), msisdn: None, card: None };
    it.baohao.add_sim(&draft, now(0)).unwrap()
}

#[test]
fn the_operators_to_choose_from_are_those_that_are_there() {
    let (it, _) = new();
    let names: Vec<_> = it.baohao.operators().into_iter().map(|operator| operator.name).collect();
    assert_eq!(
        names,
        ["Smart", "Metfone", "Cellcard", "CooTel", "yes (Seatel)", "Cambodia Post Mobile"],
        "qb is gone"
    );
    let card = |carrier_id, plmn: &str| PresentCard {
        subscription_id: 9,
        slot: 0,
        carrier_id: Some(carrier_id),
        plmn: Some(plmn.to_owned()),
        ..PresentCard::default()
    };
    for (carrier_id, plmn, expected) in
        [(2181, "45608", Some("Metfone")), (2236, "45611", Some("yes (Seatel)")), (2180, "45604", None)]
    {
        let phone = Phone { cards: Some(vec![card(carrier_id, plmn)]), ..phone() };
        let suggested = it.baohao.suggest(&phone).unwrap().remove(0);
        assert_eq!(suggested.operator.map(|operator| operator.name).as_deref(), expected);
    }
}

#[test]
fn a_sims_screen_lists_what_can_go_out_and_tells_the_rest() {
    let (mut it, _) = new();
    for operator in it.baohao.operators() {
        let sim = add(&mut it, &operator.id);
        let detail = it.baohao.sim_detail(sim, &phone(), now(0)).unwrap();
        assert_eq!(detail.actions[0].id, "kh.balance", "{}: surest and free first", operator.id);
        for action in &detail.actions {
            assert!(it.baohao.prepare(sim, &action.id, &phone(), now(0)).is_ok(), "{}", action.id);
        }
        for action in &detail.by_hand {
            assert!(it.baohao.prepare(sim, &action.id, &phone(), now(0)).is_err(), "{}", action.id);
        }
        let told = |channel: &Channel| detail.by_hand.iter().any(|action| action.channel == *channel);
        assert!(told(&Channel::Shop) && told(&Channel::Wallet { name: "Wing".to_owned() }));
    }
}

#[test]
fn what_needs_a_pin_is_not_prepared_without_one() {
    let (mut it, sim) = new();
    let refused = it.baohao.prepare(sim, "kh.top-up", &phone(), now(0));
    assert_eq!(refusal(refused), Refusal::Missing);
    let detail = it.baohao.sim_detail(sim, &phone(), now(0)).unwrap();
    let listed = |id: &str| detail.actions.iter().chain(&detail.by_hand).any(|action| action.id == id);
    assert!(!listed("kh.top-up") && listed("kh.identity"));
}

#[test]
fn a_menu_goes_to_the_dialler_and_nowhere_else() {
    let (mut it, sim) = new();
    let preview = it.baohao.prepare(sim, "kh.stop-services", &phone(), now(0)).unwrap();
    assert_eq!(preview.direct, DirectRoute::Dialler);
    let direct = it.baohao.hand_over(preview.command_id, Route::Direct, false, &phone(), now(0));
    assert_eq!(refusal(direct), Refusal::NoDirectRoute);
    let handed = it.baohao.hand_over(preview.command_id, Route::HandOff, false, &phone(), now(0)).unwrap();
    assert_eq!(handed.doing, Doing::Dial { uri: "tel:*1200%23".to_owned() });
}

#[test]
fn the_preview_says_how_many_messages_a_text_is() {
    let (mut it, sim) = new();
    let size = |it: &mut Phone1, action| {
        let preview = it.baohao.prepare(sim, action, &phone(), now(0)).unwrap();
        preview.sms_size.map(|size| (size.units, size.segments))
    };
    assert_eq!(size(&mut it, "kh-smart.auto-renew-on"), Some((2, 1)));
    assert_eq!(size(&mut it, "kh.balance"), None);
}

#[test]
fn a_number_must_have_its_operators_length() {
    let (mut it, _) = new();
    for (msisdn, expected) in [
        ("097 000 0315", None),
        ("010 000 4820", Some(Refusal::NumberLength)),
        ("0100004x2", Some(Refusal::NotNumber)),
    ] {
        let draft = SimDraft {
            label: String::new(),
            operator_id: "kh-metfone".to_owned(),
            msisdn: Some(msisdn.to_owned()),
            card: None,
        };
        let added = it.baohao.add_sim(&draft, now(0));
        assert_eq!(added.err().map(|error| refusal(Err::<(), _>(error))), expected, "{msisdn}");
    }
}
