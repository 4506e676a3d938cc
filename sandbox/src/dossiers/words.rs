//! Words about dossiers: `key|Vietnamese|English` a line in `texts/dossiers.txt`.

use portal_api::{DossierState, StateCode};

use crate::conventions::Language;
use crate::words;

/// The words of a key.
pub fn words(key: &str, language: Language) -> &'static str {
    words::in_language(include_str!("../../texts/dossiers.txt"), key, language)
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
