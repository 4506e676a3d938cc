//! Whom the person lets read their records, and taking that back: among all that they have agreed to, and where they
//! agreed.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::agreements::told;
use super::waiting::awaited;
use crate::device::page;
use crate::device::random::uuid;
use crate::form::words;
use crate::portal::confirmation::{self, Agreement, Said, Stand};
use crate::portal::{Problem, ProblemKind, consents};
use crate::route::{self, Route};
use crate::text::when::day;
use crate::text::{Text, say, t};
use crate::ui::{Notice, PageState, Tone};

/// Those that hold, under a heading of their own; nothing where nobody has leave, or where nobody can be asked.
pub fn list() -> AnyView {
    awaited(
        None,
        || async { found().await.map_err(PageState::from) },
        |(all, sources): Found| {
            let is_any = !all.is_empty();
            let cards = all.iter().map(|one| card(one, &sources)).collect_view();
            is_any
                .then(|| {
                    view! {
                        <section>
                            <h2>{t(Text::GivenTitle)}</h2>
                            {cards}
                        </section>
                    }
                })
                .into_any()
        },
    )
}

/// Agreements, and names of sources.
type Found = (Vec<Agreement>, BTreeMap<String, String>);

async fn found() -> Result<Found, Problem> {
    let mut all = match confirmation::received().await {
        Err(Problem::NotOffered) => Vec::new(),
        all => all?,
    };
    all.retain(|one| one.shares() && one.state == Stand::Agreed);
    // Names help, and are not waited for in vain: without them the ids stand.
    let sources = if all.is_empty() {
        BTreeMap::new()
    } else {
        consents::source_names().await.unwrap_or_default()
    };
    Ok((all, sources))
}

fn card(one: &Agreement, sources: &BTreeMap<String, String>) -> AnyView {
    let name = |id: &String| sources.get(id).unwrap_or(id).clone();
    let names: Vec<String> = one.scopes.iter().map(name).collect();
    let see = route::link(&Route::Agreement(one.id.clone()));
    view! {
        <section class="known-card given">
            <h3>{say::given_to(&one.asked_by)}</h3>
            <p><a href=see>{say::given_for(&one.procedure_name)}</a></p>
            <p>{say::given_from(&names.join(", "))}</p>
            {holds(one, false)}
        </section>
    }
    .into_any()
}

/// On the page of what was agreed to: that it holds, and how it ends.
pub fn of_agreement(asked: &Agreement) -> AnyView {
    view! {
        <section class="known-card given">
            <h2>{say::given_to(&asked.asked_by)}</h2>
            {holds(asked, true)}
            {to_consents()}
        </section>
    }
    .into_any()
}

/// The way to all that the person has agreed to.
pub fn to_consents() -> AnyView {
    let all = route::link(&Route::Consents);
    view! { <p><a href=all>{t(Text::ConsentsTitle)}</a></p> }.into_any()
}

/// Since when it holds, what taking it back does, and the one press that does it; then what became of it. Who has just
/// agreed hears that they have.
fn holds(asked: &Agreement, is_news: bool) -> AnyView {
    let now = RwSignal::new(asked.clone());
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<Problem>);
    // What was pressed goes; the focus then comes to what stands there instead.
    let place = [&asked.id, ":back"].concat();
    let take_back = {
        let place = place.clone();
        move |_| {
            if busy.get_untracked() {
                return;
            }
            busy.set(true);
            problem.set(None);
            let place = place.clone();
            spawn_local(async move {
                let Some(known) = now.try_get_untracked() else {
                    return;
                };
                let went = taken_back(&known).await;
                let _gone = busy.try_set(false);
                match went {
                    Ok(after) => {
                        let _gone = now.try_set(after);
                        page::focus_next(&place);
                    }
                    Err(why) => drop(problem.try_set(Some(why))),
                }
            });
        }
    };
    let what = say::consents_withdraw_what(&asked.asked_by);
    (move || {
        let known = now.get();
        if known.state != Stand::Agreed {
            return view! {
                <div id=place.clone() tabindex="-1">
                    <Notice tone=Tone::Done spoken=true><p>{told(&known)}</p></Notice>
                </div>
            }
            .into_any();
        }
        let since = known.answered_at.as_deref().map(day).unwrap_or_default();
        let since = say::given_since(&since);
        let since = if is_news {
            view! { <Notice tone=Tone::Done spoken=true><p>{since}</p></Notice> }.into_any()
        } else {
            view! { <p>{since}</p> }.into_any()
        };
        let failed = move || {
            problem.get().map(|why| {
                let (tone, why) = words::told(&why);
                view! { <Notice tone=tone spoken=true><p>{why}</p></Notice> }
            })
        };
        view! {
            {since}
            <p>{t(Text::GivenBackWhat)}</p>
            {failed}
            <p>
                <button
                    type="button"
                    class="button second"
                    aria-label=what.clone()
                    aria-disabled=move || busy.get().then_some("true")
                    on:click=take_back.clone()
                >
                    {t(Text::ConsentsWithdraw)}
                </button>
            </p>
        }
        .into_any()
    })
    .into_any()
}

/// How it stands after it was taken back: here, or as it turns out elsewhere before.
async fn taken_back(known: &Agreement) -> Result<Agreement, Problem> {
    let key = uuid().unwrap_or_default();
    match confirmation::answer(known, Said::Back, None, None, &key).await {
        Err(Problem::Conflict(ProblemKind::ConfirmationClosed, _)) => {
            confirmation::read(&known.id).await
        }
        said => said,
    }
}
