//! Sent, and the answer is awaited: "we are finding out". Nothing is sent again before the server was asked.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::visit::{Visit, sign_in};
use crate::device::clock::pause;
use crate::draft::{self, tab};
use crate::form::open::forget;
use crate::form::{Filling, words};
use crate::portal::submit::{self, Order};
use crate::portal::{self, Outcome, Problem, ProblemKind, outcome};
use crate::route::{self, DraftPage, Route};
use crate::text::{Text, say, t};
use crate::ui::{Button, ButtonLink, Notice, PageHeading, Tone};

/// Between two questions while the server cannot be asked, in milliseconds.
const AGAIN: u32 = 3_000;

/// How far it is.
#[derive(Clone, Debug, PartialEq)]
enum Stage {
    /// It is being sent.
    Sending,
    /// The answer did not come: we are finding out.
    FindingOut,
    /// Nothing arrived: it can be sent again under the same key.
    NotArrived,
    /// Refused: nothing was filed.
    Refused(Problem),
    /// The session has ended.
    SignedOut,
}

/// The page.
pub fn body(filling: &Filling, visit: &Visit, _page: &DraftPage) -> AnyView {
    let (filling, visit) = (filling.clone(), visit.clone());
    let (stage, set_stage) = signal(Stage::Sending);
    let draft = filling.head().with_untracked(|head| head.id.clone());
    let Some(key) = tab::submission(&draft) else {
        // Nothing was ever sent: the check page is where sending begins.
        visit.replace(visit.route(DraftPage::Check));
        return ().into_any();
    };
    let run = {
        let (filling, visit, key) = (filling.clone(), visit.clone(), key.clone());
        Callback::new(move |again: bool| {
            let (filling, visit, key) = (filling.clone(), visit.clone(), key.clone());
            let tell = move |stage: Stage| drop(set_stage.try_set(stage));
            spawn_local(async move { drive(&filling, &visit, &key, again, &tell).await });
        })
    };
    run.run(false);
    let check = visit.link(DraftPage::Check);
    let here = visit.link(DraftPage::Sending);
    (move || match stage.get() {
        Stage::Sending => view! {
            <PageHeading title=t(Text::SendingTitle) />
            <p role="status" class="waiting">{t(Text::SendingWait)}</p>
        }
        .into_any(),
        Stage::FindingOut => view! {
            <PageHeading title=t(Text::FindingOutTitle) />
            <p role="status">{t(Text::FindingOut)}</p>
            <p class="hint">{say::finding_out_key(&key)}</p>
        }
        .into_any(),
        Stage::NotArrived => view! {
            <PageHeading title=t(Text::NotArrivedTitle) />
            <p>{t(Text::NotArrived)}</p>
            <div class="bar"><Button on_press=Callback::new(move |()| run.run(true))>{t(Text::SendAgain)}</Button></div>
        }
        .into_any(),
        Stage::Refused(problem) => view! {
            <PageHeading title=t(Text::SendRefused) faulty=true />
            <Notice tone=Tone::Fault spoken=true><p>{words::problem(&problem)}</p> {twin(&problem)}</Notice>
            <div class="bar"><ButtonLink href=check.clone()>{t(Text::ToCheck)}</ButtonLink></div>
        }
        .into_any(),
        Stage::SignedOut => sign_in(&here),
    })
    .into_any()
}

/// The dossier that is there already, where that is why.
fn twin(problem: &Problem) -> AnyView {
    let Problem::Conflict(ProblemKind::DuplicateDossier, Some(code)) = problem else {
        return ().into_any();
    };
    let code = code.as_str().unwrap_or_default().to_owned();
    let href = route::link(&Route::Dossier(code.clone()));
    view! { <p><a href=href>{code}</a></p> }.into_any()
}

/// Sends what was ordered, once; after that, and after a reload, it asks what became of it.
async fn drive(filling: &Filling, visit: &Visit, key: &str, again: bool, tell: &impl Fn(Stage)) {
    let ordered = filling.order().get_untracked();
    filling.order().set(None);
    let ordered = match ordered {
        Some(order) => Some(order),
        None if again => match reorder(filling, key).await {
            Ok(order) => Some(order),
            Err(problem) => return tell(Stage::Refused(problem)),
        },
        None => None,
    };
    if let Some(order) = ordered {
        tell(Stage::Sending);
        match submit::send(&order).await {
            Ok(Outcome::Done(code)) => return filed(filling, visit, &code),
            Ok(_) => {}
            Err(problem) if is_doubtful(&problem) => {}
            Err(Problem::SignedOut) => return tell(Stage::SignedOut),
            Err(problem) => return refused(filling, problem, tell),
        }
    }
    tell(Stage::FindingOut);
    loop {
        match outcome(key).await {
            Ok(Outcome::Done(code)) => return filed(filling, visit, &code),
            Ok(Outcome::Refused(problem)) => return refused(filling, *problem, tell),
            Ok(Outcome::Unknown) => return tell(Stage::NotArrived),
            Ok(Outcome::Running(seconds)) => pause(1000 * seconds).await,
            Err(Problem::SignedOut) => return tell(Stage::SignedOut),
            Err(_) => pause(AGAIN).await,
        }
    }
}

/// Whether the dossier may have arrived all the same.
fn is_doubtful(problem: &Problem) -> bool {
    problem.passes()
        || matches!(
            problem,
            Problem::Conflict(ProblemKind::IdempotencyInProgress, _)
        )
}

/// The same order once more, under the same key, with the figures of now.
async fn reorder(filling: &Filling, key: &str) -> Result<Order, Problem> {
    draft::flush(filling).await?;
    let draft = filling.head().with_untracked(|head| head.id.clone());
    let shown = portal::draft::check(&draft).await?;
    if shown.needs_code {
        // The one of before may be used up: another is asked for where this one was.
        return Err(Problem::Conflict(ProblemKind::OtpRefused, None));
    }
    let service = untrack(|| filling.service());
    Ok(Order {
        draft,
        tag: filling.saver().tag(),
        shown,
        declaration: service.declaration_version.clone(),
        code: None,
        key: key.to_owned(),
    })
}

fn filed(filling: &Filling, visit: &Visit, code: &str) {
    let draft = filling.head().with_untracked(|head| head.id.clone());
    tab::keep_sent(&draft, code);
    let (answers, papers) = filling.spared();
    let minutes = filling.minutes_spared(papers);
    tab::keep_spared(code, [answers, papers, minutes]);
    tab::forget_submission(&draft);
    tab::forget_code(&draft);
    forget();
    visit.replace(Route::Receipt(code.to_owned()));
}

fn refused(filling: &Filling, problem: Problem, tell: &impl Fn(Stage)) {
    let draft = filling.head().with_untracked(|head| head.id.clone());
    tab::forget_submission(&draft);
    if problem.is_spent_code() {
        tab::forget_code(&draft);
    }
    if matches!(problem, Problem::Stale(_)) {
        // The choice between the two versions stands above the page.
        filling.saver().meets(&problem);
    } else if matches!(problem, Problem::Amended(_)) {
        // What may not be read any more goes here too, before it is checked again.
        filling.touch_now();
    }
    tell(Stage::Refused(problem));
}
