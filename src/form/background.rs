//! What is known beside the answers: origins, provenance, facts, open conflicts, prior results.

use super::profile::Keep;
use crate::portal::Proof;
use crate::portal::files::OwnFile;
use crate::portal::records::PriorResult;
use forms::answers::Reader;
use forms::definition::Service;
use forms::fact::{Fact, Provenance};
use forms::merge::{Conflict, Unread};
use forms::origin::{Dispute, Origin, Other};
use forms::papers::{Held, PaperView, Supplied, papers};
use forms::place::{FieldId, Place};
use forms::results::ResultKind;
use forms::route::Known;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use vietnam::name::same_name;

/// What is known beside the answers.
#[derive(Clone, Debug, Default)]
pub struct Background {
    /// How each answer came to be.
    pub origins: BTreeMap<Place, Origin>,
    /// Provenance by its key, as the engine reads it.
    pub provenance: BTreeMap<String, Provenance>,
    /// The same, whole, for the draft.
    pub proofs: BTreeMap<String, Proof>,
    /// What the sources said.
    pub facts: Vec<Fact>,
    /// Where they differ.
    pub conflicts: Vec<Conflict>,
    /// What codes said otherwise when the draft was opened.
    pub said_before: BTreeMap<Place, Vec<Other>>,
    /// The name on the health card that was read last, to be compared only; it is kept nowhere.
    pub holder: Option<String>,
    /// What could not be read.
    pub unread: Vec<Unread>,
    /// What the person says is wrong at its source.
    pub disputes: BTreeMap<Place, Dispute>,
    /// Answers that the contact profile is to be updated with, and what became of it.
    pub profile: BTreeMap<Place, Keep>,
    /// What is told of the draft, above every page.
    pub notices: Vec<Told>,
    /// Prior results that may serve.
    pub results: Vec<PriorResult>,
    /// How looking for prior results went.
    pub results_search: Search,
    /// Files of the person's own that may serve.
    pub own: Vec<OwnFile>,
    /// What kinds of results there are, and how long each holds.
    pub kinds: Arc<Vec<ResultKind>>,
}

/// What is told of a draft: what happened, worded when it is shown, in the language that is spoken then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// In the server's words, which come in the language in which the draft was read.
    Said(String),
    /// Somebody of this name took back that their data be read; the answers that went with it.
    TakenBack(String, Vec<FieldId>),
    /// The person took back that these sources be read, by their ids.
    Unagreed(Vec<String>),
}

/// How looking for prior results goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Search {
    /// It has not begun.
    #[default]
    Not,
    /// It is under way.
    Asking,
    /// All warehouses have answered.
    Done,
    /// These did not answer, by their ids; none: nobody did.
    Out(Vec<String>),
}

impl Background {
    /// Places whose sources differ.
    #[must_use]
    pub fn open(&self) -> BTreeSet<Place> {
        self.conflicts
            .iter()
            .map(|conflict| conflict.place.clone())
            .collect()
    }

    /// Where the sources differ about one answer.
    #[must_use]
    pub fn conflict(&self, place: &Place) -> Option<&Conflict> {
        let mut conflicts = self.conflicts.iter();
        conflicts.find(|conflict| conflict.place == *place)
    }

    /// What the engine asks about origins; `open` is [`Background::open`].
    #[must_use]
    pub fn known<'a>(&'a self, open: &'a BTreeSet<Place>) -> Known<'a> {
        Known {
            origins: &self.origins,
            provenance: &self.provenance,
            conflicts: open,
        }
    }

    /// The records that the person says are wrong, by the code of the paper that each would spare.
    #[must_use]
    pub fn wrong(&self) -> Vec<(&str, &Provenance)> {
        let disputes = self.disputes.iter();
        let wrong = disputes.filter_map(|(place, dispute)| {
            let by = self.provenance.get(&dispute.prov)?;
            Some((place.field.as_str(), by))
        });
        wrong.collect()
    }

    /// Reads how the papers stand, by all that is known here and what is attached.
    pub fn papers<T>(
        &self,
        service: &Service,
        answers: &dyn Reader,
        supplied: &Supplied,
        read: impl FnOnce(Vec<PaperView<'_>>) -> T,
    ) -> T {
        let (held, wrong) = (self.held(), self.wrong());
        read(papers(
            service,
            answers,
            &self.facts,
            &held,
            supplied,
            &wrong,
        ))
    }

    /// Prior results in force of these record kinds, which show what somebody is to the person. None that is about
    /// somebody else than `whom` it must be about, where both are known.
    #[must_use]
    pub fn linking(&self, records: &[&str], whom: Option<&str>) -> Vec<PriorResult> {
        let does = |result: &&PriorResult| {
            let held = &result.held;
            let kind = ResultKind::of(&self.kinds, &held.result_code);
            let about = held.about.as_ref().and_then(|about| about.name.as_deref());
            let is_anothers =
                { about.zip(whom) }.is_some_and(|(about, whom)| !same_name(about, whom));
            let is_over = held.revoked || held.expired || is_anothers;
            !is_over && kind.is_some_and(|kind| records.contains(&kind.record.as_str()))
        };
        self.results.iter().filter(does).cloned().collect()
    }

    /// Prior results as the engine reads them.
    #[must_use]
    pub fn held(&self) -> Vec<Held> {
        self.results
            .iter()
            .map(|result| result.held.clone())
            .collect()
    }

    /// Adds provenance that came with an answer of a source or with a draft.
    pub fn prove(&mut self, proofs: BTreeMap<String, Proof>) {
        for (id, proof) in proofs {
            self.provenance.insert(id.clone(), proof.shown().clone());
            self.proofs.insert(id, proof);
        }
    }

    /// Notes of which subject the records under these keys of provenance are.
    pub fn are_about(&mut self, pairs: impl IntoIterator<Item = (String, String)>) {
        for (id, about) in pairs {
            if let Some(provenance) = self.provenance.get_mut(&id) {
                provenance.about = Some(about);
            }
        }
    }
}
