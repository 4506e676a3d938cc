//! Whose records may be read, and what proves it (contract 3.1). The narrow reading: of another person only what the
//! link or the paper is for.

mod kin;
mod other;
mod reach;
mod refusal;

use portal_api::{PrefillRequest, ResultStatus, SubjectKind};

use crate::conventions::Language;
use crate::persons::{Person, Record};
use crate::problem::Failure;
use crate::results::Held;
use crate::session::Assured;
use crate::state::AppState;
use crate::uploads;

pub(super) use reach::{Reach, Reached};
use refusal::Refusal;

/// A request, and what may prove that it is answered.
struct Asked<'a> {
    state: &'a AppState,
    person: Option<&'a Person>,
    request: &'a PrefillRequest,
    held: &'a [Held],
    /// An upload of the person's own stands for the paper that proves it. An officer reads it later.
    by_upload: bool,
    today: String,
}

/// What the signed-in person may read about the subject of a request.
///
/// # Errors
/// 403 `representation-not-proved` with the proofs that would do, and why what was brought does not.
pub(super) async fn reach<'a>(
    state: &'a AppState,
    who: &Assured,
    request: &'a PrefillRequest,
    held: &'a [Held],
    language: Language,
) -> Result<Reach<'a>, Failure> {
    let proof = request.subject.proof.as_ref();
    let upload = proof.and_then(|proof| proof.upload_id.as_deref());
    let by_upload = match upload {
        Some(upload) => uploads::own(state, &who.person)
            .await?
            .iter()
            .any(|own| own.stored.id == upload),
        None => false,
    };
    let asked = Asked {
        state,
        person: state.person(who),
        request,
        held,
        by_upload,
        today: state.clock.today_text(),
    };
    let kind = request.subject.kind;
    let found = match kind {
        SubjectKind::OtherByAuthorisation => {
            return asked
                .authorised()
                .map_err(|why| why.failure(kind, language));
        }
        SubjectKind::Own => Some(asked.own()),
        SubjectKind::Guest => Some(Reach::default()),
        SubjectKind::Child => asked.child(),
        SubjectKind::Spouse => asked.link(&["spouse"]),
        SubjectKind::Parent => asked.link(&["father", "mother"]),
        SubjectKind::HouseholdMember => asked.row_of_member(),
        SubjectKind::Ward => asked.ward(),
        SubjectKind::Deceased => asked.deceased(),
        SubjectKind::Organisation => asked.organisation(),
    };
    found.ok_or_else(|| asked.refusal().failure(kind, language))
}

impl<'a> Asked<'a> {
    /// The person's own records, and what was issued here since.
    fn own(&self) -> Reach<'a> {
        let issued = self.held.iter().filter(|result| {
            result.dossier_code.is_some() && result.status(&self.today) == ResultStatus::Current
        });
        let own = self.person.into_iter().flat_map(|person| &person.records);
        Reach::whole(own).and(Reach::issued(issued))
    }

    /// The prior result that the request names as proof, if it holds, is of one of these kinds and names somebody.
    fn paper(&self, kinds: &[&str], full_name: &str) -> Option<&'a Held> {
        let proof = self.request.subject.proof.as_ref()?;
        let named = proof.result_id.as_deref()?;
        self.held.iter().find(|result| {
            let record = result.record.as_ref();
            *result.id == *named
                && result.status(&self.today) == ResultStatus::Current
                && record.is_some_and(|record| {
                    kinds.contains(&record.kind.as_str()) && { record.holds.values() }
                        .any(|value| value.as_str() == Some(full_name))
                })
        })
    }

    /// Whether the service itself asks a source for this kind of record about such a subject: what "the case names".
    fn service_wants(&self, record: &Record, source: &str) -> bool {
        let about = serde_json::to_value(self.request.subject.kind).unwrap_or_default();
        let service = self
            .state
            .definitions
            .of_procedure(&self.request.procedure_code)
            .map(|defined| defined.in_language(Language::Vi));
        { service.into_iter().flat_map(|service| &service.sources) }.any(|asked| {
            asked.id == source
                && asked.about.iter().any(|kind| about == kind.as_str())
                && asked.want.iter().any(|cited| {
                    cited.split_once('.').map(|(kind, _)| kind) == Some(record.kind.as_str())
                })
        })
    }

    /// A key of a source.
    fn key(&self, source: &str, name: &str) -> Option<&'a str> {
        self.request.keys.get(source)?.get(name)?.as_str()
    }
}
