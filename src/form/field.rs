//! The frame of an answer's control: label, help, whether it must be answered, and what is wrong.

use super::Filling;
use super::offices::awaited;
use super::places::{id, line_at};
use crate::text::{Text, say, t};
use crate::ui::{FieldFrame, SummaryLine};
use forms::answers::Reader;
use forms::definition::{Field, Service};
use forms::eval::Scope;
use forms::origin::How;
use forms::place::Place;
use leptos::prelude::*;
use serde_json::Value;
use std::collections::BTreeSet;

/// Answers whose faults are shown: those that were left with something in them, and all once the person went on.
#[derive(Clone, Copy, Debug)]
pub struct Shown(RwSignal<BTreeSet<Place>>);

impl Shown {
    /// None yet. Lives as long as the page.
    #[must_use]
    pub fn none() -> Self {
        Self(RwSignal::new(BTreeSet::new()))
    }

    /// Those that the person has given already: what they left half done says so again when the page comes back.
    #[must_use]
    pub fn given(filling: &Filling, places: impl IntoIterator<Item = Place>) -> Self {
        let shown = Self::none();
        untrack(|| {
            filling.background().with(|known| {
                let is_typed = |place: &Place| {
                    let origin = known.origins.get(place);
                    let is_manual = origin.is_some_and(|origin| origin.how == How::Manual);
                    is_manual && filling.answer(place).is_some()
                };
                shown.show(places.into_iter().filter(is_typed));
            });
        });
        shown
    }

    /// Shows the faults of these answers from now on.
    pub fn show(self, places: impl IntoIterator<Item = Place>) {
        self.0.try_update(|shown| shown.extend(places));
    }

    /// Whether the fault of an answer is shown.
    #[must_use]
    pub fn has(self, place: &Place) -> bool {
        self.0.with(|shown| shown.contains(place))
    }
}

/// Whether the answer at a place is shown now.
#[must_use]
pub fn is_shown(filling: &Filling, place: &Place) -> bool {
    let service = filling.service();
    let field = service.field(&place.field);
    field.is_some_and(|field| Scope::at(&service, filling, place, |scope| scope.is_shown(field)))
}

/// The answer that counts at a place: as typed or filled, else worked out.
#[must_use]
pub fn counting(filling: &Filling, place: &Place) -> Option<Value> {
    let service = filling.service();
    Scope::at(&service, filling, place, |scope| scope.answer(&place.field))
}

/// The numbers that are hidden in the text of an answer, since it is worked out from them.
#[must_use]
pub fn hidden_in(filling: &Filling, place: &Place) -> Vec<String> {
    let service = filling.service();
    hidden_of(&service, filling, place)
}

/// The same of answers that are kept.
#[must_use]
pub fn hidden_of(service: &Service, reader: &dyn Reader, place: &Place) -> Vec<String> {
    let field = { service.field(&place.field) }.filter(|field| field.computed.is_some());
    let read = |field| Scope::at(service, reader, place, |scope| scope.hidden_in(field));
    field.map(read).unwrap_or_default()
}

/// What a control shows: as typed, faults and all; else what is worked out.
#[must_use]
pub fn as_typed(filling: &Filling, place: &Place, is_computed: bool) -> Signal<Option<Value>> {
    let (filling, place) = (filling.clone(), place.clone());
    let signal = filling.signal(&place);
    Signal::derive(move || match signal.get() {
        None if is_computed => counting(&filling, &place),
        value => value,
    })
}

/// The fault that is shown of an answer, in words. What comes by itself and is on its way is nobody's fault.
#[must_use]
pub fn told_fault(filling: &Filling, shown: Shown, place: &Place) -> Option<SummaryLine> {
    if !shown.has(place) || awaited(filling, place).is_some() {
        return None;
    }
    line_at(filling, place)
}

/// The frame of a field's control.
#[must_use]
pub fn frame(filling: &Filling, shown: Shown, field: &Field, place: &Place) -> FieldFrame {
    let required = {
        let (filling, place) = (filling.clone(), place.clone());
        Memo::new(move |_| {
            let service = filling.service();
            let field = service.field(&place.field);
            field.is_some_and(|field| {
                Scope::at(&service, &filling, &place, |scope| scope.is_required(field))
            })
        })
    };
    let fault = {
        let (filling, place) = (filling.clone(), place.clone());
        Memo::new(move |_| told_fault(&filling, shown, &place))
    };
    let leave = {
        let (filling, place) = (filling.clone(), place.clone());
        move || {
            if filling.signal(&place).with_untracked(Option::is_some) {
                shown.show([place.clone()]);
            }
        }
    };
    FieldFrame::new(id(place), field.label.clone())
        .hint(field.hint.clone())
        .why(Some(why(&untrack(|| filling.service()), field)))
        .required(required)
        .fault(Signal::derive(move || Some(fault.get()?.text)))
        .wrong_part(Signal::derive(move || {
            let fault = fault.get()?;
            let (_, part) = fault.pointer.rsplit_once(':')?;
            Some(part.to_owned())
        }))
        .on_leave(leave)
}

/// Why it is asked: the definition's reason, else the form that asks it and the law of the service; then who sees it.
#[must_use]
pub fn why(service: &Service, field: &Field) -> String {
    let own = field.why.clone().unwrap_or_else(|| {
        let item = { field.items.values() }.find(|item| item.as_str() != "E");
        let asked = match item {
            Some(item) => say::why_item(item),
            None => t(Text::WhyElectronic).to_owned(),
        };
        match service.legal.first() {
            Some(ground) => [&asked, " ", &say::why_ground(&ground.number)].concat(),
            None => asked,
        }
    });
    [&own, " ", t(Text::WhySeen)].concat()
}
