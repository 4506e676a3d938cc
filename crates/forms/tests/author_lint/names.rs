//! Names that are not there, or stand twice, and grounds that are missing.

use crate::vocabulary::words;
use crate::{messages_by, refuses};
use forms::author::vocabulary::{ResultRow, Vocabulary};

#[test]
fn an_unknown_field() {
    refuses(
        "when = { answered = \"count\" }",
        "when = { answered = \"cout\" }",
        &["90.toml:105 rule few when: there is no field `cout`; did you mean `count`?"],
    );
}

#[test]
fn an_unknown_part() {
    refuses(
        "holds = { field = \"count\", under = 5 }",
        "holds = { field = \"place\", part = \"cod\", is = \"here\" }",
        &["90.toml:106 rule few holds: `place` (lookup) has no part `cod`; did you mean `code`?"],
    );
}

#[test]
fn rows_of_no_list() {
    refuses(
        "holds = { field = \"count\", under = 5 }",
        "holds = { left = { count = \"mail\" }, is = 1 }",
        &["90.toml:106 rule few holds: `mail` has no rows; name a field of kind group-list"],
    );
}

#[test]
fn an_unknown_table() {
    refuses(
        "amount = 8000",
        "amount = { table = \"prices\", key = { field = \"way\" }, column = \"price\" }",
        &["90.toml:121 fee copy amount: there is no table `prices`; add it as [table.…]"],
    );
}

#[test]
fn an_option_that_is_none() {
    refuses(
        "when = { field = \"way\", is = \"new\" }",
        "when = { field = \"way\", is = \"newly\" }",
        &["90.toml:19 case 90.new when: `way` is never \"newly\"; its options are new, again"],
    );
}

#[test]
fn a_code_that_the_list_lacks() {
    refuses(
        "holds = { field = \"count\", under = 5 }",
        "holds = { field = \"place\", part = \"code\", is = \"her\" }",
        &["90.toml:106 rule few holds: `place` is never \"her\"; did you mean `here`?"],
    );
}

#[test]
fn an_unknown_fee() {
    refuses(
        "fees = [\"copy\"]",
        "fees = [\"copies\"]",
        &["90.toml:21 case 90.new fees: there is no fee `copies`; add a [[fee]] with this id"],
    );
}

#[test]
fn a_fee_that_no_case_names() {
    refuses(
        "fees = [\"copy\"]",
        "fees = []",
        &[
            "90.toml:118 fee copy: no case names it; name it in `fees` of the cases that pay it, or leave it out",
        ],
    );
}

#[test]
fn an_unknown_list() {
    refuses(
        "list = \"places\"",
        "list = \"place\"",
        &["90.toml:100 /place list: there is no list `place`; did you mean `places`?"],
    );
}

#[test]
fn an_unknown_office() {
    refuses(
        "office = \"commune-committee\" }\n\n[[case]]",
        "office = \"commune-comittee\" }\n\n[[case]]",
        &[
            "90.toml:22 case 90.new authority: there is no office `commune-comittee`; did you mean `commune-committee`?",
        ],
    );
}

#[test]
fn an_unknown_source() {
    refuses(
        "sources = [{ id = \"population\"",
        "sources = [{ id = \"populaton\"",
        &[
            "90.toml:61 /name sources: populaton here, population in fields.csv; follow services/fields.csv, or correct the row there with the reason in its note",
            "90.toml:61 /name sources: there is no source `populaton`; did you mean `population`?",
        ],
    );
}

#[test]
fn a_source_that_nothing_asks() {
    refuses(
        "sources = [{ id = \"population\", from = \"population.full_name\" }]",
        "sources = [{ id = \"population\", from = \"population.full_name\" }, \"tax\"]",
        &[
            "90.toml:61 /name sources: nothing asks the source `tax`; add a [[source]] that says what is wanted of it",
            "90.toml:61 /name sources: population, tax here, population in fields.csv; follow services/fields.csv, or correct the row there with the reason in its note",
        ],
    );
}

#[test]
fn an_unknown_attribute() {
    refuses(
        "want = [\"population.full_name\"]",
        "want = [\"population.ful_name\"]",
        &[
            "90.toml:35 source population want: no record has `population.ful_name`; did you mean `population.full_name`?",
        ],
    );
}

#[test]
fn a_source_that_does_not_hold_it() {
    refuses(
        "id = \"population\"\nabout",
        "id = \"tax\"\nabout",
        &[
            "90.toml:32 source tax: nobody says who keeps it and how it is corrected; add its row to services/registers.csv",
            "90.toml:35 source tax want: the source `tax` does not hold `population.full_name`; it comes from population",
            "90.toml:61 /name sources: nothing asks the source `population`; add a [[source]] that says what is wanted of it",
        ],
    );
}

#[test]
fn an_unknown_subject() {
    refuses(
        "about = [\"self\"]",
        "about = [\"slef\"]",
        &[
            "90.toml:34 source population about: a record is never about `slef`; did you mean `self`?",
        ],
    );
}

#[test]
fn an_unknown_record() {
    refuses(
        "replaced_by = [\"population\"]",
        "replaced_by = [\"populations\"]",
        &[
            "90.toml:115 paper 90.form replaced_by: there is no record `populations`; did you mean `population`?",
        ],
    );
}

#[test]
fn a_paper_that_no_record_can_spare() {
    let mut words = crate::vocabulary::words();
    for record in ["seal", "card"] {
        let mut row = words.facts[0].clone();
        row.record = record.to_owned();
        row.sources = if record == "card" { "card-qr" } else { "tax" }.to_owned();
        words.facts.push(row);
    }
    let paper = |by: &str, words: &mut Vocabulary| {
        words.papers[0].replaced_by = format!("form;{}", by.replace(", ", ";"));
        let quoted = format!("replaced_by = [\"{}\"]", by.replace(", ", "\", \""));
        messages_by(words, &[("replaced_by = [\"population\"]", &quoted)])
    };
    assert_eq!(
        paper("seal", &mut words),
        [
            "90.toml:115 paper 90.form replaced_by: nothing reads any of these records: the paper is always wanted; add a [[source]] that wants an attribute of one, or leave it out"
        ]
    );
    for spared in ["seal, population", "card"] {
        assert_eq!(paper(spared, &mut words), Vec::<String>::new(), "{spared}");
    }
}

#[test]
fn a_paper_that_opens_no_source() {
    refuses(
        "replaced_by = [\"population\"]",
        "replaced_by = [\"population\"]\nproves = [\"deceased\"]",
        &[
            "90.toml:116 paper 90.form proves: no file opens a source about `deceased` here; name a kind that a [[source]] is about, and that an upload proves (deceased, other-by-authorisation, organisation)",
        ],
    );
}

#[test]
fn a_record_with_a_condition_that_never_holds() {
    refuses(
        "replaced_by = [\"population\"]",
        "replaced_by = [{ record = \"population\", when = { all = [{ field = \"way\", is = \"new\" }, { field = \"way\", is = \"again\" }] } }]",
        &[
            "90.toml:115 paper 90.form replaced_by population when: it never holds, whatever is answered; mend the condition, or take it out",
        ],
    );
}

#[test]
fn records_told_where_something_is_filed() {
    refuses(
        "fees = [\"copy\"]\n",
        "fees = [\"copy\"]\nshows = [\"name\", \"count\"]\n",
        &[
            "90.toml:22 case 90.new shows: it is filed here: there is no page of information; take it out, or correct `online`",
            "90.toml:22 case 90.new shows: no source gives `count`; name its sources, or another field",
        ],
    );
}

#[test]
fn a_card_about_something_unknown() {
    refuses(
        "id = \"nguoi\"\n",
        "id = \"nguoi\"\nabout = \"yuo\"\n",
        &["90.toml:52 step nguoi about: `yuo` is not known here; did you mean `you`?"],
    );
}

#[test]
fn a_dimension_that_is_no_choice() {
    refuses(
        "dimensions = [\"way\"]",
        "dimensions = [\"count\"]",
        &["90.toml:9 dimensions: `count` is no case question; a case question is one-of or yes-no"],
    );
}

#[test]
fn a_field_twice() {
    refuses(
        "  id = \"day\"",
        "  id = \"code\"",
        &[
            "90.toml:37 /day: the field `day` is not defined; add it to a step",
            "90.toml:88 field code: the field stands already in line 80; take one out, or give it another name",
            "90.toml:90 /code concept: person.day here, person.code in fields.csv; follow services/fields.csv, or correct the row there with the reason in its note",
            "90.toml:91 /code kind: date here, code in fields.csv; follow services/fields.csv, or correct the row there with the reason in its note",
        ],
    );
}

#[test]
fn a_step_twice() {
    refuses(
        "id = \"nguoi\"",
        "id = \"viec\"",
        &[
            "90.toml:50 step viec: the step stands already in line 37; take one out, or give it another name",
        ],
    );
}

#[test]
fn an_option_twice() {
    refuses(
        "{ value = \"again\", label",
        "{ value = \"new\", label = { vi = \"a\", en = \"a\" } }, { value = \"again\", label",
        &[
            "90.toml:47 option new of way: the option stands already in line 47; take one out, or give it another name",
        ],
    );
}

#[test]
fn a_fee_twice() {
    refuses(
        "[[fee]]",
        "[[fee]]\nid = \"copy\"\nname = { vi = \"a\", en = \"a\" }\n\n[[fee]]",
        &[
            "90.toml:122 fee copy: the fee stands already in line 118; take one out, or give it another name",
        ],
    );
}

#[test]
fn a_personal_detail_without_reason() {
    refuses(
        "  why = { vi = \"Để báo\", en = \"To tell you\" }\n",
        "",
        &[
            "90.toml:63 /mail: a personal detail is asked without a reason; add why = { vi = \"…\", en = \"…\" } with the law",
        ],
    );
}

#[test]
fn a_question_without_form_and_reason() {
    let mut words = words();
    let mut rows = words.fields.iter_mut();
    rows.find(|row| row.id == "count").unwrap().item.clear();
    let found = messages_by(&words, &[("Trial", "Trial")]);
    let of_count = found.iter().filter(|one| one.contains("/count: neither"));
    assert_eq!(
        of_count.collect::<Vec<_>>(),
        [
            "90.toml:72 /count: neither a form nor a reason says why it is asked; add items = { form = \"number\" } or why = { vi = \"…\", en = \"…\" } with the law"
        ],
        "{found:?}"
    );
}

#[test]
fn a_source_that_nobody_keeps() {
    let mut words = words();
    words.registers.clear();
    assert_eq!(
        messages_by(&words, &[("Trial", "Trial")]),
        [
            "90.toml:32 source population: nobody says who keeps it and how it is corrected; add its row to services/registers.csv"
        ]
    );
}

#[test]
fn a_definition_without_law() {
    refuses(
        "[[legal]]\nnumber = \"Luật 1\"\ntitle = { vi = \"Luật\", en = \"Law\" }\n",
        "legal = []\n",
        &["90.toml:11 legal: no law is named; add [[legal]] with its number and title"],
    );
}

#[test]
fn a_read_only_value_that_nothing_fills() {
    refuses(
        "  min = 1\n",
        "  min = 1\n  read_only = true\n",
        &[
            "90.toml:72 /count: nothing can fill a value that is read only; add sources or computed, or let it be typed",
        ],
    );
}

#[test]
fn a_paper_covered_by_results_about_somebody() {
    let mut words = words();
    words.facts[0].result_codes = "KQ.1".to_owned();
    words.results.push(ResultRow {
        record: words.facts[0].record.clone(),
        about: "person".to_owned(),
        ..ResultRow::default()
    });
    let told = |more: &str| {
        let by = format!("replaced_by = [\"population\"]\nresult_codes = [\"KQ.1\"]{more}");
        messages_by(&words, &[("replaced_by = [\"population\"]", &by)])
    };
    assert_eq!(
        told(""),
        [
            "90.toml:110 paper 90.form whose: a `population` covers it, whoever that is about; name the concept of the person's name (`child.full_name`)"
        ]
    );
    assert_eq!(
        told("\nwhose = [\"nobody.full_name\"]"),
        [
            "90.toml:117 paper 90.form whose: no field asks the name `nobody.full_name`; name the concept of a field that asks a name"
        ]
    );
}
