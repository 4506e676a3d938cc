//! Text as people and registers write it: normalised, cleaned, compared.

use crate::letters;

/// Unicode composed form (NFC).
#[must_use]
pub fn nfc(text: &str) -> String {
    if text.chars().all(is_composed) {
        text.to_owned()
    } else {
        normalize(text)
    }
}

/// One line of text without what cannot be seen: NFC, every kind of space as
/// one space, none at the ends, no zero-width or control characters, one
/// shape of apostrophe, ASCII digits for full-width ones. No letter is lost.
#[must_use]
pub fn clean(text: &str) -> String {
    let visible: String = text.chars().filter_map(visible).collect();
    let mut out = String::with_capacity(visible.len());
    for word in nfc(&visible).split(' ').filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// The key by which two spellings of the same text are equal: [`clean`],
/// lower case, and one place for the tone mark (`hòa` = `hoà`). It keeps
/// accents: `hoa` is another word. Not for showing.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out: Vec<char> = Vec::with_capacity(text.len());
    let mut cluster: Vec<(char, usize)> = Vec::new();
    for c in clean(text).chars().map(letters::lower) {
        if let Some(vowel) = letters::split_tone(c) {
            cluster.push(vowel);
        } else {
            flush(&mut cluster, &mut out);
            out.push(c);
        }
    }
    flush(&mut cluster, &mut out);
    nfc(&out.into_iter().collect::<String>())
}

/// The key for searching: [`clean`], lower case, no accents (`đ` → `d`), no
/// apostrophes, hyphens and stops as spaces.
#[must_use]
pub fn search_fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in clean(text).chars() {
        match letters::base(letters::lower(c)) {
            '\'' | '\u{300}'..='\u{36F}' => {}
            ' ' | '-' | '–' | '.' | ',' | ';' | '/' => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            base => out.push(base),
        }
    }
    nfc(out.trim_end())
}

/// Do two texts differ in spelling only ([`fold`])?
#[must_use]
pub fn same_text(a: &str, b: &str) -> bool {
    a == b || fold(a) == fold(b)
}

/// The ASCII digits of a number that people write in groups: spaces, dots,
/// hyphens and brackets are dropped, anything else stays to be refused.
pub(crate) fn ungrouped(text: &str) -> String {
    let is_grouping = |c: &char| matches!(c, ' ' | '.' | '-' | '–' | '(' | ')');
    clean(text).chars().filter(|c| !is_grouping(c)).collect()
}

/// Characters that are their own NFC whatever stands beside them.
fn is_composed(c: char) -> bool {
    matches!(c, '\0'..='\u{2FF}' | '\u{1EA0}'..='\u{1EF9}' | '₫' | '–' | '’')
}

#[cfg(target_arch = "wasm32")]
fn normalize(text: &str) -> String {
    js_sys::JsString::from(text).normalize("NFC").into()
}

#[cfg(not(target_arch = "wasm32"))]
fn normalize(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.nfc().collect()
}

/// The character as it may stay, or `None` where nothing is seen of it.
fn visible(c: char) -> Option<char> {
    match c {
        '\t' | '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{A0}' | '\u{1680}' => Some(' '),
        '\u{2000}'..='\u{200A}' | '\u{2028}' | '\u{2029}' | '\u{202F}' | '\u{205F}' => Some(' '),
        '\u{3000}' => Some(' '),
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{AD}' | '\u{34F}' => None,
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' => None,
        // Letters and marks of other scripts that are blank.
        '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180E}' => None,
        '\u{2800}' | '\u{3164}' | '\u{FFA0}' | '\u{E0000}'..='\u{E007F}' => None,
        '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}' => None,
        '‘' | '’' | 'ʼ' | '′' | '＇' => Some('\''),
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
        other => Some(other),
    }
}

/// Writes a run of vowels with its one tone on the last of them. A run with
/// several tones is no Vietnamese syllable and stays as it is.
fn flush(cluster: &mut Vec<(char, usize)>, out: &mut Vec<char>) {
    let mut tones = cluster
        .iter()
        .map(|(_, tone)| *tone)
        .filter(|tone| *tone != 0);
    let only = tones.next().filter(|_| tones.next().is_none());
    let last = cluster.len().saturating_sub(1);
    for (at, (vowel, tone)) in cluster.drain(..).enumerate() {
        out.push(match only {
            Some(tone) if at == last => letters::with_tone(vowel, tone),
            Some(_) => vowel,
            None => letters::with_tone(vowel, tone),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    #[track_caller]
    fn same(a: &str, b: &str) {
        assert!(same_text(a, b), "{a} = {b}: {} {}", fold(a), fold(b));
    }

    #[track_caller]
    fn differ(a: &str, b: &str) {
        assert!(!same_text(a, b), "{a} ≠ {b}");
    }

    #[track_caller]
    fn found(text: &str, key: &str) {
        assert_eq!(search_fold(text), key);
    }

    #[test]
    fn cleaning_drops_only_what_cannot_be_seen() {
        assert_eq!(
            clean("\u{FEFF} Nguyễn\u{A0}\u{A0}Văn\tMẫu\n"),
            "Nguyễn Văn Mẫu"
        );
        assert_eq!(clean("giấy\u{AD}khai"), "giấykhai");
        assert_eq!(clean("K’Sor Hʼ Blêch"), "K'Sor H' Blêch");
        assert_eq!(clean("Số 5 ngõ 12, phố Huế"), "Số 5 ngõ 12, phố Huế");
        assert_eq!(clean("０９"), "09");
        assert_eq!(clean("a\u{200B}\u{301}"), "á");
        assert_eq!(clean("\u{3164}\u{2800}\u{115F}\u{180E}\u{E0041}"), "");
    }

    #[test]
    fn one_tone_two_places() {
        same("Hoà", "Hòa");
        same("THUÝ", "thúy");
        same("khoẻ", "khỏe");
        same("H'Mông", "h’mông");
        same("Đặng Hữu Phước", "ĐẶNG  HỮU PHƯỚC");
        differ("Hòa", "Hoa");
        differ("Hòa", "Hóa");
        differ("Đào", "Dào");
        differ("quy", "quý");
        differ("Cámara", "Camará");
    }

    #[test]
    fn searching_needs_no_accents() {
        found("Đống Đa", "dong da");
        found("Ước", "uoc");
        found("M'Drắk", "mdrak");
        found("Bru-Vân Kiều", "bru van kieu");
        found("TP. Hồ Chí Minh ", "tp ho chi minh");
    }

    #[test]
    fn keys_are_composed() {
        // Lower case and dropped apostrophes bring marks to new letters.
        assert_eq!(fold("H\u{331}"), "ẖ");
        assert_eq!(search_fold("\u{816}'\u{8e6}"), "\u{8e6}\u{816}");
    }

    proptest! {
        #[test]
        fn keys_are_stable(text in "\\PC{0,40}|[a-zà-ỹĐđ' ]{0,40}|(?s).{0,40}") {
            for key in [clean, fold, search_fold] {
                let once = key(&text);
                prop_assert_eq!(key(&once), once);
            }
        }

        #[test]
        fn composed_and_decomposed_are_one(text in "[A-Za-zÀ-ỹĐđ' ]{0,40}") {
            let parts: String = text.nfd().collect();
            prop_assert_eq!(nfc(&parts), text.nfc().collect::<String>());
            prop_assert_eq!(clean(&parts), clean(&text));
            prop_assert_eq!(fold(&parts), fold(&text));
            prop_assert_eq!(search_fold(&parts), search_fold(&text));
        }
    }
}
