//! The kinds of prior results: each is named, each attribute has a name, and the services that use it are told.
#![cfg(feature = "author")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed unwrap is a failed test"
)]

use forms::author::compile::{self, LANGUAGES};
use forms::author::{files::Files, results};
use forms::results::ResultKind;
use std::collections::BTreeSet;
use std::path::Path;

fn files() -> Files {
    Files::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")).unwrap()
}

fn kinds(files: &Files, language: &str) -> Vec<ResultKind> {
    let services: Vec<_> = { files.services.iter() }
        .map(|source| compile::to_service(source, language).unwrap())
        .collect();
    results::kinds(&files.words, &services, language)
}

#[test]
fn every_kind_and_attribute_of_a_result_has_a_name() {
    let files = files();
    let facts = { files.words.facts.iter() }.filter(|row| !row.result_codes.is_empty());
    let (mut records, mut attributes) = (BTreeSet::new(), BTreeSet::new());
    for row in facts {
        records.insert(row.record.as_str());
        attributes.insert(row.attribute.as_str());
    }
    let named = files.words.results.iter().map(|row| row.record.as_str());
    assert_eq!(named.collect::<BTreeSet<_>>(), records);
    let listed: BTreeSet<&str> = { files.words.lists["record-attributes"].iter() }
        .map(String::as_str)
        .collect();
    let missing: Vec<_> = attributes.difference(&listed).collect();
    assert!(missing.is_empty(), "without a name: {missing:?}");
    let idle: Vec<_> = listed.difference(&attributes).collect();
    assert!(idle.is_empty(), "of no result: {idle:?}");
    for row in &files.words.results {
        let texts = [&row.name_vi, &row.name_en, &row.holds_vi, &row.holds_en];
        assert!(texts.iter().all(|text| !text.is_empty()), "{}", row.record);
        assert_eq!(
            row.ages_vi.is_empty(),
            row.ages_en.is_empty(),
            "{}",
            row.record
        );
    }
}

#[test]
fn what_the_sheet_says_of_validity_is_not_confirmed_where_it_says_so() {
    let files = files();
    for kind in kinds(&files, "vi") {
        // A term in months comes from what is read of the law, and none is confirmed yet.
        assert!(kind.months.is_none() || kind.unconfirmed, "{}", kind.record);
    }
}

#[test]
fn each_kind_tells_the_services_that_use_it() {
    let files = files();
    for language in LANGUAGES {
        let kinds = kinds(&files, language);
        let marriage = ResultKind::of(&kinds, "KQ.G15.000039").unwrap();
        assert_eq!(marriage.record, "marriage_certificate");
        let family = { marriage.services.iter() }
            .find(|used| used.slug == "dang-ky-thuong-tru")
            .unwrap();
        assert!(!family.papers.is_empty() && !family.procedures.is_empty());
        let licence = ResultKind::of(&kinds, "KQ.G01.000185").unwrap();
        assert!(licence.services.iter().any(|used| used.fills));
        let unused: Vec<_> = { kinds.iter() }
            .filter(|kind| kind.services.is_empty())
            .map(|kind| kind.record.as_str())
            .collect();
        assert!(unused.len() < 6, "{unused:?}");
        assert_eq!(ResultKind::of(&kinds, "KQ.X"), None);
    }
}
