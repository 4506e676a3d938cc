//! The list of what is to be mended, at the top of the page. It takes the focus when it appears.

use leptos::html;
use leptos::prelude::*;

use crate::device;
use crate::text::{Text, say, t};

/// A fault of the list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SummaryLine {
    /// Pointer of the answer.
    pub pointer: String,
    /// The same words as at the control.
    pub text: String,
}

/// The summary. It takes the focus when it first appears, and once each time `shown` changes: never from somebody who is
/// mending an answer, which may be wrong in another way meanwhile.
#[component]
pub fn ErrorSummary(
    /// What is to be mended; nothing is drawn while there is none.
    #[prop(into)]
    faults: Signal<Vec<SummaryLine>>,
    /// Counts the attempts to go on: each takes the focus here anew.
    #[prop(into)]
    shown: Signal<u32>,
) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    Effect::new(move |told: Option<Option<u32>>| {
        let (told, now) = (told.flatten(), shown.get());
        let summary = node.get().filter(|_| told != Some(now));
        let Some(summary) = summary else { return told };
        device::page::focus(&summary);
        Some(now)
    });
    let is_there = Memo::new(move |_| faults.with(|faults| !faults.is_empty()));
    let one = |line: SummaryLine| {
        let SummaryLine { pointer, text } = line;
        let href = format!("#{pointer}");
        let jump = move |event: web_sys::MouseEvent| {
            event.prevent_default();
            device::page::focus_answer(&pointer);
        };
        view! { <li><a href=href on:click=jump>{text}</a></li> }
    };
    move || {
        is_there.get().then(|| view! {
            <div class="summary" role="alert" tabindex="-1" aria-labelledby="faults-title" node_ref=node>
                <h2 id="faults-title">{t(Text::FaultsTitle)}</h2>
                <p>{move || say::faults_count(&faults.with(Vec::len))}</p>
                <ul>{move || faults.get().into_iter().map(one).collect_view()}</ul>
            </div>
        })
    }
}
