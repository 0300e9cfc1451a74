//! Teaching through the real ledger.

use super::*;
use crate::ledger::TemplateOrigin;
use crate::reply::ValidityOf;

/// Nothing in it says that it is a balance or a validity, to anybody who doesn't know this operator.
fn purse(amount: &str, day: &str) -> String {
    format!("Smart purse: {amount} USD. Line open to {day}. Help 010234567")
}

/// The first amount and the first date of a lesson.
const FIRST: LessonAnswer =
    LessonAnswer { balance: Some(0), last_day: Some(0), last_day_of: ValidityOf::Balance };

fn reason(taught: Taught) -> TeachRefusal {
    match taught {
        Taught::Refused { reason, .. } => reason,
        Taught::Reads { .. } => panic!("must be refused"),
    }
}

impl Phone1 {
    /// Asks for the balance by USSD and is answered so.
    fn answered(&mut self, sim: i64, text: &str, at: Now) -> ReplyView {
        let HandOver { command_id, .. } = self.tap(sim, "kh.balance", Route::Direct, at);
        kept(self.hear(IncomingFrom::Ussd { command_id }, text, at))
    }

    fn balance(&self, at: Now) -> Option<(i64, i64)> {
        let card = self.baohao.home(&phone(), at).unwrap().cards.remove(0);
        card.balance.map(|money| money.units).zip(card.balance_at_ms)
    }
}

#[test]
fn what_is_taught_on_an_answer_counts_as_the_answer_and_so_does_the_next_one() {
    let (mut it, sim) = new();
    it.baohao.set_valid_until(sim, day("2026-12-05"), now(0)).unwrap();
    let reply = it.answered(sim, &purse("5.20", "14/03/2027"), now(1));
    assert!(reply.reading.can_teach && reply.reading.balance.is_none() && reply.reading.taught.is_none());
    let lesson = it.baohao.lesson(reply.reply_id).unwrap();
    let pieces = |range: (i32, i32)| &lesson.text[range.0 as usize..range.1 as usize];
    assert_eq!(pieces((lesson.amounts[0].start, lesson.amounts[0].end)), "5.20");
    assert_eq!(pieces((lesson.days[0].start, lesson.days[0].end)), "14/03/2027");
    let checked = it.baohao.teach_check(reply.reply_id, &FIRST).unwrap();
    assert_eq!(it.valid_until(now(2)), Some(day("2026-12-05")), "looking changes nothing");
    let taught = it.baohao.teach(reply.reply_id, &FIRST, now(2)).unwrap();
    assert_eq!(checked, taught);
    let Taught::Reads { balance, last_day, last_day_of, also_count, .. } = taught else {
        panic!("{taught:?}")
    };
    assert_eq!((balance.unwrap().units, last_day), (520, Some(day("2027-03-14"))));
    assert_eq!((last_day_of, also_count), (Some(ValidityOf::Balance), 0));
    assert_eq!(it.valid_until(now(2)), Some(day("2027-03-14")), "it answered our own question in its window");
    assert_eq!(
        it.balance(now(2)),
        Some((520, now(1).epoch_ms)),
        "said when the message came, not when it was taught"
    );

    let mut it = it.reopen();
    let next = it.answered(sim, &purse("3.10", "20/04/2027"), now(60));
    assert_eq!((next.reading.taught, next.reading.can_teach), (Some(TemplateOrigin::Hand), false));
    assert_eq!(it.valid_until(now(61)), Some(day("2027-04-20")));
    assert_eq!(it.balance(now(61)), Some((310, now(60).epoch_ms)));
    let before = it.balance(now(61));
    assert_eq!(it.reopen().balance(now(61)), before, "a start counts nothing twice");
}

#[test]
fn a_date_that_nobody_asked_for_is_only_offered_however_it_is_read() {
    let (mut it, sim) = new();
    let HandOver { .. } = it.tap(sim, "kh-smart.auto-renew-on", Route::Direct, now(0));
    let hello = kept(it.hear(sms("Smart"), "Welcome", now(1)));
    it.baohao.confirm_sender(hello.reply_id, true, &phone(), now(1)).unwrap();
    it.baohao.set_valid_until(sim, day("2027-01-20"), now(1)).unwrap();
    let later = kept(it.hear(sms("Smart"), &purse("5.20", "14/03/2027"), now(600)));
    it.baohao.teach(later.reply_id, &FIRST, now(601)).unwrap();
    assert_eq!(it.valid_until(now(601)), Some(day("2027-01-20")), "a message must not soothe");
    let shown = it.baohao.sim_detail(sim, &phone(), now(601)).unwrap().replies.remove(0);
    assert_eq!(shown.question, Some(ReplyQuestion::AcceptDate { until: day("2027-03-14") }));
    kept(it.hear(sms("Smart"), &purse("5.20", "02/01/2027"), now(700)));
    assert_eq!(it.valid_until(now(700)), Some(day("2027-01-02")), "and may frighten");
}

#[test]
fn earlier_messages_are_read_with_their_own_moment_and_are_no_news() {
    let (mut it, sim) = new();
    it.paste(sim, &purse("9.00", "01/02/2027"), now(0));
    it.paste(sim, &purse("7.00", "02/04/2027"), now(10));
    it.paste(sim, "Your balance is 4.00 USD valid till 14.03.27", now(20));
    let newest = it.paste(sim, &purse("2.00", "25/02/2027"), now(15));
    let Taught::Reads { also, also_count, .. } = it.baohao.teach_check(newest.reply_id, &FIRST).unwrap()
    else {
        panic!("must be taught")
    };
    assert_eq!((also.len(), also_count), (2, 2));
    assert_eq!(also[0].reading.balance.as_ref().map(|money| money.units), Some(700), "newest first");
    it.baohao.teach(newest.reply_id, &FIRST, now(30)).unwrap();
    assert_eq!(it.balance(now(30)), Some((400, now(20).epoch_ms)));
    assert_eq!(it.valid_until(now(30)), Some(day("2027-03-14")));
    let texts = it.baohao.sim_detail(sim, &phone(), now(30)).unwrap().replies;
    assert!(texts.iter().all(|reply| reply.reading.balance.is_some()));
}

#[test]
fn a_half_that_was_read_counts_once_and_the_taught_half_is_added() {
    let (mut it, sim) = new();
    let reply = it.answered(sim, "Your balance is 5.20 USD. Line closes 21.06.2027", now(0));
    assert_eq!((it.balance(now(0)).unwrap().0, it.valid_until(now(0))), (520, None));
    let lesson = it.baohao.lesson(reply.reply_id).unwrap();
    assert_eq!((lesson.amounts.len(), lesson.days.len()), (0, 1), "what was read isn't asked");
    it.baohao.teach(reply.reply_id, &LessonAnswer { balance: None, ..FIRST }, now(1)).unwrap();
    assert_eq!(it.valid_until(now(1)), Some(day("2027-06-21")));
    let entries = store::balances::of_sim(&it.baohao.ledger, sim).unwrap();
    assert_eq!(entries.iter().filter(|entry| entry.money.is_some()).count(), 1);
}

#[test]
fn err_what_contradicts_an_earlier_reading_is_refused_with_the_message() {
    let (mut it, sim) = new();
    let two = "Your balance is 5.20 USD and your balance is 2.00 USD until 22.06.27";
    let one = "Your balance is 1.234 USD valid till 14.03.27";
    for text in [two, one] {
        it.paste(sim, text, now(0));
    }
    let shared = |line: &str| format!("Baohao template 1\noperator: kh-smart\nmessage: {line}");
    for (line, against) in [
        (
            "your balance is [balance USD] usd and your balance is [figure] usd until [day plan dmy]",
            Some(two),
        ),
        ("your balance is [balance USD] usd and your balance is [figure] usd until [day balance dmy]", None),
        ("your balance is [balance USD comma] usd valid till [figure]", Some(one)),
        ("your balance is [balance USD point] usd valid till [figure]", None),
        ("your balance is [figure] usd valid till [day balance mdy]", None),
        ("your balance is [figure] usd valid till [day sim dmy]", Some(one)),
    ] {
        let checked = it.baohao.import_check(&shared(line)).unwrap();
        match (&checked, against) {
            (Taught::Reads { .. }, None) => {}
            (Taught::Refused { reason: TeachRefusal::Contradicts, against }, Some(text)) => {
                assert_eq!(against[0].text, text, "{line}");
            }
            _ => panic!("{line}: {checked:?}"),
        }
        if against.is_some() {
            assert_eq!(it.baohao.import_template(&shared(line), now(1)).unwrap(), checked);
            assert_eq!(it.baohao.taught(sim).unwrap(), [], "nothing was stored");
        }
    }
    // What another template read is an earlier reading too.
    let reply = it.paste(sim, "Core 12.50 USD 14.03.2027, thanks for being here", now(2));
    it.baohao.teach(reply.reply_id, &FIRST, now(3)).unwrap();
    let wider = shared("core [balance USD] usd [day plan] thanks for being here");
    assert!(
        matches!(it.baohao.import_check(&wider).unwrap(), Taught::Reads { .. }),
        "the same shape replaces it"
    );
}

#[test]
fn err_the_reasons_for_which_nothing_is_taught() {
    let (mut it, sim) = new();
    let none = LessonAnswer { balance: None, last_day: None, ..FIRST };
    for (text, answer, expected) in [
        (purse("5.20", "14/03/2027"), none.clone(), TeachRefusal::NothingMarked),
        (purse("5.20", "14/03/2027"), LessonAnswer { balance: Some(9), ..FIRST }, TeachRefusal::NotAnAmount),
        (purse("5.20", "14/03/2027"), LessonAnswer { balance: Some(-1), ..FIRST }, TeachRefusal::NotAnAmount),
        (purse("5.20", "a day"), FIRST, TeachRefusal::NotADate),
        ("Bal 5.20 x 14/03/2027".to_owned(), FIRST, TeachRefusal::TooFewWords),
        ("Your account 1234 was debited 5.20 USD".to_owned(), FIRST, TeachRefusal::Bank),
        ("Your OTP is 493021, purse 5.20 USD".to_owned(), FIRST, TeachRefusal::OneTimePassword),
    ] {
        let reply = it.paste(sim, &text, now(0));
        assert_eq!(reason(it.baohao.teach(reply.reply_id, &answer, now(1)).unwrap()), expected, "{text}");
    }
    assert_eq!(it.baohao.taught(sim).unwrap(), []);
    let HandOver { .. } = it.tap(sim, "kh-smart.auto-renew-on", Route::Direct, now(2));
    let unknown = kept(it.hear(sms("Smart"), &purse("5.20", "14/03/2027"), now(3)));
    assert_eq!(
        refusal(it.baohao.lesson(unknown.reply_id)),
        Refusal::WrongState,
        "not known to be the operator's"
    );
    assert_eq!(refusal(it.baohao.teach(unknown.reply_id, &FIRST, now(3))), Refusal::WrongState);
}

#[test]
fn a_shape_that_is_taught_again_replaces_the_earlier_and_one_that_is_dropped_reads_no_more() {
    let (mut it, sim) = new();
    let text = "Core 12.50, gift 5.00, line shuts 15.02.27";
    let reply = it.paste(sim, text, now(0));
    it.baohao.teach(reply.reply_id, &LessonAnswer { balance: Some(1), ..FIRST }, now(1)).unwrap();
    it.baohao.teach(reply.reply_id, &FIRST, now(2)).unwrap();
    let shapes = it.baohao.taught(sim).unwrap();
    assert_eq!((shapes.len(), shapes[0].at_ms), (1, now(2).epoch_ms));
    let again = |it: &Phone1, text: &str| it.baohao.read(sim, text, now(3)).unwrap();
    let next = "Core 3.00, gift 1.00, line shuts 15.03.27";
    assert_eq!(again(&it, next).balance.map(|money| money.units), Some(300));
    it.baohao.drop_template(shapes[0].template_id, now(4)).unwrap();
    assert_eq!(it.baohao.taught(sim).unwrap(), []);
    let mut it = it.reopen();
    let unread = again(&it, next);
    assert_eq!((unread.balance, unread.can_teach), (None, true));
    assert!(!unread.withheld.is_empty());
    assert!(matches!(it.baohao.drop_template(shapes[0].template_id, now(5)), Err(Error::NotFound(_))));
}

#[test]
fn a_shared_shape_holds_no_digit_and_reads_on_another_phone() {
    let (mut it, sim) = new();
    let reply = it.paste(sim, &purse("5.20", "14/03/2027"), now(0));
    it.baohao.teach(reply.reply_id, &FIRST, now(1)).unwrap();
    let text = it.baohao.share_template(it.baohao.taught(sim).unwrap()[0].template_id).unwrap();
    assert_eq!(text.chars().filter(char::is_ascii_digit).collect::<String>(), "1", "the form's version");

    let (mut other, sim) = new();
    let unread = other.answered(sim, &purse("0.75", "02/08/2027"), now(0));
    let checked = other.baohao.import_check(&text).unwrap();
    assert!(matches!(checked, Taught::Reads { also_count: 1, .. }));
    assert_eq!(other.valid_until(now(1)), None);
    other.baohao.import_template(&text, now(1)).unwrap();
    assert_eq!(other.valid_until(now(1)), Some(day("2027-08-02")));
    let shape = other.baohao.taught(sim).unwrap().remove(0);
    assert_eq!(shape.origin, TemplateOrigin::File);
    let shown = other.baohao.sim_detail(sim, &phone(), now(1)).unwrap();
    assert_eq!((shown.taught, shown.replies[0].reply_id), (1, unread.reply_id));
    assert_eq!(shown.replies[0].reading.taught, Some(TemplateOrigin::File), "and is shown as such");
}

#[test]
fn err_a_shared_text_that_is_none_of_ours_is_refused() {
    let (mut it, _) = new();
    let with =
        |operator: &str, line: &str| format!("Baohao template 1\noperator: {operator}\nmessage: {line}");
    for (text, expected) in [
        ("Hello".to_owned(), TeachRefusal::NotATemplate),
        ("Baohao template 7\n".to_owned(), TeachRefusal::TooNew),
        (with("kh-smart", "purse of the line"), TeachRefusal::NothingMarked),
        (with("kh-smart", "purse of the line [balance] 5"), TeachRefusal::Malformed),
        (with("xx-nobody", "purse of the line [balance]"), TeachRefusal::UnknownOperator),
    ] {
        assert_eq!(reason(it.baohao.import_template(&text, now(0)).unwrap()), expected, "{text}");
    }
}

#[test]
fn an_advertisement_or_a_menu_offers_nothing_to_teach() {
    let (it, sim) = new();
    for (text, can_teach) in [
        ("Get 5GB for $1! Reply now", false),
        ("Your balance is 5.20 USD valid till 21.06.27", false),
        ("Thank you for using Smart", false),
        ("1. Top up\n2. Packages", false),
        ("Your OTP is 493021, purse 5.20 USD", false),
        ("Smart purse: 5.20 USD", true),
    ] {
        assert_eq!(it.baohao.read(sim, text, now(0)).unwrap().can_teach, can_teach, "{text}");
    }
}
