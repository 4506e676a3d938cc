//! Papers of the dossier: not needed, covered by a prior result, to be supplied, or to be shown later.

use crate::answers::Reader;
use crate::definition::{Paper, Service};
use crate::fact::{Fact, Provenance};
use std::collections::BTreeMap;

/// Papers given, by document code.
pub type Supplied = BTreeMap<String, Supply>;

/// How a paper was given, or why it is not (`Attachment.kind` of the contract).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Supply {
    /// A file was uploaded, or taken from the citizen's own files.
    Upload,
    /// A prior result is reused.
    Result,
    /// A record replaces it.
    Record,
    /// The citizen brings it later.
    Later,
    /// Not needed, for a reason that the office reads.
    NotNeeded,
}

/// A prior result that the citizen holds (contract 4.4, the members that matter here).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Its id.
    pub result_id: String,
    /// `KQ.…`
    pub result_code: String,
    /// Document codes that it satisfies, as the server says.
    pub satisfies: Vec<String>,
    /// The server says that it can be used.
    pub usable: bool,
    /// Last day of validity (`YYYY-MM-DD`).
    pub valid_until: Option<String>,
}

/// A paper of this dossier and how it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct PaperView<'a> {
    /// The paper.
    pub paper: &'a Paper,
    /// How it stands.
    pub state: PaperState<'a>,
}

/// How a paper stands.
#[derive(Clone, Debug, PartialEq)]
pub enum PaperState<'a> {
    /// A verified, still valid record replaces it.
    NotNeeded(&'a Provenance),
    /// These prior results cover it: one is offered.
    Covered(Vec<&'a Held>),
    /// It must be supplied.
    ToSupply,
    /// It may be supplied.
    Optional,
    /// It was given, or its absence explained.
    Supplied(Supply),
    /// The citizen brings it later.
    Later,
    /// It is shown or handed over at the counter.
    InPerson,
    /// It is made from the answers.
    FromAnswers,
    /// It is never asked: told so.
    NeverAsked,
}

/// The papers that belong to the dossier now, in the definition's order.
pub fn papers<'a>(
    service: &'a Service,
    reader: &dyn Reader,
    facts: &'a [Fact],
    results: &'a [Held],
    supplied: &Supplied,
) -> Vec<PaperView<'a>> {
    let _ = (service, reader, facts, results, supplied);
    Vec::new()
}
