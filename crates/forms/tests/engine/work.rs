//! A keystroke costs its own field and what depends on it, however long the form is (architecture, "The app").

use crate::support::{FewLists, at, empty, field};
use forms::answers::{Answers, Reader};
use forms::check::check_place;
use forms::definition::Service;
use forms::eval::Scope;
use forms::place::{FieldId, Place, RowKey};
use serde_json::{Value, json};
use std::cell::RefCell;
use std::collections::BTreeSet;
use vietnam::CivilDate;

/// Notes every answer that is read.
struct Counting<'a> {
    under: &'a Answers,
    reads: RefCell<Vec<Place>>,
}

impl Reader for Counting<'_> {
    fn answer(&self, place: &Place) -> Option<Value> {
        self.reads.borrow_mut().push(place.clone());
        self.under.answer(place)
    }

    fn rows(&self, list: &FieldId) -> Vec<RowKey> {
        self.under.rows(list)
    }

    fn today(&self) -> CivilDate {
        self.under.today()
    }
}

const FIELDS: usize = 100;
/// Fields 60 to 99 are shown by a condition; four of them, 60 to 63, by field 7.
const FIRST_CONDITION: usize = 60;

fn id(number: usize) -> String {
    format!("f{number}")
}

/// The field that shows a field.
fn shown_by(number: usize) -> Option<usize> {
    match number {
        0..FIRST_CONDITION => None,
        60..64 => Some(7),
        _ => Some(number - FIRST_CONDITION + 10),
    }
}

fn long_form() -> Service {
    let fields: Vec<Value> = (0..FIELDS)
        .map(|number| {
            let mut made = json!({ "id": id(number), "concept": "x.y", "kind": { "text": {} }, "label": "L", "required": "always" });
            if let Some(by) = shown_by(number) {
                made["shown"] = json!({ "compare": [{ "field": id(by) }, "is", { "value": "a" }] });
            }
            made
        })
        .collect();
    let service = json!({
        "id": "99", "slug": "s", "form_id": "f", "form_version": "1", "language": "vi", "name": "n", "what": "w", "who": "w", "legal": [],
        "dimensions": [], "cases": [], "declaration_version": "1", "steps": [{ "id": "a", "title": "A", "fields": fields }],
    });
    Service::read(&service.to_string()).unwrap()
}

/// What a screen works out for one field: whether it is shown, and what is wrong with it.
fn look(service: &Service, reader: &dyn Reader, place: &Place) {
    let scope = Scope::new(service, reader);
    let found = service.field(&place.field).unwrap();
    if scope.is_shown(found) {
        check_place(service, reader, &FewLists, place);
    }
}

#[test]
fn a_keystroke_reads_its_field_and_what_depends_on_it() {
    let service = long_form();
    let mut answers = empty();
    for number in 0..FIELDS {
        answers.values.insert(at(&id(number)), json!("a"));
    }
    let typed = field(&id(7));
    let dependants: Vec<Place> = service
        .fields()
        .filter(|one| one.reads().contains(&typed))
        .map(|one| at(one.id.as_str()))
        .collect();
    assert_eq!(dependants, [60, 61, 62, 63].map(|number| at(&id(number))));

    let reader = Counting {
        under: &answers,
        reads: RefCell::default(),
    };
    let touched: Vec<Place> = [at(typed.as_str())].into_iter().chain(dependants).collect();
    touched
        .iter()
        .for_each(|place| look(&service, &reader, place));
    let reads = reader.reads.take();
    let read: BTreeSet<Place> = reads.iter().cloned().collect();
    assert_eq!(
        read,
        touched.iter().cloned().collect(),
        "no other field is read"
    );
    assert!(
        reads.len() <= 4 * touched.len(),
        "{} reads for {} fields",
        reads.len(),
        touched.len()
    );
}

#[test]
fn no_field_reads_more_than_it_says() {
    let service = long_form();
    let mut answers = empty();
    for number in 0..FIELDS {
        answers.values.insert(at(&id(number)), json!("a"));
    }
    let (mut conditions, mut all) = (0, 0);
    for one in service.fields() {
        let reader = Counting {
            under: &answers,
            reads: RefCell::default(),
        };
        look(&service, &reader, &at(one.id.as_str()));
        let reads = reader.reads.take();
        let mut said: BTreeSet<FieldId> = one.reads();
        conditions += usize::from(!said.is_empty());
        said.insert(one.id.clone());
        assert!(
            reads.iter().all(|place| said.contains(&place.field)),
            "{} reads {reads:?}",
            one.id
        );
        all += reads.len();
    }
    assert_eq!(conditions, 40);
    assert!(all <= 4 * FIELDS + 4 * conditions, "{all} reads");
}
