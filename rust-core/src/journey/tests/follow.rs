//! What follows a command: what may be done next, and what asks before it is done again.

use super::*;

#[test]
fn what_was_just_done_asks_before_it_is_done_again() {
    let (mut it, sim) = new();
    let first = it.tap(sim, "kh-smart.auto-renew-on", Route::Direct, now(0)).command_id;
    let again =
        |it: &mut Phone1, at| it.baohao.prepare(sim, "kh-smart.auto-renew-on", &phone(), at).unwrap().earlier;
    let earlier = again(&mut it, now(3)).expect("asked");
    assert_eq!((earlier.command_id, earlier.at_ms), (first, now(0).epoch_ms));
    assert!(again(&mut it, now(600)).is_some(), "nobody knows what came of it");
    assert_eq!(again(&mut it, now(25 * 60)), None);
    kept(it.hear(sms("808"), "Your plan was renewed successfully", now(1)));
    assert!(again(&mut it, now(3)).is_some(), "it was done");
    assert_eq!(again(&mut it, now(600)), None, "known, and long ago");

    let (mut it, sim) = new();
    it.tap(sim, "kh-smart.auto-renew-on", Route::Direct, now(0));
    kept(it.hear(sms("808"), "Your balance is not enough, 3.00 USD needed", now(1)));
    let refused = it.baohao.prepare(sim, "kh-smart.auto-renew-on", &phone(), now(2)).unwrap();
    assert_eq!(refused.earlier, None, "nothing was bought");
    it.tap(sim, "kh.balance", Route::Direct, now(2));
    let asking = it.baohao.prepare(sim, "kh-smart.balance", &phone(), now(3)).unwrap();
    assert_eq!((asking.earlier, asking.asks_twice), (None, false), "asking costs nothing twice");
}

#[test]
fn a_reply_that_asks_for_a_keyword_offers_it_to_the_same_number_only() {
    let (mut it, sim) = new();
    let first = it.tap(sim, "kh-smart.auto-renew-on", Route::Direct, now(0)).command_id;
    let asks = kept(it.hear(sms("808"), "Auto-renew costs 2.00 USD a month. Reply YES to confirm", now(1)));
    let offers = it.baohao.command(first, &phone(), now(2)).unwrap().offers;
    assert_eq!(offers[0], Offer::Answer { reply_id: asks.reply_id, body: "YES".to_owned() });
    let refused = it.baohao.prepare_answer(asks.reply_id, "NO", &phone(), now(2));
    assert_eq!(refusal(refused), Refusal::WrongState, "only what stands there");
    let step = it.baohao.prepare_answer(asks.reply_id, "YES", &phone(), now(2)).unwrap();
    assert_eq!(step.outgoing, Outgoing::Sms { to: "808".to_owned(), body: "YES".to_owned() });
    assert!(step.asks_twice && step.earlier.is_none(), "as unconfirmed as the first step, and not the same");
    it.baohao.hand_over(step.command_id, Route::Direct, true, &phone(), now(2)).unwrap();
    let again = it.baohao.prepare_answer(asks.reply_id, "YES", &phone(), now(3)).unwrap();
    assert!(again.earlier.is_some(), "the same step a second time");
    kept(it.hear(sms("808"), "Your plan was renewed successfully", now(4)));
    let step = it.baohao.command(step.command_id, &phone(), now(4)).unwrap();
    assert_eq!((step.verdict, step.offers), (Some(Verdict::Confirmed), vec![]));
    let late = it.baohao.command(first, &phone(), now(25 * 60)).unwrap().offers;
    assert!(!late.iter().any(|offer| matches!(offer, Offer::Answer { .. })), "yesterday's question");
}

#[test]
fn what_is_offered_after_each_end() {
    let check = || Offer::CheckBalance { action_id: "kh.balance".to_owned() };
    let all = |it: &Phone1, id, at| it.baohao.command(id, &phone(), at).unwrap().offers;
    let kinds = |it: &Phone1, id, at| {
        let mut offers = all(it, id, at);
        offers.retain(|offer| !matches!(offer, Offer::Elsewhere { .. }));
        offers
    };
    let renew =
        |it: &mut Phone1, sim| it.tap(sim, "kh-smart.auto-renew-on", Route::Direct, now(0)).command_id;
    let (mut it, sim) = new();
    let id = renew(&mut it, sim);
    assert_eq!(kinds(&it, id, now(1)), [], "it is waited for");
    assert_eq!(kinds(&it, id, now(10)), [check()], "it may have gone out: never the same again");
    it.baohao.platform_word(id, PlatformWord::SmsSent, &phone(), now(10)).unwrap();
    assert_eq!(kinds(&it, id, now(10)), [Offer::LookForHidden, check()], "no answer");
    let offers = all(&it, id, now(10));
    let elsewhere = offers.iter().position(|offer| matches!(offer, Offer::Elsewhere { .. }));
    assert_eq!(elsewhere, Some(2), "shops, wallets and apps come last");
    kept(it.hear(sms("808"), "Your balance is not enough, 3.00 USD needed", now(12)));
    assert_eq!(kinds(&it, id, now(12)), [Offer::TopUpFirst]);
    for (word, expected) in [
        (PlatformWord::SmsFailed { code: 4 }, vec![Offer::Again, Offer::ByHand]),
        (PlatformWord::SmsFailed { code: 8 }, vec![Offer::ByHand]),
        (PlatformWord::SmsFailed { code: 1 }, vec![check()]),
    ] {
        let (mut it, sim) = new();
        let id = renew(&mut it, sim);
        it.baohao.platform_word(id, word, &phone(), now(0)).unwrap();
        assert_eq!(kinds(&it, id, now(1)), expected, "{word:?}");
    }
    let (mut it, sim) = new();
    let id = it.tap(sim, "kh.balance", Route::Direct, now(0)).command_id;
    let offers = kinds(&it, id, now(5));
    assert_eq!(offers[..2], [Offer::LookForHidden, Offer::Again], "asking again costs nothing");
    assert!(matches!(&offers[2], Offer::Otherwise { action } if action.id == "kh-smart.balance"));
}

#[test]
fn a_code_that_opened_a_menu_goes_to_the_dialler() {
    let (mut it, sim) = new();
    let menu = it.tap(sim, "kh-smart.balance", Route::Direct, now(0)).command_id;
    it.baohao.platform_word(menu, PlatformWord::UssdFailed { code: -1 }, &phone(), now(0)).unwrap();
    let direct = |it: &mut Phone1, action, at| it.baohao.prepare(sim, action, &phone(), at).unwrap().direct;
    assert_eq!(direct(&mut it, "kh-smart.balance", now(10)), DirectRoute::Dialler);
    assert_eq!(direct(&mut it, "kh.balance", now(10)), DirectRoute::Ready, "another code");
    let preview = it.baohao.prepare(sim, "kh-smart.balance", &phone(), now(10)).unwrap();
    let tapped = it.baohao.hand_over(preview.command_id, Route::Direct, false, &phone(), now(10));
    assert_eq!(refusal(tapped), Refusal::NoDirectRoute);
    assert!(it.baohao.hand_over(preview.command_id, Route::HandOff, false, &phone(), now(10)).is_ok());
    let late = IncomingFrom::Ussd { command_id: menu };
    kept(it.hear(late, REPLY, now(11)));
    assert_eq!(direct(&mut it, "kh-smart.balance", now(20)), DirectRoute::Ready, "it was answered after all");

    let (mut it, sim) = new();
    let menu = it.tap(sim, "kh-smart.balance", Route::Direct, now(0)).command_id;
    it.baohao.platform_word(menu, PlatformWord::UssdFailed { code: -1 }, &phone(), now(0)).unwrap();
    let later = now(91 * 24 * 60);
    assert_eq!(
        direct(&mut it, "kh-smart.balance", later),
        DirectRoute::Ready,
        "it may have been a busy network"
    );
}
