//! Consent per source: which, what for; all, some, or none.

use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeMap;

use super::asked;
use super::parts::failed;
use super::visit::{Visit, back_to};
use crate::form::sources::{agree, undecided};
use crate::form::{Filling, words};
use crate::portal::records::Wanted;
use crate::route::DraftPage;
use crate::text::{Text, say, t};
use crate::ui::{
    BottomBar, Button, ButtonKind, Choice, FieldFrame, PageHeading, Picked, SeveralField,
};
use forms::definition::{Paper, Service};
use forms::eval::Scope;
use forms::fact::PRIOR_DOSSIER;
use forms::kind::Kind;

/// So many answers are named per source.
const NAMED: usize = 6;

/// Asks for consent. Refusing leaves a form that is filled by hand.
pub fn view(filling: &Filling, visit: &Visit) -> AnyView {
    let service = untrack(|| filling.service());
    let sources = listed(filling, &service);
    let all: Vec<String> = sources.iter().map(|choice| choice.value.clone()).collect();
    let (chosen, set_chosen) = signal(Vec::<Picked>::new());
    let (problem, set_problem) = signal(None);
    let busy = RwSignal::new(false);
    let decide = {
        let filling = filling.clone();
        Callback::new(move |sources: Vec<String>| {
            if busy.get_untracked() {
                return;
            }
            busy.set(true);
            let filling = filling.clone();
            spawn_local(async move {
                let done = agree(&filling, sources).await;
                let _gone = busy.try_set(false);
                if let Err(why) = done {
                    let _gone = set_problem.try_set(Some(why));
                }
            });
        })
    };
    let agree_all = Callback::new(move |()| decide.run(all.clone()));
    let agree_some =
        Callback::new(move |()| {
            decide.run(chosen.with_untracked(|chosen| {
                chosen.iter().map(|picked| picked.value.clone()).collect()
            }));
        });
    let refuse = Callback::new(move |()| decide.run(Vec::new()));
    let pick = Callback::new(move |picked: Vec<Picked>| set_chosen.set(picked));
    let has_chosen = Memo::new(move |_| chosen.with(|chosen| !chosen.is_empty()));
    let frame = FieldFrame::new("consent", t(Text::ConsentList))
        .hint(Some(t(Text::ConsentHint).to_owned()))
        .required(true);
    view! {
        {back_to(visit.link(DraftPage::Case))}
        <PageHeading title=t(Text::ConsentTitle) caption=Some(service.name.clone()) />
        <p>{t(Text::ConsentLead)}</p>
        {asked::troubles(filling)}
        <p>{t(Text::ConsentTerms)}</p>
        <SeveralField frame=frame options=Signal::stored(sources) value=chosen on_change=pick />
        {failed(problem, visit.link(DraftPage::Known))}
        <BottomBar>
            {move || if has_chosen.get() {
                view! { <Button on_press=agree_some busy=busy>{t(Text::ConsentSome)}</Button> }.into_any()
            } else {
                view! { <Button on_press=agree_all busy=busy>{t(Text::ConsentAll)}</Button> }.into_any()
            }}
            <Button kind=ButtonKind::Quiet on_press=refuse busy=busy>{t(Text::ConsentNone)}</Button>
        </BottomBar>
    }
    .into_any()
}

/// The sources with what each would fill in, by the labels of the form.
fn listed(filling: &Filling, service: &Service) -> Vec<Choice> {
    let plain = filling.plain();
    let scope = Scope::new(service, &plain);
    let mut purposes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let asked = service.fields().filter(|field| scope.is_shown(field));
    // What is attached beside is no answer that a source gives.
    for field in asked.filter(|field| !matches!(field.kind, Kind::File(_))) {
        for source in &field.sources {
            let labels = purposes.entry(source.id.clone()).or_default();
            if !labels.contains(&field.label) {
                labels.push(field.label.clone());
            }
        }
    }
    let mut choices: Vec<Choice> = Vec::new();
    for need in untrack(|| undecided(filling)) {
        if choices
            .iter()
            .any(|choice| choice.value == need.wanted.source)
        {
            continue;
        }
        let hint = match purposes.get(&need.wanted.source) {
            Some(labels) => named(labels),
            None if need.wanted.source == PRIOR_DOSSIER => t(Text::EarlierHint).to_owned(),
            None => papers(service, scope, &need.wanted),
        };
        choices.push(Choice {
            label: words::asked_name(service, &need.wanted.source).to_owned(),
            value: need.wanted.source,
            hint: (!hint.is_empty()).then_some(hint),
        });
    }
    choices
}

/// The papers that a source makes unnecessary, where that is all that it is asked for.
fn papers(service: &Service, scope: Scope<'_>, wanted: &Wanted) -> String {
    let spares = |paper: &&Paper| {
        let mut records = paper.replaced_by.iter();
        let is_wanted = |record: &str| {
            let mut attributes = wanted.attributes.keys();
            attributes.any(|cited| cited.split('.').next() == Some(record))
        };
        scope.holds(&paper.when) && records.any(|by| is_wanted(&by.record))
    };
    let names: Vec<&str> = { service.papers.iter() }
        .filter(spares)
        .map(|paper| paper.name.as_str())
        .collect();
    if names.is_empty() {
        return String::new();
    }
    say::consent_papers(&names.join("; "))
}

/// The first of the labels, as a list. Questions come after names of answers, and without their mark.
fn named(labels: &[String]) -> String {
    let (mut names, questions): (Vec<&str>, Vec<&str>) = labels
        .iter()
        .map(String::as_str)
        .partition(|label| !label.ends_with('?'));
    names.extend(questions.iter().map(|label| label.trim_end_matches('?')));
    let more = if names.len() > NAMED { "; …" } else { "" };
    names.truncate(NAMED);
    names.join("; ") + more
}
