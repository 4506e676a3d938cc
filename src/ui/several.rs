//! Several of a short list: checkboxes as full-width rows, each with a quantity where that is asked.

use leptos::prelude::*;

use super::{Choice, FieldFrame, FieldSet, InputBox, Keys};
use crate::text::{Text, say, t};

/// A chosen option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picked {
    /// Its value.
    pub value: String,
    /// How many, as typed; empty where no quantity is asked.
    pub quantity: String,
}

/// Several of a short list.
#[component]
pub fn SeveralField(
    /// Name, hint, fault.
    frame: FieldFrame,
    /// The options, in order.
    #[prop(into)]
    options: Signal<Vec<Choice>>,
    /// What is chosen.
    #[prop(into)]
    value: Signal<Vec<Picked>>,
    /// All that is chosen now, in the order of choosing.
    on_change: Callback<Vec<Picked>>,
    /// Each chosen option takes a quantity. Default: no.
    #[prop(optional)]
    quantities: bool,
) -> impl IntoView {
    let ties = frame.inner_ties();
    let name = frame.pointer.clone();
    let row = move |choice: Choice| {
        let Choice {
            value: own,
            label,
            hint,
        } = choice;
        let id = format!("{name}={own}");
        let hint_id = hint.as_ref().map(|_| format!("{id}:hint"));
        let is_chosen = {
            let own = own.clone();
            Memo::new(move |_| value.with(|value| value.iter().any(|picked| picked.value == own)))
        };
        let quantity =
            quantities.then(|| quantity_box(&id, &own, &label, value, on_change, is_chosen));
        let toggle = move |event| {
            on_change.run(toggled(
                value.get_untracked(),
                &own,
                event_target_checked(&event),
            ));
        };
        view! {
            <div class="option">
                <input
                    type="checkbox"
                    id=id.clone()
                    name=name.clone()
                    aria-describedby=hint_id.clone()
                    aria-invalid=ties.aria_invalid()
                    prop:checked=is_chosen
                    on:change=toggle
                />
                <label for=id>{label}</label>
                {hint.map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> })}
            </div>
            {quantity}
        }
    };
    view! {
        <FieldSet frame=frame.or_hint(t(Text::ChooseSeveral))>
            <div class="options">
                <For each=move || options.get() key=|choice| (choice.value.clone(), choice.label.clone()) children=row />
            </div>
        </FieldSet>
    }
}

fn quantity_box(
    id: &str,
    own: &str,
    label: &str,
    value: Signal<Vec<Picked>>,
    on_change: Callback<Vec<Picked>>,
    is_chosen: Memo<bool>,
) -> impl IntoView + use<> {
    let (id, label) = (format!("{id}:quantity"), say::quantity(&label));
    let of_own = own.to_owned();
    let quantity = Signal::derive(move || {
        value.with(|value| {
            value
                .iter()
                .find(|picked| picked.value == of_own)
                .map_or(String::new(), |picked| picked.quantity.clone())
        })
    });
    let own = own.to_owned();
    let change = Callback::new(move |quantity: String| {
        let mut all = value.get_untracked();
        for picked in all.iter_mut().filter(|picked| picked.value == own) {
            picked.quantity.clone_from(&quantity);
        }
        on_change.run(all);
    });
    move || {
        is_chosen.get().then(|| {
            let keys = Keys {
                mode: Some("numeric"),
                width: Some(4),
                ..Keys::default()
            };
            let ties = FieldFrame::new("", "").inner_ties();
            view! {
                <div class="nested part">
                    <label for=id.clone()>{label.clone()}</label>
                    <InputBox id=id.clone() value=quantity on_change=change ties=ties keys=keys />
                </div>
            }
        })
    }
}

fn toggled(mut all: Vec<Picked>, value: &str, chosen: bool) -> Vec<Picked> {
    all.retain(|picked| picked.value != value);
    if chosen {
        all.push(Picked {
            value: value.to_owned(),
            quantity: String::new(),
        });
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choosing_twice_is_choosing_once() {
        let once = toggled(Vec::new(), "a", true);
        let twice = toggled(once.clone(), "a", true);
        assert_eq!(once, twice);
        assert!(toggled(twice, "a", false).is_empty());
    }
}
