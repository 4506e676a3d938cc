//! Whose records may be read, and what proves it (contract 3.1).

use std::borrow::Cow;

use portal_api::{PersonRef, PrefillRequest, ProofKind, SourceId, SubjectKind};
use serde_json::Value;

use crate::persons::{Person, Record, Relative, handle};
use crate::problem::Failure;
use crate::registers::Settled;
use crate::results::Held;
use crate::session::Assured;
use crate::state::AppState;

/// The records that a request may read.
pub(super) struct Reach<'a>(Vec<Reached<'a>>);

/// One of them.
pub struct Reached<'a> {
    /// The record.
    pub record: Cow<'a, Record>,
    /// The prior result it stands on, where a warehouse gives it.
    pub result: Option<String>,
}

impl<'a> Reach<'a> {
    /// Those that a source holds.
    pub(super) fn of<'b>(&'b self, source: &'b str) -> impl Iterator<Item = &'b Reached<'a>> {
        self.0
            .iter()
            .filter(move |reached| reached.record.sources.iter().any(|one| one == source))
    }

    /// The same records as their registers have them now.
    pub(super) fn now(mut self, settled: &Settled) -> Self {
        for reached in &mut self.0 {
            let changed = match settled.now(&reached.record) {
                Cow::Owned(changed) => Some(changed),
                Cow::Borrowed(_) => None,
            };
            if let Some(changed) = changed {
                reached.record = Cow::Owned(changed);
            }
        }
        self
    }

    /// The records that somebody agreed to share, from the sources that they agreed to.
    pub(super) fn shared(person: &'a Person, scopes: &[SourceId]) -> Self {
        let agreed = |record: &&'a Record| {
            record
                .sources
                .iter()
                .any(|source| scopes.iter().any(|scope| *scope == *source.as_str()))
        };
        let mut reach = Self::own(person.records.iter().filter(agreed));
        for reached in &mut reach.0 {
            let mut cut = reached.record.as_ref().clone();
            cut.sources
                .retain(|source| scopes.iter().any(|scope| *scope == *source.as_str()));
            reached.record = Cow::Owned(cut);
        }
        reach
    }

    fn own(records: impl IntoIterator<Item = &'a Record>) -> Self {
        Self(
            records
                .into_iter()
                .map(|record| Reached {
                    result: record
                        .result
                        .as_ref()
                        .map(|_| handle(&["result", &record.handle])),
                    record: Cow::Borrowed(record),
                })
                .collect(),
        )
    }
}

/// What the signed-in person may read about the subject of a request.
///
/// # Errors
/// 403 `representation-not-proved` with the proofs that would do.
pub(super) fn reach<'a>(
    state: &'a AppState,
    who: &Assured,
    request: &'a PrefillRequest,
    held: &'a [Held],
) -> Result<Reach<'a>, Failure> {
    let person = state.person(who);
    let subject = &request.subject;
    let refused = |accepted: &[ProofKind]| Err(Failure::representation_not_proved(accepted));
    match subject.kind {
        SubjectKind::Own => Ok(own(state, person, request, held)),
        SubjectKind::Child => child(state, person, request, held).map_or_else(
            || refused(&[ProofKind::RegisterLink, ProofKind::PriorResult]),
            Ok,
        ),
        SubjectKind::Spouse | SubjectKind::Parent => {
            // Only the record that proves the link; the rest after the other's own confirmation.
            let relation = |relative: &&Relative| {
                if subject.kind == SubjectKind::Spouse {
                    relative.relation == "spouse"
                } else {
                    matches!(relative.relation.as_str(), "father" | "mother")
                }
            };
            let found = person.and_then(|person| {
                person
                    .relatives
                    .iter()
                    .filter(relation)
                    .find(|one| is(one, subject.person.as_ref()))
                    .map(|one| (person, one))
            });
            let link =
                found.and_then(|(person, relative)| Some((person, relative.link.as_deref()?)));
            link.map_or_else(
                || refused(&[ProofKind::RegisterLink, ProofKind::PriorResult]),
                |(person, link)| {
                    Ok(Reach::own(
                        person.records.iter().filter(|record| record.kind == link),
                    ))
                },
            )
        }
        SubjectKind::HouseholdMember => row_of_member(person, subject.person.as_ref())
            .map_or_else(|| refused(&[ProofKind::RegisterLink]), Ok),
        SubjectKind::Guest => Ok(Reach(Vec::new())),
        SubjectKind::Ward => refused(&[ProofKind::RegisterLink, ProofKind::PriorResult]),
        SubjectKind::Deceased => refused(&[
            ProofKind::RegisterLink,
            ProofKind::PriorResult,
            ProofKind::Upload,
        ]),
        SubjectKind::OtherByAuthorisation => refused(&[ProofKind::Confirmation, ProofKind::Upload]),
        SubjectKind::Organisation => refused(&[
            ProofKind::Session,
            ProofKind::RegisterLink,
            ProofKind::Upload,
        ]),
    }
}

/// The person's own records, and what was issued here since.
fn own<'a>(
    state: &AppState,
    person: Option<&'a Person>,
    request: &PrefillRequest,
    held: &'a [Held],
) -> Reach<'a> {
    let code = key(request, "notice_code");
    let asked = |record: &&Record| {
        record.kind != "birth_notice" || code.is_none_or(|code| record.names("code", code))
    };
    let mut reach = Reach::own(
        person
            .into_iter()
            .flat_map(|person| &person.records)
            .filter(asked),
    );
    let issued = held.iter().filter(|result| {
        result.dossier_code.is_some()
            && result.status(&state.clock.today_text()) == portal_api::ResultStatus::Current
    });
    reach.0.extend(issued.filter_map(|result| {
        Some(Reached {
            record: Cow::Borrowed(result.record.as_ref()?),
            result: Some(result.id.clone()),
        })
    }));
    reach
}

/// A child under 18 whom a register or a paper links with the person; a newborn by the notice under the mother's number.
fn child<'a>(
    state: &'a AppState,
    person: Option<&'a Person>,
    request: &'a PrefillRequest,
    held: &[Held],
) -> Option<Reach<'a>> {
    if let Some((code, mother)) =
        key(request, "notice_code").zip(key(request, "mother_personal_id"))
    {
        let all = state
            .persons
            .all()
            .iter()
            .flat_map(|person| &person.records);
        let notice = all
            .filter(|record| record.kind == "birth_notice")
            .find(|record| {
                record.names("code", code) && record.names("mother_personal_id", mother)
            });
        return notice.map(|notice| Reach::own([notice]));
    }
    let children = person?
        .relatives
        .iter()
        .filter(|relative| relative.relation == "child");
    let child = { children }
        .find(|one| request.subject.person.is_some() && is(one, request.subject.person.as_ref()))?;
    let proof = request
        .subject
        .proof
        .as_ref()
        .and_then(|proof| proof.result_id.as_deref());
    let paper = held
        .iter()
        .filter(|result| proof == Some(result.id.as_str()))
        .filter_map(|result| result.record.as_ref());
    let by_paper = { paper }.any(|record| {
        matches!(
            record.kind.as_str(),
            "birth_certificate" | "parent_recognition"
        ) && record
            .holds
            .values()
            .any(|value| value.as_str() == Some(&child.full_name))
    });
    let minor = child
        .birth_date
        .as_deref()
        .is_some_and(|born| under_18(born, &state.clock.today_text()));
    (minor && (child.link.is_some() || by_paper)).then(|| Reach::own(&child.records))
}

/// Only that member's row of the household.
fn row_of_member<'a>(person: Option<&'a Person>, member: Option<&PersonRef>) -> Option<Reach<'a>> {
    let number = member?.personal_id.as_deref()?;
    let record = person?
        .records
        .iter()
        .find(|record| record.kind == "residence")?;
    let rows = record.holds.get("members")?.as_array()?;
    let row = rows
        .iter()
        .find(|row| row.get("personal_id").and_then(Value::as_str) == Some(number))?;
    let mut cut = record.clone();
    cut.holds = [("members".to_owned(), Value::from(vec![row.clone()]))].into();
    Some(Reach(vec![Reached {
        record: Cow::Owned(cut),
        result: None,
    }]))
}

/// Whether a relative is the person meant: by handle, by number, or by name and birth date. Nobody named: the only one.
fn is(relative: &Relative, meant: Option<&PersonRef>) -> bool {
    let Some(meant) = meant else { return true };
    if let Some(handle) = &meant.r#ref {
        return *handle == relative.handle.as_str();
    }
    match (&meant.personal_id, &relative.personal_id) {
        (Some(meant), Some(number)) => *meant == number.as_str(),
        _ => {
            let born = meant.birth_date.as_deref() == relative.birth_date.as_deref();
            born && vietnam::name::same_name(&meant.full_name, &relative.full_name)
        }
    }
}

/// A key of the birth-notice register.
fn key<'a>(request: &'a PrefillRequest, name: &str) -> Option<&'a str> {
    request.keys.get("birth-notice")?.get(name)?.as_str()
}

/// Dates compare as text; a birth date that is not full counts as its latest day.
fn under_18(born: &str, today: &str) -> bool {
    let years = |text: &str| text.get(..4).and_then(|year| year.parse::<i32>().ok());
    let (Some(birth), Some(now)) = (years(born), years(today)) else {
        return false;
    };
    let rest = born
        .get(4..)
        .filter(|rest| rest.len() == 6)
        .unwrap_or("-12-31");
    let birthday_passed = today.get(4..).is_some_and(|day| day >= rest);
    now - birth < if birthday_passed { 18 } else { 19 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_a_child_to_the_day_before_eighteen() {
        assert!(under_18("2008-11-26", "2026-11-25"));
        assert!(!under_18("2008-11-25", "2026-11-25"));
        assert!(under_18("2008", "2026-11-25"));
        assert!(!under_18("2007", "2026-11-25"));
    }
}
