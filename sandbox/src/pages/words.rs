//! Words of the sandbox's own pages: `key|Vietnamese|English` a line.

use crate::conventions::Language;
use crate::words;

/// The words of a key.
pub fn words(key: &str, language: Language) -> &'static str {
    words::in_language(include_str!("../../texts/pages.txt"), key, language)
}
