//! Which sources to ask now, and with which keys (operation 16 of the contract).

use crate::answers::Reader;
use crate::definition::{Service, SourceUse};
use crate::eval::Scope;
use crate::place::FieldId;
use serde_json::Value;
use std::collections::BTreeMap;

/// A source to ask.
#[derive(Clone, Debug, PartialEq)]
pub struct Ask<'a> {
    /// The source, about whom, and what is wanted.
    pub source: &'a SourceUse,
    /// Keys by which it finds the record.
    pub keys: BTreeMap<&'a str, Value>,
    /// Fields that a key still waits for: the source can be asked when they are answered.
    pub waits_for: Vec<&'a FieldId>,
}

/// The sources whose condition holds, in the definition's order.
pub fn asks<'a>(service: &'a Service, reader: &dyn Reader) -> Vec<Ask<'a>> {
    let scope = Scope::new(service, reader);
    let used = service
        .sources
        .iter()
        .filter(|source| scope.holds(&source.when));
    used.map(|source| ask(scope, source)).collect()
}

fn ask<'a>(scope: Scope<'_>, source: &'a SourceUse) -> Ask<'a> {
    let (mut keys, mut waits_for) = (BTreeMap::new(), Vec::new());
    for (key, field) in &source.keys {
        match scope.answer(field) {
            Some(value) => {
                keys.insert(key.as_str(), value);
            }
            None => waits_for.push(field),
        }
    }
    Ask {
        source,
        keys,
        waits_for,
    }
}
