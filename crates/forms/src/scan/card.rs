//! What an identity card says, as attributes of `facts.csv`.

use super::{RECORD, Said};
use serde_json::{Value, json};
use vietnam::card_qr::CardQr;
use vietnam::personal_id::Sex;
use vietnam::unit::CurrentAddress;

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
        (
            "personal_id",
            "person.personal_id",
            Some(json!(card.personal_id.as_str())),
        ),
        (
            "old_id",
            "person.old_id",
            card.old_id.as_ref().map(|id| json!(id.as_str())),
        ),
        ("full_name", "person.full_name", Some(json!(card.name))),
        (
            "birth_date",
            "person.birth_date",
            card.birth.map(|birth| json!(birth.to_string())),
        ),
        ("gender", "person.gender", sex.map(|sex| json!(sex))),
        ("residence_address", "residence.address", address),
        (
            "issue_date",
            "person.id_paper_issue_date",
            Some(json!(card.issued.to_string())),
        ),
    ];
    let said = said.into_iter();
    said.filter_map(|(attribute, concept, value)| Some((RECORD, attribute, concept, value?)))
        .collect()
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
