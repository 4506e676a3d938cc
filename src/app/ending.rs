//! The end of a session without use: put off while the person is active, told before it comes.

use gloo::events::EventListener;
use gloo::timers::callback::Interval;
use leptos::prelude::*;
use send_wrapper::SendWrapper;

use super::account::Account;
use crate::device::clock::{self, Clock};
use crate::portal::session::Session;

/// How often the time that is left is looked at, in milliseconds.
const LOOK: u32 = 20_000;
/// From so many milliseconds before the end on, the end is told or put off.
const NEAR: f64 = 5.0 * 60_000.0;
const MINUTE: f64 = 60_000.0;

/// What is to be done about the end of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Todo {
    /// Nothing yet.
    Nothing,
    /// The person was active meanwhile: ask, which puts the end off.
    PutOff,
    /// Tell that so many minutes are left.
    Tell(u32),
    /// It has ended.
    Ended,
}

/// Minutes that are left, while the end is near and the person is not active.
#[must_use]
pub(super) fn ending(account: Account) -> ReadSignal<Option<u32>> {
    let (left, set_left) = signal(None);
    // When the session ends and when the person last did something, by the device's own count.
    let end = StoredValue::new(None::<f64>);
    let active = StoredValue::new(0.0_f64);
    Effect::new(move |_| {
        let session = account.session().and_then(Result::ok);
        end.set_value(
            session
                .as_ref()
                .and_then(time_left)
                .map(|left| clock::elapsed() + left),
        );
        set_left.set(None);
    });
    let listeners = ["keydown", "pointerdown"].map(|event| {
        EventListener::new(&document(), event, move |_| {
            let _gone = active.try_set_value(clock::elapsed());
        })
    });
    let look = Interval::new(LOOK, move || {
        let Some(Some(end)) = end.try_get_value() else {
            return;
        };
        match todo(end, active.get_value(), clock::elapsed()) {
            Todo::Nothing => {}
            Todo::PutOff => account.ask(),
            Todo::Tell(minutes) => set_left.set(Some(minutes)),
            // The server may know better: another tab may have put it off.
            Todo::Ended => account.ask(),
        }
    });
    let kept = SendWrapper::new((listeners, look));
    on_cleanup(move || drop(kept));
    left
}

/// Milliseconds until the session ends without use, by the server; none where nobody is signed in.
fn time_left(session: &Session) -> Option<f64> {
    session.person.as_ref()?;
    let end = Clock::read(session.idle_expires_at.as_deref()?)?;
    let now = Clock::read(&session.server_time)?;
    Some(end.now() - now.now())
}

/// All in milliseconds of one count: the end, the last sign of the person, now.
fn todo(end: f64, active: f64, now: f64) -> Todo {
    let left = end - now;
    if left <= 0.0 {
        Todo::Ended
    } else if left > NEAR {
        Todo::Nothing
    } else if now - active < NEAR {
        Todo::PutOff
    } else {
        Todo::Tell((left / MINUTE).ceil() as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(left: f64, idle: f64, expected: Todo) {
        let now = 100.0 * MINUTE;
        assert_eq!(
            todo(now + left * MINUTE, now - idle * MINUTE, now),
            expected
        );
    }

    #[test]
    fn the_end_is_told_only_to_those_who_do_nothing() {
        check(20.0, 9.0, Todo::Nothing);
        check(4.5, 1.0, Todo::PutOff);
        check(4.5, 9.0, Todo::Tell(5));
        check(0.2, 9.0, Todo::Tell(1));
        check(0.0, 9.0, Todo::Ended);
        check(-3.0, 1.0, Todo::Ended);
    }
}
