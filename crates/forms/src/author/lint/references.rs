//! What conditions, expressions and cases refer to must be there: fields, parts, rows, tables, options, lists, fees.

use super::Lint;
use super::walk::{Mention, Site, kind_name, mentions, sites};
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
        });
    }
    named_fields(lint);
    lists(lint);
    for (i, case) in lint.service.cases.iter().enumerate() {
        for fee in case
            .fees
            .iter()
            .filter(|id| !lint.service.fees.iter().any(|fee| fee.id == **id))
        {
            let remedy = did_you_mean(
                fee,
                lint.service.fees.iter().map(|fee| fee.id.as_str()),
                "add a [[fee]] with this id",
            );
            lint.tell(
                &format!("/cases/{i}/fees"),
                format!("case {} fees", case.code),
                format!("there is no fee `{fee}`"),
                remedy,
            );
        }
    }
}

/// The field of an id, or a finding.
fn known<'a>(lint: &mut Lint<'a>, pointer: &str, place: &str, id: &FieldId) -> Option<&'a Field> {
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
        Kind::PersonName(_) => &["family"],
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

/// Fields that are named outside conditions.
fn named_fields(lint: &mut Lint<'_>) {
    let service = lint.service;
    for id in &service.dimensions {
        if let Some(field) = known(lint, "/dimensions", "dimensions", id)
            && !matches!(field.kind, Kind::OneOf(_) | Kind::YesNo)
        {
            lint.tell(
                "/dimensions",
                "dimensions",
                format!("`{id}` is no case question"),
                "a case question is one-of or yes-no",
            );
        }
    }
    for (i, case) in service.cases.iter().enumerate() {
        let (pointer, place) = (
            format!("/cases/{i}/authority"),
            format!("case {} authority", case.code),
        );
        for id in case.authority.field.iter().chain(&case.authority.by) {
            known(lint, &pointer, &place, id);
        }
        if let Some(offices) = lint.words.lists.get("offices")
            && !offices.contains(&case.authority.office)
        {
            let office = &case.authority.office;
            let remedy = did_you_mean(
                office,
                offices.iter().map(String::as_str),
                "data/lists/offices.toml lists them",
            );
            lint.tell(
                &pointer,
                &place,
                format!("there is no office `{office}`"),
                remedy,
            );
        }
    }
    for (i, source) in service.sources.iter().enumerate() {
        for (key, id) in &source.keys {
            known(
                lint,
                &format!("/sources/{i}/keys/{key}"),
                &format!("source {} keys", source.id),
                id,
            );
        }
    }
    for (i, rule) in service.rules.iter().enumerate() {
        for id in &rule.at {
            known(
                lint,
                &format!("/rules/{i}/at"),
                &format!("rule {} at", rule.id),
                id,
            );
        }
        if rule.at.is_empty() {
            lint.tell(
                &format!("/rules/{i}/at"),
                format!("rule {} at", rule.id),
                "no field is named",
                "name the field where the message stands",
            );
        }
    }
    for (pointer, place, field) in lint.fields() {
        if let Some(list) = field.id.list() {
            known(lint, &pointer, &place, &list);
        }
        if let Kind::GroupList(rows) = &field.kind {
            for id in &rows.unique {
                known(
                    lint,
                    &format!("{pointer}/kind/group-list/unique"),
                    &format!("{place} unique"),
                    id,
                );
            }
        }
        if matches!(field.kind, Kind::GroupList(_)) != field.id.is_list() {
            lint.tell(
                &pointer,
                &place,
                "a list, and only a list, has an id that ends in []",
                "rename it, or change its kind",
            );
        }
    }
}

/// Lists must be known unless the API gives them; so must the codes that a field narrows them to.
fn lists(lint: &mut Lint<'_>) {
    for (pointer, place, field) in lint.fields() {
        let (Kind::Lookup(list) | Kind::OrderedList(list) | Kind::IdentityPaper(list)) =
            &field.kind
        else {
            continue;
        };
        let pointer = format!("{pointer}/kind/{}", kind_name(&field.kind));
        let Some(codes) = lint.words.lists.get(&list.list) else {
            if !list.open {
                let known: Vec<&str> = lint.words.lists.keys().map(String::as_str).collect();
                let remedy = did_you_mean(
                    &list.list,
                    known,
                    "add data/lists/<id>.toml, or say open = true where the API gives it",
                );
                lint.tell(
                    &format!("{pointer}/list"),
                    format!("{place} list"),
                    format!("there is no list `{}`", list.list),
                    remedy,
                );
            }
            continue;
        };
        for code in list
            .only
            .iter()
            .chain(&list.other)
            .filter(|code| !codes.contains(*code))
        {
            let remedy = did_you_mean(
                code,
                codes.iter().map(String::as_str),
                "name a code of the list",
            );
            lint.tell(
                &pointer,
                &place,
                format!("the list `{}` has no `{code}`", list.list),
                remedy,
            );
        }
    }
}
