//! "This is wrong": who keeps what a source says, how it is corrected, and a note for the office (contract 4.6, disputes).

use super::places::id;
use super::{Filling, words};
use crate::device::page;
use crate::portal::session;
use crate::text::{Text, say, t};
use crate::ui::{Button, ButtonKind, Choice, ChoiceField, FieldFrame, StatementField, TextArea};
use forms::answers::Reader;
use forms::definition::{Paper, Service};
use forms::fact::Provenance;
use forms::origin::Dispute;
use forms::papers::{Supplied, papers};
use forms::place::Place;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeSet;

/// Most letters of a note (contract 4.6).
const LETTERS: usize = 1000;

impl Filling {
    /// Notes what is wrong at the source of an answer, or takes that back.
    pub fn dispute(&self, place: &Place, dispute: Option<Dispute>) {
        self.background().update(|known| {
            match dispute {
                Some(dispute) => known.disputes.insert(place.clone(), dispute),
                None => known.disputes.remove(place),
            };
        });
        self.underway(place).unreport();
        self.touch_now();
    }
}

/// Where it stands that what spares a paper is wrong: under the paper's document code.
#[must_use]
pub fn of_paper(paper: &Paper) -> Place {
    Place::of(paper.code.as_str())
}

/// The record that spares a paper, said to be wrong or not.
fn sparing(filling: &Filling, paper: &Paper) -> Option<Provenance> {
    let service = filling.service();
    filling.background().with(|known| {
        let none = Supplied::new();
        let views = papers(&service, filling, &known.facts, &[], &none, &[]);
        let view = views
            .into_iter()
            .find(|view| view.paper.code == paper.code)?;
        view.replaced_by.cloned()
    })
}

/// The sources behind an answer, each once: of what differs, all; else that of the answer and those not chosen. Behind a
/// paper: the record that spares it.
fn sources(filling: &Filling, place: &Place) -> Vec<Provenance> {
    if let Some(paper) = paper(&filling.service(), place) {
        return sparing(filling, paper).into_iter().collect();
    }
    filling.background().with(|known| {
        let open = { known.conflicts.iter() }.find(|conflict| conflict.place == *place);
        let candidates = open.into_iter().flat_map(|conflict| &conflict.candidates);
        let mut all: Vec<&Provenance> = candidates.map(|one| &one.provenance).collect();
        if let Some(origin) = known.origins.get(place) {
            let others = origin.others.iter().map(|other| &other.prov);
            let keys = origin.prov.iter().chain(others);
            all.extend(keys.filter_map(|key| known.provenance.get(key)));
        }
        let mut seen = BTreeSet::new();
        all.retain(|one| seen.insert(one.id.clone()));
        all.into_iter().cloned().collect()
    })
}

/// The paper that a place stands for; none of an answer.
fn paper<'a>(service: &'a Service, place: &Place) -> Option<&'a Paper> {
    { service.papers.iter() }.find(|paper| of_paper(paper) == *place)
}

/// What was reported, and the way to take it back; else the way to report. Nothing where no source stands behind the
/// answer.
#[must_use]
pub fn section(filling: &Filling, place: &Place) -> AnyView {
    let behind = {
        let (filling, place) = (filling.clone(), place.clone());
        Memo::new(move |_| sources(&filling, &place))
    };
    let said = {
        let (filling, place) = (filling.clone(), place.clone());
        Memo::new(move |_| {
            filling
                .background()
                .with(|known| known.disputes.get(&place).cloned())
        })
    };
    // A source that answers again must not empty the note that is being written.
    let is_any = Memo::new(move |_| behind.with(|behind| !behind.is_empty()));
    let (filling, place) = (filling.clone(), place.clone());
    (move || match said.get() {
        Some(dispute) => reported(&filling, &place, &dispute),
        None if !is_any.get() => ().into_any(),
        None => report(&filling, &place, behind),
    })
    .into_any()
}

/// The report in one line, for rows that are only told; none where nothing was reported.
#[must_use]
pub fn line(filling: &Filling, place: &Place) -> Option<String> {
    let service = filling.service();
    filling.background().with(|known| {
        let dispute = known.disputes.get(place)?;
        Some(words(
            &service,
            dispute,
            known.provenance.get(&dispute.prov),
        ))
    })
}

/// What was reported, in words.
#[must_use]
pub fn words(service: &Service, dispute: &Dispute, source: Option<&Provenance>) -> String {
    let from = source.map(|source| words::from(service, source));
    let said = say::dispute_said(&dispute.note, &from.unwrap_or_default());
    if dispute.asked {
        [&said, " ", t(Text::DisputeCorrectionAsked)].concat()
    } else {
        said
    }
}

fn reported(filling: &Filling, place: &Place, dispute: &Dispute) -> AnyView {
    let service = untrack(|| filling.service());
    let source = filling
        .background()
        .with_untracked(|known| known.provenance.get(&dispute.prov).cloned());
    let drop = {
        let (filling, place) = (filling.clone(), place.clone());
        Callback::new(move |()| {
            filling.dispute(&place, None);
            page::focus_next(&opener(&place));
        })
    };
    let how = source.as_ref().map(|source| correction(&service, source));
    view! {
        <div class="aside dispute" id=whole(place) tabindex="-1">
            <p role="status">{words(&service, dispute, source.as_ref())}</p>
            {how}
            <Button kind=ButtonKind::Quiet on_press=drop>{t(Text::DisputeDrop)}</Button>
        </div>
    }
    .into_any()
}

/// The id of the report; what was pressed goes with it, and the focus then comes here.
fn whole(place: &Place) -> String {
    [&id(place), ":wrong"].concat()
}

/// The id of what opens it.
fn opener(place: &Place) -> String {
    [&id(place), ":wrong:open"].concat()
}

/// Who keeps a source, and how what it says is corrected.
fn correction(service: &Service, source: &Provenance) -> AnyView {
    let Some(register) = service.register(&source.source) else {
        let name = words::from(service, source);
        return view! { <p>{say::dispute_unknown(&name)}</p> }.into_any();
    };
    let unconfirmed = register
        .unconfirmed
        .then(|| view! { " " <span class="hint">{t(Text::DisputeUnconfirmed)}</span> });
    view! {
        <p>{say::dispute_owner(&register.owner)}</p>
        <p>{register.correct.clone()} {unconfirmed}</p>
    }
    .into_any()
}

fn report(filling: &Filling, place: &Place, behind: Memo<Vec<Provenance>>) -> AnyView {
    let service = untrack(|| filling.service());
    let label = service.field(&place.field).map(|field| field.label.clone());
    let (open, told) = match paper(&service, place) {
        Some(paper) => (Text::PaperWrong, say::paper_wrong_what(&paper.name)),
        None => {
            let what = say::dispute_open_what(&label.unwrap_or_default());
            (Text::DisputeOpen, what)
        }
    };
    let whole = FieldFrame::new(whole(place), "");
    // What was written outlives the page: it is drawn anew when the language is switched.
    let begun = filling.underway(place);
    let (chosen, note) = (RwSignal::from(begun.source), RwSignal::from(begun.note));
    let (asked, is_open) = (RwSignal::from(begun.asked), begun.is_open);
    let opened = is_open.get_untracked();
    // What was chosen, as long as it stands behind the answer; else the first.
    let source = Memo::new(move |_| {
        let chosen = chosen.get();
        behind.with(|behind| {
            let mut all = behind.iter();
            let picked = all.find(|one| chosen.as_ref() == Some(&one.id));
            picked.or_else(|| behind.first()).cloned()
        })
    });
    let missing = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let is_choice = Memo::new(move |_| behind.with(|behind| behind.len() > 1));
    let which = {
        let (whole, service) = (whole.clone(), service.clone());
        move || {
            is_choice.get().then(|| {
                let service = service.clone();
                let options = Memo::new(move |_| {
                    let one =
                        |one: &Provenance| Choice::new(one.id.clone(), words::from(&service, one));
                    behind.with(|behind| behind.iter().map(one).collect::<Vec<_>>())
                });
                view! {
                    <ChoiceField
                        frame=whole.part("which", t(Text::DisputeWhich))
                        options=options
                        value=Signal::derive(move || source.get().map(|source| source.id))
                        on_change=Callback::new(move |key| chosen.set(Some(key)))
                    />
                }
            })
        }
    };
    let how = move || source.get().map(|source| correction(&service, &source));
    let keep = {
        let (filling, place, kept) = (filling.clone(), place.clone(), whole.pointer.clone());
        Callback::new(move |()| {
            let text = note.with_untracked(|note| note.trim().to_owned());
            let fault = if text.is_empty() {
                Some(t(Text::DisputeNoteMissing).to_owned())
            } else {
                let is_long = text.chars().count() > LETTERS;
                is_long.then(|| say::dispute_note_long(&LETTERS))
            };
            missing.set(fault);
            if missing.with_untracked(Option::is_some) {
                return;
            }
            let (filling, place) = (filling.clone(), place.clone());
            let Some(source) = source.get_untracked() else {
                return;
            };
            let (asked, kept) = (asked.get_untracked(), kept.clone());
            busy.set(true);
            spawn_local(async move {
                // The server's clock counts; without it the day does.
                let at = match session::current().await {
                    Ok(session) => session.server_time,
                    Err(_) => [&filling.today().to_string(), "T00:00:00+07:00"].concat(),
                };
                let prov = source.id.clone();
                filling.background().update(|known| {
                    known.provenance.entry(source.id.clone()).or_insert(source);
                });
                filling.dispute(
                    &place,
                    Some(Dispute {
                        prov,
                        note: text,
                        asked,
                        at,
                    }),
                );
                page::focus_next(&kept);
            });
        })
    };
    let note_frame = whole.part("note", t(Text::DisputeNote)).fault(missing);
    view! {
        <details class="why dispute" open=opened on:toggle=move |event| is_open.set(page::is_open(&event))>
            <summary id=opener(place) aria-label=told>{t(open)}</summary>
            {which}
            {how}
            <TextArea frame=note_frame value=note on_change=Callback::new(move |text| { missing.set(None); note.set(text); }) />
            <StatementField frame=whole.part("asked", t(Text::DisputeAsked)).required(false) value=asked on_change=Callback::new(move |yes| asked.set(yes)) />
            <Button kind=ButtonKind::Second on_press=keep busy=busy>{t(Text::DisputeKeep)}</Button>
        </details>
    }
    .into_any()
}
