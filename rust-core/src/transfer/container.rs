//! The backup file: a short header, then an ordinary SQLCipher 4 database that opens with the passphrase.
//!
//! An encrypted database looks like noise from its first byte, so by itself a foreign file, a damaged one and a wrong
//! passphrase are one and the same. The header tells them apart. It holds nothing about the person, and protects against
//! accident alone: against a forger there are the database's own authentication codes, which need the passphrase.
//!
//! | bytes | content |
//! |---|---|
//! | 0..8 | `BAOHAO`, 0x1A, 0x0A. The last two show a transfer as text |
//! | 8..12 | version of this layout, little-endian: 1 |
//! | 12..20 | length of the body in bytes, little-endian |
//! | 20..24 | CRC-32 (as in zip and PNG) of bytes 0..20 and the body, little-endian |
//! | 24.. | the body |

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;

use super::Fault;
use super::files::write_whole;

const MAGIC: [u8; 8] = *b"BAOHAO\x1a\n";
const VERSION: u32 = 1;
const CHECKED: usize = 20;
const HEADER: usize = CHECKED + 4;

/// Writes the backup file around a body.
pub(super) fn seal(body: &Path, backup: &Path) -> Result<(), Fault> {
    let mut from = File::open(body).map_err(|_| Fault::NotWritten)?;
    let length = from.metadata().map_err(|_| Fault::NotWritten)?.len();
    let mut header = [0; HEADER];
    header[..8].copy_from_slice(&MAGIC);
    header[8..12].copy_from_slice(&VERSION.to_le_bytes());
    header[12..CHECKED].copy_from_slice(&length.to_le_bytes());
    write_whole(backup, |to| {
        let failed = |_| Fault::NotWritten;
        to.write_all(&header).map_err(failed)?;
        let mut crc = Crc::new();
        crc.take(&header[..CHECKED]);
        let copied = copy(&mut from, to, &mut crc, Fault::NotWritten)?;
        if copied != length {
            return Err(Fault::NotWritten);
        }
        to.seek(SeekFrom::Start(CHECKED as u64)).map_err(failed)?;
        to.write_all(&crc.sum().to_le_bytes()).map_err(failed)
    })
}

/// Takes the body out, if the file is whole and of a version that is known here.
pub(super) fn unseal(backup: &Path, body: &Path) -> Result<(), Fault> {
    let mut from = File::open(backup).map_err(|_| Fault::NotRead)?;
    let found = from.metadata().map_err(|_| Fault::NotRead)?.len();
    let mut header = Vec::new();
    (&mut from).take(HEADER as u64).read_to_end(&mut header).map_err(|_| Fault::NotRead)?;
    let (length, sum) = told(&header)?;
    match (found - HEADER as u64).cmp(&length) {
        std::cmp::Ordering::Less => return Err(Fault::Cut),
        std::cmp::Ordering::Greater => return Err(Fault::Damaged),
        std::cmp::Ordering::Equal => {}
    }
    let mut crc = Crc::new();
    crc.take(&header[..CHECKED]);
    let mut to = File::create(body).map_err(|_| Fault::NotWritten)?;
    copy(&mut from, &mut to, &mut crc, Fault::NotRead)?;
    if crc.sum() == sum { Ok(()) } else { Err(Fault::Damaged) }
}

/// The length and the sum that a header tells.
fn told(header: &[u8]) -> Result<(u64, u32), Fault> {
    let begins = header.len().min(MAGIC.len());
    if header.is_empty() || header[..begins] != MAGIC[..begins] {
        return Err(Fault::NotABackup);
    }
    let number = |at: usize| header.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes);
    // The version comes first: what follows it may be laid out differently one day.
    match number(8) {
        None => return Err(Fault::Cut),
        Some(VERSION) => {}
        Some(0) => return Err(Fault::Damaged),
        Some(_) => return Err(Fault::TooNew),
    }
    let (Some(low), Some(high), Some(sum)) = (number(12), number(16), number(CHECKED)) else {
        return Err(Fault::Cut);
    };
    Ok((u64::from(high) << 32 | u64::from(low), sum))
}

fn copy(from: &mut File, to: &mut File, crc: &mut Crc, unread: Fault) -> Result<u64, Fault> {
    let (mut buffer, mut copied) = (vec![0; 64 * 1024], 0);
    loop {
        let read = from.read(&mut buffer).map_err(|_| unread)?;
        if read == 0 {
            return Ok(copied);
        }
        crc.take(&buffer[..read]);
        to.write_all(&buffer[..read]).map_err(|_| Fault::NotWritten)?;
        copied += read as u64;
    }
}

/// CRC-32 of IEEE 802.3, four bits a step: a table of 16 is small, and fast enough for a file of a few hundred kB.
struct Crc(u32);

impl Crc {
    const TABLE: [u32; 16] = {
        let mut table = [0; 16];
        let mut at = 0;
        while at < 16 {
            let (mut value, mut bit) = (at as u32, 0);
            while bit < 4 {
                value = if value & 1 == 1 { (value >> 1) ^ 0xedb8_8320 } else { value >> 1 };
                bit += 1;
            }
            table[at] = value;
            at += 1;
        }
        table
    };

    fn new() -> Self {
        Self(!0)
    }

    fn take(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 ^= u32::from(*byte);
            for _ in 0..2 {
                self.0 = (self.0 >> 4) ^ Self::TABLE[(self.0 & 15) as usize];
            }
        }
    }

    fn sum(&self) -> u32 {
        !self.0
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn sealed(content: &[u8]) -> Vec<u8> {
        let folder = tempfile::tempdir().unwrap();
        let (body, backup) = (folder.path().join("body"), folder.path().join("backup"));
        fs::write(&body, content).unwrap();
        seal(&body, &backup).unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing is left beside it");
        fs::read(&backup).unwrap()
    }

    fn unsealed(file: &[u8]) -> Result<Vec<u8>, Fault> {
        let folder = tempfile::tempdir().unwrap();
        let (body, backup) = (folder.path().join("body"), folder.path().join("backup"));
        fs::write(&backup, file).unwrap();
        unseal(&backup, &body).map(|()| fs::read(&body).unwrap())
    }

    #[test]
    fn the_sum_is_the_well_known_one() {
        let mut crc = Crc::new();
        crc.take(b"123456789");
        assert_eq!(crc.sum(), 0xcbf4_3926, "the check value of CRC-32/ISO-HDLC");
    }

    #[test]
    fn the_layout_is_pinned() {
        let file = sealed(b"body");
        let hex: String = file.iter().map(|byte| format!("{byte:02x}")).collect();
        // Its sum was worked out by zlib.
        assert_eq!(hex, "42414f48414f1a0a01000000040000000000000046a9d802626f6479");
    }

    #[test]
    fn what_went_in_comes_out() {
        for content in [vec![], vec![7; 3], vec![0x5a; 200_000]] {
            assert_eq!(unsealed(&sealed(&content)), Ok(content));
        }
    }

    #[test]
    fn err_cut_at_any_byte() {
        let file = sealed(b"a body of some bytes");
        for length in 1..file.len() {
            assert_eq!(unsealed(&file[..length]), Err(Fault::Cut), "{length} bytes");
        }
    }

    #[test]
    fn err_a_flipped_bit_is_never_taken_in() {
        let file = sealed(b"a body of some bytes");
        for at in 0..file.len() * 8 {
            let mut other = file.clone();
            other[at / 8] ^= 1 << (at % 8);
            let fault = unsealed(&other).unwrap_err();
            match at / 8 {
                0..8 => assert_eq!(fault, Fault::NotABackup, "bit {at}"),
                8..12 => assert!(matches!(fault, Fault::TooNew | Fault::Damaged), "bit {at}: {fault}"),
                12..20 => assert!(matches!(fault, Fault::Cut | Fault::Damaged), "bit {at}: {fault}"),
                _ => assert_eq!(fault, Fault::Damaged, "bit {at}"),
            }
        }
    }

    #[test]
    fn err_foreign_newer_longer() {
        assert_eq!(unsealed(b""), Err(Fault::NotABackup));
        assert_eq!(unsealed(b"SQLite format 3\0 and so on and on"), Err(Fault::NotABackup));
        let mut newer = sealed(b"body");
        newer[8] = 2;
        assert_eq!(unsealed(&newer), Err(Fault::TooNew), "whatever follows in a newer layout");
        let mut longer = sealed(b"body");
        longer.push(0);
        assert_eq!(unsealed(&longer), Err(Fault::Damaged));
    }
}
