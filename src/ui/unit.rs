//! A unit of administration: the province, then one of its communes, found by names of today and of before.

use leptos::prelude::*;

use super::{AsTyped, Entries, FieldFrame, FieldSet, LookupField, Typed};
use crate::device;
use crate::text::{Text, t};

/// Codes of the chosen units.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitChoice {
    /// Code of the province.
    pub province: Option<String>,
    /// Code of the commune.
    pub commune: Option<String>,
    /// What stays in a box though it is no unit.
    pub typed: Option<TypedPart>,
}

/// What stays in the box of a part though it is none of its entries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedPart {
    /// `country`, `province` or `commune`.
    pub part: String,
    /// What was typed.
    pub typed: Typed,
}

impl UnitChoice {
    /// The choice in another province, and whether that empties a commune, which is told; none: it is the same province.
    fn moved(self, province: Option<String>) -> Option<(Self, bool)> {
        let moved = Self {
            province,
            commune: None,
            typed: None,
        };
        let is_moved = moved.province != self.province || self.typed(PROVINCE).is_some();
        is_moved.then_some((moved, self.commune.is_some()))
    }

    /// The choice with what was typed in the box of a part: nothing is chosen there any more, nor below.
    fn with_typed(self, part: &str, typed: Typed) -> Self {
        Self {
            province: self.province.filter(|_| part == COMMUNE),
            commune: None,
            typed: Some(TypedPart {
                part: part.to_owned(),
                typed,
            }),
        }
    }

    /// What stays in the box of a part.
    pub(super) fn typed(&self, part: &str) -> Option<Typed> {
        let typed = self.typed.as_ref().filter(|typed| typed.part == part);
        typed.map(|typed| typed.typed.clone())
    }
}

const PROVINCE: &str = "province";
const COMMUNE: &str = "commune";

/// A province and, where asked, a commune of it.
#[component]
pub fn UnitField(
    /// Name, hint, fault.
    frame: FieldFrame,
    /// All provinces; none while loading.
    #[prop(into)]
    provinces: Signal<Option<Entries>>,
    /// Communes of the chosen province; none while loading. The parent brings them when the province changes.
    #[prop(into)]
    communes: Signal<Option<Entries>>,
    /// What is chosen.
    #[prop(into)]
    value: Signal<UnitChoice>,
    /// A new choice; another province empties the commune, and says so.
    on_change: Callback<UnitChoice>,
    /// The province alone is asked. Default: no.
    #[prop(optional)]
    province_only: bool,
) -> impl IntoView {
    let units = unit_boxes(&frame, provinces, communes, value, on_change, province_only);
    view! { <FieldSet frame=frame>{units}</FieldSet> }
}

/// The two look-ups, without frame.
pub(super) fn unit_boxes(
    frame: &FieldFrame,
    provinces: Signal<Option<Entries>>,
    communes: Signal<Option<Entries>>,
    value: Signal<UnitChoice>,
    on_change: Callback<UnitChoice>,
    province_only: bool,
) -> impl IntoView + use<> {
    let province = Signal::derive(move || value.with(|value| value.province.clone()));
    let commune = Signal::derive(move || value.with(|value| value.commune.clone()));
    let set_province = Callback::new(move |province: Option<String>| {
        if let Some((moved, emptied)) = value.get_untracked().moved(province) {
            if emptied {
                device::page::say(t(Text::LowerUnitsEmptied));
            }
            on_change.run(moved);
        }
    });
    let set_commune = Callback::new(move |commune: Option<String>| {
        on_change.run(UnitChoice {
            commune,
            typed: None,
            ..value.get_untracked()
        });
    });
    let as_typed = move |part: &'static str| AsTyped {
        now: Signal::derive(move || value.with(|value| value.typed(part))),
        on_type: Callback::new(move |typed: Typed| {
            let before = value.get_untracked();
            if part == PROVINCE && before.commune.is_some() {
                device::page::say(t(Text::LowerUnitsEmptied));
            }
            on_change.run(before.with_typed(part, typed));
        }),
    };
    let province_frame = frame.part(PROVINCE, t(Text::Province));
    let commune_frame = frame
        .part(COMMUNE, t(Text::Commune))
        .or_hint(t(Text::CommuneHint));
    let has_province = Memo::new(move |_| value.with(|value| value.province.is_some()));
    view! {
        <LookupField frame=province_frame entries=provinces value=province on_change=set_province as_typed=as_typed(PROVINCE) />
        {move || {
            let frame = commune_frame.clone();
            if province_only {
                ().into_any()
            } else if has_province.get() {
                view! { <LookupField frame=frame entries=communes value=commune on_change=set_commune as_typed=as_typed(COMMUNE) /> }.into_any()
            } else {
                view! { <p class="hint">{t(Text::CommuneAfterProvince)}</p> }.into_any()
            }
        }}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_province(province: &str, commune: Option<&str>) -> UnitChoice {
        UnitChoice {
            province: Some(province.to_owned()),
            commune: commune.map(str::to_owned),
            typed: None,
        }
    }

    #[test]
    fn a04_another_province_empties_the_commune_and_says_so() {
        let chosen = in_province("01", Some("00004"));
        let cantho = Some("92".to_owned());
        assert_eq!(
            chosen.clone().moved(cantho.clone()),
            Some((in_province("92", None), true))
        );
        assert_eq!(
            in_province("01", None).moved(cantho),
            Some((in_province("92", None), false)),
            "nothing was emptied, so nothing is said"
        );
        assert_eq!(chosen.clone().moved(Some("01".to_owned())), None);
        assert_eq!(chosen.moved(None), Some((UnitChoice::default(), true)));
    }

    #[test]
    fn what_is_typed_leaves_nothing_chosen_below() {
        let chosen = in_province("01", Some("00004"));
        let typed = Typed {
            text: "tân".to_owned(),
            fits: 2,
        };
        let commune = chosen.clone().with_typed(COMMUNE, typed.clone());
        assert_eq!(
            (commune.province.as_deref(), &commune.commune),
            (Some("01"), &None)
        );
        assert_eq!(commune.typed(COMMUNE), Some(typed.clone()));
        let province = commune.with_typed(PROVINCE, typed.clone());
        assert_eq!((&province.province, province.typed(COMMUNE)), (&None, None));
        assert_eq!(province.typed(PROVINCE), Some(typed));
        // Emptied, the box holds nothing.
        assert_eq!(province.moved(None), Some((UnitChoice::default(), false)));
    }
}
