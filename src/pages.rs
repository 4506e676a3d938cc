//! One file per page.
//!
//! - around a filling: [`home`], [`service`], [`sign_in`], [`drafts`], [`dossiers`], [`dossier`], [`ledger`], [`my_papers`], [`consents`], [`given`], [`tracking`], [`not_found`]
//! - a filling: [`case`], [`information`], [`known`], [`consent`], [`step`], [`papers`], [`check`], [`sending`], [`receipt`]; paying: [`payment`]; on paper: [`print`]
//! - shared: [`waiting`], [`later`]; of a filling: [`visit`], [`parts`], [`questions`]

pub mod agreements;
pub mod appointment;
pub mod asked;
pub mod basis;
pub mod begun;
pub mod case;
pub mod check;
pub mod consent;
pub mod consents;
pub mod dossier;
pub mod dossiers;
pub mod drafts;
pub mod family;
pub mod given;
pub mod home;
pub mod information;
pub mod known;
pub mod later;
pub mod ledger;
pub mod lookup;
pub mod my_papers;
pub mod not_found;
pub mod offer;
pub mod papers;
pub mod parts;
pub mod payment;
pub mod print;
pub mod questions;
pub mod receipt;
pub mod scan;
pub mod sending;
pub mod service;
pub mod sign_in;
pub mod step;
pub mod tracking;
pub mod visit;
pub mod waiting;

use leptos::prelude::*;

use crate::route::{DraftPage, NEW_DRAFT, Route};

/// The page of the route. What leads to the first question is drawn here, all else comes later.
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
            page: page @ (DraftPage::Case | DraftPage::Step(_)),
        } if draft == NEW_DRAFT => {
            view! { <case::CasePage service=service page=page /> }.into_any()
        }
        Route::NotFound => view! { <not_found::NotFound /> }.into_any(),
        route => view! { <later::Later route=route /> }.into_any(),
    }
}
