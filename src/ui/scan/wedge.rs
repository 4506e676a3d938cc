//! The place where a scanner types that acts as a keyboard. Its keys come faster than any hand's, so what a hand types is
//! not taken, and its Enter sends no page.

use std::time::Duration;

use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use send_wrapper::SendWrapper;

use super::ScanResult;
use crate::device::clock::elapsed;
use crate::device::{page, prefix};
use crate::text::{Text, t};
use crate::ui::Tone;

/// A scanner that sends no Enter has ended once it pauses for this long.
const PAUSE: Duration = Duration::from_millis(350);
/// Milliseconds for a character: a scanner needs up to 30, a quick hand 80 and more.
const SLOWEST: f64 = 50.0;
/// What is shorter is no code.
const SHORTEST: usize = 8;

/// When characters came.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Burst {
    first: f64,
    last: f64,
    characters: usize,
}

impl Burst {
    /// So many characters stand there now.
    fn grown(self, at: f64, characters: usize) -> Self {
        let first = if self.characters == 0 || characters == 0 {
            at
        } else {
            self.first
        };
        Self {
            first,
            last: at,
            characters,
        }
    }

    /// Whether they came as fast as a scanner types.
    fn is_scanner(self) -> bool {
        let steps = u32::try_from(self.characters.saturating_sub(1)).unwrap_or(u32::MAX);
        self.characters >= SHORTEST && self.last - self.first <= SLOWEST * f64::from(steps)
    }
}

/// The capture zone of this id: gives what a scanner has typed, and tells news in `result`. F9, with which scanners can be
/// set to begin, brings the focus back to it from anywhere.
pub(super) fn wedge_field(
    id: &str,
    on_text: Callback<String>,
    result: RwSignal<Option<ScanResult>>,
) -> AnyView {
    let text = RwSignal::new(String::new());
    let burst = StoredValue::new(Burst::default());
    let timer = StoredValue::new_local(None::<SendWrapper<Timeout>>);
    let is_composing = StoredValue::new(false);
    let take = move || {
        timer.set_value(None);
        let came = burst.with_value(|burst| burst.is_scanner());
        let typed = text.get_untracked();
        // It is personal data: it does not stay.
        text.set(String::new());
        burst.set_value(Burst::default());
        if came {
            on_text.run(typed);
        } else if typed.chars().count() >= SHORTEST {
            result.set(Some(ScanResult::of(
                Tone::Warning,
                Text::ScanByHand,
                Text::ScanByHandNext,
            )));
        }
    };
    let input = move |event: web_sys::Event| {
        let typed = event_target_value(&event);
        burst.update_value(|burst| *burst = burst.grown(elapsed(), typed.chars().count()));
        text.set(typed);
        let pause = u32::try_from(PAUSE.as_millis()).unwrap_or(u32::MAX);
        let later = Timeout::new(pause, move || {
            let is_over = is_composing.try_get_value() == Some(false);
            if is_over && burst.with_value(|burst| burst.is_scanner()) {
                take();
            }
        });
        timer.set_value(Some(SendWrapper::new(later)));
    };
    let key = move |event: web_sys::KeyboardEvent| {
        let is_end = event.key() == "Enter"
            || (event.key() == "Tab" && burst.with_value(|burst| burst.is_scanner()));
        if is_end {
            event.prevent_default();
            event.stop_propagation();
            take();
        }
    };
    page::focus_next(id);
    {
        let id = id.to_owned();
        prefix::on_prefix(move || page::focus_next(&id));
    }
    view! {
        <div class="field">
            <label for=id.to_owned()>{t(Text::ScanScannerField)}</label>
            <p class="hint" id=[id, ":hint"].concat()>{t(Text::ScanScannerHint)}</p>
            <textarea
                id=id.to_owned()
                rows="2"
                inputmode="none"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                aria-describedby=[id, ":hint"].concat()
                prop:value=move || text.get()
                on:input=input
                on:keydown=key
                on:compositionstart=move |_| is_composing.set_value(true)
                on:compositionend=move |_| is_composing.set_value(false)
            ></textarea>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(characters: usize, each: f64) -> Burst {
        let mut at = 1_000.0;
        (1..=characters).fold(Burst::default(), |burst, count| {
            at += each;
            burst.grown(at, count)
        })
    }

    #[test]
    fn a_scanner_is_told_from_a_hand() {
        assert!(typed(120, 2.0).is_scanner());
        assert!(typed(120, 30.0).is_scanner());
        assert!(!typed(120, 80.0).is_scanner());
        assert!(!typed(5, 2.0).is_scanner());
        let at_once = Burst::default().grown(1_000.0, 120);
        assert!(at_once.is_scanner(), "a driver that gives the whole text");
    }

    #[test]
    fn what_was_emptied_begins_anew() {
        let emptied = typed(20, 200.0).grown(9_000.0, 0);
        let again = (1..=20_u32).fold(emptied, |burst, count| {
            burst.grown(9_000.0 + f64::from(count), count as usize)
        });
        assert!(again.is_scanner());
    }
}
