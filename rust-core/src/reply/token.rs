//! Text → words, numbers and signs, with their places. Whitespace only separates.

use std::ops::Range;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// ASCII digits.
    Digits,
    /// Letters, of any script.
    Word,
    /// Any other single character.
    Sign,
}

/// A piece of the text.
#[derive(Clone, Debug)]
pub struct Token<'t> {
    pub kind: Kind,
    pub text: &'t str,
    pub span: Range<usize>,
    /// Whether whitespace stands before it.
    pub apart: bool,
}

/// Cuts a text into tokens, in one pass.
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut apart = true;
    for (start, c) in text.char_indices() {
        if c.is_whitespace() {
            apart = true;
            continue;
        }
        let kind = match c {
            '0'..='9' => Kind::Digits,
            _ if c.is_alphabetic() => Kind::Word,
            _ => Kind::Sign,
        };
        let end = start + c.len_utf8();
        match tokens.last_mut() {
            Some(last) if !apart && kind != Kind::Sign && last.kind == kind => {
                last.span.end = end;
                last.text = &text[last.span.clone()];
            }
            _ => tokens.push(Token { kind, text: &text[start..end], span: start..end, apart }),
        }
        apart = false;
    }
    tokens
}

/// Whether `words` (lower case, one space or none between their parts) stand in a row.
pub fn has_words(tokens: &[Token<'_>], words: &str) -> bool {
    let wanted = self::tokens(words);
    tokens.windows(wanted.len()).any(|window| {
        window.iter().zip(&wanted).all(|(have, want)| have.text.eq_ignore_ascii_case(want.text))
    })
}

/// Whether one of `words` stands before token `at` in the same sentence, with no number between.
pub fn word_before(tokens: &[Token<'_>], at: usize, words: &[&str]) -> bool {
    tokens[..at]
        .iter()
        .rev()
        .take_while(|token| token.kind != Kind::Digits && !matches!(token.text, "." | ";" | "!" | "?"))
        .any(|token| words.iter().any(|word| token.text.eq_ignore_ascii_case(word)))
}
