//! Which fact may fill which field: listed source, then the attribute cited by `from`, or the concept by the role rules.

use crate::definition::{Field, RoleRule, Service, SourceRef};
use crate::eval::Scope;
use crate::fact::Fact;

/// The service's rules of roles, each with whether its condition holds.
pub(super) fn roles<'s>(service: &'s Service, scope: Scope<'_>) -> Vec<(&'s RoleRule, bool)> {
    let rules = service.roles.iter();
    rules.map(|rule| (rule, scope.holds(&rule.when))).collect()
}

/// The best of the field's sources that a fact comes by, with its rank; none: the fact is not for this field.
pub(super) fn source_of<'f>(
    field: &'f Field,
    fact: &Fact,
    roles: &[(&RoleRule, bool)],
) -> Option<(usize, &'f SourceRef)> {
    field.sources.iter().enumerate().find(|(_, source)| {
        source.id == fact.provenance.source
            && match &source.from {
                Some(from) => fact.is(from),
                None => {
                    fact.row.is_some() == field.id.is_column() && by_concept(field, fact, roles)
                }
            }
    })
}

/// The same thing, of the one whom a role rule names. Without a rule for this pair of roles: the same role, and for
/// the holder of a record only records about the person who asks.
fn by_concept(field: &Field, fact: &Fact, roles: &[(&RoleRule, bool)]) -> bool {
    let (wanted, thing) = split(&field.concept);
    let (said, said_thing) = split(&fact.concept);
    if thing != said_thing {
        return false;
    }
    let of_pair = |rule: &RoleRule| {
        (rule.role == wanted || (wanted == "residence" && rule.role == "person"))
            && (rule.is == said || (said == "residence" && rule.is == "person"))
    };
    let mut rules = roles.iter().filter(|(rule, _)| of_pair(rule)).peekable();
    if rules.peek().is_none() {
        return wanted == said
            && (!matches!(said, "person" | "residence") || fact.subject == "self");
    }
    rules.any(|(rule, holds)| {
        *holds
            && rule.of == fact.subject
            && (rule.records.is_empty() || rule.records.contains(&fact.record))
    })
}

/// Role and thing of a concept: `person` and `full_name`.
pub(super) fn split(concept: &str) -> (&str, &str) {
    concept.split_once('.').unwrap_or((concept, ""))
}
