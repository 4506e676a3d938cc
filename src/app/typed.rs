//! What is typed into the small forms around a filling. A change of language draws a page anew and leaves this as it is.

use leptos::prelude::*;

use crate::route::Route;

/// Texts of the searches and of tracking, as typed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Typed {
    /// Words to find a service by.
    pub search: RwSignal<String>,
    /// Code of a dossier.
    pub code: RwSignal<String>,
    /// Last six digits of an identity number: kept while the page of tracking is open.
    pub digits: RwSignal<String>,
    /// Words to find one of the own papers by: kept while papers are looked at.
    pub papers: RwSignal<String>,
}

/// What was typed on this visit.
#[must_use]
pub fn use_typed() -> Typed {
    use_context().unwrap_or_default()
}

impl Typed {
    /// The person is on this page.
    pub(super) fn is_on(&self, page: &Route) {
        if *page != Route::Tracking {
            self.code.set(String::new());
            self.digits.set(String::new());
        }
        if !matches!(page, Route::Papers | Route::Paper(_)) {
            self.papers.set(String::new());
        }
    }
}
