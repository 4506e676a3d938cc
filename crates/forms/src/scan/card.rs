//! What an identity card says, as attributes of `facts.csv`.

use super::{RECORD, Said};
use crate::definition::thing;
use serde_json::{Value, json};
use vietnam::card_qr::CardQr;
use vietnam::personal_id::Sex;
use vietnam::unit::CurrentAddress;

/// Attribute and concept of each part, in the order of the code.
const PARTS: [(&str, &str); 7] = [
    ("personal_id", "person.personal_id"),
    ("old_id", "person.old_id"),
    ("full_name", "person.full_name"),
    ("birth_date", "person.birth_date"),
    ("gender", "person.gender"),
    ("residence_address", "residence.address"),
    ("issue_date", "person.id_paper_issue_date"),
];

/// Attribute, concept and value of all that it says.
pub(super) fn said(card: &CardQr, home: Option<&CurrentAddress>) -> Vec<Said> {
    let sex = card.sex.map(|sex| match sex {
        Sex::Male => "male",
        Sex::Female => "female",
    });
    let address = card.address.as_ref();
    let address = address.map(|text| match card.is_of_two_levels() {
        true => of_today(text, home),
        false => of_then(text),
    });
    let said = [
        Some(json!(card.personal_id.as_str())),
        card.old_id.as_ref().map(|id| json!(id.as_str())),
        Some(json!(card.name)),
        card.birth.map(|birth| json!(birth.to_string())),
        sex.map(|sex| json!(sex)),
        address,
        Some(json!(card.issued.to_string())),
    ];
    let said = PARTS.into_iter().zip(said);
    said.filter_map(|((attribute, concept), value)| Some((RECORD, attribute, concept, value?)))
        .collect()
}

/// The part that says the same thing as a field of this concept, whatever the role.
pub(super) fn part(concept: &str) -> Option<(&'static str, &'static str)> {
    PARTS
        .into_iter()
        .find(|(_, part)| thing(part) == thing(concept))
}

/// The text that is printed, with the units of its time.
fn of_then(text: &str) -> Value {
    json!({ "country": "VN", "text": text, "vintage": "legacy", "legacy": { "text": text } })
}

/// Units of today, as far as they were understood: what lacks one is shown as it was read, and not taken for an old
/// address.
fn of_today(text: &str, home: Option<&CurrentAddress>) -> Value {
    let mut address = json!({ "country": "VN", "text": text, "vintage": "current" });
    let (Some(home), Some(map)) = (home, address.as_object_mut()) else {
        return address;
    };
    let parts = [
        ("province", home.province.map(|code| json!(code.as_str()))),
        ("commune", home.commune.map(|code| json!(code.as_str()))),
        (
            "detail",
            Some(json!(home.detail)).filter(|_| home.commune.is_some() && !home.detail.is_empty()),
        ),
    ];
    for (name, value) in parts {
        if let Some(value) = value {
            map.insert(name.to_owned(), value);
        }
    }
    address
}
