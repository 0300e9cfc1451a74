//! The GSM 7-bit default alphabet and its extension table (3GPP TS 23.038 §6.2.1 and §6.2.1.1), for counting.
//!
//! National tables (§6.2.1.2) are left out: Android uses one only where the operator's settings switch it on, and a
//! command that needs one isn't a command.

/// §6.2.1 without letters, digits and space, which stand where ASCII has them.
const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ!\"#¤%&'()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà";

/// §6.2.1.1: each costs an escape besides itself.
const EXTENSION: &str = "\u{c}^{}\\[~]|€";

/// How many septets a character takes; `None` if it is in neither table.
pub fn septets(c: char) -> Option<usize> {
    if c.is_ascii_alphanumeric() || c == ' ' || BASIC.contains(c) {
        Some(1)
    } else if EXTENSION.contains(c) {
        Some(2)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_whole() {
        let basic = ('\0'..='\u{ffff}').filter(|&c| septets(c) == Some(1)).count();
        assert_eq!(basic, 127, "128 places, one of which is the escape itself");
        assert_eq!(('\0'..='\u{ffff}').filter(|&c| septets(c) == Some(2)).count(), 10);
    }

    #[test]
    fn what_looks_alike_is_not_in_it() {
        for c in ['ç', 'á', '`', '\t', '\u{1b}', '“', '’', 'А', '០', '开', '\u{a0}'] {
            assert_eq!(septets(c), None, "{c:?}");
        }
    }
}
