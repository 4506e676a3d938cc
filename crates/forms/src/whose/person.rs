//! Whether two are one person, as the form names them and as records do.

use super::{Named, text};
use crate::eval::Scope;
use crate::fact::{Fact, FactValue};
use crate::place::FieldId;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use vietnam::text::same_text;

/// Whether somebody is certainly none of those whom the form names by these concepts of names, in fields or in rows of a
/// list. Where it names nobody there yet, nothing is certain.
pub fn is_another(scope: Scope<'_>, names: &[String], who: &Named) -> bool {
    let named = names.iter().flat_map(|name| all_named(scope, name));
    let verdicts: Vec<bool> = named.filter_map(|one| is_same(&one, who)).collect();
    !verdicts.is_empty() && !verdicts.contains(&true)
}

/// Of those whom the rows of lists name by these concepts of names: those whom no record speaks of (`told`). `None`: no
/// row names anybody, so that no paper is wanted of each.
pub fn unspoken(scope: Scope<'_>, names: &[String], told: &[Named]) -> Option<Vec<Named>> {
    let fields = scope.service().fields();
    let columns = fields.filter(|field| field.id.is_column() && names.contains(&field.concept));
    let columns: BTreeSet<&str> = columns.map(|field| field.concept.as_str()).collect();
    let rows = columns.iter().flat_map(|name| all_named(scope, name));
    let mut rows: Vec<Named> = rows.filter(|row| *row != Named::default()).collect();
    if rows.is_empty() {
        return None;
    }
    rows.retain(|row| !told.iter().any(|who| is_same(who, row) == Some(true)));
    Some(rows)
}

/// The persons whom a record names, by concept and value of what it says: one for each role.
pub fn persons<'a>(said: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<Named> {
    let mut all: BTreeMap<&str, Named> = BTreeMap::new();
    for (concept, value) in said {
        let Some((role, member)) = concept.split_once('.') else {
            continue;
        };
        let who = all.entry(role).or_default();
        match member {
            "full_name" => who.name = Some(value.to_owned()),
            "personal_id" => who.personal_id = Some(value.to_owned()),
            "birth_date" => who.birth_date = Some(value.to_owned()),
            _ => {}
        }
    }
    all.into_values().collect()
}

/// The persons whom these facts name, each by what one record says of them.
pub(crate) fn told(facts: &[&Fact]) -> Vec<Named> {
    let mut records: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for fact in facts {
        if let FactValue::Value(Value::String(value)) = &fact.value {
            let record = records.entry((&fact.record_id, fact.row)).or_default();
            record.push((fact.concept.as_str(), value.as_str()));
        }
    }
    let records = records.into_values();
    records.flat_map(|said| persons(said.into_iter())).collect()
}

/// Whether two may be one person, as far as is known of them.
pub(crate) fn may_be(a: &Named, b: &Named) -> bool {
    is_same(a, b) != Some(false)
}

/// Those whom the form names by a concept of a name: of its fields, and of each row.
fn all_named(scope: Scope<'_>, name: &str) -> Vec<Named> {
    let of_person = name.trim_end_matches("name").trim_end_matches("full_");
    let of = |scope: Scope<'_>, list: Option<&FieldId>| {
        let answer = |concept: &str| {
            let fields = scope.service().fields();
            let mut fields =
                fields.filter(|field| field.concept == concept && field.id.list().as_ref() == list);
            fields.find_map(|field| text(scope.answer(&field.id)))
        };
        Named {
            name: answer(name),
            personal_id: answer(&[of_person, "personal_id"].concat()),
            birth_date: answer(&[of_person, "birth_date"].concat()),
            tax_code: None,
        }
    };
    let names = scope
        .service()
        .fields()
        .filter(|field| field.concept == name);
    let lists: BTreeSet<FieldId> = names.filter_map(|field| field.id.list()).collect();
    let mut all = vec![of(scope, None)];
    for list in &lists {
        let rows = scope.reader().rows(list);
        all.extend(
            rows.iter()
                .map(|row| of(scope.in_row(list, row), Some(list))),
        );
    }
    all
}

/// Whether two are one person: their numbers decide, else what one knows of birth date and name. `None`: nothing tells.
fn is_same(a: &Named, b: &Named) -> Option<bool> {
    let both = |of: fn(&Named) -> &Option<String>| of(a).as_deref().zip(of(b).as_deref());
    if let Some((a, b)) = both(|one| &one.personal_id) {
        return Some(a == b);
    }
    let is_born_apart = both(|one| &one.birth_date).is_some_and(|(a, b)| !may_be_one_day(a, b));
    let name = both(|one| &one.name).map(|(a, b)| same_text(a, b));
    if is_born_apart { Some(false) } else { name }
}

/// A bare year and a day in it may be one.
fn may_be_one_day(a: &str, b: &str) -> bool {
    a.starts_with(b) || b.starts_with(a)
}
