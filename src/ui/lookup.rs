//! One of a long list: a text input that finds entries by a few letters (ARIA combobox with a list).

mod open;

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use self::open::Open;
use super::choice::other_text;
use super::{Entries, Entry, Field, FieldFrame, Meant, Other, Typed};
use crate::device;
use crate::text::{Text, say, t};

/// What stays in the box though it is no entry.
#[derive(Clone, Copy, Debug)]
pub struct AsTyped {
    /// What stays there now.
    pub now: Signal<Option<Typed>>,
    /// What was typed; nothing is chosen any more.
    pub on_type: Callback<Typed>,
}

impl Default for AsTyped {
    fn default() -> Self {
        Self {
            now: Signal::stored(None),
            on_type: Callback::new(|_| {}),
        }
    }
}

/// One of a long list. What names one entry is taken when the box is left; what does not stays in the box as it was
/// typed, and is a fault.
#[component]
pub fn LookupField(
    /// Name, hint, fault.
    frame: FieldFrame,
    /// The list; none while it is loading.
    #[prop(into)]
    entries: Signal<Option<Entries>>,
    /// Code of the chosen entry.
    #[prop(into)]
    value: Signal<Option<String>>,
    /// Code of the entry that was chosen; none when the choice was taken back.
    on_change: Callback<Option<String>>,
    /// The code that takes a text, if any.
    #[prop(default = None, into)]
    other: Option<Other>,
    /// Keeps what is no entry. Default: only the box does.
    #[prop(optional)]
    as_typed: Option<AsTyped>,
) -> impl IntoView {
    let (ties, fault) = (frame.ties(), frame.fault);
    let id = frame.pointer.clone();
    let list_id = format!("{id}:list");
    let pointer = id.clone();
    let node = NodeRef::<html::Input>::new();
    let open = RwSignal::new(None::<Open>);
    let composing = StoredValue::new(false);
    // Something was looked up before the list was there.
    let waiting = StoredValue::new(false);
    let name_of = move |code: Option<String>| {
        let entry = code.and_then(|code| {
            entries.with(|all| all.as_ref().and_then(|all| all.get(&code).cloned()))
        });
        entry.map(|entry| entry.name)
    };
    let written = move || {
        node.get_untracked()
            .map(|input| input.value())
            .unwrap_or_default()
    };
    let typed_now = move || as_typed.and_then(|typed| typed.now.get());
    Effect::new(move |_| {
        let name = name_of(value.get()).or_else(|| Some(typed_now()?.text));
        if let (Some(input), Some(name)) = (node.get(), name)
            && !composing.get_value()
            && input.value() != name
        {
            input.set_value(&name);
            // What is typed on takes the place of a name that came meanwhile.
            if device::page::has_focus(&input) {
                input.select();
            }
        }
    });
    let look = move |letters: String| {
        let found = entries.with_untracked(|all| all.as_ref().map(|all| Open::of(all, &letters)));
        waiting.set_value(found.is_none());
        open.set(found);
    };
    Effect::new(move |_| {
        if entries.with(Option::is_some) && waiting.get_value() {
            look(written());
        }
    });
    let take = move |entry: Entry| {
        if let Some(input) = node.get_untracked() {
            input.set_value(&entry.name);
        }
        open.set(None);
        on_change.run(Some(entry.code));
    };
    let keep = move |text: String, fits: usize| {
        let is_blank = text.trim().is_empty();
        let typed = Typed { text, fits };
        let has_any = value.with_untracked(Option::is_some) || untrack(typed_now).is_some();
        match as_typed.filter(|_| !is_blank) {
            Some(keeps) if untrack(typed_now).as_ref() != Some(&typed) => keeps.on_type.run(typed),
            None if has_any => on_change.run(None),
            _ => {}
        }
    };
    let typed = move || {
        keep(written(), 0);
        look(written());
    };
    // An entry that was named in full is taken, and told; else it is told how many fit.
    let settle = move || {
        let letters = written();
        if value.with_untracked(Option::is_some) || letters.trim().is_empty() {
            return;
        }
        match entries.with_untracked(|all| Some(all.as_ref()?.meant(&letters))) {
            Some(Meant::One(entry)) => {
                device::page::say(&say::chosen(&entry.name));
                take(entry);
            }
            Some(Meant::Several(fits)) => keep(letters, fits),
            None => {}
        }
    };
    // What was left before the list was there is looked at once it is.
    Effect::new(move |_| {
        let is_there = entries.with(Option::is_some);
        if is_there
            && untrack(typed_now).is_some_and(|typed| typed.fits == 0)
            && node
                .get_untracked()
                .is_some_and(|input| !device::page::has_focus(&input))
        {
            settle();
        }
    });
    let left_wrong = StoredValue::new(false);
    Effect::new(move |_| {
        if let Some(fault) = fault.get()
            && left_wrong.try_update_value(std::mem::take) == Some(true)
        {
            device::page::say(&fault);
        }
    });
    let left = move |_| {
        // A box that is taken out while it has the focus is left after its page is gone.
        if value.try_get_untracked().is_none() {
            return;
        }
        composing.set_value(false);
        waiting.set_value(false);
        open.set(None);
        // An empty box takes nothing back: whoever emptied it has done so, and its name may still be on its way.
        settle();
        left_wrong.set_value(untrack(typed_now).is_some());
        ties.leave();
    };
    let option_id = {
        let list_id = list_id.clone();
        move |index: usize| format!("{list_id}:{index}")
    };
    let active_id = {
        let option_id = option_id.clone();
        Memo::new(move |_| {
            open.with(|open| open.as_ref().and_then(|open| open.active))
                .map(&option_id)
        })
    };
    Effect::new(move |_| show_active(active_id.get().as_deref()));
    let keys = move |event: web_sys::KeyboardEvent| {
        if event.is_composing() {
            return;
        }
        let is_open = open.with_untracked(Option::is_some);
        match event.key().as_str() {
            "ArrowDown" | "ArrowUp" => {
                event.prevent_default();
                if !is_open {
                    look(if value.with_untracked(Option::is_some) {
                        String::new()
                    } else {
                        written()
                    });
                }
                let by = if event.key() == "ArrowDown" { 1 } else { -1 };
                open.update(|open| open.iter_mut().for_each(|open| open.step(by)));
            }
            "Enter" if is_open => {
                event.prevent_default();
                if let Some(entry) =
                    open.with_untracked(|open| open.as_ref().and_then(Open::chosen))
                {
                    take(entry);
                }
            }
            // Before the focus moves on: what is chosen may bring up the next box.
            "Tab" => settle(),
            "Escape" if is_open => {
                event.prevent_default();
                open.set(None);
            }
            _ => {}
        }
    };
    let row = move |(index, entry): (usize, Entry)| {
        let id = option_id(index);
        let is_active =
            move || open.with(|open| open.as_ref().and_then(|open| open.active) == Some(index));
        let also = (!entry.also.is_empty()).then(|| say::formerly(&entry.also.join(", ")));
        let name = entry.name.clone();
        view! {
            <li
                role="option"
                id=id
                aria-selected=move || is_active().to_string()
                // Before the box loses focus.
                on:mousedown=move |event| {
                    event.prevent_default();
                    take(entry.clone());
                }
            >
                {name}
                {also.map(|also| view! { <span class="also">{also}</span> })}
            </li>
        }
    };
    let rows = move || {
        open.with(|open| {
            open.as_ref().map(|open| {
                open.shown
                    .iter()
                    .cloned()
                    .enumerate()
                    .map(&row)
                    .collect_view()
            })
        })
    };
    let told = move || match (
        entries.with(Option::is_some),
        open.with(|open| open.as_ref().map(Open::told)),
    ) {
        (false, _) => t(Text::ListLoading).to_owned(),
        (true, told) => told.unwrap_or_default(),
    };
    let is_open =
        move || open.with(|open| open.as_ref().is_some_and(|open| !open.shown.is_empty()));
    let label = frame.label.clone();
    view! {
        <Field frame=frame.or_hint(t(Text::SearchList))>
            <div class="lookup">
                <input
                    type="text"
                    class="box"
                    role="combobox"
                    id=id.clone()
                    name=id
                    autocomplete="off"
                    spellcheck="false"
                    aria-autocomplete="list"
                    aria-expanded=move || is_open().to_string()
                    aria-controls=list_id.clone()
                    aria-activedescendant=active_id
                    aria-describedby=ties.described_by
                    aria-invalid=ties.aria_invalid()
                    node_ref=node
                    on:compositionstart=move |_| composing.set_value(true)
                    on:compositionend=move |_| {
                        composing.set_value(false);
                        typed();
                    }
                    on:input=move |_| {
                        if !composing.get_value() {
                            typed();
                        }
                    }
                    on:click=move |_| {
                        if open.with_untracked(Option::is_none) {
                            look(if value.with_untracked(Option::is_some) { String::new() } else { written() });
                        }
                    }
                    on:focus=move |_| {
                        // A chosen name is replaced as a whole.
                        if let Some(input) = node.get_untracked().filter(|_| value.with_untracked(Option::is_some)) {
                            input.select();
                        }
                    }
                    on:keydown=keys
                    on:blur=left
                />
                <ul role="listbox" id=list_id aria-label=label hidden=move || !is_open()>{rows}</ul>
                <p class="told" role="status">{told}</p>
            </div>
            {other.map(|other| other_text(&pointer, value, other))}
        </Field>
    }
}

/// Keeps the active entry in sight while the keyboard moves through the list.
fn show_active(id: Option<&str>) {
    if let Some(element) = id.and_then(|id| document().get_element_by_id(id))
        && let Ok(element) = element.dyn_into::<HtmlElement>()
    {
        device::page::keep_in_sight(&element);
    }
}
