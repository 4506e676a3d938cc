//! Decision 13: what a schema can say is said alike natively and as a pattern.

use crate::support::{at, field, service};
use forms::definition::Service;
use forms::kind::{CodeShape, DateLimits, Kind, ShapePiece, TextLimits};
use forms::shape::{fault, text_lengths, text_pattern};
use forms::value::canonical;
use proptest::prelude::*;
use serde_json::{Value, json};

#[track_caller]
fn figure(kind: &Kind, answer: &str, expected: &[(&str, Value)]) {
    let wrong = fault(kind, &json!(answer)).unwrap();
    assert_eq!(wrong.params, expected, "{answer}");
}

#[test]
fn half_a_date_names_the_part_that_is_missing() {
    let (full, partial) = (
        Kind::Date(DateLimits::default()),
        Kind::PartialDate(DateLimits::default()),
    );
    let missing = |kind: &Kind, answer, part: &str| figure(kind, answer, &[("part", json!(part))]);
    missing(&full, "1990", "month");
    missing(&full, "1990-01", "day");
    missing(&full, "1990--31", "month");
    missing(&full, "--05", "year");
    missing(&partial, "1990--31", "month");
    missing(&partial, "-03-05", "year");
    missing(
        &Kind::DateTime(DateLimits::default()),
        "2026--25T08:30",
        "month",
    );
    for whole in [
        "1990-02-31",
        "90-01-05",
        "1990-13-05",
        "-01-3e1",
        "--31/02/1990",
        "--",
        "",
    ] {
        figure(&full, whole, &[]);
        figure(&partial, whole, &[]);
    }
}

#[test]
fn an_incomplete_personal_id_tells_how_many_digits_there_are() {
    for (written, digits) in [
        ("00109900000", 11),
        ("0010990000001", 13),
        ("00109900000O", 11),
    ] {
        figure(&Kind::PersonalId, written, &[("digits", json!(digits))]);
    }
}

fn kind_of(service: &Service, id: &str) -> Kind {
    service.field(&field(id)).unwrap().kind.clone()
}

/// What a schema writer would make of a kind that is one text.
fn schema(kind: &Kind) -> jsonschema::Validator {
    let mut schema = json!({"type": "string"});
    if let Some(pattern) = text_pattern(kind) {
        schema["pattern"] = json!(pattern);
    }
    if let Some((least, most)) = text_lengths(kind) {
        schema["minLength"] = json!(least);
        schema["maxLength"] = json!(most);
    }
    jsonschema::validator_for(&schema).unwrap()
}

fn text_kinds() -> Vec<Kind> {
    let service = service();
    let ids = [
        "child_name",
        "mother_personal_id",
        "phone",
        "phone_abroad",
        "email",
        "plate",
        "notice_code",
        "customer_code",
        "note",
        "hour",
    ];
    let wide = CodeShape {
        shapes: vec![
            vec![
                ShapePiece::Digits(1, 3),
                ShapePiece::Digits(2, 4),
                ShapePiece::Text("/qđ-".into()),
                ShapePiece::Letters(1, 2),
            ],
            vec![ShapePiece::Alnum(0, 2), ShapePiece::Text("(a.b)".into())],
        ],
        ..CodeShape::default()
    };
    let short = Kind::Text(TextLimits {
        min: Some(2),
        max: Some(4),
        lines: false,
    });
    ids.iter()
        .map(|id| kind_of(&service, id))
        .chain([Kind::Code(wide), short])
        .collect()
}

#[track_caller]
fn agree(kind: &Kind, schema: &jsonschema::Validator, text: &str) {
    if let Some(answer) = canonical(kind, &Value::from(text)) {
        assert_eq!(
            fault(kind, &answer).is_none(),
            schema.is_valid(&answer),
            "{kind:?}: {answer}"
        );
    }
}

#[test]
fn the_sides_agree_on_typical_answers() {
    let answers = [
        "0912345678",
        "+84912345678",
        "+84123",
        "0084912345678",
        "02412345678",
        "01234567890",
        "+8190123456",
        "+12025550100",
        "+0123456789",
        "001099000001",
        "0010990000011",
        "29B112345",
        "29-MĐ1 123.45",
        "00001.GCS.00001.26",
        "12345/QĐ-A",
        "12/qđ-ab",
        "1234567/QĐ-AB",
        "x(A.B)",
        "(a.b)",
        "08:30",
        "24:00",
        "a@b.c",
        "a@b",
        "a@.c",
        "Nguyễn Văn Mẫu",
        "Mẫu 2",
        "K'Sor",
        "ab",
        "abcde",
        "é",
        "PE12345678901",
    ];
    for kind in text_kinds() {
        let schema = schema(&kind);
        for answer in answers {
            agree(&kind, &schema, answer);
        }
    }
}

proptest! {
    #[test]
    fn the_sides_agree_on_any_answer(
        texts in proptest::collection::vec(
            "[0-9]{9,13}|[+]?[0-9 .]{8,17}|[0-9A-Zđ./-]{1,18}|[0-9]{1,7}/qđ-[a-z]{0,3}|[a-z.@ ]{1,12}|[0-2][0-9]:[0-6][0-9]|\\PC{0,30}",
            1..8,
        )
    ) {
        for kind in text_kinds() {
            let schema = schema(&kind);
            for text in &texts {
                agree(&kind, &schema, text);
            }
        }
    }

    #[test]
    fn an_answer_is_canonical_once_and_for_all(text in "(?s).{0,40}", number in any::<i64>()) {
        let service = service();
        for field in service.fields() {
            for value in [json!(text), json!([text, {"value": text}]), json!({"text": text, "code": text, "country": "VN"}), json!(number)] {
                let once = canonical(&field.kind, &value);
                let twice = once.as_ref().and_then(|value| canonical(&field.kind, value));
                prop_assert_eq!(&once, &twice, "{} {}", at(field.id.as_str()).field, value);
            }
        }
    }
}
