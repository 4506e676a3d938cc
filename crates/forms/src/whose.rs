//! Whom a dossier is for: the person who files, or another (contract 4.6, `applicant`).

use crate::answers::Reader;
use crate::definition::Service;
use crate::eval::Scope;
use crate::fact::{Fact, FactValue};
use crate::place::FieldId;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use vietnam::text::same_text;

/// Subject kind of who files.
const SELF: &str = "self";
/// Subject kind and role of organisations.
const ORGANISATION: &str = "organisation";
/// What only organisations are asked: the first that is answered says that it is one.
const OF_ORGANISATIONS: [&str; 2] = ["organisation.name", "organisation.head_name"];

/// Somebody other than the person who files, as the form names them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// Name of the person or organisation.
    pub name: Option<String>,
    /// Number of the person.
    pub personal_id: Option<String>,
    /// Birth date of the person, perhaps a bare year.
    pub birth_date: Option<String>,
    /// Tax code of the organisation.
    pub tax_code: Option<String>,
}

/// Subject kinds of whom the dossier may be for, by the answers so far; none: of the person who files. Several where
/// only a register tells which it is: a child or a ward.
pub fn filed_for<'a>(service: &'a Service, reader: &dyn Reader) -> Vec<&'a str> {
    role(service, reader).map_or(Vec::new(), |(_, kinds)| kinds)
}

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

/// Whom the dossier is for, as far as the form names them; `None`: the person who files.
pub fn named(service: &Service, reader: &dyn Reader) -> Option<Named> {
    let (role, _) = role(service, reader)?;
    let answer = |name: &str| {
        let concept = [role, ".", name].concat();
        answered(service, reader, &concept)
    };
    Some(if role == ORGANISATION {
        Named {
            name: answer("name").or_else(|| answered(service, reader, "person.full_name")),
            tax_code: answer("tax_code"),
            ..Named::default()
        }
    } else {
        Named {
            name: answer("full_name"),
            personal_id: answer("personal_id"),
            birth_date: answer("birth_date"),
            tax_code: None,
        }
    })
}

/// The role of whom the dossier is for, and what they may be; `None`: who files.
fn role<'a>(service: &'a Service, reader: &dyn Reader) -> Option<(&'a str, Vec<&'a str>)> {
    let scope = Scope::new(service, reader);
    let mut sources = service.sources.iter();
    let is_read = sources.any(|used| {
        used.about.iter().any(|about| about == ORGANISATION) && scope.holds(&used.when)
    });
    let mut marks = OF_ORGANISATIONS.iter();
    if is_read && marks.any(|concept| answered(service, reader, concept).is_some()) {
        return Some((ORGANISATION, vec![ORGANISATION]));
    }
    let persons = service.roles.iter();
    let persons = persons.filter(|rule| rule.is == "person" && scope.holds(&rule.when));
    let mut persons = persons.peekable();
    let first = persons.peek()?.role.as_str();
    // A definition names whom the request is about before who only acts for them.
    let kinds: Vec<&str> = persons
        .take_while(|rule| rule.role == first)
        .map(|rule| rule.of.as_str())
        .collect();
    (!kinds.contains(&SELF)).then_some((first, kinds))
}

/// The text that is answered to a concept, of no row of a list.
fn answered(service: &Service, reader: &dyn Reader, concept: &str) -> Option<String> {
    let scope = Scope::new(service, reader);
    let mut fields = service.fields().filter(|field| field.concept == concept);
    fields.find_map(|field| text(scope.answer(&field.id)))
}

fn text(answer: Option<Value>) -> Option<String> {
    match answer {
        Some(Value::String(text)) if !text.is_empty() => Some(text),
        _ => None,
    }
}
