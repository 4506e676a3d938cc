//! Which sources a case needs, about whom, and for what. Pure.

use crate::portal::records::Wanted;
use forms::answers::Reader;
use forms::definition::Service;
use forms::eval::Scope;
use serde_json::Value;
use std::collections::BTreeMap;

/// A source that the case needs.
#[derive(Clone, Debug, PartialEq)]
pub struct Need {
    /// Its name.
    pub name: String,
    /// What is asked of it.
    pub wanted: Wanted,
    /// It can be asked now. About others than the person who asks, only when all its keys are answered.
    pub ready: bool,
}

/// The sources that the answers so far call for, each once per subject.
#[must_use]
pub fn needs(service: &Service, reader: &dyn Reader) -> Vec<Need> {
    let scope = Scope::new(service, reader);
    let mut needs: Vec<Need> = Vec::new();
    for used in service
        .sources
        .iter()
        .filter(|used| scope.holds(&used.when))
    {
        for about in &used.about {
            let known = needs
                .iter()
                .position(|need| need.wanted.source == used.id && need.wanted.about == *about);
            let at = known.unwrap_or_else(|| {
                needs.push(Need {
                    name: used.name.clone(),
                    wanted: Wanted {
                        source: used.id.clone(),
                        about: about.clone(),
                        attributes: BTreeMap::new(),
                        keys: BTreeMap::new(),
                    },
                    ready: true,
                });
                needs.len() - 1
            });
            let Some(need) = needs.get_mut(at) else {
                continue;
            };
            for cited in &used.want {
                let concept = service.concepts.get(cited).cloned().unwrap_or_default();
                need.wanted.attributes.insert(cited.clone(), concept);
            }
            for (key, field) in &used.keys {
                match scope.answer(field) {
                    Some(Value::String(text)) => drop(need.wanted.keys.insert(key.clone(), text)),
                    _ => need.ready &= about == "self",
                }
            }
        }
    }
    needs
}

#[cfg(test)]
mod tests {
    use super::*;
    use forms::answers::Answers;
    use forms::condition::Condition;
    use forms::definition::SourceUse;
    use forms::place::{FieldId, Place};
    use vietnam::CivilDate;

    fn source(about: &str, want: &str, key: Option<&str>) -> SourceUse {
        SourceUse {
            id: "birth-notice".into(),
            name: "Giấy chứng sinh".into(),
            short: "Giấy chứng sinh".into(),
            when: Condition::Always,
            about: vec![about.into()],
            want: vec![want.into()],
            keys: key
                .map(|field| ("code".to_owned(), FieldId::new(field)))
                .into_iter()
                .collect(),
        }
    }

    fn service(sources: Vec<SourceUse>) -> Service {
        let mut service = Service::read(
            r#"{"id":"09","slug":"s","form_id":"f","form_version":"1","language":"vi","name":"n","what":"w","who":"w","legal":[],
            "dimensions":[],"cases":[],"declaration_version":"1","steps":[{"id":"a","title":"A","fields":[
            {"id":"notice_code","concept":"birth.notice_code","kind":{"code":{}},"label":"L"}]}]}"#,
        )
        .unwrap();
        service.sources = sources;
        service
            .concepts
            .insert("birth_notice.code".into(), "birth.notice_code".into());
        service
    }

    #[test]
    fn wants_of_one_source_are_united_per_subject() {
        let service = service(vec![
            source("self", "birth_notice.code", None),
            source("self", "birth_notice.other", None),
            source("child", "birth_notice.code", Some("notice_code")),
        ]);
        let mut answers = Answers {
            today: CivilDate::parse_iso("2026-11-25").unwrap(),
            values: BTreeMap::new(),
            rows: BTreeMap::new(),
        };
        let found = needs(&service, &answers);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].wanted.attributes.len(), 2);
        assert_eq!(
            found[0].wanted.attributes["birth_notice.code"],
            "birth.notice_code"
        );
        assert_eq!((found[0].ready, found[1].ready), (true, false));
        answers
            .values
            .insert(Place::of("notice_code"), "00123".into());
        let found = needs(&service, &answers);
        assert!(found[1].ready);
        assert_eq!(found[1].wanted.keys["code"], "00123");
    }
}
