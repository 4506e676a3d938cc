//! A one-time code: asked for, sent to a phone, and typed.

use std::future::Future;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::device::random::uuid;
use crate::form::{Filling, words};
use crate::portal::Problem;
use crate::portal::one_time_code::{Sent, Typed, to_sender};
use crate::text::{Text, say, t, when};
use crate::ui::{Button, ButtonKind, CodeField, FieldFrame, Notice, SummaryLine};

/// Where the fault of a missing code leads.
pub(super) const HERE: &str = "/otp";

/// A code between being asked for and being typed.
#[derive(Clone, Copy)]
pub(super) struct Code {
    sent: RwSignal<Option<Sent>>,
    written: RwSignal<String>,
}

impl Code {
    /// None was asked for yet.
    pub(super) fn new() -> Self {
        Self {
            sent: RwSignal::new(None),
            written: RwSignal::new(String::new()),
        }
    }

    /// The code, once all its digits are there.
    pub(super) fn typed(&self) -> Option<Typed> {
        let sent = self.sent.get()?;
        let written = self.written.get();
        let digits: String = written.chars().filter(char::is_ascii_digit).collect();
        (digits.len() == usize::from(sent.length)).then_some(Typed {
            id: sent.id,
            digits,
        })
    }

    /// Whether one is on its way.
    pub(super) fn is_sent(&self) -> bool {
        self.sent.with(Option::is_some)
    }

    /// The button that has a code sent, and the box for it; `told` draws why none could be sent.
    pub(super) fn view<F>(
        self,
        send: impl Fn() -> F + Copy + Send + Sync + 'static,
        told: fn(&Problem) -> AnyView,
    ) -> AnyView
    where
        F: Future<Output = Result<Sent, Problem>> + 'static,
    {
        let Self { sent, written } = self;
        let (problem, set_problem) = signal(None::<Problem>);
        let (busy, set_busy) = signal(false);
        let press = Callback::new(move |()| {
            set_busy.set(true);
            set_problem.set(None);
            spawn_local(async move {
                match send().await {
                    Ok(new) => {
                        let _gone = written.try_set(String::new());
                        let _gone = sent.try_set(Some(new));
                    }
                    Err(why) => drop(set_problem.try_set(Some(why))),
                }
                let _gone = set_busy.try_set(false);
            });
        });
        let label = move || {
            t(if sent.with(Option::is_some) {
                Text::CodeSendNew
            } else {
                Text::CodeSend
            })
        };
        let id = ["/code/", &uuid().unwrap_or_default()].concat();
        view! {
            <Button kind=ButtonKind::Second on_press=press busy=busy>{label}</Button>
            {move || sent.get().map(|sent| written_to(&id, &sent, written))}
            {move || problem.get().map(|why| told(&why))}
        }
        .into_any()
    }
}

/// The box for the digits.
fn written_to(id: &str, sent: &Sent, written: RwSignal<String>) -> AnyView {
    let until = when::clock(&sent.until);
    let hint = match &sent.to {
        Some(to) => say::code_sent(to, &until),
        None => say::code_sent_somewhere(&until),
    };
    let frame = FieldFrame::new(id, say::code_digits(&sent.length)).hint(Some(hint));
    let on_change = Callback::new(move |text| written.set(text));
    view! {
        <CodeField frame=frame value=written on_change=on_change numeric=true autocomplete="one-time-code".to_owned() />
    }
    .into_any()
}

/// The section of the check page; nothing where the portal takes the dossier without a code.
pub(super) fn section(filling: &Filling, needed: Signal<bool>, code: Code) -> AnyView {
    let draft = StoredValue::new(filling.clone());
    let send = move || {
        let id = draft.with_value(|filling| filling.head().with_untracked(|head| head.id.clone()));
        async move { to_sender(&id).await }
    };
    let told = |why: &Problem| {
        let (tone, text) = words::told(why);
        view! { <Notice tone=tone spoken=true><p>{text}</p></Notice> }.into_any()
    };
    (move || {
        needed.get().then(|| {
            view! {
                <section class="known-card" id=HERE tabindex="-1">
                    <h2>{t(Text::CodeTitle)}</h2>
                    <p>{t(Text::CodeLead)}</p>
                    {code.view(send, told)}
                </section>
            }
        })
    })
    .into_any()
}

/// What is told while the code is missing.
pub(super) fn missing() -> SummaryLine {
    SummaryLine {
        text: t(Text::CodeMissing).to_owned(),
        pointer: HERE.to_owned(),
    }
}
