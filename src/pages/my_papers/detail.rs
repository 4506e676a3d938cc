//! One paper: how it stands, what it says, its file, and the services it can be used in.

use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;
use vietnam::CivilDate;

use super::lines::{Line, lines};
use crate::device;
use crate::draft::tab;
use crate::form::{held_words, words};
use crate::pages::waiting::awaited;
use crate::portal::Problem;
use crate::portal::records::{self, Awaited, PriorResult, ResultFile};
use crate::portal::site::{self, List};
use crate::route::{Route, use_go};
use crate::text::{Text, language, say, t};
use crate::ui::{
    Button, ButtonKind, Glyph, Icon, Notice, PageHeading, PageState, Tone, masked_id, size_in_words,
};
use forms::fact::Fact;
use forms::results::{ResultKind, ResultUse};

/// What a page of a paper shows.
#[derive(Clone)]
struct Shown {
    result: PriorResult,
    facts: Vec<Fact>,
    awaited: Vec<Awaited>,
    kinds: Arc<Vec<ResultKind>>,
    names: List,
    words: List,
}

/// The paper of this id, or why it cannot be shown.
pub(super) fn paper(id: String) -> AnyView {
    let ask = move || {
        let id = id.clone();
        async move {
            let (result, facts, awaited) = records::detail(&id).await.map_err(PageState::from)?;
            let list = |name: &str| [name, ".", language().code].concat();
            // Without the names a paper still shows what else is known of it.
            Ok(Shown {
                kinds: site::result_kinds().await.unwrap_or_default(),
                names: site::list(&list("record-attributes"))
                    .await
                    .unwrap_or_default(),
                words: site::list(&list("record-words")).await.unwrap_or_default(),
                result,
                facts,
                awaited,
            })
        }
    };
    awaited(Some(Text::MyPapers), ask, |shown| {
        view! { <Paper shown=shown /> }.into_any()
    })
}

#[component]
fn Paper(
    /// The paper.
    shown: Shown,
) -> impl IntoView {
    let Shown {
        result,
        facts,
        awaited,
        kinds,
        names,
        words,
    } = shown;
    let kind = ResultKind::of(&kinds, &result.held.result_code);
    let today = super::today();
    let row = |label: Text, value: String| {
        (!value.is_empty()).then(|| {
            view! { <div><dt>{t(label)}</dt><dd>{value}</dd></div> }
        })
    };
    let holds = super::state(&result, kind, today);
    let aged = today.and_then(|today| held_words::aged(&result, kind, today));
    let issued = result.held.issued_on.as_deref().map(words::date);
    let data = if facts.is_empty() && awaited.is_empty() {
        view! { <p>{t(Text::MyPapersNoData)}</p> }.into_any()
    } else {
        let lines = lines(&facts, &awaited, &names, &words);
        view! { <dl class="facts known-card">{lines.into_iter().map(said).collect_view()}</dl> }
            .into_any()
    };
    let services = kind.map(|kind| kind.services.clone()).unwrap_or_default();
    view! {
        <PageHeading title=result.title.clone() caption=kind.map(|kind| kind.name.clone()) />
        <dl class="facts known-card">
            {row(Text::MyPapersValidity, [Some(holds), aged].into_iter().flatten().collect::<Vec<_>>().join(" "))}
            {row(Text::MyPapersNumber, result.number.clone().unwrap_or_default())}
            {row(Text::MyPapersIssuer, result.issuer.clone().unwrap_or_default())}
            {row(Text::MyPapersIssued, issued.unwrap_or_default())}
            {row(Text::MyPapersKept, result.source_name().to_owned())}
            {row(Text::MyPapersSignature, held_words::signature(result.signature).to_owned())}
        </dl>
        <section><h2>{t(Text::MyPapersData)}</h2>{data}</section>
        <section><h2>{t(Text::MyPapersFile)}</h2>{files(&result)}</section>
        {uses(&result, services, today)}
    }
}

fn said(line: Line) -> impl IntoView {
    let open = RwSignal::new(!line.hidden);
    let place = NodeRef::<leptos::html::Dd>::new();
    // The button goes: the focus is then on what it showed.
    let show = move |_| {
        open.set(true);
        if let Some(place) = place.get_untracked() {
            device::page::focus(&place);
        }
    };
    let value = line.value;
    let name = line.name.clone();
    let told = move || {
        if open.get() {
            return view! { <span>{value.clone()}</span> }.into_any();
        }
        let end: String = value
            .chars()
            .skip(value.chars().count().saturating_sub(3))
            .collect();
        let label = [t(Text::IdShow), ": ", &name].concat();
        view! {
            <span class="masked">
                <span aria-hidden="true">{masked_id(&value)}</span>
                <span class="unseen">{say::id_masked(&end)}</span>
                <button type="button" class="quiet" aria-label=label on:click=show>{t(Text::IdShow)}</button>
            </span>
        }
        .into_any()
    };
    view! { <div><dt>{line.name}</dt><dd node_ref=place tabindex="-1">{told}</dd></div> }
}

/// The files, fetched with the session: no address leads to them.
fn files(result: &PriorResult) -> AnyView {
    let kept: Vec<&ResultFile> = { result.files.iter() }
        .filter(|file| file.size.is_some())
        .collect();
    if kept.is_empty() {
        return view! { <p>{t(Text::MyPapersFileGone)}</p> }.into_any();
    }
    let one = |file: &ResultFile| {
        let (id, file) = (result.held.result_id.clone(), file.clone());
        let (busy, set_busy) = signal(false);
        let (failed, set_failed) = signal(None::<Problem>);
        let label = say::own_see_of(&file.name);
        #[allow(clippy::cast_precision_loss, reason = "files lie far below 2^52 bytes")]
        let size = size_in_words(file.size.unwrap_or_default() as f64);
        let name = file.name.clone();
        let see = Callback::new(move |()| {
            let (id, file) = (id.clone(), file.clone());
            set_busy.set(true);
            set_failed.set(None);
            spawn_local(async move {
                let got = keep(&id, &file).await;
                let _gone = set_failed.try_set(got.err());
                let _gone = set_busy.try_set(false);
            });
        });
        view! {
            <li>
                <div>
                    {name}
                    <p class="hint">{size}</p>
                    {move || failed.get().map(|why| view! { <p role="alert">{words::problem(&why)}</p> })}
                </div>
                <Button kind=ButtonKind::Second on_press=see busy=busy>
                    <span aria-hidden="true">{t(Text::OwnSee)}</span>
                    <span class="unseen">{label}</span>
                </Button>
            </li>
        }
    };
    let signed = held_words::signature(result.signature);
    view! {
        <ul class="marked">{kept.into_iter().map(one).collect_view()}</ul>
        <p class="hint">{signed}</p>
    }
    .into_any()
}

async fn keep(id: &str, file: &ResultFile) -> Result<(), Problem> {
    let bytes = records::content(id, &file.id).await?;
    device::file::offer(&bytes, &file.media_type, &file.name).map_err(|_| Problem::NotTaken)
}

/// The services that the paper may be used for today: of one that was revoked, is over or cannot be used, none is told.
fn offered(
    result: &PriorResult,
    services: Vec<ResultUse>,
    today: Option<CivilDate>,
) -> Option<Vec<ResultUse>> {
    let held = &result.held;
    let over = today
        .zip(held.valid_until.as_deref())
        .is_some_and(|(today, last)| CivilDate::parse_iso(last).is_ok_and(|last| last < today));
    (held.usable && !held.revoked && !held.expired && !over).then_some(services)
}

/// The services, and beginning one from this paper; or that it is only to be seen.
fn uses(result: &PriorResult, services: Vec<ResultUse>, today: Option<CivilDate>) -> AnyView {
    let services = match offered(result, services, today) {
        None => {
            return view! { <Notice tone=Tone::Warning><p>{t(Text::MyPapersCannotStart)}</p></Notice> }
                .into_any();
        }
        Some(services) if services.is_empty() => {
            view! { <p>{t(Text::MyPapersNoUses)}</p> }.into_any()
        }
        Some(services) => begun_from(result, services),
    };
    view! { <section><h2>{t(Text::MyPapersUses)}</h2>{services}</section> }.into_any()
}

fn begun_from(result: &PriorResult, services: Vec<ResultUse>) -> AnyView {
    let go = use_go();
    let id = result.held.result_id.clone();
    let one = move |used: ResultUse| {
        let papers = used.papers.join(", ");
        let covers = (!papers.is_empty()).then(|| say::my_papers_covers(&papers));
        let fills = used.fills.then(|| t(Text::MyPapersFills));
        let label = say::my_papers_start_with(&used.name);
        let (id, slug) = (id.clone(), used.slug);
        let start = Callback::new(move |()| {
            tab::begin_from(&slug, &id);
            go.run(Route::Service(slug.clone()));
        });
        view! {
            <li>
                <div>
                    {used.name}
                    {covers.map(|text| view! { <p class="hint">{text}</p> })}
                    {fills.map(|text| view! { <p class="mark known"><Icon glyph=Glyph::Check /> {text}</p> })}
                </div>
                <Button kind=ButtonKind::Second on_press=start>
                    <span aria-hidden="true">{t(Text::MyPapersStart)}</span>
                    <span class="unseen">{label}</span>
                </Button>
            </li>
        }
    };
    let services = services.into_iter().map(one).collect_view();
    view! { <ul class="marked">{services}</ul> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use forms::papers::Held;

    #[test]
    fn no_service_is_offered_for_a_paper_that_was_revoked_or_is_over() {
        let today = CivilDate::parse_iso("2026-11-25").ok();
        let offers = |change: fn(&mut Held)| {
            let mut result = super::super::tests::result();
            result.held.usable = true;
            change(&mut result.held);
            let services = vec![ResultUse::default()];
            offered(&result, services, today).map_or(0, |services| services.len())
        };
        assert_eq!(offers(|_| ()), 1);
        assert_eq!(offers(|held| held.revoked = true), 0);
        assert_eq!(offers(|held| held.expired = true), 0);
        assert_eq!(offers(|held| held.usable = false), 0);
        assert_eq!(
            offers(|held| held.valid_until = Some("2026-11-24".to_owned())),
            0
        );
        assert_eq!(
            offers(|held| held.valid_until = Some("2026-11-25".to_owned())),
            1
        );
    }
}
