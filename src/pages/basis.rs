//! What would entitle the person to see somebody's records, where nothing does yet: a paper to send, a prior result to
//! choose, that person's agreement. Then their sources are asked again.

use leptos::prelude::*;

use super::papers;
use crate::form::basis::{Unproved, choose, unproved};
use crate::form::{Filling, found, held_words};
use crate::portal::records::PriorResult;
use crate::text::{Text, say, t};
use crate::ui::{Button, ButtonKind, Notice, Tone};
use forms::definition::Step;
use forms::place::FieldId;
use forms::results::ResultKind;

/// On the page of what is known: everybody.
pub fn all(filling: &Filling) -> AnyView {
    shown(filling, |_| true)
}

/// On the page that asks who they are. There it is also asked whether that person agrees, so that this alone is no
/// reason to say it twice.
pub fn of_step(filling: &Filling, step: &Step) -> AnyView {
    let here: Vec<FieldId> = step.fields.iter().map(|field| field.id.clone()).collect();
    let service = untrack(|| filling.service());
    shown(filling, move |one| {
        let mut sources = service.sources.iter();
        let is_here = sources.any(|used| {
            used.about.contains(&one.about) && used.keys.values().any(|key| here.contains(key))
        });
        is_here && (!one.papers.is_empty() || !one.records.is_empty())
    })
}

fn shown(
    filling: &Filling,
    is_meant: impl Fn(&Unproved) -> bool + Send + Sync + 'static,
) -> AnyView {
    let people = {
        let filling = filling.clone();
        Memo::new(move |_| {
            let mut people = unproved(&filling);
            people.retain(&is_meant);
            people
        })
    };
    {
        let filling = filling.clone();
        Effect::new(move |before: Option<bool>| {
            let is_needed = before == Some(true) || people.with(|people| !people.is_empty());
            if is_needed && before != Some(true) {
                untrack(|| found::look(&filling));
            }
            is_needed
        });
    }
    let filling = filling.clone();
    view! {
        <For each=move || people.get() key=|one| format!("{one:?}") children=move |one| person(&filling, &one) />
    }
    .into_any()
}

fn person(filling: &Filling, one: &Unproved) -> AnyView {
    let title = say::source_not_proved(&one.sources.join(", "));
    let refused = one
        .was_refused
        .then(|| view! { <p role="alert">{t(Text::BasisRefused)}</p> });
    let agree = one
        .may_agree
        .then(|| view! { <p>{t(Text::BasisAgree)}</p> });
    let (files, results) = (files(filling, &one.papers), results(filling, one));
    view! {
        <Notice tone=Tone::Info title=title>
            {refused}
            {files}
            {results}
            {agree}
            <p class="hint">{t(Text::BasisNone)}</p>
        </Notice>
    }
    .into_any()
}

/// The papers that would do, each to be sent here.
fn files(filling: &Filling, codes: &[String]) -> AnyView {
    let service = untrack(|| filling.service());
    let papers = service
        .papers
        .iter()
        .filter(|paper| codes.contains(&paper.code));
    let one = |paper| {
        view! {
            <p>{t(Text::BasisPaper)}</p>
            {papers::send(filling, paper)}
        }
    };
    papers.map(one).collect_view().into_any()
}

/// Prior results that would do, each to be chosen; where the person has none, what they are called.
fn results(filling: &Filling, one: &Unproved) -> Option<AnyView> {
    if one.records.is_empty() {
        return None;
    }
    let (records, about) = (one.records, one.about.clone());
    let filling = filling.clone();
    let found = {
        let filling = filling.clone();
        Memo::new(move |_| {
            filling.background().with(|known| {
                let names: Vec<String> = { known.kinds.iter() }
                    .filter(|kind| records.contains(&kind.record.as_str()))
                    .map(|kind| kind.name.clone())
                    .collect();
                let does = |result: &&PriorResult| {
                    let kind = ResultKind::of(&known.kinds, &result.held.result_code);
                    let is_over = result.held.revoked || result.held.expired;
                    !is_over && kind.is_some_and(|kind| records.contains(&kind.record.as_str()))
                };
                let results: Vec<PriorResult> =
                    known.results.iter().filter(does).cloned().collect();
                (names, results)
            })
        })
    };
    let shown = move || {
        let (names, results) = found.get();
        let button = |result: PriorResult| {
            let (filling, about) = (filling.clone(), about.clone());
            let id = result.held.result_id.clone();
            let press = Callback::new(move |()| choose(&filling, &about, &id));
            let named = held_words::named(&result);
            view! {
                <li>
                    <Button kind=ButtonKind::Second on_press=press>{result.title}</Button>
                    <p class="hint">{named}</p>
                </li>
            }
        };
        let lead = if results.is_empty() {
            say::basis_result_none(&names.join(", "))
        } else {
            t(Text::BasisResult).to_owned()
        };
        let buttons = results.into_iter().map(button).collect_view();
        (!names.is_empty()).then(|| view! { <p>{lead}</p> <ul class="own">{buttons}</ul> })
    };
    Some(shown.into_any())
}
