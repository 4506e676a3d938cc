//! The control of an answer, by its kind. Adding a kind adds an arm here.

use super::field::{Shown, as_typed, frame};
use super::lists::{self, ListSignal};
use super::rows::{file_control, row_control};
use super::{Background, Filling, former, typed, value, worked_out};
use crate::ui::{
    Address, AddressField, AddressTakes, Choice, ChoiceField, CodeField, DateField, DateTimeField,
    EmailField, Entries, FieldFrame, Former, IdentityPaper, IdentityPaperField, LookupField,
    MaskedField, MoneyField, NumberField, OrderedListField, Other, PartialDateField,
    PersonNameField, PersonalIdField, PhoneField, Picked, PlateField, SelectField, SeveralField,
    StatementField, TextArea, TextField, TimeField, UnitChoice, UnitField, YesNoField,
};
use forms::answers::Reader;
use forms::definition::{Field, Service};
use forms::eval::Scope;
use forms::kind::{AddressLimits, Choices, Kind, ListRef, UnitLevel};
use forms::lists::unit::{COMMUNES, COUNTRIES, PROVINCES};
use forms::origin::How;
use forms::place::Place;
use forms::shape::fault;
use leptos::prelude::*;
use serde_json::Value;

/// A list of up to so many entries is a plain select.
const SELECT: usize = 12;

/// What every control of an answer needs.
#[derive(Clone)]
pub(super) struct Slot {
    pub(super) filling: Filling,
    pub(super) place: Place,
    pub(super) frame: FieldFrame,
    /// As typed, or worked out.
    pub(super) value: Signal<Option<Value>>,
    is_computed: bool,
}

impl Slot {
    fn new(filling: &Filling, shown: Shown, field: &Field, place: &Place) -> Self {
        Self {
            filling: filling.clone(),
            place: place.clone(),
            frame: frame(filling, shown, field, place),
            value: as_typed(filling, place, field.computed.is_some()),
            is_computed: field.computed.is_some(),
        }
    }

    pub(super) fn set(&self, value: Option<Value>) {
        self.filling.set_answer(&self.place, value);
    }

    /// Reads a part of the value.
    pub(super) fn part<T: Clone + PartialEq + Send + Sync + 'static>(
        &self,
        read: impl Fn(Option<&Value>) -> T + Send + Sync + 'static,
    ) -> Signal<T> {
        let value = self.value;
        Memo::new(move |_| value.with(|value| read(value.as_ref()))).into()
    }

    pub(super) fn change<T: 'static>(
        &self,
        make: impl Fn(&Self, T) -> Option<Value> + Send + Sync + 'static,
    ) -> Callback<T> {
        let slot = self.clone();
        Callback::new(move |given: T| slot.set(make(&slot, given)))
    }

    fn text(&self) -> Signal<String> {
        self.part(value::text_of)
    }

    /// What is emptied by hand stays empty where a value would else be worked out.
    fn on_text(&self) -> Callback<String> {
        self.change(|slot, text: String| {
            if slot.is_computed {
                Some(Value::String(text))
            } else {
                value::of_text(text)
            }
        })
    }
}

/// The control of the answer at a place.
#[must_use]
pub fn control(filling: &Filling, shown: Shown, place: &Place) -> AnyView {
    let service: std::sync::Arc<Service> = untrack(|| filling.service());
    let Some(field) = service.field(&place.field) else {
        return ().into_any();
    };
    let slot = Slot::new(filling, shown, field, place);
    let (text, on_text) = (slot.text(), slot.on_text());
    let frame = slot.frame.clone();
    let autocomplete = field.autocomplete.clone();
    match &field.kind {
        Kind::Text(limits) if limits.lines && field.computed.is_some() => worked_out::area(&slot, field, text, on_text),
        Kind::Text(limits) if limits.lines => view! { <TextArea frame=frame value=text on_change=on_text /> }.into_any(),
        Kind::Text(_) if field.masked => view! { <MaskedField frame=frame value=text on_change=on_text /> }.into_any(),
        Kind::Text(_) => view! { <TextField frame=frame value=text on_change=on_text autocomplete=autocomplete /> }.into_any(),
        Kind::PersonName(_) => view! { <PersonNameField frame=frame value=text on_change=on_text autocomplete=autocomplete /> }.into_any(),
        Kind::Date(_) => view! { <DateField frame=frame value=text on_change=on_text /> }.into_any(),
        Kind::PartialDate(_) => view! { <PartialDateField frame=frame value=text on_change=on_text /> }.into_any(),
        Kind::DateTime(_) => view! { <DateTimeField frame=frame value=text on_change=on_text /> }.into_any(),
        Kind::Time => view! { <TimeField frame=frame value=text on_change=on_text /> }.into_any(),
        Kind::PersonalId => view! { <PersonalIdField frame=frame value=text on_change=on_text masked=field.masked /> }.into_any(),
        Kind::Phone { .. } => view! { <PhoneField frame=frame value=text on_change=on_text autocomplete=autocomplete /> }.into_any(),
        Kind::Email => view! { <EmailField frame=frame value=text on_change=on_text autocomplete=autocomplete /> }.into_any(),
        Kind::Plate => view! { <PlateField frame=frame value=text on_change=on_text /> }.into_any(),
        Kind::Code(shape) => view! { <CodeField frame=frame value=text on_change=on_text numeric=shape.numeric masked=field.masked /> }.into_any(),
        Kind::Number(_) => {
            let change = slot.change(|_, text| value::of_number(text));
            view! { <NumberField frame=frame value=text on_change=change /> }.into_any()
        }
        Kind::Money(_) => {
            let change = slot.change(|_, text| value::of_number(text));
            view! { <MoneyField frame=frame value=text on_change=change /> }.into_any()
        }
        Kind::YesNo => {
            let given = slot.part(|value| value.and_then(Value::as_bool));
            let change = slot.change(|_, yes: bool| Some(yes.into()));
            view! { <YesNoField frame=frame value=given on_change=change /> }.into_any()
        }
        Kind::Statement => {
            let given = slot.part(|value| value == Some(&Value::Bool(true)));
            let change = slot.change(|_, yes: bool| yes.then_some(Value::Bool(true)));
            view! { <StatementField frame=frame value=given on_change=change /> }.into_any()
        }
        Kind::OneOf(choices) => one_of(&slot, choices),
        Kind::SeveralOf(choices) => {
            let quantities = choices.quantity;
            let given = slot.part(value::picked_of);
            let change = slot.change(move |_, picked: Vec<Picked>| value::of_picked(picked, quantities));
            let options = options(&slot);
            view! { <SeveralField frame=frame options=options value=given on_change=change quantities=quantities /> }.into_any()
        }
        Kind::Lookup(list) => lookup(&slot, list),
        Kind::OrderedList(list) => ordered(&slot, list),
        Kind::Unit(UnitLevel::Authority) => authority(&slot),
        Kind::Unit(level) => unit(&slot, *level == UnitLevel::Province),
        Kind::Address(limits) => address(&slot, limits),
        Kind::IdentityPaper(list) => paper(&slot, list),
        Kind::File(limits) => file_control(&slot, limits),
        Kind::GroupList(limits) => row_control(&slot, shown, limits),
    }
}

/// The options that are offered now.
fn options(slot: &Slot) -> Signal<Vec<Choice>> {
    let (filling, place) = (slot.filling.clone(), slot.place.clone());
    Memo::new(move |_| {
        let service = filling.service();
        let Some(Kind::OneOf(choices) | Kind::SeveralOf(choices)) =
            service.field(&place.field).map(|field| &field.kind)
        else {
            return Vec::new();
        };
        Scope::at(&service, &filling, &place, |scope| {
            let offered = choices
                .options
                .iter()
                .filter(|option| scope.holds(&option.when));
            offered
                .map(|option| Choice {
                    value: option.value.clone(),
                    label: option.label.clone(),
                    hint: option.hint.clone(),
                })
                .collect()
        })
    })
    .into()
}

fn one_of(slot: &Slot, choices: &Choices) -> AnyView {
    let word = slot.part(|value| value::choice_of(value).0);
    let beside = slot.part(|value| value::choice_of(value).1);
    let other = choices.other.clone();
    let change = slot.change({
        let other = other.clone();
        move |_, word: String| {
            Some(value::of_choice(
                word,
                other.as_deref(),
                &beside.get_untracked(),
            ))
        }
    });
    let other = other.map(|value| Other {
        text: beside,
        on_text: slot.change({
            let value = value.clone();
            move |_, text: String| Some(value::of_choice(value.clone(), Some(&value), &text))
        }),
        value,
    });
    let (frame, options) = (slot.frame.clone(), options(slot));
    view! { <ChoiceField frame=frame options=options value=word on_change=change other=other /> }
        .into_any()
}

/// The entries of a list, only those that the definition allows; none while it is on its way.
fn entries(signal: ListSignal, only: Vec<String>) -> Signal<Option<Entries>> {
    Memo::new(move |_| {
        let entries = signal.with(|list| list.as_ref().map(|list| list.entries.clone()))?;
        if only.is_empty() {
            return Some(entries);
        }
        Some(
            entries
                .iter()
                .filter(|entry| only.contains(&entry.code))
                .cloned()
                .collect(),
        )
    })
    .into()
}

/// The answer for a code of a list.
fn coded(list: &ListSignal, id: &str, code: &str) -> Value {
    let name = untrack(|| lists::name(list, Some(code))).unwrap_or_default();
    let version = list.with_untracked(|list| list.as_ref().map(|list| list.version.clone()));
    value::of_code(code, &name, id, &version.unwrap_or_default())
}

fn with_text(mut value: Value, text: String) -> Value {
    if let Some(map) = value.as_object_mut() {
        map.insert("text".to_owned(), text.into());
    }
    value
}

fn lookup(slot: &Slot, list: &ListRef) -> AnyView {
    let signal = lists::of(list);
    let code = slot.part(|value| value::code_of(value).0);
    let beside = slot.part(|value| value::code_of(value).1);
    let id = list.list.clone();
    let change = slot.change({
        let (signal, id) = (signal.clone(), id.clone());
        move |_, code: Option<String>| Some(coded(&signal, &id, &code?))
    });
    let other = list.other.clone().map(|code| Other {
        text: beside,
        on_text: slot.change({
            let (signal, code) = (signal.clone(), code.clone());
            move |_, text: String| Some(with_text(coded(&signal, &id, &code), text))
        }),
        value: code,
    });
    let entries = entries(signal, list.only.clone());
    let frame = slot.frame.clone();
    let is_short = !list.only.is_empty() && list.only.len() <= SELECT;
    if is_short {
        view! { <SelectField frame=frame entries=entries value=code on_change=change other=other /> }.into_any()
    } else {
        view! { <LookupField frame=frame entries=entries value=code on_change=change other=other as_typed=typed::single(slot) /> }.into_any()
    }
}

fn ordered(slot: &Slot, list: &ListRef) -> AnyView {
    let signal = lists::of(list);
    let codes = slot.part(value::codes_of);
    let id = list.list.clone();
    let change = slot.change({
        let signal = signal.clone();
        move |slot, chosen: Vec<String>| {
            let entries = chosen.iter().map(|code| coded(&signal, &id, code));
            let is_added = chosen.len() > codes.with_untracked(Vec::len);
            let typed = slot
                .value
                .with_untracked(|value| typed::next_of(value.as_ref()));
            typed::with_next(entries.collect(), typed.filter(|_| !is_added).as_ref())
        }
    });
    let entries = entries(signal, list.only.clone());
    let (frame, most) = (slot.frame.clone(), list.most.unwrap_or(usize::MAX));
    view! { <OrderedListField frame=frame entries=entries value=codes on_change=change most=most as_typed=typed::next(slot) /> }.into_any()
}

/// The communes of the chosen province; none while they are on their way.
fn communes(choice: Signal<UnitChoice>) -> Signal<Option<Entries>> {
    let province = Memo::new(move |_| choice.with(|choice| choice.province.clone()));
    Memo::new(move |_| {
        let list = lists::communes(&province.get()?);
        list.with(|list| list.as_ref().map(|list| list.entries.clone()))
    })
    .into()
}

fn unit(slot: &Slot, province_only: bool) -> AnyView {
    let choice = slot.part(move |value| value::unit_of(value, province_only));
    let change = slot.change(move |_, unit: UnitChoice| unit_value(&unit, province_only));
    let (frame, provinces) = (slot.frame.clone(), entries(lists::provinces(), Vec::new()));
    view! {
        <UnitField frame=frame provinces=provinces communes=communes(choice) value=choice on_change=change province_only=province_only />
    }
    .into_any()
}

/// A province without its commune is kept while the commune is still to be chosen.
fn unit_value(unit: &UnitChoice, province_only: bool) -> Option<Value> {
    let Some(province) = unit.province.as_deref() else {
        return typed::only_typed(unit.typed.as_ref());
    };
    if province_only {
        return Some(coded(&lists::provinces(), PROVINCES, province));
    }
    let mut value = match &unit.commune {
        Some(commune) => coded(&lists::communes(province), COMMUNES, commune),
        None => Value::Object(serde_json::Map::new()),
    };
    if let Some(map) = value.as_object_mut() {
        map.insert("province".to_owned(), province.into());
    }
    Some(typed::with_typed(value, unit.typed.as_ref()))
}

fn authority(slot: &Slot) -> AnyView {
    super::authority::control(slot, communes, |signal| entries(signal, Vec::new()))
}

fn address(slot: &Slot, limits: &AddressLimits) -> AnyView {
    let given = slot.part(value::address_of);
    let change = slot.change(|slot, address: Address| {
        let before = slot.filling.signal(&slot.place).get_untracked();
        let names = untrack(|| {
            let unit = &address.unit;
            let commune = unit.province.as_deref().and_then(|province| {
                lists::name(&lists::communes(province), unit.commune.as_deref())
            });
            let province = lists::name(&lists::provinces(), unit.province.as_deref());
            [
                commune,
                province,
                lists::name(&lists::closed(COUNTRIES), Some(&address.country)),
            ]
        });
        value::of_address(&address, before.as_ref(), names)
    });
    let choice = Signal::derive(move || given.with(|address| address.unit.clone()));
    let countries = if limits.abroad {
        entries(lists::closed(COUNTRIES), Vec::new())
    } else {
        Signal::stored(None)
    };
    let all = [
        countries,
        entries(lists::provinces(), Vec::new()),
        communes(choice),
    ];
    let takes = AddressTakes {
        abroad: limits.abroad,
        province_only: limits.province_only,
        detail: limits.detail,
        legacy: limits.legacy,
    };
    let old = Memo::new(move |_| given.with(|address| Some(address.legacy.as_ref()?.text.clone())));
    let is_given = {
        let (filling, place) = (slot.filling.clone(), slot.place.clone());
        let is_of_source = move |known: &Background| {
            let origin = known.origins.get(&place);
            origin.is_some_and(|origin| origin.how != How::Manual)
        };
        Memo::new(move |_| filling.background().with(&is_of_source)).into()
    };
    let former = Former {
        is_given,
        proposal: former::proposal(old.into(), is_given),
    };
    let frame = slot.frame.clone();
    view! { <AddressField frame=frame lists=all takes=takes former=former value=given on_change=change /> }
        .into_any()
}

fn paper(slot: &Slot, list: &ListRef) -> AnyView {
    let given = slot.part(value::paper_of);
    let change = slot.change(|_, paper: IdentityPaper| value::of_paper(paper));
    let types = entries(lists::of(list), list.only.clone());
    let (frame, other) = (slot.frame.clone(), list.other.clone());
    view! { <IdentityPaperField frame=frame types=types other=other value=given on_change=change /> }.into_any()
}

/// A value that is only shown: worked out, or given by a source and not to be changed here. Where no source gave what
/// is not worked out, or gave what the form cannot hold (an old address), it is asked like any other.
#[must_use]
pub fn is_fixed(filling: &Filling, field: &Field, place: &Place) -> bool {
    let is_given = || {
        let is_auto = filling.background().with(|known| {
            let origin = known.origins.get(place);
            origin.is_some_and(|origin| origin.how == How::Auto)
        });
        let value = filling.answer(place);
        is_auto && value.is_none_or(|value| fault(&field.kind, &value).is_none())
    };
    field.is_worked_out() || (field.read_only && (field.computed.is_some() || is_given()))
}
