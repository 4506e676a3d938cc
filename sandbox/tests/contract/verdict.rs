//! What the engine refuses the server refuses, with the same pointers, codes and figures (decision 13), over answers
//! that are made wrong in seeded ways.

use std::collections::BTreeMap;

use forms::check::{Dossier, check};
use forms::definition::Service;
use forms::fault::{FaultCode, Within};
use forms::papers::{Supplied, Supply};
use portal_api::{Fault, FaultPlace, ProblemKind};
use sandbox::conventions::Language;
use sandbox::drafts::ServerLists;
use serde_json::{Value, json};
use vietnam::CivilDate;

use crate::browser::{Portal, TODAY};
use crate::sample::{self, BIRTH, answers, content, save, saved, submission, submit};

const ROUNDS: usize = 300;
const SEED: u64 = 20_261_125;

/// Splitmix64: the same numbers at every run.
struct Numbers(u64);

impl Numbers {
    fn under(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut n = self.0;
        n = (n ^ (n >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((n ^ (n >> 31)) % end as u64).unwrap()
    }
}

/// Values that some kind refuses: of another type, malformed, out of bounds, not in a list.
fn odd() -> Vec<Value> {
    let address = |commune: &str, country: &str| json!({ "country": country, "province": "01", "commune": commune, "text": "Ở đâu đó", "vintage": "current" });
    vec![
        json!(""),
        json!("x"),
        json!(" \u{a0} "),
        json!("Nguyễn 5"),
        json!("x".repeat(600)),
        json!(0),
        json!(-1),
        json!(100),
        json!(1.5),
        json!(true),
        json!(false),
        json!([]),
        json!({}),
        json!(["a", 3]),
        json!("2026-02-30"),
        json!("2030-01-01"),
        json!("1800"),
        json!("2026"),
        json!("001092999002"),
        json!("12 34"),
        json!("0900000001"),
        json!("a@b"),
        json!("first"),
        json!("again"),
        json!("existing_papers"),
        json!("mother"),
        json!("father"),
        json!("other"),
        json!({ "value": "other", "text": "bà nội" }),
        json!("foundling"),
        json!("none"),
        json!("post"),
        address("00004", "VN"),
        address("99999", "VN"),
        address("00004", "JP"),
        address("00004", "ZZ"),
        json!({ "code": "99", "name": "Không có", "list": "ethnic-groups", "version": "1" }),
        json!({ "code": "commune-committee.99999", "name": "Không có", "list": "authorities", "version": "1" }),
        json!({ "type": "passport", "number": "", "issued_on": "2030-01-01" }),
    ]
}

/// The sample with some answers left out or made odd.
fn made_wrong(service: &Service, numbers: &mut Numbers) -> Value {
    let fields: Vec<&str> = service
        .fields()
        .filter(|field| !field.id.is_column())
        .map(|field| field.id.leaf())
        .collect();
    let (mut data, odd) = (answers(), odd());
    for _ in 0..=numbers.under(6) {
        let field = fields[numbers.under(fields.len())];
        if numbers.under(4) == 0 {
            data.as_object_mut().unwrap().remove(field);
        } else {
            data[field] = odd[numbers.under(odd.len())].clone();
        }
    }
    data
}

/// Some papers given in some way, as a draft and as the engine have them.
pub fn some_papers(service: &Service, mut under: impl FnMut(usize) -> usize) -> (Value, Supplied) {
    let ways = [
        ("paper-later", Supply::Later),
        ("not-needed", Supply::NotNeeded),
    ];
    let mut supplied = Supplied::new();
    for paper in &service.papers {
        if under(3) > 0 {
            supplied.insert(paper.code.clone(), ways[under(2)].1);
        }
    }
    let word = |supply: &Supply| ways.iter().find(|(_, way)| way == supply).unwrap().0;
    let attachments = supplied
        .iter()
        .map(|(code, supply)| json!({ "documentCode": code, "kind": word(supply) }));
    (attachments.collect(), supplied)
}

/// Comparable on both sides: pointer, code, figures, and what the pointer is relative to.
pub type Found = (String, String, Value, bool);

pub fn of_engine(faults: &[forms::fault::Fault]) -> Vec<Found> {
    let code = |code: FaultCode| {
        serde_json::to_value(code)
            .unwrap()
            .as_str()
            .unwrap()
            .to_owned()
    };
    faults
        .iter()
        .map(|fault| {
            (
                fault.pointer.to_string(),
                code(fault.code),
                json!(fault.params),
                fault.within == Within::Body,
            )
        })
        .collect()
}

pub fn of_server(faults: &[Fault]) -> Vec<Found> {
    let figures = |fault: &Fault| json!(fault.params.clone().unwrap_or_default());
    let body = |fault: &Fault| fault.r#in == Some(FaultPlace::Body);
    faults
        .iter()
        .map(|fault| {
            (
                fault.pointer.to_string(),
                fault.code.as_str().to_owned(),
                figures(fault),
                body(fault),
            )
        })
        .collect()
}

#[tokio::test]
async fn engine_and_server_refuse_alike() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("plain").await;
    let state = &portal.running.state;
    // The definition as it travels to the browser.
    let compiled = serde_json::to_string(
        state
            .definitions
            .of_procedure(BIRTH)
            .unwrap()
            .in_language(Language::Vi),
    )
    .unwrap();
    let service = Service::read(&compiled).unwrap();
    let today = CivilDate::parse_iso(TODAY).unwrap();
    let mut numbers = Numbers(SEED);
    let (id, mut etag) = saved(&portal, &browser, &content(&portal, &json!({}), &json!([]))).await;
    let (mut codes, mut refused) = (BTreeMap::<String, usize>::new(), 0);
    for round in 0..ROUNDS {
        let data = made_wrong(&service, &mut numbers);
        let (attachments, supplied) = some_papers(&service, |end| numbers.under(end));
        let answers = forms::send::from_data(&service, &data, today, &BTreeMap::new());
        let dossier = Dossier {
            supplied,
            ..Dossier::default()
        };
        let verdict = check(&service, &answers, &ServerLists(state), &dossier);
        let (errors, warnings) = (of_engine(&verdict.errors), of_engine(&verdict.warnings));

        let put = save(&browser, &id, &etag, &content(&portal, &data, &attachments)).await;
        put.json();
        etag = put.header("etag").to_owned();
        let found = sample::check(&browser, &id).await;
        assert_eq!(of_server(&found.errors), errors, "round {round}: {data}");
        assert_eq!(
            of_server(&found.warnings),
            warnings,
            "round {round}: {data}"
        );
        assert_eq!(found.valid, errors.is_empty());
        if !errors.is_empty() {
            let body = submission(&id, &etag, &serde_json::to_value(&found.figures).unwrap());
            let answer = submit(&browser, &sandbox::random::id(), &body).await;
            assert_eq!(
                of_server(&answer.problem(ProblemKind::ValidationFailed).errors),
                errors,
                "round {round}"
            );
            refused += 1;
        }
        for (_, code, ..) in errors {
            *codes.entry(code).or_default() += 1;
        }
    }
    assert!(
        refused > ROUNDS / 2 && codes.len() >= 8,
        "too tame: {refused} refused, {codes:?}"
    );
}
