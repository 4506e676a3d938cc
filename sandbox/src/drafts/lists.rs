//! What the engine asks about lists, as this server knows them.

use forms::lists::{Lists, unit};
use vietnam::unit::{Commune, Province};

use crate::offices;
use crate::state::AppState;

/// The server's units, offices and code lists.
pub struct ServerLists<'a>(pub &'a AppState);

impl Lists for ServerLists<'_> {
    fn contains(&self, list: &str, code: &str) -> Option<bool> {
        let Self(state) = self;
        match list {
            unit::PROVINCES => Some(state.units.province(code).is_some()),
            unit::COMMUNES => Some(state.units.commune(code).is_some()),
            unit::AUTHORITIES => Some(self.is_office(code)),
            _ => state.lists.contains(list, code),
        }
    }

    fn name(&self, list: &str, code: &str) -> Option<String> {
        let Self(state) = self;
        match list {
            unit::PROVINCES => state.units.province(code).map(Province::full_name),
            unit::COMMUNES => state.units.commune(code).map(Commune::full_name),
            _ => state.lists.name(list, code).map(str::to_owned),
        }
    }
}

impl ServerLists<'_> {
    /// An office's own code, or the commune that stands for its office.
    fn is_office(&self, code: &str) -> bool {
        let Self(state) = self;
        let kind = code.rsplit_once('.').map(|(kind, _)| kind);
        state.units.commune(code).is_some()
            || kind.is_some_and(|kind| offices::office(state, kind, code).is_some())
    }
}
