//! A place: country, province, commune, detail; an old address is kept as it was written.

use leptos::prelude::*;

use super::proposal::{Proposal, proposed};
use super::unit::unit_boxes;
use super::{
    AsTyped, Button, ButtonKind, Entries, FieldFrame, FieldSet, LookupField, TextArea, TextField,
    Typed, TypedPart, UnitChoice,
};
use crate::device;
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
const COUNTRY: &str = "country";

/// What goes with an old address.
#[derive(Clone, Copy)]
pub struct Former {
    /// It came from a source: it is shown, and not written here.
    pub is_given: Signal<bool>,
    /// What is proposed for it; none while that is worked out.
    pub proposal: Signal<Option<Proposal>>,
}

impl Default for Former {
    fn default() -> Self {
        Self {
            is_given: Signal::stored(true),
            proposal: Signal::stored(None),
        }
    }
}

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
    /// What goes with an old address; default: it is only shown.
    #[prop(optional)]
    former: Former,
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
        value.with(|value| {
            let code = Some(&value.country).filter(|code| !code.is_empty());
            code.filter(|_| value.unit.typed(COUNTRY).is_none())
                .cloned()
        })
    });
    let typed_country = AsTyped {
        now: Signal::derive(move || value.with(|value| value.unit.typed(COUNTRY))),
        on_type: Callback::new(move |typed: Typed| {
            let part = COUNTRY.to_owned();
            let typed = Some(TypedPart { part, typed });
            change(&|address| address.unit.typed.clone_from(&typed));
        }),
    };
    let set_country = Callback::new(move |country: Option<String>| {
        change(&|address| *address = moved(address, country.as_deref().unwrap_or_default()));
    });
    let unit = Signal::derive(move || value.with(|value| value.unit.clone()));
    let set_unit =
        Callback::new(move |unit: UnitChoice| change(&|address| address.unit = unit.clone()));
    let set_old = Callback::new(move |text: String| {
        let old = Some(LegacyAddress { text }).filter(|old| !old.text.is_empty());
        change(&|address| address.legacy.clone_from(&old));
    });
    let commune_id = frame.part("commune", "").pointer;
    let take = Callback::new(move |unit: UnitChoice| {
        let detail = former
            .proposal
            .with_untracked(|proposal| proposal.as_ref().map(|proposal| proposal.detail.clone()));
        change(&|address| *address = taken(address, &unit, detail.as_deref().unwrap_or_default()));
        // The button is gone: the focus goes to the commune that it filled.
        device::page::focus_next(&commune_id);
    });
    let detail = Signal::derive(move || value.with(|value| value.detail.clone()));
    let set_detail =
        Callback::new(move |detail: String| change(&|address| address.detail.clone_from(&detail)));
    let at_home = Memo::new(move |_| value.with(|value| value.country == HOME));
    let country_frame = frame.part(COUNTRY, t(Text::Country));
    let old_frame = frame.part("old", t(Text::AddressAsWritten));
    let whole = frame.clone();
    view! {
        <FieldSet frame=frame>
            {old_address(old_frame, value, takes.legacy, former, set_old)}
            {proposal(value, takes.province_only, former, take)}
            {takes.abroad.then(|| view! {
                <LookupField frame=country_frame entries=countries value=country on_change=set_country as_typed=typed_country />
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

/// How the old address stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Old {
    /// Shown as a source wrote it.
    Shown,
    /// Written here.
    Written,
    /// May be written, where the person wants to.
    Offered,
    /// Not at all.
    None,
}

/// The old address: shown as a source wrote it; where old units are enough it may be written by hand too, so that a
/// place keeps the name that it had then.
fn old_address(
    frame: FieldFrame,
    value: Signal<Address>,
    is_enough: bool,
    former: Former,
    on_change: Callback<String>,
) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let text = Signal::derive(move || {
        value.with(|value| value.legacy.as_ref().map(|old| old.text.clone()))
    });
    let state = Memo::new(move |_| {
        let (has_text, is_given) = (text.with(Option::is_some), former.is_given.get());
        let at_home = value.with(|value| value.country == HOME);
        match (has_text, is_given, is_enough && at_home) {
            (true, true, _) | (true, _, false) => Old::Shown,
            (true, false, true) => Old::Written,
            (false, _, true) if is_open.get() => Old::Written,
            (false, false, true) => Old::Offered,
            (false, ..) => Old::None,
        }
    });
    let next = if is_enough {
        Text::AddressOldEnough
    } else {
        Text::AddressOldKept
    };
    let id = frame.pointer.clone();
    let open = Callback::new(move |()| {
        is_open.set(true);
        device::page::focus_next(&id);
    });
    move || {
        match state.get() {
        Old::None => ().into_any(),
        Old::Shown => view! {
            <div class="legacy">
                <p><span class="hint">{t(Text::AddressAsWritten)}</span> <br /> {move || text.get()}</p>
                <p class="hint">{t(next)}</p>
            </div>
        }
        .into_any(),
        Old::Written => {
            // What the person began to write stays a box when it is emptied.
            is_open.set(true);
            let frame = frame.clone().or_hint(t(Text::AddressOldHint)).required(false);
            let text = Signal::derive(move || text.get().unwrap_or_default());
            view! { <TextField frame=frame value=text on_change=on_change /> }.into_any()
        }
        Old::Offered => view! {
            <p><Button kind=ButtonKind::Quiet on_press=open>{t(Text::AddressOldWrite)}</Button></p>
        }
        .into_any(),
    }
    }
}

/// What an old address may be today, as long as no unit is chosen.
fn proposal(
    value: Signal<Address>,
    province_only: bool,
    former: Former,
    on_take: Callback<UnitChoice>,
) -> impl IntoView {
    let is_open = Memo::new(move |_| {
        value.with(|value| {
            let unit = &value.unit;
            let is_chosen = unit.commune.is_some() || (province_only && unit.province.is_some());
            value.legacy.is_some() && !is_chosen
        })
    });
    move || {
        let shown = is_open.get().then(|| former.proposal.get()).flatten();
        shown.map(|shown| proposed(&shown, on_take))
    }
}

/// The address with a unit of today that was proposed; the old text stays. What was written as detail stays too.
fn taken(address: &Address, unit: &UnitChoice, detail: &str) -> Address {
    let mut address = address.clone();
    address.unit = unit.clone();
    if address.detail.is_empty() {
        detail.clone_into(&mut address.detail);
    }
    address
}

/// The address in another country: units of Viet Nam do not go with it.
fn moved(address: &Address, country: &str) -> Address {
    if address.country == country {
        let mut same = address.clone();
        same.unit.typed = None;
        return same;
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
            typed: None,
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
        // A country that is being typed takes nothing away before it is one.
        let mut typing = home.clone();
        typing.unit.typed = Some(TypedPart::default());
        assert_eq!(moved(&typing, "VN"), home);
    }

    #[test]
    fn a_proposal_that_is_taken_keeps_the_old_text_and_what_was_written() {
        let unit = UnitChoice {
            province: Some("33".to_owned()),
            commune: Some("12688".to_owned()),
            typed: None,
        };
        let text = "Xóm 2, Xã A, H. B, Thái Bình".to_owned();
        let old = Address {
            legacy: Some(LegacyAddress { text }),
            ..Address::default()
        };
        let now = taken(&old, &unit, "Xóm 2");
        assert_eq!((&now.unit, &*now.detail), (&unit, "Xóm 2"));
        assert_eq!(now.legacy, old.legacy);
        let written = Address {
            detail: "Thôn 2".to_owned(),
            ..old
        };
        assert_eq!(taken(&written, &unit, "Xóm 2").detail, "Thôn 2");
    }
}
