//! The hash that finds a word in the lexicon: FNV-1a over 64 bits, finished so that its low bits are as good as its
//! high ones. Words are short and the table is fixed, so nothing stronger is needed: a text that is made to collide
//! gains no more than by using the lexicon's word itself.

const START: u64 = 0xcbf2_9ce4_8422_2325;
const FACTOR: u64 = 0x0000_0100_0000_01b3;

/// The hash of a word while it is being read.
#[derive(Clone, Copy)]
pub struct Hash(u64);

impl Hash {
    pub const fn new() -> Hash {
        Hash(START)
    }

    #[inline]
    pub fn byte(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(FACTOR);
    }

    pub fn of(bytes: &[u8]) -> Hash {
        let mut hash = Hash::new();
        bytes.iter().for_each(|&byte| hash.byte(byte));
        hash
    }

    /// The hash of this word, or words, followed by another.
    #[inline]
    pub fn followed_by(self, next: Hash) -> Hash {
        Hash((self.0.rotate_left(23) ^ next.0).wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    #[inline]
    pub fn finish(self) -> u64 {
        let mixed = (self.0 ^ (self.0 >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed ^ (mixed >> 29)
    }
}
