//! A one-time code: asked for, sent to a phone, and typed.

use std::future::Future;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::device::random::uuid;
use crate::draft::tab;
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
    /// Id of the draft or of the agreement that it is for; under it the tab keeps which was sent.
    subject: StoredValue<String>,
    sent: RwSignal<Option<Sent>>,
    written: RwSignal<String>,
    /// Whether too little was typed when it was to be used.
    short: RwSignal<bool>,
}

impl Code {
    /// The one that this tab had sent for a subject, or none yet.
    pub(super) fn of(subject: &str) -> Self {
        Self {
            subject: StoredValue::new(subject.to_owned()),
            sent: RwSignal::new(tab::code(subject)),
            written: RwSignal::new(String::new()),
            short: RwSignal::new(false),
        }
    }

    /// The code, once all its digits are there, and nothing else.
    pub(super) fn typed(&self) -> Option<Typed> {
        let sent = self.sent.get()?;
        let digits: String = self.written.get().split_whitespace().collect();
        let is_whole = digits.len() == usize::from(sent.length)
            && digits.bytes().all(|digit| digit.is_ascii_digit());
        is_whole.then_some(Typed {
            id: sent.id,
            digits,
        })
    }

    /// The same, to be used now: where it is not whole, the box says so and no try is lost.
    pub(super) fn taken(&self) -> Option<Typed> {
        let typed = untrack(|| self.typed());
        let _gone = self.short.try_set(typed.is_none());
        typed
    }

    /// What was answered to it: one that bears no more tries is no longer asked for.
    pub(super) fn refused(&self, why: &Problem) {
        if why.is_spent_code() {
            self.forget();
            let _gone = self.sent.try_set(None);
        }
    }

    /// It was used.
    pub(super) fn forget(&self) {
        if let Some(subject) = self.subject.try_get_value() {
            tab::forget_code(&subject);
        }
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
        let Self { sent, .. } = self;
        let (problem, set_problem) = signal(None::<Problem>);
        let (busy, set_busy) = signal(false);
        let press = Callback::new(move |()| {
            set_busy.set(true);
            set_problem.set(None);
            spawn_local(async move {
                match send().await {
                    Ok(new) => {
                        self.arrives(new);
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
            {move || sent.get().map(|sent| self.written_to(&id, &sent))}
            {move || problem.get().map(|why| told(&why))}
        }
        .into_any()
    }

    fn arrives(&self, new: Sent) {
        if let Some(subject) = self.subject.try_get_value() {
            tab::keep_code(&subject, &new);
        }
        let _gone = self.short.try_set(false);
        let _gone = self.written.try_set(String::new());
        let _gone = self.sent.try_set(Some(new));
    }

    /// The box for the digits.
    fn written_to(self, id: &str, sent: &Sent) -> AnyView {
        let Self { written, short, .. } = self;
        let until = when::clock(&sent.until);
        let hint = match &sent.to {
            Some(to) => say::code_sent(to, &until),
            None => say::code_sent_somewhere(&until),
        };
        let length = sent.length;
        let fault = Signal::derive(move || short.get().then(|| say::code_short(&length)));
        let frame = FieldFrame::new(id, say::code_digits(&length))
            .hint(Some(hint))
            .fault(fault);
        let on_change = Callback::new(move |text| {
            short.set(false);
            written.set(text);
        });
        view! {
        <CodeField frame=frame value=written on_change=on_change numeric=true autocomplete="one-time-code".to_owned() />
    }
    .into_any()
    }
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
