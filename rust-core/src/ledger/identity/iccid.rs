//! An ICCID as the ledger keeps it: a hash that only this ledger's secret can make again.
//!
//! An ICCID has 19 or 20 digits (ITU-T E.118), the first of them the same for all cards of an operator, so a hash without
//! a secret would be undone by trying.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// 32 random bytes of this ledger.
pub struct IccidSecret([u8; 32]);

impl IccidSecret {
    /// From its stored form, 64 hex digits.
    pub fn from_hex(hex: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        if hex.len() != 64 || !hex.is_ascii() {
            return None;
        }
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(hex.get(2 * at..2 * at + 2)?, 16).ok()?;
        }
        Some(Self(bytes))
    }

    /// HMAC-SHA-256, hex. A card with an odd number of digits pads with `F` (ETSI TS 102 221 §13.2), which some phones show.
    /// `None` if the phone shows none.
    pub fn hash(&self, iccid: &str) -> Option<String> {
        let iccid = iccid.trim().trim_end_matches(['F', 'f']);
        if iccid.is_empty() {
            return None;
        }
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).ok()?;
        mac.update(iccid.as_bytes());
        Some(mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::IccidSecret;

    fn secret(hex: &str) -> IccidSecret {
        IccidSecret::from_hex(hex).unwrap()
    }

    #[test]
    fn the_hash_is_hmac_sha_256() {
        // Computed with `openssl dgst -sha256 -mac HMAC -macopt hexkey:0b…`.
        let hash = secret(&"0b".repeat(32)).hash("8985506000000000001");
        assert_eq!(hash.as_deref(), Some("dbebf0feca671e49f6648f6652415e6586dd2ad1f72ed2e7fb513df0f8038180"));
    }

    #[test]
    fn another_ledger_has_another_hash_and_padding_makes_none() {
        let iccid = "8985506000000000001";
        let one = secret(&"01".repeat(32));
        assert_ne!(one.hash(iccid), secret(&"02".repeat(32)).hash(iccid));
        assert_eq!(one.hash("8985506000000000001F"), one.hash(iccid));
        assert_eq!(one.hash(""), None, "as from API 29 on");
    }

    #[test]
    fn err_a_secret_that_is_none() {
        for hex in ["", "01", &"zz".repeat(32), &"é".repeat(32)] {
            assert!(IccidSecret::from_hex(hex).is_none());
        }
    }
}
