//! A draft's life: saved at the next pause, kept over sign-in, told when another tab or device wrote meanwhile.

mod pace;
mod store;
pub mod tab;

use crate::device;
use crate::form::Filling;
use crate::portal::Problem;
use crate::portal::draft::Head;
use crate::ui::SaveState;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;
use pace::Pace;
use send_wrapper::SendWrapper;
use std::cell::RefCell;
use std::sync::Arc;
use store::{Server, Store};

/// After a save that failed it is tried again, in milliseconds.
const AGAIN: f64 = 15_000.0;

/// How often a save takes out what may not be read any more, and is tried again at once.
const TAKEN_OUT: usize = 2;

/// Where drafts are kept.
const STORE: Server = Server;

/// Saves one filling.
#[derive(Clone)]
pub struct Saver {
    state: ArcRwSignal<SaveState>,
    trouble: ArcRwSignal<Option<Trouble>>,
    stayed: ArcRwSignal<Option<Problem>>,
    work: Arc<SendWrapper<RefCell<Work>>>,
}

/// Why saving needs the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Another tab or device wrote meanwhile.
    Stale,
    /// The session has ended.
    Ended,
    /// The draft is no more: it was sent or deleted elsewhere.
    Gone,
    /// The session ended, and the account of the new one does not have this draft.
    NotTheirs,
}

impl Trouble {
    /// What a save that came to nothing means, after the trouble that was there before. None: it may pass by itself.
    fn after(before: Option<Self>, problem: &Problem) -> Option<Self> {
        match problem {
            Problem::Stale(_) => Some(Self::Stale),
            Problem::SignedOut => Some(Self::Ended),
            // The server does not tell a draft of another person from one that is no more.
            Problem::NotFound if matches!(before, Some(Self::Ended | Self::NotTheirs)) => {
                Some(Self::NotTheirs)
            }
            Problem::NotFound => Some(Self::Gone),
            _ => None,
        }
    }
}

#[derive(Default)]
struct Work {
    pace: Pace,
    timer: Option<Timeout>,
    /// Tag of the draft as it was last read or written.
    tag: String,
    is_running: bool,
    /// Makes a repeated creation harmless.
    key: Option<String>,
}

impl Default for Saver {
    fn default() -> Self {
        Self {
            state: ArcRwSignal::new(SaveState::Saved),
            trouble: ArcRwSignal::default(),
            stayed: ArcRwSignal::default(),
            work: Arc::new(SendWrapper::new(RefCell::default())),
        }
    }
}

impl Saver {
    /// How safe the answers are.
    #[must_use]
    pub fn state(&self) -> &ArcRwSignal<SaveState> {
        &self.state
    }

    /// Why saving needs the person, if it does.
    #[must_use]
    pub fn trouble(&self) -> &ArcRwSignal<Option<Trouble>> {
        &self.trouble
    }

    /// Why the person who wanted to save and leave is still here; gone with the next save.
    #[must_use]
    pub fn stayed(&self) -> &ArcRwSignal<Option<Problem>> {
        &self.stayed
    }

    /// Tag of the draft as it was last read or written.
    #[must_use]
    pub fn tag(&self) -> String {
        self.work.borrow().tag.clone()
    }

    /// A request about the draft came to nothing: whether that needs the person, who is told so on every page.
    pub fn meets(&self, problem: &Problem) -> bool {
        let trouble = Trouble::after(self.trouble.get_untracked(), problem);
        self.trouble.set(trouble);
        trouble.is_some()
    }

    /// The draft was read in this state.
    pub fn set_tag(&self, tag: String) {
        self.work.borrow_mut().tag = tag;
    }
}

/// Something changed: it is saved at the next pause. Before sign-in only the case answers are kept, in this tab.
pub fn changed(filling: &Filling) {
    if !is_at_server(filling) {
        let service = untrack(|| filling.service());
        let answers = tab::case_answers(&service, &filling.plain());
        let kept = tab::keep_case(&service.slug, &answers);
        filling.saver().state.set(if kept {
            SaveState::Saved
        } else {
            SaveState::NotKept
        });
        return;
    }
    let saver = filling.saver();
    saver
        .work
        .borrow_mut()
        .pace
        .edited(device::clock::elapsed());
    if saver.trouble.get_untracked().is_none() {
        saver.state.set(SaveState::Saving);
        schedule(filling);
    }
}

/// Saves now what is not saved yet, and waits for it: on a change of step, before checking and leaving.
///
/// # Errors
/// See [`Problem`]; the answers stay.
pub async fn flush(filling: &Filling) -> Result<(), Problem> {
    if !is_at_server(filling) {
        return Ok(());
    }
    while filling.saver().work.borrow().is_running {
        device::clock::pause(100).await;
    }
    filling.goes_on();
    if filling.saver().work.borrow().pace.is_dirty() {
        save(filling).await
    } else {
        Ok(())
    }
}

/// The same without waiting for it. What goes wrong stands in the line about saving; the answers stay.
pub fn save_now(filling: &Filling) {
    let filling = filling.clone();
    spawn_local(async move {
        let _saved = flush(&filling).await;
    });
}

/// What the person did is saved now, for the page may be about to go; a draft that was only looked at stays as it is.
pub fn save_on_leaving(filling: &Filling) {
    if !filling.is_resuming() {
        save_now(filling);
    }
}

/// Makes the draft at the server; the filling has its id then. Twice makes one.
///
/// # Errors
/// See [`Problem`].
pub async fn begin(filling: &Filling, head: Head) -> Result<(), Problem> {
    let key = {
        let mut work = filling.saver().work.borrow_mut();
        work.key
            .get_or_insert_with(|| device::random::uuid().unwrap_or_default())
            .clone()
    };
    let (id, tag) = STORE.create(&head, &key).await?;
    filling.saver().set_tag(tag);
    filling.head().set(Head { id, ..head });
    filling
        .saver()
        .work
        .borrow_mut()
        .pace
        .edited(device::clock::elapsed());
    save(filling).await
}

/// What was written elsewhere is replaced by what is here, but for what may not be read any more.
///
/// # Errors
/// See [`Problem`]; the trouble is then what stands in the way now, or the one before when that was not found out.
pub async fn keep_mine(filling: &Filling) -> Result<(), Problem> {
    let id = filling.head().with_untracked(|head| head.id.clone());
    let saver = filling.saver();
    let there = async {
        let (_, tag) = STORE.read(&id).await?;
        filling.take_out().await?;
        Ok(tag)
    };
    match there.await {
        Ok(tag) => {
            saver.set_tag(tag);
            saver.trouble.set(None);
            save(filling).await
        }
        Err(problem) => {
            let before = saver.trouble.get_untracked();
            let now = Trouble::after(before, &problem);
            if now.is_some() && now != before {
                saver.trouble.set(now);
            }
            Err(problem)
        }
    }
}

fn is_at_server(filling: &Filling) -> bool {
    filling.head().with_untracked(|head| !head.id.is_empty())
}

fn schedule(filling: &Filling) {
    let mut work = filling.saver().work.borrow_mut();
    let wait = work.pace.wait(device::clock::elapsed());
    let filling = filling.clone();
    // A timer that is replaced is stopped.
    work.timer = Some(Timeout::new(wait, move || {
        spawn_local(async move {
            let is_due = {
                let work = filling.saver().work.borrow();
                work.pace.is_dirty() && !work.is_running
            };
            if is_due {
                // What went wrong stands in the state; the answers stay and are tried again.
                let _saved = save(&filling).await;
            }
        });
    }));
}

async fn save(filling: &Filling) -> Result<(), Problem> {
    let saver = filling.saver();
    let tag = {
        let mut work = saver.work.borrow_mut();
        work.is_running = true;
        work.pace.saving();
        work.tag.clone()
    };
    let mut edits = filling.edits().get_untracked();
    let mut saved = STORE.write(&filling.snapshot(), &tag).await;
    for turn in 0..TAKEN_OUT {
        // Nobody else wrote. What may not be read any more goes here too, and nothing stands in the way.
        let (now, gone) = match &saved {
            Err(Problem::Amended(now)) => (now.clone(), &[][..]),
            Err(Problem::Unshared(_, gone)) => (tag.clone(), gone.as_slice()),
            _ => break,
        };
        let taken_out = filling.take_out().await;
        if turn > 0 {
            filling.take_out_at(gone);
        }
        saved = match taken_out {
            Ok(()) => {
                edits = filling.edits().get_untracked();
                saver.work.borrow_mut().pace.saving();
                STORE.write(&filling.snapshot(), &now).await
            }
            Err(problem) => Err(problem),
        };
    }
    let now = device::clock::elapsed();
    {
        let mut work = saver.work.borrow_mut();
        work.is_running = false;
        match &saved {
            Ok(tag) => {
                work.tag.clone_from(tag);
                work.pace.saved(now);
            }
            Err(_) => work.pace.failed(now, AGAIN),
        }
    }
    if saved.is_ok() {
        saver.stayed.set(None);
    }
    match saved {
        Ok(_) if filling.edits().get_untracked() == edits => {
            saver.trouble.set(None);
            saver.state.set(SaveState::Saved);
            Ok(())
        }
        Ok(_) => {
            schedule(filling);
            Ok(())
        }
        Err(problem) => {
            saver.state.set(SaveState::NotSaved);
            if !saver.meets(&problem) {
                schedule(filling);
            }
            Err(problem)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_that_is_not_found_after_the_session_ended_is_of_another_account() {
        let after = Trouble::after;
        assert_eq!(after(None, &Problem::NotFound), Some(Trouble::Gone));
        let stale = Some(Trouble::Stale);
        assert_eq!(after(stale, &Problem::NotFound), Some(Trouble::Gone));
        assert_eq!(after(stale, &Problem::SignedOut), Some(Trouble::Ended));
        let not_theirs = Some(Trouble::NotTheirs);
        for before in [Some(Trouble::Ended), not_theirs] {
            assert_eq!(after(before, &Problem::NotFound), not_theirs);
            assert_eq!(after(before, &Problem::Offline), None);
        }
    }
}
