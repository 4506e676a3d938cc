//! The defined services, each with what its fillings are made of.

use forms::answers::Answers;
use forms::author::compile;
use forms::author::files::Files;
use forms::author::filling::{Extent, Filler, Stock};
use forms::check::{Verdict, check};
use forms::definition::{Case, Service};
use std::path::{Path, PathBuf};
use vietnam::CivilDate;

/// The day that ages and terms are counted on.
pub(crate) fn today() -> CivilDate {
    CivilDate::parse_iso("2026-11-25").unwrap()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// How often the seeded sample is repeated: `MOTCUA_SOAK` times.
pub(crate) fn rounds() -> u64 {
    std::env::var("MOTCUA_SOAK").map_or(1, |rounds| rounds.parse().unwrap())
}

/// Runs a test over every service, two at a time, and tells everything that fails. `MOTCUA_SERVICE` names one.
pub(crate) fn every_service(test: impl Fn(&Filler<'_>) -> Vec<String> + Sync) {
    let files = Files::read(&root()).unwrap();
    let stock = Stock::read(&root(), &files).unwrap();
    let only = std::env::var("MOTCUA_SERVICE").ok();
    let services: Vec<Service> = files
        .services
        .iter()
        .map(|source| compile::to_service(source, "vi").unwrap())
        .filter(|service| only.as_ref().is_none_or(|only| *only == service.id))
        .collect();
    assert!(!services.is_empty());
    let next = std::sync::atomic::AtomicUsize::new(0);
    let faults = std::sync::Mutex::new(Vec::new());
    std::thread::scope(|threads| {
        for _ in 0..2 {
            threads.spawn(|| {
                while let Some(service) =
                    services.get(next.fetch_add(1, std::sync::atomic::Ordering::Relaxed))
                {
                    let filler = Filler {
                        service,
                        stock: &stock,
                        today: today(),
                    };
                    let begun = std::time::Instant::now();
                    let found = test(&filler);
                    println!("{}: {:.1} s", service.id, begun.elapsed().as_secs_f32());
                    let told = found
                        .into_iter()
                        .map(|what| format!("{}: {what}", service.id));
                    faults.lock().unwrap().extend(told);
                }
            });
        }
    });
    let mut faults = faults.into_inner().unwrap();
    faults.sort();
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

/// The least and the full filling of every case, for so many seeds.
pub(crate) fn fillings<'a>(
    filler: &Filler<'a>,
    seeds: std::ops::Range<u64>,
) -> Vec<(&'a Case, Answers)> {
    let service: &'a Service = filler.service;
    let mut all = Vec::new();
    for case in &service.cases {
        for seed in seeds.clone() {
            for extent in [Extent::Least, Extent::Full] {
                all.extend(
                    filler
                        .fill(case, extent, seed)
                        .map(|answers| (case, answers)),
                );
            }
        }
    }
    all
}

/// What the engine says of answers, every paper being given; not that their case is filed elsewhere.
pub(crate) fn verdict(filler: &Filler<'_>, answers: &Answers) -> Verdict {
    let mut verdict = check(filler.service, answers, filler.stock, &filler.every_paper());
    verdict
        .errors
        .retain(|fault| !fault.params.contains_key("case"));
    verdict
}
