//! The catalogue of all services by life event: those that are defined, and those that are to come.

use super::compile::in_language;
use super::finding::Finding;
use super::source::Source;
use crate::definition::Service;
use serde_json::{Value, json};

/// All services, grouped.
pub struct Catalogue(Source);

impl Catalogue {
    /// Reads `services/catalogue.toml`.
    ///
    /// # Errors
    /// What the format does not allow.
    pub fn read(file: &str, text: &str) -> Result<Self, Vec<Finding>> {
        Source::read_catalogue(file, text).map(Self)
    }

    /// `[{ id, name, services: [{ id, slug, name, official, what?, form_version?, closed? }] }]`; what and
    /// version only for services that are defined, whose own names count; closed where the province says so.
    pub fn to_json(&self, language: &str, defined: &[Service]) -> Value {
        let mut made = in_language(&self.0.both, language);
        let groups = made.get_mut("groups").map(Value::take).unwrap_or_default();
        let mut groups = groups.as_array().cloned().unwrap_or_default();
        for entry in groups
            .iter_mut()
            .filter_map(|group| group.get_mut("services")?.as_array_mut())
            .flatten()
        {
            let id = entry.get("id").and_then(Value::as_str).unwrap_or_default();
            let Some(service) = defined.iter().find(|service| service.id == id) else {
                continue;
            };
            if let Some(members) = entry.as_object_mut() {
                members.insert("slug".to_owned(), json!(service.slug));
                members.insert("name".to_owned(), json!(service.name));
                members.insert("what".to_owned(), json!(service.what));
                members.insert("form_version".to_owned(), json!(service.form_version));
                if let Some(closed) = &service.closed {
                    members.insert("closed".to_owned(), json!(closed));
                }
            }
        }
        Value::Array(groups)
    }

    /// Differences between the catalogue and a definition.
    pub fn check(&self, source: &Source) -> Vec<Finding> {
        let text = |pointer: &str| {
            source
                .both
                .pointer(pointer)
                .and_then(Value::as_str)
                .unwrap_or_default()
        };
        let (id, slug) = (text("/id"), text("/slug"));
        let groups = self
            .0
            .both
            .get("groups")
            .and_then(Value::as_array)
            .into_iter()
            .flatten();
        let mut entries = groups
            .filter_map(|group| group.get("services")?.as_array())
            .flatten();
        let entry = entries.find(|entry| entry.get("id").and_then(Value::as_str) == Some(id));
        let known = entry
            .and_then(|entry| entry.get("slug"))
            .and_then(Value::as_str);
        let what = match known {
            None => format!("the catalogue has no service {id}"),
            Some(known) if known != slug => {
                format!("the slug is {slug} here, {known} in the catalogue")
            }
            Some(_) => return Vec::new(),
        };
        vec![Finding {
            file: source.file.clone(),
            line: source.line("/slug"),
            place: "slug".to_owned(),
            what,
            remedy: "services/catalogue.toml lists all services".to_owned(),
        }]
    }
}
