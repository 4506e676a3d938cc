//! Which sources are slow or out, by the portal's own word.

use super::Filling;
use crate::portal::availability::{self, Trouble};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Asks the portal which of the sources are slow or out. What it cannot say is no news.
pub fn ask_how_they_are(filling: &Filling) {
    let filling = filling.clone();
    spawn_local(async move {
        if let Ok(troubles) = availability::troubles().await {
            let case = untrack(|| filling.case());
            let procedure = case.map(|case| case.procedure).unwrap_or_default();
            let here = troubles.into_iter().filter(|one| one.touches(&procedure));
            let here: Vec<Trouble> = here.collect();
            let is_news = { filling.sources() }.with_untracked(|known| known.troubles != here);
            if is_news {
                filling.sources().update(|sources| sources.troubles = here);
            }
        }
    });
}
