//! What the citizen answered in an earlier dossier, where no source answers now (decisions 6 and 23).

use super::Candidate;
use super::fit::{Fit, fit};
use super::whose::split;
use crate::compare::same;
use crate::definition::{Field, Service, SourceRef};
use crate::eval::Scope;
use crate::fact::{Fact, FactValue, PRIOR_DOSSIER};
use crate::kind::Kind;
use serde_json::Value;
use std::collections::BTreeMap;

/// What is said of this role goes from one dossier of a citizen to the next: how the office reaches them.
const REACHED: &str = "contact";
/// The thing by which a person is known to be the same.
pub(crate) const NUMBER: &str = "personal_id";

/// What a field may be reminded of: the same thing of the same person, known by the number that both dossiers say, as
/// the newest of them has it. Only what a source can know is reminded of: the rest are choices of the one dossier.
pub(super) fn reminded(
    service: &Service,
    scope: Scope<'_>,
    field: &Field,
    facts: &[&Fact],
) -> Option<Candidate> {
    if !facts.iter().copied().any(is_reminder) {
        return None;
    }
    if !may_be_reminded(field) {
        return None;
    }
    let (role, thing) = split(&field.concept);
    let asked = number(service, scope, role);
    let said = facts.iter().filter(|fact| {
        let (said_role, said_thing) = split(&fact.concept);
        is_reminder(fact)
            && said_thing == thing
            && if role == REACHED {
                said_role == REACHED
            } else {
                is_same_person(asked.as_ref(), number_said(facts, fact, said_role))
            }
    });
    let newest = |fact: &&&Fact| {
        let by = &fact.provenance;
        (by.issued_on.clone(), fact.record_id.clone())
    };
    let fact = said.max_by_key(newest)?;
    match fit(field, &plain(), &fact.value) {
        Fit::Value(value) => Some(Candidate {
            value,
            provenance: fact.provenance.clone(),
        }),
        Fit::Blank | Fit::Unread(_) => None,
    }
}

/// Whether an earlier dossier may answer a field, whatever it says.
pub(crate) fn may_be_reminded(field: &Field) -> bool {
    let is_own = field.sources.is_empty() || field.read_only || field.id.is_column();
    !is_own && !matches!(field.kind, Kind::File(_) | Kind::Statement)
}

/// Whether a fact was said in an earlier dossier.
pub(crate) fn is_reminder(fact: &Fact) -> bool {
    fact.provenance.source == PRIOR_DOSSIER
}

/// The number of the person who has this role in the form, wherever the form asks for it as the answers stand.
fn number(service: &Service, scope: Scope<'_>, role: &str) -> Option<Value> {
    let mut fields = service
        .fields()
        .filter(|field| !field.id.is_column() && split(&field.concept) == (person(role), NUMBER));
    fields.find_map(|numbered| scope.answer(&numbered.id))
}

/// The number that the dossier of a fact says of the person who has this role there.
fn number_said<'f>(facts: &[&'f Fact], of: &Fact, role: &str) -> Option<&'f Value> {
    let mut facts = facts.iter();
    let fact = facts.find(|fact| {
        is_reminder(fact)
            && fact.record_id == of.record_id
            && split(&fact.concept) == (person(role), NUMBER)
    })?;
    match &fact.value {
        FactValue::Value(value) => Some(value),
        FactValue::Raw(_) => None,
    }
}

fn is_same_person(asked: Option<&Value>, said: Option<&Value>) -> bool {
    asked
        .zip(said)
        .is_some_and(|(asked, said)| same(&Kind::PersonalId, asked, said))
}

/// A person's addresses are a role of their own in concepts.
fn person(role: &str) -> &str {
    if role == "residence" { "person" } else { role }
}

fn plain() -> SourceRef {
    SourceRef {
        id: PRIOR_DOSSIER.to_owned(),
        from: None,
        means: BTreeMap::new(),
    }
}
