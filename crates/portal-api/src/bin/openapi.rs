//! Writes the API document: `cargo run -p portal-api --features openapi --bin openapi`.

use std::{error::Error, fs};

/// Where the document is committed.
const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/openapi.json");

fn main() -> Result<(), Box<dyn Error>> {
    fs::write(FILE, portal_api::openapi::text()?)?;
    Ok(())
}
