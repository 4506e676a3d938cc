//! What a page shows while what it shows is asked for, and when it cannot be had.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::use_account;
use crate::portal::Problem;
use crate::portal::site::SiteFault;
use crate::route::{self, Route, use_go};
use crate::text::{Text, t};
use crate::ui::{PageHeading, PageState, StatePanel};

impl From<Problem> for PageState {
    /// The state of a page whose question to the province came to nothing.
    fn from(problem: Problem) -> Self {
        match problem {
            Problem::Offline => Self::Unreached,
            Problem::SignedOut => Self::Ended,
            Problem::StepUp | Problem::ConsentNeeded(_) | Problem::NotProved(_) => Self::NoRight,
            Problem::NotFound => Self::Gone,
            Problem::Foreign => Self::Foreign,
            Problem::Silent
            | Problem::Stale(_)
            | Problem::Amended(_)
            | Problem::Unshared(..)
            | Problem::Conflict(..)
            | Problem::Refused(_)
            | Problem::TooLarge(_)
            | Problem::NotTaken
            | Problem::NotOffered
            | Problem::Later(_)
            | Problem::TooOften(_)
            | Problem::Broken(_) => Self::Down,
        }
    }
}

impl From<SiteFault> for PageState {
    /// The state of a page whose file of the site could not be had.
    fn from(fault: SiteFault) -> Self {
        match fault {
            SiteFault::Unreachable => Self::Down,
            SiteFault::Gone => Self::Gone,
            SiteFault::Old => Self::Old,
        }
    }
}

/// Asks, and shows the answer or why there is none; `title` heads a page that has no other heading then.
pub fn awaited<T, F>(
    title: Option<Text>,
    ask: impl Fn() -> F + Send + Sync + 'static,
    show: impl Fn(T) -> AnyView + Send + Sync + 'static,
) -> AnyView
where
    T: Clone + Send + Sync + 'static,
    F: Future<Output = Result<T, PageState>> + 'static,
{
    let show = Arc::new(show);
    let ask = move || -> Asked {
        let (asked, show) = (ask(), Arc::clone(&show));
        Box::pin(async move {
            let got = asked.await?;
            Ok(Arc::new(move || show(got.clone())) as Show)
        })
    };
    drawn(title, Arc::new(ask))
}

/// Draws what was asked for.
type Show = Arc<dyn Fn() -> AnyView + Send + Sync>;

/// What is asked for, on its way.
type Asked = Pin<Box<dyn Future<Output = Result<Show, PageState>>>>;

/// The rest, compiled once and not for every type that is asked for.
fn drawn(title: Option<Text>, ask: Arc<dyn Fn() -> Asked + Send + Sync>) -> AnyView {
    let answer = RwSignal::new(None::<Result<Show, PageState>>);
    let again = Callback::new(move |()| {
        answer.set(None);
        let asked = ask();
        spawn_local(async move {
            let got = asked.await;
            // The page may be left meanwhile.
            let _gone = answer.try_set(Some(got));
        });
    });
    again.run(());
    (move || match answer.get() {
        None => state(PageState::Loading, again),
        Some(Ok(show)) => show(),
        Some(Err(why)) => {
            let heading = title.map(|title| view! { <PageHeading title=t(title) /> });
            view! { {heading} {state(why, again)} }.into_any()
        }
    })
    .into_any()
}

/// A state and the way on: sign in where the session has ended, else ask again.
pub fn state(state: PageState, again: Callback<()>) -> AnyView {
    let go = use_go();
    let account = use_account();
    let on = Callback::new(move |()| {
        if state == PageState::Ended {
            account.ended();
            go.run(Route::SignIn);
        } else {
            again.run(());
        }
    });
    view! { <StatePanel state=state home=route::link(&Route::Home) on_retry=on /> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(problem: Problem, expected: PageState) {
        assert_eq!(PageState::from(problem), expected);
    }

    #[test]
    fn each_problem_has_its_state() {
        check(Problem::Offline, PageState::Unreached);
        check(Problem::SignedOut, PageState::Ended);
        check(Problem::StepUp, PageState::NoRight);
        check(Problem::NotFound, PageState::Gone);
        check(Problem::Foreign, PageState::Foreign);
        check(Problem::Later(Some(3)), PageState::Down);
        check(Problem::Broken(String::new()), PageState::Down);
        assert_eq!(PageState::from(SiteFault::Old), PageState::Old);
    }
}
