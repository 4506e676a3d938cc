//! One of the person's dossiers.

mod content;
mod documents;
pub mod shown;
pub mod state;

use leptos::prelude::*;

use super::payment::due;
use super::sign_in::Personal;
use super::waiting::awaited;
use crate::portal::dossier::{self, Dossier};
use crate::route::{self, Route};
use crate::text::{Text, t};
use crate::ui::{ButtonKind, ButtonLink, Glyph, Icon, PageHeading, PageState};

pub use shown::DossierShown;

/// State, timeline, papers and content of a dossier.
#[component]
#[must_use]
pub fn DossierPage(
    /// Its code.
    code: String,
) -> impl IntoView {
    let back = route::link(&Route::Dossiers);
    view! {
        <a class="back" href=back><Icon glyph=Glyph::Back /> {t(Text::DossiersTitle)}</a>
        <PageHeading title=t(Text::DossierTitle) />
        <Personal>
            {
                let code = code.clone();
                awaited(
                    None,
                    move || {
                        let code = code.clone();
                        async move { dossier::one(&code).await.map_err(PageState::from) }
                    },
                    whole,
                )
            }
        </Personal>
    }
}

fn whole(dossier: Dossier) -> AnyView {
    let papers = documents::documents(&dossier.code, dossier.documents.clone());
    let content = content::content(&dossier);
    let due = due::due(&dossier.code, &dossier.fees, dossier.may_pay);
    // What the app has no definition of cannot be put on its form.
    let print = dossier.service.is_some().then(|| {
        let href = route::link(&Route::Print(dossier.code.clone()));
        view! { <p class="way-on"><ButtonLink kind=ButtonKind::Second href=href>{t(Text::PrintForm)}</ButtonLink></p> }
    });
    let ledger = dossier.service.is_some().then(|| {
        let href = route::link(&Route::Ledger(dossier.code.clone()));
        view! { <p class="way-on"><ButtonLink kind=ButtonKind::Second href=href>{t(Text::LedgerLink)}</ButtonLink></p> }
    });
    view! {
        <DossierShown dossier=dossier />
        {due}
        {print}
        {ledger}
        {papers}
        {content}
    }
    .into_any()
}
