//! What the engine must know of the vocabulary travels in the definition: concepts of wanted attributes, names of
//! sources and who keeps them, days off where working days are counted.

use super::Vocabulary;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

impl Vocabulary {
    /// Adds `concepts` and the names of `sources` to a definition in both languages.
    pub fn tell(&self, both: &mut Value) {
        let mut concepts = Map::new();
        for source in list(both, "sources") {
            let wanted = source.get("want").and_then(Value::as_array);
            let cited = wanted.into_iter().flatten().filter_map(Value::as_str);
            cited.for_each(|cited| self.tell_concept(cited, &mut concepts));
            self.tell_name(source, "id", "name");
        }
        for lookup in list(both, "lookups") {
            let record = lookup.get("record").and_then(Value::as_str);
            let given = lookup.get("gives").and_then(Value::as_object);
            if let (Some(record), Some(given)) = (record, given) {
                let cited = given
                    .keys()
                    .map(|attribute| format!("{record}.{attribute}"));
                cited.for_each(|cited| self.tell_concept(&cited, &mut concepts));
            }
            self.tell_name(lookup, "source", "source_name");
        }
        let registers = self.registers_of(both);
        let counts_working_days = mentions(both, "working-days-between");
        let Some(members) = both.as_object_mut() else {
            return;
        };
        if !concepts.is_empty() {
            members.insert("concepts".to_owned(), concepts.into());
        }
        if !registers.is_empty() {
            members.insert("registers".to_owned(), registers.into());
        }
        if counts_working_days {
            members.insert("holidays".to_owned(), json!(self.holidays));
        }
    }

    /// Who keeps each source that the definition reads, in the order of `registers.csv`.
    fn registers_of(&self, both: &mut Value) -> Vec<Value> {
        let mut read: BTreeSet<String> = BTreeSet::new();
        let mut note = |table: &Value, by: &str| {
            read.extend(table.get(by).and_then(Value::as_str).map(str::to_owned));
        };
        list(both, "sources").for_each(|source| note(source, "id"));
        list(both, "lookups").for_each(|lookup| note(lookup, "source"));
        for step in list(both, "steps") {
            for field in list(step, "fields") {
                list(field, "sources").for_each(|source| note(source, "id"));
            }
        }
        let texts = |vi: &str, en: &str| json!({ "vi": vi, "en": en });
        let rows = { self.registers.iter() }.filter(|row| read.contains(&row.source));
        let told = rows.map(|row| {
            let mut told = json!({
                "source": row.source,
                "owner": texts(&row.owner_vi, &row.owner_en),
                "correct": texts(&row.correct_vi, &row.correct_en),
                "ground": texts(&row.ground_vi, &row.ground_en),
            });
            if let Some(members) = told.as_object_mut().filter(|_| row.unconfirmed == "yes") {
                members.insert("unconfirmed".to_owned(), true.into());
            }
            told
        });
        told.collect()
    }

    fn tell_concept(&self, cited: &str, concepts: &mut Map<String, Value>) {
        if let Some(attribute) = self.attribute(cited) {
            concepts.insert(cited.to_owned(), json!(attribute.concept));
        }
    }

    /// Adds the names of the source that `by` names.
    fn tell_name(&self, table: &mut Value, by: &str, name: &str) {
        let id = table.get(by);
        let row = id.and_then(|id| self.sources.iter().find(|row| row.id == *id));
        if let (Some(row), Some(members)) = (row, table.as_object_mut()) {
            let texts = |vi: &str, en: &str| json!({ "vi": vi, "en": en });
            members.insert(name.to_owned(), texts(&row.name_vi, &row.name_en));
            members.insert("short".to_owned(), texts(&row.short_vi, &row.short_en));
        }
    }
}

/// Whether something in it has this key.
fn mentions(value: &Value, key: &str) -> bool {
    match value {
        Value::Object(members) => members
            .iter()
            .any(|(name, inner)| name == key || mentions(inner, key)),
        Value::Array(entries) => entries.iter().any(|entry| mentions(entry, key)),
        _ => false,
    }
}

fn list<'a>(both: &'a mut Value, name: &str) -> impl Iterator<Item = &'a mut Value> {
    let tables = both.get_mut(name).and_then(Value::as_array_mut);
    tables.into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::author::vocabulary::{AttributeRow, RegisterRow, SourceRow};

    #[test]
    fn a_definition_carries_concepts_and_names() {
        let words = Vocabulary {
            facts: vec![AttributeRow {
                record: "population".into(),
                attribute: "full_name".into(),
                concept: "person.full_name".into(),
                ..AttributeRow::default()
            }],
            sources: vec![SourceRow {
                id: "population".into(),
                name_vi: "Cơ sở dữ liệu quốc gia về dân cư".into(),
                name_en: "National population database".into(),
                short_vi: "Dân cư".into(),
                short_en: "Population".into(),
            }],
            registers: ["vneid", "population", "card-qr"]
                .map(|source| RegisterRow {
                    source: source.into(),
                    owner_vi: "Bộ Công an".into(),
                    unconfirmed: if source == "card-qr" { "yes" } else { "" }.into(),
                    ..RegisterRow::default()
                })
                .into(),
            ..Vocabulary::default()
        };
        let mut both = json!({
            "sources": [{ "id": "population", "want": ["population.full_name", "population.unknown"] }],
            "steps": [{ "fields": [{ "id": "a", "sources": [{ "id": "card-qr" }] }, { "id": "b" }] }],
        });
        words.tell(&mut both);
        assert_eq!(
            both["concepts"],
            json!({ "population.full_name": "person.full_name" })
        );
        assert_eq!(
            both["sources"][0]["name"]["en"],
            "National population database"
        );
        assert_eq!(both["sources"][0]["short"]["vi"], "Dân cư");
        // Of what is read, by the service or by one of its fields, and of nothing else.
        let read: Vec<_> = both["registers"].as_array().unwrap().iter().collect();
        assert_eq!(read.len(), 2);
        assert_eq!(read[0]["source"], "population");
        assert_eq!(
            (&read[0]["owner"]["vi"], read[0].get("unconfirmed")),
            (&json!("Bộ Công an"), None)
        );
        assert_eq!(
            (&read[1]["source"], &read[1]["unconfirmed"]),
            (&json!("card-qr"), &json!(true))
        );
    }

    #[test]
    fn days_off_travel_only_where_they_are_counted() {
        let words = Vocabulary {
            holidays: vec!["2027-01-01".into()],
            ..Vocabulary::default()
        };
        let mut counting =
            json!({ "rules": [{ "holds": { "working-days-between": ["today", "today"] } }] });
        words.tell(&mut counting);
        assert_eq!(counting["holidays"], json!(["2027-01-01"]));
        let mut other = json!({ "rules": [{ "holds": { "days-between": ["today", "today"] } }] });
        words.tell(&mut other);
        assert_eq!(other.get("holidays"), None);
    }
}
