//! What was typed about whoever was meant before: it never describes another person. It goes when another one is chosen by
//! name, which is told, with the way to take it back; it comes back by itself when the one is chosen again. Nobody is
//! asked first: the dead are named by people who have better to do, and a question about each answer would be the longer
//! way to the same. Answers that choose the case stay: where records contradict them, both are shown.

use super::Filling;
use super::family::{Sought, chosen};
use crate::portal::family::Relative;
use forms::answers::Reader;
use forms::merge::told_of;
use forms::origin::How;
use forms::place::Place;
use leptos::prelude::*;
use serde_json::Value;
use vietnam::name::same_name;

/// What was typed about somebody who is not meant any more.
#[derive(Clone, Debug, PartialEq)]
pub struct Parted {
    /// Stands for them in requests, where they were chosen by name.
    pub handle: Option<String>,
    /// Their name.
    pub name: String,
    /// What was typed, by place.
    pub answers: Vec<(Place, Value)>,
}

/// Takes out what was typed about whoever was meant, where `next` is somebody else; none: somebody who is not offered.
pub(super) fn part(filling: &Filling, sought: &Sought, next: Option<&Relative>) {
    let name = untrack(|| filling.answer(&Place::from(sought.name.clone())));
    let Some(name) = name.as_ref().and_then(Value::as_str) else {
        return;
    };
    let before = untrack(|| chosen(filling, sought));
    let handle = before.map(|before| before.handle);
    if !is_another(name, handle.as_deref(), next) {
        return;
    }
    let service = untrack(|| filling.service());
    let own = [Some(&sought.name), sought.born.as_ref()];
    let fields = told_of(&service, &filling.plain(), &sought.about, &sought.name);
    let mut answers = Vec::new();
    for field in fields.iter().filter(|field| !own.contains(&Some(field))) {
        let place = Place::from(field.clone());
        let Some(value) = filling.signal(&place).get_untracked() else {
            continue;
        };
        let is_theirs = filling.background().with_untracked(|known| {
            let origin = known.origins.get(&place);
            origin.is_none_or(|origin| origin.how != How::Auto)
        });
        if is_theirs {
            filling.background().update(|known| {
                known.origins.remove(&place);
                known.disputes.remove(&place);
            });
            filling.signal(&place).set(None);
            answers.push((place, value));
        }
    }
    if !answers.is_empty() {
        let name = name.to_owned();
        filling.sources().update(|sources| {
            let parted = Parted {
                handle,
                name,
                answers,
            };
            sources.parted.insert(sought.about.clone(), parted);
        });
        filling.touch();
    }
}

/// Puts back what was typed, where nothing stands now.
pub fn bring_back(filling: &Filling, sought: &Sought) {
    let parted = { filling.sources() }
        .try_update(|sources| sources.parted.remove(&sought.about))
        .flatten();
    for (place, value) in parted.into_iter().flat_map(|parted| parted.answers) {
        if filling.signal(&place).with_untracked(Option::is_none) {
            filling.set_answer(&place, Some(value));
        }
    }
}

/// The same, where the one of whom it was is chosen again.
pub(super) fn bring_back_of(filling: &Filling, sought: &Sought, who: &Relative) {
    let is_theirs = filling.sources().with_untracked(|sources| {
        let parted = sources.parted.get(&sought.about);
        parted.is_some_and(|parted| parted.handle.as_ref() == Some(&who.handle))
    });
    if is_theirs {
        bring_back(filling, sought);
    }
}

/// Whether `next` is somebody else than who is meant by this name, chosen under this handle or typed. Where nobody is
/// chosen who is offered, only who was chosen before is known to be another.
fn is_another(name: &str, handle: Option<&str>, next: Option<&Relative>) -> bool {
    match (next, handle) {
        (Some(next), Some(handle)) => handle != next.handle,
        (Some(next), None) => !same_name(name, &next.full_name),
        (None, handle) => handle.is_some(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::portal::family::Relation;

    #[test]
    fn another_person_is_told_from_the_one_who_was_meant() {
        let next = Relative {
            relation: Relation::Father,
            handle: "h2".to_owned(),
            full_name: "Mẫu Bình".to_owned(),
            birth_date: None,
            personal_id: None,
            proof: None,
        };
        assert!(is_another("Mẫu An", Some("h1"), Some(&next)));
        assert!(!is_another("Mẫu Bình", Some("h2"), Some(&next)));
        assert!(
            is_another("Mẫu Bình", Some("h1"), Some(&next)),
            "a namesake"
        );
        assert!(!is_another("MẪU BÌNH", None, Some(&next)), "who was typed");
        assert!(is_another("Mẫu An", None, Some(&next)));
        assert!(is_another("Mẫu An", Some("h1"), None));
        assert!(!is_another("Mẫu An", None, None), "whoever was typed stays");
    }
}
