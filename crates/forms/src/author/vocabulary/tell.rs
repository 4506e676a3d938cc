//! What the engine must know of the vocabulary travels in the definition: concepts of wanted attributes, names of sources.

use super::Vocabulary;
use serde_json::{Map, Value, json};

impl Vocabulary {
    /// Adds `concepts` and the names of `sources` to a definition in both languages.
    pub fn tell(&self, both: &mut Value) {
        let mut concepts = Map::new();
        let sources = both.get_mut("sources").and_then(Value::as_array_mut);
        for source in sources.into_iter().flatten() {
            for wanted in source
                .get("want")
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
            {
                let attribute = wanted
                    .as_str()
                    .and_then(|cited| Some((cited, self.attribute(cited)?)));
                if let Some((cited, attribute)) = attribute {
                    concepts.insert(cited.to_owned(), json!(attribute.concept));
                }
            }
            let row = source
                .get("id")
                .and_then(|id| self.sources.iter().find(|row| row.id == *id));
            if let (Some(row), Some(members)) = (row, source.as_object_mut()) {
                members.insert(
                    "name".to_owned(),
                    json!({ "vi": row.name_vi, "en": row.name_en }),
                );
                members.insert(
                    "short".to_owned(),
                    json!({ "vi": row.short_vi, "en": row.short_en }),
                );
            }
        }
        if let Some(members) = both.as_object_mut().filter(|_| !concepts.is_empty()) {
            members.insert("concepts".to_owned(), concepts.into());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::author::vocabulary::{AttributeRow, SourceRow};

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
            ..Vocabulary::default()
        };
        let mut both = json!({ "sources": [{ "id": "population", "want": ["population.full_name", "population.unknown"] }] });
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
    }
}
