//! Decision 20: whatever the order in which sources answer, the end is the same, and saying it again changes nothing.

use crate::draft::{Draft, Sample, disturbed, samples};
use forms::fact::Fact;
use proptest::prelude::*;
use std::collections::BTreeSet;

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
    fn whatever_the_order_of_arrival_the_end_is_the_same((sample, facts, sources, at_once) in arrivals()) {
        let service = &sample.service;
        let mut sorted = facts.clone();
        sorted.sort_by_key(|fact| format!("{fact:?}"));
        let mut whole = Draft::new(&sample.request);
        whole.take(service, &sorted);
        let mut shuffled = Draft::new(&sample.request);
        shuffled.take(service, &facts);
        prop_assert_eq!(&shuffled.last, &whole.last);

        let (mut parts, mut arrived) = (Draft::new(&sample.request), 0);
        for more in at_once {
            arrived = sources.len().min(arrived + more);
            let known: Vec<Fact> = by(&facts, &sources[..arrived]).collect();
            parts.take(service, &known);
        }
        prop_assert_eq!(arrived, sources.len());
        prop_assert_eq!(parts.seen(service), whole.seen(service));
    }

    #[test]
    fn what_is_said_again_changes_nothing((sample, facts, ..) in arrivals()) {
        let service = &sample.service;
        let mut draft = Draft::new(&sample.request);
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
