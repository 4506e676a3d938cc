//! Written answers of several lines.

use leptos::html;
use leptos::prelude::*;

use super::{Field, FieldFrame};

/// Text of several lines.
#[component]
pub fn TextArea(
    /// Name, hint, fault.
    frame: FieldFrame,
    /// The text, lines separated by `\n`.
    #[prop(into)]
    value: Signal<String>,
    /// The text, each line cleaned.
    on_change: Callback<String>,
) -> impl IntoView {
    let ties = frame.ties();
    let id = frame.pointer.clone();
    let node = NodeRef::<html::Textarea>::new();
    let composing = StoredValue::new(false);
    let report = move || {
        // A box that is taken out while it has the focus is left after its page is gone.
        let Some(Some(area)) = node.try_get_untracked() else {
            return;
        };
        let read = read_lines(&area.value());
        if read != value.get_untracked() {
            on_change.run(read);
        }
    };
    Effect::new(move |_| {
        let value = value.get();
        let Some(area) = node.get() else { return };
        if !composing.get_value() && read_lines(&area.value()) != value {
            area.set_value(&value);
        }
    });
    view! {
        <Field frame=frame>
            <textarea
                class="box"
                rows="4"
                id=id.clone()
                name=id
                aria-describedby=ties.described_by
                aria-invalid=ties.aria_invalid()
                node_ref=node
                on:compositionstart=move |_| composing.set_value(true)
                on:compositionend=move |_| {
                    composing.set_value(false);
                    report();
                }
                on:input=move |_| {
                    if !composing.get_value() {
                        report();
                    }
                }
                on:blur=move |_| {
                    composing.set_value(false);
                    report();
                    ties.leave();
                }
            ></textarea>
        </Field>
    }
}

fn read_lines(written: &str) -> String {
    let lines: Vec<String> = written.lines().map(vietnam::text::clean).collect();
    lines.join("\n").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_cleaned_one_by_one() {
        assert_eq!(read_lines("Tổ  3\u{200b}\n\n thôn 2 \n"), "Tổ 3\n\nthôn 2");
    }
}
