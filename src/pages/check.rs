//! Everything on one page: faults first, each answer with its origin, fee and office, declarations, then sending.

mod agreement;
mod alone;
mod cards;
mod debt;
mod faults;
mod one_time_code;
mod see;
mod seen;
mod told;
mod verdict;

use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeSet;

use self::faults::faults_list;
use self::one_time_code::Code;
use self::seen::{News, Told, news, seen};
use self::verdict::own_verdict;
use super::papers;
use super::parts::failed;
use super::step::item;
use super::visit::{Visit, back_to, save_and_leave, save_line};
use crate::device::random::uuid;
use crate::draft::{self, Trouble, tab};
use crate::form::field::Shown;
use crate::form::places::{id, line};
use crate::form::{Filling, agreements};
use crate::portal::draft::Verdict;
use crate::portal::one_time_code::Typed;
use crate::portal::submit::Order;
use crate::portal::{self, Problem, ProblemKind};
use crate::route::DraftPage;
use crate::text::{Text, t};
use crate::ui::{BottomBar, Button, Notice, PageHeading, SummaryLine};
use forms::definition::{PaymentTime, StepKind};
use forms::fault::{Fault, FaultCode, Within};
use forms::place::Place;

pub use agreement::{how_it_stands, sharing};
pub use cards::places_of;
pub use verdict::of_registers;

/// The wish to sign digitally, asked only where the portal takes signatures.
const SIGNATURE: &str = "dossier.digital_signature_wanted";

/// The page.
pub fn body(filling: &Filling, visit: &Visit, _page: &DraftPage) -> AnyView {
    let (filling, visit) = (filling.clone(), visit.clone());
    let service = untrack(|| filling.service());
    "check".clone_into(&mut filling.head().write().step);
    if service
        .payment
        .as_ref()
        .is_some_and(|payment| payment.time == PaymentTime::Alone)
    {
        return alone::body(&filling, &visit);
    }
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
    let code = Code::of(&filling.head().with_untracked(|head| head.id.clone()));
    let needs_code = Memo::new(move |_| {
        told.with(|told| matches!(told, Some(Ok(verdict)) if verdict.needs_code))
    });
    // What the engine says here stands at once; what only the server knows comes after.
    let faults = {
        let filling = filling.clone();
        Memo::new(move |_| {
            let mut lines = own.with(|own| own.errors.clone());
            let more = told.with(|told| told_lines(&filling, told));
            lines.extend(
                more.into_iter()
                    .filter(|line| !lines.iter().any(|known| known.pointer == line.pointer))
                    .collect::<Vec<_>>(),
            );
            if needs_code.get() && code.typed().is_none() {
                lines.push(one_time_code::missing());
            }
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
            if own.with_untracked(|own| !own.errors.is_empty()) {
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
                        let typed = verdict.needs_code.then(|| code.taken()).flatten();
                        let lacks_code = verdict.needs_code && typed.is_none();
                        if !verdict.errors.is_empty() || (lacks_code && news.is_none()) {
                            let _gone = tries.try_update(|tries| *tries += 1);
                        } else if news.is_none() {
                            return order(&filling, &visit, verdict.clone(), typed);
                        }
                        let _gone = set_called.try_set(news);
                    }
                    // Above the page stands that the draft is gone.
                    Err(Problem::NotFound) => {}
                    Err(why) => drop(set_problem.try_set(Some(why.clone()))),
                }
                let _gone = set_told.try_update(|told| seen(told, found));
            });
        })
    };
    let listed = listed(&filling, faults.into(), tries);
    let faulty = Signal::derive(move || listed.with(|lines| !lines.is_empty()));
    let told_news = move || {
        called.get().map(|news| {
            let (tone, title, next) = news.parts();
            view! { <Notice tone=tone title=title spoken=true><p>{t(next)}</p></Notice> }
        })
    };
    let bar = {
        let (filling, visit) = (filling.clone(), visit.clone());
        let trouble = filling.saver().trouble().clone();
        // Nothing is sent of a draft that is no more.
        move || {
            let leave = save_and_leave(&filling, &visit);
            (trouble.get() != Some(Trouble::Gone)).then(|| {
                view! {
                    <BottomBar>
                        <Button on_press=send busy=busy>{t(Text::CheckSend)}</Button>
                        {leave}
                    </BottomBar>
                }
            })
        }
    };
    let here = visit.link(DraftPage::Check);
    let before = if untrack(|| papers::are_any(&filling)) {
        DraftPage::Papers
    } else {
        DraftPage::Known
    };
    view! {
        {back_to(visit.link(before))}
        <PageHeading title=t(Text::CheckTitle) caption=Some(service.name.clone()) faulty=faulty />
        {faults_list(&filling, &visit, listed, tries)}
        {told::warnings(own)}
        {see::section(own)}
        {cards::cards(&filling, &visit)}
        <p><a href=visit.link(DraftPage::Print)>{t(Text::PrintForm)}</a></p>
        <p><a href=visit.link(DraftPage::Ledger)>{t(Text::LedgerLink)}</a></p>
        {told::attached(&filling, &visit)}
        {agreement::section(&filling)}
        {debt::section(&filling, &visit)}
        {told::figures(&filling, told, ask, here.clone())}
        {one_time_code::section(&filling, needs_code.into(), code)}
        {declarations(&filling, shown)}
        {told_news}
        {failed(problem, here.clone())}
        {save_line(&filling, &visit)}
        {bar}
    }
    .into_any()
}

/// The faults that are told: nobody is blamed for a declaration or a code before having tried to go on.
fn listed(
    filling: &Filling,
    faults: Signal<Vec<SummaryLine>>,
    tries: RwSignal<u32>,
) -> Signal<Vec<SummaryLine>> {
    let mut asked_last: Vec<String> = declaration_places(filling).iter().map(id).collect();
    asked_last.push(one_time_code::HERE.to_owned());
    Signal::derive(move || {
        let mut lines = faults.get();
        if tries.get() == 0 {
            lines.retain(|line| !asked_last.contains(&line.pointer));
        }
        lines
    })
}

/// Saves, then asks the server what it says: of what may still be read.
async fn look(filling: &Filling) -> Result<Verdict, Problem> {
    // Where it cannot be had, the server's own word counts.
    let _told = agreements::look(filling).await;
    draft::flush(filling).await?;
    let id = filling.head().with_untracked(|head| head.id.clone());
    let found = portal::draft::check(&id).await;
    if let Err(why @ Problem::NotFound) = &found {
        filling.saver().meets(why);
    }
    found
}

/// What only the server can judge, records that spare papers among it; the rest the engine says here, and at once when
/// it is mended.
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
        .filter(|fault| is_of_papers(fault) || !here.contains(&fault.code))
        .map(|fault| line(&service, filling, fault))
        .collect()
}

/// Whether it is about what is attached (contract 4.6), of which the page may say that all is there.
fn is_of_papers(fault: &Fault) -> bool {
    fault.within == Within::Body && fault.pointer.as_str().starts_with("/attachments")
}

/// What must be declared.
fn declarations(filling: &Filling, shown: Shown) -> AnyView {
    let places = declaration_places(filling);
    if places.is_empty() {
        return ().into_any();
    }
    let one = |place| {
        let none = RwSignal::new(BTreeSet::new());
        item(filling.clone(), shown, place, false, none)
    };
    view! {
        <section class="declarations">
            <h2>{t(Text::CheckDeclare)}</h2>
            {places.into_iter().map(one).collect_view()}
        </section>
    }
    .into_any()
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
fn order(filling: &Filling, visit: &Visit, shown: Verdict, code: Option<Typed>) {
    let draft = filling.head().with_untracked(|head| head.id.clone());
    let key = tab::submission(&draft).or_else(uuid).unwrap_or_default();
    tab::keep_submission(&draft, &key);
    let service = untrack(|| filling.service());
    filling.order().set(Some(Order {
        draft,
        tag: filling.saver().tag(),
        shown,
        declaration: service.declaration_version.clone(),
        code,
        key,
    }));
    visit.go(DraftPage::Sending);
}
