//! What identifies a person is hidden on screens until it is asked for, or its row says why it is not.

use super::Lint;
use crate::definition::{Field, thing};
use crate::kind::Kind;

/// Concepts of numbers that identify a person or their money, by whose they are (empty: anybody's) and by what they are
/// (its end, after a `_` or whole).
const NUMBERS: [(&str, &str); 12] = [
    ("", "personal_id"),
    ("", "old_id"),
    ("", "earlier_id"),
    ("", "passport_number"),
    ("passport", "last_number"),
    ("", "account_number"),
    ("", "tax_code"),
    ("", "insurance_number"),
    ("social_insurance", "number"),
    ("health_card", "number"),
    ("driving_licence", "number"),
    ("driving_licence", "foreign_number"),
];

/// So the note of a row in `fields.csv` begins to say why the number stands open.
const OPEN: &str = "shown in full: ";

pub(super) fn check(lint: &mut Lint<'_>) {
    let (words, service) = (lint.words, lint.service.id.as_str());
    for (pointer, place, field) in lint.fields() {
        let mut rows = words.fields_of(service);
        let row = rows.find(|row| row.id == field.id.as_str());
        let is_open = row.is_some_and(|row| row.note.contains(OPEN));
        if identifies(field) && !field.masked && !is_open {
            lint.tell(
                &pointer,
                format!("{place} masked"),
                format!("`{}` identifies a person and is shown in full", field.concept),
                format!("add masked = true, or say why not in the note of its row in services/fields.csv: `{OPEN}…`"),
            );
        }
    }
}

fn identifies(field: &Field) -> bool {
    let what = thing(&field.concept);
    let is_named = || {
        NUMBERS.iter().any(|(whose, number)| {
            let is_it = what == *number || what.ends_with(&["_", number].concat());
            is_it && (whose.is_empty() || field.role() == *whose)
        })
    };
    match field.kind {
        Kind::PersonalId | Kind::IdentityPaper(_) => true,
        Kind::Code(_) | Kind::Text(_) => is_named(),
        _ => false,
    }
}
