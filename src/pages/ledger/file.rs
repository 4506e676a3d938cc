//! The ledger as a file that the person keeps, made on the device: what the page tells, as JSON.

use forms::definition::Service;
use forms::fact::Provenance;
use forms::ledger::{self, Brought, Came, Disputed, LedgerLine, PaperLine, ledger};
use forms::papers::Supply;
use serde_json::{Value, json};

use crate::form::kept::{Kept, Seen};
use crate::form::places::id;
use crate::form::words;
use crate::portal::subject::Basis;

/// Every answer and paper with its source. `code` is that of the dossier; none of a draft.
pub(super) fn of(service: &Service, kept: &Kept, code: Option<&str>) -> Value {
    let answers = ledger(service, &kept.answers, kept.known(), &kept.disputes);
    let papers = ledger::papers(
        service,
        &kept.answers,
        &kept.attached,
        &kept.provenance,
        &kept.disputes,
    );
    let answers = answers.iter().map(|line| answer(service, line));
    let papers = papers.iter().map(|line| paper(service, kept, line));
    json!({
        "service": service.name,
        "formVersion": service.form_version,
        "dossier": code,
        "answers": answers.collect::<Vec<_>>(),
        "papers": papers.collect::<Vec<_>>(),
        "others": kept.seen.iter().map(seen).collect::<Vec<_>>(),
    })
}

/// Somebody else whose records were read, and by what right: with the number of an authorisation, or the paper's code.
fn seen(one: &Seen) -> Value {
    let right = one.who.basis.as_ref().map(|basis| match basis {
        Basis::Link => "register-link",
        Basis::Agreement(_) => "agreement",
        Basis::Record(_) => "authorisation",
        Basis::Upload(_) => "file",
        Basis::Result(_) => "prior-result",
    });
    json!({ "name": one.who.name, "right": right, "by": one.by })
}

fn answer(service: &Service, line: &LedgerLine<'_>) -> Value {
    let (how, original) = match line.how {
        Came::Computed => ("computed", None),
        Came::Typed => ("typed", None),
        Came::Filled(_) => ("filled", None),
        Came::Changed { original, .. } => ("changed", original),
    };
    let others = line
        .others
        .iter()
        .map(|(other, by)| json!({ "value": other.value, "source": source(service, *by) }));
    let dispute = line.dispute.as_ref().map(|said| disputed(service, said));
    json!({
        "field": id(&line.place),
        "label": service.field(&line.place.field).map(|field| &field.label),
        "value": line.value,
        "how": how,
        "original": original,
        "source": source(service, line.source()),
        "others": others.collect::<Vec<_>>(),
        "dispute": dispute,
    })
}

fn paper(service: &Service, kept: &Kept, line: &PaperLine<'_>) -> Value {
    let how = match line.how {
        Brought::Attached(Supply::Upload | Supply::OwnFile) => "file",
        Brought::Attached(Supply::Result) => "prior-result",
        Brought::Attached(Supply::Record) => "record",
        Brought::Attached(Supply::Later) => "later",
        Brought::Attached(Supply::NotNeeded) => "not-needed",
        Brought::FromAnswers => "from-answers",
        Brought::NeverAsked => "never-asked",
        Brought::InPerson => "in-person",
    };
    let spared = line.paper.filter(|_| line.how.is_spared());
    json!({
        "document": line.document,
        "name": line.paper.map(|paper| &paper.name),
        "how": how,
        "label": line.label,
        "source": source(service, line.source),
        "person": line.source.and_then(|source| person(service, kept, source)),
        "dispute": line.dispute.as_ref().map(|said| disputed(service, said)),
        "ground": spared.and_then(|paper| paper.spared.as_ref()),
        "unconfirmed": spared.is_some_and(|paper| paper.unconfirmed),
    })
}

/// Whose record stands for a paper.
fn person(service: &Service, kept: &Kept, source: &Provenance) -> Option<Value> {
    let whose = kept.whose(service, source)?;
    Some(json!({ "subject": source.about, "name": whose.name, "part": whose.part }))
}

fn disputed(service: &Service, (said, by): &Disputed<'_>) -> Value {
    json!({ "note": said.note, "correctionAsked": said.asked, "at": said.at, "source": source(service, *by) })
}

/// A source with the rule by which what it says is not handed in again.
fn source(service: &Service, source: Option<&Provenance>) -> Value {
    let Some(source) = source else {
        return Value::Null;
    };
    let register = service.register(&source.source);
    json!({
        "id": source.source,
        "name": words::source_name(service, source),
        "number": source.number,
        "issuer": source.issuer,
        "issuedOn": source.issued_on,
        "readAt": source.retrieved_at,
        "ground": register.map(|register| &register.ground),
        "unconfirmed": register.is_some_and(|register| register.unconfirmed),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::portal::draft::Saved;
    use crate::portal::subject::Who;
    use forms::definition::Register;
    use forms::place::Place;

    #[test]
    fn a_source_is_named_in_the_language_of_the_labels() {
        let asked = r#"{"id":"population","name":"Population register","want":[]}"#;
        let service = Service {
            sources: vec![plain_json::from_text(asked).unwrap()],
            ..Service::default()
        };
        crate::text::speak_for_test("en");
        let read = Provenance {
            source: "population".to_owned(),
            source_name: "Dân cư".to_owned(),
            ..Provenance::default()
        };
        assert_eq!(source(&service, Some(&read))["name"], "Population register");
    }

    #[test]
    fn a_paper_names_whose_record_stands_for_it() {
        let who = Who {
            about: "deceased".to_owned(),
            name: Some("Mẫu An".to_owned()),
            ..Who::default()
        };
        let saved = Saved {
            subjects: vec![who],
            ..Saved::default()
        };
        let service = Service::default();
        let day = vietnam::CivilDate::parse_iso("2026-11-25").unwrap();
        let kept = Kept::of(&service, saved, day);
        let told = |about: Option<&str>| {
            let read = Provenance {
                about: about.map(str::to_owned),
                ..Provenance::default()
            };
            person(&service, &kept, &read)
        };
        let named = |about: &str, name: Option<&str>| {
            Some(json!({ "subject": about, "name": name, "part": null }))
        };
        assert_eq!(told(Some("deceased")), named("deceased", Some("Mẫu An")));
        assert_eq!(told(Some("self")), named("self", None));
        assert_eq!(told(None), None);
    }

    #[test]
    fn an_answer_says_what_it_was_and_by_what_rule_it_is_not_handed_in_again() {
        let service = Service {
            registers: vec![Register {
                source: "population".to_owned(),
                owner: String::new(),
                correct: String::new(),
                ground: "Điều 15".to_owned(),
                unconfirmed: true,
            }],
            ..Service::default()
        };
        let read = Provenance {
            source: "population".to_owned(),
            source_name: "Dân cư".to_owned(),
            number: Some("45".to_owned()),
            ..Provenance::default()
        };
        let before = json!("Mẫu An");
        let line = LedgerLine {
            place: Place::of("name"),
            value: json!("Mẫu Ân"),
            how: Came::Changed {
                from: Some(&read),
                original: Some(&before),
            },
            others: Vec::new(),
            dispute: None,
        };
        let told = answer(&service, &line);
        let said = |pointer: &str| told.pointer(pointer).cloned().unwrap_or_default();
        assert_eq!(
            ["/field", "/value", "/how", "/original", "/dispute"].map(said),
            [
                json!("/name"),
                json!("Mẫu Ân"),
                json!("changed"),
                before.clone(),
                Value::Null
            ]
        );
        assert_eq!(
            [
                "/source/name",
                "/source/number",
                "/source/ground",
                "/source/unconfirmed"
            ]
            .map(said),
            [json!("Dân cư"), json!("45"), json!("Điều 15"), json!(true)]
        );
    }
}
