//! Parts that several pages of a filling share: rows of what is known, the choice between sources.

use leptos::html::Div;
use leptos::prelude::*;

use crate::device;
use crate::form::edit::Choice;
use crate::form::field::{Shown, counting, frame, hidden_in};
use crate::form::places::{fault_at, id};
use crate::form::underway::Picked;
use crate::form::{Background, Filling, dispute, profile, words};
use crate::portal::Problem;
use crate::portal::session::login_address;
use crate::text::age::age;
use crate::text::{Text, say, t};
use crate::ui::{Between, Button, ButtonKind, Candidate, ConflictChoice, Notice};
use forms::answers::Reader;
use forms::definition::{Step, StepKind};
use forms::merge::Conflict;
use forms::origin::How;
use forms::place::Place;

/// Key of what the person typed, among those that differ.
const TYPED: &str = "typed";

/// Whether a source filled the answer, it was left so, and nothing is wrong with it.
#[must_use]
pub fn is_known(filling: &Filling, place: &Place) -> bool {
    let filled = filling.background().with(|known| {
        known
            .origins
            .get(place)
            .is_some_and(|origin| origin.how == How::Auto)
            && !known
                .conflicts
                .iter()
                .any(|conflict| conflict.place == *place)
    });
    filled && counting(filling, place).is_some() && fault_at(filling, place).is_none()
}

/// Whoever came to change an answer finds it: the focus goes to it once the page is drawn.
pub fn meet(filling: &Filling, step: &Step) {
    let editing = filling.editing().get_untracked();
    let is_here = |place: &Place| step.fields.iter().any(|field| field.id == place.field);
    if let Some(place) = editing.map(|editing| editing.place).filter(is_here) {
        device::page::focus_next_answer(vec![id(&place)]);
    }
}

/// What stands under a control: what the source wrote and no answer can hold, or what it filled before the person
/// changed it, with the way back to it; whether the contact profile is to have it too; that the source is wrong.
#[must_use]
pub fn aside(filling: &Filling, place: &Place) -> AnyView {
    view! {
        {said(filling, place)}
        {profile::section(filling, place)}
        {dispute::section(filling, place)}
    }
    .into_any()
}

fn said(filling: &Filling, place: &Place) -> AnyView {
    let (filling, place) = (filling.clone(), place.clone());
    (move || {
        let service = filling.service();
        let field = service.field(&place.field)?;
        let (unread, original) = filling.background().with(|known| {
            let unread = known.unread.iter().find(|unread| unread.place == place);
            let unread = unread.map(|unread| (unread.text.clone(), words::from(&service, &unread.provenance)));
            let origin = known.origins.get(&place).filter(|origin| origin.how == How::Override && !field.id.is_list());
            (unread, origin.and_then(|origin| origin.original.clone()))
        });
        let (filling, place) = (filling.clone(), place.clone());
        if let Some(original) = original {
            let numbers = hidden_in(&filling, &place);
            let told = words::shown_with(field, Some(&original), &numbers);
            let back = Callback::new(move |()| {
                filling.set_answer(&place, Some(original.clone()));
                // The button goes with what it put back.
                device::page::focus_next_answer(vec![id(&place)]);
            });
            return Some(
                view! {
                    <div class="aside">
                        <p class="hint">{say::row_before(&told)}</p>
                        <Button kind=ButtonKind::Quiet on_press=back>{t(Text::PutBack)}</Button>
                    </div>
                }
                .into_any(),
            );
        }
        let (text, from) = unread?;
        Some(view! { <div class="aside"><p class="hint">{say::source_wrote(&from, &text)}</p></div> }.into_any())
    })
    .into_any()
}

/// The choice between sources that differ, as they say now, where something else is typed in its stead.
#[must_use]
pub fn conflict(filling: &Filling, shown: Shown, place: &Place) -> AnyView {
    conflict_away(filling, shown, place, None)
}

/// The same where the question stands on another page: `to_type` goes there.
#[must_use]
pub fn conflict_away(
    filling: &Filling,
    shown: Shown,
    place: &Place,
    to_type: Option<Callback<()>>,
) -> AnyView {
    let (filling, place) = (filling.clone(), place.clone());
    let found = {
        let (filling, place) = (filling.clone(), place.clone());
        Memo::new(move |_| {
            filling
                .background()
                .with(|known| known.conflict(&place).cloned())
        })
    };
    (move || Some(choice(&filling, shown, &place, &found.get()?, to_type))).into_any()
}

fn choice(
    filling: &Filling,
    shown: Shown,
    place: &Place,
    conflict: &Conflict,
    to_type: Option<Callback<()>>,
) -> AnyView {
    let service = untrack(|| filling.service());
    let Some(field) = service.field(&place.field) else {
        return ().into_any();
    };
    let followed = conflict.followed();
    let mut candidates: Vec<Candidate> = conflict
        .candidates
        .iter()
        .enumerate()
        .map(|(index, candidate)| {
            let from = &candidate.provenance;
            let issued = from.issued_on.as_deref();
            let name = words::short(&service, from);
            Candidate {
                key: index.to_string(),
                shown: words::shown(field, Some(&candidate.value)),
                whole: words::whole(field, Some(&candidate.value), &[]),
                from: words::from(&service, from),
                age: age(issued, &from.retrieved_at, filling.today()),
                followed: (followed == Some(index)).then(|| say::conflict_followed(&name)),
            }
        })
        .collect();
    if let Some(typed) = &conflict.typed {
        candidates.push(Candidate {
            key: TYPED.to_owned(),
            shown: words::shown(field, Some(typed)),
            whole: words::whole(field, Some(typed), &[]),
            from: t(Text::ConflictTyped).to_owned(),
            age: String::new(),
            followed: None,
        });
    }
    let open = {
        let (place, label) = (place.clone(), field.label.clone());
        let filling = filling.clone();
        let is_open = move || shown.has(&place) && filling.picked(&place).is_none();
        Signal::derive(move || is_open().then(|| say::fault_conflict_open(&label)))
    };
    // An answer that decides the case decides much else.
    let mut cases = { service.steps.iter() }.filter(|step| step.kind == StepKind::Case);
    let is_of_case = cases.any(|step| step.fields.iter().any(|one| one.id == place.field));
    let hint = if conflict.is_choice() {
        field.hint.clone()
    } else {
        is_of_case.then(|| t(Text::ConflictCase).to_owned())
    };
    let frame = frame(filling, shown, field, place)
        .hint(hint)
        .why(None)
        .required(true)
        .fault(open);
    let picked = filling.underway(place).picked;
    let value = {
        let (picked, said) = (picked.clone(), conflict.candidates.clone());
        Signal::derive(move || match picked.get()? {
            Picked::Said(one) => {
                let is_it = |said: &forms::merge::Candidate| one.is_the_same(said);
                said.iter().position(is_it).map(|index| index.to_string())
            }
            Picked::Typed => Some(TYPED.to_owned()),
        })
    };
    let pick = {
        let said = conflict.candidates.clone();
        Callback::new(move |key: String| {
            let one = key.parse::<usize>().ok().and_then(|index| said.get(index));
            picked.set(Some(
                one.map_or(Picked::Typed, |one| Picked::Said(Box::new(one.clone()))),
            ));
        })
    };
    let take = {
        let (filling, place) = (filling.clone(), place.clone());
        Callback::new(move |()| match untrack(|| filling.picked(&place)) {
            Some(choice) => decide(&filling, &place, &choice),
            None => {
                shown.show([place.clone()]);
                device::page::focus_answer(&id(&place));
            }
        })
    };
    let other = {
        let (filling, place) = (filling.clone(), place.clone());
        Callback::new(move |()| match to_type {
            Some(to_type) => {
                filling.decide(&place, &Choice::Other);
                to_type.run(());
            }
            None => decide(&filling, &place, &Choice::Other),
        })
    };
    let between = match conflict.candidates.first() {
        Some(one) if conflict.is_choice() => {
            Between::Values(words::short(&service, &one.provenance).to_owned())
        }
        _ if conflict.typed.is_some() => Between::Answer,
        _ => Between::Sources,
    };
    let nobody = (followed.is_none() && !conflict.is_choice())
        .then(|| view! { <p class="hint">{t(Text::ConflictAsked)}</p> });
    let wrong = dispute::section(filling, place);
    view! {
        <ConflictChoice frame=frame candidates=candidates value=value on_pick=pick on_take=take on_other=other between=between>
            {nobody}
            {wrong}
        </ConflictChoice>
    }
    .into_any()
}

/// What went wrong last, with its tone and what helps; nothing while nothing did. `here` is the path of the page. It
/// comes into sight: what was pressed may stand in a bar far from it.
pub fn failed(problem: impl Into<Signal<Option<Problem>>>, here: String) -> impl IntoView {
    let problem = problem.into();
    let notice = NodeRef::<Div>::new();
    Effect::new(move |_| {
        if let Some(notice) = notice.get() {
            device::page::keep_in_sight(&notice);
        }
    });
    move || {
        let problem = problem.get()?;
        let (tone, why) = words::told(&problem);
        let way = sign_in_again(&problem, &here);
        Some(
            view! { <div node_ref=notice><Notice tone=tone spoken=true><p>{why}</p> {way}</Notice></div> },
        )
    }
}

/// Signing in in a new window, which comes back to the path `here`, where that is what helps.
pub fn sign_in_again(problem: &Problem, here: &str) -> Option<AnyView> {
    (*problem == Problem::SignedOut).then(|| {
        view! {
            <a class="button second" target="_blank" rel="external" href=login_address(here, 2)>{t(Text::SignInNewTab)}</a>
        }
        .into_any()
    })
}

/// Decides, and moves the focus on: to the answer where it is asked here, else to what is still to be decided.
fn decide(filling: &Filling, place: &Place, choice: &Choice) {
    filling.decide(place, choice);
    let open = filling.background().with_untracked(Background::open);
    let next = [place].into_iter().chain(&open).map(id).collect();
    device::page::focus_next_answer(next);
}
