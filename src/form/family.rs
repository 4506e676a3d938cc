//! Whose data: where a case asks about a relative, those whom the registers know are offered by name. Which part of the
//! form is about whom, the definition says: by the keys of its sources.

use super::Filling;
use super::sources;
use super::wanted::Chosen;
use crate::portal::family::{self, Relation, Relative};
use forms::answers::Reader;
use forms::definition::{Service, SourceUse};
use forms::eval::Scope;
use forms::place::{FieldId, Place};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Sources that tell who is family, and who is of the household. They are read with consent only.
const FAMILY: &str = "population";
const HOUSEHOLD: &str = "residence";
/// Keys by which a person is meant (contract 3.1).
const NAME: &str = "full_name";
const BORN: &str = "birth_date";

/// Subject kind of whoever has died (contract 3.1).
pub const DECEASED: &str = "deceased";

/// A person about whom the form asks, and who that may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sought {
    /// Subject kind.
    pub about: String,
    /// The field of their name.
    pub name: FieldId,
    /// The field of their birth date, where it says who they are.
    pub born: Option<FieldId>,
}

/// The people about whom sources are asked by a name that is to be given, each subject kind once.
#[must_use]
pub fn sought(service: &Service, reader: &dyn Reader) -> Vec<Sought> {
    let scope = Scope::new(service, reader);
    let mut all: Vec<Sought> = Vec::new();
    let uses = service
        .sources
        .iter()
        .filter(|used| scope.holds(&used.when));
    for used in uses {
        let Some(name) = used.keys.get(NAME) else {
            continue;
        };
        for about in used.about.iter().filter(|about| *about != "self") {
            if !all.iter().any(|known| known.about == *about) {
                all.push(meant(used, about, name));
            }
        }
    }
    all
}

fn meant(used: &SourceUse, about: &str, name: &FieldId) -> Sought {
    Sought {
        about: about.to_owned(),
        name: name.clone(),
        born: used.keys.get(BORN).cloned(),
    }
}

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

/// Brings the relatives once the sources that tell them are agreed to. What cannot be had is typed.
pub fn bring(filling: &Filling) {
    let (has_family, has_household, is_known) = filling.sources().with_untracked(|sources| {
        let agreed = |source: &str| sources.agreed.contains(source);
        (
            agreed(FAMILY),
            agreed(HOUSEHOLD),
            sources.relatives.is_some(),
        )
    });
    if !has_family || is_known {
        return;
    }
    filling
        .sources()
        .update(|sources| sources.relatives = Some(Vec::new()));
    let filling = filling.clone();
    spawn_local(async move {
        let found = family::relatives(has_household).await;
        filling
            .sources()
            .update(|sources| sources.relatives = found.ok());
    });
}

/// The relatives who may be the one meant; not the person who asks.
#[must_use]
pub fn offered(filling: &Filling, about: &str) -> Vec<Relative> {
    let own = filling.account().map(|account| account.name.as_str());
    filling.sources().with(|sources| {
        let relatives = sources.relatives.iter().flatten();
        let fitting = relatives.filter(|one| may_be(about, one.relation));
        let others = fitting.filter(|one| Some(one.full_name.as_str()) != own);
        others.cloned().collect()
    })
}

/// The person chose somebody: their name stands in the form, and the sources are asked about them. What was known of
/// whoever was meant before goes.
pub fn choose(filling: &Filling, sought: &Sought, who: &Relative) {
    let chosen = Chosen {
        handle: who.handle.clone(),
        full_name: who.full_name.clone(),
        birth_date: who.birth_date.clone(),
    };
    other(filling, sought);
    filling.sources().update(|sources| {
        sources.chosen.insert(sought.about.clone(), chosen);
    });
    filling.set_answer(
        &Place::from(sought.name.clone()),
        Some(who.full_name.as_str().into()),
    );
    if let (Some(field), Some(born)) = (&sought.born, &who.birth_date) {
        filling.set_answer(&Place::from(field.clone()), Some(born.as_str().into()));
    }
    sources::look(filling);
}

/// Somebody else is meant: their name is typed, and nothing of another person stays. What was typed already does.
pub fn other(filling: &Filling, sought: &Sought) {
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
}
