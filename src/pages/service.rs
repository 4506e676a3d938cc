//! What a service gives, costs and needs, before it is begun.

mod parts;
mod summary;

use std::sync::Arc;

use forms::definition::Service;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::drafts::last_page;
use super::later;
use super::waiting::awaited;
use crate::app::use_account;
use crate::portal::draft::{self, Head};
use crate::portal::{procedures, site};
use crate::route::{self, DraftPage, NEW_DRAFT, Route};
use crate::text::when::moment;
use crate::text::{Text, say, t};
use crate::ui::{BottomBar, ButtonKind, ButtonLink, Notice, PageHeading, PageState, Tone};
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
            async move { site::service(&slug).await.map_err(PageState::from) }
        },
        |service| view! { <Told service=service /> }.into_any(),
    )
}

/// What the definition says.
#[component]
fn Told(
    /// The definition.
    service: Arc<Service>,
) -> impl IntoView {
    Effect::new(|_| later::preload());
    let closed = closed(service.id.clone());
    let drafts = drafts(service.form_id.clone());
    let case = route::link(&Route::Draft {
        service: service.slug.clone(),
        draft: NEW_DRAFT.to_owned(),
        page: DraftPage::Case,
    });
    let (slug, version) = (service.slug.clone(), service.form_version.clone());
    let account = use_account();
    let fees = {
        let service = Arc::clone(&service);
        // Without the server's date, fees are not narrowed to those in force; the check page tells the final ones.
        move || {
            let session = account.session().and_then(Result::ok)?;
            let today = CivilDate::parse_iso(&session.today).ok()?;
            Some(parts::fees(&service, today))
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
        <PageHeading title=service.name.clone() />
        <p class="lead">{service.what.clone()}</p>
        {shut}
        {move || continued(&slug, &version, drafts.get())}
        <dl class="facts">
            <div><dt>{t(Text::ServiceWho)}</dt><dd>{service.who.clone()}</dd></div>
            <div><dt>{t(Text::ServiceTerm)}</dt><dd>{parts::terms(&service)}</dd></div>
            {fees}
        </dl>
        {parts::filled(&service)}
        {parts::papers(&service)}
        {parts::told(&service)}
        {parts::legal(&service)}
        {begin}
    }
}

/// Why the service takes no dossiers now, once the province has said so.
fn closed(service: String) -> RwSignal<Option<Option<String>>> {
    let closed = RwSignal::new(None);
    spawn_local(async move {
        if let Ok(known) = procedures::closed().await {
            let _gone = closed.try_set(known.get(&service).cloned());
        }
    });
    closed
}

/// Drafts of this form, where somebody is signed in.
fn drafts(form: String) -> RwSignal<Vec<Head>> {
    let drafts = RwSignal::new(Vec::new());
    let account = use_account();
    let is_signed_in = Memo::new(move |_| account.person().is_some());
    Effect::new(move |_| {
        if !is_signed_in.get() {
            drafts.set(Vec::new());
            return;
        }
        let form = form.clone();
        spawn_local(async move {
            // Without an answer the list of drafts still has them.
            if let Ok(mut known) = draft::list().await {
                known.retain(|head| head.form_id == form);
                let _gone = drafts.try_set(known);
            }
        });
    });
    drafts
}

/// The choice to go on with what was begun.
fn continued(slug: &str, version: &str, drafts: Vec<Head>) -> Option<impl IntoView + use<>> {
    (!drafts.is_empty()).then(|| {
        let links = drafts.into_iter().map(|head| {
            let words = say::draft_saved_at(&head.percent, &moment(&head.updated_at));
            let page = last_page(&head, Some(version));
            let href = route::link(&Route::Draft {
                service: slug.to_owned(),
                draft: head.id,
                page,
            });
            view! { <li>{words} <ButtonLink kind=ButtonKind::Second href=href>{t(Text::DraftGoOn)}</ButtonLink></li> }
        });
        let links = links.collect_view();
        view! {
            <Notice tone=Tone::Info title=t(Text::ServiceBegun).to_owned()>
                <ul class="begun">{links}</ul>
            </Notice>
        }
    })
}
