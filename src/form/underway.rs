//! What a person has begun at an answer and not done yet: a side that is picked where sources differ, a report that is
//! being written. Kept with the filling, for a page is drawn anew when the language is switched; saved nowhere.

use super::Filling;
use super::edit::Choice;
use forms::merge::{Candidate, Conflict};
use forms::place::Place;
use leptos::prelude::*;

/// What is begun at a place. Cloning gives another handle to the same.
#[derive(Clone, Default)]
pub struct Underway {
    /// The side that is picked where sources differ.
    pub picked: ArcRwSignal<Option<Picked>>,
    /// Whether the report is open.
    pub is_open: ArcRwSignal<bool>,
    /// The source that is reported, by the key of its provenance.
    pub source: ArcRwSignal<Option<String>>,
    /// The note for the office.
    pub note: ArcRwSignal<String>,
    /// Whether the person asks for a correction.
    pub asked: ArcRwSignal<bool>,
}

impl Underway {
    /// The report is made, or taken back: nothing is left of what was written.
    pub fn unreport(&self) {
        self.is_open.set(false);
        self.source.set(None);
        self.note.set(String::new());
        self.asked.set(false);
    }
}

/// A side among those that differ.
#[derive(Clone, Debug, PartialEq)]
pub enum Picked {
    /// What a source says.
    Said(Box<Candidate>),
    /// What the person typed.
    Typed,
}

impl Picked {
    /// The choice that it comes to, as the sources differ now; none where nobody says so any more.
    #[must_use]
    pub fn choice(&self, now: &Conflict) -> Option<Choice> {
        match self {
            Self::Said(shown) => Choice::of(shown, now),
            Self::Typed => now.typed.as_ref().map(|_| Choice::Typed),
        }
    }
}

impl Filling {
    /// The choice that is picked at a place where sources differ; not decided yet.
    #[must_use]
    pub fn picked(&self, place: &Place) -> Option<Choice> {
        let picked = self.underway(place).picked.get()?;
        self.background()
            .with(|known| picked.choice(known.conflict(place)?))
    }

    /// Decides what is picked at these places.
    pub fn decide_picked(&self, places: impl IntoIterator<Item = Place>) {
        for place in places {
            if let Some(choice) = untrack(|| self.picked(&place)) {
                self.decide(&place, &choice);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use forms::fact::Provenance;
    use serde_json::json;

    #[test]
    fn what_is_picked_is_found_again_by_what_it_says() {
        let said = |text: &str, id: &str| Candidate {
            value: json!(text),
            provenance: Provenance {
                id: id.into(),
                ..Provenance::default()
            },
        };
        let mut now = Conflict {
            place: Place::of("name"),
            candidates: vec![said("A", "v1"), said("B", "v2")],
            typed: None,
        };
        let picked = Picked::Said(Box::new(said("B", "v2")));
        assert_eq!(picked.choice(&now), Some(Choice::Candidate(1)));
        assert_eq!(Picked::Typed.choice(&now), None);
        now.candidates.remove(0);
        now.typed = Some(json!("C"));
        assert_eq!(picked.choice(&now), Some(Choice::Candidate(0)));
        assert_eq!(Picked::Typed.choice(&now), Some(Choice::Typed));
        now.candidates.clear();
        assert_eq!(picked.choice(&now), None);
    }
}
