//! What stands around every control: label, hint, fault, control, and why it is asked; in that order.

pub use self::ties::Ties;
use super::{Glyph, Icon};
use crate::device;
use crate::text::{Text, t};
mod ties;

use leptos::prelude::*;

/// Name, help and fault of one answer.
#[derive(Clone, Debug)]
pub struct FieldFrame {
    /// RFC 6901 pointer (`/child_name`): id and name of the control, or id of its fieldset (decision 3).
    pub pointer: String,
    /// The question, or the name of the value.
    pub label: String,
    /// Help between label and control.
    pub hint: Option<String>,
    /// What the answer is used for, and the law; folded away.
    pub why: Option<String>,
    /// Whether it must be answered; what need not be is marked so.
    pub required: Signal<bool>,
    /// The fault that is shown, in the words of the summary; none while nothing is to be mended.
    pub fault: Signal<Option<String>>,
    /// The part of a composite answer that the fault is of, if it stands there and not at the whole.
    pub wrong_part: Signal<Option<String>>,
    /// Runs when focus leaves the control as a whole.
    pub on_leave: Callback<()>,
}

impl FieldFrame {
    /// A required answer without hint or fault.
    pub fn new(pointer: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            pointer: pointer.into(),
            label: label.into(),
            hint: None,
            why: None,
            required: Signal::stored(true),
            fault: Signal::stored(None),
            wrong_part: Signal::stored(None),
            on_leave: Callback::new(|()| {}),
        }
    }

    /// The same with help, or with none.
    #[must_use]
    pub fn hint(mut self, hint: Option<String>) -> Self {
        self.hint = hint;
        self
    }

    /// The same with this help where it has none of its own.
    #[must_use]
    pub fn or_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint.get_or_insert_with(|| hint.into());
        self
    }

    /// The same with the reason for asking, or with none.
    #[must_use]
    pub fn why(mut self, why: Option<String>) -> Self {
        self.why = why;
        self
    }

    /// The same, required or not.
    #[must_use]
    pub fn required(mut self, required: impl Into<Signal<bool>>) -> Self {
        self.required = required.into();
        self
    }

    /// The same with what is wrong.
    #[must_use]
    pub fn fault(mut self, fault: impl Into<Signal<Option<String>>>) -> Self {
        self.fault = fault.into();
        self
    }

    /// The same with the part that is wrong, where it is only one.
    #[must_use]
    pub fn wrong_part(mut self, part: impl Into<Signal<Option<String>>>) -> Self {
        self.wrong_part = part.into();
        self
    }

    /// The same with what runs when focus leaves.
    #[must_use]
    pub fn on_leave(mut self, run: impl Fn() + Send + Sync + 'static) -> Self {
        self.on_leave = Callback::new(move |()| run());
        self
    }

    /// The frame of a part of a composite answer: `pointer:part`, wrong together with the whole, or alone where the
    /// fault is of this part.
    #[must_use]
    pub fn part(&self, part: &str, label: impl Into<String>) -> Self {
        let (fault, wrong, name) = (self.fault, self.wrong_part, part.to_owned());
        let is_here = move || wrong.with(|wrong| wrong.as_ref() == Some(&name));
        Self::new(format!("{}:{part}", self.pointer), label)
            .fault(Signal::derive(move || fault.get().filter(|_| is_here())))
    }

    /// The fault that stands at the whole.
    fn whole_fault(&self) -> Signal<Option<String>> {
        let (fault, wrong) = (self.fault, self.wrong_part);
        Signal::derive(move || fault.get().filter(|_| wrong.with(Option::is_none)))
    }

    /// Ids of the hint and the fault that are there now, for `aria-describedby`.
    #[must_use]
    pub fn described_by(&self) -> Signal<Option<String>> {
        let hint = self.hint.as_ref().map(|_| self.hint_id());
        let (fault, fault_id) = (self.whole_fault(), self.fault_id());
        Signal::derive(move || {
            let fault = fault.with(Option::is_some).then(|| fault_id.clone());
            let ids: Vec<String> = hint.iter().cloned().chain(fault).collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        })
    }

    /// What ties a single control to this frame.
    #[must_use]
    pub fn ties(&self) -> Ties {
        Ties {
            described_by: self.described_by(),
            invalid: self.is_wrong(),
            on_leave: self.on_leave,
        }
    }

    /// What ties a control inside a fieldset: the fieldset tells hint and fault, and when focus leaves.
    #[must_use]
    pub fn inner_ties(&self) -> Ties {
        Ties {
            described_by: Signal::stored(None),
            invalid: self.is_wrong(),
            on_leave: Callback::new(|()| {}),
        }
    }

    fn is_wrong(&self) -> Signal<bool> {
        let fault = self.fault;
        Signal::derive(move || fault.with(Option::is_some))
    }

    fn hint_id(&self) -> String {
        format!("{}:hint", self.pointer)
    }

    fn fault_id(&self) -> String {
        format!("{}:fault", self.pointer)
    }
}

/// The frame of a single control, which has `id = name = pointer`.
#[component]
pub fn Field(
    /// Name, hint, fault.
    frame: FieldFrame,
    /// The control.
    children: Children,
) -> impl IntoView {
    device::press::watch();
    let wrong = frame.is_wrong();
    view! {
        <div class="field" class:wrong=wrong>
            <label class="label" for=frame.pointer.clone()>
                {frame.label.clone()}
                {optional_mark(frame.required)}
            </label>
            {hint_and_fault(&frame)}
            {children()}
            {frame.why.map(why)}
        </div>
    }
}

/// The frame of an answer in several parts: a fieldset with `id = pointer`.
#[component]
pub fn FieldSet(
    /// Name, hint, fault.
    frame: FieldFrame,
    /// The parts.
    children: Children,
) -> impl IntoView {
    let wrong = frame.is_wrong();
    let described_by = frame.described_by();
    device::press::watch();
    let on_leave = frame.on_leave;
    let whole = NodeRef::<leptos::html::Fieldset>::new();
    // A press on a label inside takes the focus away and brings it back: looked at once it is over.
    let left = move |_| {
        device::press::when_released(move || {
            let is_inside = whole
                .try_get_untracked()
                .flatten()
                .is_none_or(|whole| device::page::has_focus(&whole));
            if !is_inside {
                let _gone = on_leave.try_run(());
            }
        });
    };
    view! {
        <fieldset
            class="field"
            class:wrong=wrong
            id=frame.pointer.clone()
            aria-describedby=described_by
            node_ref=whole
            on:focusout=left
        >
            <legend class="label">{frame.label.clone()} {optional_mark(frame.required)}</legend>
            {hint_and_fault(&frame)}
            {children()}
            {frame.why.map(why)}
        </fieldset>
    }
}

fn optional_mark(required: Signal<bool>) -> impl IntoView {
    move || {
        (!required.get())
            .then(|| view! { <span class="optional">" (" {t(Text::Optional)} ")"</span> })
    }
}

/// What stands between label and control.
pub(super) fn hint_and_fault(frame: &FieldFrame) -> impl IntoView + use<> {
    let (fault, fault_id) = (frame.whole_fault(), frame.fault_id());
    let hint_id = frame.hint_id();
    view! {
        {frame.hint.clone().map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> })}
        {move || fault.get().map(|text| view! {
            <p class="fault" id=fault_id.clone()>
                <Icon glyph=Glyph::Stop />
                <span class="unseen">{t(Text::ErrorWord)} ": "</span>
                {text}
            </p>
        })}
    }
}

fn why(text: String) -> impl IntoView {
    view! {
        <details class="why">
            <summary>{t(Text::WhyAsked)}</summary>
            <p>{text}</p>
        </details>
    }
}
