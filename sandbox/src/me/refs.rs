//! Whom a handle of operation 9 stands for.

use serde_json::Value;

use crate::persons::{Person, handle};

/// Name and identity number of whom a handle stands for.
pub fn referred(person: &Person, asked: &str) -> Option<(String, Option<String>)> {
    let relative = person.relatives.iter().find(|one| one.handle == asked);
    if let Some(relative) = relative {
        return Some((relative.full_name.clone(), relative.personal_id.clone()));
    }
    let text = |kind: &str, name: &str| {
        let value = person.value(kind, name).and_then(Value::as_str);
        value.map(str::to_owned)
    };
    let roles = [
        ("father", "population"),
        ("mother", "population"),
        ("spouse", "population"),
        ("representative", "population"),
        ("head", "residence"),
    ];
    for (role, kind) in roles {
        if handle(&[&person.key, role]) == asked {
            let number = text(kind, &format!("{role}_personal_id"));
            return Some((text(kind, &format!("{role}_name"))?, number));
        }
    }
    let members = person.value("residence", "members")?.as_array()?;
    let at = |at: usize| handle(&[&person.key, "member", &at.to_string()]);
    let (_, row) = { members.iter().enumerate() }.find(|(place, _)| at(*place) == asked)?;
    let text = |name: &str| row.get(name).and_then(Value::as_str).map(str::to_owned);
    Some((text("full_name")?, text("personal_id")))
}
