//! A case that is not filed here: what to know, and what the person's own records say of it. Nothing is sent or kept.

use leptos::prelude::*;

use super::visit::Visit;
use super::{asked, case, consent};
use crate::app::use_account;
use crate::device::page;
use crate::form::field::counting;
use crate::form::sources::{self, Sources, needed};
use crate::form::wanted::Need;
use crate::form::{Filling, words};
use crate::portal::records::Wanted;
use crate::portal::session::login_address;
use crate::route::DraftPage;
use crate::text::{Text, t};
use crate::ui::{Button, ButtonKind, KnownCard, KnownRow, Mark, Notice, PageHeading, Tone};
use forms::definition::{Case, Field, Online, Service};
use forms::origin::How;
use forms::place::Place;
use forms::value::show;

/// The page; consent stands in its place while it is asked for.
pub fn view(filling: &Filling, visit: &Visit, case: &Case) -> AnyView {
    let sees = RwSignal::new(false);
    let is_asked = {
        let filling = filling.clone();
        Memo::new(move |_| sees.get() && !sources::undecided(&filling).is_empty())
    };
    let (filling, visit, case) = (filling.clone(), visit.clone(), case.clone());
    (move || {
        if is_asked.get() {
            consent::view(&filling, &visit)
        } else {
            page(&filling, &visit, &case, sees)
        }
    })
    .into_any()
}

fn page(filling: &Filling, visit: &Visit, case: &Case, sees: RwSignal<bool>) -> AnyView {
    let service = untrack(|| filling.service());
    let title = t(match case.online {
        Online::Info => Text::CaseInfo,
        _ => Text::CaseInPerson,
    });
    let lines = case.information.iter().flat_map(|text| text.lines());
    let told: Vec<AnyView> = lines
        .map(|line| view! { <p>{line.to_owned()}</p> }.into_any())
        .collect();
    let shown = told_of(&service, &untrack(|| needed(filling)), case);
    let records = (!shown.is_empty()).then(|| records(filling, visit, shown, sees));
    view! {
        <PageHeading title=case.name.clone() caption=Some(service.name.clone()) />
        <Notice tone=Tone::Info title=title.to_owned()>{told}</Notice>
        {records}
        {case::ways(visit.link(DraftPage::Case))}
    }
    .into_any()
}

/// The fields of the case that a source can give which is asked about this.
fn told_of(service: &Service, needs: &[Need], case: &Case) -> Vec<Field> {
    let gives = |field: &Field, wanted: &Wanted, attribute: &String, concept: &String| {
        let mut listed = field.sources.iter();
        listed.any(|source| {
            source.id == wanted.source
                && match &source.from {
                    Some(from) => from == attribute,
                    None => *concept == field.concept,
                }
        })
    };
    let can_come = |field: &&Field| {
        let mut ready = needs.iter().filter(|need| need.ready);
        ready.any(|Need { wanted, .. }| {
            let mut wants = wanted.attributes.iter();
            wants.any(|(attribute, concept)| gives(field, wanted, attribute, concept))
        })
    };
    let fields = case.shows.iter().filter_map(|id| service.field(id));
    fields.filter(can_come).cloned().collect()
}

/// What the records say, once the person is signed in and wants to see it.
fn records(filling: &Filling, visit: &Visit, fields: Vec<Field>, sees: RwSignal<bool>) -> AnyView {
    let account = use_account();
    let (filling, here) = (filling.clone(), visit.link(DraftPage::Known));
    let is_known = Memo::new(move |_| account.person().is_some_and(|person| person.level > 1));
    let way = move || {
        if !is_known.get() {
            let href = login_address(&here, 2);
            view! { <a class="button first" rel="external" href=href>{t(Text::RecordsSignIn)}</a> }
                .into_any()
        } else if sees.get() {
            // There is nothing to go on to: what has come is read here.
            let stay = Callback::new(|()| page::focus_next_answer(Vec::new()));
            view! { {asked::waiting(&filling, stay)} {found(&filling, fields.clone())} }.into_any()
        } else {
            let see = Callback::new(move |()| sees.set(true));
            view! { <Button kind=ButtonKind::First on_press=see>{t(Text::RecordsSee)}</Button> }
                .into_any()
        }
    };
    view! {
        <section class="records">
            <h2>{t(Text::RecordsTitle)}</h2>
            <p>{t(Text::RecordsLead)}</p>
            {way}
        </section>
    }
    .into_any()
}

/// A value and where it comes from.
type Said = (String, String);

/// One card for all of it; every value of those in which sources differ.
fn found(filling: &Filling, fields: Vec<Field>) -> AnyView {
    let rows = {
        let filling = filling.clone();
        Memo::new(move |_| {
            let rows = fields.iter().flat_map(|field| {
                let said = said(&filling, field).into_iter();
                said.map(|said| (field.label.clone(), said))
            });
            rows.collect::<Vec<(String, Said)>>()
        })
    };
    let is_waiting = {
        let sources = filling.sources().clone();
        Memo::new(move |_| sources.with(Sources::is_waiting))
    };
    (move || {
        let rows = rows.get();
        if rows.is_empty() {
            return (!is_waiting.get())
                .then(|| view! { <p>{t(Text::RecordsNone)}</p> })
                .into_any();
        }
        let row = |(label, (value, from)): (String, Said)| {
            let origin = Signal::stored(Some((Mark::Known, from)));
            view! { <KnownRow label=label value=Signal::stored(value) origin=origin /> }.into_any()
        };
        let parts = vec![(None, rows.into_iter().map(row).collect())];
        view! { <KnownCard title=t(Text::AboutYou) parts=parts /> }.into_any()
    })
    .into_any()
}

/// What sources say of a field. It is shown whole: the person asked to see it.
fn said(filling: &Filling, field: &Field) -> Vec<Said> {
    let service = filling.service();
    let place = Place::of(field.id.clone());
    let value = counting(filling, &place);
    filling.background().with(|known| {
        let mut conflicts = known.conflicts.iter();
        if let Some(conflict) = conflicts.find(|conflict| conflict.place == place) {
            let candidates = conflict.candidates.iter();
            return candidates
                .map(|candidate| {
                    let shown = show(&field.kind, &candidate.value, words::spoken());
                    (shown, words::from(&service, &candidate.provenance))
                })
                .collect();
        }
        let origin = known.origins.get(&place);
        let filled = origin.filter(|origin| origin.how == How::Auto);
        let source = filled.and_then(|origin| known.provenance.get(origin.prov.as_ref()?));
        let told = source.zip(value).map(|(source, value)| {
            let shown = show(&field.kind, &value, words::spoken());
            (shown, words::from(&service, source))
        });
        told.into_iter().collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn need(attribute: &str, concept: &str, ready: bool) -> Need {
        Need {
            wanted: Wanted {
                source: "population".to_owned(),
                about: "self".to_owned(),
                attributes: [(attribute.to_owned(), concept.to_owned())].into(),
                keys: [].into(),
                person: None,
                basis: None,
            },
            ready,
            after: Vec::new(),
        }
    }

    #[test]
    fn only_what_an_asked_source_gives_is_promised() {
        let case = json!({ "code": "01.a", "procedure": "1", "name": "n", "when": "always", "online": "info",
            "authority": { "office": "commune-police" }, "shows": ["old"] });
        let service: Service = serde_json::from_value(json!({
            "id": "01", "slug": "s", "form_id": "motcua.01", "form_version": "1.0.0+0", "language": "vi",
            "name": "n", "what": "w", "who": "w", "legal": [], "dimensions": [], "cases": [case], "declaration_version": "1",
            "steps": [{ "id": "s", "title": "t", "fields": [
                { "id": "old", "concept": "person.old_id", "kind": { "text": {} }, "label": "Số cũ", "sources": [{ "id": "population" }] },
            ] }],
        }))
        .unwrap();
        let told = |need: Need| told_of(&service, &[need], &service.cases[0]).len();
        let old = |ready| need("population.old_id", "person.old_id", ready);
        assert_eq!(told(old(true)), 1);
        assert_eq!(told(old(false)), 0);
        assert_eq!(told(need("population.gender", "person.gender", true)), 0);
    }
}
