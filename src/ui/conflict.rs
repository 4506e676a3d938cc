//! Values that differ, side by side: the person decides.

use leptos::prelude::*;

use super::{Button, ButtonKind, FieldFrame, FieldSet, Glyph, Icon};
use crate::device::page;
use crate::text::{Text, say, t};

/// What one source says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Stable name of the candidate.
    pub key: String,
    /// The value as it is read.
    pub shown: String,
    /// The same whole, where `shown` hides all but its end.
    pub whole: Option<String>,
    /// Who says so and since when: "Dân cư · 25/11/2026"; or that the person typed it.
    pub from: String,
    /// How old that is; empty for what was typed.
    pub age: String,
    /// The office goes by it: why.
    pub followed: Option<String>,
}

/// Why there are several values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Between {
    /// Sources contradict each other.
    Sources,
    /// Records contradict what the person answered.
    Answer,
    /// One source, by its name, has several values, of which the form takes one.
    Values(String),
}

impl Between {
    fn title(self, label: &str) -> String {
        match self {
            Self::Sources => say::conflict_title(&label),
            Self::Answer => say::conflict_answered(&label),
            Self::Values(source) => say::conflict_several(&label, &source),
        }
    }
}

/// The choice between values that differ. One more way is always there: something else.
#[component]
pub fn ConflictChoice(
    /// Name of the answer, fault.
    frame: FieldFrame,
    /// What is said, best source first.
    candidates: Vec<Candidate>,
    /// Key of the candidate that is picked.
    #[prop(into)]
    value: Signal<Option<String>>,
    /// Key of the candidate that was picked: nothing is decided by it, for the keys that move among them pick, too.
    on_pick: Callback<String>,
    /// What is picked is decided.
    on_take: Callback<()>,
    /// None of them: the person wants to type it.
    on_other: Callback<()>,
    /// Why there are several.
    between: Between,
    /// What else can be done about it, below.
    children: Children,
) -> impl IntoView {
    let name = frame.pointer.clone();
    let ties = frame.inner_ties();
    let mut frame = frame.or_hint(t(Text::ConflictLead));
    frame.label = between.title(&frame.label);
    let is_whole = RwSignal::new(false);
    let is_hidden = candidates.iter().any(|one| one.whole.is_some());
    // The button goes: the focus is then on what it showed.
    let show = {
        let pointer = name.clone();
        Callback::new(move |()| {
            is_whole.set(true);
            page::focus_next_answer(vec![pointer.clone()]);
        })
    };
    let one = |candidate: Candidate| {
        let Candidate {
            key,
            shown,
            whole,
            from,
            age,
            followed,
        } = candidate;
        let id = format!("{name}={key}");
        let from_id = format!("{id}:from");
        let shown = move || match &whole {
            Some(whole) if is_whole.get() => whole.clone(),
            _ => shown.clone(),
        };
        let followed = followed.map(
            |why| view! { <span class="mark known followed"><Icon glyph=Glyph::Check /> {why}</span> },
        );
        let is_chosen = {
            let key = key.clone();
            move || value.with(|value| value.as_ref() == Some(&key))
        };
        view! {
            <div class="option candidate">
                <input
                    type="radio"
                    id=id.clone()
                    name=name.clone()
                    aria-describedby=from_id.clone()
                    aria-invalid=ties.aria_invalid()
                    prop:checked=is_chosen
                    on:change=move |_| on_pick.run(key.clone())
                />
                <label for=id>{shown}</label>
                <p class="hint" id=from_id>
                    {from}
                    {(!age.is_empty()).then(|| view! { <br /> {age} })}
                    {followed}
                </p>
            </div>
        }
    };
    let rows = candidates.into_iter().map(one).collect_view();
    view! {
        <div class="conflict">
            <FieldSet frame=frame>
                <div class="options beside">{rows}</div>
                {move || (is_hidden && !is_whole.get()).then(|| view! {
                    <button type="button" class="quiet" on:click=move |_| show.run(())>{t(Text::NumbersShow)}</button>
                })}
                <div class="decide">
                    <Button kind=ButtonKind::Second on_press=on_take>{t(Text::ConflictTake)}</Button>
                    <Button kind=ButtonKind::Quiet on_press=on_other>{t(Text::ConflictOther)}</Button>
                </div>
            </FieldSet>
            {children()}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_values_of_one_source_are_no_two_sources() {
        crate::text::speak_for_test("vi");
        let title = |between: Between| between.title("Hạng");
        assert_eq!(title(Between::Sources), "Hai nguồn ghi khác nhau: Hạng");
        assert_eq!(
            title(Between::Values("Giấy phép lái xe".to_owned())),
            "Giấy phép lái xe ghi nhiều giá trị: Hạng"
        );
        crate::text::speak_for_test("en");
        assert_eq!(
            title(Between::Values("Driving licence".to_owned())),
            "Driving licence has several values: Hạng"
        );
    }
}
