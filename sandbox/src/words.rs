//! Words: the texts of `texts/*.txt` by key, and the contract's own words of closed lists.

use serde::Serialize;

use crate::conventions::Language;
use crate::problem::Failure;

/// The words of a key in `texts`, which has `key|Vietnamese|English` a line; empty where there is none.
pub fn in_language(texts: &'static str, key: &str, language: Language) -> &'static str {
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

/// The contract's word for a value of a closed list.
///
/// # Errors
/// When the value has none: one that is read and never written.
pub fn of_contract(value: impl Serialize) -> Result<String, Failure> {
    let word = serde_json::to_value(value)?;
    Ok(word.as_str().unwrap_or_default().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_go_by_key_and_language() {
        let texts = "a|Một|One\nb|Hai|Two";
        assert_eq!(in_language(texts, "b", Language::Vi), "Hai");
        assert_eq!(in_language(texts, "a", Language::En), "One");
        assert_eq!(in_language(texts, "c", Language::En), "");
    }

    #[test]
    fn a_value_has_the_word_of_the_contract() {
        let word = of_contract(portal_api::ConfirmationPurpose::ShareData);
        assert_eq!(word.ok().as_deref(), Some("share-data"));
    }
}
