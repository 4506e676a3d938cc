//! Whose data: where a case asks about a relative, those whom the registers know are offered by name. Which part of the
//! form is about whom, the definition says: by the keys of its sources.

use super::Filling;
use super::family_typed::{bring_back_of, part};
use super::sources;
use super::wanted::Chosen;
use crate::device::clock::pause;
use crate::portal::Problem;
use crate::portal::family::{self, Relation, Relative};
use forms::answers::Reader;
use forms::fact::{Fact, FactValue, Provenance};
use forms::origin::How;
use forms::place::{FieldId, Place};
pub use forms::whose::{Sought, sought};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Sources that tell who is family, and who is of the household. They are read with consent only.
const FAMILY: &str = "population";
const HOUSEHOLD: &str = "residence";
/// Keys by which a person is meant (contract 3.1).
const NAME: &str = "full_name";
const BORN: &str = "birth_date";

/// Begins the record ids of what the registers told of somebody who was chosen.
const TOLD: &str = "relative/";

/// So long is waited before the relatives are asked for again that did not come, in milliseconds.
const AGAIN: [u32; 2] = [2000, 10_000];

/// Subject kind of whoever has died (contract 3.1).
pub const DECEASED: &str = "deceased";

/// Whether somebody of this relation may be the one.
#[must_use]
pub fn may_be(about: &str, relation: Relation) -> bool {
    match about {
        "child" => relation == Relation::Child,
        "ward" => relation == Relation::Ward,
        "parent" => matches!(relation, Relation::Father | Relation::Mother),
        "spouse" => relation == Relation::Spouse,
        "household-member" => relation == Relation::Household,
        // Any of them; that they have died, the records say.
        DECEASED => true,
        _ => false,
    }
}

/// Whether the source that tells the relatives is agreed to.
#[must_use]
pub fn may_bring(filling: &Filling) -> bool {
    { filling.sources() }.with(|sources| sources.agreed.contains(FAMILY))
}

/// Brings the relatives, if they are not known yet. What cannot be had is typed.
pub fn bring(filling: &Filling) {
    let (has_household, is_known) = filling.sources().with_untracked(|sources| {
        let has_household = sources.agreed.contains(HOUSEHOLD);
        (has_household, sources.relatives.is_some())
    });
    if is_known {
        return;
    }
    filling
        .sources()
        .update(|sources| sources.relatives = Some(Vec::new()));
    let filling = filling.clone();
    spawn_local(async move {
        let mut found = family::relatives(has_household).await;
        for wait in AGAIN {
            if !found.as_ref().is_err_and(Problem::passes) {
                break;
            }
            pause(wait).await;
            found = family::relatives(has_household).await;
        }
        filling
            .sources()
            .update(|sources| sources.relatives = found.ok());
    });
}

/// The relatives who may be the one meant; not the person who asks.
#[must_use]
pub fn offered(filling: &Filling, about: &str) -> Vec<Relative> {
    let own = filling.account().map(|account| account.name.as_str());
    let born = filling.background().with(|known| {
        let mut facts = known.facts.iter();
        let own = facts.find(|fact| fact.subject == "self" && fact.attribute == BORN);
        own.and_then(|fact| match &fact.value {
            FactValue::Value(born) => born.as_str().map(str::to_owned),
            FactValue::Raw(_) => None,
        })
    });
    filling.sources().with(|sources| {
        let relatives = sources.relatives.iter().flatten();
        let fitting = relatives.filter(|one| may_be(about, one.relation));
        let others = fitting.filter(|one| !is_own(one, own, born.as_deref()));
        others.cloned().collect()
    })
}

/// Whether it is the person who asks, as their household names them: others of the same name have another birth date.
fn is_own(one: &Relative, name: Option<&str>, born: Option<&str>) -> bool {
    let (theirs, own) = (one.birth_date.as_deref(), born);
    one.relation == Relation::Household
        && name == Some(one.full_name.as_str())
        && (theirs.is_none() || own.is_none() || theirs == own)
}

/// The person chose somebody: their name stands in the form, and the sources are asked about them. What was known of
/// whoever was meant before goes.
pub fn choose(filling: &Filling, sought: &Sought, who: &Relative) {
    let chosen = Chosen {
        handle: who.handle.clone(),
        full_name: who.full_name.clone(),
        birth_date: who.birth_date.clone(),
    };
    part(filling, sought, Some(who));
    let_go(filling, sought);
    if let Some(proof) = &who.proof {
        let facts = told(sought, &chosen, proof.shown());
        let id = proof.shown().id.clone();
        filling.background().update(|known| {
            known.prove([(id, proof.clone())].into());
            known.facts.extend(facts);
        });
        // Who is chosen stands in place of whoever was typed.
        for field in [Some(&sought.name), sought.born.as_ref()] {
            field.into_iter().for_each(|field| clear(filling, field));
        }
        filling.refill();
    }
    filling.sources().update(|sources| {
        sources.chosen.insert(sought.about.clone(), chosen);
    });
    put(filling, &sought.name, &who.full_name);
    if let (Some(field), Some(born)) = (&sought.born, &who.birth_date) {
        put(filling, field, born);
    }
    bring_back_of(filling, sought, who);
    sources::look(filling);
}

/// What the registers told of somebody who was chosen, as facts: it fills the form as any fact does, and keeps where it
/// comes from.
fn told(sought: &Sought, chosen: &Chosen, by: &Provenance) -> Vec<Fact> {
    let fact = |attribute: &str, value: &str| Fact {
        record: FAMILY.to_owned(),
        attribute: attribute.to_owned(),
        concept: ["person.", attribute].concat(),
        record_id: [TOLD, &chosen.handle].concat(),
        row: None,
        subject: sought.about.clone(),
        value: FactValue::Value(value.into()),
        provenance: by.clone(),
    };
    let born = chosen.birth_date.iter().map(|born| fact(BORN, born));
    [fact(NAME, &chosen.full_name)]
        .into_iter()
        .chain(born)
        .collect()
}

/// The same of a draft that was opened, as long as a register's name stands there.
pub fn recall(filling: &Filling) {
    let service = untrack(|| filling.service());
    for sought in sought(&service, &filling.plain()) {
        let Some(who) = untrack(|| chosen(filling, &sought)) else {
            continue;
        };
        let place = Place::from(sought.name.clone());
        filling.background().update(|known| {
            let origin = known.origins.get(&place);
            let prov = origin.filter(|origin| origin.how == How::Auto);
            let prov = prov.and_then(|origin| origin.prov.as_ref());
            let by = prov.and_then(|prov| known.provenance.get(prov));
            let facts = by.map(|by| told(&sought, &who, by));
            known.facts.extend(facts.into_iter().flatten());
        });
    }
}

/// Whether the registers told this of somebody who was chosen by name. It counts until the records about them say it
/// themselves.
#[must_use]
pub fn is_told(fact: &Fact) -> bool {
    fact.record_id.starts_with(TOLD)
}

/// Takes an answer out as if it had never been given.
fn clear(filling: &Filling, field: &FieldId) {
    let place = Place::from(field.clone());
    filling.background().update(|known| {
        known.origins.remove(&place);
    });
    filling.signal(&place).set(None);
}

/// Puts what was chosen where no fact may fill it.
fn put(filling: &Filling, field: &FieldId, value: &str) {
    let place = Place::from(field.clone());
    let now = filling.signal(&place).get_untracked();
    if now.is_none_or(|now| now.as_str() != Some(value)) {
        filling.set_answer(&place, Some(value.into()));
    }
}

/// Somebody else is meant: their name is typed, and nothing of another person stays.
pub fn other(filling: &Filling, sought: &Sought) {
    part(filling, sought, None);
    let_go(filling, sought);
}

/// Lets go of whoever was chosen, whichever kind of relative that was: by the person, so that it is saved.
fn let_go(filling: &Filling, sought: &Sought) {
    let service = untrack(|| filling.service());
    let all = forms::whose::sought(&service, &filling.plain());
    let same_part = all.iter().filter(|one| one.name == sought.name);
    same_part.for_each(|one| not_meant(filling, one));
    filling.touch();
}

fn not_meant(filling: &Filling, sought: &Sought) {
    forget(filling, sought);
    let chosen = filling
        .sources()
        .with_untracked(|sources| sources.chosen.get(&sought.about).cloned());
    let Some(chosen) = chosen else { return };
    filling.sources().update(|sources| {
        sources.chosen.remove(&sought.about);
    });
    empty(filling, &sought.name, Some(&chosen.full_name));
    if let Some(born) = &sought.born {
        empty(filling, born, chosen.birth_date.as_deref());
    }
}

/// Who was chosen, as long as their name is the answer.
#[must_use]
pub fn chosen(filling: &Filling, sought: &Sought) -> Option<Chosen> {
    let name = filling.answer(&Place::from(sought.name.clone()))?;
    filling.sources().with(|sources| {
        let chosen = sources.chosen.get(&sought.about);
        chosen
            .filter(|chosen| name == chosen.full_name.as_str())
            .cloned()
    })
}

/// Empties an answer that is still what was put there.
fn empty(filling: &Filling, field: &FieldId, put: Option<&str>) {
    let place = Place::from(field.clone());
    let now = filling.signal(&place).get_untracked();
    if now.is_some_and(|now| now.as_str() == put) {
        filling.set_answer(&place, None);
    }
}

/// What sources said of whoever was meant counts no more; what it filled goes.
fn forget(filling: &Filling, sought: &Sought) {
    filling.background().update(|known| {
        known.facts.retain(|fact| fact.subject != sought.about);
    });
    // They count as having answered until they are asked again, so that what they filled is withdrawn.
    filling.refill_if_known();
    filling.sources().update(|sources| {
        sources
            .asked
            .retain(|asked| asked.wanted.about != sought.about);
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use forms::whose::BY_NAME;

    #[test]
    fn only_those_who_fit_are_offered() {
        let all = [
            Relation::Father,
            Relation::Mother,
            Relation::Spouse,
            Relation::Child,
            Relation::Ward,
            Relation::Household,
        ];
        let count = |about: &str| all.iter().filter(|one| may_be(about, **one)).count();
        assert!(BY_NAME.iter().all(|about| count(about) > 0));
        let counts = [
            "child",
            "parent",
            "spouse",
            "household-member",
            "deceased",
            "ward",
            "guest",
        ];
        assert_eq!(counts.map(count), [1, 2, 1, 1, 6, 1, 0]);
    }

    fn relative(relation: Relation, name: &str, born: Option<&str>) -> Relative {
        Relative {
            relation,
            handle: "h1".to_owned(),
            full_name: name.to_owned(),
            birth_date: born.map(str::to_owned),
            personal_id: None,
            proof: None,
        }
    }

    #[test]
    fn a_member_of_the_household_with_ones_own_name_is_oneself_unless_born_on_another_day() {
        let member = |born| relative(Relation::Household, "Mẫu An", born);
        let own = |one: &Relative| is_own(one, Some("Mẫu An"), Some("1990-01-01"));
        assert!(own(&member(Some("1990-01-01"))));
        assert!(own(&member(None)));
        assert!(!own(&member(Some("2015-05-05"))));
        let child = relative(Relation::Child, "Mẫu An", Some("1990-01-01"));
        assert!(!own(&child), "nobody is their own child");
    }

    #[test]
    fn what_a_register_tells_of_who_was_chosen_is_its_word() {
        let sought = Sought {
            about: "child".to_owned(),
            name: FieldId::new("full_name"),
            born: None,
        };
        let chosen = Chosen {
            handle: "h1".to_owned(),
            full_name: "Mẫu An".to_owned(),
            birth_date: Some("2020-06-01".to_owned()),
        };
        let by = Provenance {
            id: "p1".to_owned(),
            source: "population".to_owned(),
            ..Provenance::default()
        };
        let facts = told(&sought, &chosen, &by);
        let said: Vec<_> = { facts.iter() }
            .map(|fact| (fact.concept.as_str(), fact.subject.as_str()))
            .collect();
        assert_eq!(
            said,
            [
                ("person.full_name", "child"),
                ("person.birth_date", "child")
            ]
        );
        assert!(facts.iter().all(is_told));
    }
}
