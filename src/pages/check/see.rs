//! Services that serve what a rule speaks of: a fine to pay before a licence is renewed.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::verdict::Own;
use crate::portal::site;
use crate::route::{self, Route};
use crate::text::{Text, say, t};
use crate::ui::{ButtonKind, ButtonLink, Notice, Tone};

/// A link to each of them; nothing where no rule names one.
pub(super) fn section(own: Memo<Own>) -> impl IntoView {
    let numbers = Memo::new(move |_| own.with(|own| own.see.clone()));
    let found = RwSignal::new(Vec::<(String, String)>::new());
    Effect::new(move |_| {
        let numbers = numbers.get();
        if numbers.is_empty() {
            return found.set(Vec::new());
        }
        spawn_local(async move {
            let Ok(groups) = site::catalogue().await else {
                return;
            };
            let entries = groups.iter().flat_map(|group| &group.services);
            let named =
                entries.filter(|entry| numbers.contains(&entry.id) && entry.form_version.is_some());
            let named = named.map(|entry| (entry.slug.clone(), entry.name.clone()));
            let _gone = found.try_set(named.collect());
        });
    });
    move || {
        let found = found.get();
        (!found.is_empty()).then(|| {
            let links = found.into_iter().map(|(slug, name)| {
                let href = route::link(&Route::Service(slug));
                view! { <ButtonLink kind=ButtonKind::Second href=href>{say::see_service(&name)}</ButtonLink> }
            });
            view! { <Notice tone=Tone::Info title=t(Text::SeeTitle).to_owned()>{links.collect_view()}</Notice> }
        })
    }
}
