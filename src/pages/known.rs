//! What we already know: consent per source, the sources as they answer, differences, then cards to confirm.

use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeSet;

use super::parts::{conflict_away, is_known};
use super::step::next_page;
use super::visit::{Visit, back_to, save_and_leave, save_line, sign_in};
use super::{asked, basis, case, check, consents, family, offer, scan};
use crate::draft::{self, tab};
use crate::form::field::{Shown, is_shown};
use crate::form::handover;
use crate::form::open::{keep, person};
use crate::form::sources;
use crate::form::store::Editing;
use crate::form::told::{by_row, is_told, row};
use crate::form::{Background, Filling, agreements, words};
use crate::portal::Problem;
use crate::portal::draft::{CONSENT, Head, KNOWN};
use crate::route::{self, DraftPage, Route};
use crate::text::{Text, t};
use crate::ui::{Button, ButtonLink, KnownCard, Notice, PageHeading, PageState, StatePanel, Tone};
use forms::definition::{Step, StepKind};
use forms::place::Place;
use forms::whose;

/// The page: first the way there, then consent, then what is known.
pub fn body(filling: &Filling, visit: &Visit, _page: &DraftPage) -> AnyView {
    let (filling, visit) = (filling.clone(), visit.clone());
    if let Some(instead) = case::instead(&filling, &visit) {
        return instead;
    }
    if visit.is_new() {
        return begin(filling, visit);
    }
    agreements::look_on(&filling);
    let is_decided = {
        let filling = filling.clone();
        Memo::new(move |_| sources::undecided(&filling).is_empty())
    };
    (move || {
        let page = if is_decided.get() { KNOWN } else { CONSENT };
        page.clone_into(&mut filling.head().write().step);
        if page == CONSENT {
            super::consent::view(&filling, &visit)
        } else {
            known(&filling, &visit)
        }
    })
    .into_any()
}

/// Signing in, then the draft at the server; the page comes again under its id.
fn begin(filling: Filling, visit: Visit) -> AnyView {
    let (state, set_state) = signal(None::<Result<u8, Problem>>);
    let start = {
        let visit = visit.clone();
        Callback::new(move |()| {
            let (filling, visit) = (filling.clone(), visit.clone());
            spawn_local(async move {
                let found = enter(&filling, &visit).await;
                let _gone = set_state.try_set(Some(found));
            });
        })
    };
    start.run(());
    (move || match state.get() {
        None | Some(Ok(2)) => {
            view! { <StatePanel state=PageState::Loading home=String::new() on_retry=start /> }
                .into_any()
        }
        Some(Ok(0) | Err(Problem::SignedOut)) => sign_in(&visit.link(DraftPage::Known)),
        Some(Ok(_) | Err(Problem::StepUp)) => view! {
            <PageHeading title=t(Text::LevelTwoNeeded) />
            <p>{t(Text::LevelTwoWhy)}</p>
            <div class="bar">
                <ButtonLink href=route::link(&Route::Home)>{t(Text::ToHome)}</ButtonLink>
            </div>
        }
        .into_any(),
        Some(Err(problem)) => {
            let (tone, why) = words::told(&problem);
            view! {
                <PageHeading title=t(Text::DraftNotBegun) />
                <Notice tone=tone spoken=true>
                    <p>{why}</p>
                    <Button on_press=start>{t(Text::Retry)}</Button>
                </Notice>
            }
            .into_any()
        }
    })
    .into_any()
}

/// The level of whoever is signed in, 0 for nobody; at level 2 the draft is made.
async fn enter(filling: &Filling, visit: &Visit) -> Result<u8, Problem> {
    let Some(person) = person().await? else {
        return Ok(0);
    };
    if person.level < 2 {
        return Ok(person.level);
    }
    let case = untrack(|| filling.case()).ok_or(Problem::NotFound)?;
    let head = Head {
        procedure: case.procedure,
        case: Some(case.code),
        step: CONSENT.to_owned(),
        ..filling.head().get_untracked()
    };
    handover::give(filling);
    draft::begin(filling, head).await?;
    let id = filling.head().with_untracked(|head| head.id.clone());
    tab::forget_case(&visit.service);
    tab::keep_begun_from(&visit.service, &id);
    keep(&visit.service, &id, filling);
    visit.replace(Route::Draft {
        service: visit.service.clone(),
        draft: id,
        page: DraftPage::Known,
    });
    Ok(person.level)
}

fn known(filling: &Filling, visit: &Visit) -> AnyView {
    let service = untrack(|| filling.service());
    let shown = Shown::none();
    let submit = {
        let (filling, visit) = (filling.clone(), visit.clone());
        Callback::new(move |()| {
            let open = || filling.background().with_untracked(Background::open);
            filling.decide_picked(open());
            let open: Vec<Place> = open().into_iter().collect();
            if let Some(first) = open.first() {
                crate::device::page::focus_answer(&crate::form::places::id(first));
                shown.show(open);
            } else {
                draft::save_now(&filling);
                visit.go(next_page(&filling, None));
            }
        })
    };
    let is_waiting = {
        let sources = filling.sources().clone();
        Memo::new(move |_| sources.with(sources::Sources::is_waiting))
    };
    let go_on = view! {
        <div class="bar" hidden=move || is_waiting.get()>
            <Button on_press=submit>{t(Text::KnownRight)}</Button>
            {save_and_leave(filling, visit)}
        </div>
    };
    view! {
        {back_to(visit.link(DraftPage::Case))}
        <PageHeading title=t(Text::KnownTitle) caption=Some(service.name.clone()) />
        {remark(filling)}
        {offer::all(filling, visit)}
        {asked::troubles(filling)}
        {family::all(filling)}
        {scan::of_persons(filling)}
        {asked::waiting(filling, submit)}
        {basis::all(filling)}
        {of_registers(filling)}
        {conflicts(filling, visit, shown)}
        {unread(filling)}
        {cards(filling, visit)}
        {consents::of_filling(filling)}
        {save_line(filling, visit)}
        {go_on}
    }
    .into_any()
}

/// What is to be known of the case before its first question.
fn remark(filling: &Filling) -> Option<AnyView> {
    let remark = untrack(|| filling.case())?.information?;
    let title = t(Text::CaseRemark).to_owned();
    Some(view! { <Notice tone=Tone::Info title=title><p>{remark}</p></Notice> }.into_any())
}

/// What the registers hold that speaks against going on, as soon as they have said it.
fn of_registers(filling: &Filling) -> AnyView {
    let filling = filling.clone();
    let told = Memo::new(move |_| check::of_registers(&filling));
    (move || {
        let lines = told.get().into_iter();
        let lines = lines.map(|text| view! { <p>{text}</p> }).collect_view();
        (!lines.is_empty()).then(|| {
            view! {
                <Notice tone=Tone::Warning spoken=true>{lines}</Notice>
            }
        })
    })
    .into_any()
}

/// What differs, on top. Something else is typed where it is asked.
fn conflicts(filling: &Filling, visit: &Visit, shown: Shown) -> AnyView {
    let (filling, visit) = (filling.clone(), visit.clone());
    let places = {
        let filling = filling.clone();
        Memo::new(move |_| {
            filling.background().with(|known| {
                known
                    .conflicts
                    .iter()
                    .map(|conflict| conflict.place.clone())
                    .collect::<Vec<_>>()
            })
        })
    };
    let one = move |place: Place| {
        let service = untrack(|| filling.service());
        let is_of = |step: &&Step| step.fields.iter().any(|field| field.id == place.field);
        let to_type = { service.steps.iter() }.find(is_of).map(|step| {
            if step.kind == StepKind::Questions {
                return change(&filling, &visit, &place, step.id.clone(), DraftPage::Known);
            }
            let (visit, step) = (visit.clone(), step.id.clone());
            Callback::new(move |()| visit.go(DraftPage::Step(step.clone())))
        });
        conflict_away(&filling, shown, &place, to_type)
    };
    view! { <For each=move || places.get() key=Clone::clone children=one /> }.into_any()
}

/// What a source wrote that no answer can hold: as it came.
fn unread(filling: &Filling) -> AnyView {
    let filling = filling.clone();
    (move || {
        let service = filling.service();
        let lines = filling.background().with(|known| known.unread.clone());
        let one = |unread: forms::merge::Unread| {
            let label = service
                .field(&unread.place.field)
                .map(|field| field.label.clone())
                .unwrap_or_default();
            let from = words::from(&service, &unread.provenance);
            view! { <li>{label} ": " <q>{unread.text}</q> <p class="hint">{from}</p></li> }
        };
        let is_any = !lines.is_empty();
        let lines = lines.into_iter().map(one).collect_view();
        is_any.then(|| {
            view! {
                <Notice tone=Tone::Warning title=t(Text::UnreadTitle).to_owned()>
                    <p>{t(Text::UnreadNext)}</p>
                    <ul>{lines}</ul>
                </Notice>
            }
        })
    })
    .into_any()
}

/// What a card shows.
type Card = (String, Vec<(Place, String)>);

/// Cards by person: every answer that a source gave, and what was changed of it.
fn cards(filling: &Filling, visit: &Visit) -> AnyView {
    let cards = {
        let filling = filling.clone();
        Memo::new(move |_| grouped(&filling))
    };
    let (filling, visit) = (filling.clone(), visit.clone());
    (move || {
        let all = cards.get();
        if all.is_empty() {
            return view! { <p>{t(Text::KnownNothing)}</p> }.into_any();
        }
        let one = |(title, rows): Card| {
            let one_row = |(place, step): (Place, String)| {
                let change = change(&filling, &visit, &place, step, DraftPage::Known);
                let change = untrack(|| !is_told(&filling, &place)).then_some(change);
                row(&filling, &place, change)
            };
            let parts = untrack(|| by_row(&filling.service(), &filling, rows)).into_iter();
            let parts = parts.map(|(title, rows)| (title, rows.into_iter().map(one_row).collect()));
            view! { <KnownCard title=title parts=parts.collect() /> }
        };
        all.into_iter().map(one).collect_view().into_any()
    })
    .into_any()
}

/// Goes to the step of an answer to change it, and comes back.
pub fn change(
    filling: &Filling,
    visit: &Visit,
    place: &Place,
    step: String,
    back: DraftPage,
) -> Callback<()> {
    let (filling, visit, place) = (filling.clone(), visit.clone(), place.clone());
    Callback::new(move |()| {
        let editing = Editing {
            place: place.clone(),
            back: back.clone(),
        };
        filling.editing().set(Some(editing));
        visit.go(DraftPage::Step(step.clone()));
    })
}

fn grouped(filling: &Filling) -> Vec<Card> {
    let service = filling.service();
    let mut cards: Vec<Card> = Vec::new();
    let mut seen: BTreeSet<Place> = BTreeSet::new();
    let is_own = whose::filed_for(&service, filling).is_empty();
    for step in service
        .steps
        .iter()
        .filter(|step| step.kind == StepKind::Questions)
    {
        let about = step.about.as_deref();
        let about = about.map(|about| {
            if is_own && about == "person" {
                "you"
            } else {
                about
            }
        });
        let title = about
            .and_then(words::about)
            .map_or_else(|| step.title.clone(), str::to_owned);
        for place in super::check::places_of(filling, step) {
            let is_here = is_shown(filling, &place)
                && (is_known(filling, &place) || is_changed(filling, &place));
            if !is_here || !seen.insert(place.clone()) {
                continue;
            }
            let line = (place, step.id.clone());
            match cards.iter_mut().find(|(known, _)| *known == title) {
                Some((_, rows)) => rows.push(line),
                None => cards.push((title.clone(), vec![line])),
            }
        }
    }
    cards
}

fn is_changed(filling: &Filling, place: &Place) -> bool {
    filling.background().with(|known| {
        known.origins.get(place).is_some_and(|origin| {
            origin.how == forms::origin::How::Override || !origin.others.is_empty()
        })
    })
}
