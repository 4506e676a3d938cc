//! What the person has agreed to, each with the way to take it back.

use std::collections::BTreeMap;

use futures::future::join_all;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::given;
use super::sign_in::LevelTwo;
use super::waiting::awaited;
use crate::device::page;
use crate::draft;
use crate::form::sources::Sources;
use crate::form::unagreed::TakenBack;
use crate::form::{Filling, open, words};
use crate::portal::Problem;
use crate::portal::consents::{self, Agreed};
use crate::portal::draft::CONSENT;
use crate::portal::procedures;
use crate::text::when::day;
use crate::text::{Text, say, t};
use crate::ui::{Button, ButtonKind, Notice, PageHeading, PageState};

/// Id of the heading of those of a filling.
const HERE: &str = "consents-here";

/// The page of all consents.
#[component]
#[must_use]
pub fn Consents() -> impl IntoView {
    view! {
        <PageHeading title=t(Text::ConsentsTitle) />
        <p class="lead">{t(Text::ConsentsLead)}</p>
        <LevelTwo>{list(None)} {given::list()}</LevelTwo>
    }
}

/// Those of a filling, once the person wants to see them; where a source is not agreed to, the way to be asked again.
pub fn of_filling(filling: &Filling) -> AnyView {
    let is_open = RwSignal::new(false);
    let filling = filling.clone();
    let of_sources = |holds: fn(&Sources) -> bool| {
        let sources = filling.sources().clone();
        Memo::new(move |_| sources.with(holds))
    };
    let any = of_sources(|sources| !sources.consents.is_empty());
    let refused = of_sources(|sources| !sources.decided.is_subset(&sources.agreed));
    (move || {
        let ask = {
            let filling = filling.clone();
            move || {
                let ask = ask_again(&filling);
                refused.get().then(|| view! {
                    <p><Button kind=ButtonKind::Quiet on_press=ask>{t(Text::ConsentsAskAgain)}</Button></p>
                })
            }
        };
        // Once open it stays so: what was taken back there says that it was.
        if is_open.get() {
            let listed = list(Some(filling.clone()));
            return view! { <section><h2 id=HERE tabindex="-1">{t(Text::ConsentsHere)}</h2>{listed}{ask}</section> }.into_any();
        }
        let open = Callback::new(move |()| {
            is_open.set(true);
            page::focus_next(HERE);
        });
        let open = any.get().then(|| view! {
            <p><Button kind=ButtonKind::Quiet on_press=open>{t(Text::ConsentsShow)}</Button></p>
        });
        view! { {open} {ask} }.into_any()
    })
    .into_any()
}

/// Leads back to the page that asks for consent, about those that are not agreed to.
fn ask_again(filling: &Filling) -> Callback<()> {
    let filling = filling.clone();
    Callback::new(move |()| {
        CONSENT.clone_into(&mut filling.head().write().step);
        filling.touch_now();
        filling.sources().update(|sources| {
            let Sources {
                decided, agreed, ..
            } = sources;
            decided.retain(|id| agreed.contains(id));
        });
    })
}

/// What is shown: consents, names of sources and procedures.
type Found = (
    Vec<Agreed>,
    BTreeMap<String, String>,
    BTreeMap<String, String>,
);

fn list(filling: Option<Filling>) -> AnyView {
    let ids = filling.as_ref().map(|filling| {
        filling
            .sources()
            .with_untracked(|sources| sources.consents.clone())
    });
    awaited(
        None,
        move || {
            let ids = ids.clone();
            async move { found(ids).await.map_err(PageState::from) }
        },
        move |(all, sources, procedures): Found| {
            if all.is_empty() {
                return view! { <p>{t(Text::ConsentsNone)}</p> }.into_any();
            }
            let one = |one: Agreed| {
                let source = sources.get(&one.source).unwrap_or(&one.source).clone();
                let procedure = procedures.get(&one.procedure);
                let procedure = procedure.unwrap_or(&one.procedure).clone();
                card(&one, source, procedure, filling.clone())
            };
            all.into_iter().map(one).collect_view().into_any()
        },
    )
    .into_any()
}

/// Only of these ids, where some are given.
async fn found(ids: Option<Vec<String>>) -> Result<Found, Problem> {
    let mut all = consents::agreed().await?;
    if let Some(ids) = &ids {
        all.retain(|one| ids.contains(&one.id));
    }
    // Names help, and are not waited for in vain: without them the ids stand.
    let sources = consents::source_names().await.unwrap_or_default();
    let mut codes: Vec<String> = all.iter().map(|one| one.procedure.clone()).collect();
    codes.sort();
    codes.dedup();
    let names = codes.into_iter().map(|code| async move {
        let name = procedures::name(&code).await.ok()?;
        Some((code, name))
    });
    let procedures = join_all(names).await.into_iter().flatten().collect();
    Ok((all, sources, procedures))
}

fn card(agreed: &Agreed, source: String, procedure: String, filling: Option<Filling>) -> AnyView {
    let is_part = filling.is_some();
    let is_sure = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let done = RwSignal::new(None::<Result<(), Problem>>);
    // What was pressed goes; the focus then comes to what stands there instead.
    let [asked, start] = ["sure", "start"].map(|part| [&agreed.id, ":", part].concat());
    let purpose = if agreed.is_for_papers {
        Text::ConsentsForPapers
    } else {
        Text::ConsentsForFilling
    };
    let withdraw = {
        let (id, asked) = (agreed.id.clone(), asked.clone());
        Callback::new(move |()| {
            busy.set(true);
            let (id, asked, filling) = (id.clone(), asked.clone(), filling.clone());
            spawn_local(async move {
                let went = take_back(&id, filling.as_ref()).await;
                let _gone = busy.try_set(false);
                let _gone = done.try_set(Some(went));
                page::focus_next(&asked);
            });
        })
    };
    let used = (!agreed.used_in.is_empty()).then(|| {
        view! { <p class="hint">{say::consents_used(&agreed.used_in.join(", "))}</p> }
    });
    let terms = say::consents_terms(
        &day(&agreed.since),
        &agreed.text_version,
        &day(&agreed.until),
    );
    let told = say::consents_withdraw_what(&source);
    let act = move || {
        match (done.get(), is_sure.get()) {
        (Some(Ok(())), _) => view! { <p role="status" id=asked.clone() tabindex="-1">{t(Text::ConsentsWithdrawn)}</p> }.into_any(),
        (failed, true) => {
            let failed = failed.and_then(Result::err).map(|problem| {
                let (tone, why) = words::told(&problem);
                view! { <Notice tone=tone spoken=true><p>{why}</p></Notice> }
            });
            let back = start.clone();
            let stay = Callback::new(move |()| {
                is_sure.set(false);
                page::focus_next(&back);
            });
            view! {
                <div role="group" id=asked.clone() tabindex="-1">
                    <p role="status">{t(Text::ConsentsSure)}</p>
                    {failed}
                    <Button kind=ButtonKind::Second on_press=withdraw busy=busy>{t(Text::ConsentsWithdraw)}</Button>
                    <Button kind=ButtonKind::Quiet on_press=stay>{t(Text::ConsentsStay)}</Button>
                </div>
            }
            .into_any()
        }
        (_, false) => {
            let (told, asked) = (told.clone(), asked.clone());
            let ask = move |_| {
                is_sure.set(true);
                page::focus_next(&asked);
            };
            view! {
                <p>
                    <button type="button" class="button quiet" id=start.clone() aria-label=told on:click=ask>
                        {t(Text::ConsentsWithdraw)}
                    </button>
                </p>
            }
            .into_any()
        }
    }
    };
    // Under the heading of its section, or of the page.
    let heading = if is_part {
        view! { <h3>{source}</h3> }.into_any()
    } else {
        view! { <h2>{source}</h2> }.into_any()
    };
    view! {
        <section class="known-card">
            {heading}
            <p>{t(purpose)} " " {procedure}</p>
            <p class="hint">{terms}</p>
            {used}
            {act}
        </section>
    }
    .into_any()
}

/// Saves what is open, here or on the page that was left, and takes the consent back. What was read by it goes from the
/// filling whose page this is, and the list stays open; a filling that was left is let go: the server's draft counts now.
async fn take_back(id: &str, filling: Option<&Filling>) -> Result<(), Problem> {
    if let Some(open) = filling.cloned().or_else(open::kept) {
        match draft::flush(&open).await {
            // A draft that is no more keeps nobody from taking back what was agreed.
            Ok(()) | Err(Problem::NotFound) => {}
            Err(problem) => return Err(problem),
        }
    }
    consents::withdraw(id).await?;
    let Some(filling) = filling else {
        open::forget();
        return Ok(());
    };
    // It is taken back, whatever comes after: where the list cannot be had now, the next save learns of it.
    if let Ok(held) = consents::agreed().await {
        filling.keep_agreed(&held, TakenBack::Here);
    }
    filling.touch_now();
    Ok(())
}
