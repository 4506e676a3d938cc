//! The case questions, and what is told where a case is not filed here.

use leptos::prelude::*;

use super::visit::Visit;
use crate::form::Filling;
use crate::route::{self, DraftPage, Route};
use crate::text::{Text, t};
use crate::ui::{ButtonKind, ButtonLink, Notice, PageHeading, Tone};
use forms::case::{CaseChoice, choose};
use forms::definition::Online;

/// The first case question.
pub fn body(filling: &Filling, visit: &Visit, page: &DraftPage) -> AnyView {
    super::later::preload();
    super::step::body(filling, visit, page)
}

/// What is shown instead of going on: a case that is not filed here, no case at all, or questions that are open.
/// None: the way on is free.
pub fn instead(filling: &Filling, visit: &Visit) -> Option<AnyView> {
    let service = untrack(|| filling.service());
    let plain = filling.plain();
    let back = visit.link(DraftPage::Case);
    let (title, told): (String, AnyView) = match choose(&service, &plain) {
        CaseChoice::Chosen(case) if matches!(case.online, Online::Full | Online::Partial) => {
            return None;
        }
        CaseChoice::Chosen(case) => {
            let information = case.information.clone();
            let told = view! {
                <Notice tone=Tone::Info title=t(Text::CaseInPerson).to_owned()><p>{information}</p></Notice>
                {ways(back)}
            };
            (case.name.clone(), told.into_any())
        }
        CaseChoice::None => {
            let told = view! { <p>{t(Text::CaseNoneNext)}</p> {ways(back)} };
            (t(Text::CaseNone).to_owned(), told.into_any())
        }
        CaseChoice::Open(_) => {
            let told = view! {
                <p>{t(Text::CaseOpenNext)}</p>
                <div class="bar"><ButtonLink href=back>{t(Text::Continue)}</ButtonLink></div>
            };
            (t(Text::CaseOpen).to_owned(), told.into_any())
        }
    };
    Some(view! { <PageHeading title=title caption=Some(service.name.clone()) /> {told} }.into_any())
}

fn ways(back: String) -> AnyView {
    view! {
        <div class="bar">
            <ButtonLink href=route::link(&Route::Home)>{t(Text::ToHome)}</ButtonLink>
            <ButtonLink kind=ButtonKind::Quiet href=back>{t(Text::CaseAgain)}</ButtonLink>
        </div>
    }
    .into_any()
}
