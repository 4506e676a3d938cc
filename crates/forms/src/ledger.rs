//! The ledger: where every answer and paper comes from, as a view of origins, provenance and disputes (decision 22).

use crate::answers::Reader;
use crate::definition::{Paper, PaperHow, Service};
use crate::eval::Scope;
use crate::fact::Provenance;
use crate::origin::{Dispute, How, Other};
use crate::papers::{Supply, given_files};
use crate::place::{FieldId, Place};
use crate::route::Known;
use serde_json::Value;
use std::collections::BTreeMap;

/// One answer that counts, and how it came to be.
#[derive(Clone, Debug, PartialEq)]
pub struct LedgerLine<'a> {
    /// Where.
    pub place: Place,
    /// What.
    pub value: Value,
    /// How it came to be.
    pub how: Came<'a>,
    /// What other sources said and the citizen did not choose, each with its provenance where it is known.
    pub others: Vec<(&'a Other, Option<&'a Provenance>)>,
    /// What the citizen says is wrong at a source.
    pub dispute: Option<Disputed<'a>>,
}

/// What the citizen says is wrong, and of which source where that is known.
pub type Disputed<'a> = (&'a Dispute, Option<&'a Provenance>);

impl<'a> LedgerLine<'a> {
    /// The source behind the answer, changed since or not.
    pub fn source(&self) -> Option<&'a Provenance> {
        match self.how {
            Came::Filled(source) | Came::Changed { from: source, .. } => source,
            Came::Computed | Came::Typed => None,
        }
    }
}

/// One paper of the dossier, and how it came.
#[derive(Clone, Debug, PartialEq)]
pub struct PaperLine<'a> {
    /// The paper; none: the definition of now does not know it.
    pub paper: Option<&'a Paper>,
    /// Its document code.
    pub document: String,
    /// How it came, or why nothing did.
    pub how: Brought,
    /// What is read of it: a file's name, a result's title.
    pub label: Option<String>,
    /// The record or prior result that stands for it.
    pub source: Option<&'a Provenance>,
    /// What the citizen says is wrong at a record that would have replaced it.
    pub dispute: Option<Disputed<'a>>,
}

/// How a paper came, or why nothing did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Brought {
    /// As it is attached.
    Attached(Supply),
    /// Made from the answers.
    FromAnswers,
    /// Never asked.
    NeverAsked,
    /// Shown or handed over at the counter.
    InPerson,
}

impl Brought {
    /// Whether something stands for it that would have been handed in. What is made from the answers is the
    /// application itself.
    pub fn is_spared(self) -> bool {
        matches!(
            self,
            Self::Attached(Supply::Record | Supply::Result | Supply::NotNeeded) | Self::NeverAsked
        )
    }
}

/// How an answer came to be.
#[derive(Clone, Debug, PartialEq)]
pub enum Came<'a> {
    /// Worked out by the engine.
    Computed,
    /// Typed by the citizen.
    Typed,
    /// Filled from a source; none: the draft no longer knows which.
    Filled(Option<&'a Provenance>),
    /// Filled, then changed by the citizen.
    Changed {
        /// Whose value was changed.
        from: Option<&'a Provenance>,
        /// What it was.
        original: Option<&'a Value>,
    },
}

/// One thing that is attached: a paper can have several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attached {
    /// Document code of its paper.
    pub document: String,
    /// How it comes.
    pub supply: Supply,
    /// What is read of it: a file's name, a result's title.
    pub label: Option<String>,
    /// Key of the provenance of the record or prior result that stands for the paper.
    pub prov: Option<String>,
}

/// Every answer that is shown, in the order of the form.
pub fn ledger<'a>(
    service: &Service,
    reader: &dyn Reader,
    known: Known<'a>,
    disputes: &'a BTreeMap<Place, Dispute>,
) -> Vec<LedgerLine<'a>> {
    let scope = Scope::new(service, reader);
    let known = &Beside { known, disputes };
    let mut lines = Vec::new();
    for field in service.fields().filter(|field| !field.id.is_column()) {
        if !field.id.is_list() {
            lines.extend(line(scope, reader, known, &field.id));
        } else if scope.is_shown(field) {
            for row in reader.rows(&field.id) {
                let scope = scope.in_row(&field.id, &row);
                lines.extend(
                    service
                        .columns(&field.id)
                        .filter_map(|column| line(scope, reader, known, &column.id)),
                );
            }
        }
    }
    lines
}

/// Every paper that belongs to the dossier, in the definition's order, with all that is attached for it; then what is
/// attached besides.
pub fn papers<'a>(
    service: &'a Service,
    reader: &dyn Reader,
    attached: &'a [Attached],
    provenance: &'a BTreeMap<String, Provenance>,
    disputes: &'a BTreeMap<Place, Dispute>,
) -> Vec<PaperLine<'a>> {
    let scope = Scope::new(service, reader);
    let line = |paper: Option<&'a Paper>, one: &'a Attached| PaperLine {
        paper,
        document: one.document.clone(),
        how: Brought::Attached(one.supply),
        label: one.label.clone(),
        source: one.prov.as_ref().and_then(|prov| provenance.get(prov)),
        dispute: None,
    };
    let wrong = |document: &str| -> Option<Disputed<'a>> {
        let dispute = disputes.get(&Place::of(document))?;
        Some((dispute, provenance.get(&dispute.prov)))
    };
    let mut lines: Vec<PaperLine<'a>> = Vec::new();
    for paper in &service.papers {
        let given = attached.iter().filter(|one| one.document == paper.code);
        let before = lines.len();
        lines.extend(given.map(|one| line(Some(paper), one)));
        if let Some(first) = lines.get_mut(before) {
            first.dispute = wrong(&paper.code);
        }
        if lines.len() > before || !scope.holds(&paper.when) {
            continue;
        }
        // Its files are among the answers: sent, not made from them.
        let files = given_files(scope, paper).into_iter().map(|file| PaperLine {
            paper: Some(paper),
            document: paper.code.clone(),
            how: Brought::Attached(if file.is_result {
                Supply::Result
            } else {
                Supply::Upload
            }),
            label: Some(file.name),
            source: None,
            dispute: None,
        });
        lines.extend(files);
        let how = match paper.how {
            PaperHow::FromAnswers if !paper.given_in.is_empty() => continue,
            PaperHow::FromAnswers => Brought::FromAnswers,
            PaperHow::NeverAsked => Brought::NeverAsked,
            PaperHow::InPerson => Brought::InPerson,
            PaperHow::Upload | PaperHow::SignedForm => continue,
        };
        lines.push(PaperLine {
            paper: Some(paper),
            document: paper.code.clone(),
            how,
            label: None,
            source: None,
            dispute: wrong(&paper.code),
        });
    }
    let is_known = |one: &&Attached| {
        service
            .papers
            .iter()
            .any(|paper| paper.code == one.document)
    };
    let besides = attached.iter().filter(|one| !is_known(one));
    lines.extend(besides.map(|one| line(None, one)));
    lines
}

/// What is known beside the answers.
struct Beside<'a> {
    known: Known<'a>,
    disputes: &'a BTreeMap<Place, Dispute>,
}

fn line<'a>(
    scope: Scope<'_>,
    reader: &dyn Reader,
    beside: &Beside<'a>,
    field: &FieldId,
) -> Option<LedgerLine<'a>> {
    let value = scope.answer(field)?;
    let place = scope.place(field);
    let known = beside.known;
    let origin = known.origins.get(&place);
    let by = |key: &str| known.provenance.get(key);
    let source = origin.and_then(|origin| by(origin.prov.as_ref()?));
    let how = match origin.map(|origin| (origin.how, origin)) {
        Some((How::Auto, _)) => Came::Filled(source),
        Some((How::Override, origin)) => Came::Changed {
            from: source,
            original: origin.original.as_ref(),
        },
        Some((How::Manual, _)) => Came::Typed,
        // What is sent holds what was worked out, and a source or person would have left an origin (contract 4.6).
        None if reader.answer(&place).is_none() || is_computed(scope, field, &value) => {
            Came::Computed
        }
        None => Came::Typed,
    };
    let others = origin
        .map(|origin| origin.others.as_slice())
        .unwrap_or_default();
    // What else the same record names was a choice: nobody says otherwise.
    let own = origin.and_then(|origin| origin.prov.as_ref());
    let others = others
        .iter()
        .filter(|other| own != Some(&other.prov))
        .map(|other| (other, by(&other.prov)))
        .collect();
    let dispute = beside.disputes.get(&place);
    Some(LedgerLine {
        dispute: dispute.map(|dispute| (dispute, by(&dispute.prov))),
        place,
        value,
        how,
        others,
    })
}

fn is_computed(scope: Scope<'_>, field: &FieldId, value: &Value) -> bool {
    let field = scope.service().field(field);
    field.and_then(|field| scope.computed(field)).as_ref() == Some(value)
}
