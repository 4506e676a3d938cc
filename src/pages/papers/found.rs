//! Prior results beside a paper: chosen, reused, or told why not.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::picker;
use crate::device::page;
use crate::draft::tab;
use crate::form::{Filling, found, held_words, uploads};
use crate::pages::parts::failed;
use crate::portal::draft::AttachedBy;
use crate::portal::records::PriorResult;
use crate::route::{self, DraftPage, Route};
use crate::text::{Text, t};
use crate::ui::{Button, ButtonKind, Glyph, Icon};
use forms::answers::Reader;
use forms::definition::Paper;
use forms::results::ResultKind;
use std::sync::Arc;

/// Prior results that cover the paper: one is reused once the person agrees.
pub(super) fn found(filling: &Filling, paper: &Paper, ids: &[String]) -> AnyView {
    let results = filling
        .background()
        .with_untracked(|known| known.results.clone());
    let mut offered: Vec<PriorResult> = { ids.iter() }
        .filter_map(|id| {
            results
                .iter()
                .find(|one| one.held.result_id == *id)
                .cloned()
        })
        .collect();
    // What the person began from stands first.
    let begun = begun_from(filling);
    offered.sort_by_key(|result| begun.as_ref() != Some(&result.held.result_id));
    let (problem, set_problem) = signal(None);
    // One at a time: each would take the place of the one before.
    let busy = RwSignal::new(false);
    let here = route::link(&Route::Draft {
        service: untrack(|| filling.service()).slug.clone(),
        draft: filling.head().with_untracked(|head| head.id.clone()),
        page: DraftPage::Papers,
    });
    let one = |result: PriorResult| {
        let label = result.title.clone();
        let shown = about(filling, &result);
        let (filling, code) = (filling.clone(), paper.code.clone());
        let reuse = Callback::new(move |()| {
            let (filling, code, result) = (filling.clone(), code.clone(), result.clone());
            busy.set(true);
            set_problem.set(None);
            spawn_local(async move {
                let taken = found::take(&filling, code.clone(), result).await;
                if taken.is_ok() {
                    // The paper moves to where it is told that it is reused, and the button with it.
                    page::focus_where_lost(&super::reasons::whole(&code));
                }
                let _gone = busy.try_set(false);
                let _gone = set_problem.try_set(taken.err());
            });
        });
        view! {
            <div class="found" role="group" aria-label=label>
                {shown}
                <Button kind=ButtonKind::Second on_press=reuse busy=busy>{t(Text::PaperReuse)}</Button>
            </div>
        }
    };
    let offered = offered.into_iter().map(one).collect_view();
    view! {
        <li class="paper" id=super::reasons::whole(&paper.code) tabindex="-1">
            <p>{paper.name.clone()}</p>
            {offered}
            {failed(problem, here)}
            {unfit(filling, paper)}
            <details>
                <summary>{t(Text::PaperOtherFile)}</summary>
                {picker(filling, paper, true)}
                {super::files::used(filling, paper)}
                {super::files::offered(filling, paper)}
            </details>
        </li>
    }
    .into_any()
}

/// The prior result that is reused, and the way back.
pub(super) fn reused(filling: &Filling, paper: &Paper) -> AnyView {
    let (label, id) = filling.attached().with_untracked(|attached| {
        let mine = attached.iter().find(|one| one.document == paper.code);
        let id = mine.and_then(|one| match &one.by {
            AttachedBy::Result { id, .. } => Some(id.clone()),
            _ => None,
        });
        (
            mine.and_then(|one| one.label.clone()).unwrap_or_default(),
            id,
        )
    });
    let told = {
        let filling = filling.clone();
        move || {
            let id = id.as_deref()?;
            let found = filling.background().with(|known| {
                let mut results = known.results.iter();
                results.find(|one| one.held.result_id == id).cloned()
            });
            found.map(|result| details(&filling, &result))
        }
    };
    let (filling, code) = (filling.clone(), paper.code.clone());
    let here = super::reasons::whole(&paper.code);
    let undo = {
        let here = here.clone();
        Callback::new(move |()| {
            uploads::put_back(&filling, &code);
            page::focus_where_lost(&here);
        })
    };
    view! {
        <li class="paper" id=here tabindex="-1">
            <p>{paper.name.clone()}</p>
            <p><span class="mark known">{t(Text::PaperReused)}</span> " " {label}</p>
            {told}
            <Button kind=ButtonKind::Quiet on_press=undo>{t(Text::PaperNotReuse)}</Button>
        </li>
    }
    .into_any()
}

/// Results of the right kind that cannot be used, each with the reason.
pub(super) fn unfit(filling: &Filling, paper: &Paper) -> AnyView {
    let (filling, paper) = (filling.clone(), paper.clone());
    let all = Memo::new(move |_| {
        filling.background().with(|known| {
            let held = known.held();
            let service = filling.service();
            let found = forms::papers::unfit(&service, &filling, &known.facts, &paper, &held);
            let one = |(held, why): (&forms::papers::Held, _)| {
                let mut results = known.results.iter();
                let result = results.find(|one| one.held.result_id == held.result_id)?;
                Some((
                    result.title.clone(),
                    held_words::named(result),
                    held_words::unfit(result, why),
                ))
            };
            found.into_iter().filter_map(one).collect::<Vec<_>>()
        })
    });
    (move || {
        (!all.with(Vec::is_empty)).then(|| {
            let one = |(title, named, why): (String, String, String)| {
                view! {
                    <li>
                        <div>
                            <p><s>{title}</s></p>
                            <p class="hint">{named}</p>
                            <p class="mark changed"><Icon glyph=Glyph::Warning /> {why}</p>
                        </div>
                    </li>
                }
            };
            view! {
                <div class="paper-note">
                    <p class="hint">{t(Text::PapersUnfit)}</p>
                    <ul class="marked">{all.get().into_iter().map(one).collect_view()}</ul>
                </div>
            }
        })
    })
    .into_any()
}

/// The result from which the person began this draft.
fn begun_from(filling: &Filling) -> Option<String> {
    { filling.head() }.with_untracked(|head| tab::begun_from(&head.id))
}

/// Title and details of a result that is offered.
fn about(filling: &Filling, result: &PriorResult) -> AnyView {
    let begun = begun_from(filling).as_ref() == Some(&result.held.result_id);
    view! {
        <p>{result.title.clone()}</p>
        {begun.then(|| view! { <p class="mark known"><Icon glyph=Glyph::Check /> {t(Text::PaperBegunFrom)}</p> })}
        {details(filling, result)}
    }
    .into_any()
}

/// Number, issuer and day; how long it holds; what may have changed; its signature; who keeps it.
fn details(filling: &Filling, result: &PriorResult) -> AnyView {
    let (filling, result) = (filling.clone(), result.clone());
    let kinds = {
        let filling = filling.clone();
        Memo::new(move |_| filling.background().with(|known| Arc::clone(&known.kinds)))
    };
    let lines = move || {
        let kinds = kinds.get();
        let kind = ResultKind::of(&kinds, &result.held.result_code);
        let today = filling.today();
        let lines = [
            Some(held_words::named(&result)),
            Some(held_words::holds(&result, kind, today)),
            held_words::aged(&result, kind, today),
            Some(
                [
                    held_words::signature(result.signature),
                    " ",
                    result.source_name(),
                ]
                .concat(),
            ),
        ];
        { lines.into_iter().flatten() }
            .filter(|line| !line.trim().is_empty())
            .map(|line| view! { <p class="hint">{line}</p> })
            .collect_view()
    };
    view! { <div>{lines}</div> }.into_any()
}
