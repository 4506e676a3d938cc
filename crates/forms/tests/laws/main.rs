//! Laws of merging and comparing, over the real definitions, the test persons and all names of communes.
#![cfg(feature = "author")]
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a helper of a test may fail"
)]

mod addresses;
mod arrival;
mod draft;
mod spelling;
mod typed;

/// The evaluation date of all tests.
fn today() -> vietnam::CivilDate {
    vietnam::CivilDate::parse_iso("2026-11-25").unwrap()
}

/// The project's folder.
fn root() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
