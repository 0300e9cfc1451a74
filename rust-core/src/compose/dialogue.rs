//! The next step that a reply asks for: `Reply YES to confirm` → `YES`.
//!
//! Offered as it stands, to the number that the first command went to and to no other: nothing in a message ever becomes a
//! destination. What is meant is told by a word for replying right before it (lexicon, `reply_with`) and by how it is
//! written: in quotation marks, or in capitals and digits. Prose ("reply to this message") is neither.

use super::sms;

/// The longest next step, in GSM-7 characters. Longer is no keyword, and a stranger's text has no business going out.
const LONGEST: usize = 20;

/// How many steps a reply may offer; a list is a menu.
const MOST: usize = 3;

/// How far after the word a step and its recipient are looked for, in bytes: a text that is all "send" stays cheap.
const REACH: usize = 160;

/// What a reply asks to be sent back to `recipient`, in the order in which it says so. `words` are what "reply" and
/// "send" are called, in lower case.
pub fn next_steps(text: &str, recipient: &str, words: &[String]) -> Vec<String> {
    // Lower case in ASCII only, so that places stay.
    let lower = text.to_ascii_lowercase();
    let mut found: Vec<(usize, String)> = Vec::new();
    for word in words {
        for (at, _) in lower.match_indices(word.as_str()) {
            let begins = !lower[..at].ends_with(|c: char| c.is_ascii_alphanumeric());
            let step = step_at(&text[at + word.len()..], recipient).filter(|_| begins);
            found.extend(step.map(|step| (at, step)));
        }
    }
    found.sort();
    let mut steps: Vec<String> = Vec::new();
    for (_, step) in found {
        if !steps.contains(&step) {
            steps.push(step);
        }
    }
    steps.truncate(MOST);
    steps
}

/// The step right after a word for replying.
fn step_at(rest: &str, recipient: &str) -> Option<String> {
    let reach = (0..=REACH.min(rest.len())).rev().find(|end| rest.is_char_boundary(*end))?;
    let rest = rest[..reach].trim_start_matches([' ', ':', '\n']);
    let (step, after) = quoted(rest).or_else(|| capitals(rest))?;
    let short = step.len() <= LONGEST && sms::check_command(step).is_ok();
    (short && !names_another(after, recipient)).then(|| step.to_owned())
}

fn quoted(rest: &str) -> Option<(&str, &str)> {
    const QUOTES: [(char, char); 7] =
        [('"', '"'), ('\'', '\''), ('“', '”'), ('‘', '’'), ('«', '»'), ('「', '」'), ('[', ']')];
    let first = rest.chars().next()?;
    let (_, closing) = QUOTES.iter().find(|(opening, _)| *opening == first)?;
    rest[first.len_utf8()..].split_once(*closing)
}

/// Words of capitals and digits.
fn capitals(rest: &str) -> Option<(&str, &str)> {
    let mut end = 0;
    for word in rest.split_inclusive(' ') {
        let bare = word.trim_end_matches([' ', '.', ',', ';', '!', '\n']);
        let is_step = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || b"*#".contains(&byte);
        let length = bare.bytes().take_while(|byte| is_step(*byte)).count();
        // `回复Y确认`: the step ends where the writing does.
        let ends_here = length == bare.len() || !bare.as_bytes()[length].is_ascii();
        if length == 0 || !ends_here {
            break;
        }
        let from = word.as_ptr() as usize - rest.as_ptr() as usize;
        end = from + length;
        if bare.len() != length || word.trim_end_matches(' ').len() != bare.len() {
            break;
        }
    }
    (end > 0).then(|| rest.split_at(end))
}

/// `to 1234`, right after the step, where that is somebody else.
fn names_another(after: &str, recipient: &str) -> bool {
    let sentence = after.split(['.', '!', '\n', ';']).next().unwrap_or_default();
    let mut numbers = sentence.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() >= 3);
    numbers.any(|digits| !recipient.ends_with(digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(text: &str) -> Vec<String> {
        let words = ["reply", "reply with", "send", "text", "回复", "ឆ្លើយ"].map(str::to_owned);
        next_steps(text, "808", &words)
    }

    #[test]
    fn ok_what_a_reply_asks_for() {
        for (text, expected) in [
            ("Reply YES to confirm", &["YES"][..]),
            ("Please reply with \"Yes\" to continue.", &["Yes"]),
            ("To renew send AUTO 30 to 808.", &["AUTO 30"]),
            ("Reply 1 for monthly. Reply 2 for weekly.", &["1", "2"]),
            ("回复Y确认自动续费", &["Y"]),
            ("សូមឆ្លើយ Y ដើម្បីបញ្ជាក់", &["Y"]),
            ("Reply Y. Reply Y.", &["Y"]),
        ] {
            assert_eq!(steps(text), expected, "{text}");
        }
    }

    #[test]
    fn err_nothing_else_is_a_step() {
        for text in [
            "Your plan was renewed",
            "Reply to this message",
            "Do not reply",
            "Send money home with us",
            "Send YES to 1234",
            "Send YES to +85512000906",
            "Reply \"a sentence that is much longer than any keyword\" now",
            "Reply \"YES",
            "Reply \"开\"",
            "Reply ABCDEFGHIJKLMNOPQRSTU",
            "noreply YES",
        ] {
            assert_eq!(steps(text), Vec::<String>::new(), "{text}");
        }
    }
}
