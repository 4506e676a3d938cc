//! Members of a type that stand among those of another.

use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, Error};
use serde_json::Value;

/// Reads a flattened type. serde would compile it once more for its own buffer of members (figures:
/// docs/decisions/0008-size.md).
pub(crate) fn read<'de, T: DeserializeOwned, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    plain_json::from_value(&Value::deserialize(from)?).map_err(D::Error::custom)
}
