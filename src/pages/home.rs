//! The catalogue: all services by event of life, and finding one.

mod find;

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::waiting::awaited;
use crate::app::use_typed;
use crate::portal::procedures::{self, Closed};
use crate::portal::site::{self, Entry, Group};
use crate::route::{self, Route};
use crate::text::{Text, say, t};
use crate::ui::{Card, CardList, FieldFrame, PageHeading, PageState, TextField};

/// The home page.
#[component]
#[must_use]
pub fn Home() -> impl IntoView {
    view! {
        <PageHeading title=t(Text::HomeTitle) />
        <p class="lead">{t(Text::HomeLead)}</p>
        {awaited(
            None,
            || async { site::catalogue().await.map_err(PageState::from) },
            |groups| view! { <Catalogue groups=groups /> }.into_any(),
        )}
    }
}

/// The search and the groups.
#[component]
fn Catalogue(
    /// All services.
    groups: Arc<Vec<Group>>,
) -> impl IntoView {
    let closed = RwSignal::new(Closed::new());
    spawn_local(async move {
        // Without an answer every service is offered: its own page and the server say more.
        if let Ok(known) = procedures::closed().await {
            let _gone = closed.try_set(known);
        }
    });
    let written = use_typed().search;
    let found = Memo::new(move |_| written.with(|written| find::find(&groups, written)));
    let count = move || {
        found.with(|found| {
            found
                .iter()
                .map(|group| group.services.len())
                .sum::<usize>()
        })
    };
    let told = move || match count() {
        _ if written.with(|written| written.trim().is_empty()) => String::new(),
        0 => t(Text::ServicesNone).to_owned(),
        n => say::services_found(&n),
    };
    let frame = FieldFrame::new("/search", t(Text::ServicesFind))
        .hint(Some(t(Text::ServicesFindHint).to_owned()));
    view! {
        <search>
            <TextField frame=frame value=written on_change=Callback::new(move |text| written.set(text)) />
            <p class="told" role="status">{told}</p>
        </search>
        {move || found.get().into_iter().map(|group| section(group, closed)).collect_view()}
    }
}

fn section(group: Group, closed: RwSignal<Closed>) -> impl IntoView {
    let id = ["group-", &group.id].concat();
    let named_by = id.clone();
    let services = group.services;
    let cards = Signal::derive(move || {
        closed.with(|closed| {
            services
                .iter()
                .map(|service| card(service, closed))
                .collect::<Vec<_>>()
        })
    });
    view! {
        <section aria-labelledby=named_by>
            <h2 id=id>{group.name}</h2>
            <CardList cards=cards />
        </section>
    }
}

fn card(service: &Entry, closed: &Closed) -> Card {
    let is_defined = service.form_version.is_some();
    let tag = if is_defined {
        (service.closed.is_some() || closed.contains_key(&service.id))
            .then(|| t(Text::ServiceClosed))
    } else {
        Some(t(Text::ServiceComing))
    };
    Card {
        href: is_defined.then(|| route::link(&Route::Service(service.slug.clone()))),
        title: service.name.clone(),
        line: Some(service.what.clone()).filter(|what| !what.is_empty()),
        tag: tag.map(str::to_owned),
    }
}
