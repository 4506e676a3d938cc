//! A page of questions: what only the person can tell. What is known is a line with "change".

use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::check::sharing;
use super::lookup;
use super::visit::{Visit, save_and_leave, save_line};
use super::{appointment, basis, case, family, offer, papers, scan};
use crate::device::clock::pause;
use crate::draft;
use crate::form::control::control;
use crate::form::field::{Shown, counting, is_shown, told_fault};
use crate::form::lookups::let_go_of_outdated;
use crate::form::odd::odd;
use crate::form::offices::awaited;
use crate::form::sources::Sources;
use crate::form::told::{self, is_told};
use crate::form::{Filling, profile, sources, way};
use crate::pages::parts::{self, conflict, is_known};
use crate::pages::questions::Questions;
use crate::route::DraftPage;
use crate::text::{Text, t};
use crate::ui::{PageHeading, SubmitButton, SummaryLine};
use forms::answers::Reader;
use forms::definition::{PaymentTime, Service, Step, StepKind};
use forms::eval::Scope;
use forms::kind::Kind;
use forms::place::Place;

/// How long sources are waited for before the next page, in tenths of a second.
const PATIENCE: u32 = 40;

/// A step by its id; the first case step where the page is that of the case.
pub fn body(filling: &Filling, visit: &Visit, page: &DraftPage) -> AnyView {
    let service: Arc<Service> = untrack(|| filling.service());
    let mut steps = service.steps.iter();
    let found = match page {
        DraftPage::Step(id) => steps.find(|step| step.id == *id),
        _ => steps.find(|step| step.kind == StepKind::Case),
    };
    match found {
        Some(step) => questions(filling, visit, &service, step),
        None => view! { <PageHeading title=t(Text::StateGone) /> }.into_any(),
    }
}

fn questions(filling: &Filling, visit: &Visit, service: &Service, step: &Step) -> AnyView {
    let shown = Shown::given(filling, untrack(|| all_places(filling, step)));
    let tries = RwSignal::new(0_u32);
    filling.head().update(|head| head.step.clone_from(&step.id));
    let places: Vec<Place> = top_places(step);
    let known: BTreeSet<Place> = known_at_arrival(filling, step, &places);
    let opened = RwSignal::new(BTreeSet::<Place>::new());
    let faults = {
        let (filling, step) = (filling.clone(), step.clone());
        Memo::new(move |_| {
            let all = all_places(&filling, &step).into_iter();
            let wrong = all.filter(|place| is_shown(&filling, place));
            let line = |place: Place| told_fault(&filling, shown, &place);
            // What is worked out is mended by what it is worked out from.
            let (told, asked): (Vec<Place>, Vec<Place>) =
                wrong.partition(|place| is_told(&filling, place));
            let asked: Vec<SummaryLine> = asked.into_iter().filter_map(line).collect();
            if !asked.is_empty() {
                return asked;
            }
            let told: Vec<SummaryLine> = told.into_iter().filter_map(line).collect();
            if told.is_empty() {
                lookup::unasked(&filling, shown, &step)
            } else {
                told
            }
        })
    };
    refill_when_more_is_shown(filling, step);
    parts::meet(filling, step);
    let awaited = {
        let (filling, step) = (filling.clone(), step.clone());
        Memo::new(move |_| {
            let mut places = all_places(&filling, &step).into_iter();
            places
                .find_map(|place| awaited(&filling, &place).filter(|_| is_shown(&filling, &place)))
        })
    };
    let waiting = RwSignal::new(false);
    // Gone on: sources that this page has opened are waited for.
    let settling = RwSignal::new(false);
    let on_submit = {
        let (filling, visit, step) = (filling.clone(), visit.clone(), step.clone());
        Callback::new(move |()| {
            let all = || untrack(|| all_places(&filling, &step));
            filling.decide_picked(all());
            shown.show(all());
            if !faults.with_untracked(Vec::is_empty) {
                tries.update(|tries| *tries += 1);
            } else if let Some((question, _)) = awaited.get_untracked() {
                question.ask();
                waiting.set(true);
            } else if !settling.get_untracked() {
                let kept = profile::wanted(&filling, &step);
                if kept.is_empty() {
                    return go_on(&filling, &visit, &step, settling);
                }
                settling.set(true);
                let (filling, visit, step) = (filling.clone(), visit.clone(), step.clone());
                spawn_local(async move {
                    let is_kept = profile::update(&filling, kept).await;
                    // Not where the person has left the page meanwhile; what was not kept is told on it.
                    if settling.try_set(false).is_none() && is_kept {
                        go_on(&filling, &visit, &step, settling);
                    }
                });
            }
        })
    };
    // The person went on before everything was there: it goes on once it is, and stays where it cannot be had.
    Effect::new(move |_| {
        let is_over = awaited.with(|awaited| awaited.as_ref().is_none_or(|(_, is_out)| *is_out));
        if waiting.get() && is_over {
            waiting.set(false);
            if awaited.with_untracked(Option::is_none) {
                untrack(|| on_submit.run(()));
            }
        }
    });
    let busy = Signal::derive(move || waiting.get() || settling.get());
    let items = places.into_iter().map(|place| {
        let is_known = known.contains(&place);
        item(filling.clone(), shown, place, is_known, opened)
    });
    let items = items.collect_view();
    let questions = Questions {
        back: before(filling, visit, step),
        tries,
        faults: faults.into(),
        items: view! { {family::of_step(filling, step)} {scan::of_step(filling, step)} {items} {appointment::let_go_with_office(filling, step)} {basis::of_step(filling, step)} {sharing(filling, step)} {offer::of_step(filling, visit, step)} {save_line(filling, visit)} }.into_any(),
        actions: view! { <SubmitButton busy=busy>{t(Text::Continue)}</SubmitButton> {save_and_leave(filling, visit)} }.into_any(),
        on_submit,
    };
    questions.page(step.title.clone(), &service.name, step.lead.clone())
}

/// What is shown because of an answer of this very page may be known already.
fn refill_when_more_is_shown(filling: &Filling, step: &Step) {
    let shown = {
        let (filling, step) = (filling.clone(), step.clone());
        Memo::new(move |_| {
            let mut places = all_places(&filling, &step);
            places.retain(|place| is_shown(&filling, place));
            places
        })
    };
    let filling = filling.clone();
    Effect::new(move |before: Option<()>| {
        // Read, not only tracked: a memo that nobody has read does not know what it hangs on.
        shown.with(|_| ());
        if before.is_some() {
            untrack(|| filling.refill_if_known());
        }
    });
}

/// How an answer stands on the page.
#[derive(Clone, Copy, PartialEq)]
enum Mode {
    Hidden,
    Conflict,
    Told,
    Asked,
}

/// One answer: two sources to choose from, a line of what is known, or its control.
pub fn item(
    filling: Filling,
    shown: Shown,
    place: Place,
    is_known: bool,
    opened: RwSignal<BTreeSet<Place>>,
) -> impl IntoView {
    let mode = {
        let (filling, place) = (filling.clone(), place.clone());
        Memo::new(move |before: Option<&Mode>| {
            let is_elsewhere = appointment::stands_elsewhere(&filling, &place);
            if is_elsewhere || !is_shown(&filling, &place) || leaves_no_choice(&filling, &place) {
                Mode::Hidden
            } else if filling.background().with(|known| {
                known
                    .conflicts
                    .iter()
                    .any(|conflict| conflict.place == place)
            }) {
                Mode::Conflict
            } else if is_told(&filling, &place)
                || (is_known
                    && before != Some(&Mode::Asked)
                    // What was taken out meanwhile is asked.
                    && counting(&filling, &place).is_some()
                    && !opened.with(|opened| opened.contains(&place)))
            {
                Mode::Told
            } else {
                Mode::Asked
            }
        })
    };
    move || match mode.get() {
        Mode::Hidden => ().into_any(),
        Mode::Conflict => conflict(&filling, shown, &place),
        Mode::Asked if appointment::is_picked(&filling, &place) => {
            appointment::picker(&filling, shown, &place)
        }
        // What only a register says is not typed.
        Mode::Asked if lookup::alone(&filling, &place) => view! {
            <dl class="told-rows">{told::row(&filling, &place, None)}</dl>
            {lookup::under(&filling, &place)}
        }
        .into_any(),
        Mode::Asked => view! {
            {control(&filling, shown, &place)}
            {odd(&filling, &place)}
            {parts::aside(&filling, &place)}
            {lookup::under(&filling, &place)}
        }
        .into_any(),
        Mode::Told => {
            let change = {
                let place = place.clone();
                Callback::new(move |()| opened.update(|opened| opened.extend([place.clone()])))
            };
            let change = (!is_told(&filling, &place)).then_some(change);
            view! {
                <dl class="told-rows">{told::row(&filling, &place, change)}</dl>
                {odd(&filling, &place)}
                {lookup::under(&filling, &place)}
            }
            .into_any()
        }
    }
}

/// Whether nothing is left to choose: one option is offered, and it is what is worked out.
pub fn leaves_no_choice(filling: &Filling, place: &Place) -> bool {
    let service = filling.service();
    let Some(field) = service
        .field(&place.field)
        .filter(|field| field.computed.is_some())
    else {
        return false;
    };
    let Kind::OneOf(choices) = &field.kind else {
        return false;
    };
    Scope::at(&service, filling, place, |scope| {
        let mut offered = choices
            .options
            .iter()
            .filter(|option| scope.holds(&option.when));
        match (offered.next(), offered.next()) {
            (Some(only), None) => scope.answer(&field.id) == Some(only.value.as_str().into()),
            _ => false,
        }
    })
}

/// Fields that stand on the page themselves; columns stand in their list.
fn top_places(step: &Step) -> Vec<Place> {
    let fields = step.fields.iter().filter(|field| !field.id.is_column());
    fields.map(|field| Place::from(field.id.clone())).collect()
}

/// The same with the cells of lists.
fn all_places(filling: &Filling, step: &Step) -> Vec<Place> {
    let mut places = top_places(step);
    for list in step.fields.iter().filter(|field| field.id.is_list()) {
        for row in filling.rows(&list.id) {
            let columns = step
                .fields
                .iter()
                .filter(|field| field.id.is_column_of(&list.id));
            places.extend(columns.map(|column| Place::in_row(column.id.clone(), row.clone())));
        }
    }
    places
}

/// What a source filled and nothing is wrong with, when the page opens; what the person came to change is not.
fn known_at_arrival(filling: &Filling, step: &Step, places: &[Place]) -> BTreeSet<Place> {
    if step.kind == StepKind::Case {
        return BTreeSet::new();
    }
    let editing = filling
        .editing()
        .with_untracked(|editing| editing.as_ref().map(|editing| editing.place.clone()));
    untrack(|| {
        let known = places
            .iter()
            .filter(|place| Some(*place) != editing.as_ref() && is_known(filling, place));
        known.cloned().collect()
    })
}

fn before(filling: &Filling, visit: &Visit, step: &Step) -> Option<String> {
    let service = untrack(|| filling.service());
    if step.kind == StepKind::Case {
        let steps = way::case_steps(&service, &filling.plain());
        let page = case::page_before(steps.iter().map(|step| &step.id), &step.id)?;
        return Some(visit.link(page));
    }
    let page = untrack(|| {
        filling.on_the_way(|views, seen| {
            way::previous(views, &step.id, seen).map(|id| DraftPage::Step(id.to_owned()))
        })
    });
    Some(visit.link(page.unwrap_or(DraftPage::Known)))
}

/// To the next page that asks something, once the sources have spoken that this page has opened: what they know need
/// not be asked, and nothing moves under a finger. Who is slow is not waited for. Where something that is given here
/// would open them, the page stays once.
fn go_on(filling: &Filling, visit: &Visit, step: &Step, settling: RwSignal<bool>) {
    filling.seen().update(|seen| seen.extend([step.id.clone()]));
    let_go_of_outdated(filling);
    filling.refill_if_known();
    let closed = basis::closed(filling, step);
    sources::look(filling);
    draft::save_now(filling);
    let is_waiting = filling.sources().with_untracked(Sources::is_waiting);
    if step.kind == StepKind::Case || !is_waiting {
        return leave(filling, visit, step);
    }
    settling.set(true);
    let (filling, visit, step) = (filling.clone(), visit.clone(), step.clone());
    spawn_local(async move {
        for _ in 0..PATIENCE {
            pause(100).await;
            if !filling.sources().with_untracked(Sources::is_waiting) {
                break;
            }
        }
        let holds = basis::holds(&filling, &step, &closed).await;
        // Not where the person has left the page meanwhile.
        if settling.try_set(false).is_none() && !holds {
            leave(&filling, &visit, &step);
        }
    });
}

fn leave(filling: &Filling, visit: &Visit, step: &Step) {
    if step.kind == StepKind::Case {
        let service = untrack(|| filling.service());
        let next =
            way::next_case_step(&service, &filling.plain(), &step.id).map(|step| step.id.clone());
        return visit.go(next.map_or(DraftPage::Known, DraftPage::Step));
    }
    let editing = filling.editing().get_untracked();
    filling.editing().set(None);
    match editing {
        Some(editing) => visit.go(editing.back),
        None => visit.go(next_page(filling, Some(&step.id))),
    }
}

/// The page after a step, or the first one.
#[must_use]
pub fn next_page(filling: &Filling, current: Option<&str>) -> DraftPage {
    let service = untrack(|| filling.service());
    let (next, percent) = untrack(|| {
        filling.on_the_way(|views, seen| {
            let next = way::next(views, current, seen).map(str::to_owned);
            (next, way::percent(views))
        })
    });
    filling.head().update(|head| head.percent = percent);
    next.map_or_else(|| after_questions(filling, &service), DraftPage::Step)
}

/// Where nothing is sent, or no paper is spoken of, there are no papers.
fn after_questions(filling: &Filling, service: &Service) -> DraftPage {
    let payment = service.payment.as_ref();
    let is_alone = payment.is_some_and(|payment| payment.time == PaymentTime::Alone);
    if is_alone || !untrack(|| papers::are_any(filling)) {
        DraftPage::Check
    } else {
        DraftPage::Papers
    }
}
