//! Pages of questions.

use super::SourceRef;
use crate::condition::{Condition, Expr};
use crate::kind::{Kind, is_false};
use crate::place::FieldId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A page of questions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// Last part of its address.
    pub id: String,
    /// The page's heading.
    pub title: String,
    /// Said under the heading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<String>,
    /// What kind of step.
    #[serde(default)]
    pub kind: StepKind,
    /// Card on "what we already know": one of [`ABOUT`]; without it `title`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// One to a few questions that belong together. Columns of a list stand after their list.
    pub fields: Vec<Field>,
}

/// About whom or what a card may be. The app has a heading for each.
pub const ABOUT: [&str; 29] = [
    "beneficiary",
    "bride",
    "child",
    "contact",
    "contract",
    "death",
    "deceased",
    "father",
    "groom",
    "guests",
    "head",
    "holder",
    "household",
    "insurance",
    "insured",
    "loss",
    "mother",
    "old-number",
    "organisation",
    "owner",
    "parents",
    "passport",
    "person",
    "request",
    "spouse",
    "survivors",
    "vehicle",
    "work",
    "you",
];

/// Kinds of steps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepKind {
    /// Case questions: asked first, before sources are read.
    Case,
    /// Ordinary questions.
    #[default]
    Questions,
    /// Shown on the check page: declarations and the like.
    Declaration,
}

/// One question or shown value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// Id of the service sheet.
    pub id: FieldId,
    /// What it is about, `role.thing` (decision 6).
    pub concept: String,
    /// What sort of answer, with its constraints.
    pub kind: Kind,
    /// The question or name of the value.
    pub label: String,
    /// Help between label and control.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// "Why do you ask this?": what it is used for and the law.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// Official form → number there (decision 17). `E`: only on the electronic form.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub items: BTreeMap<String, String>,
    /// When it is shown.
    #[serde(default, skip_serializing_if = "is_always")]
    pub shown: Condition,
    /// When it must be answered (and is shown).
    #[serde(default = "never", skip_serializing_if = "is_never")]
    pub required: Condition,
    /// Where it may come from, best first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<SourceRef>,
    /// Worked out by the engine where nothing was typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub computed: Option<Expr>,
    /// The citizen cannot change it here; `computed` or a source gives it. Asked when no source does.
    #[serde(default, skip_serializing_if = "is_false")]
    pub read_only: bool,
    /// Shown with all but the last three characters hidden until tapped.
    #[serde(default, skip_serializing_if = "is_false")]
    pub masked: bool,
    /// Its item, list or rule is not confirmed by a source.
    #[serde(default, skip_serializing_if = "is_false")]
    pub unconfirmed: bool,
    /// Value of the control's `autocomplete`, e.g. `tel`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub autocomplete: Option<String>,
    /// Target system → (our value → its code); `""` maps names of members.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub codes: BTreeMap<String, BTreeMap<String, String>>,
}

/// One option of a short list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// Our own word (decision 4).
    pub value: String,
    /// What people read.
    pub label: String,
    /// Help under the option.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// Offered only then.
    #[serde(default, skip_serializing_if = "is_always")]
    pub when: Condition,
}

impl Field {
    /// Whom or what it is about: the first part of its concept.
    pub fn role(&self) -> &str {
        self.concept
            .split_once('.')
            .map_or(self.concept.as_str(), |(role, _)| role)
    }

    /// Whether the engine alone says its value: read-only, computed, and no source gives it.
    pub fn is_worked_out(&self) -> bool {
        self.read_only && self.computed.is_some() && self.sources.is_empty()
    }
}

/// What a concept is of, whoever has it: `full_name` of `person.full_name`.
pub fn thing(concept: &str) -> &str {
    concept.split_once('.').map_or(concept, |(_, thing)| thing)
}

pub(super) fn is_always(condition: &Condition) -> bool {
    *condition == Condition::Always
}

pub(super) fn is_never(condition: &Condition) -> bool {
    *condition == Condition::Never
}

pub(super) fn never() -> Condition {
    Condition::Never
}
