//! One character → its folded form: none, one or two characters.

/// Whether a character has no width and no meaning here: joiners, marks of direction, combining accents, vowel signs
/// of Arabic, the byte-order mark.
pub fn is_dropped(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// Gives the folded form of `c` to `push`.
pub fn fold(c: char, mut push: impl FnMut(char)) {
    match c {
        '\u{2}' => push('$'),
        '\0'..='\x7f' => push(c.to_ascii_lowercase()),
        _ if is_dropped(c) => {}
        'ß' => {
            push('s');
            push('s');
        }
        'æ' | 'Æ' => {
            push('a');
            push('e');
        }
        'œ' | 'Œ' => {
            push('o');
            push('e');
        }
        '\u{c0}'..='\u{17f}' => push(LATIN.get(c as usize - 0xc0).map_or(c, |&base| base as char)),
        '\u{1e00}'..='\u{1eff}' => push(vietnamese(c)),
        'ơ' | 'Ơ' => push('o'),
        'ư' | 'Ư' => push('u'),
        'ə' | 'Ə' => push('e'),
        'ș' | 'Ș' => push('s'),
        'ț' | 'Ț' => push('t'),
        'Ё' | 'ё' => push('е'),
        '\u{400}'..='\u{52f}' => push(one_lower(c)),
        '\u{370}'..='\u{3ff}' => push(greek(c)),
        // Arabic and Persian spell the same letters differently.
        'ي' | 'ى' => push('ی'),
        'ك' => push('ک'),
        'أ' | 'إ' | 'آ' => push('ا'),
        'ة' => push('ه'),
        '٫' => push('.'),
        '٬' | '،' | '，' | '、' => push(','),
        '؛' => push(';'),
        '؟' => push('?'),
        '\u{660}'..='\u{669}' => push(digit(c, 0x660)),
        '\u{6f0}'..='\u{6f9}' => push(digit(c, 0x6f0)),
        '\u{966}'..='\u{96f}' => push(digit(c, 0x966)),
        '\u{9e6}'..='\u{9ef}' => push(digit(c, 0x9e6)),
        '\u{e50}'..='\u{e59}' => push(digit(c, 0xe50)),
        '\u{ed0}'..='\u{ed9}' => push(digit(c, 0xed0)),
        '\u{1040}'..='\u{1049}' => push(digit(c, 0x1040)),
        '\u{17e0}'..='\u{17e9}' => push(digit(c, 0x17e0)),
        // Ends of sentences that are no full stop.
        '។' | '៕' | '。' | '।' | '။' | '\u{85}' | '\u{2028}' | '\u{2029}' => push('\n'),
        '￥' => push('¥'),
        '￡' => push('£'),
        '￠' => push('¢'),
        '\u{ff01}'..='\u{ff5e}' => push((((c as u32) - 0xfee0) as u8 as char).to_ascii_lowercase()),
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' | '\u{1680}' => push(' '),
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => push('-'),
        '‘' | '’' | '´' => push('\''),
        '“' | '”' | '„' | '«' | '»' | '「' | '」' | '《' | '》' => push('"'),
        '【' => push('['),
        '】' => push(']'),
        _ => push(c),
    }
}

fn digit(c: char, zero: u32) -> char {
    (b'0' + ((c as u32) - zero) as u8) as char
}

fn one_lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

fn greek(c: char) -> char {
    match one_lower(c) {
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' | 'ϊ' => 'ι',
        'ό' => 'ο',
        'ύ' | 'ϋ' => 'υ',
        'ώ' => 'ω',
        'ς' => 'σ',
        lower => lower,
    }
}

/// U+00C0 to U+017F without accents. Letters of two characters are treated before.
const LATIN: &[u8; 192] = b"aaaaaaaceeeeiiiidnooooo*ouuuuytsaaaaaaaceeeeiiiidnooooo/ouuuuyty\
    aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll\
    lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// U+1E00 to U+1EFF: the base letter. Vietnamese uses the second half, from U+1EA0.
fn vietnamese(c: char) -> char {
    match c {
        'Ạ'..='ặ' => 'a',
        'Ẹ'..='ệ' => 'e',
        'Ỉ'..='ị' => 'i',
        'Ọ'..='ợ' => 'o',
        'Ụ'..='ự' => 'u',
        'Ỳ'..='ỹ' => 'y',
        _ => one_lower(c),
    }
}

/// Latin letters and the Cyrillic ones that their capitals look like.
const TWINS: [(char, char); 14] = [
    ('a', 'а'),
    ('b', 'в'),
    ('c', 'с'),
    ('e', 'е'),
    ('h', 'н'),
    ('k', 'к'),
    ('m', 'м'),
    ('o', 'о'),
    ('p', 'р'),
    ('t', 'т'),
    ('x', 'х'),
    ('y', 'у'),
    ('i', 'і'),
    ('j', 'ј'),
];

/// The Cyrillic letter that a Latin one looks like, or the character itself.
pub fn to_cyrillic(c: char) -> char {
    TWINS.iter().find(|(latin, _)| *latin == c).map_or(c, |(_, cyrillic)| *cyrillic)
}

/// A folded Cyrillic word written with Latin letters that look like its capitals; `None` if it has others.
pub fn latin_twin(word: &str) -> Option<String> {
    let twin = |c| TWINS.iter().find(|(_, cyrillic)| *cyrillic == c).map(|(latin, _)| *latin);
    word.chars().map(|c| if c == ' ' { Some(' ') } else { twin(c) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_accented_latin_letter_is_folded_to_its_base() {
        let folded = |c| {
            let mut out = String::new();
            fold(c, |c| out.push(c));
            out
        };
        for (accented, base) in "ÀçÉñöøŽžłĐđőŰűıİŞğÿŵŇžſ".chars().zip("acenoozzlddouuiisgywnzs".chars())
        {
            assert_eq!(folded(accented), base.to_string(), "{accented}");
        }
    }

    #[test]
    fn a_word_of_look_alikes_has_a_twin() {
        assert_eq!(latin_twin("остаток").as_deref(), Some("octatok"));
        assert_eq!(latin_twin("баланс"), None);
    }
}
