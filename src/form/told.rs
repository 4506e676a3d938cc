//! Answers that are only told: rows of label, value and origin, by the row of a list that they stand in.

use super::control::is_fixed;
use super::field::{counting, hidden_in};
use super::places::id;
use super::{Filling, authority, dispute, lists, value as value_of, words};
use crate::text::{Text, say, t};
use crate::ui::{KnownRow, Mark, UnitChoice};
use forms::answers::Reader;
use forms::definition::{Field, Service};
use forms::kind::{Kind, UnitLevel};
use forms::origin::How;
use forms::place::{FieldId, Place, RowKey};
use forms::value::Code;
use leptos::prelude::*;
use serde_json::Value;

/// Whether the answer is only told: worked out, or not to be changed here.
#[must_use]
pub fn is_told(filling: &Filling, place: &Place) -> bool {
    let service = filling.service();
    service
        .field(&place.field)
        .is_some_and(|field| is_fixed(filling, field, place))
}

/// A row of label, value and origin.
#[must_use]
pub fn row(filling: &Filling, place: &Place, on_change: Option<Callback<()>>) -> AnyView {
    drawn(filling, place, on_change, String::new())
}

/// The same where links to faults lead to it: its id is that of the answer.
#[must_use]
pub fn row_at(filling: &Filling, place: &Place, on_change: Option<Callback<()>>) -> AnyView {
    drawn(filling, place, on_change, id(place))
}

fn drawn(filling: &Filling, place: &Place, on_change: Option<Callback<()>>, id: String) -> AnyView {
    let service = untrack(|| filling.service());
    let Some(field) = service.field(&place.field).cloned() else {
        return ().into_any();
    };
    let label = field.label.clone();
    let told_of = field.clone();
    let value = {
        let (filling, place) = (filling.clone(), place.clone());
        Memo::new(move |_| {
            let given = counting(&filling, &place);
            value(&field, given.as_ref(), &hidden_in(&filling, &place))
        })
    };
    let whole = {
        let (filling, place, field) = (filling.clone(), place.clone(), told_of.clone());
        Signal::derive(move || {
            let given = counting(&filling, &place);
            words::whole(&field, given.as_ref(), &hidden_in(&filling, &place))
        })
    };
    let before = {
        let (filling, place, field) = (filling.clone(), place.clone(), told_of);
        Memo::new(move |_| {
            let original = original(&filling, &place)?;
            let numbers = hidden_in(&filling, &place);
            Some(words::shown_with(&field, Some(&original), &numbers))
        })
    };
    let back = {
        let (filling, place) = (filling.clone(), place.clone());
        Callback::new(move |()| {
            if let Some(original) = untrack(|| original(&filling, &place)) {
                filling.set_answer(&place, Some(original));
            }
        })
    };
    // What cannot be changed here can only be reported; elsewhere that stands beside the control.
    let below = if untrack(|| is_told(filling, place)) {
        dispute::section(filling, place)
    } else {
        let (filling, place) = (filling.clone(), place.clone());
        (move || {
            let said = dispute::line(&filling, &place);
            said.map(|said| view! { <p class="hint">{said}</p> })
        })
        .into_any()
    };
    let origin = {
        let (filling, place) = (filling.clone(), place.clone());
        Signal::derive(move || {
            // To be typed, but not typed yet: nobody has said anything.
            let is_given = counting(&filling, &place).is_some();
            filling.background().with(|known| {
                let origin = known.origins.get(&place);
                let origin = origin.filter(|origin| is_given || origin.how != How::Manual);
                let source = origin.and_then(|origin| known.provenance.get(origin.prov.as_ref()?));
                let is_open = is_given && origin.is_none_or(|origin| origin.how == How::Manual);
                let by_itself = is_open.then(|| by_itself(&filling, &place)).flatten();
                let by_itself = by_itself.map(|text| (Mark::Typed, t(text).to_owned()));
                by_itself.or_else(|| words::mark(&service, origin, source))
            })
        })
    };
    view! {
        <KnownRow
            id=id
            label=label
            value=value
            whole=whole
            before=before
            on_put_back=Some(back)
            origin=origin
            on_change=on_change
            below=below
        />
    }
    .into_any()
}

/// How an answer came that nobody gave: it is worked out, or it is the office of the address in the dossier.
fn by_itself(filling: &Filling, place: &Place) -> Option<Text> {
    let service = filling.service();
    let field = service.field(&place.field)?;
    let typed = filling.answer(place);
    if field.is_worked_out() || (field.computed.is_some() && typed.is_none()) {
        return Some(Text::LedgerComputed);
    }
    let is_office = matches!(field.kind, Kind::Unit(UnitLevel::Authority));
    let expected = is_office.then(|| authority::expected(filling)).flatten();
    is_expected(typed.as_ref(), expected.as_ref()).then_some(Text::OriginOffice)
}

/// Whether an office is that of the commune that was expected.
fn is_expected(office: Option<&Value>, expected: Option<&UnitChoice>) -> bool {
    let found_by = value_of::unit_of(office, false);
    found_by.commune.is_some() && expected == Some(&found_by)
}

/// What a source filled before the person changed it; none of a list, of which it says which rows are gone.
#[must_use]
pub fn original(filling: &Filling, place: &Place) -> Option<Value> {
    filling.background().with(|known| {
        let origin = known.origins.get(place)?;
        let is_changed = origin.how == How::Override && !place.field.is_list();
        origin.original.clone().filter(|_| is_changed)
    })
}

/// An answer in words, in the language of the page; follows the lists as they come. `numbers` are hidden in it.
#[must_use]
pub fn value(field: &Field, value: Option<&Value>, numbers: &[String]) -> String {
    named(&field.kind, value).unwrap_or_else(|| words::shown_with(field, value, numbers))
}

/// The name of a code in the language of the page, whatever language it was answered in; none while its list is not
/// there.
fn named(kind: &Kind, value: Option<&Value>) -> Option<String> {
    let Kind::Lookup(list) = kind else {
        return None;
    };
    let code = Code::of(value?)?;
    if list.open || code.text.is_some() {
        return None;
    }
    lists::name(&lists::closed(&list.list), Some(code.code))
}

/// Answers with something that belongs to each, by the title of the row that they stand in.
pub type ByRow<T> = Vec<(Option<String>, Vec<(Place, T)>)>;

/// Answers in order, those of each row of a list under the row's title ("Thành viên 2").
#[must_use]
pub fn by_row<T>(service: &Service, reader: &dyn Reader, answers: Vec<(Place, T)>) -> ByRow<T> {
    let mut parts: ByRow<T> = Vec::new();
    for (place, answer) in answers {
        let of_row = title(service, reader, &place);
        match parts.last_mut() {
            Some((known, part)) if *known == of_row => part.push((place, answer)),
            _ => parts.push((of_row, vec![(place, answer)])),
        }
    }
    parts
}

/// What the row is called in which an answer stands, as in its list.
fn title(service: &Service, reader: &dyn Reader, place: &Place) -> Option<String> {
    row_title(service, reader, &place.field.list()?, place.row.as_ref()?)
}

/// What a row is called in its list: "Thành viên 2".
#[must_use]
pub fn row_title(
    service: &Service,
    reader: &dyn Reader,
    list: &FieldId,
    row: &RowKey,
) -> Option<String> {
    let name = &service.field(list)?.label;
    let at = reader.rows(list).iter().position(|known| known == row)?;
    Some(say::row_title(&(at + 1), name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_office_that_the_address_suggested_is_told_from_one_that_was_chosen() {
        let unit = |commune: &str| UnitChoice {
            province: Some("01".to_owned()),
            commune: Some(commune.to_owned()),
            typed: None,
        };
        let office =
            json!({ "code": "H01.1", "name": "Phường Mẫu", "province": "01", "commune": "00235" });
        assert!(is_expected(Some(&office), Some(&unit("00235"))));
        assert!(!is_expected(Some(&office), Some(&unit("00199"))));
        assert!(!is_expected(Some(&office), None));
        assert!(!is_expected(None, None));
    }
}
