//! The offices that take a case for a commune: asked once and kept, waited for by whoever goes on.

use super::{Filling, value};
use crate::portal::Problem;
use crate::portal::offices::offices;
use crate::portal::site::Item;
use crate::ui::{Entries, Entry};
use forms::answers::Reader;
use forms::definition::Case;
use forms::kind::{Kind, UnitLevel};
use forms::place::Place;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// How asking for offices goes.
#[derive(Clone, Debug, PartialEq)]
pub enum Offices {
    /// The answer is on its way.
    Asked,
    /// The usual one first; none where no office takes the case.
    Here(Entries),
    /// They could not be had.
    Out(Problem),
}

/// Which offices are asked for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Question {
    procedure: String,
    case: String,
    commune: String,
}

thread_local! {
    static KNOWN: RefCell<BTreeMap<Question, ArcRwSignal<Offices>>> = const { RefCell::new(BTreeMap::new()) };
}

impl Question {
    /// The offices of a case for a commune.
    #[must_use]
    pub fn of(case: &Case, commune: &str) -> Self {
        Self {
            procedure: case.procedure.clone(),
            case: case.code.clone(),
            commune: commune.to_owned(),
        }
    }

    /// The offices; asked for when nobody did.
    #[must_use]
    pub fn offices(&self) -> ArcRwSignal<Offices> {
        let known = KNOWN.with_borrow(|known| known.get(self).cloned());
        known.unwrap_or_else(|| {
            let signal = ArcRwSignal::new(Offices::Asked);
            KNOWN.with_borrow_mut(|known| known.insert(self.clone(), signal.clone()));
            self.fetch(&signal);
            signal
        })
    }

    /// Asks once more where they could not be had.
    pub fn ask(&self) {
        let signal = self.offices();
        if signal.with_untracked(|state| matches!(state, Offices::Out(_))) {
            signal.set(Offices::Asked);
            self.fetch(&signal);
        }
    }

    fn fetch(&self, signal: &ArcRwSignal<Offices>) {
        let (asked, signal) = (self.clone(), signal.clone());
        spawn_local(async move {
            let found = offices(&asked.procedure, &asked.case, &asked.commune).await;
            signal.set(match found {
                Ok(items) => Offices::Here(items.into_iter().map(entry).collect()),
                // The commune has none that takes it.
                Err(Problem::Refused(_) | Problem::NotFound) => Offices::Here(Entries::default()),
                Err(problem) => Offices::Out(problem),
            });
        });
    }
}

/// The question on which the answer at a place waits, and whether it could not be answered. None: it waits for
/// nothing, because it is there, or because something else is to be given first.
#[must_use]
pub fn awaited(filling: &Filling, place: &Place) -> Option<(Question, bool)> {
    let service = filling.service();
    let kind = &service.field(&place.field)?.kind;
    if !matches!(kind, Kind::Unit(UnitLevel::Authority)) {
        return None;
    }
    let given = filling.answer(place);
    if value::code_of(given.as_ref()).0.is_some() {
        return None;
    }
    let commune = value::unit_of(given.as_ref(), false).commune?;
    let question = Question::of(&filling.case()?, &commune);
    let is_out = is_out(&question.offices().get())?;
    Some((question, is_out))
}

/// Whether offices could not be had; none where there is nothing to wait for. The usual office is taken a moment after
/// they came.
fn is_out(offices: &Offices) -> Option<bool> {
    match offices {
        Offices::Asked => Some(false),
        Offices::Here(entries) => (!entries.is_empty()).then_some(false),
        Offices::Out(_) => Some(true),
    }
}

fn entry(item: Item) -> Entry {
    Entry {
        code: item.code,
        name: item.name,
        also: item.also,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_waits_while_an_office_may_come() {
        let one = Entries::from_iter([Entry {
            code: "H".into(),
            name: "Ủy ban nhân dân xã Mẫu".into(),
            also: Vec::new(),
        }]);
        assert_eq!(is_out(&Offices::Asked), Some(false));
        assert_eq!(is_out(&Offices::Here(one)), Some(false));
        assert_eq!(is_out(&Offices::Here(Entries::default())), None);
        assert_eq!(is_out(&Offices::Out(Problem::Offline)), Some(true));
    }
}
