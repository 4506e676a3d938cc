//! Latin letters one by one: case, base letter and Vietnamese tone, without
//! the tables of all of Unicode.

/// The twelve vowels, each in six tones: none, huyền, hỏi, ngã, sắc, nặng.
const VOWELS: &str = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíị\
                      oòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ";

const TONES: usize = 6;

/// Base letters of U+00C0 to U+017F, lower case only; `*` has none.
const LATIN_BASE: &str = "aaaaaa*ceeeeiiii*nooooo*ouuuuy**aaaaaa*ceeeeiiii*nooooo*ouuuuy*y\
                          aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii***jjkk*lllllll\
                          lllnnnnnn***oooooo**rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzz*";

/// The lower-case form of a Latin letter; any other character as it is.
pub(crate) fn lower(c: char) -> char {
    let code = u32::from(c);
    let next = |step: u32| char::from_u32(code + step).unwrap_or(c);
    let even = code.is_multiple_of(2);
    match code {
        0..=0x7F => c.to_ascii_lowercase(),
        0xD7 | 0x130 => c,
        0xC0..=0xDE => next(32),
        0x178 => 'ÿ',
        0x100..=0x137 | 0x14A..=0x177 | 0x1A0 | 0x1E00..=0x1E95 | 0x1EA0..=0x1EFF if even => {
            next(1)
        }
        0x139..=0x148 | 0x179..=0x17E | 0x1AF if !even => next(1),
        _ => c,
    }
}

/// The ASCII letter under a lower-case Latin letter: `đ` → `d`, `ễ` → `e`.
pub(crate) fn base(c: char) -> char {
    let code = u32::from(c);
    let letter = match code {
        0xC0..=0x17F => {
            let at = usize::try_from(code - 0xC0).unwrap_or(usize::MAX);
            LATIN_BASE.as_bytes().get(at).map(|byte| char::from(*byte))
        }
        0x1A1 => Some('o'),
        0x1B0 => Some('u'),
        0x1EA0..=0x1EF9 => split_tone(c).and_then(|(vowel, _)| plain_vowel(vowel)),
        _ => None,
    };
    letter.filter(|base| *base != '*').unwrap_or(c)
}

/// A lower-case Vietnamese vowel as its toneless letter and its tone
/// (0 none … 5 nặng); `None` for anything that is not such a vowel.
pub(crate) fn split_tone(c: char) -> Option<(char, usize)> {
    if c.is_ascii() {
        return matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y').then_some((c, 0));
    }
    let at = VOWELS.chars().position(|vowel| vowel == c)?;
    let toneless = VOWELS.chars().nth(at - at % TONES)?;
    Some((toneless, at % TONES))
}

/// A toneless lower-case vowel with a tone put on it.
pub(crate) fn with_tone(vowel: char, tone: usize) -> char {
    VOWELS
        .chars()
        .position(|known| known == vowel)
        .and_then(|at| VOWELS.chars().nth(at + tone))
        .unwrap_or(vowel)
}

/// Is this a letter of the Latin script that a name may hold?
pub(crate) fn is_latin_letter(c: char) -> bool {
    let code = u32::from(c);
    c.is_ascii_alphabetic()
        || (matches!(code, 0xC0..=0x24F | 0x1E00..=0x1EFF) && !matches!(code, 0xD7 | 0xF7))
}

fn plain_vowel(vowel: char) -> Option<char> {
    Some(match vowel {
        'ă' | 'â' => 'a',
        'ê' => 'e',
        'ô' | 'ơ' => 'o',
        'ư' => 'u',
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The 146 letters of Vietnamese that are not plain consonants.
    fn vietnamese() -> impl Iterator<Item = char> {
        VOWELS.chars().chain(['đ'])
    }

    #[test]
    fn case_agrees_with_unicode_for_all_latin_letters() {
        for code in (0u32..0x180)
            .chain([0x1A0, 0x1A1, 0x1AF, 0x1B0])
            .chain(0x1E00..0x1F00)
        {
            let c = char::from_u32(code).unwrap();
            if matches!(code, 0x130 | 0x1E9E) {
                continue; // their lower case is two characters, or ß
            }
            assert_eq!(lower(c), c.to_lowercase().next().unwrap(), "{code:04X}");
        }
    }

    #[test]
    fn every_vietnamese_letter_has_its_base() {
        use unicode_normalization::UnicodeNormalization;
        for c in vietnamese() {
            let decomposed = c.nfd().next().unwrap();
            let expected = if decomposed == 'đ' { 'd' } else { decomposed };
            assert_eq!(base(c), expected, "{c}");
            assert!(is_latin_letter(c), "{c}");
        }
    }

    #[test]
    fn the_base_of_latin_letters_is_that_of_their_decomposition() {
        use unicode_normalization::UnicodeNormalization;
        for code in 0xC0u32..0x180 {
            let c = char::from_u32(code).unwrap();
            let decomposed = lower(c).nfd().next().unwrap();
            if decomposed.is_ascii_lowercase() {
                assert_eq!(base(lower(c)), decomposed, "{code:04X} {c}");
            }
        }
    }

    #[test]
    fn tones_split_and_join() {
        for c in VOWELS.chars() {
            let (vowel, tone) = split_tone(c).unwrap();
            assert_eq!(with_tone(vowel, tone), c);
        }
        assert_eq!(split_tone('đ'), None);
    }
}
