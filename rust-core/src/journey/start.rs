//! What to do when the app starts, from whether a ledger and its key are there.

/// What the key's keeper says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyState {
    /// There has never been one.
    Absent,
    /// It can be used.
    Ready,
    /// It was there and can't be used any more: removed with the screen lock, damaged, or not of this phone.
    Unusable,
}

/// What to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// First run: make a key and a ledger.
    Create,
    /// Open the ledger with its key.
    Open,
    /// There is a ledger and no key for it. The person chooses; nothing is made or removed before that.
    AskKeyLost,
}

/// Decides. A ledger without its key is never replaced silently, and a key without a ledger protects nothing.
pub fn start(ledger_exists: bool, key: KeyState) -> Start {
    match (ledger_exists, key) {
        (false, _) => Start::Create,
        (true, KeyState::Ready) => Start::Open,
        (true, KeyState::Absent | KeyState::Unusable) => Start::AskKeyLost,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ledger_without_its_key_asks() {
        for (ledger, key, expected) in [
            (false, KeyState::Absent, Start::Create),
            (false, KeyState::Ready, Start::Create),
            (false, KeyState::Unusable, Start::Create),
            (true, KeyState::Ready, Start::Open),
            (true, KeyState::Absent, Start::AskKeyLost),
            (true, KeyState::Unusable, Start::AskKeyLost),
        ] {
            assert_eq!(start(ledger, key), expected, "{ledger} {key:?}");
        }
    }
}
