//! Decision 20: what the citizen typed is never overwritten, at once or on resume.

use crate::draft::{Draft, disturbed, samples};
use forms::fact::Fact;
use forms::origin::{How, Origin};
use forms::place::Place;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What people type over: any text, which no source says.
fn typed(place: &Place) -> Value {
    json!(format!("tự khai {}", place.field.as_str()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_typed_value_stands_now_and_on_resume(
        at in 0usize..8,
        which in proptest::collection::vec(any::<bool>(), 5),
        marked in any::<bool>(),
        late in 0usize..6,
    ) {
        let sample = &samples()[at];
        let service = &sample.service;
        let mut filled = Draft::new(&sample.request);
        filled.take(service, &sample.facts);
        // Some of what sources would fill was typed before they answer.
        let over: BTreeMap<Place, Value> = filled
            .origins
            .keys()
            .filter(|place| place.row.is_none())
            .enumerate()
            .filter(|(number, _)| which[number % which.len()])
            .map(|(_, place)| (place.clone(), typed(place)))
            .collect();
        let mut draft = Draft::new(&sample.request);
        for (place, value) in &over {
            draft.answers.values.insert(place.clone(), value.clone());
            if marked {
                let origin = Origin { how: How::Manual, prov: None, original: None, others: Vec::new() };
                draft.origins.insert(place.clone(), origin);
            }
        }
        let gone = |draft: &Draft| -> Vec<String> {
            let lost = over.iter().filter(|(place, value)| draft.answers.values.get(place) != Some(value));
            lost.map(|(place, _)| format!("{place:?} {:?}", draft.answers.values.get(place))).collect()
        };
        let facts = disturbed(&sample.facts, &which);
        let sources: Vec<&str> = facts.iter().map(|fact| fact.provenance.source.as_str()).collect();
        let last = sources.get(late * sources.len() / 6).copied().unwrap_or_default().to_owned();
        let early: Vec<Fact> = facts.iter().filter(|fact| fact.provenance.source != last).cloned().collect();
        draft.take(service, &early);
        prop_assert_eq!(gone(&draft), Vec::<String>::new());
        draft.take(service, &facts);
        prop_assert_eq!(gone(&draft), Vec::<String>::new());

        // The draft is opened again: only what is kept of it, and the sources say it anew, under new marks.
        let mut resumed = Draft::new(&draft.answers);
        let kept = serde_json::to_value(draft.origins.values().collect::<Vec<_>>()).unwrap();
        let kept: Vec<Origin> = serde_json::from_value(kept).unwrap();
        resumed.origins = draft.origins.keys().cloned().zip(kept).collect();
        resumed.provenance = draft.provenance.clone();
        let anew = |fact: &Fact| {
            let mut fact = fact.clone();
            fact.provenance.id.push_str("-anew");
            fact
        };
        resumed.take(service, &facts.iter().map(anew).collect::<Vec<_>>());
        prop_assert_eq!(gone(&resumed), Vec::<String>::new());
        prop_assert_eq!(resumed.seen(service), draft.seen(service));
    }
}
