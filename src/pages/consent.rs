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
use forms::condition::Condition;
use forms::definition::{Field, Paper, Service};
use forms::eval::Scope;
use forms::fact::PRIOR_DOSSIER;
use forms::kind::Kind;

/// So many answers are named per source.
const NAMED: usize = 6;

/// Asks for consent. Refusing leaves a form that is filled by hand.
pub fn view(filling: &Filling, visit: &Visit) -> AnyView {
    let service = untrack(|| filling.service());
    let sources = listed(filling, &service);
    let all: Vec<String> = sources.iter().map(|source| source.id.clone()).collect();
    let choices: Vec<Choice> = sources.iter().map(Asked::choice).collect();
    let sources_now = filling.sources().clone();
    let ticked = {
        let sources = sources_now.clone();
        Memo::new(move |_| sources.with(|sources| sources.ticked.clone()))
    };
    let chosen = Signal::derive(move || {
        ticked.with(|ids| ids.iter().map(|id| picked(id)).collect::<Vec<_>>())
    });
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
    let agree_some = Callback::new(move |()| decide.run(ticked.get_untracked()));
    let refuse = Callback::new(move |()| decide.run(Vec::new()));
    let pick = Callback::new(move |picked: Vec<Picked>| {
        let ids = picked.into_iter().map(|picked| picked.value);
        sources_now.update(|sources| sources.ticked = ids.collect());
    });
    let has_chosen = Memo::new(move |_| ticked.with(|ids| !ids.is_empty()));
    let frame = FieldFrame::new("consent", t(Text::ConsentList))
        .hint(Some(t(Text::ConsentHint).to_owned()))
        .required(true);
    view! {
        {back_to(visit.link(DraftPage::Case))}
        <PageHeading title=t(Text::ConsentTitle) caption=Some(service.name.clone()) />
        <p>{t(Text::ConsentLead)}</p>
        {asked::troubles(filling)}
        <p>{t(Text::ConsentTerms)}</p>
        <SeveralField frame=frame options=Signal::stored(choices) value=chosen on_change=pick />
        {in_full(&sources)}
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

fn picked(source: &str) -> Picked {
    Picked {
        value: source.to_owned(),
        quantity: String::new(),
    }
}

/// A source about which the person decides.
struct Asked {
    id: String,
    name: String,
    /// What it would fill in, by the labels of the form.
    fills: Vec<String>,
    /// The papers that it would spare.
    spares: Vec<String>,
}

impl Asked {
    /// As it stands among the others: what it fills in, in short, or where it fills in nothing, what else it is for.
    fn choice(&self) -> Choice {
        let hint = if !self.fills.is_empty() {
            Some(in_short(&self.fills))
        } else if self.id == PRIOR_DOSSIER {
            Some(t(Text::EarlierHint).to_owned())
        } else {
            self.papers()
        };
        Choice {
            value: self.id.clone(),
            label: self.name.clone(),
            hint,
        }
    }

    /// Whether something is left out in short.
    fn is_longer(&self) -> bool {
        self.fills.len() > NAMED || (!self.fills.is_empty() && !self.spares.is_empty())
    }

    fn papers(&self) -> Option<String> {
        let names = self.spares.join("; ");
        (!names.is_empty()).then(|| say::consent_papers(&names))
    }
}

/// The sources about which the person has not decided yet.
fn listed(filling: &Filling, service: &Service) -> Vec<Asked> {
    let plain = filling.plain();
    let scope = Scope::new(service, &plain);
    let may_be = |condition: &Condition| {
        let told = condition.once_answered(&|_| false);
        scope.judges(&told) != Some(false)
    };
    // What is attached beside is no answer that a source gives.
    let is_answer = |field: &Field| !matches!(field.kind, Kind::File(_));
    let sure = fills(service, |field| is_answer(field) && scope.is_shown(field));
    // What hangs on an answer that a source has yet to give, or may be attached from it.
    let possible = fills(service, |field| may_be(&field.shown));
    let mut listed: Vec<Asked> = Vec::new();
    for need in untrack(|| undecided(filling)) {
        let (source, wanted) = (&need.wanted.source, &need.wanted);
        let (mut labels, mut spares) = (
            sure.get(source).cloned().unwrap_or_default(),
            papers(service, wanted, |when| scope.holds(when)),
        );
        if labels.is_empty() && spares.is_empty() {
            labels = possible.get(source).cloned().unwrap_or_default();
            spares = papers(service, wanted, may_be);
        }
        // The same source may be asked about several persons.
        if let Some(known) = listed.iter_mut().find(|one| one.id == need.wanted.source) {
            let more = { spares.into_iter() }.filter(|paper| !known.spares.contains(paper));
            let more: Vec<String> = more.collect();
            known.spares.extend(more);
            continue;
        }
        listed.push(Asked {
            name: words::asked_name(service, &need.wanted.source).to_owned(),
            fills: answers_first(labels),
            spares,
            id: need.wanted.source,
        });
    }
    listed
}

/// The labels of what each source fills in, of the fields that count.
fn fills(service: &Service, counts: impl Fn(&Field) -> bool) -> BTreeMap<String, Vec<String>> {
    let mut fills: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for field in service.fields().filter(|field| counts(field)) {
        for source in &field.sources {
            let labels = fills.entry(source.id.clone()).or_default();
            if !labels.contains(&field.label) {
                labels.push(field.label.clone());
            }
        }
    }
    fills
}

/// The papers that a source makes unnecessary, where their condition counts.
fn papers(service: &Service, wanted: &Wanted, counts: impl Fn(&Condition) -> bool) -> Vec<String> {
    let spares = |paper: &&Paper| {
        let mut records = paper.replaced_by.iter();
        let is_wanted = |record: &str| {
            let mut attributes = wanted.attributes.keys();
            attributes.any(|cited| cited.split('.').next() == Some(record))
        };
        counts(&paper.when) && records.any(|by| is_wanted(&by.record))
    };
    let papers = service.papers.iter().filter(spares);
    papers.map(|paper| paper.name.clone()).collect()
}

/// Questions come after names of answers, and without their mark.
fn answers_first(labels: Vec<String>) -> Vec<String> {
    let (mut names, questions): (Vec<String>, Vec<String>) =
        { labels.into_iter() }.partition(|label| !label.ends_with('?'));
    let questions = questions.iter().map(|label| label.trim_end_matches('?'));
    names.extend(questions.map(str::to_owned));
    names
}

/// The first of the labels, as a list, and how many more there are.
fn in_short(labels: &[String]) -> String {
    let named: Vec<&str> = labels.iter().take(NAMED).map(String::as_str).collect();
    let named = named.join("; ");
    match labels.len().saturating_sub(NAMED) {
        0 => named,
        more => say::consent_more(&more.to_string(), &named),
    }
}

/// Everything that each source fills in or spares, where the list says it in short.
fn in_full(sources: &[Asked]) -> Option<AnyView> {
    if !sources.iter().any(Asked::is_longer) {
        return None;
    }
    let one = |source: &Asked| {
        let fills = source
            .fills
            .iter()
            .map(|label| view! { <li>{label.clone()}</li> });
        let fills = fills.collect_view();
        let fills = (!source.fills.is_empty()).then(|| view! { <ul class="dots">{fills}</ul> });
        let papers = source.papers().map(|text| view! { <p>{text}</p> });
        view! { <h3>{source.name.clone()}</h3> {fills} {papers} }
    };
    let all = { sources.iter() }
        .filter(|source| !source.fills.is_empty() || !source.spares.is_empty())
        .map(one)
        .collect_view();
    let full =
        view! { <details class="guide"><summary>{t(Text::ConsentInFull)}</summary>{all}</details> };
    Some(full.into_any())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_come_last_and_without_their_mark() {
        let labels = ["Có con không?", "Họ tên"].map(str::to_owned);
        assert_eq!(answers_first(labels.to_vec()), ["Họ tên", "Có con không"]);
    }
}
