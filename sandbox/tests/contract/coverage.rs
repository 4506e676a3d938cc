//! Every source and record kind of `services/facts.csv` and `services/fields.csv` is held by a test person, and operation
//! 16 gives it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use forms::author::vocabulary::{AttributeRow, Vocabulary};
use forms::definition::Service;
use forms::kind::Kind;
use portal_api::{CodeList, Items, ResultList, SourceState};
use sandbox::conventions::Language;
use sandbox::persons::{Person, Persons, Record, Relative};
use serde_json::{Value, json};

use crate::browser::{Browser, Portal, definitions, root};
use crate::facts::Question;
use crate::sample;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// Worked out, typed, or read on a device: no server gives them.
const ELSEWHERE: [&str; 6] = [
    "computed",
    "self",
    "card-qr",
    "health-card-qr",
    "paper-code",
    "card-chip",
];

fn words() -> Vocabulary {
    Vocabulary::read(&Path::new(ROOT).join("services")).unwrap()
}

fn persons() -> Persons {
    Persons::load(Path::new(ROOT)).unwrap()
}

fn parts(sources: &str) -> impl Iterator<Item = &str> {
    sources
        .split(';')
        .filter(|source| !source.is_empty() && !ELSEWHERE.contains(source))
}

/// A record of a person's file, and whom it is about.
struct Kept<'a> {
    person: &'a Person,
    record: &'a Record,
    about: &'static str,
    /// As the wire names whom it is about.
    named: Value,
}

fn kept(persons: &Persons) -> Vec<Kept<'_>> {
    let mut all = Vec::new();
    for person in persons.all().iter().filter(|person| person.level == 2) {
        let mut add = |record, about, named: &Value| {
            all.push(Kept {
                person,
                record,
                about,
                named: named.clone(),
            });
        };
        for record in &person.records {
            add(record, "self", &Value::Null);
        }
        for relative in &person.relatives {
            let Some(about) = about(relative) else {
                continue;
            };
            let mut named = json!({ "fullName": relative.full_name });
            for (member, value) in [
                ("personalId", &relative.personal_id),
                ("birthDate", &relative.birth_date),
            ] {
                if let Some(value) = value {
                    named[member] = value.as_str().into();
                }
            }
            for record in &relative.records {
                add(record, about, &named);
            }
        }
        for organisation in &person.organisations {
            let named = serde_json::to_value(organisation.shown()).unwrap();
            for record in &organisation.records {
                add(record, "organisation", &named);
            }
        }
    }
    all
}

/// What a relative is to the person, by the contract's kinds. Of spouses and parents only the link is read.
fn about(relative: &Relative) -> Option<&'static str> {
    match relative.relation.as_str() {
        _ if relative.has_died() => Some("deceased"),
        "child" if relative.link.is_some() => Some("child"),
        "ward" => Some("ward"),
        "other" => Some("other-by-authorisation"),
        _ => None,
    }
}

#[test]
fn every_source_and_attribute_is_held_by_somebody() {
    let words = words();
    let persons = persons();
    let kept = kept(&persons);
    let mut missing = Vec::new();
    let looked_up = looked_up();
    for row in words
        .facts
        .iter()
        .filter(|row| !looked_up.contains(&cited(row)))
    {
        // Pictures travel as files of prior results (operation 13), never as a value.
        for source in parts(&row.sources).filter(|_| row.kind != "file") {
            let holds = |one: &&Kept<'_>| {
                one.record.kind == row.record
                    && one.record.sources.iter().any(|held| held == source)
            };
            if !kept.iter().any(|one| holds(&one)) {
                missing.push(format!("{source}: {}", row.record));
            }
        }
        let somebody = kept
            .iter()
            .any(|one| one.record.kind == row.record && has(one.record, &row.attribute));
        if row.kind != "file" && !somebody {
            missing.push(format!("{}.{}", row.record, row.attribute));
        }
    }
    missing.dedup();
    assert_eq!(missing, Vec::<String>::new());
    let of_facts: BTreeSet<&str> = words
        .facts
        .iter()
        .flat_map(|row| parts(&row.sources))
        .collect();
    let of_fields = words.fields.iter().flat_map(|row| parts(&row.sources));
    let unheard: BTreeSet<&str> = of_fields.filter(|id| !of_facts.contains(id)).collect();
    assert!(unheard.is_empty(), "no record kind has {unheard:?}");
}

fn cited(row: &AttributeRow) -> String {
    format!("{}.{}", row.record, row.attribute)
}

/// What a register says when it is looked up (operation 44), and no record holds: the tests of look-ups try it.
fn looked_up() -> BTreeSet<String> {
    let definitions = definitions(&root());
    let lookups = definitions
        .all()
        .flat_map(|defined| &defined.in_language(Language::Vi).lookups);
    lookups
        .flat_map(|lookup| {
            let names = lookup.gives.keys();
            names.map(move |name| format!("{}.{name}", lookup.record))
        })
        .collect()
}

/// Whether a record has an attribute: `members[].full_name` in any row.
fn has(record: &Record, attribute: &str) -> bool {
    match attribute.split_once("[].") {
        None => record.holds.contains_key(attribute),
        Some((list, column)) => record
            .holds
            .get(list)
            .and_then(Value::as_array)
            .is_some_and(|rows| rows.iter().any(|row| row.get(column).is_some())),
    }
}

/// Services by number, in Vietnamese.
fn services(portal: &Portal) -> Vec<&Service> {
    let definitions = &portal.running.state.definitions;
    definitions
        .all()
        .map(|defined| defined.in_language(Language::Vi))
        .collect()
}

#[tokio::test]
async fn operation_16_gives_every_record_kind_of_every_source() {
    let portal = Portal::start().await;
    let words = words();
    let persons = persons();
    let kept = kept(&persons);
    let services = services(&portal);
    let mut browsers: BTreeMap<String, (Browser, String)> = BTreeMap::new();
    let mut ungiven = Vec::new();
    let looked_up = looked_up();
    let pairs: BTreeSet<(&str, &str)> = words
        .facts
        .iter()
        .filter(|row| !looked_up.contains(&cited(row)))
        .flat_map(|row| parts(&row.sources).map(|source| (source, row.record.as_str())))
        .collect();
    assert!(pairs.len() > 100);
    for (source, kind) in pairs {
        let want = attributes(&words.facts, source, kind);
        let mut given = false;
        for (one, service) in candidates(&kept, &services, source, kind) {
            let key = &one.person.key;
            if !browsers.contains_key(key) {
                let browser = portal.signed_in(key).await;
                let upload = sample::uploaded(&browser, &sample::pdf(), "giấy tờ.pdf").await;
                browsers.insert(key.clone(), (browser, upload));
            }
            let (browser, upload) = &browsers[key];
            let question = Question {
                service,
                source,
                want: &want,
                subject: subject(one, upload),
                keys: BTreeMap::new(),
            };
            let answer = question.ask(browser).await;
            given = answer.is_ok_and(|answer| {
                let mut records = answer.sources.iter().flat_map(|one| &one.records);
                records.any(|record| *record.record_id == *one.record.handle)
            });
            if given {
                break;
            }
        }
        if !given {
            ungiven.push(format!("{source}: {kind}"));
        }
    }
    assert_eq!(ungiven, Vec::<String>::new());
}

fn attributes(facts: &[AttributeRow], source: &str, kind: &str) -> Vec<String> {
    { facts.iter() }
        .filter(|row| row.record == kind && parts(&row.sources).any(|one| one == source))
        .map(|row| format!("{kind}.{}", row.attribute))
        .collect()
}

/// Records of a kind in a source, each with a service that asks for it about such a subject; where no service asks, with
/// any, since what the person's own records hold is theirs to read.
fn candidates<'a>(
    kept: &'a [Kept<'a>],
    services: &'a [&'a Service],
    source: &str,
    kind: &str,
) -> Vec<(&'a Kept<'a>, &'a Service)> {
    let asks = |service: &&&Service, about: &str| {
        service.sources.iter().any(|used| {
            used.id == source && used.about.iter().any(|one| one == about) && { used.want.iter() }
                .any(|cited| cited.split('.').next() == Some(kind))
        })
    };
    let holds = |one: &&Kept<'_>| {
        one.record.kind == kind && one.record.sources.iter().any(|held| held == source)
    };
    let held: Vec<&Kept<'_>> = kept.iter().filter(holds).collect();
    let asked = { held.iter() }.filter_map(|one| {
        let service = services.iter().find(|service| asks(service, one.about))?;
        Some((*one, *service))
    });
    let asked: Vec<_> = asked.collect();
    if asked.is_empty() {
        held.into_iter().map(|one| (one, services[0])).collect()
    } else {
        asked
    }
}

fn subject(one: &Kept<'_>, upload: &str) -> Value {
    let proof = match one.about {
        "self" => json!({ "kind": "session" }),
        "other-by-authorisation" => json!({ "kind": "upload", "uploadId": upload }),
        _ => json!({ "kind": "register-link" }),
    };
    let mut subject = json!({ "kind": one.about, "proof": proof });
    match one.about {
        "self" => {}
        "organisation" => subject["organisation"] = one.named.clone(),
        _ => subject["person"] = one.named.clone(),
    }
    subject
}

#[tokio::test]
async fn operation_41_says_that_they_are_all_connected() {
    let portal = Portal::start().await;
    let words = words();
    let states: Items<SourceState> = portal.browser().get("/sources").await.read();
    let named: BTreeSet<&str> = { words.facts.iter().map(|row| row.sources.as_str()) }
        .chain(words.fields.iter().map(|row| row.sources.as_str()))
        .flat_map(parts)
        .collect();
    let up: BTreeSet<&str> = states
        .items
        .iter()
        .filter(|one| one.state == portal_api::Availability::Up)
        .map(|one| one.source.as_str())
        .collect();
    let apart: Vec<_> = named.difference(&up).collect();
    assert!(apart.is_empty(), "{apart:?}");
}

#[tokio::test]
async fn every_paper_that_a_result_replaces_is_held_by_somebody() {
    let portal = Portal::start().await;
    let words = words();
    let codes: BTreeMap<&str, Vec<&str>> = words
        .facts
        .iter()
        .map(|row| (row.record.as_str(), row.result_codes.as_str()))
        .map(|(record, codes)| {
            (
                record,
                codes.split(';').filter(|code| !code.is_empty()).collect(),
            )
        })
        .collect();
    let mut browsers = BTreeMap::new();
    let persons = persons();
    for service in services(&portal) {
        let papers = service.papers.iter();
        let kinds: BTreeSet<&str> = papers
            .flat_map(|paper| &paper.replaced_by)
            // What a record must say is not known of a result by its code.
            .filter(|by| by.says.is_empty())
            .map(|by| by.record.as_str())
            .filter(|kind| !codes[kind].is_empty())
            // The population record, the household and the card are read, not held as papers.
            .filter(|kind| !["population", "residence", "citizen_card"].contains(kind))
            .collect();
        for kind in kinds {
            let holds = |record: &Record| {
                record.kind == kind
                    && record.result.as_ref().is_some_and(|result| {
                        result.status.is_none() && codes[kind].contains(&result.code.as_str())
                    })
            };
            let holder = { persons.all().iter() }.find(|person| {
                let organisations = person.organisations.iter().flat_map(|one| &one.records);
                { person.records.iter().chain(organisations) }.any(holds)
            });
            let holder = holder.unwrap_or_else(|| panic!("nobody holds a {kind}"));
            if !browsers.contains_key(&holder.key) {
                browsers.insert(holder.key.clone(), portal.signed_in(&holder.key).await);
            }
            let path = format!("/me/results?procedureCode={}", service.cases[0].procedure);
            let results: ResultList = browsers[&holder.key].get(&path).await.read();
            let satisfying = results
                .items
                .iter()
                .any(|one| codes[kind].contains(&&*one.result_code) && !one.satisfies.is_empty());
            assert!(satisfying, "{}: {kind} of {}", service.id, holder.key);
        }
    }
}

#[tokio::test]
async fn every_open_list_is_served() {
    let portal = Portal::start().await;
    let mut lists = BTreeSet::new();
    for service in services(&portal) {
        for field in service.fields() {
            if let Kind::Lookup(list) | Kind::OrderedList(list) = &field.kind
                && list.open
            {
                lists.insert(list.list.clone());
            }
        }
    }
    assert!(lists.len() > 10);
    for list in lists {
        let answer: CodeList = portal
            .browser()
            .get(&format!("/code-lists/{list}"))
            .await
            .read();
        assert!(!answer.items.is_empty(), "{list}");
    }
}
