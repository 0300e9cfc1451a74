//! The pieces that a message is cut into, and what stands between them.

use super::roles::Roles;

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A word or phrase, known or not, or a currency sign.
    Word,
    /// Digits with their marks: `1,234.56`.
    Number,
    /// A date; `aux` is its index.
    Date,
    /// A time of day or a duration: `23:59`, `0:0:44`.
    Time,
    /// A number with a percent sign.
    Percent,
    /// A USSD code.
    Code,
    /// A number that is an amount of money; `aux` is its index.
    Money,
    /// A number that is an amount of data; `aux` is its index.
    Data,
    /// A number that counts days, minutes, messages or points, by the roles of the unit after it.
    Count,
    /// The currency or unit of a neighbour.
    Unit,
}

/// What separates a piece from the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bound {
    None,
    /// A comma or bracket: the sentence goes on.
    Weak,
    /// The sentence ended.
    Hard,
}

/// Signs right before a piece, as bits.
pub mod before {
    /// No space and no sign: a letter or digit touches it.
    pub const GLUED: u8 = 1;
    /// `:` or `=`.
    pub const LINK: u8 = 2;
    /// `-` or another sign that makes an amount negative, with a space or nothing before it and none after.
    pub const MINUS: u8 = 4;
    /// `-` otherwise.
    pub const DASH: u8 = 8;
    pub const SLASH: u8 = 16;
    /// An opening bracket.
    pub const BRACKET: u8 = 32;
    /// A full stop that ends nothing.
    pub const DOT: u8 = 64;
    /// The first on its line.
    pub const LINE: u8 = 128;
}

/// A piece. `start` and `end` are bytes of the folded text.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    pub start: u32,
    pub end: u32,
    pub roles: Roles,
    pub kind: Kind,
    pub bound: Bound,
    /// Bits of [`before`].
    pub before: u8,
    /// 1 to 12, where it names a month.
    pub month: u8,
    /// Power of 1024 of a unit of data.
    pub power: u8,
    /// Which currency word.
    pub currency: u16,
    pub aux: u16,
}

impl Item {
    #[inline]
    pub fn is(&self, roles: Roles) -> bool {
        self.roles.has(roles)
    }

    #[inline]
    pub fn after(&self, bits: u8) -> bool {
        self.before & bits != 0
    }

    pub fn range(&self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}
