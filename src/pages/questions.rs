//! The frame of a page of questions: heading, what is to be mended, the questions, the way on.

use leptos::prelude::*;

use crate::ui::{ErrorSummary, StepPage, SummaryLine};

/// What a page of questions shows.
pub struct Questions {
    /// Path of the page before.
    pub back: Option<String>,
    /// Counts the attempts to go on that came to nothing.
    pub tries: RwSignal<u32>,
    /// What is wrong with the answers whose faults are shown.
    pub faults: Signal<Vec<SummaryLine>>,
    /// The questions, and what stands under them.
    pub items: AnyView,
    /// What stands in the bar.
    pub actions: AnyView,
    /// The person wants to go on.
    pub on_submit: Callback<()>,
}

impl Questions {
    /// The page under its heading; `caption` is the service's name.
    #[must_use]
    pub fn page(self, title: String, caption: &str, lead: Option<String>) -> AnyView {
        let (tries, faults) = (self.tries, self.faults);
        let listed = Signal::derive(move || {
            if tries.get() > 0 {
                faults.get()
            } else {
                Vec::new()
            }
        });
        let faulty = Signal::derive(move || listed.with(|faults| !faults.is_empty()));
        let caption = caption.to_owned();
        let actions = self.actions;
        view! {
            <StepPage title=title caption=caption back=self.back faulty=faulty on_submit=self.on_submit actions=(move || actions).into()>
                <ErrorSummary faults=listed shown=tries />
                {lead.map(|lead| view! { <p class="lead">{lead}</p> })}
                {self.items}
            </StepPage>
        }
        .into_any()
    }
}
