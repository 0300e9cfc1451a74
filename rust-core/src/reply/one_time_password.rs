//! One-time passwords: dropped even when an operator sends them.

use super::token::{self, Kind};

/// Words that go with a one-time password, in the languages of the users.
const WORDS: [&str; 10] = [
    "otp",
    "verification",
    "passcode",
    "one time",
    "one-time",
    "verify",
    "验证码",
    "校验码",
    "លេខកូដ",
    "កូដសម្ងាត់",
];

/// Whether a message hands over a one-time password: one of its words, and 4 to 8 digits in a row.
pub fn is_one_time_password(text: &str) -> bool {
    let tokens = token::tokens(text);
    let digits = tokens.iter().any(|token| token.kind == Kind::Digits && (4..=8).contains(&token.text.len()));
    digits
        && WORDS.iter().any(|word| {
            // Chinese and Khmer write words without spaces between them, so theirs are looked for anywhere.
            if word.is_ascii() { token::has_words(&tokens, word) } else { text.contains(word) }
        })
}

#[cfg(test)]
mod tests {
    use super::is_one_time_password;

    #[test]
    fn one_time_passwords_are_told_from_replies() {
        for text in
            ["Your OTP is 482913", "483920 is your verification code", "您的验证码是 4829，请勿告诉他人"]
        {
            assert!(is_one_time_password(text), "{text}");
        }
        for text in ["Your balance is 1.37749 USD valid till 19.05.14", "Dial 1204 for help", "OTP"] {
            assert!(!is_one_time_password(text), "{text}");
        }
    }
}
