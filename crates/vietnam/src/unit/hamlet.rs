//! A hamlet or street written before its commune without a comma: "Thôn 3 xã Ea Kpam".

use super::label::Label;
use super::words::{BEGIN_NAMES, Level, level};
use crate::text::{fold, search_fold};

/// Parts what is written before the last word for a kind of commune from the commune. Only where the commune is one
/// that `is_unit` knows, and where that word begins no name of something else.
pub(super) fn cut(part: &str, is_unit: impl Fn(&Label) -> bool) -> Option<(&str, &str)> {
    part.rmatch_indices(' ').find_map(|(at, _)| {
        let (before, commune) = part.split_at(at);
        let commune = commune.trim_start();
        let label = Label::official(commune);
        let is_commune = label.word.is_some_and(is_commune_word);
        (is_commune && !begins_a_name(before) && is_unit(&label))
            .then(|| (before.trim_matches([' ', '-', '.']), commune))
    })
}

/// A word for a kind of commune, of today or of before.
pub(super) fn is_commune_word(word: &str) -> bool {
    level(word) == Some(Level::Commune) || word == "thị trấn"
}

/// Does a text end in a word behind which a word for a kind belongs to a name: "Đường" of "Đường Phường Đúc"?
pub(super) fn begins_a_name(before: &str) -> bool {
    let last = fold(before.rsplit(' ').next().unwrap_or_default());
    let is_plain = last.is_ascii();
    { BEGIN_NAMES.iter() }.any(|word| fold(word) == last || (is_plain && search_fold(word) == last))
}
