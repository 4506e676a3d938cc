//! The kinds of prior results with the services that use them, as they travel.

use super::vocabulary::{ResultRow, Vocabulary};
use crate::definition::{Paper, Service};
use crate::results::{ResultKind, ResultUse};
use std::collections::BTreeSet;

/// The kinds in one language, in the order of `services/results.csv`; services as they are defined.
pub fn kinds(words: &Vocabulary, services: &[Service], language: &str) -> Vec<ResultKind> {
    let kind = |row: &ResultRow| {
        let text = |vi: &String, en: &String| if language == "en" { en } else { vi }.clone();
        let codes: Vec<String> = words.codes_of(&row.record).map(str::to_owned).collect();
        let uses = services
            .iter()
            .filter_map(|service| uses(service, &row.record, &codes));
        ResultKind {
            record: row.record.clone(),
            name: text(&row.name_vi, &row.name_en),
            holds: text(&row.holds_vi, &row.holds_en),
            months: row.months,
            unconfirmed: row.unconfirmed == "yes",
            ages: Some(text(&row.ages_vi, &row.ages_en)).filter(|ages| !ages.is_empty()),
            services: uses.collect(),
            codes,
        }
    };
    words.results.iter().map(kind).collect()
}

/// How a service uses such results; none where it does not.
fn uses(service: &Service, record: &str, codes: &[String]) -> Option<ResultUse> {
    let does = |paper: &&Paper| {
        paper.replaced_by.iter().any(|by| by.record == record)
            || paper.result_codes.iter().any(|code| codes.contains(code))
    };
    let papers: Vec<String> = { service.papers.iter().filter(does) }
        .map(|paper| paper.name.clone())
        .collect();
    let of_record = |cited: &String| cited.split('.').next() == Some(record);
    let fills = { service.sources.iter() }.any(|source| source.want.iter().any(of_record));
    if papers.is_empty() && !fills {
        return None;
    }
    let procedures: BTreeSet<String> = { service.cases.iter() }
        .filter(|case| case.is_filed())
        .map(|case| case.procedure.clone())
        .collect();
    Some(ResultUse {
        slug: service.slug.clone(),
        name: service.name.clone(),
        procedures: procedures.into_iter().collect(),
        papers,
        fills,
    })
}
