//! What others ask the person to agree to: the list, and one of them with what is agreed to and the answer.

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::Value;
use std::sync::Arc;

use super::check::how_it_stands;
use super::given;
use super::parts::failed;
use super::sign_in::Personal;
use super::visit::back_to;
use super::waiting::{awaited, state};
use crate::device::random::uuid;
use crate::form::words;
use crate::portal::confirmation::{self, Agreement, Said, Stand};
use crate::portal::{Problem, ProblemKind, procedures, site};
use crate::route::{self, Route};
use crate::text::when::day;
use crate::text::{Text, say, t};
use crate::ui::{
    Button, ButtonKind, ButtonLink, Card, CardList, FieldFrame, KnownRow, Notice, PageHeading,
    PageState, TextArea, Tone,
};
use forms::definition::Service;
use forms::place::FieldId;

/// All that was asked of the person.
#[component]
#[must_use]
pub fn Agreements() -> impl IntoView {
    view! {
        <PageHeading title=t(Text::AgreementsTitle) />
        <Personal><List /></Personal>
    }
}

#[component]
fn List() -> impl IntoView {
    let ask = || async { confirmation::received().await.map_err(PageState::from) };
    awaited(None, ask, |asked: Vec<Agreement>| {
        if asked.is_empty() {
            return view! { <p>{t(Text::AgreementsNone)}</p> }.into_any();
        }
        let cards = Signal::stored(asked.iter().map(card).collect::<Vec<_>>());
        // All that holds is found, and taken back, in one place.
        let all = given::to_consents();
        view! { <CardList cards=cards /> {all} }.into_any()
    })
}

fn card(asked: &Agreement) -> Card {
    Card {
        href: Some(route::link(&Route::Agreement(asked.id.clone()))),
        title: asked.procedure_name.clone(),
        line: Some(say::agreement_from(&asked.asked_by)),
        tag: Some(told(asked)),
    }
}

/// How it stands, to who is asked.
pub(super) fn told(asked: &Agreement) -> String {
    match asked.state {
        Stand::Waiting => words::date(&asked.due_by),
        Stand::Agreed => t(Text::AgreementAnsweredYes).to_owned(),
        Stand::Refused => t(Text::AgreementAnsweredNo).to_owned(),
        Stand::Void => t(Text::AgreementOutdated).to_owned(),
        Stand::Expired => t(Text::AgreementClosed).to_owned(),
        Stand::TakenBack => {
            let on = asked.taken_back_at.as_deref().map(day).unwrap_or_default();
            say::given_back(&on)
        }
    }
}

/// A line for pages of the person: how many wait for an answer. Nothing where none do, or where nobody can be asked.
#[component]
pub fn WaitingAgreements() -> impl IntoView {
    let waiting = RwSignal::new(0_usize);
    spawn_local(async move {
        if let Ok(asked) = confirmation::received().await {
            let open = asked.iter().filter(|asked| asked.state == Stand::Waiting);
            let _gone = waiting.try_set(open.count());
        }
    });
    move || {
        let count = waiting.get();
        (count > 0).then(|| {
            let href = route::link(&Route::Agreements);
            view! {
                <Notice tone=Tone::Info title=say::agreements_received(&count)>
                    <ButtonLink kind=ButtonKind::Second href=href>{t(Text::AgreementsSee)}</ButtonLink>
                </Notice>
            }
        })
    }
}

/// One of them.
#[component]
pub fn AgreementPage(
    /// Its id.
    id: String,
) -> impl IntoView {
    view! {
        {back_to(route::link(&Route::Agreements))}
        <Personal>
            <Asked id=id.clone() />
        </Personal>
    }
}

#[component]
fn Asked(id: String) -> impl IntoView {
    let (found, set_found) = signal(None::<Result<Whole, Problem>>);
    let load = Callback::new(move |()| {
        let id = id.clone();
        spawn_local(async move {
            let whole = match confirmation::read(&id).await {
                Ok(asked) => Ok(Whole {
                    service: definition(&asked.procedure).await,
                    asked,
                }),
                Err(problem) => Err(problem),
            };
            let _gone = set_found.try_set(Some(whole));
        });
    });
    load.run(());
    move || match found.get() {
        None => state(PageState::Loading, load),
        Some(Err(problem)) => state(problem.into(), load),
        Some(Ok(whole)) => view! { <Question whole=whole again=load /> }.into_any(),
    }
}

/// What was asked, with the definition that names the answers, where it could be had.
#[derive(Clone)]
struct Whole {
    asked: Agreement,
    service: Option<Arc<Service>>,
}

async fn definition(procedure: &str) -> Option<Arc<Service>> {
    let form = procedures::form_of(procedure).await.ok()?;
    let number = form.strip_prefix("motcua.")?;
    let slug = site::slug(number).await.ok()?;
    site::service(&slug).await.ok()
}

#[component]
fn Question(whole: Whole, again: Callback<()>) -> impl IntoView {
    let Whole { asked, service } = whole;
    if !asked.is_asked {
        return view! {
            <PageHeading title=say::agreement_to(&asked.name) caption=Some(asked.procedure_name.clone()) />
            <p class="statement">{asked.statement.clone()}</p>
            {how_it_stands(&asked)}
        }
        .into_any();
    }
    let rows = asked.shown.iter();
    let rows = rows.map(|(pointer, value)| row(service.as_deref(), pointer, value));
    let rows = rows.collect_view();
    let answer = match asked.state {
        Stand::Waiting => view! { <Answer asked=asked.clone() again=again /> }.into_any(),
        Stand::Agreed if asked.shares() => given::of_agreement(&asked),
        _ => {
            let told = told(&asked);
            // What is part of a dossier is not taken back as leave to read is.
            let stays =
                (asked.state == Stand::Agreed).then(|| view! { <p>{t(Text::AgreementStays)}</p> });
            view! { <Notice tone=Tone::Info spoken=true><p>{told}</p>{stays}</Notice> }.into_any()
        }
    };
    view! {
        <PageHeading title=say::agreement_from(&asked.asked_by) caption=Some(asked.procedure_name.clone()) />
        <p class="statement">{asked.statement.clone()}</p>
        {(!asked.shown.is_empty()).then(|| view! {
            <section class="known-card">
                <h2>{t(Text::AgreementCovers)}</h2>
                <dl>{rows}</dl>
            </section>
        })}
        {sources(&asked, service.as_deref())}
        {answer}
    }
    .into_any()
}

/// The registers that may be read about who is asked, by name.
fn sources(asked: &Agreement, service: Option<&Service>) -> Option<AnyView> {
    let name = |id: &String| {
        let mut known = service.iter().flat_map(|service| &service.sources);
        let source = known.find(|source| source.id == *id);
        source.map_or_else(|| id.clone(), |source| source.name.clone())
    };
    let lines = asked.scopes.iter().map(name);
    let lines = lines.map(|name| view! { <li>{name}</li> }).collect_view();
    (!asked.scopes.is_empty()).then(|| {
        view! {
            <section class="known-card">
                <h2>{t(Text::AgreementSources)}</h2>
                <ul class="dots">{lines}</ul>
            </section>
        }
        .into_any()
    })
}

/// An answer that is agreed to, named as in the form.
fn row(service: Option<&Service>, pointer: &str, value: &Value) -> impl IntoView + use<> {
    let id = FieldId::new(column_of(pointer));
    let field = service.and_then(|service| service.field(&id));
    let label = field.map_or_else(|| pointer.to_owned(), |field| field.label.clone());
    let shown = match field {
        Some(field) => words::shown(field, Some(value)),
        None => forms::value::show_any(value, words::spoken()),
    };
    let whole = field.and_then(|field| words::whole(field, Some(value), &[]));
    view! { <KnownRow label=label value=Signal::stored(shown) whole=Signal::stored(whole) origin=Signal::stored(None) /> }
}

/// `/members/0/full_name` → `members[].full_name`.
fn column_of(pointer: &str) -> String {
    let mut parts = pointer.trim_start_matches('/').split('/');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(list), Some(_), Some(column)) => [list, "[].", column].concat(),
        (Some(name), ..) => name.to_owned(),
        (None, ..) => String::new(),
    }
}

#[component]
fn Answer(asked: Agreement, again: Callback<()>) -> impl IntoView {
    let (problem, set_problem) = signal(None::<Problem>);
    let (busy, set_busy) = signal(false);
    let refusing = RwSignal::new(false);
    let reason = RwSignal::new(String::new());
    let here = route::link(&Route::Agreement(asked.id.clone()));
    let give = move |answer: Said| {
        let asked = asked.clone();
        Callback::new(move |()| {
            set_busy.set(true);
            set_problem.set(None);
            let asked = asked.clone();
            spawn_local(async move {
                let why = reason.try_get_untracked().unwrap_or_default();
                let why = Some(why.trim()).filter(|why| answer == Said::No && !why.is_empty());
                let key = uuid().unwrap_or_default();
                let said = confirmation::answer(&asked, answer, why, None, &key).await;
                let _gone = set_busy.try_set(false);
                match said {
                    Ok(_) => again.run(()),
                    Err(why) => drop(set_problem.try_set(Some(why))),
                }
            });
        })
    };
    let (agree, refuse) = (give(Said::Yes), give(Said::No));
    let stale = move || {
        let why = problem.get()?;
        let text = match why {
            Problem::Stale(_) => Text::AgreementChanged,
            Problem::Conflict(ProblemKind::ConfirmationClosed, _) => Text::AgreementClosed,
            _ => return None,
        };
        Some(view! {
            <Notice tone=Tone::Warning spoken=true>
                <p>{t(text)}</p>
                <Button kind=ButtonKind::Second on_press=again>{t(Text::Reload)}</Button>
            </Notice>
        })
    };
    let other = Signal::derive(move || {
        let is_told = |why: &Problem| {
            matches!(
                why,
                Problem::Stale(_) | Problem::Conflict(ProblemKind::ConfirmationClosed, _)
            )
        };
        problem.get().filter(|why| !is_told(why))
    });
    view! {
        {stale}
        {failed(other, here)}
        <div class="row-actions">
            <Button on_press=agree busy=busy>{t(Text::AgreementYes)}</Button>
            <Button kind=ButtonKind::Second on_press=Callback::new(move |()| refusing.set(true)) busy=busy>
                {t(Text::AgreementNo)}
            </Button>
        </div>
        {move || refusing.get().then(|| {
            let frame = FieldFrame::new("/reason".to_owned(), t(Text::AgreementWhyNot));
            view! {
                <TextArea frame=frame value=reason on_change=Callback::new(move |text| reason.set(text)) />
                <Button kind=ButtonKind::Second on_press=refuse busy=busy>{t(Text::AgreementNo)}</Button>
            }
        })}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_go_by_their_column() {
        assert_eq!(column_of("/members/0/full_name"), "members[].full_name");
        assert_eq!(column_of("/new_address"), "new_address");
    }
}
