//! The evidence table: cards as each Android version shows them × SIMs as the ledger knows them → the answer.
//! `cargo test -p baohao-core evidence -- --nocapture` prints it.

mod cases;

use self::cases::{of_some_androids, on_every_android};
use super::*;

const SMART: (&[&str], &[i32]) = (&["45606", "45602", "45605"], &[869]);

/// A card as it is, whatever a phone shows of it.
#[derive(Clone, Copy)]
struct Card {
    iccid: &'static str,
    number: Option<&'static str>,
    plmn: &'static str,
    carrier_id: i32,
    embedded: bool,
}

const WORK: Card = Card { iccid: "w", number: None, plmn: "45606", carrier_id: 869, embedded: false };
const HOME: Card = Card { iccid: "h", ..WORK };
const OTHER: Card = Card { iccid: "o", ..WORK };
const METFONE: Card = Card { iccid: "m", plmn: "45608", carrier_id: 2181, ..WORK };
const ESIM_WORK: Card = Card { iccid: "ew", embedded: true, ..WORK };
const ESIM_HOME: Card = Card { iccid: "eh", embedded: true, ..WORK };

/// What an Android of that API level shows an ordinary app of a card. It numbers the cards that it meets by itself.
fn shown(api: i32, card: Card, subscription_id: i32, slot: i32) -> SeenCard {
    let card_id = match card.iccid {
        _ if card.embedded => 9, // of the chip, for every profile
        "w" => 0,
        "h" => 1,
        "o" => 2,
        _ => 3,
    };
    let present = PresentCard {
        subscription_id,
        slot,
        carrier_id: (api >= 28).then_some(card.carrier_id),
        plmn: Some(card.plmn.to_owned()),
        msisdn: card.number.map(str::to_owned),
        card_id: (api >= 29).then_some(card_id),
        iccid: None,
        embedded: api >= 28 && card.embedded,
    };
    SeenCard::of(&present, (api <= 28).then(|| format!("hash of {}", card.iccid)))
}

fn without(mut card: SeenCard, change: impl FnOnce(&mut CardMarks)) -> SeenCard {
    change(&mut card.marks);
    card
}

/// A phone that shows nothing but the operator.
fn bare(card: SeenCard) -> SeenCard {
    without(card, |marks| (marks.card_id, marks.iccid_hash) = (None, None))
}

/// A SIM of the ledger, before anything is known of its card.
#[derive(Clone)]
struct Known {
    sim_id: i64,
    number: Option<Redacted<String>>,
    marks: Option<CardMarks>,
    said_ms: Option<i64>,
    since_ms: i64,
    archived: bool,
}

fn drawer(sim_id: i64) -> Known {
    Known { sim_id, number: None, marks: None, said_ms: None, since_ms: sim_id, archived: false }
}

fn seen(sim_id: i64, card: &SeenCard) -> Known {
    Known { marks: Some(card.marks.clone()), said_ms: Some(sim_id), ..drawer(sim_id) }
}

/// As a ledger of version 1 knows it.
fn old(sim_id: i64, subscription_id: i32) -> Known {
    let marks = CardMarks { subscription_id: Some(subscription_id), ..CardMarks::default() };
    Known { marks: Some(marks), ..drawer(sim_id) }
}

impl Known {
    fn number(self, number: &str) -> Self {
        Self { number: Some(Redacted(number.to_owned())), ..self }
    }

    fn restored(self) -> Self {
        Self { marks: self.marks.map(CardMarks::on_another_phone), ..self }
    }

    fn said(self, ms: i64) -> Self {
        Self { said_ms: Some(ms), since_ms: ms, ..self }
    }
}

fn answers(cards: &[SeenCard], sims: &[Known]) -> String {
    let plmn: Vec<String> = SMART.0.iter().map(|plmn| (*plmn).to_owned()).collect();
    let known: Vec<KnownSim<'_>> = sims
        .iter()
        .map(|sim| KnownSim {
            sim_id: sim.sim_id,
            msisdn: sim.number.as_ref(),
            plmn: plmn.clone(),
            carrier_ids: SMART.1.to_vec(),
            marks: sim.marks.clone(),
            said_ms: sim.said_ms,
            since_ms: sim.since_ms,
            archived: sim.archived,
        })
        .collect();
    let verdicts = identify(cards, &known);
    // One SIM in two places, or two SIMs in one, would send from the wrong one.
    let settled = |verdict: &Verdict| match verdict {
        Verdict::Same(id) | Verdict::Moved(id) => Some(*id),
        _ => None,
    };
    let mut ids: Vec<i64> = verdicts.iter().filter_map(settled).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), verdicts.iter().filter(|verdict| settled(verdict).is_some()).count());
    let word = |verdict: &Verdict| match verdict {
        Verdict::Same(id) => format!("same {id}"),
        Verdict::Moved(id) => format!("moved {id}"),
        Verdict::New => "new".to_owned(),
        Verdict::Ask(doubt, sims) => format!("ask {doubt:?} {sims:?}"),
    };
    verdicts.iter().map(word).collect::<Vec<_>>().join(" · ")
}

struct Case(&'static str, Vec<SeenCard>, Vec<Known>, &'static str);

#[test]
fn the_evidence_table() {
    println!("\n| API | cards × SIMs | answer for each card |\n|---|---|---|");
    for Case(name, cards, sims, expected) in on_every_android(26) {
        println!("| 26–36 | {name} | {} |", if expected.is_empty() { "—" } else { expected });
        assert_eq!(answers(&cards, &sims), expected, "{name}, API 26");
    }
    for api in 27..=36 {
        for Case(name, cards, sims, expected) in on_every_android(api) {
            assert_eq!(answers(&cards, &sims), expected, "{name}, API {api}");
        }
    }
    for (apis, Case(name, cards, sims, expected)) in of_some_androids() {
        println!("| {apis} | {name} | {expected} |");
        assert_eq!(answers(&cards, &sims), expected, "{name}");
    }
}

#[test]
fn evidence_grows_and_a_silent_phone_takes_none_away() {
    let before = shown(28, WORK, 1, 0).marks;
    let now = shown(29, Card { number: Some("010000482"), ..WORK }, 1, 1).marks;
    let grown = now.over(&before);
    assert_eq!(grown.iccid_hash.as_deref(), Some("hash of w"), "which API 29 hides");
    assert_eq!((grown.card_id, grown.slot), (Some(0), Some(1)));
    assert_eq!(grown.msisdn, Some(Redacted("010000482".to_owned())));
    assert_eq!(before.over(&grown).card_id, Some(0));
}

#[test]
fn a_sim_under_question_is_nowhere_for_certain() {
    let (work, home) = (shown(30, WORK, 1, 0), shown(30, HOME, 2, 1));
    let cards = [work, home];
    let verdicts = [Verdict::Same(1), Verdict::Ask(Doubt::OperatorOnly, vec![7])];
    let at = |sim_id| location(sim_id, &cards, &verdicts);
    assert_eq!(at(1), Location::InPhone { subscription_id: 1, slot: 0 });
    assert_eq!((at(7), at(8)), (Location::Unsure, Location::Elsewhere));
}
