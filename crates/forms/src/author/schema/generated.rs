//! Both directions of decision 13, on generated answers of every defined service.
//! `MOTCUA_GENERATED` sets how many per service.

use super::{Codes, export};
use crate::answers::Answers;
use crate::author::compile;
use crate::author::files::Files;
use crate::author::filling::wild::{Care, answers, disturbed};
use crate::author::filling::{Dice, Extent, Filler, Stock};
use crate::author::source::Source;
use crate::case::choose;
use crate::check::{Dossier, check};
use crate::definition::Service;
use crate::fault::{Fault, FaultCode};
use crate::lists::Lists;
use crate::papers::Supply;
use crate::send::to_data;
use jsonschema::Validator;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use vietnam::CivilDate;

/// Answers per service where `MOTCUA_GENERATED` does not say.
const USUAL: usize = 200;
/// Seeds of fillings per case where `MOTCUA_SOAK` does not say.
const FILLINGS: u64 = 1;
/// Shares in a hundred of answers left out and broken, that are picked from.
const CARES: [(usize, usize); 7] = [(0, 0), (0, 0), (0, 0), (0, 2), (2, 0), (5, 5), (30, 20)];

struct Closed<'a>(&'a Codes);

impl Lists for Closed<'_> {
    fn contains(&self, list: &str, code: &str) -> Option<bool> {
        self.0.get(list).map(|codes| codes.contains(code))
    }

    fn name(&self, _: &str, _: &str) -> Option<String> {
        None
    }
}

/// A service with its schemas: one per case, and the general one.
struct Trial<'a> {
    service: &'a Service,
    codes: &'a Codes,
    dossier: Dossier,
    general: Validator,
    /// The schema without its rules: what it lets through shows that the test would notice.
    toothless: Validator,
    cases: BTreeMap<&'a str, Validator>,
    /// Places whose requirement no schema says.
    excepted: BTreeSet<String>,
}

/// How answers were judged.
struct Judged {
    /// The engine accepts them, rules across fields apart.
    accepted: bool,
    /// Only the schema's rules about what is required find them wrong.
    by_rules: bool,
}

impl<'a> Trial<'a> {
    fn of(service: &'a Service, codes: &'a Codes, today: CivilDate) -> Self {
        let whole = export(service, None, codes, today);
        let unsaid = whole["x-not-in-schema"].as_array().unwrap();
        let excepted = unsaid
            .iter()
            .filter(|each| each["what"] == super::required::UNSAID);
        let validator = |schema: &Value| jsonschema::draft202012::new(schema).unwrap();
        let cases = service.cases.iter();
        Self {
            service,
            codes,
            dossier: Dossier {
                supplied: service
                    .papers
                    .iter()
                    .map(|paper| (paper.code.clone(), Supply::Upload))
                    .collect(),
                ..Dossier::default()
            },
            excepted: excepted
                .map(|each| each["pointer"].as_str().unwrap().to_owned())
                .collect(),
            general: validator(&whole),
            toothless: validator(&json!({ "properties": whole["properties"] })),
            cases: cases
                .map(|case| {
                    (
                        case.code.as_str(),
                        validator(&export(service, Some(case), codes, today)),
                    )
                })
                .collect(),
        }
    }

    /// How the engine judged; panics where engine and schema disagree.
    fn run(&self, answers: &Answers) -> Judged {
        let verdict = check(self.service, answers, &Closed(self.codes), &self.dossier);
        let data = to_data(self.service, answers);
        let case = choose(self.service, answers).chosen();
        let validator = case
            .and_then(|case| self.cases.get(case.code.as_str()))
            .unwrap_or(&self.general);
        let objection = validator
            .validate(&data)
            .err()
            .map(|error| format!("{} at {}", error, error.instance_path));
        // A case that is filed elsewhere is no matter of shape; nor is what rules across fields say, which random
        // answers hardly ever meet all at once.
        let is_of_shape = |fault: &&Fault| {
            fault.code != FaultCode::NotEligible
                && !["rule", "periods"]
                    .iter()
                    .any(|name| fault.params.contains_key(*name))
        };
        let errors: Vec<&Fault> = verdict.errors.iter().filter(is_of_shape).collect();
        if errors.is_empty() {
            assert_eq!(
                objection, None,
                "{}: the engine accepts {data:#}",
                self.service.id
            );
        }
        if let Some(fault) = errors.iter().find(|fault| self.is_schemas(fault)) {
            assert!(
                objection.is_some(),
                "{}: the schema accepts {data:#}\nwith {fault:?}",
                self.service.id
            );
        }
        let by_schema = errors.iter().any(|fault| self.is_schemas(fault));
        Judged {
            accepted: errors.is_empty(),
            by_rules: by_schema && self.toothless.is_valid(&data),
        }
    }

    /// Whether the schema must find it too.
    fn is_schemas(&self, fault: &Fault) -> bool {
        let of_row: String = fault
            .pointer
            .as_str()
            .split('/')
            .map(|part| {
                if !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()) {
                    "*"
                } else {
                    part
                }
            })
            .collect::<Vec<_>>()
            .join("/");
        match fault.code {
            FaultCode::Required => !self.excepted.contains(&of_row),
            FaultCode::Pattern
            | FaultCode::TooShort
            | FaultCode::TooLong
            | FaultCode::NotInList => true,
            _ => false,
        }
    }
}

fn services(files: &Files) -> Vec<Service> {
    files
        .services
        .iter()
        .map(|source: &Source| compile::to_service(source, "vi").unwrap())
        .collect()
}

#[test]
fn generated_answers_are_judged_alike_by_engine_and_schema() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let files = Files::read(&root).unwrap();
    let codes: Codes = files.words.lists.clone();
    let today = CivilDate::parse_iso("2026-11-25").unwrap();
    let count = std::env::var("MOTCUA_GENERATED").map_or(USUAL, |count| count.parse().unwrap());
    let stock = Stock::read(&root, &files).unwrap();
    let all = services(&files);
    assert!(!all.is_empty());
    std::thread::scope(|threads| {
        for service in &all {
            let (codes, stock) = (&codes, &stock);
            threads.spawn(move || {
                let trial = Trial::of(service, codes, today);
                let filler = Filler {
                    service,
                    stock,
                    today,
                };
                let (mut accepted, mut by_rules) = (0, 0);
                let fillings = fillings(&filler);
                for filling in &fillings {
                    assert!(trial.run(filling).accepted, "{}", service.id);
                }
                for seed in 0..count {
                    let mut dice = Dice::new(seed as u64);
                    let (left_out, broken) = *dice.pick(&CARES);
                    let care = Care { left_out, broken };
                    // Fillings with some changes come near to what is accepted, wild answers far from it.
                    let given = match dice.one(&fillings).filter(|_| seed % 2 == 0) {
                        Some(filling) => disturbed(service, filling, codes, care, &mut dice),
                        None => answers(service, codes, today, care, &mut dice),
                    };
                    let judged = trial.run(&given);
                    accepted += usize::from(judged.accepted);
                    by_rules += usize::from(judged.by_rules);
                }
                let told = format!(
                    "{}: {accepted} of {count} accepted, {by_rules} refused by rules alone, {:?} not in the schema",
                    service.id, trial.excepted
                );
                println!("{told}");
                // Some answers have no fault of shape, and some have one.
                assert!(accepted + by_rules > 0 && accepted < count, "{told}");
            });
        }
    });
}

/// The least and the full fillings of every case that is filed.
fn fillings(filler: &Filler<'_>) -> Vec<Answers> {
    let cases = filler.service.cases.iter();
    let filed = cases.filter(|case| case.is_filed());
    let extents = [Extent::Least, Extent::Full];
    let count = std::env::var("MOTCUA_SOAK").map_or(FILLINGS, |count| count.parse().unwrap());
    filed
        .flat_map(|case| {
            let seeds = (0..count).flat_map(|seed| extents.map(|extent| (seed, extent)));
            seeds.filter_map(|(seed, extent)| filler.fill(case, extent, seed))
        })
        .collect()
}
