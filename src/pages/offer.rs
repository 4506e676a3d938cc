//! Another service that serves the person better, with what was answered taken along.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::visit::Visit;
use crate::form::Filling;
use crate::form::handover::take_along;
use crate::route::{DraftPage, NEW_DRAFT, Route};
use crate::text::{Text, t};
use crate::ui::{Button, ButtonKind, Notice, Tone};
use forms::definition::{Offer, Step};
use forms::needs::offers;
use std::collections::BTreeSet;

/// What is offered on any page.
pub fn all(filling: &Filling, visit: &Visit) -> AnyView {
    shown(filling, visit, |_| true)
}

/// What is offered on the page whose answers decide it.
pub fn of_step(filling: &Filling, visit: &Visit, step: &Step) -> AnyView {
    let here: BTreeSet<_> = step.fields.iter().map(|field| field.id.clone()).collect();
    shown(filling, visit, move |offer| {
        !offer.when.reads().is_disjoint(&here)
    })
}

fn shown(
    filling: &Filling,
    visit: &Visit,
    is_meant: impl Fn(&Offer) -> bool + Send + Sync + 'static,
) -> AnyView {
    let offered = {
        let filling = filling.clone();
        Memo::new(move |_| {
            let service = filling.service();
            let offered = offers(&service, &filling).into_iter();
            offered
                .filter(|offer| is_meant(offer))
                .cloned()
                .collect::<Vec<_>>()
        })
    };
    let (filling, visit) = (filling.clone(), visit.clone());
    let one = move |offer: Offer| one(&filling, &visit, offer);
    view! {
        <For each=move || offered.get() key=|offer| offer.service.clone() children=one />
    }
    .into_any()
}

fn one(filling: &Filling, visit: &Visit, offer: Offer) -> impl IntoView + use<> {
    let (failed, set_failed) = signal(false);
    let (busy, set_busy) = signal(false);
    let go = {
        let (filling, visit) = (filling.clone(), visit.clone());
        Callback::new(move |()| {
            set_busy.set(true);
            set_failed.set(false);
            let (filling, visit, service) = (filling.clone(), visit.clone(), offer.service.clone());
            spawn_local(async move {
                match take_along(&filling, &service).await {
                    Some(service) => visit.leave(Route::Draft {
                        service,
                        draft: NEW_DRAFT.to_owned(),
                        page: DraftPage::Case,
                    }),
                    None => drop(set_failed.try_set(true)),
                }
                let _gone = set_busy.try_set(false);
            });
        })
    };
    view! {
        <Notice tone=Tone::Info title=t(Text::OfferTitle).to_owned()>
            <p>{offer.text}</p>
            <p class="hint">{t(Text::OfferNext)}</p>
            <Button kind=ButtonKind::Second on_press=go busy=busy>{t(Text::OfferTake)}</Button>
            {move || failed.get().then(|| view! { <p role="alert">{t(Text::OfferFailed)}</p> })}
        </Notice>
    }
}
