//! What becomes of an answer's origin when the person changes or decides it (contract 4.6). Pure.

use forms::compare::same;
use forms::definition::Service;
use forms::kind::Kind;
use forms::merge::{Candidate, Conflict};
use forms::origin::{How, Origin, Other};
use forms::place::Place;
use serde_json::Value;

/// What a person chose where sources differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// What this candidate says, by its place in the conflict.
    Candidate(usize),
    /// What was typed.
    Typed,
    /// Something else, to be typed.
    Other,
}

impl Choice {
    /// The choice of what was shown, wherever it stands among what is said now; none where it is not said any more.
    #[must_use]
    pub fn of(shown: &Candidate, now: &Conflict) -> Option<Self> {
        let mut candidates = now.candidates.iter();
        let index = candidates.position(|one| one.is_the_same(shown))?;
        Some(Self::Candidate(index))
    }
}

/// The origin after the answer went from `before` to `now`. Filled and changed is an override that keeps what was
/// filled; the same value again is as filled. A typed answer that is emptied leaves no trace, unless sources differed.
#[must_use]
pub fn after_edit(
    kind: &Kind,
    origin: Option<&Origin>,
    before: Option<&Value>,
    now: Option<&Value>,
) -> Option<Origin> {
    let means_same = |a: Option<&Value>, b: Option<&Value>| match (a, b) {
        (Some(a), Some(b)) => same(kind, a, b),
        (None, None) => true,
        _ => false,
    };
    let Some(origin) = origin else {
        return now.map(|_| manual(Vec::new()));
    };
    match origin.how {
        How::Auto if means_same(before, now) => Some(origin.clone()),
        How::Auto => Some(Origin {
            how: How::Override,
            original: before.cloned(),
            ..origin.clone()
        }),
        How::Override if means_same(origin.original.as_ref(), now) => Some(Origin {
            how: How::Auto,
            original: None,
            ..origin.clone()
        }),
        How::Override => Some(origin.clone()),
        How::Manual if now.is_none() && origin.others.is_empty() => None,
        How::Manual => Some(origin.clone()),
    }
}

/// The answer and its origin after a person decided a conflict. What was not chosen is kept beside.
#[must_use]
pub fn decided(conflict: &Conflict, choice: &Choice) -> (Option<Value>, Origin) {
    let others = |but: Option<usize>| -> Vec<Other> {
        let rest = conflict.candidates.iter().enumerate();
        rest.filter(|(index, _)| Some(*index) != but)
            .map(|(_, candidate)| Other {
                value: candidate.value.clone(),
                prov: candidate.provenance.id.clone(),
            })
            .collect()
    };
    match choice {
        Choice::Candidate(index) => match conflict.candidates.get(*index) {
            Some(chosen) => (
                Some(chosen.value.clone()),
                Origin {
                    how: How::Auto,
                    prov: Some(chosen.provenance.id.clone()),
                    original: None,
                    others: others(Some(*index)),
                },
            ),
            None => (conflict.typed.clone(), manual(others(None))),
        },
        Choice::Typed => (conflict.typed.clone(), manual(others(None))),
        Choice::Other => (None, manual(others(None))),
    }
}

/// Other conflicts that are decided with this one, and the candidate that stands there: a record among several of its
/// source is chosen as a whole, and one person in two roles is asked once.
#[must_use]
pub fn also_decided<'a>(
    service: &Service,
    decided: &Conflict,
    candidate: usize,
    open: &'a [Conflict],
) -> Vec<(&'a Conflict, usize)> {
    let thing = |place: &Place| {
        let field = service.field(&place.field)?;
        let (_, thing) = field.concept.split_once('.')?;
        place.row.is_none().then(|| thing.to_owned())
    };
    let mut all = of_same_record(decided, candidate, open);
    all.extend(of_same_person(decided, candidate, open, &thing));
    all
}

/// What the choice of one record among several of its source says to the other conflicts: the same record, there too.
/// So values of two records, of twins say, are never mixed.
fn of_same_record<'a>(
    decided: &Conflict,
    candidate: usize,
    open: &'a [Conflict],
) -> Vec<(&'a Conflict, usize)> {
    let Some(chosen) = decided.candidates.get(candidate).map(|one| &one.provenance) else {
        return Vec::new();
    };
    let is_of_several = decided
        .candidates
        .iter()
        .any(|one| one.provenance.source == chosen.source && one.provenance.id != chosen.id);
    let others = open
        .iter()
        .filter(|conflict| is_of_several && conflict.place != decided.place);
    let same = |conflict: &'a Conflict| {
        let mut candidates = conflict.candidates.iter();
        let index = candidates.position(|one| one.provenance.id == chosen.id)?;
        Some((conflict, index))
    };
    others.filter_map(same).collect()
}

/// Other conflicts in which the same records say the same as in the one that was decided, of the same thing as `thing`
/// tells.
fn of_same_person<'a>(
    decided: &Conflict,
    candidate: usize,
    open: &'a [Conflict],
    thing: &dyn Fn(&Place) -> Option<String>,
) -> Vec<(&'a Conflict, usize)> {
    let said = |conflict: &Conflict, at: usize| {
        let one = conflict.candidates.get(at)?;
        Some((one.provenance.id.clone(), one.value.clone()))
    };
    let (asked, chosen) = (thing(&decided.place), said(decided, candidate));
    if asked.is_none() || chosen.is_none() || decided.typed.is_some() {
        return Vec::new();
    }
    let is_alike = |conflict: &&Conflict| {
        let count = conflict.candidates.len();
        let is_said = |at: usize| {
            let one = said(decided, at);
            (0..count).any(|at| said(conflict, at) == one)
        };
        conflict.place != decided.place
            && conflict.typed.is_none()
            && count == decided.candidates.len()
            && (0..count).all(is_said)
            && thing(&conflict.place) == asked
    };
    let same = |conflict: &'a Conflict| {
        let mut all = 0..conflict.candidates.len();
        let index = all.find(|at| said(conflict, *at) == chosen)?;
        Some((conflict, index))
    };
    open.iter().filter(is_alike).filter_map(same).collect()
}

fn manual(others: Vec<Other>) -> Origin {
    Origin {
        how: How::Manual,
        prov: None,
        original: None,
        others,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_among_several_is_chosen_as_a_whole() {
        let said = |source: &str, record: &str, value: &str| Candidate {
            value: value.into(),
            provenance: Provenance {
                id: record.to_owned(),
                source: source.to_owned(),
                ..Provenance::default()
            },
        };
        let conflict = |place: &str, candidates: Vec<Candidate>| Conflict {
            place: Place::of(place),
            candidates,
            typed: None,
        };
        let code = conflict(
            "code",
            vec![said("birth", "r1", "992"), said("birth", "r2", "993")],
        );
        let name = conflict(
            "name",
            vec![said("birth", "r2", "Bình"), said("birth", "r1", "An")],
        );
        let home = conflict(
            "home",
            vec![said("population", "p", "a"), said("vneid", "v", "b")],
        );
        let mail = conflict(
            "mail",
            vec![said("population", "p", "c"), said("vneid", "v", "d")],
        );
        let open = [code.clone(), name.clone(), home.clone(), mail];
        assert_eq!(of_same_record(&code, 0, &open), [(&name, 1)]);
        assert_eq!(of_same_record(&code, 1, &open), [(&name, 0)]);
        // Sources that differ are decided one by one.
        assert_eq!(of_same_record(&home, 0, &open), []);
        assert_eq!(of_same_record(&code, 9, &open), []);
    }
    use forms::fact::Provenance;
    use forms::kind::TextLimits;
    use serde_json::json;

    #[test]
    fn one_person_in_two_roles_is_asked_once() {
        let conflict = |place: &str, said: &[(&str, &str)]| Conflict {
            place: Place::of(place),
            candidates: { said.iter() }
                .map(|(record, value)| Candidate {
                    value: (*value).into(),
                    provenance: Provenance {
                        id: (*record).to_owned(),
                        ..Provenance::default()
                    },
                })
                .collect(),
            typed: None,
        };
        let thing = |place: &Place| {
            let id = place.field.as_str();
            id.split_once('_').map(|(_, thing)| thing.to_owned())
        };
        let own = conflict("requester_address", &[("p", "a"), ("r", "b")]);
        let mother = conflict("mother_address", &[("r", "b"), ("p", "a")]);
        let found = |other: &Conflict| {
            let open = [own.clone(), other.clone()];
            let found = of_same_person(&own, 0, &open, &thing);
            found.first().map(|(_, index)| *index)
        };
        assert_eq!(found(&mother), Some(1));
        // Another thing, another record, another value, more that is said, or something typed: asked for itself.
        let another = [("p", "a"), ("x", "b")];
        let more = [("p", "a"), ("r", "b"), ("x", "c")];
        assert_eq!(
            found(&conflict("mother_home", &[("p", "a"), ("r", "b")])),
            None
        );
        assert_eq!(found(&conflict("mother_address", &another)), None);
        assert_eq!(
            found(&conflict("mother_address", &[("p", "a"), ("r", "c")])),
            None
        );
        assert_eq!(found(&conflict("mother_address", &more)), None);
        let typed = Conflict {
            typed: Some("d".into()),
            ..mother
        };
        assert_eq!(found(&typed), None);
    }

    fn filled() -> Origin {
        Origin {
            how: How::Auto,
            prov: Some("v1".into()),
            original: None,
            others: Vec::new(),
        }
    }

    #[track_caller]
    fn check(
        origin: Option<&Origin>,
        before: &Value,
        now: &Value,
        how: Option<How>,
    ) -> Option<Origin> {
        let kind = Kind::PersonName(TextLimits::default());
        let some = |value: &Value| Some(value.clone()).filter(|value| !value.is_null());
        let after = after_edit(&kind, origin, some(before).as_ref(), some(now).as_ref());
        assert_eq!(after.as_ref().map(|origin| origin.how), how);
        after
    }

    #[test]
    fn typed_answers_are_typed_and_leave_no_trace_when_emptied() {
        let typed = check(None, &json!(null), &json!("An"), Some(How::Manual));
        check(typed.as_ref(), &json!("An"), &json!(null), None);
    }

    #[test]
    fn a_filled_answer_that_is_changed_keeps_what_was_filled() {
        let changed = check(
            Some(&filled()),
            &json!("Mẫu An"),
            &json!("Mẫu Ân"),
            Some(How::Override),
        );
        assert_eq!(changed.as_ref().unwrap().original, Some(json!("Mẫu An")));
        let emptied = check(
            changed.as_ref(),
            &json!("Mẫu Ân"),
            &json!(null),
            Some(How::Override),
        );
        let back = check(
            emptied.as_ref(),
            &json!(null),
            &json!("Mẫu An"),
            Some(How::Auto),
        );
        assert_eq!(back.unwrap(), filled());
    }

    #[test]
    fn another_spelling_of_the_same_is_no_change() {
        check(
            Some(&filled()),
            &json!("Hoà"),
            &json!("Hòa"),
            Some(How::Auto),
        );
    }

    fn candidate(text: &str, id: &str) -> Candidate {
        Candidate {
            value: json!(text),
            provenance: Provenance {
                id: id.into(),
                ..Provenance::default()
            },
        }
    }

    #[test]
    fn what_was_shown_is_chosen_though_a_better_source_came_before_it() {
        let (a, b, c) = (
            candidate("A", "v1"),
            candidate("B", "v2"),
            candidate("C", "v3"),
        );
        let now = Conflict {
            place: Place::of("name"),
            candidates: vec![c, a.clone()],
            typed: None,
        };
        assert_eq!(Choice::of(&a, &now), Some(Choice::Candidate(1)));
        assert_eq!(Choice::of(&b, &now), None);
        let other = candidate("A2", "v1");
        assert_eq!(Choice::of(&other, &now), None);
    }

    #[test]
    fn deciding_keeps_what_was_not_chosen() {
        let conflict = Conflict {
            place: Place::of("name"),
            candidates: vec![candidate("A", "v1"), candidate("B", "v2")],
            typed: Some(json!("C")),
        };
        let (value, origin) = decided(&conflict, &Choice::Candidate(1));
        assert_eq!(
            (value, origin.prov.as_deref()),
            (Some(json!("B")), Some("v2"))
        );
        assert_eq!(
            origin.others,
            [Other {
                value: json!("A"),
                prov: "v1".into()
            }]
        );
        let (value, origin) = decided(&conflict, &Choice::Typed);
        assert_eq!(
            (value, origin.how, origin.others.len()),
            (Some(json!("C")), How::Manual, 2)
        );
        assert_eq!(decided(&conflict, &Choice::Other).0, None);
    }
}
