//! What stays in the box of a list though it is no entry, beside the answer's other members. Pure but for the controls.

use super::control::Slot;
use crate::ui::{AsTyped, Typed, TypedPart};
use leptos::prelude::*;
use serde_json::{Map, Value, json};

/// What an answer keeps of it.
pub(super) fn typed_of(value: Option<&Value>) -> Option<TypedPart> {
    let typed = forms::value::Typed::of(value?).filter(|typed| !typed.text.is_empty())?;
    // As it was typed: the engine reads blank texts as none.
    Some(TypedPart {
        part: typed.part.unwrap_or_default().to_owned(),
        typed: Typed {
            text: typed.text.to_owned(),
            fits: typed
                .fits
                .and_then(|fits| usize::try_from(fits).ok())
                .unwrap_or_default(),
        },
    })
}

/// The answer with it.
pub(super) fn with_typed(mut value: Value, typed: Option<&TypedPart>) -> Value {
    if let (Some(map), Some(TypedPart { part, typed })) = (value.as_object_mut(), typed) {
        let mut kept = json!({ "text": typed.text, "fits": typed.fits });
        if let Some(kept) = kept.as_object_mut().filter(|_| !part.is_empty()) {
            kept.insert("part".to_owned(), part.as_str().into());
        }
        map.insert("typed".to_owned(), kept);
    }
    value
}

/// An answer that is nothing else.
pub(super) fn only_typed(typed: Option<&TypedPart>) -> Option<Value> {
    typed?;
    Some(with_typed(Value::Object(Map::new()), typed))
}

/// The box of a single choice.
pub(super) fn single(slot: &Slot) -> AsTyped {
    AsTyped {
        now: slot.part(|value| Some(typed_of(value)?.typed)),
        on_type: slot.change(|_, typed| only_typed(Some(&whole(typed)))),
    }
}

/// The box of the next of several: what stays in it is the last entry, without a code.
pub(super) fn next(slot: &Slot) -> AsTyped {
    AsTyped {
        now: slot.part(|value| Some(next_of(value)?.typed)),
        on_type: slot.change(|slot, typed: Typed| {
            let value = slot.value.get_untracked();
            let typed = Some(whole(typed)).filter(|typed| !typed.typed.text.is_empty());
            with_next(codes(value.as_ref()), typed.as_ref())
        }),
    }
}

/// The entries as an answer, with what stays in the box of the next one.
pub(super) fn with_next(mut entries: Vec<Value>, typed: Option<&TypedPart>) -> Option<Value> {
    entries.extend(only_typed(typed));
    (!entries.is_empty()).then_some(Value::Array(entries))
}

/// What stays in the box of the next of several.
pub(super) fn next_of(value: Option<&Value>) -> Option<TypedPart> {
    typed_of(value?.as_array()?.last())
}

fn codes(value: Option<&Value>) -> Vec<Value> {
    let entries = value.and_then(Value::as_array).cloned().unwrap_or_default();
    { entries.into_iter() }
        .filter(|entry| entry.get("code").is_some())
        .collect()
}

fn whole(typed: Typed) -> TypedPart {
    TypedPart {
        part: String::new(),
        typed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_comes_and_goes_with_the_answer() {
        let typed = TypedPart {
            part: "commune".to_owned(),
            typed: Typed {
                text: "tân lập ".to_owned(),
                fits: 2,
            },
        };
        let value = with_typed(json!({ "province": "01" }), Some(&typed));
        let kept = json!({ "province": "01", "typed": { "text": "tân lập ", "fits": 2, "part": "commune" } });
        assert_eq!(value, kept);
        assert_eq!(typed_of(Some(&value)), Some(typed.clone()));
        assert_eq!(typed_of(Some(&json!({ "code": "01" }))), None);
        let wishes = with_next(vec![json!({ "code": "a" })], Some(&whole(typed.typed)));
        assert_eq!(next_of(wishes.as_ref()).unwrap().typed.text, "tân lập ");
        assert_eq!(codes(wishes.as_ref()), [json!({ "code": "a" })]);
        assert_eq!(with_next(Vec::new(), None), None);
    }
}
