//! Decision 20: whatever the order in which sources answer, the end is the same, and saying it again changes nothing.

use crate::draft::{Draft, Sample, disturbed, samples};
use forms::fact::Fact;
use forms::place::Place;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// What is typed before any source answers, of what they would fill: nothing, the same, the same in capitals, other.
#[derive(Clone, Copy, Debug)]
enum Typed {
    Nothing,
    Same,
    Capitals,
    Other,
}

fn typed() -> impl Strategy<Value = Vec<Typed>> {
    let one = prop_oneof![
        4 => Just(Typed::Nothing),
        1 => Just(Typed::Same),
        1 => Just(Typed::Capitals),
        1 => Just(Typed::Other),
    ];
    proptest::collection::vec(one, 11)
}

/// A new filling in which some of what the sources would fill is typed already.
fn begun(sample: &Sample, typed: &[Typed]) -> Draft {
    let mut filled = Draft::new(&sample.request);
    filled.take(&sample.service, &sample.facts);
    let mut draft = Draft::new(&sample.request);
    let places = filled.origins.keys().filter(|place| place.row.is_none());
    for (place, how) in places.zip(typed.iter().cycle()) {
        let Some(value) = filled.answers.values.get(place) else {
            continue;
        };
        let value = match (how, value) {
            (Typed::Nothing, _) => continue,
            (Typed::Capitals, Value::String(text)) => json!(text.to_uppercase()),
            (Typed::Other, Value::String(text)) => json!([text, " khác"].concat()),
            _ => value.clone(),
        };
        draft.answers.values.insert(place.clone(), value);
    }
    draft
}

/// One of the samples, which of its facts contradict, in what order sources answer, and how many at a time.
fn arrivals() -> impl Strategy<Value = (&'static Sample, Vec<Fact>, Vec<String>, Vec<usize>)> {
    let sample = proptest::sample::select((0..samples().len()).collect::<Vec<_>>());
    let which = proptest::collection::vec(proptest::bool::weighted(0.3), 7);
    (sample, which).prop_flat_map(|(at, which)| {
        let sample = &samples()[at];
        let facts = disturbed(&sample.facts, &which);
        let named = facts.iter().map(|fact| fact.provenance.source.clone());
        let sources: BTreeSet<String> = named.collect();
        let sources: Vec<String> = sources.into_iter().collect();
        let at_once = proptest::collection::vec(1usize..4, sources.len());
        (
            Just(sample),
            Just(facts).prop_shuffle(),
            Just(sources).prop_shuffle(),
            at_once,
        )
    })
}

fn by<'f>(facts: &'f [Fact], sources: &'f [String]) -> impl Iterator<Item = Fact> + 'f {
    let known = |fact: &&Fact| sources.contains(&fact.provenance.source);
    facts.iter().filter(known).cloned()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn whatever_the_order_of_arrival_the_end_is_the_same((sample, facts, sources, at_once) in arrivals(), typed in typed()) {
        let service = &sample.service;
        let mut sorted = facts.clone();
        sorted.sort_by_key(|fact| format!("{fact:?}"));
        let mut whole = begun(sample, &typed);
        whole.take(service, &sorted);
        let mut shuffled = begun(sample, &typed);
        shuffled.take(service, &facts);
        prop_assert_eq!(&shuffled.last, &whole.last);

        let (mut parts, mut arrived) = (begun(sample, &typed), 0);
        for more in at_once {
            arrived = sources.len().min(arrived + more);
            let known: Vec<Fact> = by(&facts, &sources[..arrived]).collect();
            parts.take(service, &known);
        }
        prop_assert_eq!(arrived, sources.len());
        prop_assert_eq!(parts.seen(service), whole.seen(service));
    }

    #[test]
    fn what_is_said_again_changes_nothing((sample, facts, ..) in arrivals(), typed in typed()) {
        let service = &sample.service;
        let mut draft = begun(sample, &typed);
        draft.take(service, &facts);
        let once = draft.clone();
        draft.take(service, &facts);
        prop_assert_eq!(draft.seen(service), once.seen(service));
        prop_assert_eq!(draft.origins, once.origins);
    }
}

#[test]
fn every_source_that_differs_is_among_the_candidates_of_both_orders() {
    let mut seen = 0;
    for sample in samples() {
        let facts = disturbed(&sample.facts, &[true, false, false]);
        let mut there = Draft::new(&sample.request);
        there.take(&sample.service, &facts);
        let mut back = Draft::new(&sample.request);
        back.take(
            &sample.service,
            &facts.iter().rev().cloned().collect::<Vec<_>>(),
        );
        assert_eq!(there.last.conflicts, back.last.conflicts);
        for conflict in &there.last.conflicts {
            let candidates = conflict.candidates.iter().map(|one| &one.value);
            let said: BTreeSet<String> = candidates
                .chain(&conflict.typed)
                .map(ToString::to_string)
                .collect();
            assert!(said.len() > 1, "{}: {conflict:?}", sample.service.id);
            seen += 1;
        }
    }
    assert!(seen > 5, "only {seen} conflicts");
}

/// Both sides of a conflict at a place, where `typed` stands there before these facts come.
fn sides(sample: &Sample, facts: &[Fact], place: &Place, typed: &Value) -> BTreeSet<String> {
    let mut draft = Draft::new(&sample.request);
    draft.answers.values.insert(place.clone(), typed.clone());
    draft.take(&sample.service, facts);
    let mut open = draft.last.conflicts.iter();
    let Some(conflict) = open.find(|conflict| conflict.place == *place) else {
        return BTreeSet::new();
    };
    let said = conflict.candidates.iter().map(|one| &one.value);
    said.chain(&conflict.typed)
        .map(ToString::to_string)
        .collect()
}

#[test]
fn it_is_the_same_conflict_whichever_side_the_citizen_typed() {
    let (mut differ, mut agree) = (0, 0);
    for sample in samples() {
        let other = disturbed(&sample.facts, &[true]);
        let filled = |facts: &[Fact]| {
            let mut draft = Draft::new(&sample.request);
            draft.take(&sample.service, facts);
            draft
        };
        let (one, two) = (filled(&sample.facts), filled(&other));
        for place in one.origins.keys().filter(|place| place.row.is_none()) {
            let pair = |draft: &Draft| draft.answers.values.get(place).cloned();
            let (Some(a), Some(b)) = (pair(&one), pair(&two)) else {
                continue;
            };
            if !two.origins.contains_key(place) {
                continue;
            }
            let there = sides(sample, &other, place, &a);
            let back = sides(sample, &sample.facts, place, &b);
            assert_eq!(there, back, "{}: {place:?}", sample.service.id);
            if there.is_empty() {
                assert_eq!(a, b, "{}: {place:?}", sample.service.id);
                agree += 1;
            } else {
                assert_eq!(there.len(), 2);
                differ += 1;
            }
        }
    }
    assert!(differ > 20 && agree > 20, "{differ} differ, {agree} agree");
}
