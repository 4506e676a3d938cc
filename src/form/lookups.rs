//! Look-ups of a filling: a register is asked with the answers, and what it says fills others.

use super::Filling;
use super::places::fault_at;
use crate::portal::lookup::{Said, look_up};
use crate::portal::{Problem, Proof};
use forms::answers::Reader;
use forms::condition::Expr;
use forms::definition::{Field, Lookup, Service};
use forms::fact::Fact;
use forms::lookup::{alternatives, facts, request};
use forms::origin::Origin;
use forms::place::{FieldId, Place};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// How a look-up stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Looked {
    /// What was asked.
    request: Value,
    /// What came of it.
    pub state: Look,
}

/// What came of a look-up.
#[derive(Clone, Debug, PartialEq)]
pub enum Look {
    /// The register has not answered yet.
    Waiting,
    /// It said this; what of it is an answer stands in the form.
    Found(Value),
    /// It said several things: one is to be picked. With the time at which it was so.
    Several(Vec<Value>, String),
    /// It holds nothing under what was asked.
    NotHeld,
    /// It could not be asked.
    Out(Problem),
    /// What was asked has changed since.
    Outdated,
}

/// All look-ups that were made, by key.
pub type Lookups = BTreeMap<String, Looked>;

/// Keys of the look-ups that have spoken: what they filled and say no more goes.
pub fn spoken(lookups: &Lookups, service: &Service) -> BTreeSet<String> {
    let has_spoken = |key: &String| {
        lookups
            .get(key)
            .is_some_and(|looked| !matches!(looked.state, Look::Waiting | Look::Out(_)))
    };
    let keys = service.lookups.iter().map(Lookup::key);
    keys.filter(has_spoken).collect()
}

/// Keys of the look-ups whose answers stand in the form, also of a draft that was opened again.
pub fn standing<'a>(origins: impl IntoIterator<Item = &'a Origin>) -> BTreeSet<String> {
    let keys = origins.into_iter().filter_map(|origin| origin.prov.clone());
    keys.filter(|key| Lookup::is_key(key)).collect()
}

/// Whether everything that a look-up asks with is answered, and can be right.
#[must_use]
pub fn is_ready(filling: &Filling, lookup: &Lookup) -> bool {
    let service = filling.service();
    let is_wrong =
        |place: &Place| filling.answer(place).is_some() && fault_at(filling, place).is_some();
    let is_faulty = |field: FieldId| match field.list() {
        None => is_wrong(&Place::from(field)),
        Some(list) => { filling.rows(&list).into_iter() }
            .any(|row| is_wrong(&Place::in_row(field.clone(), row))),
    };
    let mut asked_with = lookup.request.values().flat_map(Expr::reads);
    request(&service, lookup, filling).is_some() && !asked_with.any(is_faulty)
}

/// Asks the register.
pub fn start(filling: &Filling, lookup: &Lookup) {
    let service = untrack(|| filling.service());
    let Some(asked) = request(&service, lookup, &filling.plain()) else {
        return;
    };
    set(filling, lookup, &asked, Look::Waiting);
    let (filling, lookup) = (filling.clone(), lookup.clone());
    spawn_local(async move {
        let said = look_up(&lookup.id, &with_draft(&filling, &lookup, &asked)).await;
        if !is_asking(&filling, &lookup, &asked) {
            return;
        }
        match said {
            Ok(Said::Answer(answer, as_of)) => {
                let offered = alternatives(&lookup, &answer);
                match offered.as_slice() {
                    [] => miss(&filling, &lookup, &asked),
                    [only] => take(&filling, &lookup, only, &as_of),
                    _ => {
                        let offered = offered.into_iter().cloned().collect();
                        set(&filling, &lookup, &asked, Look::Several(offered, as_of));
                    }
                }
            }
            Ok(Said::NotHeld) => miss(&filling, &lookup, &asked),
            Ok(Said::Out) => set(&filling, &lookup, &asked, Look::Out(Problem::Silent)),
            Err(problem) => set(&filling, &lookup, &asked, Look::Out(problem)),
        }
    });
}

/// Takes over what the register said, or the one of several that was picked.
pub fn take(filling: &Filling, lookup: &Lookup, answer: &Value, as_of: &str) {
    let service = untrack(|| filling.service());
    let said = facts(&service, lookup, answer, as_of);
    let (key, proof) = (lookup.key(), Proof::of_lookup(lookup, as_of));
    filling.background().update(|known| {
        known.facts.retain(|fact| fact.subject != key);
        known.facts.extend(said);
        known.prove([(key, proof)].into());
    });
    filling.looked().update(|lookups| {
        if let Some(looked) = lookups.get_mut(&lookup.key()) {
            looked.state = Look::Found(answer.clone());
        }
    });
    filling.refill();
}

/// Whether a fact would fill this field.
#[must_use]
pub fn fills(field: &Field, fact: &Fact) -> bool {
    field.sources.iter().any(|source| {
        source.id == fact.provenance.source
            && match &source.from {
                Some(cited) => fact.is(cited),
                None => field.concept == fact.concept,
            }
    })
}

/// Lets go of what was looked up with answers that have changed since.
pub fn let_go_of_outdated(filling: &Filling) {
    let service = untrack(|| filling.service());
    let plain = filling.plain();
    for lookup in &service.lookups {
        let asked = filling.looked().with_untracked(|lookups| {
            let looked = lookups.get(&lookup.key())?;
            (looked.state != Look::Outdated).then(|| looked.request.clone())
        });
        let Some(asked) = asked else { continue };
        if request(&service, lookup, &plain).as_ref() != Some(&asked) {
            forget(filling, lookup);
            set(filling, lookup, &asked, Look::Outdated);
            filling.refill();
        }
    }
}

/// The number that is held belongs to the draft: the register must know which (contract 4.5, `plate-choice`).
fn with_draft(filling: &Filling, lookup: &Lookup, asked: &Value) -> Value {
    let mut asked = asked.clone();
    if let Some(members) = asked
        .as_object_mut()
        .filter(|_| lookup.id == "plate-choice")
    {
        let draft = filling.head().with_untracked(|head| head.id.clone());
        members.insert("draftId".to_owned(), draft.into());
    }
    asked
}

/// The register holds nothing: what it said before goes.
fn miss(filling: &Filling, lookup: &Lookup, asked: &Value) {
    forget(filling, lookup);
    set(filling, lookup, asked, Look::NotHeld);
    filling.refill();
}

fn forget(filling: &Filling, lookup: &Lookup) {
    let key = lookup.key();
    filling
        .background()
        .update(|known| known.facts.retain(|fact| fact.subject != key));
}

fn set(filling: &Filling, lookup: &Lookup, request: &Value, state: Look) {
    let looked = Looked {
        request: request.clone(),
        state,
    };
    filling
        .looked()
        .update(|lookups| drop(lookups.insert(lookup.key(), looked)));
}

fn is_asking(filling: &Filling, lookup: &Lookup, asked: &Value) -> bool {
    filling.looked().with_untracked(|lookups| {
        let looked = lookups.get(&lookup.key());
        looked.is_some_and(|looked| looked.state == Look::Waiting && looked.request == *asked)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use forms::origin::How;

    fn filled_by(prov: &str) -> Origin {
        Origin {
            how: How::Auto,
            prov: Some(prov.to_owned()),
            original: None,
            others: Vec::new(),
        }
    }

    #[test]
    fn what_a_draft_was_filled_by_tells_its_look_ups() {
        let origins = [filled_by("prov-0001"), filled_by("lookup-exam")];
        assert_eq!(standing(&origins), ["lookup-exam".to_owned()].into());
    }
}
