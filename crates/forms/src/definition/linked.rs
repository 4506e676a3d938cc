//! Services that stand for several procedures, and services that serve better.

use super::ResultKind;
use super::step::is_always;
use crate::condition::Condition;
use crate::place::FieldId;
use serde::{Deserialize, Serialize};

/// One procedure of a linked service, decided by an agency of its own (contract 4.8, Part).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// Unique in the service.
    pub id: String,
    /// National procedure code.
    pub procedure: String,
    /// Name of the procedure.
    pub name: String,
    /// Part of the dossier only then.
    #[serde(default, skip_serializing_if = "is_always")]
    pub when: Condition,
    /// Kind of office that decides: a code of `data/lists/offices.toml`.
    pub office: String,
    /// The field that says where it is, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<FieldId>,
    /// What it issues.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub results: Vec<ResultKind>,
}

/// Another service that serves the person better; the answers go with them, by concept (decision 6).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Offer {
    /// Id of the other service: "15".
    pub service: String,
    /// Offered then.
    pub when: Condition,
    /// Why.
    pub text: String,
}
