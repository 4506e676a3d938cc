//! Operation 45: what became of a key, asked before anything is sent again (decision 26).

use axum::Json;
use axum::extract::{Path, State};
use portal_api::{Receipt, Submission, SubmissionState};
use serde::Deserialize;

use crate::conventions::Language;
use crate::conventions::idempotency::{Known, Outcome, known};
use crate::problem::Failure;
use crate::session::S1;
use crate::state::AppState;
use crate::trace::Trace;

pub(super) async fn status(
    State(state): State<AppState>,
    S1(session): S1,
    language: Language,
    axum::Extension(trace): axum::Extension<Trace>,
    Path(key): Path<String>,
) -> Result<Json<Submission>, Failure> {
    let nothing = Submission {
        state: SubmissionState::Unknown,
        poll_after: None,
        dossier_code: None,
        payment_id: None,
        receipt: None,
        problem: None,
    };
    Ok(Json(match known(&state, &session.person, &key).await? {
        Known::Unknown => nothing,
        Known::Running => Submission {
            state: SubmissionState::Running,
            poll_after: Some(2),
            ..nothing
        },
        Known::Ended(Outcome::Refused(failure)) => Submission {
            state: SubmissionState::Done,
            problem: Some(Box::new(failure.problem(language, &trace))),
            ..nothing
        },
        Known::Ended(Outcome::Done(answer)) => {
            let text = |name: &str| {
                answer
                    .body
                    .get(name)
                    .and_then(|value| value.as_str())
                    .map(Into::into)
            };
            Submission {
                state: SubmissionState::Done,
                dossier_code: text("dossierCode"),
                payment_id: answer
                    .body
                    .get("paymentId")
                    .and_then(|value| value.as_str())
                    .map(Into::into),
                receipt: answer
                    .body
                    .get("receipt")
                    .and_then(|value| Receipt::deserialize(value).ok()),
                ..nothing
            }
        }
    }))
}
