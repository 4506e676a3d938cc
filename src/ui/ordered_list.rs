//! Several of a list in the order of the person's wish.

use leptos::prelude::*;

use super::{AsTyped, Entries, Entry, FieldFrame, FieldSet, Glyph, Icon, LookupField, Typed};
use crate::text::{Text, say, t};

/// Several of a list, in order: chosen one by one, moved up and down by buttons.
#[component]
pub fn OrderedListField(
    /// Name, hint, fault.
    frame: FieldFrame,
    /// The list; none while it is loading.
    #[prop(into)]
    entries: Signal<Option<Entries>>,
    /// Codes of the chosen entries, in order.
    #[prop(into)]
    value: Signal<Vec<String>>,
    /// The codes as they stand now.
    on_change: Callback<Vec<String>>,
    /// Most entries.
    most: usize,
    /// What stays in the box of the next entry; an empty text: nothing any more. Default: only the box keeps it.
    #[prop(optional)]
    as_typed: AsTyped,
) -> impl IntoView {
    let count = Memo::new(move |_| value.with(Vec::len));
    let leave = frame.on_leave;
    let add_frame = frame.part("add", t(Text::Add)).required(false);
    let add_frame = add_frame.on_leave(move || {
        if as_typed.now.with_untracked(Option::is_some) {
            leave.run(());
        }
    });
    // What is chosen already is not offered again.
    let offered = Memo::new(move |_| {
        let taken = value.get();
        entries.get().map(|all| {
            all.iter()
                .filter(|entry| !taken.contains(&entry.code))
                .cloned()
                .collect::<Entries>()
        })
    });
    let nothing: Signal<Option<String>> = Signal::stored(None);
    let add = Callback::new(move |code: Option<String>| {
        if let Some(code) = code {
            let mut codes = value.get_untracked();
            codes.push(code);
            on_change.run(codes);
        } else {
            as_typed.on_type.run(Typed::default());
        }
    });
    let one = move |code: String| {
        let name =
            entries.with_untracked(|all| all.as_ref().and_then(|all| all.get(&code).cloned()));
        let name = name.map_or_else(|| code.clone(), |entry: Entry| entry.name);
        let button = |glyph: Glyph, label: String, edit: fn(Vec<String>, &str) -> Vec<String>| {
            let code = code.clone();
            view! {
                <button type="button" class="quiet" aria-label=label on:click=move |_| on_change.run(edit(value.get_untracked(), &code))>
                    <Icon glyph=glyph />
                </button>
            }
        };
        view! {
            <li>
                <span>{name.clone()}</span>
                {button(Glyph::Up, say::move_up(&name), |codes, code| moved(codes, code, -1))}
                {button(Glyph::Down, say::move_down(&name), |codes, code| moved(codes, code, 1))}
                {button(Glyph::Cross, say::remove_what(&name), |mut codes, code| {
                    codes.retain(|kept| kept != code);
                    codes
                })}
            </li>
        }
    };
    view! {
        <FieldSet frame=frame>
            <ol class="ordered">
                <For each=move || value.get() key=String::clone children=one />
            </ol>
            {move || {
                if count.get() >= most {
                    view! { <p class="hint">{say::rows_most(&most)}</p> }.into_any()
                } else {
                    view! { <LookupField frame=add_frame.clone() entries=offered value=nothing on_change=add as_typed=as_typed /> }.into_any()
                }
            }}
        </FieldSet>
    }
}

/// The codes with one moved by so many places; it stays where there is no such place.
fn moved(mut codes: Vec<String>, code: &str, by: isize) -> Vec<String> {
    let from = codes.iter().position(|kept| kept == code);
    if let Some(from) = from
        && let Some(to) = from.checked_add_signed(by).filter(|to| *to < codes.len())
    {
        codes.swap(from, to);
    }
    codes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wishes_move_one_place_and_stop_at_the_ends() {
        let codes = || ["a", "b", "c"].map(str::to_owned).to_vec();
        assert_eq!(moved(codes(), "b", -1), ["b", "a", "c"]);
        assert_eq!(moved(codes(), "a", -1), ["a", "b", "c"]);
        assert_eq!(moved(codes(), "c", 1), ["a", "b", "c"]);
        assert_eq!(moved(codes(), "x", 1), ["a", "b", "c"]);
    }
}
