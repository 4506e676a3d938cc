//! Words of the sandbox's own pages: `key|Vietnamese|English` a line.

use crate::conventions::Language;

/// The words of a key.
pub fn words(key: &str, language: Language) -> &'static str {
    let texts = include_str!("../../texts/pages.txt");
    let line = texts
        .lines()
        .find(|line| line.split('|').next() == Some(key))
        .unwrap_or_default();
    let column = match language {
        Language::Vi => 1,
        Language::En => 2,
    };
    line.split('|').nth(column).unwrap_or_default()
}
