//! Words about dossiers: `key|Vietnamese|English` a line in `texts/dossiers.txt`.

use portal_api::{DossierState, StateCode};

use crate::conventions::Language;

/// The words of a key.
pub fn words(key: &str, language: Language) -> &'static str {
    let texts = include_str!("../../texts/dossiers.txt");
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

/// A state with its name in a language.
pub fn state_words(code: u8, language: Language) -> DossierState {
    let state = StateCode::from_code(code).unwrap_or(StateCode::Registered);
    DossierState {
        name: words(&format!("state-{}", state.code()), language).into(),
        ..state.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_has_its_official_name() {
        for state in StateCode::ALL {
            assert_eq!(
                state_words(state.code(), Language::Vi),
                DossierState::from(*state)
            );
            assert!(!state_words(state.code(), Language::En).name.is_empty());
        }
    }
}
