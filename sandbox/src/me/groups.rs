//! The groups of operation 9, each read from one record.

use portal_api::{
    Addresses, Channels, Contact, ContactVerified, Family, Household, HouseholdMember, Identity,
    PersonRef,
};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::persons::{Person, Record, Relative, handle};

/// None when the record lacks what an identity must have.
pub(super) fn identity(record: &Record) -> Option<Identity> {
    Some(Identity {
        full_name: read(record, "full_name")?,
        name_parts: None,
        personal_id: read(record, "personal_id")?,
        old_id: read(record, "old_id"),
        birth_date: read(record, "birth_date")?,
        gender: read(record, "gender")?,
        nationality: country(record, "nationality")?,
        ethnic_group: read(record, "ethnicity"),
        religion: read(record, "religion"),
        marital_status: read(record, "marital_status"),
        place_of_birth: read(record, "birth_place"),
        home_town: read(record, "hometown"),
        id_document: paper(record),
    })
}

pub(super) fn addresses(record: &Record) -> Addresses {
    Addresses {
        permanent: read(record, "permanent_address"),
        current: read(record, "current_address"),
        temporary: read(record, "temporary_address"),
    }
}

pub(super) fn family(person: &Person, record: &Record) -> Family {
    let some = |all: Vec<PersonRef>| (!all.is_empty()).then_some(all);
    let relatives = |relation: &'static str| {
        let all = person.relatives.iter();
        all.filter(move |relative| relative.relation == relation)
    };
    let children = relatives("child").filter(|child| child.link.is_some());
    let wards = relatives("ward").filter(|ward| person.guards(ward));
    Family {
        father: named(person, record, "father"),
        mother: named(person, record, "mother"),
        spouse: named(person, record, "spouse"),
        representative: named(person, record, "representative"),
        children: some(children.map(by_handle).collect()),
        wards: some(wards.map(by_handle).collect()),
    }
}

/// A relative by a handle instead of the number.
fn by_handle(relative: &Relative) -> PersonRef {
    let gender = relative.gender.as_deref();
    PersonRef {
        r#ref: Some(relative.handle.as_str().into()),
        full_name: relative.full_name.as_str().into(),
        birth_date: relative.birth_date.as_deref().map(Into::into),
        gender: gender.and_then(|word| serde_json::from_value(Value::from(word)).ok()),
        ..PersonRef::default()
    }
}

/// A relative as the population record names one, by a handle instead of the number.
fn named(person: &Person, record: &Record, role: &str) -> Option<PersonRef> {
    let known = person
        .relatives
        .iter()
        .find(|relative| relative.relation == role);
    Some(PersonRef {
        r#ref: Some(
            known
                .map_or_else(
                    || handle(&[&person.key, role]),
                    |relative| relative.handle.clone(),
                )
                .into(),
        ),
        full_name: read(record, &format!("{role}_name"))?,
        birth_date: read(record, &format!("{role}_birth_date")),
        nationality: country(record, &format!("{role}_nationality")),
        ..PersonRef::default()
    })
}

pub(super) fn household(person: &Person, record: &Record) -> Option<Household> {
    let rows = record.holds.get("members").and_then(Value::as_array);
    let member = |(at, row): (usize, &Value)| {
        let read = |name: &str| row.get(name).cloned();
        Some(HouseholdMember {
            person: PersonRef {
                r#ref: Some(handle(&[&person.key, "member", &at.to_string()]).into()),
                full_name: read("full_name")?.as_str()?.into(),
                birth_date: read("birth_date").and_then(|value| serde_json::from_value(value).ok()),
                gender: read("gender").and_then(|value| serde_json::from_value(value).ok()),
                ..PersonRef::default()
            },
            relation_to_head: serde_json::from_value(read("relation_to_head")?).ok()?,
        })
    };
    Some(Household {
        head: PersonRef {
            r#ref: Some(handle(&[&person.key, "head"]).into()),
            full_name: read(record, "head_name")?,
            ..PersonRef::default()
        },
        relation_to_head: read(record, "relation_to_head")?,
        members: rows.map(|rows| rows.iter().enumerate().filter_map(member).collect()),
    })
}

/// From the saved profile, else what the account has; the account's is verified.
pub(super) fn contact(person: &Person) -> Contact {
    let read = |kind: &str, name: &str| {
        person
            .value(kind, name)
            .and_then(Value::as_str)
            .map(str::to_owned)
    };
    let (phone, email) = (read("account", "phone"), read("account", "email"));
    let verified = ContactVerified {
        phone: phone.is_some(),
        email: email.is_some(),
    };
    Contact {
        phone: phone.or_else(|| read("profile", "phone")).map(Into::into),
        email: email.or_else(|| read("profile", "email")).map(Into::into),
        postal: person
            .value("profile", "delivery_address")
            .cloned()
            .and_then(|value| serde_json::from_value(value).ok()),
        verified,
        channels: Channels {
            sms: true,
            email: false,
            zalo: false,
            in_app: true,
        },
    }
}

fn read<T: DeserializeOwned>(record: &Record, attribute: &str) -> Option<T> {
    serde_json::from_value(record.holds.get(attribute)?.clone()).ok()
}

/// A nationality is a code answer in records, a bare code in an identity.
fn country(record: &Record, attribute: &str) -> Option<portal_api::Country> {
    Some(record.holds.get(attribute)?.get("code")?.as_str()?.into())
}

/// The identity paper, from our snake_case members.
fn paper(record: &Record) -> Option<portal_api::IdDocument> {
    let paper = record.holds.get("id_paper")?;
    let text = |name: &str| paper.get(name).and_then(Value::as_str);
    Some(portal_api::IdDocument {
        r#type: text("type")?.into(),
        number: text("number")?.into(),
        issued_on: text("issued_on").map(Into::into),
        issued_by: text("issued_by").map(Into::into),
    })
}
