//! An address of before 01/07/2025 where a unit of today is asked: kept as it was written, and still asked.

use crate::merging::of_mother;
use crate::support::{SAMPLE, fact};
use forms::answers::Answers;
use forms::check::check_place;
use forms::definition::Service;
use forms::fact::Fact;
use forms::lists::NoLists;
use forms::merge::{Before, Merged, merge};
use forms::place::Place;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::slice::from_ref;
use vietnam::address::{Former, Standing};
use vietnam::unit::Code;

/// The sample, in which the address must be one of today.
fn service() -> Service {
    let today = SAMPLE.replace("\"legacy\": true", "\"legacy\": false");
    assert_ne!(today, SAMPLE);
    Service {
        sources: Vec::new(),
        ..Service::read(&today).unwrap()
    }
}

fn merged(service: &Service, answers: &Answers, address: Value) -> Merged {
    let said = fact(
        "population",
        "population.residence_address",
        "person.address",
        address,
    );
    let before = Before {
        former: &(),
        origins: &BTreeMap::new(),
        provenance: &BTreeMap::new(),
        answered: &BTreeSet::new(),
    };
    merge(service, answers, before, from_ref(&said))
}

#[test]
fn an_old_address_is_kept_as_written_and_the_unit_stays_asked() {
    let (service, mut answers) = (service(), of_mother());
    let text = "Số 8, Xã Đặng Xá, Huyện Gia Lâm, Thành phố Hà Nội";
    let old =
        json!({ "country": "VN", "text": text, "vintage": "legacy", "legacy": { "text": text } });
    let merged_old = merged(&service, &answers, old.clone());
    assert_eq!((merged_old.fills.len(), merged_old.unread.len()), (1, 0));
    assert_eq!(merged_old.fills[0].value, old);
    let place = Place::of("mother_address");
    answers.values.insert(place.clone(), old);
    let verdict = check_place(&service, &answers, &NoLists, &place);
    assert_eq!(
        verdict.errors.len(),
        1,
        "the unit of today is still to be chosen"
    );
}

#[derive(Debug)]
struct Knows;

impl Former for Knows {
    fn today(&self, written: &str) -> Option<Standing> {
        let commune = Code::parse("00565")?;
        (written == OLD).then(|| Standing {
            commune,
            detail: "Số 8".to_owned(),
        })
    }
}

const OLD: &str = "Số 8, Xã Đặng Xá, Huyện Gia Lâm, Thành phố Hà Nội";

#[test]
fn an_old_and_a_new_address_of_one_place_are_no_conflict_once_that_is_known() {
    let (service, mut answers) = (service(), of_mother());
    let old =
        json!({ "country": "VN", "text": OLD, "vintage": "legacy", "legacy": { "text": OLD } });
    let new = |detail: &str| {
        json!({ "country": "VN", "province": "01", "commune": "00565", "detail": detail,
            "text": "Số 8, Xã Thuận An, Thành phố Hà Nội", "vintage": "current" })
    };
    let fact = |source: &str, address: Value| {
        let attribute = format!("{source}.residence_address");
        fact(source, &attribute, "person.address", address)
    };
    let merged = |answers: &Answers, facts: &[Fact], former: &dyn Former| {
        let before = Before {
            former,
            origins: &BTreeMap::new(),
            provenance: &BTreeMap::new(),
            answered: &BTreeSet::new(),
        };
        merge(&service, answers, before, facts)
    };
    // Two sources: the unit of today is what the question asks for, whichever source says it.
    for (first, second) in [(old.clone(), new("số 8")), (new("số 8"), old.clone())] {
        let facts = [fact("population", first), fact("vneid", second)];
        let known = merged(&answers, &facts, &Knows);
        assert_eq!((known.fills.len(), known.conflicts.len()), (1, 0));
        assert_eq!(known.fills[0].value, new("số 8"));
        assert_eq!(merged(&answers, &facts, &()).conflicts.len(), 1);
    }
    // A source and the citizen.
    let place = Place::of("mother_address");
    for (typed, conflicts) in [(new("Số 8"), 0), (new("Số 9"), 1)] {
        answers.values.insert(place.clone(), typed.clone());
        let of_source = merged(&answers, &[fact("population", old.clone())], &Knows);
        assert_eq!(of_source.conflicts.len(), conflicts, "{typed}");
        assert_eq!(of_source.fills.len(), 0, "what was typed stays");
    }
}

#[test]
fn half_an_address_of_today_is_still_not_taken() {
    let (service, answers) = (service(), of_mother());
    let half = json!({ "country": "VN", "text": "Số 8", "vintage": "current" });
    let merged = merged(&service, &answers, half);
    assert_eq!((merged.fills.len(), merged.unread.len()), (0, 1));
}
