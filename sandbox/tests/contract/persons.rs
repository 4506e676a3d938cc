//! The test persons agree with the vocabulary and with each other. (Loading refuses attributes, units and codes that do not exist.)

use std::collections::BTreeMap;
use std::path::Path;

use sandbox::persons::{Persons, Record};
use serde_json::Value;
use vietnam::personal_id::PersonalId;

fn persons() -> Persons {
    Persons::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("..")).unwrap()
}

#[test]
fn there_are_ten_and_more_each_under_the_name_of_its_file() {
    let persons = persons();
    assert!(persons.all().len() >= 10);
    for person in persons.all() {
        let file = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("persons")
            .join(format!("{}.toml", person.key));
        assert!(file.exists(), "{}", person.key);
    }
}

#[test]
fn every_number_is_a_test_number_of_right_structure() {
    let mut count = 0;
    for number in numbers().keys() {
        assert!(
            PersonalId::parse(number).is_ok_and(|id| id.tells_province()),
            "{number}"
        );
        assert_eq!(
            &number[6..9],
            "999",
            "{number}: a real person could have it"
        );
        count += 1;
    }
    assert!(count > 20, "the search found the numbers");
}

#[test]
fn a_number_has_one_name() {
    for (number, names) in numbers() {
        let first = names[0].clone();
        assert!(
            names
                .iter()
                .all(|name| vietnam::name::same_name(name, &first)),
            "{number}: {names:?}"
        );
    }
}

#[test]
fn records_are_of_the_person() {
    for person in persons().all() {
        for record in person
            .records
            .iter()
            .filter(|record| record.kind == "account" || record.kind == "population")
        {
            assert_eq!(
                record.holds["personal_id"],
                Value::from(person.personal_id.as_str()),
                "{} {}",
                person.key,
                record.kind
            );
        }
    }
}

/// Every identity number of all records, with the names that stand beside it.
fn numbers() -> BTreeMap<String, Vec<String>> {
    let mut found = BTreeMap::<String, Vec<String>>::new();
    for person in persons().all() {
        found
            .entry(person.personal_id.clone())
            .or_default()
            .push(person.full_name.clone());
        let relatives = person
            .relatives
            .iter()
            .flat_map(|relative| &relative.records);
        for record in person.records.iter().chain(relatives) {
            pairs(record, &mut found);
        }
    }
    found
}

fn pairs(record: &Record, found: &mut BTreeMap<String, Vec<String>>) {
    let mut note = |object: &dyn Fn(&str) -> Option<Value>, names: &[String]| {
        for key in names {
            let Some(prefix) = key.strip_suffix("personal_id") else {
                continue;
            };
            let name = [format!("{prefix}full_name"), format!("{prefix}name")]
                .iter()
                .find_map(|name| object(name));
            if let (Some(Value::String(number)), Some(Value::String(name))) = (object(key), name) {
                found.entry(number).or_default().push(name);
            }
        }
    };
    let names: Vec<String> = record.holds.keys().cloned().collect();
    note(&|key| record.holds.get(key).cloned(), &names);
    for row in record
        .holds
        .values()
        .filter_map(Value::as_array)
        .flatten()
        .filter_map(Value::as_object)
    {
        let names: Vec<String> = row.keys().cloned().collect();
        note(&|key| row.get(key).cloned(), &names);
    }
}
