//! A province's overlay over a compiled definition: the same function in browser and server (decision 14).
//! For authors and at the server only: what comes to a browser is merged already (docs/decisions/0011-overlays.md).
//!
//! Objects are merged member by member and `null` removes one (RFC 7396). Lists of objects are merged by `id`, `code` or
//! `number`: an entry of a known name is merged, one of a new name is added, none is lost. Other lists, and everything
//! that is one whole (conditions, expressions, kinds), are replaced. What the definition does not have cannot be set.

use crate::place::Pointer;
use serde_json::{Map, Value};

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
    /// An entry of a list of objects has none of [`NAMES`].
    Nameless,
    /// It is of another type than what it would replace.
    OtherType,
}

impl std::fmt::Display for OverlayWhy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::UnknownMember => "the definition has no such member",
            Self::Nameless => "an entry of this list needs its name",
            Self::OtherType => "it is of another type than in the definition",
        })
    }
}

/// Members by which the entries of a list go, the first that an entry has; a legal ground goes by its number.
pub const NAMES: [&str; 3] = ["id", "code", "number"];

/// Members that are one whole: replaced, never merged.
pub const WHOLE: [&str; 14] = [
    "amount",
    "blocks",
    "computed",
    "holds",
    "kind",
    "needed",
    "replaced_by",
    "request",
    "required",
    "shown",
    "signatures",
    "term",
    "that",
    "when",
];

/// Maps with free names.
pub const FREE: [&str; 6] = ["codes", "gives", "items", "keys", "means", "tables"];

/// Members that a compiled definition may leave out, and that an overlay may therefore add.
pub const OPTIONAL: [&str; 80] = [
    "about",
    "amount",
    "apart",
    "appointment",
    "autocomplete",
    "blocks",
    "by",
    "choose",
    "closed",
    "code",
    "codes",
    "computed",
    "confirmations",
    "copies",
    "exemptions",
    "fees",
    "field",
    "forms",
    "from",
    "given_in",
    "gives",
    "hint",
    "holds",
    "holidays",
    "how",
    "information",
    "items",
    "keys",
    "kind",
    "law",
    "layouts",
    "lead",
    "level",
    "list",
    "lookups",
    "masked",
    "means",
    "needed",
    "none",
    "note",
    "number",
    "of",
    "offers",
    "official",
    "one_time_code",
    "optional",
    "originals",
    "papers",
    "parts",
    "payment",
    "proves",
    "read_only",
    "record",
    "records",
    "replaced_by",
    "request",
    "required",
    "result_codes",
    "results",
    "roles",
    "rules",
    "see",
    "short",
    "shown",
    "shows",
    "signatures",
    "slot",
    "source_name",
    "sources",
    "spared",
    "tables",
    "term",
    "that",
    "to",
    "told",
    "unconfirmed",
    "until",
    "when",
    "whose",
    "why",
];

/// Lays an overlay over a definition.
///
/// # Errors
/// The first member that does not belong there. Whether the result is a definition,
/// [`Service::read`](crate::definition::Service::read) says.
pub fn apply(definition: &Value, overlay: &Value) -> Result<Value, OverlayFault> {
    let mut merged = definition.clone();
    let (Value::Object(target), Value::Object(over)) = (&mut merged, overlay) else {
        return Err(fault("", OverlayWhy::OtherType));
    };
    members(target, over, "", false)?;
    Ok(merged)
}

fn members(
    target: &mut Map<String, Value>,
    over: &Map<String, Value>,
    at: &str,
    free: bool,
) -> Result<(), OverlayFault> {
    for (name, value) in over {
        let here = [at, "/", name].concat();
        if value.is_null() {
            target.remove(name);
            continue;
        }
        match target.get_mut(name) {
            Some(old) if !WHOLE.contains(&name.as_str()) => {
                merge(old, value, &here, free || FREE.contains(&name.as_str()))?;
            }
            None if !free && !OPTIONAL.contains(&name.as_str()) => {
                return Err(fault(&here, OverlayWhy::UnknownMember));
            }
            _ => {
                target.insert(name.clone(), value.clone());
            }
        }
    }
    Ok(())
}

fn merge(old: &mut Value, value: &Value, at: &str, free: bool) -> Result<(), OverlayFault> {
    match (old, value) {
        (Value::Object(old), Value::Object(over)) => members(old, over, at, free),
        (Value::Array(old), Value::Array(over))
            if old.iter().any(|entry| name_of(entry).is_some()) =>
        {
            entries(old, over, at)
        }
        (old, value) if std::mem::discriminant(old) == std::mem::discriminant(value) => {
            *old = value.clone();
            Ok(())
        }
        _ => Err(fault(at, OverlayWhy::OtherType)),
    }
}

fn entries(old: &mut Vec<Value>, over: &[Value], at: &str) -> Result<(), OverlayFault> {
    for (index, value) in over.iter().enumerate() {
        let here = [at, "/", &index.to_string()].concat();
        let Some(name) = name_of(value) else {
            return Err(fault(&here, OverlayWhy::Nameless));
        };
        match old.iter_mut().find(|entry| name_of(entry) == Some(name)) {
            Some(entry) => merge(entry, value, &here, false)?,
            None => old.push(value.clone()),
        }
    }
    Ok(())
}

/// The name by which an entry goes.
pub(crate) fn name_of(entry: &Value) -> Option<(&str, &str)> {
    NAMES
        .into_iter()
        .find_map(|name| Some((name, entry.get(name)?.as_str()?)))
}

fn fault(pointer: &str, why: OverlayWhy) -> OverlayFault {
    OverlayFault {
        pointer: Pointer::new(pointer),
        why,
    }
}
