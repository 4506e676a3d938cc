//! Why somebody's records may not be read, and what would let them be (contract 3.1).

use portal_api::{ProofKind, SubjectKind};

use super::Asked;
use crate::conventions::Language;
use crate::problem::Failure;
use crate::words;

/// Why what was brought does not do.
#[derive(Clone, Copy)]
pub(super) enum Refusal {
    /// Nothing was brought.
    Nothing,
    /// No authorisation of the person's own has this id, or it was withdrawn.
    NoRecord,
    /// The authorisation is over.
    RecordOver,
    /// Somebody else gave it.
    AnothersRecord,
    /// The paper is no upload of the person's own.
    NoPaper,
    /// No register has whom the request names with the paper.
    NobodyNamed,
    /// The prior result is not in force, or shows nothing of that person.
    OtherResult,
}

impl Refusal {
    fn slug(self) -> Option<&'static str> {
        Some(match self {
            Self::Nothing => return None,
            Self::NoRecord => "no-record",
            Self::RecordOver => "record-over",
            Self::AnothersRecord => "anothers-record",
            Self::NoPaper => "no-paper",
            Self::NobodyNamed => "nobody-named",
            Self::OtherResult => "other-result",
        })
    }

    /// 403, with what would do and why this does not.
    pub(super) fn failure(self, kind: SubjectKind, language: Language) -> Failure {
        let detail = self.slug().map(|slug| told(slug, language).into());
        Failure::representation_not_proved(accepted(kind)).with(|problem| problem.detail = detail)
    }
}

impl Asked<'_> {
    /// Why what a request brings does not show what somebody is to the person.
    pub(super) fn refusal(&self) -> Refusal {
        let proof = self.request.subject.proof.as_ref();
        match proof.map(|proof| proof.kind) {
            Some(ProofKind::Upload) if self.by_upload => Refusal::NobodyNamed,
            Some(ProofKind::Upload) => Refusal::NoPaper,
            Some(ProofKind::PriorResult) => Refusal::OtherResult,
            _ => Refusal::Nothing,
        }
    }
}

/// What proves a relation, by the contract's table.
fn accepted(kind: SubjectKind) -> &'static [ProofKind] {
    use ProofKind::{Confirmation, PriorResult, RegisterLink, Session, Upload};
    match kind {
        SubjectKind::Own | SubjectKind::Guest => &[],
        SubjectKind::Child | SubjectKind::Ward => &[RegisterLink, PriorResult],
        SubjectKind::Parent | SubjectKind::Spouse => &[RegisterLink, PriorResult, Confirmation],
        SubjectKind::HouseholdMember => &[RegisterLink, Confirmation],
        SubjectKind::Deceased => &[RegisterLink, PriorResult, Upload],
        SubjectKind::OtherByAuthorisation => &[RegisterLink, Confirmation, Upload],
        SubjectKind::Organisation => &[Session, RegisterLink, Upload],
    }
}

/// The sentence of a reason: `slug|Vietnamese|English` a line.
fn told(slug: &str, language: Language) -> &'static str {
    words::in_language(include_str!("../../../texts/refusals.txt"), slug, language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_has_its_sentences() {
        use Refusal::{AnothersRecord, NoPaper, NoRecord, NobodyNamed, OtherResult, RecordOver};
        for why in [
            NoRecord,
            RecordOver,
            AnothersRecord,
            NoPaper,
            NobodyNamed,
            OtherResult,
        ] {
            let slug = why.slug().unwrap_or_default();
            for language in [Language::Vi, Language::En] {
                assert!(!told(slug, language).is_empty(), "{slug}");
            }
        }
    }
}
