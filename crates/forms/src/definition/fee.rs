//! Fees and who does not pay them.

use crate::condition::{Condition, Expr};
use crate::kind::is_false;
use serde::{Deserialize, Serialize};

/// A fee.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fee {
    /// Unique in the service; `feeCode` of the contract.
    pub id: String,
    /// Name.
    pub name: String,
    /// Amount in đồng; none: set by the province's overlay, until then "the office will say".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Expr>,
    /// When it applies.
    #[serde(default)]
    pub when: Condition,
    /// In force from (`YYYY-MM-DD`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// In force until and on (`YYYY-MM-DD`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// Who does not pay.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exemptions: Vec<Exemption>,
    /// Paid by itself to whoever collects it, and no part of what the office asks for with the dossier.
    #[serde(default, skip_serializing_if = "is_false")]
    pub apart: bool,
    /// Law it rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub law: Option<String>,
    /// Not confirmed by a source.
    #[serde(default, skip_serializing_if = "is_false")]
    pub unconfirmed: bool,
}

/// A ground for not paying.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Exemption {
    /// Who.
    pub name: String,
    /// When it applies.
    pub when: Condition,
    /// In force from (`YYYY-MM-DD`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// In force until and on (`YYYY-MM-DD`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// Not confirmed by a source.
    #[serde(default, skip_serializing_if = "is_false")]
    pub unconfirmed: bool,
}
