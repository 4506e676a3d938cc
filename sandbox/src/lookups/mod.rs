//! Operation 44: look-ups in registers while a form is filled (contract 4.5). They change nothing; only a drawn plate is
//! held for its draft.

mod answered;
mod education;
mod electricity;
mod insurance;
mod payable;
mod person_match;
mod plates;
mod violation;

use axum::extract::{Path, State};
use axum::routing::post;
use axum::{Json, Router};
use portal_api::{LookupAnswer, LookupId, ProblemKind, SourceAnswer, SourceStatus};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::conventions::JsonBody;
use crate::conventions::rate::{self, Rate};
use crate::persons::Person;
use crate::prefill::{mood_after, problem_of};
use crate::problem::Failure;
use crate::session::{Anonymous, Assured, refused};
use crate::state::AppState;

pub use answered::{answers, clean, question};
pub use payable::payable;
pub use violation::violation_named;

/// Calls of one look-up by one person; by all who are not signed in, together.
const SIGNED_IN: Rate = Rate {
    calls: 30,
    seconds: 60,
};
const TOGETHER: Rate = Rate {
    calls: 120,
    seconds: 60,
};

/// Operation 44.
pub fn routes() -> Router<AppState> {
    Router::new().route("/lookups/{lookupId}", post(lookup))
}

async fn lookup(
    State(state): State<AppState>,
    Anonymous(session): Anonymous,
    Path(name): Path<String>,
    body: JsonBody<Value>,
) -> Result<Json<Value>, Failure> {
    let id: LookupId = serde_json::from_value(Value::from(name.as_str()))?;
    let ask = Ask {
        state: &state,
        session: session.as_ref().map(|session| &session.assured),
    };
    let mine = body.value.get("by").is_some_and(|by| by == "me");
    let public = match id {
        LookupId::Violation => !mine,
        LookupId::School | LookupId::Programme => true,
        LookupId::Unrecognised => return Err(Failure::new(ProblemKind::NotOffered)),
        _ => false,
    };
    if !public {
        ask.level_2()?;
    }
    let (who, limit) = match ask.session {
        Some(session) => (session.person.as_str(), SIGNED_IN),
        None => ("", TOGETHER),
    };
    rate::count(&state, &format!("lookup {name}"), who, limit).await?;
    Ok(Json(said(&ask, id, &name, body.value).await?))
}

/// What a look-up says; what it answers to somebody is kept.
async fn said(ask: &Ask<'_>, id: LookupId, name: &str, body: Value) -> Result<Value, Failure> {
    let question = question(&body)?;
    let said = match id {
        LookupId::Violation => written(violation::find(ask, read(body)?).await?),
        LookupId::HealthCard => written(insurance::card(ask, read(body)?).await?),
        LookupId::Contribution => written(insurance::contribution(ask, read(body)?).await?),
        LookupId::ElectricityCustomer => written(electricity::customer(ask, read(body)?).await?),
        LookupId::School => written(education::school(ask, read(body)?).await?),
        LookupId::Programme => written(education::programme(ask, read(body)?).await?),
        LookupId::Exam => written(education::exam(ask, read(body)?).await?),
        LookupId::PlateChoice => written(plates::choice(ask, read(body)?).await?),
        LookupId::PersonMatch => written(person_match::matches(ask, read(body)?).await?),
        LookupId::Unrecognised => Err(Failure::new(ProblemKind::NotOffered)),
    }?;
    if let (Some(session), Some(answer)) = (ask.session, said.get("answer")) {
        answered::remember(ask.state, &session.person, name, &question, answer).await?;
    }
    Ok(said)
}

/// What a look-up answers to a person when this server asks for them; none where nothing is held or its register is out.
///
/// # Errors
/// As operation 44.
pub async fn answer(
    state: &AppState,
    who: &Assured,
    name: &str,
    request: Value,
) -> Result<Option<Value>, Failure> {
    let ask = Ask {
        state,
        session: Some(who),
    };
    let id: LookupId = serde_json::from_value(Value::from(name))?;
    let mut said = said(&ask, id, name, request).await?;
    Ok(said.get_mut("answer").map(Value::take))
}

/// Who asks.
struct Ask<'a> {
    state: &'a AppState,
    session: Option<&'a Assured>,
}

impl<'a> Ask<'a> {
    fn level_2(&self) -> Result<&'a Assured, Failure> {
        match self.session {
            Some(session) if session.level >= 2 => Ok(session),
            Some(_) => Err(refused(ProblemKind::StepUpRequired, 2, false)),
            None => Err(refused(ProblemKind::Unauthenticated, 2, false)),
        }
    }

    fn person(&self) -> Option<&'a Person> {
        self.state.person(self.session?)
    }

    /// What a source says, once it does: its mood is that of whoever asks, without session of whom it is about.
    async fn answer<T>(
        &self,
        source: &str,
        about: Option<&Person>,
        found: Option<T>,
    ) -> LookupAnswer<T> {
        let mood = self
            .person()
            .or(about)
            .and_then(|person| person.moods.get(source).copied());
        let said = mood_after(mood, self.state.settings.times.prefill).await;
        let out = said != SourceAnswer::Ok;
        LookupAnswer {
            status: SourceStatus {
                source: source.into(),
                status: if !out && found.is_none() {
                    SourceAnswer::NotHeld
                } else {
                    said
                },
                retry_after: out.then_some(60),
                problem: problem_of(said).map(ProblemKind::type_uri),
                later_token: None,
            },
            as_of: self.state.clock.instant(),
            answer: found.filter(|_| !out),
        }
    }
}

fn read<T: DeserializeOwned>(body: Value) -> Result<T, Failure> {
    serde_json::from_value(body).map_err(|_| Failure::malformed("not the request of this look-up"))
}

fn written(answer: impl Serialize) -> Result<Value, Failure> {
    Ok(serde_json::to_value(answer)?)
}

/// All words but the first as initials: "Cao Văn Lái" is "Cao V. L.".
fn masked_name(name: &str) -> String {
    let mut words = name.split_whitespace();
    let first = words.next().unwrap_or_default().to_owned();
    words
        .filter_map(|word| word.chars().next())
        .fold(first, |name, initial| format!("{name} {initial}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_first_word_of_a_name_is_shown() {
        assert_eq!(masked_name("Cao Văn Lái"), "Cao V. L.");
        assert_eq!(masked_name("H'Lim Êban Mẫu"), "H'Lim Ê. M.");
        assert_eq!(masked_name("Y"), "Y");
    }
}
