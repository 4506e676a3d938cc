//! Whom a record is about, as the form names them.

use super::{SELF, text};
use crate::answers::Reader;
use crate::condition::Condition;
use crate::definition::{RoleRule, Service};
use crate::eval::Scope;
use crate::place::FieldId;

/// Somebody, by the part of the form that is about them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part<'a> {
    /// Their name, as it was answered.
    pub name: String,
    /// Title of the page that asks for it.
    pub title: &'a str,
}

/// Whom a record of a source about a subject kind is about: by the name with which the source is asked about them, else
/// by the role that such records fill. `None`: the form does not name them.
pub fn part<'a>(
    service: &'a Service,
    reader: &dyn Reader,
    source: &str,
    about: &str,
) -> Option<Part<'a>> {
    let scope = Scope::new(service, reader);
    let holds = |when: &Condition| scope.holds(when);
    let sources = service.sources.iter();
    let asked = sources.filter(|used| used.id == source && holds(&used.when));
    let asked = asked.filter(|used| about != SELF && used.about.iter().any(|one| one == about));
    let keyed = asked.filter_map(|used| used.keys.get("full_name").cloned());
    let rules = service.roles.iter();
    let rules = rules.filter(|rule| rule.of == about && rule.is == "person" && holds(&rule.when));
    let by_role = |rule: &RoleRule| {
        let concept = [&rule.role, ".full_name"].concat();
        let mut fields = service.fields();
        let field = fields.find(|field| field.concept == concept && !field.id.is_column());
        field.map(|field| field.id.clone())
    };
    let own = (about == SELF).then(|| named(service, "person.full_name"));
    let mut fields = keyed.chain(rules.filter_map(by_role)).chain(own.flatten());
    fields.find_map(|field| {
        let name = text(scope.answer(&field))?;
        let mut steps = service.steps.iter();
        let step = steps.find(|step| step.fields.iter().any(|one| one.id == field))?;
        let title = step.title.as_str();
        Some(Part { name, title })
    })
}

fn named(service: &Service, concept: &str) -> Option<FieldId> {
    let mut fields = service.fields();
    let field = fields.find(|field| field.concept == concept && !field.id.is_column());
    field.map(|field| field.id.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::Answers;
    use crate::place::Place;
    use std::collections::BTreeMap;
    use vietnam::CivilDate;

    #[test]
    fn a_record_is_of_whom_its_source_was_asked_about_or_whose_role_it_fills() {
        let field = |id: &str, concept: &str| serde_json::json!({ "id": id, "concept": concept, "kind": { "person-name": {} }, "label": id });
        let service: Service = serde_json::from_value(serde_json::json!({
            "id": "25", "slug": "s", "form_id": "f", "form_version": "1.0.0+0", "language": "vi", "name": "n", "what": "w", "who": "w",
            "legal": [], "dimensions": [], "cases": [], "declaration_version": "1",
            "roles": [{ "role": "bride", "is": "person", "of": "self" }],
            "sources": [{ "id": "population", "about": ["deceased"], "want": [], "keys": { "full_name": "holder" } },
                { "id": "population", "want": [] }],
            "steps": [{ "id": "a", "title": "Chủ cũ", "fields": [field("holder", "electricity.holder_name")] },
                { "id": "b", "title": "Bên nữ", "fields": [field("bride", "bride.full_name")] }],
        }))
        .unwrap();
        let mut answers = Answers {
            today: CivilDate::parse_iso("2026-11-25").unwrap(),
            values: BTreeMap::new(),
            rows: BTreeMap::new(),
        };
        let told = |answers: &Answers, about: &str| {
            part(&service, answers, "population", about).map(|part| (part.name, part.title))
        };
        assert_eq!(told(&answers, "deceased"), None, "not answered yet");
        let mut put = |id: &str, name: &str| answers.values.insert(Place::of(id), name.into());
        put("holder", "Mẫu An");
        put("bride", "Mẫu Bình");
        let said = |name: &str, title: &'static str| Some((name.to_owned(), title));
        assert_eq!(told(&answers, "deceased"), said("Mẫu An", "Chủ cũ"));
        assert_eq!(told(&answers, "self"), said("Mẫu Bình", "Bên nữ"));
        assert_eq!(told(&answers, "spouse"), None);
    }
}
