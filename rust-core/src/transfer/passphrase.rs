//! What a person types to open a backup. It is never stored, logged or put into an error, and has no debug form.

use super::Fault;

/// The fewest characters. SQLCipher makes each guess cost 256,000 rounds of PBKDF2-HMAC-SHA512; a dozen characters
/// leave a guesser with nothing better than asking. What they are is not ruled: rules make for notes on paper.
pub const SHORTEST: usize = 12;

/// A passphrase that is long enough.
pub struct Passphrase(String);

impl Passphrase {
    /// For a new backup. The shell gives it as UTF-8 in Unicode's form C, so that another keyboard types the same.
    pub fn new(bytes: &[u8]) -> Result<Self, Fault> {
        let typed = Self::typed(bytes)?;
        if typed.0.chars().count() < SHORTEST { Err(Fault::ShortPassphrase) } else { Ok(typed) }
    }

    /// For a backup that exists: any may be tried.
    pub fn typed(bytes: &[u8]) -> Result<Self, Fault> {
        let text = std::str::from_utf8(bytes).map_err(|_| Fault::WrongPassphrase)?;
        if text.is_empty() { Err(Fault::WrongPassphrase) } else { Ok(Self(text.to_owned())) }
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn err_a_short_passphrase_is_counted_in_characters() {
        for (typed, enough) in
            [("", false), ("elevenchars", false), ("twelve chars", true), ("一二三四五六七八九十十", false)]
        {
            assert_eq!(Passphrase::new(typed.as_bytes()).is_ok(), enough, "{typed}");
        }
        assert_eq!(Passphrase::new(b"short").err(), Some(Fault::ShortPassphrase));
        assert!(Passphrase::typed(b"short").is_ok(), "an old one may be tried");
        assert_eq!(Passphrase::typed(&[0xff; 20]).err(), Some(Fault::WrongPassphrase));
    }
}
