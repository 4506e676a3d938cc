//! One file per page.
//!
//! - around a filling: [`home`], [`service`], [`sign_in`], [`drafts`], [`dossiers`], [`dossier`], [`tracking`], [`not_found`]
//! - a filling: [`case`], [`known`], [`consent`], [`step`], [`papers`], [`check`], [`sending`], [`receipt`]
//! - shared: [`waiting`]; of a filling: [`visit`], [`parts`]

pub mod case;
pub mod check;
pub mod consent;
pub mod dossier;
pub mod dossiers;
pub mod drafts;
pub mod home;
pub mod known;
pub mod not_found;
pub mod papers;
pub mod parts;
pub mod receipt;
pub mod sending;
pub mod service;
pub mod sign_in;
pub mod step;
pub mod tracking;
pub mod visit;
pub mod waiting;

use leptos::prelude::*;

use crate::route::{DraftPage, Route};

/// The page of the route.
#[component]
#[must_use]
pub fn Page(
    /// Where the person is.
    route: Memo<Route>,
) -> impl IntoView {
    move || match route.get() {
        Route::Home => view! { <home::Home /> }.into_any(),
        Route::Service(slug) => view! { <service::ServicePage slug=slug /> }.into_any(),
        Route::Draft {
            service,
            draft,
            page,
        } => {
            let body = filling_page(&page);
            view! { <visit::WithFilling service=service draft=draft page=page body=body /> }
                .into_any()
        }
        Route::Receipt(code) => view! { <receipt::ReceiptPage code=code /> }.into_any(),
        Route::SignIn => view! { <sign_in::SignIn /> }.into_any(),
        Route::Dossiers => view! { <dossiers::Dossiers /> }.into_any(),
        Route::Dossier(code) => view! { <dossier::DossierPage code=code /> }.into_any(),
        Route::Tracking => view! { <tracking::Tracking /> }.into_any(),
        Route::Drafts => view! { <drafts::Drafts /> }.into_any(),
        #[cfg(feature = "gallery")]
        Route::Gallery => view! { <crate::ui::gallery::Gallery /> }.into_any(),
        _ => view! { <not_found::NotFound /> }.into_any(),
    }
}

/// What a page of a filling shows.
fn filling_page(page: &DraftPage) -> visit::Body {
    match page {
        DraftPage::Case => case::body,
        DraftPage::Known => known::body,
        DraftPage::Step(_) => step::body,
        DraftPage::Papers => papers::body,
        DraftPage::Check => check::body,
        DraftPage::Sending => sending::body,
    }
}
