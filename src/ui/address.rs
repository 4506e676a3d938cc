//! A place: country, province, commune, detail; an old address is kept as it was written.

use leptos::prelude::*;

use super::unit::unit_boxes;
use super::{Entries, FieldFrame, FieldSet, LookupField, TextArea, TextField, UnitChoice};
use crate::text::{Text, t};

/// A place as it is typed and chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// ISO alpha-2: "VN".
    pub country: String,
    /// Units of today, in Viet Nam.
    pub unit: UnitChoice,
    /// House, street, hamlet; abroad the whole address.
    pub detail: String,
    /// The address of a paper from before 01/07/2025.
    pub legacy: Option<LegacyAddress>,
}

impl Default for Address {
    fn default() -> Self {
        Self {
            country: HOME.to_owned(),
            unit: UnitChoice::default(),
            detail: String::new(),
            legacy: None,
        }
    }
}

/// An address in units that are no more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LegacyAddress {
    /// As it is written on the paper.
    pub text: String,
}

/// What an address may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AddressTakes {
    /// Places abroad.
    pub abroad: bool,
    /// The province alone is enough.
    pub province_only: bool,
    /// House, street, hamlet must be given.
    pub detail: bool,
    /// Units of before 01/07/2025 are enough.
    pub legacy: bool,
}

const HOME: &str = "VN";

/// A place.
#[component]
pub fn AddressField(
    /// Name, hint, fault.
    frame: FieldFrame,
    /// Countries, provinces, and communes of the chosen province; none while loading.
    lists: [Signal<Option<Entries>>; 3],
    /// What it may be; default: in Viet Nam, down to the commune.
    #[prop(optional)]
    takes: AddressTakes,
    /// The place.
    #[prop(into)]
    value: Signal<Address>,
    /// The place with one part changed. Another country empties the units, another province the commune.
    on_change: Callback<Address>,
) -> impl IntoView {
    let [countries, provinces, communes] = lists;
    let change = move |edit: &dyn Fn(&mut Address)| {
        let mut address = value.get_untracked();
        edit(&mut address);
        on_change.run(address);
    };
    let country = Signal::derive(move || {
        value.with(|value| Some(value.country.clone()).filter(|code| !code.is_empty()))
    });
    let set_country = Callback::new(move |country: Option<String>| {
        change(&|address| *address = moved(address, country.as_deref().unwrap_or_default()));
    });
    let unit = Signal::derive(move || value.with(|value| value.unit.clone()));
    let set_unit =
        Callback::new(move |unit: UnitChoice| change(&|address| address.unit = unit.clone()));
    let detail = Signal::derive(move || value.with(|value| value.detail.clone()));
    let set_detail =
        Callback::new(move |detail: String| change(&|address| address.detail.clone_from(&detail)));
    let at_home = Memo::new(move |_| value.with(|value| value.country == HOME));
    let country_frame = frame.part("country", t(Text::Country));
    let whole = frame.clone();
    view! {
        <FieldSet frame=frame>
            {move || legacy(value.with(|value| value.legacy.clone()), takes.legacy)}
            {takes.abroad.then(|| view! {
                <LookupField frame=country_frame entries=countries value=country on_change=set_country />
            })}
            {move || {
                if at_home.get() {
                    let detail_frame = whole.part("detail", t(Text::AddressDetail)).required(takes.detail);
                    view! {
                        {unit_boxes(&whole, provinces, communes, unit, set_unit, takes.province_only)}
                        {(!takes.province_only).then(|| view! {
                            <TextField frame=detail_frame value=detail on_change=set_detail />
                        })}
                    }
                    .into_any()
                } else {
                    let abroad = whole.part("detail", t(Text::AddressAbroad)).or_hint(t(Text::AddressAbroadHint));
                    view! { <TextArea frame=abroad value=detail on_change=set_detail /> }.into_any()
                }
            }}
        </FieldSet>
    }
}

/// The old address: shown, never edited here.
fn legacy(address: Option<LegacyAddress>, is_enough: bool) -> impl IntoView {
    let next = if is_enough {
        Text::AddressOldEnough
    } else {
        Text::AddressOldKept
    };
    address.map(move |address| {
        view! {
            <div class="legacy">
                <p><span class="hint">{t(Text::AddressAsWritten)}</span> <br /> {address.text}</p>
                <p class="hint">{t(next)}</p>
            </div>
        }
    })
}

/// The address in another country: units of Viet Nam do not go with it.
fn moved(address: &Address, country: &str) -> Address {
    if address.country == country {
        return address.clone();
    }
    Address {
        country: country.to_owned(),
        ..Address::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_country_leaves_nothing_of_the_former_place() {
        let unit = UnitChoice {
            province: Some("01".to_owned()),
            commune: Some("00004".to_owned()),
        };
        let home = Address {
            unit,
            detail: "Số 5 ngõ 12".to_owned(),
            ..Address::default()
        };
        let away = moved(&home, "JP");
        assert_eq!(
            away,
            Address {
                country: "JP".to_owned(),
                ..Address::default()
            }
        );
        assert_eq!(moved(&home, "VN"), home);
    }
}
