//! What a service gives, costs and needs, before it is begun.

mod parts;

use std::sync::Arc;

use forms::opening::Opening;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::later;
use super::waiting::awaited;
use crate::app::use_account;
use crate::portal::{procedures, site};
use crate::route::{self, DraftPage, NEW_DRAFT, Route};
use crate::text::{Text, t};
use crate::ui::{BottomBar, ButtonLink, Notice, PageHeading, PageState, Tone};
use vietnam::CivilDate;

/// The page of a service.
#[component]
#[must_use]
pub fn ServicePage(
    /// Its slug.
    slug: String,
) -> impl IntoView {
    awaited(
        Some(Text::HomeTitle),
        move || {
            let slug = slug.clone();
            async move { site::opening(&slug).await.map_err(PageState::from) }
        },
        |opening| told(&opening),
    )
}

/// What the definition says.
fn told(opening: &Arc<Opening>) -> AnyView {
    let closed = closed(opening);
    // Of some services nothing is filed any more: they only tell.
    let is_filed = !opening.terms.is_empty();
    let case = route::link(&Route::Draft {
        service: opening.slug.clone(),
        draft: NEW_DRAFT.to_owned(),
        page: DraftPage::Case,
    });
    let account = use_account();
    let fees = {
        let opening = Arc::clone(opening);
        // Without the server's date, fees are not narrowed to those in force; the check page tells the final ones.
        move || {
            let session = account.session().and_then(Result::ok)?;
            let today = CivilDate::parse_iso(&session.today).ok()?;
            Some(parts::fees(&opening, today))
        }
    };
    let shut = move || {
        closed.get().map(|why| {
            let why = why.unwrap_or_else(|| t(Text::ServiceClosedNext).to_owned());
            view! { <Notice tone=Tone::Warning title=t(Text::ServiceClosed).to_owned()><p>{why}</p></Notice> }
        })
    };
    let begin = move || {
        let case = case.clone();
        closed.with(Option::is_none).then(|| {
            view! { <BottomBar><ButtonLink href=case>{t(Text::ServiceBegin)}</ButtonLink></BottomBar> }
        })
    };
    view! {
        <PageHeading title=opening.name.clone() />
        <p class="lead">{opening.what.clone()}</p>
        {shut}
        {later::begun(Arc::clone(opening))}
        <dl class="facts">
            {parts::fact(Text::ServiceWho, opening.who.clone().into_any())}
            {is_filed.then(|| parts::fact(Text::ServiceTerm, parts::terms(opening)))}
            {fees}
        </dl>
        {parts::filled(opening)}
        {parts::spared(opening)}
        {parts::folded(Text::PapersMaybe, &opening.asked)}
        {parts::told(opening)}
        {parts::folded(Text::ServiceLegal, &opening.legal)}
        {begin}
    }
    .into_any()
}

/// Why the service takes no dossiers now: the site's own word until the server has said its.
fn closed(opening: &Opening) -> RwSignal<Option<Option<String>>> {
    let closed = RwSignal::new(opening.closed.clone().map(Some));
    let service = opening.id.clone();
    spawn_local(async move {
        // The portal may close what the province's definitions leave open, not open what they close.
        if let Ok(known) = procedures::closed().await
            && let Some(why) = known.get(&service)
        {
            let _gone = closed.try_set(Some(why.clone()));
        }
    });
    closed
}
