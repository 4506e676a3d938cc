//! Between the values of decision 4 and what controls show and give. Pure.

use super::typed::{typed_of, with_typed};
use crate::ui::{Address, IdentityPaper, LegacyAddress, Picked, UnitChoice};
use serde_json::{Map, Value, json};

/// An answer of one line, as it is written; a number as its digits.
#[must_use]
pub fn text_of(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// A written line; empty is no answer.
#[must_use]
pub fn of_text(text: String) -> Option<Value> {
    (!text.is_empty()).then_some(Value::String(text))
}

/// Digits as a number; what is none stays as written, to be told.
#[must_use]
pub fn of_number(text: String) -> Option<Value> {
    match text.parse::<i64>() {
        Ok(number) => Some(number.into()),
        Err(_) => of_text(text),
    }
}

/// The chosen word, and the text beside "other".
#[must_use]
pub fn choice_of(value: Option<&Value>) -> (Option<String>, String) {
    match value {
        Some(Value::String(word)) => (Some(word.clone()), String::new()),
        Some(Value::Object(map)) => (
            member(map, "value"),
            member(map, "text").unwrap_or_default(),
        ),
        _ => (None, String::new()),
    }
}

/// A chosen word; beside the word `other` a text may stand.
#[must_use]
pub fn of_choice(word: String, other: Option<&str>, text: &str) -> Value {
    if other == Some(word.as_str()) {
        json!({ "value": word, "text": text })
    } else {
        Value::String(word)
    }
}

/// The chosen options with their quantities.
#[must_use]
pub fn picked_of(value: Option<&Value>) -> Vec<Picked> {
    let one = |entry: &Value| match entry {
        Value::String(word) => Some(Picked {
            value: word.clone(),
            quantity: String::new(),
        }),
        Value::Object(map) => Some(Picked {
            value: member(map, "value")?,
            quantity: text_of(map.get("quantity")),
        }),
        _ => None,
    };
    entries(value).iter().filter_map(one).collect()
}

/// The same back; none chosen is no answer.
#[must_use]
pub fn of_picked(picked: Vec<Picked>, quantities: bool) -> Option<Value> {
    let one = |picked: Picked| {
        if quantities {
            json!({ "value": picked.value, "quantity": of_number(picked.quantity) })
        } else {
            Value::String(picked.value)
        }
    };
    let entries: Vec<Value> = picked.into_iter().map(one).collect();
    (!entries.is_empty()).then_some(Value::Array(entries))
}

/// The code of a list's entry, and the text beside "other".
#[must_use]
pub fn code_of(value: Option<&Value>) -> (Option<String>, String) {
    let Some(Value::Object(map)) = value else {
        return (None, String::new());
    };
    (member(map, "code"), member(map, "text").unwrap_or_default())
}

/// The codes of several entries, in order.
#[must_use]
pub fn codes_of(value: Option<&Value>) -> Vec<String> {
    entries(value)
        .iter()
        .filter_map(|entry| code_of(Some(entry)).0)
        .collect()
}

/// An entry of a list as an answer.
#[must_use]
pub fn of_code(code: &str, name: &str, list: &str, version: &str) -> Value {
    json!({ "code": code, "name": name, "list": list, "version": version })
}

/// The codes of a chosen unit. The value names its province, and an office the commune that it was found by.
#[must_use]
pub fn unit_of(value: Option<&Value>, is_province: bool) -> UnitChoice {
    let typed = typed_of(value);
    let Some(Value::Object(map)) = value else {
        return UnitChoice::default();
    };
    let code = member(map, "code");
    if is_province {
        UnitChoice {
            province: code,
            commune: None,
            typed,
        }
    } else {
        UnitChoice {
            province: member(map, "province"),
            commune: member(map, "commune").or(code),
            typed,
        }
    }
}

/// An address as its control shows it.
#[must_use]
pub fn address_of(value: Option<&Value>) -> Address {
    let Some(Value::Object(map)) = value else {
        return Address::default();
    };
    let old = map.get("legacy").and_then(Value::as_object);
    let is_old = member(map, "vintage").as_deref() == Some("legacy");
    let legacy = old
        .and_then(|old| member(old, "text"))
        .or_else(|| member(map, "text").filter(|_| is_old));
    let mut address = Address {
        unit: UnitChoice {
            province: member(map, "province"),
            commune: member(map, "commune"),
            typed: typed_of(value),
        },
        detail: member(map, "detail").unwrap_or_default(),
        legacy: legacy.map(|text| LegacyAddress { text }),
        ..Address::default()
    };
    if let Some(country) = member(map, "country") {
        address.country = country;
    }
    if address.country != "VN" && address.detail.is_empty() {
        address.detail = member(map, "text").unwrap_or_default();
    }
    address
}

/// The address back. `names` are those of commune, province and country as far as they are known; its text is what
/// people read; of an old one without a commune of today, as it was written.
#[must_use]
pub fn of_address(
    address: &Address,
    before: Option<&Value>,
    names: [Option<String>; 3],
) -> Option<Value> {
    let [commune, province, country] = names;
    let is_home = address.country == "VN";
    let unit = &address.unit;
    let is_blank =
        *unit == UnitChoice::default() && address.detail.is_empty() && address.legacy.is_none();
    if is_home && is_blank {
        return None;
    }
    let before = before.and_then(Value::as_object);
    let mut map = Map::new();
    let mut put = |name: &str, value: Option<&str>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            map.insert(name.to_owned(), value.into());
        }
    };
    put("country", Some(&address.country));
    put("detail", Some(&address.detail));
    let mut parts = vec![address.detail.clone()];
    if is_home {
        put("province", unit.province.as_deref());
        put("commune", unit.commune.as_deref());
        parts.extend(commune);
        parts.extend(province);
    } else {
        parts.extend(country);
    }
    parts.retain(|part| !part.is_empty());
    let is_old = is_home && address.legacy.is_some() && unit.commune.is_none();
    match (&address.legacy, is_old) {
        (Some(old), true) => put("text", Some(&old.text)),
        _ => put("text", Some(&parts.join(", "))),
    }
    put("vintage", Some(if is_old { "legacy" } else { "current" }));
    if let Some(old) = address.legacy.as_ref().filter(|_| is_home) {
        // Codes that a source gave go with its text only.
        let known = before.and_then(|before| before.get("legacy"));
        let known =
            known.filter(|known| known.get("text").and_then(Value::as_str) == Some(&*old.text));
        let legacy = known
            .cloned()
            .unwrap_or_else(|| json!({ "text": old.text }));
        map.insert("legacy".to_owned(), legacy);
    }
    Some(with_typed(Value::Object(map), unit.typed.as_ref()))
}

/// An identity paper as its control shows it.
#[must_use]
pub fn paper_of(value: Option<&Value>) -> IdentityPaper {
    let Some(Value::Object(map)) = value else {
        return IdentityPaper::default();
    };
    let text = |name: &str| member(map, name).unwrap_or_default();
    IdentityPaper {
        kind: member(map, "type"),
        name: text("name"),
        number: text("number"),
        issued_on: text("issued_on"),
        issued_by: text("issued_by"),
    }
}

/// The same back; without any part it is no answer.
#[must_use]
pub fn of_paper(paper: IdentityPaper) -> Option<Value> {
    let parts = [
        ("type", paper.kind.unwrap_or_default()),
        ("name", paper.name),
        ("number", paper.number),
        ("issued_on", paper.issued_on),
        ("issued_by", paper.issued_by),
    ];
    let parts = parts.into_iter().filter(|(_, text)| !text.is_empty());
    let map: Map<String, Value> = parts
        .map(|(name, text)| (name.to_owned(), text.into()))
        .collect();
    (!map.is_empty()).then_some(Value::Object(map))
}

fn entries(value: Option<&Value>) -> &[Value] {
    value
        .and_then(Value::as_array)
        .map(Vec::as_slice)
        .unwrap_or_default()
}

fn member(map: &Map<String, Value>, name: &str) -> Option<String> {
    let text = map.get(name)?.as_str()?;
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_numbers_and_other_writing_stays() {
        assert_eq!(of_number("12".into()), Some(json!(12)));
        assert_eq!(of_number("12.5".into()), Some(json!("12.5")));
        assert_eq!(of_number(String::new()), None);
        assert_eq!(text_of(Some(&json!(12))), "12");
    }

    #[test]
    fn a_text_stands_only_beside_other() {
        let value = of_choice("other".into(), Some("other"), "bà nội");
        assert_eq!(
            choice_of(Some(&value)),
            (Some("other".into()), "bà nội".into())
        );
        assert_eq!(
            of_choice("mother".into(), Some("other"), "x"),
            json!("mother")
        );
    }

    #[test]
    fn quantities_come_and_go() {
        let picked = vec![Picked {
            value: "a".into(),
            quantity: "2".into(),
        }];
        let value = of_picked(picked.clone(), true).unwrap();
        assert_eq!(value, json!([{ "value": "a", "quantity": 2 }]));
        assert_eq!(picked_of(Some(&value)), picked);
        assert_eq!(of_picked(Vec::new(), true), None);
    }

    #[test]
    fn an_address_composes_its_text() {
        let address = Address {
            unit: UnitChoice {
                province: Some("01".into()),
                commune: Some("00004".into()),
                typed: None,
            },
            detail: "Số 5".into(),
            ..Address::default()
        };
        let names = [
            Some("Phường Ba Đình".into()),
            Some("Thành phố Hà Nội".into()),
            None,
        ];
        let value = of_address(&address, None, names).unwrap();
        assert_eq!(value["text"], "Số 5, Phường Ba Đình, Thành phố Hà Nội");
        assert_eq!(value["vintage"], "current");
        assert_eq!(address_of(Some(&value)), address);
        assert_eq!(
            of_address(&Address::default(), None, [None, None, None]),
            None
        );
    }

    #[test]
    fn an_old_address_stays_beside_the_new_units() {
        let before = json!({ "country": "VN", "vintage": "legacy", "text": "Xã A, huyện B", "legacy": { "text": "Xã A, huyện B", "province": "01" } });
        let mut address = address_of(Some(&before));
        assert_eq!(
            of_address(&address, Some(&before), [None, None, None]).unwrap()["vintage"],
            "legacy"
        );
        address.unit = UnitChoice {
            province: Some("01".into()),
            commune: Some("00004".into()),
            typed: None,
        };
        let value = of_address(
            &address,
            Some(&before),
            [Some("Xã C".into()), Some("Hà Nội".into()), None],
        )
        .unwrap();
        assert_eq!(
            (&value["vintage"], &value["text"]),
            (&json!("current"), &json!("Xã C, Hà Nội"))
        );
        assert_eq!(value["legacy"], before["legacy"]);
    }

    #[test]
    fn a_place_abroad_is_its_detail() {
        let address = Address {
            country: "JP".into(),
            detail: "1-1 Chiyoda, Tokyo".into(),
            ..Address::default()
        };
        let value = of_address(&address, None, [None, None, Some("Nhật Bản".into())]).unwrap();
        assert_eq!(
            value,
            json!({ "country": "JP", "detail": "1-1 Chiyoda, Tokyo", "text": "1-1 Chiyoda, Tokyo, Nhật Bản", "vintage": "current" })
        );
    }

    #[test]
    fn identity_papers_keep_only_what_is_written() {
        let value = json!({ "type": "passport", "number": "C123" });
        assert_eq!(of_paper(paper_of(Some(&value))), Some(value));
        assert_eq!(of_paper(IdentityPaper::default()), None);
    }
}
