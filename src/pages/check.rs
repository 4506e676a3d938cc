//! Everything on one page: faults first, each answer with its origin, fee and office, declarations, then sending.

mod agreement;
mod seen;
mod told;

use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeSet;

use self::seen::{News, Told, news, seen};
use super::known::change;
use super::parts::{failed, row_at};
use super::step::{item, leaves_no_choice};
use super::visit::{Visit, back_to, save_and_leave, save_line};
use crate::device::random::uuid;
use crate::draft::{self, tab};
use crate::form::Filling;
use crate::form::agreements::met;
use crate::form::field::{Shown, counting, in_scope, is_shown};
use crate::form::places::{id, line};
use crate::portal::draft::Verdict;
use crate::portal::submit::Order;
use crate::portal::{self, Problem, ProblemKind};
use crate::route::DraftPage;
use crate::text::{Text, say, t};
use crate::ui::{
    BottomBar, Button, ErrorSummary, KnownCard, Notice, PageHeading, SummaryLine, Tone,
};
use forms::answers::Reader;
use forms::check::{Dossier, check};
use forms::definition::{Field, Service, Step, StepKind};
use forms::fault::{Fault, FaultCode};
use forms::lists::NoLists;
use forms::needs::faults;
use forms::papers::settled;
use forms::place::{Place, Pointer};

/// The wish to sign digitally, asked only where the portal takes signatures.
const SIGNATURE: &str = "dossier.digital_signature_wanted";

/// The page.
pub fn body(filling: &Filling, visit: &Visit, _page: &DraftPage) -> AnyView {
    let (filling, visit) = (filling.clone(), visit.clone());
    let service = untrack(|| filling.service());
    "check".clone_into(&mut filling.head().write().step);
    let shown = Shown::none();
    let tries = RwSignal::new(0_u32);
    let busy = RwSignal::new(false);
    let (told, set_told) = signal(Told::default());
    let (called, set_called) = signal(None::<News>);
    let (problem, set_problem) = signal(None);
    let ask = {
        let filling = filling.clone();
        Callback::new(move |()| {
            let filling = filling.clone();
            spawn_local(async move {
                let found = look(&filling).await;
                let _gone = set_told.try_update(|told| seen(told, found));
            });
        })
    };
    ask.run(());
    let own = {
        let filling = filling.clone();
        Memo::new(move |_| own_verdict(&filling))
    };
    // What the engine says here stands at once; what only the server knows comes after.
    let faults = {
        let filling = filling.clone();
        Memo::new(move |_| {
            let mut lines = own.with(|(errors, _)| errors.clone());
            let more = told.with(|told| told_lines(&filling, told));
            lines.extend(
                more.into_iter()
                    .filter(|line| !lines.iter().any(|known| known.pointer == line.pointer))
                    .collect::<Vec<_>>(),
            );
            lines
        })
    };
    let send = {
        let (filling, visit) = (filling.clone(), visit.clone());
        Callback::new(move |()| {
            if busy.get_untracked() {
                return;
            }
            shown.show(declaration_places(&filling));
            set_problem.set(None);
            set_called.set(None);
            if own.with_untracked(|(errors, _)| !errors.is_empty()) {
                tries.update(|tries| *tries += 1);
                return;
            }
            if untrack(|| filling.uploads().is_busy()) {
                let running = Problem::Conflict(ProblemKind::UploadNotReady, None);
                set_problem.set(Some(running));
                return;
            }
            busy.set(true);
            let (filling, visit) = (filling.clone(), visit.clone());
            spawn_local(async move {
                let before = told.try_get_untracked().flatten().and_then(Result::ok);
                let found = look(&filling).await;
                let _gone = busy.try_set(false);
                match &found {
                    Ok(verdict) => {
                        let news = news(before.as_ref(), verdict);
                        if !verdict.errors.is_empty() {
                            let _gone = tries.try_update(|tries| *tries += 1);
                        } else if news.is_none() {
                            return order(&filling, &visit, verdict.clone());
                        }
                        let _gone = set_called.try_set(news);
                    }
                    Err(why) => drop(set_problem.try_set(Some(why.clone()))),
                }
                let _gone = set_told.try_update(|told| seen(told, found));
            });
        })
    };
    // Nobody is blamed for a declaration before having been asked to send.
    let declared: Vec<String> = declaration_places(&filling).iter().map(id).collect();
    let listed = Signal::derive(move || {
        let mut lines = faults.get();
        if tries.get() == 0 {
            lines.retain(|line| !declared.contains(&line.pointer));
        }
        lines
    });
    let faulty = Signal::derive(move || listed.with(|lines| !lines.is_empty()));
    let warnings = move || {
        let lines = own.with(|(_, warnings)| warnings.clone());
        (!lines.is_empty()).then(|| view! {
            <Notice tone=Tone::Warning title=t(Text::CheckWarnings).to_owned()>
                <ul>{lines.into_iter().map(|line| view! { <li>{line.text}</li> }).collect_view()}</ul>
            </Notice>
        })
    };
    let told_news = move || {
        called.get().map(|news| {
            let (tone, title, next) = news.parts();
            view! { <Notice tone=tone title=title spoken=true><p>{t(next)}</p></Notice> }
        })
    };
    let declarations = declaration_places(&filling).into_iter();
    let declarations = declarations
        .map(|place| {
            item(
                filling.clone(),
                shown,
                place,
                false,
                RwSignal::new(BTreeSet::new()),
            )
        })
        .collect_view();
    let here = visit.link(DraftPage::Check);
    view! {
        {back_to(visit.link(DraftPage::Papers))}
        <PageHeading title=t(Text::CheckTitle) caption=Some(service.name.clone()) faulty=faulty />
        <ErrorSummary faults=listed shown=tries />
        {warnings}
        {cards(&filling, &visit)}
        <p><a href=visit.link(DraftPage::Print)>{t(Text::PrintForm)}</a></p>
        {told::attached(&filling, &visit)}
        {agreement::section(&filling)}
        {told::figures(told, ask, here.clone())}
        <section class="declarations">
            <h2>{t(Text::CheckDeclare)}</h2>
            {declarations}
        </section>
        {told_news}
        {failed(problem, here.clone())}
        {save_line(&filling, &visit)}
        <BottomBar>
            <Button on_press=send busy=busy>{t(Text::CheckSend)}</Button>
            {save_and_leave(&filling, &visit)}
        </BottomBar>
    }
    .into_any()
}

/// The places of a step: its fields, and in lists the cells of every row.
#[must_use]
pub fn places_of(filling: &Filling, step: &Step) -> Vec<Place> {
    let mut places = Vec::new();
    for field in step.fields.iter().filter(|field| !field.id.is_column()) {
        if !field.id.is_list() {
            places.push(Place::from(field.id.clone()));
            continue;
        }
        for row in filling.rows(&field.id) {
            let columns = step
                .fields
                .iter()
                .filter(|column| column.id.is_column_of(&field.id));
            places.extend(columns.map(|column| Place::in_row(column.id.clone(), row.clone())));
        }
    }
    places
}

/// Saves, then asks the server what it says.
async fn look(filling: &Filling) -> Result<Verdict, Problem> {
    draft::flush(filling).await?;
    let id = filling.head().with_untracked(|head| head.id.clone());
    portal::draft::check(&id).await
}

/// What the engine says here: errors and warnings as lines.
fn own_verdict(filling: &Filling) -> (Vec<SummaryLine>, Vec<SummaryLine>) {
    let service = filling.service();
    let supplied = filling.supplied();
    let verdict = filling.background().with(|known| {
        let held = known.held();
        let views = forms::papers::papers(&service, filling, &known.facts, &held, &supplied);
        let dossier = Dossier {
            supplied: settled(&views, &supplied),
            conflicts: known.open(),
        };
        check(&service, filling, &NoLists, &dossier)
    });
    let mut errors = verdict.errors;
    errors.extend(faults(&service, filling, &met(filling)));
    let errors = for_a_person(&service, errors);
    let lines = |faults: &[Fault], told: fn(&Service, &Fault) -> Option<String>| {
        let one = |fault: &Fault| {
            let line = line(&service, filling, fault);
            SummaryLine {
                text: told(&service, fault).unwrap_or(line.text),
                pointer: line.pointer,
            }
        };
        faults.iter().map(one).collect()
    };
    (
        lines(&errors, |_, _| None),
        lines(&verdict.warnings, brought_later),
    )
}

/// What the engine works out is mended by what it is worked out from: it is told only where nothing else is wrong.
fn for_a_person(service: &Service, errors: Vec<Fault>) -> Vec<Fault> {
    let is_worked_out = |fault: &Fault| {
        let mut fields = service.fields();
        let of = |field: &Field| Pointer::of(&field.id) == fault.pointer;
        fields.any(|field| field.is_worked_out() && of(field))
    };
    let (worked_out, asked): (Vec<Fault>, Vec<Fault>) = errors.into_iter().partition(is_worked_out);
    if asked.is_empty() { worked_out } else { asked }
}

/// A paper that is only warned of is one that comes later.
fn brought_later(service: &Service, fault: &Fault) -> Option<String> {
    let code = fault.params.get("documentCode")?.as_str()?;
    let paper = service.papers.iter().find(|paper| paper.code == code)?;
    Some(say::paper_brought_later(&paper.name))
}

/// What only the server can judge; the rest the engine says here, and at once when it is mended.
fn told_lines(filling: &Filling, told: &Told) -> Vec<SummaryLine> {
    let Some(Ok(verdict)) = told else {
        return Vec::new();
    };
    let service = filling.service();
    let here = [
        FaultCode::Required,
        FaultCode::DocumentRequired,
        FaultCode::ConflictOpen,
    ];
    verdict
        .errors
        .iter()
        .filter(|fault| !here.contains(&fault.code))
        .map(|fault| line(&service, filling, fault))
        .collect()
}

fn declaration_places(filling: &Filling) -> Vec<Place> {
    let service = untrack(|| filling.service());
    let steps = service
        .steps
        .iter()
        .filter(|step| step.kind == StepKind::Declaration);
    let may_sign = filling.limits().signing;
    let is_offered = |place: &Place| {
        let field = service.field(&place.field);
        may_sign || field.is_none_or(|field| field.concept != SIGNATURE)
    };
    untrack(|| {
        let places = steps.flat_map(|step| places_of(filling, step));
        places.filter(is_offered).collect()
    })
}

/// Makes the key of the submission, keeps it, and goes where it is sent.
fn order(filling: &Filling, visit: &Visit, shown: Verdict) {
    let draft = filling.head().with_untracked(|head| head.id.clone());
    let key = tab::submission(&draft).or_else(uuid).unwrap_or_default();
    tab::keep_submission(&draft, &key);
    let service = untrack(|| filling.service());
    filling.order().set(Some(Order {
        draft,
        tag: filling.saver().tag(),
        shown,
        declaration: service.declaration_version.clone(),
        key,
    }));
    visit.go(DraftPage::Sending);
}

/// Every answer by step, with its origin and the way to change it.
fn cards(filling: &Filling, visit: &Visit) -> AnyView {
    let cards = {
        let filling = filling.clone();
        Memo::new(move |_| {
            let service = filling.service();
            let asked = service
                .steps
                .iter()
                .filter(|step| step.kind != StepKind::Declaration);
            let with_rows =
                asked.map(|step| (step.id.clone(), step.title.clone(), listed(&filling, step)));
            with_rows
                .filter(|(_, _, rows)| !rows.is_empty())
                .collect::<Vec<_>>()
        })
    };
    let (filling, visit) = (filling.clone(), visit.clone());
    let one = move |(step, title, places): (String, String, Vec<Place>)| {
        let rows: Vec<AnyView> = places
            .into_iter()
            .map(|place| {
                let change = change(&filling, &visit, &place, step.clone(), DraftPage::Check);
                let change = (!super::parts::is_told(&filling, &place)).then_some(change);
                row_at(&filling, &place, change)
            })
            .collect();
        view! { <KnownCard title=title>{rows}</KnownCard> }
    };
    view! { <For each=move || cards.get() key=Clone::clone children=one /> }.into_any()
}

/// What stands in a step's card: what is answered, and what must be.
fn listed(filling: &Filling, step: &Step) -> Vec<Place> {
    let service = filling.service();
    let mut places = places_of(filling, step);
    places.retain(|place| {
        let is_required = || {
            let field = service.field(&place.field);
            field.is_some_and(|field| {
                in_scope(&service, filling, place, |scope| scope.is_required(field))
            })
        };
        let is_asked = is_shown(filling, place) && !leaves_no_choice(filling, place);
        is_asked && (counting(filling, place).is_some() || is_required())
    });
    places
}
