//! What an address of before 01/07/2025 may be today: proposed below it, taken by one press, never by itself.

use leptos::prelude::*;

use super::{Button, ButtonKind, UnitChoice};
use crate::text::{Text, say, t};

/// What is proposed for an old address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// How sure it is.
    pub found: Found,
    /// The units of today that it may be.
    pub units: Vec<Proposed>,
    /// What stands before the units in the old address: house, street, hamlet.
    pub detail: String,
}

/// How sure a proposal is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// All of the old commune lies in one of today.
    Whole,
    /// The old commune was split, or several may be meant: the person is asked.
    Split,
    /// The old commune is not known. Its district, by name, narrows the choice.
    District(String),
    /// Nothing in it could be told.
    Nothing,
}

/// A unit of today that may be the one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    /// Its codes.
    pub unit: UnitChoice,
    /// "Xã Thuận An, Thành phố Hà Nội".
    pub name: String,
}

/// The proposal in words, each of its units a button.
pub(super) fn proposed(proposal: &Proposal, on_take: Callback<UnitChoice>) -> AnyView {
    let lead = match &proposal.found {
        Found::Whole => t(Text::AddressNow).to_owned(),
        Found::Split => t(Text::AddressSplit).to_owned(),
        Found::District(district) => say::address_district(district),
        Found::Nothing => t(Text::AddressNotRead).to_owned(),
    };
    let button = |one: &Proposed| {
        let unit = one.unit.clone();
        let take = Callback::new(move |()| on_take.run(unit.clone()));
        let words = say::address_take(&one.name);
        view! { <li><Button kind=ButtonKind::Second on_press=take>{words}</Button></li> }
    };
    let buttons = proposal.units.iter().map(button).collect_view();
    let has_units = !proposal.units.is_empty();
    view! {
        <div class="proposal" role="group" aria-label=t(Text::AddressNowList)>
            <p>{lead}</p>
            {has_units.then(|| view! { <ul>{buttons}</ul> })}
        </div>
    }
    .into_any()
}
