//! What conditions and expressions refer to must be there: fields, parts, rows, tables, options, codes.

use super::Lint;
use super::mention::{Mention, mentions};
use super::walk::{Site, kind_name, sites};
use crate::author::finding::did_you_mean;
use crate::condition::Expr;
use crate::definition::Field;
use crate::kind::{Choices, Kind, ListRef};
use crate::place::FieldId;
use serde_json::Value;

pub(super) fn check(lint: &mut Lint<'_>) {
    for site in sites(lint.service) {
        mentions(site.logic, &mut |mention| match mention {
            Mention::Field(id) => {
                known(lint, &site.pointer, &site.place, id);
            }
            Mention::Part(id, part) => has_part(lint, &site, id, part),
            Mention::Rows(id) => is_list(lint, &site, id),
            Mention::Table(table, column) => has_column(lint, &site, table, column),
            Mention::Beside(side, value) => can_be(lint, &site, side, value),
            Mention::Pair(..) => {}
        });
    }
}

/// The field of an id, or a finding.
pub(super) fn known<'a>(
    lint: &mut Lint<'a>,
    pointer: &str,
    place: &str,
    id: &FieldId,
) -> Option<&'a Field> {
    let field = lint.service.field(id);
    if field.is_none() {
        let remedy = did_you_mean(id.as_str(), lint.ids(), "define the field, or name another");
        lint.tell(pointer, place, format!("there is no field `{id}`"), remedy);
    }
    field
}

fn has_part(lint: &mut Lint<'_>, site: &Site<'_>, id: &FieldId, part: &str) {
    let Some(field) = known(lint, &site.pointer, &site.place, id) else {
        return;
    };
    let parts: &[&str] = match field.kind {
        Kind::Lookup(_) => &["code", "name", "list", "version", "text"],
        Kind::Unit(_) => &["code", "name", "list", "version", "commune"],
        Kind::PersonName(_) => &["family", "middle", "given", "plain"],
        Kind::Address(_) => &[
            "country", "province", "commune", "detail", "text", "vintage",
        ],
        Kind::IdentityPaper(_) => &["type", "number", "issued_on", "issued_by", "name"],
        Kind::OneOf(_) => &["value", "text"],
        Kind::Date(_) | Kind::PartialDate(_) => &["year"],
        _ => &[],
    };
    if !parts.contains(&part) {
        let otherwise = match parts {
            [] => "leave `part` out".to_owned(),
            _ => format!("its parts are {}", parts.join(", ")),
        };
        let what = format!("`{id}` ({}) has no part `{part}`", kind_name(&field.kind));
        lint.tell(
            &site.pointer,
            &site.place,
            what,
            did_you_mean(part, parts.iter().copied(), &otherwise),
        );
    }
}

fn is_list(lint: &mut Lint<'_>, site: &Site<'_>, id: &FieldId) {
    let Some(field) = known(lint, &site.pointer, &site.place, id) else {
        return;
    };
    if !matches!(field.kind, Kind::GroupList(_)) {
        lint.tell(
            &site.pointer,
            &site.place,
            format!("`{id}` has no rows"),
            "name a field of kind group-list",
        );
    }
}

fn has_column(lint: &mut Lint<'_>, site: &Site<'_>, table: &str, column: &str) {
    let tables = &lint.service.tables;
    match tables.get(table) {
        None => {
            let remedy = did_you_mean(
                table,
                tables.keys().map(String::as_str),
                "add it as [table.…]",
            );
            lint.tell(
                &site.pointer,
                &site.place,
                format!("there is no table `{table}`"),
                remedy,
            );
        }
        Some(rows) if !rows.values().any(|row| row.contains_key(column)) => {
            let what = format!("no row of the table `{table}` has `{column}`");
            lint.tell(
                &site.pointer,
                &site.place,
                what,
                "add the column, or name another",
            );
        }
        Some(_) => {}
    }
}

/// A fixed value beside a field must be one that the field can have.
fn can_be(lint: &mut Lint<'_>, site: &Site<'_>, side: &Expr, value: &Value) {
    let (id, part) = match side {
        Expr::Field(id) => (id, None),
        Expr::Part(id, part) => (id, Some(part.as_str())),
        _ => return,
    };
    let Some(field) = lint.service.field(id) else {
        return;
    };
    let text = value.as_str().unwrap_or_default();
    let wrong = match (&field.kind, part) {
        (
            Kind::OneOf(Choices { options, .. }) | Kind::SeveralOf(Choices { options, .. }),
            None | Some("value"),
        ) => {
            let values = options.iter().map(|option| option.value.as_str());
            let found = values.clone().any(|option| option == text);
            (!found && !options.is_empty()).then(|| {
                did_you_mean(
                    text,
                    values.clone(),
                    &format!("its options are {}", values.collect::<Vec<_>>().join(", ")),
                )
            })
        }
        (Kind::YesNo | Kind::Statement, None) => {
            (!value.is_boolean()).then(|| "compare with true or false".to_owned())
        }
        (Kind::Number(_) | Kind::Money(_), None) => {
            (!value.is_i64()).then(|| "compare with a whole number".to_owned())
        }
        (
            Kind::Lookup(ListRef {
                list, open: false, ..
            }),
            None | Some("code"),
        ) => {
            let codes = lint.words.lists.get(list);
            let missing = codes.is_some_and(|codes| !codes.contains(text));
            missing.then(|| {
                did_you_mean(
                    text,
                    codes.into_iter().flatten().map(String::as_str),
                    &format!("name a code of the list `{list}`"),
                )
            })
        }
        _ => None,
    };
    if let Some(remedy) = wrong {
        lint.tell(
            &site.pointer,
            &site.place,
            format!("`{id}` is never {value}"),
            remedy,
        );
    }
}
