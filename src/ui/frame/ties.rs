//! What ties a control to its frame.

use leptos::prelude::*;

use crate::device;

/// How a control is tied to its frame.
#[derive(Clone, Copy, Debug)]
pub struct Ties {
    /// Ids for `aria-describedby`.
    pub described_by: Signal<Option<String>>,
    /// Whether it is shown as wrong.
    pub invalid: Signal<bool>,
    /// Runs when focus leaves the control.
    pub on_leave: Callback<()>,
}

impl Ties {
    /// Focus has left the control. Tells it once nothing is pressed any more: the fault that it may bring
    /// moves the page.
    pub fn leave(&self) {
        let on_leave = self.on_leave;
        device::press::when_released(move || {
            // The page may have gone meanwhile.
            let _gone = on_leave.try_run(());
        });
    }

    /// The value of `aria-invalid`: only there when shown as wrong.
    pub fn aria_invalid(
        &self,
    ) -> impl Fn() -> Option<&'static str> + Clone + Send + 'static + use<> {
        let invalid = self.invalid;
        move || invalid.get().then_some("true")
    }
}
