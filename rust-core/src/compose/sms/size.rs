//! How many messages a text costs.
//!
//! One message holds 160 septets or 70 UTF-16 units; of several, each holds 153 or 67, since a header tells which part it
//! is (3GPP TS 23.040 §9.2.3.24.1). What takes two units, an escaped character or a surrogate pair, is never split.

use super::gsm7;

/// How a text is written on the air.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// The 7-bit default alphabet with its extension table.
    Gsm7,
    /// 16 bits a unit; a character beyond the basic plane takes two.
    Ucs2,
}

impl Encoding {
    /// Units in a message that stands alone, and in one of several.
    const fn capacity(self) -> (usize, usize) {
        match self {
            Self::Gsm7 => (160, 153),
            Self::Ucs2 => (70, 67),
        }
    }

    fn units(self, c: char) -> usize {
        match self {
            Self::Gsm7 => gsm7::septets(c).unwrap_or(1),
            Self::Ucs2 => c.len_utf16(),
        }
    }
}

/// What a text costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SmsSize {
    /// How it is written.
    pub encoding: Encoding,
    /// Septets or UTF-16 units in all.
    pub units: i32,
    /// Messages that are paid for.
    pub segments: i32,
}

/// Counts a text.
pub fn size(text: &str) -> SmsSize {
    let encoding = encoding(text);
    let count = |number: usize| i32::try_from(number).unwrap_or(i32::MAX);
    let units = text.chars().map(|c| encoding.units(c)).sum();
    SmsSize { encoding, units: count(units), segments: count(segments(text).len()) }
}

/// The parts in which a text travels; put together they are the text. An empty text is one empty message.
pub fn segments(text: &str) -> Vec<&str> {
    let encoding = encoding(text);
    let (alone, of_several) = encoding.capacity();
    if text.chars().map(|c| encoding.units(c)).sum::<usize>() <= alone {
        return vec![text];
    }
    let (mut parts, mut from, mut filled) = (Vec::new(), 0, 0);
    for (at, c) in text.char_indices() {
        let units = encoding.units(c);
        if filled + units > of_several {
            parts.push(&text[from..at]);
            (from, filled) = (at, 0);
        }
        filled += units;
    }
    parts.push(&text[from..]);
    parts
}

fn encoding(text: &str) -> Encoding {
    if text.chars().all(|c| gsm7::septets(c).is_some()) { Encoding::Gsm7 } else { Encoding::Ucs2 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn texts_are_counted_as_they_are_paid_for() {
        for (text, encoding, units, segments) in [
            (String::new(), Encoding::Gsm7, 0, 1),
            ("ON".to_owned(), Encoding::Gsm7, 2, 1),
            ("A".repeat(160), Encoding::Gsm7, 160, 1),
            ("A".repeat(161), Encoding::Gsm7, 161, 2),
            ("A".repeat(306), Encoding::Gsm7, 306, 2),
            ("A".repeat(307), Encoding::Gsm7, 307, 3),
            ("€".repeat(80), Encoding::Gsm7, 160, 1),
            ("€".repeat(81), Encoding::Gsm7, 162, 2),
            ("开".repeat(70), Encoding::Ucs2, 70, 1),
            ("开".repeat(71), Encoding::Ucs2, 71, 2),
            ("ON开".to_owned(), Encoding::Ucs2, 3, 1),
            ("😀".repeat(35), Encoding::Ucs2, 70, 1),
            ("😀".repeat(36), Encoding::Ucs2, 72, 2),
        ] {
            assert_eq!(
                size(&text),
                SmsSize { encoding, units, segments },
                "{} × {:?}",
                text.len(),
                text.chars().next()
            );
        }
    }

    #[test]
    fn what_takes_two_units_is_not_split() {
        let escaped = ["A".repeat(152), "€".to_owned(), "B".repeat(20)].concat();
        assert_eq!(segments(&escaped)[0].len(), 152, "153 fit, and the escape would be the last");
        // 76 escaped characters a part where 76.5 would fit: one message more than the units alone say.
        assert_eq!(size(&"€".repeat(153)).segments, 3);
        let pairs = "😀".repeat(40);
        assert_eq!(segments(&pairs)[0].chars().count(), 33, "67 units fit, and 33 pairs are 66");
    }

    proptest! {
        #[test]
        fn the_parts_put_together_are_the_text_and_each_fits(text in "[a-z€\\[开😀]{0,400}|[a-z€~]{0,700}") {
            let parts = segments(&text);
            prop_assert_eq!(parts.concat(), text.clone());
            let encoding = encoding(&text);
            let (alone, of_several) = encoding.capacity();
            let fits = if parts.len() == 1 { alone } else { of_several };
            for part in parts {
                prop_assert!(part.chars().map(|c| encoding.units(c)).sum::<usize>() <= fits);
            }
        }
    }
}
