//! Paying: what is asked for a dossier, what a register says of a draft, a fine for which there is no dossier; and the
//! receipt. What is believed of a payment is what operation 36 tells, wherever the person comes from.

pub mod bill;
pub mod choosing;
pub mod desk;
pub mod due;
mod fine;
pub mod receipt;
pub mod standing;
mod transfer;

use leptos::prelude::*;

use self::bill::Place;
use self::desk::Paying;
use super::sign_in::Personal;
use super::visit::{Visit, back_to};
use crate::form::Filling;
use crate::route::{self, DraftPage, Route};
use crate::text::{Text, t};
use crate::ui::PageHeading;

pub use receipt::PaymentPage;

/// Paying what is asked for a dossier.
#[component]
pub fn PayPage(
    /// Its code.
    dossier: String,
    /// Which of its requests.
    request: String,
) -> impl IntoView {
    let back = route::link(&Route::Dossier(dossier.clone()));
    let place = Place::Request { dossier, request };
    view! {
        {back_to(back)}
        <PageHeading title=t(Text::PayTitle) />
        <Personal><Paying place=place.clone() /></Personal>
    }
}

/// Paying what a register says of a draft: before it can be sent, or instead.
pub fn body(filling: &Filling, visit: &Visit, _page: &DraftPage) -> AnyView {
    let service = untrack(|| filling.service());
    let place = Place::Draft(filling.clone(), visit.clone());
    view! {
        {back_to(visit.link(DraftPage::Check))}
        <PageHeading title=t(Text::PayTitle) caption=Some(service.name.clone()) />
        <Paying place=place />
    }
    .into_any()
}
