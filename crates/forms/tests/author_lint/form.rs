//! What the format does not allow.

use crate::refuses;

#[test]
fn a_file_that_is_no_toml() {
    refuses(
        "id = \"90\"",
        "id = \"90",
        &[
            "90.toml:1: this is not TOML: invalid basic string, expected `\"`; see https://toml.io/en/v1.1.0",
        ],
    );
}

#[test]
fn a_mistyped_key() {
    refuses(
        "  required = true\n  sources",
        "  requird = true\n  sources",
        &["90.toml:60 /name: there is no `requird` here; did you mean `required`?"],
    );
}

#[test]
fn a_missing_member() {
    refuses(
        "procedure = \"1.000001\"\n",
        "",
        &["90.toml:15 case 90.new: `procedure` is missing; add procedure = …"],
    );
}

#[test]
fn a_missing_language() {
    refuses(
        "name = { vi = \"Thử\", en = \"Trial\" }",
        "name = { vi = \"Thử\" }",
        &["90.toml:6 name: the text in `en` is missing; add en = \"…\""],
    );
}

#[test]
fn the_other_missing_language() {
    refuses(
        "label = { vi = \"Thư\", en = \"Mail\" }",
        "label = { en = \"Mail\" }",
        &["90.toml:67 /mail label: the text in `vi` is missing; add vi = \"…\""],
    );
}

#[test]
fn an_empty_text() {
    refuses(
        "text = { vi = \"Ít thôi\", en = \"Fewer\" }",
        "text = { vi = \"Ít thôi\", en = \" \" }",
        &["90.toml:108 rule few text: the text in `en` is empty; write it"],
    );
}

#[test]
fn an_unknown_kind() {
    refuses(
        "kind = \"email\"",
        "kind = \"emial\"",
        &["90.toml:66 /mail: there is no kind `emial`; did you mean `email`?"],
    );
}

#[test]
fn a_constraint_of_another_kind() {
    refuses(
        "  min = 1\n",
        "  min = 1\n  shapes = [\"9\"]\n",
        &["90.toml:78 /count: there is no `shapes` here; the kind `number` has no such constraint"],
    );
}

#[test]
fn a_value_of_another_sort() {
    refuses(
        "originals = 1",
        "originals = \"one\"",
        &[
            "90.toml:116 paper 90.form originals: a text stands here; write a whole number from 0 to 99",
        ],
    );
}

#[test]
fn an_unknown_word() {
    refuses(
        "online = \"partial\"",
        "online = \"partly\"",
        &[
            "90.toml:29 case 90.again online: `partly` is not known here; one of: full, partial, in-person, info",
        ],
    );
}

#[test]
fn a_condition_that_compares_nothing() {
    refuses(
        "when = { field = \"way\", is = \"new\" }",
        "when = { field = \"way\" }",
        &[
            "90.toml:19 case 90.new when: nothing is compared; add one of: is, is_not, in, under, at_most, over, at_least",
        ],
    );
}

#[test]
fn a_mistyped_condition() {
    refuses(
        "holds = { field = \"count\", under = 5 }",
        "holds = { field = \"count\", undr = 5 }",
        &["90.toml:106 rule few holds: a condition has no `undr`; did you mean `under`?"],
    );
}

#[test]
fn an_expression_of_the_wrong_length() {
    refuses(
        "amount = 8000",
        "amount = { minus = [8000] }",
        &["90.toml:121 fee copy amount: `minus` holds 1; `minus` takes 2"],
    );
}

#[test]
fn a_shape_that_cannot_be_read() {
    refuses(
        "shapes = [\"999\"]",
        "shapes = [\"9{4,2}\"]",
        &[
            "90.toml:85 /code shapes: the shape `9{4,2}` cannot be read: the first number in braces is the smaller; 9 a digit, A a letter, X either, 9{2,4} from 2 to 4, \\ before a character means itself",
        ],
    );
}

#[test]
fn a_shared_part_that_is_not_there() {
    refuses(
        "fees = [\"copy\"]",
        "fees = [\"copy\"]\nresults = [\"paper\"]",
        &[
            "90.toml:22 case 90.new results: there is no [result.paper]; add it at the end of the file, or mend the name",
        ],
    );
}

#[test]
fn a_shared_part_that_nothing_uses() {
    refuses(
        "[[fee]]",
        "[result.paper]\ncode = \"KQ\"\nname = { vi = \"a\", en = \"a\" }\n\n[[fee]]",
        &["90.toml:118: nothing uses [result.paper]; name it where it belongs, or take it out"],
    );
}
