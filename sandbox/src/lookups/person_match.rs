//! Look-up `person-match`: whether number, name and birth date belong together. It says nothing more of the person.

use portal_api::{LookupAnswer, MatchOutcome, PersonMatchAnswer, PersonMatchRequest};
use vietnam::text::fold;

use super::Ask;
use super::insurance::agree;
use crate::problem::Failure;

pub(super) async fn matches(
    ask: &Ask<'_>,
    request: PersonMatchRequest,
) -> Result<LookupAnswer<PersonMatchAnswer>, Failure> {
    let number = request.personal_id.as_str();
    let persons = ask.state.persons.all();
    let own = persons.iter().map(|person| {
        let born = person.value("population", "birth_date");
        (
            person.personal_id.as_str(),
            person.full_name.as_str(),
            born.and_then(|born| born.as_str()),
        )
    });
    let relatives = persons.iter().flat_map(|person| &person.relatives);
    let relatives = relatives.filter_map(|one| {
        Some((
            one.personal_id.as_deref()?,
            one.full_name.as_str(),
            one.birth_date.as_deref(),
        ))
    });
    let found = own.chain(relatives).find(|(held, _, _)| *held == number);
    let answer = found.map(|(_, name, born)| {
        let same = fold(name) == fold(&request.full_name)
            && born.is_some_and(|born| agree(born, &request.birth_date));
        PersonMatchAnswer {
            outcome: if same {
                MatchOutcome::Match
            } else {
                MatchOutcome::Mismatch
            },
        }
    });
    Ok(ask.answer("population", None, answer).await)
}
