//! Reads JSON into serde types with little code.
//!
//! Reading a text straight into a type compiles the parser anew for every type. Here the text becomes a
//! [`Value`] first, by one parser; a type is then read from that, and each of its types brings only what it needs
//! itself. Figures: `docs/decisions/0008-size.md`. A fault says where in the text it stands.

mod fault;
mod read;

use serde::de::DeserializeOwned;
use serde_json::Value;

pub use fault::{Cause, Fault};

/// Reads a JSON text. Members that the type does not know are passed over, unless it says otherwise.
///
/// # Errors
/// The first thing that is not as the type wants it.
pub fn from_text<T: DeserializeOwned>(text: &str) -> Result<T, Fault> {
    from_value(&parse(text)?)
}

/// Reads a value.
///
/// # Errors
/// The first thing that is not as the type wants it.
pub fn from_value<T: DeserializeOwned>(value: &Value) -> Result<T, Fault> {
    T::deserialize(read::Reader(value))
}

fn parse(text: &str) -> Result<Value, Fault> {
    serde_json::from_str(text).map_err(|error| Fault::of_text(&error))
}

#[cfg(test)]
mod tests;
