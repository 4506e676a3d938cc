//! Words of the officer's page: `key|Vietnamese|English` a line.

use crate::conventions::Language;
use crate::words;

/// The words of a key.
pub(super) fn words(key: &str, language: Language) -> &'static str {
    words::in_language(include_str!("../../texts/officer.txt"), key, language)
}
