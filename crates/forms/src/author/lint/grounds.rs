//! What the citizen may ask: by what law, and why.

use super::Lint;
use crate::definition::Field;
use crate::kind::Kind;

/// Second parts of concepts that are personal whatever their kind.
const PERSONAL: [&str; 5] = [
    "birth_date",
    "ethnicity",
    "religion",
    "marital_status",
    "portrait",
];

pub(super) fn check(lint: &mut Lint<'_>) {
    let service = lint.service;
    if service.legal.is_empty() {
        lint.tell(
            "/legal",
            "legal",
            "no law is named",
            "add [[legal]] with its number and title",
        );
    }
    registers(lint);
    for (pointer, place, field) in lint.fields() {
        let list = field.id.list().and_then(|list| service.field(&list));
        let told = field.why.is_some() || list.is_some_and(|list| list.why.is_some());
        if is_personal(field) && !told {
            lint.tell(
                &pointer,
                &place,
                "a personal detail is asked without a reason",
                "add why = { vi = \"…\", en = \"…\" } with the law",
            );
        }
        let rows = lint.words.fields_of(&service.id);
        let mut of_field = rows.filter(|row| row.id == field.id.as_str());
        let is_item = !field.items.is_empty() || of_field.any(|row| !row.item.is_empty());
        if !is_item && !told {
            lint.tell(
                &pointer,
                &place,
                "neither a form nor a reason says why it is asked",
                "add items = { form = \"number\" } or why = { vi = \"…\", en = \"…\" } with the law",
            );
        }
        if field.read_only && field.computed.is_none() && field.sources.is_empty() {
            lint.tell(
                &pointer,
                &place,
                "nothing can fill a value that is read only",
                "add sources or computed, or let it be typed",
            );
        }
    }
}

/// Every source that is read must say who keeps it, how it is corrected, and by what rule nothing of it is handed in.
fn registers(lint: &mut Lint<'_>) {
    let service = lint.service;
    for (i, asked) in service.sources.iter().enumerate() {
        if !lint
            .words
            .registers
            .iter()
            .any(|row| row.source == asked.id)
        {
            lint.tell(
                &format!("/sources/{i}"),
                format!("source {}", asked.id),
                "nobody says who keeps it and how it is corrected",
                "add its row to services/registers.csv",
            );
        }
    }
}

/// Whether an answer tells who someone is, where they live, or how to reach them.
fn is_personal(field: &Field) -> bool {
    match field.kind {
        Kind::PersonalId
        | Kind::IdentityPaper(_)
        | Kind::Address(_)
        | Kind::Phone { .. }
        | Kind::Email
        | Kind::File(_) => true,
        _ => field
            .concept
            .split_once('.')
            .is_some_and(|(_, thing)| PERSONAL.contains(&thing)),
    }
}
