//! Which sources a case needs, about whom, and for what. Pure.

use crate::portal::records::Wanted;
use forms::answers::Reader;
use forms::condition::Condition;
use forms::definition::Service;
use forms::eval::Scope;
use serde_json::Value;
use std::collections::BTreeMap;

/// A source that the case needs.
#[derive(Clone, Debug, PartialEq)]
pub struct Need {
    /// What is asked of it.
    pub wanted: Wanted,
    /// It can be asked now. About others than the person who asks, only when all its keys are answered.
    pub ready: bool,
    /// Subject kinds of whom the same person is asked about first: about this kind only where they are none of these.
    pub after: Vec<String>,
}

/// Somebody who was chosen by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// Stands for them in requests.
    pub handle: String,
    /// Their name, as it was put into the form.
    pub full_name: String,
    /// Their birth date, as it was put into the form.
    pub birth_date: Option<String>,
}

/// Keys that say who a person is (contract 3.1).
const WHO: [&str; 3] = ["full_name", "personal_id", "birth_date"];

/// The sources that the answers so far call for, each once per subject. Who was chosen by name stands for the keys that
/// say who a person is, as long as that name is the answer; a source that is about several kinds of relatives is then
/// asked about that kind only.
#[must_use]
pub fn needs(
    service: &Service,
    reader: &dyn Reader,
    chosen: &BTreeMap<String, Chosen>,
) -> Vec<Need> {
    let scope = Scope::new(service, reader);
    needs_where(service, scope, chosen, |when| scope.holds(when))
}

/// The same, with those that wait only for an answer that another source may give: the person is asked once whether
/// all of them may be read.
#[must_use]
pub fn may_need(
    service: &Service,
    reader: &dyn Reader,
    chosen: &BTreeMap<String, Chosen>,
) -> Vec<Need> {
    let scope = Scope::new(service, reader);
    let is_open = |age: &Condition| {
        let fields = age.reads();
        let mut fields = fields.iter().map(|id| service.field(id));
        scope.judges(age).is_none()
            && fields.all(|field| field.is_some_and(|field| scope.is_shown(field)))
    };
    needs_where(service, scope, chosen, |when| {
        scope.holds(&when.once_answered(&is_open))
    })
}

fn needs_where(
    service: &Service,
    scope: Scope<'_>,
    chosen: &BTreeMap<String, Chosen>,
    holds: impl Fn(&Condition) -> bool,
) -> Vec<Need> {
    let mut needs: Vec<Need> = Vec::new();
    for used in service.sources.iter().filter(|used| holds(&used.when)) {
        let name = { used.keys.get("full_name") }.and_then(|field| scope.answer(field));
        let is_named = |one: &Chosen| {
            name.as_ref()
                .is_some_and(|name| name == one.full_name.as_str())
        };
        let mut others = chosen.iter();
        let who = others.find(|(kind, one)| used.about.contains(kind) && is_named(one));
        for (order, about) in used.about.iter().enumerate() {
            let is_another = who.is_some_and(|(kind, _)| kind != about);
            if is_another {
                continue;
            }
            let known = needs
                .iter()
                .position(|need| need.wanted.source == used.id && need.wanted.about == *about);
            let at = known.unwrap_or_else(|| {
                needs.push(Need {
                    wanted: Wanted {
                        source: used.id.clone(),
                        about: about.clone(),
                        attributes: BTreeMap::new(),
                        keys: BTreeMap::new(),
                        person: None,
                        basis: None,
                    },
                    ready: true,
                    after: Vec::new(),
                });
                needs.len() - 1
            });
            let Some(need) = needs.get_mut(at) else {
                continue;
            };
            if who.is_none() && used.keys.contains_key("full_name") {
                need.after = used.about.iter().take(order).cloned().collect();
            }
            for cited in &used.want {
                let concept = service.concepts.get(cited).cloned().unwrap_or_default();
                need.wanted.attributes.insert(cited.clone(), concept);
            }
            let chosen = chosen.get(about).filter(|one| is_named(one));
            if let Some(chosen) = chosen {
                need.wanted.person = Some(chosen.handle.clone());
                let name = chosen.full_name.clone();
                need.wanted.keys.insert("full_name".to_owned(), name);
            }
            let is_said = |key: &str| chosen.is_some() && WHO.contains(&key);
            for (key, field) in used.keys.iter().filter(|(key, _)| !is_said(key)) {
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
    use forms::condition::{Comparison, Condition, Expr};
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
        let found = needs(&service, &answers, &BTreeMap::new());
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
        let found = needs(&service, &answers, &BTreeMap::new());
        assert!(found[1].ready);
        assert_eq!(found[1].wanted.keys["code"], "00123");
    }

    #[test]
    fn somebody_who_was_chosen_as_a_ward_is_not_asked_about_as_a_child() {
        let mut used = source("child", "birth_notice.code", None);
        used.about.push("ward".into());
        used.keys = [("full_name".to_owned(), FieldId::new("notice_code"))].into();
        let service = service(vec![used]);
        let answers = Answers {
            today: CivilDate::parse_iso("2026-11-25").unwrap(),
            values: BTreeMap::from([(Place::of("notice_code"), "Mẫu An".into())]),
            rows: BTreeMap::new(),
        };
        let about = |chosen: &BTreeMap<String, Chosen>| -> Vec<String> {
            let needs = needs(&service, &answers, chosen).into_iter();
            needs.map(|need| need.wanted.about).collect()
        };
        assert_eq!(about(&BTreeMap::new()), ["child", "ward"]);
        let after = needs(&service, &answers, &BTreeMap::new()).into_iter();
        let after: Vec<_> = after.map(|need| need.after).collect();
        assert_eq!(after, [vec![], vec!["child".to_owned()]]);
        let mut who = Chosen {
            handle: "h1".to_owned(),
            full_name: "Mẫu An".to_owned(),
            birth_date: None,
        };
        let chosen = |who: &Chosen| BTreeMap::from([("ward".to_owned(), who.clone())]);
        assert_eq!(about(&chosen(&who)), ["ward"]);
        // Another name was typed since.
        who.full_name = "Mẫu Bình".to_owned();
        assert_eq!(about(&chosen(&who)), ["child", "ward"]);
    }

    #[test]
    fn a_source_that_waits_for_another_is_agreed_to_with_it() {
        let mut used = source("self", "birth_notice.code", None);
        let waits = Condition::Answered(FieldId::new("notice_code"));
        used.when = Condition::All(vec![waits.clone(), Condition::Always]);
        let answers = Answers {
            today: CivilDate::parse_iso("2026-11-25").unwrap(),
            values: BTreeMap::new(),
            rows: BTreeMap::new(),
        };
        let waiting = service(vec![used.clone()]);
        assert_eq!(needs(&waiting, &answers, &BTreeMap::new()), []);
        assert_eq!(may_need(&waiting, &answers, &BTreeMap::new()).len(), 1);
        used.when = Condition::All(vec![waits, Condition::Never]);
        let never = service(vec![used.clone()]);
        assert_eq!(may_need(&never, &answers, &BTreeMap::new()), []);
        // The age of somebody whose birth date is not known yet.
        let born = Box::new(Expr::Field(FieldId::new("notice_code")));
        let age = Expr::YearsBetween(born, Box::new(Expr::Today));
        used.when = Condition::Compare(age, Comparison::AtLeast, Expr::Value(16.into()));
        let of_age = service(vec![used]);
        assert_eq!(may_need(&of_age, &answers, &BTreeMap::new()).len(), 1);
        let young = Answers {
            values: BTreeMap::from([(Place::of("notice_code"), "2020-01-01".into())]),
            ..answers
        };
        assert_eq!(may_need(&of_age, &young, &BTreeMap::new()), []);
    }

    #[test]
    fn who_was_chosen_by_name_stands_for_the_keys_until_another_name_is_written() {
        let mut used = source("child", "birth_notice.code", Some("number"));
        used.keys = ["full_name", "personal_id"]
            .map(|key| (key.to_owned(), FieldId::new(key)))
            .into();
        let mut service = service(vec![used]);
        let field = service.steps[0].fields[0].clone();
        for id in ["full_name", "personal_id"] {
            let mut field = field.clone();
            field.id = FieldId::new(id);
            service.steps[0].fields.push(field);
        }
        let service = Service::read(&serde_json::to_string(&service).unwrap()).unwrap();
        let mut answers = Answers {
            today: CivilDate::parse_iso("2026-11-25").unwrap(),
            values: BTreeMap::from([(Place::of("full_name"), "Mẫu An".into())]),
            rows: BTreeMap::new(),
        };
        let chosen = Chosen {
            handle: "h1".to_owned(),
            full_name: "Mẫu An".to_owned(),
            birth_date: None,
        };
        let chosen = BTreeMap::from([("child".to_owned(), chosen)]);
        assert!(!needs(&service, &answers, &BTreeMap::new())[0].ready);
        let found = needs(&service, &answers, &chosen);
        assert!(found[0].ready);
        assert_eq!(found[0].wanted.person.as_deref(), Some("h1"));
        // The number that then comes asks nothing anew.
        answers
            .values
            .insert(Place::of("personal_id"), "001220999005".into());
        assert_eq!(needs(&service, &answers, &chosen), found);
        answers
            .values
            .insert(Place::of("full_name"), "Mẫu Bình".into());
        let found = needs(&service, &answers, &chosen);
        assert_eq!(
            (found[0].wanted.person.as_ref(), found[0].wanted.keys.len()),
            (None, 2)
        );
    }
}
