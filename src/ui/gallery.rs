//! Every control and page part by named examples: for looking, for the browser tests, for axe.

mod choices;
mod dates;
mod files;
mod lists;
mod parts;
mod places;
mod states;
mod written;

use leptos::prelude::*;

use super::{FieldFrame, PageHeading};
use crate::text::{Text, t};

/// One example.
pub struct Example {
    /// Control and case: "date: half of it".
    pub name: &'static str,
    /// Draws it; the pointer is its own.
    pub draw: fn(FieldFrame) -> AnyView,
}

/// All examples, by control.
#[must_use]
pub fn examples() -> Vec<Example> {
    let groups = [
        written::EXAMPLES,
        dates::EXAMPLES,
        choices::EXAMPLES,
        lists::EXAMPLES,
        places::EXAMPLES,
        files::EXAMPLES,
        parts::EXAMPLES,
        states::EXAMPLES,
    ];
    groups
        .concat()
        .into_iter()
        .map(|(name, draw)| Example { name, draw })
        .collect()
}

/// A table of examples.
type Table = &'static [(&'static str, fn(FieldFrame) -> AnyView)];

/// The page of all examples; `#name` of an example leads to it.
#[component]
#[must_use]
pub fn Gallery() -> impl IntoView {
    let one = |(index, example): (usize, Example)| {
        let frame = FieldFrame::new(["/example_", &index.to_string()].concat(), example.name);
        view! {
            <section class="example" id=example.name.replace([':', ' '], "-") data-example=example.name>
                <h2 class="example-name">{example.name}</h2>
                {(example.draw)(frame)}
            </section>
        }
    };
    view! {
        <PageHeading title=t(Text::UiGallery) />
        {examples().into_iter().enumerate().map(one).collect_view()}
    }
}

/// A value that an example keeps, as a form would.
fn live<T: Clone + Send + Sync + 'static>(first: T) -> (Signal<T>, Callback<T>) {
    let kept = RwSignal::new(first);
    (kept.into(), Callback::new(move |value| kept.set(value)))
}

/// The frame with another label.
fn named(mut frame: FieldFrame, label: &str) -> FieldFrame {
    label.clone_into(&mut frame.label);
    frame
}

/// The frame as it is when the answer is wrong.
fn wrong(frame: FieldFrame, label: &str, fault: &str) -> FieldFrame {
    named(frame, label).fault(Signal::stored(Some(fault.to_owned())))
}
