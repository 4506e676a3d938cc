//! Opening a filling: kept over the pages of a visit, read from the server otherwise.

use super::{Filling, sources};
use crate::draft::tab;
use crate::portal::session::{self, Person};
use crate::portal::site::{self, SiteFault};
use crate::portal::{Outcome, Problem, draft, outcome};
use crate::route::NEW_DRAFT;
use crate::text::language;
use forms::place::Place;
use leptos::prelude::*;
use std::cell::RefCell;
use vietnam::CivilDate;

/// Why a filling cannot be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Closed {
    /// Nobody is signed in, or the session has ended.
    SignedOut,
    /// There is no such draft or service.
    Gone,
    /// The server does not answer.
    Down,
    /// The app is older than what the server sends.
    Old,
    /// It was sent already, under this code.
    Sent(String),
}

struct Current {
    service: String,
    draft: String,
    filling: Filling,
}

thread_local! {
    static CURRENT: RefCell<Option<Current>> = const { RefCell::new(None) };
}

/// The filling of these addresses.
///
/// # Errors
/// See [`Closed`].
pub async fn open(service: &str, draft: &str) -> Result<Filling, Closed> {
    if let Some(code) = tab::sent(draft) {
        return Err(Closed::Sent(code));
    }
    let definition = site::service(service).await.map_err(|fault| match fault {
        SiteFault::Gone => Closed::Gone,
        SiteFault::Unreachable => Closed::Down,
        SiteFault::Old => Closed::Old,
    })?;
    if let Some(filling) = current(service, draft) {
        if untrack(|| filling.service()).language != language().code {
            filling.speak(definition);
        }
        return Ok(filling);
    }
    let session = session::current()
        .await
        .map_err(|problem| closed(&problem))?;
    let today = CivilDate::parse_iso(&session.today).map_err(|_| Closed::Old)?;
    let person = session.person.clone();
    let filling = Filling::new(definition, today, session.limits, person);
    if draft == NEW_DRAFT {
        let service = untrack(|| filling.service());
        for (field, value) in tab::kept_case(&service.slug) {
            filling.set_answer(&Place::of(field.as_str()), Some(value));
        }
    } else {
        if session.person.is_none() {
            return Err(Closed::SignedOut);
        }
        let (saved, tag) = match draft::read(draft).await {
            Ok(found) => found,
            Err(Problem::NotFound) => return Err(gone(draft).await),
            Err(problem) => return Err(closed(&problem)),
        };
        if saved.head.form_id != untrack(|| filling.service()).form_id {
            // A draft of another service: its answers mean nothing here.
            return Err(Closed::Gone);
        }
        let version = saved.head.form_version.clone();
        filling.restore(saved);
        filling.saver().set_tag(tag);
        if version != untrack(|| filling.service()).form_version {
            // The server judges the draft by the form that it names: this one from now on.
            filling.touch_now();
        }
        sources::resume(&filling);
    }
    // Before there is a draft the tab keeps the case answers, and their pages change them there.
    if draft != NEW_DRAFT {
        keep(service, draft, &filling);
    }
    Ok(filling)
}

/// Keeps a filling under its addresses: after its draft was made, say.
pub fn keep(service: &str, draft: &str, filling: &Filling) {
    let current = Current {
        service: service.to_owned(),
        draft: draft.to_owned(),
        filling: filling.clone(),
    };
    CURRENT.set(Some(current));
}

/// The filling that is kept, if any.
#[must_use]
pub fn kept() -> Option<Filling> {
    CURRENT.with_borrow(|current| current.as_ref().map(|current| current.filling.clone()))
}

/// Lets go of the filling that is kept: after it was sent, or at the end of a session.
pub fn forget() {
    CURRENT.set(None);
}

/// Who is signed in, if anyone.
///
/// # Errors
/// When the server cannot be asked.
pub async fn person() -> Result<Option<Person>, Problem> {
    Ok(session::current().await?.person)
}

fn current(service: &str, draft: &str) -> Option<Filling> {
    CURRENT.with_borrow(|current| {
        let current = current.as_ref()?;
        (current.service == service && current.draft == draft).then(|| current.filling.clone())
    })
}

/// A draft that is no more may have been sent from this tab, which then left before the answer came.
async fn gone(draft: &str) -> Closed {
    let Some(key) = tab::submission(draft) else {
        return Closed::Gone;
    };
    match outcome(&key).await {
        Ok(Outcome::Done(code)) => {
            tab::keep_sent(draft, &code);
            tab::forget_submission(draft);
            Closed::Sent(code)
        }
        Ok(Outcome::Running(_)) => Closed::Down,
        Ok(Outcome::Unknown | Outcome::Refused(_)) => Closed::Gone,
        Err(problem) => closed(&problem),
    }
}

fn closed(problem: &Problem) -> Closed {
    match problem {
        Problem::SignedOut | Problem::StepUp => Closed::SignedOut,
        Problem::NotFound => Closed::Gone,
        _ => Closed::Down,
    }
}
