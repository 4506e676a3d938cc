//! An address of before 01/07/2025 where a unit of today is asked: kept as it was written, and still asked.

use crate::merging::of_mother;
use crate::support::{SAMPLE, fact};
use forms::answers::Answers;
use forms::check::check_place;
use forms::definition::Service;
use forms::lists::NoLists;
use forms::merge::{Before, Merged, merge};
use forms::place::Place;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::slice::from_ref;

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

#[test]
fn half_an_address_of_today_is_still_not_taken() {
    let (service, answers) = (service(), of_mother());
    let half = json!({ "country": "VN", "text": "Số 8", "vintage": "current" });
    let merged = merged(&service, &answers, half);
    assert_eq!((merged.fills.len(), merged.unread.len()), (0, 1));
}
