//! Whom a dossier is for: the person who files, or another (contract 4.6, `applicant`).

use crate::answers::Reader;
use crate::definition::Service;
use crate::eval::Scope;
use serde_json::Value;

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
    fields.find_map(|field| match scope.answer(&field.id) {
        Some(Value::String(text)) if !text.is_empty() => Some(text),
        _ => None,
    })
}
