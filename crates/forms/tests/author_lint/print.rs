//! The official forms in print.

/// The base with a form F in print, one text of which is exchanged.
#[track_caller]
fn refuses(from: &str, to: &str, expected: &[&str]) {
    const PRINT: &str = r#"
[[print]]
form = "F"
official = true
title = { vi = "Tờ", en = "Form" }
to = "place"

  [[print.block]]
  when = { answered = "name" }
  rows = ["name", { field = "mail", beside = true }]

  [[print.signature]]
  title = { vi = "Ai", en = "Who" }
  name = "name"
  rows = ["code"]
"#;
    assert!(PRINT.contains(from), "the print has no {from}");
    let case = "fees = [\"copy\"]\nauthority";
    let with_form = "forms = [\"F\"]\nfees = [\"copy\"]\nauthority";
    let fee = "law = \"Thông tư 1\"";
    let end = [fee, &PRINT.replacen(from, to, 1)].concat();
    let found = crate::messages_of(&[(case, with_form), (fee, &end)]);
    assert_eq!(found, expected, "{from} → {to}");
}

#[test]
fn a_form_in_print_has_nothing_to_mend() {
    refuses("Form", "Form", &[]);
}

#[test]
fn a_form_that_no_case_prints() {
    refuses(
        "form = \"F\"",
        "form = \"G\"",
        &["90.toml:124 print G: no case has this form; did you mean `F`?"],
    );
}

#[test]
fn an_answer_with_a_number_and_no_place() {
    refuses(
        "[\"name\", {",
        "[{",
        &[
            "90.toml:124 print F: `name` has a number on this form and no place on it; name it in a block, a signature, or as `to`",
        ],
    );
}

#[test]
fn an_answer_with_two_places() {
    refuses(
        "\"name\", {",
        "\"name\", \"place\", {",
        &[
            "90.toml:132 print F: `place` has its place already in line 128; an answer stands on a form once; under a signature it is repeated by `name`",
        ],
    );
}

#[test]
fn names_that_are_not_there() {
    refuses(
        "rows = [\"code\"]",
        "rows = [\"cod\"]",
        &["90.toml:137 print F: there is no field `cod`; did you mean `code`?"],
    );
    refuses(
        "answered = \"name\"",
        "answered = \"nam\"",
        &["90.toml:131 print F block when: there is no field `nam`; did you mean `name`?"],
    );
}

#[test]
fn a_way_of_writing_that_does_not_suit() {
    refuses(
        "beside = true",
        "words = true",
        &["90.toml:132 print F: `mail` (email) takes no `words`; leave it out"],
    );
    refuses(
        "beside = true",
        "columns = [\"code\"]",
        &[
            "90.toml:132 print F: `code` is no column of `mail`; name columns of this list",
            "90.toml:132 print F: `mail` (email) takes no `columns`; leave it out",
        ],
    );
}

#[test]
fn a_number_on_a_form_that_no_case_prints() {
    let found = crate::messages("authority", "forms = [\"FF\"]\nauthority");
    assert_eq!(
        found,
        ["90.toml:59 /name items: no case has the form `F`; did you mean `FF`?"]
    );
}
