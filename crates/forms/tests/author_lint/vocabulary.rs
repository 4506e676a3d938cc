//! The words of the base definition.

use forms::author::vocabulary::{
    AttributeRow, CaseRow, FieldRow, PaperRow, RegisterRow, SourceRow, Vocabulary,
};
use std::collections::BTreeSet;

pub(crate) fn words() -> Vocabulary {
    Vocabulary {
        holidays: Vec::new(),
        registers: vec![RegisterRow {
            source: "population".to_owned(),
            ..RegisterRow::default()
        }],
        fields: vec![
            field("E", "way", "request.way", "one-of", ("yes", "")),
            FieldRow {
                sources: "population".to_owned(),
                ..field(
                    "(1)",
                    "name",
                    "person.full_name",
                    "person-name",
                    ("yes", ""),
                )
            },
            field(
                "E",
                "mail",
                "contact.email",
                "email",
                ("when", "way = again"),
            ),
            field("E", "count", "copies.count", "number", ("no", "")),
            field("E", "code", "person.code", "code", ("no", "")),
            field("E", "day", "person.day", "date", ("no", "")),
            field("E", "place", "person.place", "lookup", ("no", "")),
        ],
        facts: vec![AttributeRow {
            record: "population".to_owned(),
            attribute: "full_name".to_owned(),
            concept: "person.full_name".to_owned(),
            sources: "population".to_owned(),
            ..AttributeRow::default()
        }],
        sources: ["population", "tax"]
            .map(|id| SourceRow {
                id: id.to_owned(),
                ..SourceRow::default()
            })
            .into(),
        results: Vec::new(),
        papers: vec![PaperRow {
            service: "90".to_owned(),
            paper: "90.form".to_owned(),
            name_vi: "Tờ khai".to_owned(),
            name_en: "Form".to_owned(),
            when: "way = again".to_owned(),
            replaced_by: "form;population".to_owned(),
            originals_copies: "1/0".to_owned(),
            unconfirmed: "no".to_owned(),
        }],
        cases: vec![
            case("90.new", "1.000001", "full", "way = new"),
            case("90.again", "1.000002", "partial", "way = again"),
        ],
        lists: [
            ("places", ["here", "there"]),
            ("offices", ["commune-committee", "commune-police"]),
        ]
        .map(|(list, codes)| (list.to_owned(), BTreeSet::from(codes.map(str::to_owned))))
        .into(),
    }
}

pub(crate) fn field(
    item: &str,
    id: &str,
    concept: &str,
    kind: &str,
    (required, when): (&str, &str),
) -> FieldRow {
    FieldRow {
        service: "90".to_owned(),
        form: "F".to_owned(),
        item: item.to_owned(),
        id: id.to_owned(),
        concept: concept.to_owned(),
        kind: kind.to_owned(),
        required: required.to_owned(),
        when: when.to_owned(),
        unconfirmed: "no".to_owned(),
        ..FieldRow::default()
    }
}

fn case(code: &str, procedure: &str, online: &str, condition: &str) -> CaseRow {
    CaseRow {
        line: if code == "90.new" { 2 } else { 3 },
        service: "90".to_owned(),
        dimensions: "way".to_owned(),
        condition: condition.to_owned(),
        case: code.to_owned(),
        procedure: procedure.to_owned(),
        online: online.to_owned(),
        unconfirmed: "no".to_owned(),
    }
}
