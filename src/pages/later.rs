//! The pages that the first question does not need: a part of the program of its own, which comes when it is needed
//! or shortly before (`docs/decisions/0009-split.md`).
//!
//! What only these pages use travels with them. `part` is the one place where the program is cut; once the part is
//! there, its pages are drawn at once, as all others.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::{Arc, OnceLock};

use forms::opening::Opening;
use futures::future::join;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::SplitLoaderError;
use send_wrapper::SendWrapper;

use super::waiting::awaited;
use super::{
    agreements, begun, check, consents, dossier, dossiers, drafts, known, ledger, my_papers,
    not_found, papers, payment, print, receipt, sending, sign_in, step, tracking, visit,
};
use crate::app::use_account;
use crate::device::network;
use crate::route::{DraftPage, Route};
use crate::text::{Text, load_more};
use crate::ui::PageState;

/// What the part draws.
#[derive(Clone, Copy)]
struct Part {
    /// The page of a route.
    page: fn(Route) -> AnyView,
    /// On a service's page: the drafts that the person has begun.
    begun: fn(&Opening) -> AnyView,
}

/// Set once the part is there.
static PART: OnceLock<Part> = OnceLock::new();

/// A page of the later part: drawn at once where the part is there, else brought first.
#[component]
pub fn Later(
    /// Which page.
    route: Route,
) -> impl IntoView {
    if let Some(part) = PART.get() {
        return (part.page)(route);
    }
    let failed = SendWrapper::new(Rc::new(Cell::new(false)));
    let ask = move || {
        let failed = Rc::clone(&failed);
        async move {
            // Without a network at either end, the network was the cause: such a failure does not count.
            let online = network::says_online();
            bring().await.map_err(|_| {
                let online = online && network::says_online();
                why(online, online && failed.replace(true))
            })
        }
    };
    awaited(Some(Text::HomeTitle), ask, move |part| {
        (part.page)(route.clone())
    })
    .into_any()
}

/// The drafts of this service that the person has begun. Nothing where nobody is signed in, or without the part: the
/// list of drafts has them still.
pub fn begun(opening: Arc<Opening>) -> AnyView {
    let account = use_account();
    let is_signed_in = Memo::new(move |_| account.person().is_some());
    let part = RwSignal::new(None::<Part>);
    Effect::new(move |_| {
        if is_signed_in.get() {
            spawn_local(async move {
                let _gone = part.try_set(bring().await.ok());
            });
        }
    });
    (move || {
        part.get()
            .filter(|_| is_signed_in.get())
            .map(|part| (part.begun)(&opening))
    })
    .into_any()
}

/// Brings the part before it is needed. Where this fails, the page that needs it tries again and tells.
pub fn preload() {
    if PART.get().is_none() {
        spawn_local(async {
            let _tried = bring().await;
        });
    }
}

/// The part and its texts, side by side.
async fn bring() -> Result<Part, NotThere> {
    if let Some(part) = PART.get() {
        return Ok(*part);
    }
    let (part, texts) = join(part(), load_more()).await;
    texts.map_err(|_| NotThere)?;
    let part = part.map_err(|_| NotThere)?;
    Ok(*PART.get_or_init(|| part))
}

/// The part, or its texts, did not come.
struct NotThere;

/// What is told where the part did not come. A release may have replaced it: what fails again with a network is
/// mended by loading the page anew.
fn why(online: bool, again: bool) -> PageState {
    match (online, again) {
        (false, _) => PageState::Unreached,
        (true, false) => PageState::Down,
        (true, true) => PageState::Broken,
    }
}

/// What is drawn here and what only that uses is cut off.
const HERE: Part = Part {
    page: draw,
    begun: begun::begun,
};

/// Where the program is cut: brings the part.
#[cfg(feature = "split")]
#[leptos::wasm_split::wasm_split(later, fallible, wasm_split_path = ::leptos::wasm_split)]
fn part() -> Result<Part, SplitLoaderError> {
    Ok(HERE)
}

/// Without the splitter the program is one.
#[cfg(not(feature = "split"))]
async fn part() -> Result<Part, SplitLoaderError> {
    Ok(HERE)
}

fn draw(route: Route) -> AnyView {
    match route {
        Route::Draft {
            service,
            draft,
            page,
        } => {
            let body = body(&page);
            view! { <visit::WithFilling service=service draft=draft page=page body=body /> }
                .into_any()
        }
        Route::Receipt(code) => view! { <receipt::ReceiptPage code=code /> }.into_any(),
        Route::Pay { dossier, request } => {
            view! { <payment::PayPage dossier=dossier request=request /> }.into_any()
        }
        Route::Payment(id) => view! { <payment::PaymentPage id=id /> }.into_any(),
        Route::SignIn => view! { <sign_in::SignIn /> }.into_any(),
        Route::Dossiers => view! { <dossiers::Dossiers /> }.into_any(),
        Route::Dossier(code) => view! { <dossier::DossierPage code=code /> }.into_any(),
        Route::Print(code) => view! { <print::PrintPage code=code /> }.into_any(),
        Route::Ledger(code) => view! { <ledger::LedgerPage code=code /> }.into_any(),
        Route::Consents => view! { <consents::Consents /> }.into_any(),
        Route::Tracking => view! { <tracking::Tracking /> }.into_any(),
        Route::Drafts => view! { <drafts::Drafts /> }.into_any(),
        Route::Papers => view! { <my_papers::MyPapers /> }.into_any(),
        Route::Paper(id) => view! { <my_papers::MyPaperPage id=id /> }.into_any(),
        Route::Agreements => view! { <agreements::Agreements /> }.into_any(),
        Route::Agreement(id) => view! { <agreements::AgreementPage id=id /> }.into_any(),
        #[cfg(feature = "gallery")]
        Route::Gallery => view! { <crate::ui::gallery::Gallery /> }.into_any(),
        _ => view! { <not_found::NotFound /> }.into_any(),
    }
}

/// What a page of a filling shows.
fn body(page: &DraftPage) -> visit::Body {
    match page {
        DraftPage::Known => known::body,
        DraftPage::Case | DraftPage::Step(_) => step::body,
        DraftPage::Papers => papers::body,
        DraftPage::Check => check::body,
        DraftPage::Sending => sending::body,
        DraftPage::Print => print::body,
        DraftPage::Ledger => ledger::body,
        DraftPage::Pay => payment::body,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fails_again_with_a_network_leads_to_a_reload() {
        assert_eq!(why(true, false), PageState::Down);
        assert_eq!(why(true, true), PageState::Broken);
        assert_eq!(why(false, true), PageState::Unreached);
    }
}
