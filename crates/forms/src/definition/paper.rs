//! Documents of a dossier.

use super::step::is_always;
use crate::condition::Condition;
use crate::kind::is_false;
use crate::place::FieldId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A document of the dossier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Paper {
    /// `NN.slug`: the document code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Help: what must be seen on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// When it belongs to the dossier.
    #[serde(default)]
    pub when: Condition,
    /// Offered, never demanded.
    #[serde(default, skip_serializing_if = "is_false")]
    pub optional: bool,
    /// How it comes.
    #[serde(default)]
    pub how: PaperHow,
    /// Questions whose files are this paper: it is given there, and not asked a second time (`from-answers`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub given_in: Vec<FieldId>,
    /// Records, any of which makes it unnecessary.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replaced_by: Vec<Replacement>,
    /// When such records can make it unnecessary.
    #[serde(default, skip_serializing_if = "is_always")]
    pub replaced_when: Condition,
    /// Result codes that cover it (`replaceableBy` of the contract).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub result_codes: Vec<String>,
    /// Subject kinds (contract 3.1): a file of it proves that records about such a person may be read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proves: Vec<String>,
    /// Concepts of names (`child.full_name`): a prior result about somebody else than these does not cover it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub whose: Vec<String>,
    /// What the citizen reads when it is not needed: by what rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spared: Option<String>,
    /// Originals handed in, and copies.
    #[serde(default)]
    pub originals: u8,
    /// Copies handed in.
    #[serde(default)]
    pub copies: u8,
    /// Not confirmed by a source.
    #[serde(default, skip_serializing_if = "is_false")]
    pub unconfirmed: bool,
}

impl Paper {
    /// Whether the person must hand it in, or show it: not the form that is made from the answers, nor what nobody may
    /// ask for any more, nor what is only offered.
    pub fn is_demanded(&self) -> bool {
        let is_handed_in = match self.how {
            PaperHow::Upload | PaperHow::SignedForm | PaperHow::InPerson => true,
            PaperHow::FromAnswers => !self.given_in.is_empty(),
            PaperHow::NeverAsked => false,
        };
        is_handed_in && !self.optional
    }
}

/// A record that makes a paper unnecessary.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Replacement {
    /// Record kind of `facts.csv`.
    pub record: String,
    /// Only then.
    #[serde(default, skip_serializing_if = "is_always")]
    pub when: Condition,
    /// Only a record that says this, by attribute: a consent that was given, not one that was refused.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub says: BTreeMap<String, String>,
}

/// How a paper comes to the office.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PaperHow {
    /// A picture or file is sent, or a prior result is reused.
    #[default]
    Upload,
    /// Made from the answers; or, with [`Paper::given_in`], given with them.
    FromAnswers,
    /// The form is printed from here, signed (and stamped), and its scan is sent.
    SignedForm,
    /// Shown or handed over at the counter, never uploaded.
    InPerson,
    /// Never asked: told so.
    NeverAsked,
}

impl PaperHow {
    /// Whether a file of it goes to the office with the dossier.
    pub fn is_sent(self) -> bool {
        matches!(self, Self::Upload | Self::SignedForm)
    }
}
