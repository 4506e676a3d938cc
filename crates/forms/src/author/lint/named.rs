//! What is named outside conditions must be there: fields, offices, fees, lists and their codes.

use super::Lint;
use super::references::known;
use super::walk::kind_name;
use crate::author::finding::did_you_mean;
use crate::definition::{Case, Online};
use crate::kind::Kind;

pub(super) fn check(lint: &mut Lint<'_>) {
    named_fields(lint);
    lists(lint);
    fees_nobody_pays(lint);
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

/// A fee that no case names is never asked for. A name that is spelt wrong is told by itself.
fn fees_nobody_pays(lint: &mut Lint<'_>) {
    let service = lint.service;
    let mut named = service.cases.iter().flat_map(|case| &case.fees);
    if named.any(|id| service.fees.iter().all(|fee| fee.id != *id)) {
        return;
    }
    let is_named = |id: &String| service.cases.iter().any(|case| case.fees.contains(id));
    for (i, fee) in service.fees.iter().enumerate() {
        if !is_named(&fee.id) {
            lint.tell(
                &format!("/fees/{i}"),
                format!("fee {}", fee.id),
                "no case names it",
                "name it in `fees` of the cases that pay it, or leave it out",
            );
        }
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
        shown_of_records(lint, i, case);
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
            for id in rows.unique.iter().flatten() {
                known(
                    lint,
                    &format!("{pointer}/kind/group-list/unique"),
                    &format!("{place} unique"),
                    id,
                );
            }
            if let Some(periods) = &rows.periods {
                let columns = [&periods.from, &periods.to];
                for id in columns.into_iter().chain(&periods.beside) {
                    known(
                        lint,
                        &format!("{pointer}/kind/group-list/periods"),
                        &format!("{place} periods"),
                        id,
                    );
                }
            }
            for id in rows
                .except
                .iter()
                .flat_map(|(column, other)| [column, other])
            {
                known(
                    lint,
                    &format!("{pointer}/kind/group-list/except"),
                    &format!("{place} except"),
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

/// What a page of information tells comes from records, and only cases that are not filed here have such a page.
fn shown_of_records(lint: &mut Lint<'_>, at: usize, case: &Case) {
    let (pointer, place) = (
        format!("/cases/{at}/shows"),
        format!("case {} shows", case.code),
    );
    if !case.shows.is_empty() && matches!(case.online, Online::Full | Online::Partial) {
        lint.tell(
            &pointer,
            &place,
            "it is filed here: there is no page of information",
            "take it out, or correct `online`",
        );
    }
    for id in &case.shows {
        if let Some(field) = known(lint, &pointer, &place, id)
            && field.sources.is_empty()
        {
            lint.tell(
                &pointer,
                &place,
                format!("no source gives `{id}`"),
                "name its sources, or another field",
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
