//! The drafts of a service that the person signed in has begun, on the service's page.

use forms::opening::Opening;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::drafts::last_page;
use crate::portal::draft::{self, Head};
use crate::route::{self, Route};
use crate::text::when::moment;
use crate::text::{Text, say, t};
use crate::ui::{ButtonKind, ButtonLink, Notice, Tone};

/// The choice to go on with what was begun; nothing where nothing was begun.
pub fn begun(opening: &Opening) -> AnyView {
    let drafts = drafts(opening.form_id.clone());
    let (slug, version) = (opening.slug.clone(), opening.form_version.clone());
    (move || {
        let drafts = drafts.get();
        (!drafts.is_empty()).then(|| {
            let links = drafts.into_iter().map(|head| link(&slug, &version, head));
            let links = links.collect_view();
            view! {
                <Notice tone=Tone::Info title=t(Text::ServiceBegun).to_owned()>
                    <ul class="begun">{links}</ul>
                </Notice>
            }
        })
    })
    .into_any()
}

fn link(slug: &str, version: &str, head: Head) -> impl IntoView + use<> {
    let words = say::draft_saved_at(&head.percent, &moment(&head.updated_at));
    let page = last_page(&head, Some(version));
    let href = route::link(&Route::Draft {
        service: slug.to_owned(),
        draft: head.id,
        page,
    });
    view! { <li>{words} <ButtonLink kind=ButtonKind::Second href=href>{t(Text::DraftGoOn)}</ButtonLink></li> }
}

/// Drafts of this form.
fn drafts(form: String) -> RwSignal<Vec<Head>> {
    let drafts = RwSignal::new(Vec::new());
    spawn_local(async move {
        // Without an answer the list of drafts still has them.
        if let Ok(mut known) = draft::list().await {
            known.retain(|head| head.form_id == form);
            let _gone = drafts.try_set(known);
        }
    });
    drafts
}
