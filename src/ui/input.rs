//! The one text input under every typed control. It never touches what is written while a person writes:
//! input methods compose, and keyboards such as Unikey send their own backspaces.

use leptos::html;
use leptos::prelude::*;

use super::Ties;

/// How a value is written in the box, and read from it.
#[derive(Clone, Copy, Debug)]
pub struct Writing {
    /// The value of what is written; runs at every input.
    pub read: fn(&str) -> String,
    /// How the value is written once focus has left the box.
    pub show: fn(&str) -> String,
}

impl Writing {
    /// One line of text, cleaned of what cannot be seen.
    pub const LINE: Writing = Writing {
        read: vietnam::text::clean,
        show: str::to_owned,
    };
}

/// What the box asks of keyboard and browser.
#[derive(Clone, Debug, Default)]
pub struct Keys {
    /// `inputmode`: "numeric", "tel", "email"; none for letters. Never `type=number`: it loses what it does not like.
    pub mode: Option<&'static str>,
    /// `autocomplete`, e.g. "tel"; none means "off".
    pub autocomplete: Option<String>,
    /// `autocapitalize`: "words" for names, "off" for addresses of mail.
    pub capitals: Option<&'static str>,
    /// Width in characters; none fills the column.
    pub width: Option<u8>,
    /// The unit behind the box: "đồng".
    pub unit: Option<&'static str>,
}

/// A text input, without label.
#[component]
pub fn InputBox(
    /// Id and name.
    #[prop(into)]
    id: String,
    /// The value, as `writing` reads it.
    #[prop(into)]
    value: Signal<String>,
    /// A new value; not called while an input method composes.
    on_change: Callback<String>,
    /// Hint, fault, and leaving.
    ties: Ties,
    /// Keyboard and width; default: letters, full width.
    #[prop(optional)]
    keys: Keys,
    /// How the value is written; default: a line of text.
    #[prop(default = Writing::LINE)]
    writing: Writing,
) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    let composing = StoredValue::new(false);
    let report = move || {
        // A box that is taken out while it has the focus is left after its page is gone.
        let (Some(Some(input)), Some(value)) =
            (node.try_get_untracked(), value.try_get_untracked())
        else {
            return;
        };
        let read = (writing.read)(&input.value());
        if read != value {
            on_change.run(read);
        }
    };
    Effect::new(move |_| {
        let value = value.get();
        let Some(input) = node.get() else { return };
        if !composing.get_value() && (writing.read)(&input.value()) != value {
            input.set_value(&(writing.show)(&value));
        }
    });
    let left = move |_| {
        // Some input methods end without saying so.
        composing.set_value(false);
        report();
        let Some(input) = node.try_get_untracked() else {
            return;
        };
        if let Some(input) = input {
            let shown = (writing.show)(&(writing.read)(&input.value()));
            if shown != input.value() {
                input.set_value(&shown);
            }
        }
        ties.leave();
    };
    let class = keys
        .width
        .map_or("box".to_owned(), |width| format!("box box-{width}"));
    view! {
        <div class="boxed">
            <input
                type="text"
                class=class
                id=id.clone()
                name=id
                inputmode=keys.mode
                autocomplete=keys.autocomplete.unwrap_or_else(|| "off".to_owned())
                autocapitalize=keys.capitals
                spellcheck="false"
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
                on:blur=left
            />
            {keys.unit.map(|unit| view! { <span class="unit" aria-hidden="true">{unit}</span> })}
        </div>
    }
}
