//! Look-ups `school`, `programme` and `exam`.

use portal_api::{
    CodeName, ExamAnswer, ExamRequest, ExamState, LookupAnswer, ProgrammeAnswer, ProgrammeRequest,
    SchoolAnswer, SchoolRequest, Vnd,
};

use super::Ask;
use crate::persons::{Exam, Person, handle};
use crate::problem::Failure;
use crate::registers::Settled;
use crate::state::AppState;

/// A school with the region that it had in a year.
pub(super) async fn school(
    ask: &Ask<'_>,
    request: SchoolRequest,
) -> Result<LookupAnswer<SchoolAnswer>, Failure> {
    let schools = &ask.state.registers.schools;
    let school = schools.iter().find(|school| request.code == *school.code);
    let answer = school.and_then(|school| {
        let begun = { school.regions.iter() }.filter(|region| region.from <= request.year);
        let region = begun.max_by_key(|region| region.from)?;
        Some(SchoolAnswer {
            name: school.name.as_str().into(),
            province: school.province.as_str().into(),
            commune: school.commune.as_str().into(),
            region: region.region.as_str().into(),
        })
    });
    Ok(ask.answer("education", None, answer).await)
}

/// A programme of an institution; it is closed in years in which it takes no applications.
pub(super) async fn programme(
    ask: &Ask<'_>,
    request: ProgrammeRequest,
) -> Result<LookupAnswer<ProgrammeAnswer>, Failure> {
    let programmes = &ask.state.registers.programmes;
    let found = programmes
        .iter()
        .find(|one| request.institution == *one.institution && request.programme == *one.code);
    let answer = found.map(|one| ProgrammeAnswer {
        name: one.name.as_str().into(),
        institution: CodeName {
            code: one.institution.as_str().into(),
            name: { ask.state.lists.name("institutions", &one.institution) }
                .unwrap_or(&one.institution)
                .into(),
        },
        open: one.years.contains(&request.year),
        conditions: one.conditions.as_deref().map(Into::into),
    });
    Ok(ask.answer("exam", None, answer).await)
}

/// The person's own wishes of a round and what they cost.
pub(super) async fn exam(
    ask: &Ask<'_>,
    request: ExamRequest,
) -> Result<LookupAnswer<ExamAnswer>, Failure> {
    let settled = Settled::load(&ask.state.db).await?;
    let found = ask.person().and_then(|person| {
        let exam = person
            .exams
            .iter()
            .find(|exam| request.round == *exam.round)?;
        Some((exam, reference(person, exam)))
    });
    let answer = found.map(|(exam, reference)| ExamAnswer {
        wishes: exam.wishes,
        total: Vnd(total(exam)),
        state: if settled.is_paid("exam", &reference) {
            ExamState::Paid
        } else {
            ExamState::Unpaid
        },
        r#ref: reference.into(),
    });
    Ok(ask.answer("exam", None, answer).await)
}

/// What is to be paid for the wishes of a reference, if it was not paid yet.
///
/// # Errors
/// When the database fails.
pub(super) async fn payable(state: &AppState, asked: &str) -> Result<Option<u64>, Failure> {
    let settled = Settled::load(&state.db).await?;
    let all = state.persons.all().iter();
    let mut exams = all.flat_map(|person| person.exams.iter().map(move |exam| (person, exam)));
    let found = exams.find(|(person, exam)| reference(person, exam) == asked);
    Ok(found
        .filter(|_| !settled.is_paid("exam", asked))
        .map(|(_, exam)| total(exam)))
}

fn total(exam: &Exam) -> u64 {
    exam.price * u64::from(exam.wishes)
}

fn reference(person: &Person, exam: &Exam) -> String {
    handle(&["exam", &person.key, &exam.round])
}
