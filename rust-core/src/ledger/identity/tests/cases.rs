//! The rows of the evidence table.

use super::*;

/// What is the same from API 26 to 36.
pub(super) fn on_every_android(api: i32) -> Vec<Case> {
    let (work, home) = (shown(api, WORK, 1, 0), shown(api, HOME, 2, 1));
    let both = || vec![seen(1, &work), seen(2, &home)];
    let here = || vec![work.clone(), home.clone()];
    vec![
        Case("two SIMs of one operator", here(), both(), "same 1 · same 2"),
        Case(
            "the two in swapped slots",
            vec![shown(api, HOME, 2, 0), shown(api, WORK, 1, 1)],
            both(),
            "moved 2 · moved 1",
        ),
        Case("one removed", vec![home.clone()], both(), "same 2"),
        Case("one removed, put in again", here(), both(), "same 1 · same 2"),
        Case("another card in its place", vec![shown(api, OTHER, 3, 0)], vec![seen(1, &work)], "new"),
        Case(
            "another card under its subscription id",
            vec![shown(api, OTHER, 1, 0)],
            vec![seen(1, &work)],
            "ask Replaced [1]",
        ),
        Case(
            "another operator's card under its subscription id",
            vec![shown(api, METFONE, 1, 0)],
            vec![seen(1, &work)],
            "ask Replaced [1]",
        ),
        Case("no card at all", vec![], both(), ""),
        Case("a card, and no SIM known", vec![work.clone()], vec![], "new"),
        Case(
            "a SIM from the drawer of its operator",
            vec![work.clone()],
            vec![drawer(7)],
            "ask OperatorOnly [7]",
        ),
        Case(
            "two SIMs from the drawer",
            vec![work.clone()],
            vec![drawer(7), drawer(8)],
            "ask OperatorOnly [7, 8]",
        ),
        Case(
            "a known SIM, and one in the drawer",
            here(),
            vec![seen(1, &work), drawer(7)],
            "same 1 · ask OperatorOnly [7]",
        ),
        Case(
            "another operator's card, a SIM in the drawer",
            vec![shown(api, METFONE, 3, 0)],
            vec![drawer(7)],
            "new",
        ),
        Case(
            "the card shows the number of the SIM in the drawer",
            vec![shown(api, Card { number: Some("+85510000482"), ..WORK }, 1, 0)],
            vec![drawer(7).number("010 000 482"), drawer(8)],
            "same 7",
        ),
        Case(
            "the card shows another number than the SIM in the drawer has",
            vec![shown(api, Card { number: Some("+85510000483"), ..WORK }, 1, 0)],
            vec![drawer(7).number("010000482")],
            "new",
        ),
        Case(
            "a number that disagrees",
            vec![shown(api, Card { number: Some("+85510000483"), ..WORK }, 1, 0)],
            vec![seen(1, &work).number("010000482")],
            "ask Disagrees [1]",
        ),
        Case(
            "a wrong number that the card showed when a person said which it is",
            vec![shown(api, Card { number: Some("+85510000483"), ..WORK }, 1, 0)],
            vec![
                seen(1, &shown(api, Card { number: Some("+85510000483"), ..WORK }, 1, 0)).number("010000482"),
            ],
            "same 1",
        ),
        Case(
            "a card that shows its number later",
            vec![shown(api, Card { number: Some("010000482"), ..WORK }, 1, 0)],
            vec![seen(1, &work).number("010000482")],
            "same 1",
        ),
        Case(
            "a card that later shows the number of another SIM",
            vec![shown(api, Card { number: Some("010000482"), ..WORK }, 1, 0)],
            vec![seen(1, &work), drawer(7).number("010000482")],
            "ask Several [1, 7]",
        ),
        Case(
            "the same, and a person had said which it is before the number showed",
            vec![shown(api, Card { number: Some("010000482"), ..WORK }, 1, 0)],
            vec![drawer(7).number("010000482"), seen(9, &work)],
            "ask Several [7, 9]",
        ),
        Case(
            "the same, and the number showed when a person said it",
            vec![shown(api, Card { number: Some("010000482"), ..WORK }, 1, 0)],
            vec![
                drawer(7).number("010000482"),
                seen(9, &shown(api, Card { number: Some("010000482"), ..WORK }, 1, 0)),
            ],
            "same 9",
        ),
        Case("an old ledger knows the subscription id", vec![work.clone()], vec![old(1, 1)], "same 1"),
        Case(
            "an old ledger, another operator's card",
            vec![shown(api, METFONE, 1, 0)],
            vec![old(1, 1)],
            "ask Replaced [1]",
        ),
        Case(
            "an old ledger with one card added twice",
            vec![work.clone()],
            vec![old(1, 1), old(2, 1)],
            "ask Several [1, 2]",
        ),
        Case(
            "the same, after a person said it is the second",
            vec![work.clone()],
            vec![old(1, 1), seen(2, &work).said(9)],
            "same 2",
        ),
        Case(
            "an archived SIM whose card is still in",
            vec![work.clone()],
            vec![Known { archived: true, ..seen(1, &work) }],
            "same 1",
        ),
        Case(
            "an archived SIM of the operator",
            vec![work.clone()],
            vec![Known { archived: true, ..drawer(7) }],
            "new",
        ),
        Case(
            "a person said: none of these",
            vec![SeenCard { none_said_ms: Some(9), ..work.clone() }],
            vec![drawer(7), drawer(8)],
            "new",
        ),
        Case(
            "and put one more into the drawer since",
            vec![SeenCard { none_said_ms: Some(9), ..work.clone() }],
            vec![drawer(7), drawer(10)],
            "ask OperatorOnly [10]",
        ),
    ]
}

/// What depends on the version of Android, or takes more than one.
pub(super) fn of_some_androids() -> Vec<(&'static str, Case)> {
    let restored = |api: i32| {
        vec![seen(1, &shown(api, WORK, 1, 0)).restored(), seen(2, &shown(api, HOME, 2, 1)).restored()]
    };
    let (esim_work, esim_home) = (shown(30, ESIM_WORK, 4, 1), shown(30, ESIM_HOME, 5, 1));
    let both_profiles = || vec![seen(1, &esim_work), seen(2, &esim_home)];
    let nothing = |subscription_id, slot| bare(shown(30, WORK, subscription_id, slot));
    vec![
        (
            "≥28",
            Case("two eSIM profiles, one switched on", vec![esim_home.clone()], both_profiles(), "same 2"),
        ),
        (
            "≥28",
            Case(
                "two eSIM profiles of one chip at once",
                vec![shown(33, ESIM_WORK, 4, 1), shown(33, ESIM_HOME, 5, 2)],
                both_profiles(),
                "same 1 · moved 2",
            ),
        ),
        (
            "≥28",
            Case("an eSIM profile loaded anew", vec![shown(30, ESIM_WORK, 6, 1)], both_profiles(), "new"),
        ),
        (
            "≥28",
            Case(
                "a plastic card under a profile's subscription id",
                vec![shown(30, WORK, 4, 0)],
                both_profiles(),
                "ask Replaced [1]",
            ),
        ),
        (
            "≥29",
            Case(
                "Android counts the subscriptions anew",
                vec![shown(30, WORK, 8, 0)],
                vec![seen(1, &shown(30, WORK, 1, 0))],
                "ask Disagrees [1]",
            ),
        ),
        (
            "≤28",
            Case(
                "Android counts the subscriptions anew",
                vec![shown(28, WORK, 8, 0)],
                vec![seen(1, &shown(28, WORK, 1, 0))],
                "same 1",
            ),
        ),
        (
            "28→29",
            Case(
                "an update of Android hides the ICCID",
                vec![shown(29, WORK, 1, 0)],
                vec![seen(1, &shown(28, WORK, 1, 0))],
                "same 1",
            ),
        ),
        (
            "≥29",
            Case(
                "restored after a reset: the ids are used anew, by the other card",
                vec![shown(30, HOME, 1, 0)],
                restored(30),
                "ask OperatorOnly [1, 2]",
            ),
        ),
        (
            "≤28",
            Case(
                "restored after a reset: the ICCID is still the card's",
                vec![shown(27, HOME, 1, 0)],
                restored(27),
                "same 2",
            ),
        ),
        (
            "any",
            Case(
                "the ids of two cards were swapped, and nothing says that they were",
                vec![shown(30, WORK, 2, 0), shown(30, HOME, 1, 1)],
                vec![seen(1, &shown(30, WORK, 1, 0)), seen(2, &shown(30, HOME, 2, 1))],
                "ask Several [1, 2] · ask Several [1, 2]",
            ),
        ),
        (
            "any",
            Case(
                "a phone that shows nothing but the operator",
                vec![nothing(1, 0)],
                vec![drawer(7)],
                "ask OperatorOnly [7]",
            ),
        ),
        (
            "any",
            Case(
                "the same phone, and it was said before",
                vec![nothing(1, 0)],
                vec![seen(1, &nothing(1, 0))],
                "same 1",
            ),
        ),
        (
            "any",
            Case(
                "not even the operator",
                vec![without(nothing(1, 0), |marks| (marks.plmn, marks.carrier_id) = (None, None))],
                vec![drawer(7)],
                "new",
            ),
        ),
        (
            "any",
            Case(
                "carrier id and PLMN of different operators",
                vec![without(nothing(1, 0), |marks| marks.carrier_id = Some(2181))],
                vec![seen(1, &nothing(1, 0))],
                "ask Replaced [1]",
            ),
        ),
        (
            "any",
            Case(
                "an operator's mark that the catalogue lacks, as a person said",
                vec![shown(30, Card { plmn: "45611", carrier_id: 2525, ..WORK }, 1, 0)],
                vec![seen(1, &shown(30, Card { plmn: "45611", carrier_id: 2525, ..WORK }, 1, 0))],
                "same 1",
            ),
        ),
    ]
}
