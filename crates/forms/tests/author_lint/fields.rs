//! Differences from the vocabulary: fields, cases, papers.

use crate::{messages_of, refuses};

#[test]
fn a_field_that_the_list_lacks() {
    refuses(
        "  id = \"day\"",
        "  id = \"days\"",
        &[
            "90.toml:37 /day: the field `day` is not defined; add it to a step",
            "90.toml:88 /days: neither a form nor a reason says why it is asked; add items = { form = \"number\" } or why = { vi = \"…\", en = \"…\" } with the law",
            "90.toml:88 /days: services/fields.csv has no field `days` of service 90; take one of its ids, the nearest are `day`, `way`, `mail`, or add a row with the reason in its note",
        ],
    );
}

#[test]
fn another_kind() {
    refuses(
        "kind = \"date\"",
        "kind = \"partial-date\"",
        &[
            "90.toml:91 /day kind: partial-date here, date in fields.csv; follow services/fields.csv, or correct the row there with the reason in its note",
        ],
    );
}

#[test]
fn another_concept() {
    refuses(
        "concept = \"person.day\"",
        "concept = \"person.dy\"",
        &[
            "90.toml:90 /day concept: person.dy here, person.day in fields.csv; follow services/fields.csv, or correct the row there with the reason in its note",
        ],
    );
}

#[test]
fn another_item() {
    refuses(
        "items = { F = \"1\" }",
        "items = { F = \"2\" }",
        &[
            "90.toml:58 /name items: F 2 here, F 1 in fields.csv; follow services/fields.csv, or correct the row there with the reason in its note",
        ],
    );
}

#[test]
fn other_sources() {
    refuses(
        "  sources = [{ id = \"population\", from = \"population.full_name\" }]\n",
        "",
        &[
            "90.toml:54 /name sources: none here, population in fields.csv; follow services/fields.csv, or correct the row there with the reason in its note",
        ],
    );
}

#[test]
fn optional_against_the_list() {
    refuses(
        "  required = true\n  sources",
        "  sources",
        &[
            "90.toml:54 /name required: optional here but required by fields.csv whatever is answered; follow services/fields.csv, or correct the row there with the reason in its note",
        ],
    );
}

#[test]
fn required_against_the_list() {
    refuses(
        "  min = 1\n",
        "  min = 1\n  required = true\n",
        &[
            "90.toml:78 /count required: required here but optional by fields.csv whatever is answered; follow services/fields.csv, or correct the row there with the reason in its note",
        ],
    );
}

#[test]
fn shown_against_the_list() {
    refuses(
        "  shown = { field = \"way\", is = \"again\" }\n",
        "",
        &[
            "90.toml:63 /mail shown: shown here but hidden by fields.csv with way = \"new\"; follow services/fields.csv, or correct the row there with the reason in its note",
        ],
    );
}

#[test]
fn a_case_that_the_list_lacks() {
    refuses(
        "code = \"90.again\"",
        "code = \"90.agian\"",
        &[
            "90.toml:15 case 90.again: services/cases.csv:3 names the case, and it is not defined here; add it as [[case]], or take the row out",
            "90.toml:24 case 90.agian: cases.csv does not know it; did you mean `90.again`?",
            "90.toml:28 case 90.agian when: it leads to 90.agian here, to 90.again in services/cases.csv:3, with way = \"again\"; follow services/cases.csv, or correct the row there with the reason in its note",
        ],
    );
}

#[test]
fn another_procedure() {
    refuses(
        "procedure = \"1.000002\"",
        "procedure = \"1.000003\"",
        &[
            "90.toml:26 case 90.again procedure: 1.000003 here, 1.000002 in services/cases.csv:3; follow services/cases.csv, or correct the row there with the reason in its note",
        ],
    );
}

#[test]
fn another_online_level() {
    refuses(
        "online = \"partial\"",
        "online = \"full\"",
        &[
            "90.toml:29 case 90.again online: full here, partial in services/cases.csv:3; follow services/cases.csv, or correct the row there with the reason in its note",
        ],
    );
}

#[test]
fn another_case_for_the_same_answers() {
    refuses(
        "when = { field = \"way\", is = \"new\" }",
        "when = { any = [{ field = \"way\", is = \"new\" }, { answered = \"count\" }] }",
        &[
            "90.toml:19 case 90.new when: it leads to 90.new here, to 90.again in services/cases.csv:3, with way = \"again\", count = 0; follow services/cases.csv, or correct the row there with the reason in its note",
        ],
    );
}

#[test]
fn another_name_of_a_paper() {
    refuses(
        "name = { vi = \"Tờ khai\", en = \"Form\" }",
        "name = { vi = \"Tờ khia\", en = \"Form\" }",
        &[
            "90.toml:112 paper 90.form name: Tờ khia here, Tờ khai in papers.csv; follow services/papers.csv, or correct the row there with the reason in its note",
        ],
    );
}

#[test]
fn another_time_for_a_paper() {
    refuses(
        "when = { field = \"way\", is = \"again\" }\nhow",
        "when = { field = \"way\", is = \"new\" }\nhow",
        &[
            "90.toml:113 paper 90.form when: it belongs to the dossier here, not by papers.csv with way = \"new\"; follow services/papers.csv, or correct the row there with the reason in its note",
        ],
    );
}

#[test]
fn other_records_for_a_paper() {
    refuses(
        "replaced_by = [\"population\"]\n",
        "",
        &[
            "90.toml:110 paper 90.form replaced_by: none here, population in papers.csv; follow services/papers.csv, or correct the row there with the reason in its note",
        ],
    );
}

#[test]
fn a_number_of_a_person_that_is_shown_in_full() {
    let found = messages_of(&[(
        "concept = \"person.code\"",
        "concept = \"person.passport_number\"",
    )]);
    let open = "/code masked: `person.passport_number` identifies a person and is shown in full; add masked = true, or say why not in the note of its row in services/fields.csv: `shown in full: …`";
    assert!(found.iter().any(|told| told.ends_with(open)), "{found:?}");
    let masked = ("kind = \"code\"", "masked = true\nkind = \"code\"");
    let found = messages_of(&[
        (
            "concept = \"person.code\"",
            "concept = \"person.passport_number\"",
        ),
        masked,
    ]);
    assert!(!found.iter().any(|told| told.ends_with(open)), "{found:?}");
}

#[test]
fn another_way_for_a_paper() {
    refuses(
        "how = \"from-answers\"\n",
        "",
        &[
            "90.toml:110 paper 90.form how: not made from the answers here, made from the answers in papers.csv; follow services/papers.csv, or correct the row there with the reason in its note",
        ],
    );
}

#[test]
fn other_copies() {
    refuses(
        "originals = 1",
        "copies = 1",
        &[
            "90.toml:110 paper 90.form originals: 0/1 here, 1/0 in papers.csv; follow services/papers.csv, or correct the row there with the reason in its note",
        ],
    );
}

#[test]
fn a_paper_of_a_question_that_takes_no_file() {
    refuses(
        "how = \"from-answers\"\n",
        "how = \"from-answers\"\ngiven_in = [\"full_name\"]\n",
        &[
            "90.toml:115 paper 90.form given_in: no field `full_name` asks for a file; name a field of kind file",
        ],
    );
}
