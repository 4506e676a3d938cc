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
pub fn body(filling: Filling, visit: Visit, page: DraftPage) -> AnyView {
    super::step::body(filling, visit, page)
}

/// What is shown instead of going on: a case that is not filed here, no case at all, or questions that are open.
/// None: the way on is free.
pub fn instead(filling: &Filling, visit: &Visit) -> Option<AnyView> {
    let service = untrack(|| filling.service());
    let plain = filling.plain();
    let back = visit.link(DraftPage::Case);
    let choice = choose(&service, &plain);
    let shown = match choice {
        CaseChoice::Chosen(case) if matches!(case.online, Online::Full | Online::Partial) => None,
        CaseChoice::Chosen(case) => Some(
            view! {
                <PageHeading title=case.name.clone() caption=Some(service.name.clone()) />
                <Notice tone=Tone::Info title=t(Text::CaseInPerson).to_owned()>
                    <p>{case.information.clone()}</p>
                </Notice>
                {ways(back)}
            }
            .into_any(),
        ),
        CaseChoice::None => Some(
            view! {
                <PageHeading title=t(Text::CaseNone) caption=Some(service.name.clone()) />
                <p>{t(Text::CaseNoneNext)}</p>
                {ways(back)}
            }
            .into_any(),
        ),
        CaseChoice::Open(_) => Some(
            view! {
                <PageHeading title=t(Text::CaseOpen) caption=Some(service.name.clone()) />
                <p>{t(Text::CaseOpenNext)}</p>
                <div class="bar"><ButtonLink href=back>{t(Text::Continue)}</ButtonLink></div>
            }
            .into_any(),
        ),
    };
    shown
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
