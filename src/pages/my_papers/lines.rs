//! What a paper says, line by line, in words.

use serde_json::Value;

use crate::form::words;
use crate::portal::records::Awaited;
use crate::portal::site::List;
use crate::text::say;
use forms::fact::{Fact, FactValue};
use forms::value::show_any;

/// A line of what the paper says: name, value, and whether the value is hidden until it is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) name: String,
    pub(super) value: String,
    pub(super) hidden: bool,
}

/// What the paper says, in the order of the names; rows of a list one after the other. An attribute without a name is
/// called as the record calls it. In the place of what is yet to come stands who gives it.
pub(super) fn lines(facts: &[Fact], awaited: &[Awaited], names: &List, words: &List) -> Vec<Line> {
    let place = |attribute: &str, row: Option<usize>| {
        let mut items = names.items.iter();
        let at = items.position(|item| item.code == attribute);
        let list = attribute.split_once("[].").map(|(list, _)| list);
        // A list stands where its first column does.
        let first = list.and_then(|list| {
            let mut items = names.items.iter();
            items.position(|item| {
                item.code
                    .split_once("[].")
                    .is_some_and(|(of, _)| of == list)
            })
        });
        let end = names.items.len();
        (first.or(at).unwrap_or(end), row, at.unwrap_or(end))
    };
    let line = |attribute: &str, hidden: bool, value: String| {
        let named = names.items.iter().find(|item| item.code == attribute);
        let name = named.map_or_else(|| attribute.to_owned(), |item| item.name.clone());
        Line {
            name,
            value,
            hidden,
        }
    };
    let known = facts.iter().map(|fact| {
        let value = match &fact.value {
            FactValue::Raw(text) => text.clone(),
            FactValue::Value(value) => in_words(value, words),
        };
        let hidden = hides(&fact.attribute);
        let line = line(&fact.attribute, hidden, value);
        (place(&fact.attribute, fact.row), line)
    });
    let awaited = awaited.iter().map(|one| {
        let said = say::my_papers_awaited(&one.source_name);
        let line = line(&one.attribute, false, said);
        (place(&one.attribute, None), line)
    });
    let mut all: Vec<_> = known.chain(awaited).collect();
    all.retain(|(_, line)| !line.value.is_empty());
    all.sort_by_key(|(place, _)| *place);
    all.into_iter().map(|(_, line)| line).collect()
}

/// A value as people read it; words of the record by their names.
fn in_words(value: &Value, words: &List) -> String {
    match value {
        Value::String(word) => match words.items.iter().find(|item| item.code == *word) {
            Some(item) => item.name.clone(),
            None => show_any(value, words::spoken()),
        },
        Value::Array(all) if all.iter().all(Value::is_string) => {
            let each = all.iter().map(|one| in_words(one, words));
            each.collect::<Vec<_>>().join(", ")
        }
        _ => show_any(value, words::spoken()),
    }
}

/// Numbers of persons, and those of their papers that stand for them, are hidden but for their end until the person taps.
fn hides(attribute: &str) -> bool {
    let last = attribute.rsplit('.').next().unwrap_or_default();
    let names = [
        "personal_id",
        "old_id",
        "id_number",
        "tax_code",
        "id_paper",
        "payer_id",
    ];
    attribute == "cancelled_ids[].number"
        || names
            .iter()
            .any(|name| last == *name || last.ends_with(&["_", name].concat()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::portal::site;
    use forms::fact::Provenance;
    use serde_json::json;

    fn list(items: &[(&str, &str)]) -> List {
        List {
            items: { items.iter() }
                .map(|(code, name)| site::Item {
                    code: (*code).to_owned(),
                    name: (*name).to_owned(),
                    also: Vec::new(),
                })
                .collect(),
            ..List::default()
        }
    }

    fn fact(attribute: &str, row: Option<usize>, value: FactValue) -> Fact {
        Fact {
            record: "residence".to_owned(),
            attribute: attribute.to_owned(),
            concept: String::new(),
            record_id: "r".to_owned(),
            row,
            subject: "self".to_owned(),
            value,
            provenance: Provenance::default(),
        }
    }

    #[test]
    fn numbers_of_persons_and_of_what_stands_for_them_are_hidden() {
        let hidden = [
            "personal_id",
            "members[].personal_id",
            "id_paper",
            "wife_id_paper",
            "cancelled_ids[].number",
            "payer_id",
        ];
        for attribute in hidden {
            assert!(hides(attribute), "{attribute}");
        }
        for attribute in ["number", "id_paper_issuer", "full_name", "plates[].number"] {
            assert!(!hides(attribute), "{attribute}");
        }
    }

    #[test]
    fn what_a_paper_says_is_told_in_words_row_by_row() {
        crate::text::speak_for_test("vi");
        let names = list(&[
            ("number", "Số định danh của trẻ"),
            ("members[].full_name", "Thành viên"),
            ("members[].personal_id", "Số định danh"),
            ("state", "Tình trạng"),
        ]);
        let value = |value| FactValue::Value(value);
        let facts = [
            fact("state", None, value(json!("valid"))),
            fact("other", None, FactValue::Raw("như sổ ghi".to_owned())),
            fact(
                "members[].personal_id",
                Some(0),
                value(json!("001099999001")),
            ),
            fact("members[].full_name", Some(1), value(json!("Mẫu Bình"))),
            fact("members[].full_name", Some(0), value(json!("Mẫu An"))),
            fact("empty", None, value(Value::Null)),
        ];
        let awaited = [Awaited {
            attribute: "number".to_owned(),
            source_name: "Dân cư".to_owned(),
        }];
        let lines = lines(
            &facts,
            &awaited,
            &names,
            &list(&[("valid", "Còn hiệu lực")]),
        );
        let (first, lines) = lines.split_first().unwrap();
        assert_eq!(first.name, "Số định danh của trẻ");
        assert!(first.value.starts_with("Chưa có: Dân cư cấp") && !first.hidden);
        let told: Vec<_> = { lines.iter() }
            .map(|line| (line.name.as_str(), line.value.as_str(), line.hidden))
            .collect();
        assert_eq!(
            told,
            [
                ("Thành viên", "Mẫu An", false),
                ("Số định danh", "001099999001", true),
                ("Thành viên", "Mẫu Bình", false),
                ("Tình trạng", "Còn hiệu lực", false),
                ("other", "như sổ ghi", false),
            ]
        );
    }
}
