//! Who is signed in: asked at the start, and again when the person comes back to the window, or the network after it
//! was away.

use gloo::events::EventListener;
use leptos::prelude::*;
use send_wrapper::SendWrapper;

use crate::device::{self, storage};
use crate::draft::{self, tab};
use crate::form::open;
use crate::portal::Problem;
use crate::portal::session::{self, Person, Session};
use crate::route::{Route, link};
use crate::text::Text;

/// What the other tabs are told when a person signs out.
const SIGNED_OUT: &str = "signed-out";
/// Coming back to the window asks again after this many milliseconds.
const FRESH: f64 = 30_000.0;

/// The session as every page sees it.
#[derive(Clone, Copy, Debug)]
pub struct Account {
    session: RwSignal<Option<Result<Session, Problem>>>,
    /// When it was last asked for, by the device's count.
    asked: StoredValue<f64>,
    /// The last page that is not about signing in.
    page: RwSignal<Route>,
}

/// The session of this visit.
#[must_use]
pub fn use_account() -> Account {
    use_context().unwrap_or_else(Account::begin)
}

/// What the identity server's way back says about a sign-in that came to nothing.
pub(super) fn words_of_failure(reason: &str) -> Text {
    match reason {
        "cancelled" => Text::SignInCancelled,
        "level" => Text::SignInLevel,
        _ => Text::SignInUnavailable,
    }
}

impl Account {
    /// Asks who is signed in, now and whenever the person or the network comes back.
    #[must_use]
    pub(super) fn begin() -> Self {
        let account = Self {
            session: RwSignal::default(),
            asked: StoredValue::new(0.0),
            page: RwSignal::new(Route::Home),
        };
        account.ask();
        let back = EventListener::new(&window(), "focus", move |_| {
            let is_old = |asked: &f64| device::clock::elapsed() - asked > FRESH;
            if account.asked.try_with_value(is_old).unwrap_or_default() {
                account.ask();
            }
        });
        // Asked for while there was no network: nobody should have to ask for it by hand.
        let online = EventListener::new(&window(), "online", move |_| {
            let is_out = |known: &Option<_>| matches!(known, Some(Err(_)));
            if account
                .session
                .try_with_untracked(is_out)
                .unwrap_or_default()
            {
                account.ask();
            }
        });
        // Nothing about the person stays on a screen: whoever signs in again comes back to this page.
        storage::on_told(SIGNED_OUT, device::page::reload);
        let listeners = SendWrapper::new((back, online));
        on_cleanup(move || drop(listeners));
        account
    }

    /// The session; none until the server has answered once. A later question without answer leaves it as it is.
    #[must_use]
    pub fn session(&self) -> Option<Result<Session, Problem>> {
        self.session.get()
    }

    /// Who is signed in, as far as is known.
    #[must_use]
    pub fn person(&self) -> Option<Person> {
        self.session
            .with(|known| known.as_ref()?.as_ref().ok()?.person.clone())
    }

    /// Asks anew.
    pub fn ask(&self) {
        let Self { session, asked, .. } = *self;
        asked.set_value(device::clock::elapsed());
        leptos::task::spawn_local(async move {
            let answer = session::current().await;
            let keeps = answer.is_err()
                && session
                    .try_with_untracked(|known| matches!(known, Some(Ok(_))))
                    .unwrap_or(true);
            if !keeps
                && session.try_with_untracked(|known| known.as_ref() != Some(&answer)) == Some(true)
            {
                session.set(Some(answer));
            }
        });
    }

    /// The server said that nobody is signed in any more.
    pub fn ended(&self) {
        self.session.update(|known| {
            if let Some(Ok(session)) = known {
                session.person = None;
            }
        });
    }

    /// The person is on this page.
    pub(super) fn is_on(&self, page: &Route) {
        if *page != Route::SignIn {
            self.page.set(page.clone());
        }
    }

    /// Address at which to sign in, with an account of any level, and come back to the page before.
    #[must_use]
    pub fn sign_in_address(&self) -> String {
        session::login_address(&link(&self.page.get()), 1)
    }

    /// The last page that is not about signing in.
    #[must_use]
    pub fn page(&self) -> Route {
        self.page.get_untracked()
    }

    /// Ends the session, after what is not saved yet was saved; then leaves for the identity server, where it wants to
    /// know. With `loses`, what could not be saved is lost.
    ///
    /// # Errors
    /// The person is still signed in.
    pub async fn sign_out(&self, loses: bool) -> Result<(), Stays> {
        if let Some(filling) = open::kept().filter(|_| !loses) {
            draft::flush(&filling).await.map_err(|_| Stays::NotSaved)?;
        }
        let address = session::logout().await.map_err(|_| Stays::NotTold)?;
        open::forget();
        // Whoever signs in next has not asked the national store.
        tab::forget_papers_for();
        self.ended();
        storage::tell_other_tabs(SIGNED_OUT);
        if let Some(address) = address {
            device::page::leave_for(&address);
        }
        Ok(())
    }
}

/// Why a person is still signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stays {
    /// Answers could not be saved, and would be lost.
    NotSaved,
    /// The server could not be told.
    NotTold,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_sign_in_is_explained() {
        assert_eq!(words_of_failure("cancelled"), Text::SignInCancelled);
        assert_eq!(words_of_failure("level"), Text::SignInLevel);
        assert_eq!(words_of_failure("x"), Text::SignInUnavailable);
    }
}
