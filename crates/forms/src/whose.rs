//! Whom a dossier is for: the person who files, or another (contract 4.6, `applicant`). About whom it asks: [`sought()`];
//! whether somebody is one of those whom it names: [`is_another`].

mod person;
mod record;
mod sought;

use crate::answers::Reader;
use crate::condition::{Comparison, Condition, Expr};
use crate::definition::Service;
use crate::eval::Scope;
use serde_json::Value;

pub use person::{is_another, persons, unspoken};
pub(crate) use person::{may_be, told};
pub use record::{Part, part};
#[cfg(feature = "author")]
pub(crate) use sought::named_by;
pub use sought::{BY_NAME, Sought, sought};

/// Subject kind of who files.
const SELF: &str = "self";
/// Subject kind of a daughter or son as long as they are under age (contract 3.1).
const CHILD: &str = "child";
/// From this age on nobody is a child.
const GROWN: u8 = 18;
/// Subject kind of somebody for whom nothing but their own word speaks.
const AUTHORISED: &str = "other-by-authorisation";
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
/// only a register tells which it is: a child or a ward. Whoever has come of age is no child: where nothing else is left
/// that they may be, they are one who gives authority themselves.
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
    let mut kinds: Vec<&str> = persons
        .take_while(|rule| rule.role == first)
        .map(|rule| rule.of.as_str())
        .collect();
    if kinds.contains(&CHILD) && is_grown(scope, first) {
        kinds.retain(|kind| *kind != CHILD);
        if kinds.is_empty() {
            kinds.push(AUTHORISED);
        }
    }
    (!kinds.contains(&SELF)).then_some((first, kinds))
}

/// Whether the birth date of whoever has this role says that they are of age; of one that is not whole, its latest day.
fn is_grown(scope: Scope<'_>, role: &str) -> bool {
    let born = [role, ".birth_date"].concat();
    let mut fields = scope.service().fields();
    fields.any(|field| {
        let age = || {
            let born = Box::new(Expr::Field(field.id.clone()));
            Expr::YearsBetween(born, Box::new(Expr::Today))
        };
        field.concept == born
            && scope.holds(&Condition::Compare(
                age(),
                Comparison::AtLeast,
                Expr::Value(GROWN.into()),
            ))
    })
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
