//! Decision 9: conditions and computed values.

use crate::support::{answers, condition, expr, service};
use forms::eval::Scope;
use serde_json::{Value, json};

#[track_caller]
fn holds(data: Value, of: Value, expected: bool) {
    let (service, answers) = (service(), answers(&data));
    assert_eq!(
        Scope::new(&service, &answers).holds(&condition(of)),
        expected
    );
}

#[track_caller]
pub(crate) fn value(data: Value, of: Value, expected: Value) {
    let (service, answers) = (service(), answers(&data));
    assert_eq!(
        Scope::new(&service, &answers)
            .value(&expr(of))
            .unwrap_or_default(),
        expected
    );
}

fn both(more: Value) -> Value {
    let mut data = json!({"birth_case": "both", "foreign": false, "has_members": true});
    data.as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    data
}

#[test]
fn unknown_makes_both_is_and_is_not_false() {
    holds(
        json!({}),
        json!({"compare": [{"field": "relation"}, "is", {"value": "mother"}]}),
        false,
    );
    holds(
        json!({}),
        json!({"compare": [{"field": "relation"}, "is-not", {"value": "mother"}]}),
        false,
    );
    holds(
        json!({}),
        json!({"not": {"compare": [{"field": "relation"}, "is", {"value": "mother"}]}}),
        true,
    );
    holds(
        json!({}),
        json!({"in": [{"field": "relation"}, ["mother"]]}),
        false,
    );
}

#[test]
fn a_condition_on_a_field_that_is_not_shown_is_false() {
    let named = json!({"compare": [{"field": "mother_name"}, "is", {"value": "Lê Thị Mẫu"}]});
    holds(
        both(json!({"mother_name": "LÊ  THỊ MẪU"})),
        named.clone(),
        true,
    );
    holds(
        json!({"birth_case": "unknown", "mother_name": "Lê Thị Mẫu"}),
        named,
        false,
    );
    holds(
        json!({"birth_case": "unknown", "mother_name": "Lê Thị Mẫu"}),
        json!({"answered": "mother_name"}),
        false,
    );
    holds(
        json!({"has_members": false, "members": [{}]}),
        json!({"answered": "members[]"}),
        false,
    );
    holds(
        json!({"has_members": false}),
        json!({"every-row": ["members[]", "always"]}),
        false,
    );
    holds(
        json!({"has_members": false, "members": [{}]}),
        json!({"compare": [{"count": "members[]"}, "is", {"value": 1}]}),
        false,
    );
}

#[test]
fn text_is_compared_by_meaning_and_codes_by_code() {
    holds(
        json!({"relation": {"value": "other", "text": "ông"}}),
        json!({"compare": [{"field": "relation"}, "is", {"value": "other"}]}),
        true,
    );
    let japan = both(
        json!({"mother_nationality": {"code": "JP", "name": "Nhật Bản", "list": "countries", "version": "1"}}),
    );
    holds(
        japan.clone(),
        json!({"compare": [{"field": "mother_nationality"}, "is", {"value": "JP"}]}),
        true,
    );
    holds(
        japan.clone(),
        json!({"compare": [{"part": ["mother_nationality", "code"]}, "is-not", {"value": "VN"}]}),
        true,
    );
    holds(
        japan,
        json!({"in": [{"field": "mother_nationality"}, ["VN", "JP"]]}),
        true,
    );
    holds(
        json!({"channels": ["sms", "email"]}),
        json!({"compare": [{"field": "channels"}, "is", {"value": "sms"}]}),
        true,
    );
    holds(
        json!({"channels": ["email"]}),
        json!({"compare": [{"field": "channels"}, "is-not", {"value": "sms"}]}),
        true,
    );
}

#[test]
fn intervals_must_satisfy_a_comparison_as_a_whole() {
    let age = |comparison: &str, years: i64| json!({"compare": [{"years-between": [{"field": "child_birth"}, "today"]}, comparison, {"value": years}]});
    // Born in 1960: 65 or 66 on 25/11/2026.
    for (comparison, years, expected) in [
        ("at-least", 65, true),
        ("at-least", 66, false),
        ("under", 67, true),
        ("under", 66, false),
        ("over", 64, true),
        ("over", 65, false),
        ("at-most", 66, true),
        ("is", 65, false),
        ("is-not", 65, false),
        ("is-not", 64, true),
    ] {
        holds(
            json!({"child_birth": "1960"}),
            age(comparison, years),
            expected,
        );
    }
    let born = |comparison: &str, date: &str| json!({"compare": [{"field": "child_birth"}, comparison, {"value": date}]});
    holds(
        json!({"child_birth": "1960"}),
        born("under", "1961-01-01"),
        true,
    );
    holds(
        json!({"child_birth": "1960"}),
        born("under", "1960-12-31"),
        false,
    );
    holds(
        json!({"child_birth": "1960"}),
        born("at-most", "1960-12-31"),
        true,
    );
    holds(json!({"child_birth": "1960"}), born("is", "1960"), true);
    holds(
        json!({"child_birth": "1960"}),
        born("is", "1960-03-05"),
        false,
    );
    holds(
        json!({"child_birth": "1960"}),
        born("is-not", "1960-03-05"),
        false,
    );
    holds(
        json!({"child_birth": "1960-03"}),
        born("is-not", "1960-04-05"),
        true,
    );
}

#[test]
fn dates_with_time_compare_by_minute_among_themselves_and_by_day_with_days() {
    let visit = json!({"visit": "2026-11-25T08:30"});
    holds(
        visit.clone(),
        json!({"compare": [{"field": "visit"}, "is", "today"]}),
        true,
    );
    holds(
        visit.clone(),
        json!({"compare": [{"field": "visit"}, "at-most", "today"]}),
        true,
    );
    holds(
        visit.clone(),
        json!({"compare": [{"field": "visit"}, "under", {"value": "2026-11-25T08:31"}]}),
        true,
    );
    holds(
        visit,
        json!({"compare": [{"field": "visit"}, "under", {"value": "2026-11-25T08:30"}]}),
        false,
    );
    holds(
        json!({"hour": "09:05"}),
        json!({"compare": [{"field": "hour"}, "over", {"value": "08:59"}]}),
        true,
    );
}

#[test]
fn rows_are_asked_one_by_one() {
    let data = json!({"has_members": true, "members": [{"full_name": "An", "share": 2}, {"full_name": "Bình", "share": 3}]});
    let named =
        |name: &str| json!({"compare": [{"field": "members[].full_name"}, "is", {"value": name}]});
    holds(
        data.clone(),
        json!({"any-row": ["members[]", named("Bình")]}),
        true,
    );
    holds(
        data.clone(),
        json!({"every-row": ["members[]", named("Bình")]}),
        false,
    );
    holds(data.clone(), named("An"), false);
    holds(
        json!({"has_members": true}),
        json!({"every-row": ["members[]", "never"]}),
        true,
    );
    value(data.clone(), json!({"count": "members[]"}), json!(2));
    value(data.clone(), json!({"sum": "members[].share"}), json!(5));
    value(data, json!({"field": "shares"}), json!(5));
    value(
        json!({"has_members": true, "members": [{"share": 2}, {}]}),
        json!({"sum": "members[].share"}),
        json!(null),
    );
}

#[test]
fn numbers_periods_and_dates_are_worked_out() {
    let seven = json!({"copies": true, "copy_count": 7});
    value(
        seven.clone(),
        json!({"plus": [{"field": "copy_count"}, {"value": 3}]}),
        json!(10),
    );
    value(
        seven.clone(),
        json!({"minus": [{"field": "copy_count"}, {"value": 10}]}),
        json!(-3),
    );
    value(
        seven.clone(),
        json!({"times": [{"value": 8000}, {"field": "copy_count"}]}),
        json!(56_000),
    );
    value(
        json!({}),
        json!({"times": [{"value": 8000}, {"field": "copy_count"}]}),
        json!(null),
    );
    value(
        seven,
        json!({"plus": [{"value": i64::MAX}, {"value": 1}]}),
        json!(i64::MAX),
    );
    let born = json!({"child_birth": "2026-09-20"});
    value(
        born.clone(),
        json!({"days-between": [{"field": "child_birth"}, "today"]}),
        json!(66),
    );
    value(
        born.clone(),
        json!({"days-between": ["today", {"field": "child_birth"}]}),
        json!(-66),
    );
    value(
        born.clone(),
        json!({"months-between": [{"field": "child_birth"}, "today"]}),
        json!(2),
    );
    value(
        born.clone(),
        json!({"years-between": [{"field": "child_birth"}, "today"]}),
        json!(0),
    );
    value(
        born.clone(),
        json!({"add-days": [{"field": "child_birth"}, {"value": 60}]}),
        json!("2026-11-19"),
    );
    value(
        born,
        json!({"add-months": ["today", {"value": 3}]}),
        json!("2027-02-25"),
    );
    value(
        json!({"child_birth": "1960"}),
        json!({"years-between": [{"field": "child_birth"}, "today"]}),
        json!(null),
    );
}
