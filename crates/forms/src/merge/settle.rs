//! What the sources' values come to at one place, given what stands there already.

use super::{Candidate, are_of_one_source};
use crate::compare::same_place;
use crate::kind::Kind;
use crate::origin::{How, Origin};
use crate::value::{Address, Vintage};
use serde_json::Value;
use vietnam::address::Former;

/// What is to be done at a place.
pub(super) enum Outcome {
    /// Leave it.
    Leave,
    /// Fill it.
    Fill(Box<Candidate>),
    /// Ask the citizen.
    Ask {
        /// What the sources say, best first.
        candidates: Vec<Candidate>,
        /// What was typed, when that differs.
        typed: Option<Value>,
    },
}

/// Candidates that mean the same become one: the best-ranked, of identity papers the fullest, of addresses the one of
/// today where the field asks for a unit of today.
pub(super) fn grouped(kind: &Kind, ranked: Vec<Candidate>, former: &dyn Former) -> Vec<Candidate> {
    let mut groups: Vec<Candidate> = Vec::new();
    for candidate in ranked {
        match groups
            .iter_mut()
            .find(|known| same_place(kind, &known.value, &candidate.value, former))
        {
            Some(known) if is_better(kind, &candidate.value, &known.value) => *known = candidate,
            Some(_) => {}
            None => groups.push(candidate),
        }
    }
    groups
}

/// Decides. A typed value is never overwritten; what the citizen chose against or changed before is not asked again.
pub(super) fn settle(
    kind: &Kind,
    groups: Vec<Candidate>,
    current: Option<Value>,
    origin: Option<&Origin>,
    former: &dyn Former,
) -> Outcome {
    let same = |a: &Value, b: &Value| same_place(kind, a, b, former);
    let how = origin.map(|origin| origin.how);
    let is_known = |candidate: &Candidate| {
        let was = |value: &Value| same(value, &candidate.value);
        origin.is_some_and(|origin| {
            origin.others.iter().any(|other| was(&other.value))
                || origin.original.as_ref().is_some_and(was)
        })
    };
    let differs = |candidate: &Candidate| {
        current
            .as_ref()
            .is_none_or(|value| !same(value, &candidate.value))
    };
    let is_decided = origin.is_some_and(|origin| !origin.others.is_empty());
    match (how, &current) {
        // One of several values of the only source: nothing differs from it.
        (None | Some(How::Manual), Some(_))
            if are_of_one_source(&groups) && !groups.iter().all(differs) =>
        {
            Outcome::Leave
        }
        (Some(How::Override), None) => Outcome::Leave,
        // None of what was said is right, and what is has not been typed yet.
        (Some(How::Manual), None) if is_decided && groups.iter().all(is_known) => Outcome::Leave,
        (None | Some(How::Manual | How::Override), Some(_)) => {
            let open: Vec<Candidate> = groups
                .into_iter()
                .filter(|c| differs(c) && !is_known(c))
                .collect();
            if open.is_empty() {
                Outcome::Leave
            } else {
                Outcome::Ask {
                    candidates: open,
                    typed: current,
                }
            }
        }
        (Some(How::Auto), Some(_)) if is_decided => {
            if groups.iter().all(|c| !differs(c) || is_known(c)) {
                Outcome::Leave
            } else {
                Outcome::Ask {
                    candidates: groups,
                    typed: None,
                }
            }
        }
        _ => match <[Candidate; 1]>::try_from(groups) {
            Ok([only]) => Outcome::Fill(Box::new(only)),
            Err(groups) if groups.is_empty() => Outcome::Leave,
            Err(groups) => Outcome::Ask {
                candidates: groups,
                typed: None,
            },
        },
    }
}

/// Whether of two values that mean the same the first fits the field better.
fn is_better(kind: &Kind, a: &Value, b: &Value) -> bool {
    let vintage = |value: &Value| Address::of(value).map(|address| address.vintage);
    match kind {
        Kind::IdentityPaper(_) => is_fuller(a, b),
        Kind::Address(limits) if !limits.legacy => {
            (vintage(a), vintage(b)) == (Some(Vintage::Current), Some(Vintage::Legacy))
        }
        _ => false,
    }
}

fn is_fuller(a: &Value, b: &Value) -> bool {
    let members = |value: &Value| value.as_object().map_or(0, serde_json::Map::len);
    members(a) > members(b)
}
