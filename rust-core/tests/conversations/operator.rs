//! What the operator, the platform and strangers do after a command went out.

use baohao_core::compose::Outgoing;
use baohao_core::journey::{Doing, HandOver};
use baohao_core::ledger::PlatformWord;
use fastrand::Rng;

/// Something on its way to the phone.
#[derive(Clone, Debug)]
pub enum Delivery {
    /// The callback of a USSD request.
    Ussd { command_id: i64, text: String },
    /// The platform's word.
    Word { command_id: i64, word: PlatformWord },
    /// A text message.
    Sms { sender: &'static str, subscription_id: i32, text: String },
}

/// A short code that the operator is known by, and a name that it also writes from.
pub const NAME: &str = "SMART";

/// Others: a person, a shop, a swindler with the look of an operator.
pub const STRANGERS: [&str; 3] = ["+85512000906", "SHOP", "SMART-KH"];

/// A balance reply.
pub fn balance(rng: &mut Rng) -> String {
    let (day, month) = (rng.u32(1..=28), rng.u32(1..=12));
    format!(
        "Your balance is {}.{:05} USD valid till {day:02}.{month:02}.27",
        rng.u32(0..20),
        rng.u32(0..99_999)
    )
}

/// What a stranger writes: a date far away, an early one, or chatter.
pub fn lure(rng: &mut Rng) -> String {
    let texts = [
        "Your balance is 99.00 USD valid till 01.01.30",
        "Your balance is 0.01 USD valid till 02.01.26",
        "Your plan was renewed successfully, valid until 31.12.2029",
        "Hello, call me",
        "Your verification code is 482913",
    ];
    texts[rng.usize(..texts.len())].to_owned()
}

/// How the world answers a hand-over: deliveries, each after so many milliseconds. May be none at all.
pub fn answer(
    hand_over: &HandOver,
    outgoing: &Outgoing,
    subscription_id: i32,
    rng: &mut Rng,
) -> Vec<(i64, Delivery)> {
    let command_id = hand_over.command_id;
    let word = |word| Delivery::Word { command_id, word };
    let ussd = |text| Delivery::Ussd { command_id, text };
    match &hand_over.doing {
        Doing::RequestUssd { .. } => match rng.u32(..9) {
            0 => vec![],
            1 => vec![(700, word(PlatformWord::UssdFailed { code: -1 }))],
            2 => {
                let sms = message(NAME, subscription_id, balance(rng));
                vec![(700, word(PlatformWord::UssdFailed { code: -1 })), (rng.i64(2_000..400_000), sms)]
            }
            3 => vec![(rng.i64(500..9_000), word(PlatformWord::UssdFailed { code: -2 }))],
            4 => {
                let text = balance(rng);
                vec![(900, ussd(text.clone())), (rng.i64(900..5_000), ussd(text))]
            }
            5 => vec![
                (900, ussd("Your request is being processed".to_owned())),
                (rng.i64(2_000..800_000), message(NAME, subscription_id, balance(rng))),
            ],
            6 => vec![(rng.i64(31_000..2_000_000), ussd(balance(rng)))],
            7 => vec![(900, word(PlatformWord::UssdFailed { code: -1 })), (1_200, ussd(balance(rng)))],
            _ => vec![(rng.i64(500..6_000), ussd(balance(rng)))],
        },
        Doing::SendSms { to, .. } => {
            let from_code = rng.bool() && to == "808";
            let sender = if from_code { "808" } else { NAME };
            let sms = message(sender, subscription_id, reply_to_sms(rng));
            match rng.u32(..7) {
                0 => vec![],
                1 => vec![(
                    400,
                    word(PlatformWord::SmsFailed { code: [1, 2, 4, 5, 7, 8, 124][rng.usize(..7)] }),
                )],
                2 => vec![(400, word(PlatformWord::SmsSent))],
                // The answer overtakes the platform's word.
                3 => vec![(2_000, sms), (9_000, word(PlatformWord::SmsSent))],
                4 => vec![(400, word(PlatformWord::SmsSent)), (5_000, sms.clone()), (6_000, sms)],
                5 => vec![(400, word(PlatformWord::SmsSent)), (rng.i64(200_000..2_000_000), sms)],
                _ => vec![(400, word(PlatformWord::SmsSent)), (rng.i64(2_000..90_000), sms)],
            }
        }
        // The dialler shows a dialogue that the app can't see; an SMS may follow what a person sent by hand.
        Doing::Dial { .. } | Doing::WriteSms { .. } => {
            let opened = (50, word(PlatformWord::HandOffOpened));
            match (rng.u32(..4), outgoing) {
                (0, _) => vec![(50, word(PlatformWord::HandOffFailed))],
                (1, Outgoing::Sms { .. }) => {
                    vec![opened, (30_000, message(NAME, subscription_id, reply_to_sms(rng)))]
                }
                _ => vec![opened],
            }
        }
    }
}

fn message(sender: &'static str, subscription_id: i32, text: String) -> Delivery {
    Delivery::Sms { sender, subscription_id, text }
}

fn reply_to_sms(rng: &mut Rng) -> String {
    match rng.u32(..4) {
        0 => "Your subscription was renewed successfully. Your plan is valid until 20.12.2026".to_owned(),
        1 => "Sorry, your balance is not enough to renew the plan".to_owned(),
        2 => "Reply YES to confirm".to_owned(),
        _ => balance(rng),
    }
}
