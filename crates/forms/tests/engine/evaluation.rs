//! Decision 9: known dependencies, lazy reading, and an end to every evaluation.

use crate::support::{answers, condition, empty, field, service};
use forms::answers::{Answers, Reader};
use forms::eval::Scope;
use forms::place::{FieldId, Place, RowKey};
use serde_json::{Value, json};
use std::cell::RefCell;

#[test]
fn dependencies_are_known() {
    let service = service();
    let guardian = service.field(&field("members[].guardian")).unwrap();
    assert_eq!(guardian.reads(), [field("members[].birth")].into());
    let rows = condition(json!({"any-row": ["members[]", {"answered": "members[].share"}]}));
    assert_eq!(
        rows.reads(),
        [field("members[]"), field("members[].share")].into()
    );
    let text = service.field(&field("summary")).unwrap();
    assert_eq!(
        text.reads(),
        [field("child_name"), field("child_birth"), field("relation")].into()
    );
}

#[test]
fn what_is_unknown_stays_unknown_where_rules_are_judged() {
    let (service, answers) = (
        service(),
        answers(&json!({"birth_case": "unknown", "foreign": true, "mother_name": "Mẫu"})),
    );
    let judged = |of: Value| Scope::new(&service, &answers).judges(&condition(of));
    let is = |id: &str, value: bool| json!({"compare": [{"field": id}, "is", {"value": value}]});
    let (yes, no, unknown) = (
        is("foreign", true),
        is("foreign", false),
        is("copies", true),
    );
    let hidden = json!({"compare": [{"field": "mother_name"}, "is", {"value": "Mẫu"}]});
    for (of, expected) in [
        (json!({"any": [unknown, no]}), None),
        (json!({"any": [unknown, yes]}), Some(true)),
        (json!({"all": [unknown, yes]}), None),
        (json!({"all": [unknown, no]}), Some(false)),
        (json!({"not": unknown}), None),
        (hidden, None),
        (json!({"in": [{"field": "copies"}, [true]]}), None),
        (json!({"any-row": ["members[]", "always"]}), None),
        (json!({"answered": "copies"}), Some(false)),
        (json!("never"), Some(false)),
    ] {
        assert_eq!(judged(of.clone()), expected, "{of}");
    }
}

/// Notes every place that is read.
struct Noting(Answers, RefCell<Vec<String>>);

impl Reader for Noting {
    fn answer(&self, place: &Place) -> Option<Value> {
        self.1.borrow_mut().push(place.field.to_string());
        self.0.answer(place)
    }

    fn rows(&self, list: &FieldId) -> Vec<RowKey> {
        self.1.borrow_mut().push(list.to_string());
        self.0.rows(list)
    }

    fn today(&self) -> vietnam::CivilDate {
        self.0.today
    }
}

#[test]
fn only_what_decides_is_read() {
    let (service, reader) = (
        service(),
        Noting(
            answers(&json!({"foreign": true, "copies": true})),
            RefCell::default(),
        ),
    );
    let scope = Scope::new(&service, &reader);
    let is = |id: &str| json!({"compare": [{"field": id}, "is", {"value": true}]});
    assert!(scope.holds(&condition(json!({"any": [is("foreign"), is("copies")]}))));
    assert!(!scope.holds(&condition(
        json!({"all": [{"not": is("foreign")}, is("copies")]})
    )));
    assert_eq!(*reader.1.borrow(), ["foreign", "foreign"]);
    reader.1.borrow_mut().clear();
    assert_eq!(scope.answer(&field("mother_name")), None);
    assert_eq!(
        *reader.1.borrow(),
        ["birth_case"],
        "a field that is not shown is not read itself"
    );
}

#[test]
fn a_definition_that_goes_in_circles_ends_unknown() {
    let mut json: Value = serde_json::from_str(crate::support::SAMPLE).unwrap();
    let fields = json["steps"][0]["fields"].as_array_mut().unwrap();
    for at in 0..30 {
        let next = |by: usize| json!({"field": format!("knot_{}", (at + by) % 30)});
        fields.push(json!({
            "id": format!("knot_{at}"), "concept": "knot.x", "label": "x", "kind": {"number": {}},
            "shown": {"not": {"answered": format!("knot_{}", (at + 7) % 30)}},
            "computed": {"plus": [next(1), next(2), next(3)]}
        }));
    }
    let service: forms::definition::Service = serde_json::from_value(json).unwrap();
    assert_eq!(
        Scope::new(&service, &empty()).answer(&field("knot_0")),
        None
    );
    let deep = (0..2000).fold(forms::condition::Condition::Always, |inner, _| {
        forms::condition::Condition::Not(Box::new(inner))
    });
    assert!(!Scope::new(&service, &empty()).holds(&deep));
}
