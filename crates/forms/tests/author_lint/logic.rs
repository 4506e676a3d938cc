//! Circles, what nobody can reach, what nothing can meet.

use crate::vocabulary::{field, words};
use crate::{messages, messages_by, refuses};

#[test]
fn a_circle_of_shown_fields() {
    refuses(
        "  max = 9\n\n  [[step.field]]\n  id = \"code\"\n",
        "  max = 9\n  shown = { answered = \"code\" }\n\n  [[step.field]]\n  id = \"code\"\n  shown = { answered = \"count\" }\n",
        &[
            "90.toml:72 /count: its answer waits for itself: count → code → count; break the chain of shown and computed",
        ],
    );
}

#[test]
fn a_field_that_requires_itself() {
    refuses(
        "required = { field = \"way\", is = \"again\" }",
        "required = { answered = \"mail\" }",
        &[
            "90.toml:70 /mail required: whether it is required depends on its own answer; let it depend on another field",
        ],
    );
}

#[test]
fn a_condition_that_never_holds() {
    refuses(
        "when = { answered = \"count\" }",
        "when = { all = [{ field = \"way\", is = \"new\" }, { field = \"way\", is = \"again\" }] }",
        &[
            "90.toml:105 rule few when: it never holds, whatever is answered; mend the condition, or take it out",
        ],
    );
}

#[test]
fn today_and_other_answers_are_tried() {
    for when in [
        "{ left = { field = \"day\" }, at_least = \"today\" }",
        "{ left = \"today\", over = { field = \"day\" } }",
        "{ field = \"code\", is = { field = \"mail\" } }",
        "{ field = \"code\", is_not = { field = \"mail\" } }",
    ] {
        let found = messages("when = { answered = \"count\" }", &format!("when = {when}"));
        assert_eq!(found, Vec::<String>::new(), "{when}");
    }
}

#[test]
fn a_rule_about_columns_is_tried_in_rows() {
    let mut words = words();
    let list = field("E", "rows[]", "household.rows", "group-list", ("no", ""));
    let column = field("E", "rows[].pays", "row.pays", "yes-no", ("no", ""));
    words.fields.extend([list, column]);
    let text = |when: &str| {
        format!(
            "  [[step.field]]\n  id = \"rows[]\"\n  concept = \"household.rows\"\n  kind = \"group-list\"\n  \
             label = {{ vi = \"Dòng\", en = \"Row\" }}\n\n  [[step.field]]\n  id = \"rows[].pays\"\n  concept = \"row.pays\"\n  \
             kind = \"yes-no\"\n  label = {{ vi = \"Đóng\", en = \"Pays\" }}\n\n[[rule]]\nid = \"pays\"\nwhen = {when}\n\
             holds = {{ field = \"count\", under = 5 }}\nat = [\"rows[].pays\"]\ntext = {{ vi = \"Đóng\", en = \"Pays\" }}\n\n\
             [[rule]]\nid = \"few\"\n"
        )
    };
    let found = |when: &str| messages_by(&words, &[("[[rule]]\nid = \"few\"\n", &text(when))]);
    assert_eq!(
        found("{ field = \"rows[].pays\", is = true }"),
        Vec::<String>::new()
    );
    let never = found(
        "{ all = [{ field = \"rows[].pays\", is = true }, { field = \"rows[].pays\", is = false }] }",
    );
    assert!(
        never
            .iter()
            .any(|told| told.contains("rule pays when: it never holds")),
        "{never:?}"
    );
}

#[test]
fn a_step_that_nothing_leads_to() {
    refuses(
        "  [[step.field]]\n  id = \"place\"\n",
        "[[step]]\nid = \"noi\"\ntitle = { vi = \"Nơi\", en = \"Place\" }\n\n  [[step.field]]\n  id = \"place\"\n  shown = { all = [{ field = \"way\", is = \"new\" }, { field = \"way\", is = \"again\" }] }\n",
        &[
            "90.toml:96 step noi: no answers lead to this step; show at least one of its fields",
            "90.toml:102 /place shown: hidden here but shown by fields.csv with way = \"new\"; follow services/fields.csv, or correct the row there with the reason in its note",
            "90.toml:102 /place shown: it never holds, whatever is answered; mend the condition, or take it out",
        ],
    );
}

#[test]
fn a_case_in_the_shadow_of_another() {
    refuses(
        "when = { field = \"way\", is = \"new\" }",
        "when = { field = \"way\", in = [\"new\", \"again\"] }",
        &[
            "90.toml:19 case 90.new when: it leads to 90.new here, to 90.again in services/cases.csv:3, with way = \"again\"; follow services/cases.csv, or correct the row there with the reason in its note",
            "90.toml:28 case 90.again when: the rows above take every answer that fits; move it up, or mend the conditions above",
        ],
    );
}

#[test]
fn answers_that_lead_to_no_case() {
    refuses(
        "when = { field = \"way\", is = \"new\" }",
        "when = { all = [{ field = \"way\", is = \"new\" }, { answered = \"count\" }] }",
        &[
            "90.toml:15 case: it leads to no case here, to 90.new in services/cases.csv:2, with way = \"new\", count unanswered; follow services/cases.csv, or correct the row there with the reason in its note",
            "90.toml:15 case: no row is chosen with way = \"new\", count unanswered; add a row, or widen one",
        ],
    );
}

#[test]
fn bounds_in_the_wrong_order() {
    refuses(
        "  min = 1\n  max = 9",
        "  min = 10\n  max = 9",
        &["90.toml:75 /count: min 10 is beyond max 9; exchange them, or take one out"],
    );
}

#[test]
fn dates_in_the_wrong_order() {
    refuses(
        "not_after = \"2026-12-31\"",
        "not_after = \"2019-12-31\"",
        &[
            "90.toml:91 /day: not_before 2020-01-01 is beyond not_after 2019-12-31; exchange them, or take one out",
        ],
    );
}

#[test]
fn a_shape_longer_than_the_limit() {
    refuses(
        "  max = 10",
        "  max = 2",
        &[
            "90.toml:83 /code: a shape has at least 3 characters, max is 2; raise max, or shorten the shape",
        ],
    );
}

#[test]
fn n09_a_shape_of_signs_that_nobody_types_is_refused() {
    for (shape, sign) in [("“999”", "“"), ("9’99", "’"), ("999–9", "–")] {
        let told = format!(
            "90.toml:83 /code: `{sign}` can never stand in a code: nobody types it; \
             write the sign of the keyboard, such as ' or \" or -"
        );
        let found = messages("shapes = [\"999\"]", &format!("shapes = [\"{shape}\"]"));
        assert!(found.contains(&told), "{found:?}");
    }
    let typed = "shapes = ['9\"9\"9', \"9'99\", \"999-9\"]";
    assert_eq!(messages("shapes = [\"999\"]", typed), [""; 0]);
}

#[test]
fn an_example_of_another_shape() {
    refuses(
        "shapes = [\"999\"]",
        "shapes = [\"999\"]\n  example = \"12-A\"",
        &[
            "90.toml:83 /code: the example `12-A` is of another shape; mend the example, or the shapes",
        ],
    );
}

#[test]
fn no_options() {
    refuses(
        "options = [{ value = \"new\", label = { vi = \"Mới\", en = \"New\" } }, { value = \"again\", label = { vi = \"Lại\", en = \"Again\" } }]",
        "options = []",
        &["90.toml:45 /way: there are no options; add options"],
    );
}

#[test]
fn an_other_that_is_no_option() {
    refuses(
        "  required = true\n\n[[step]]",
        "  required = true\n  other = \"more\"\n\n[[step]]",
        &[
            "90.toml:45 /way: `other` names `more`, which is no option; add the option, or take `other` out",
        ],
    );
}
