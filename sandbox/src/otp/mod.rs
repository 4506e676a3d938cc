//! Operation 51: one-time codes (contract 4.12). They live five minutes and bear five tries; `/sandbox/messages` shows
//! them.

mod store;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use portal_api::{Email, FaultCode, Masked, OtpRequest, OtpSent, Phone, ProblemKind};

use crate::clock::instant_at;
use crate::confirmations;
use crate::conventions::JsonBody;
use crate::conventions::rate::{self, Rate};
use crate::dossiers::{self, parts};
use crate::drafts;
use crate::messages::{self, Message};
use crate::problem::{Failure, body_fault};
use crate::session::{Anonymous, Session, refused};
use crate::state::AppState;

pub use store::{Purpose, verify};

/// Seconds until another may be asked for.
const RESEND_AFTER: u32 = 30;

/// Codes of one purpose for one person; for all who track without session, together.
const SIGNED_IN: Rate = Rate {
    calls: 5,
    seconds: 300,
};
const TOGETHER: Rate = Rate {
    calls: 60,
    seconds: 60,
};

/// Operation 51.
pub fn routes() -> Router<AppState> {
    Router::new().route("/otp", post(ask))
}

/// Where a code goes.
struct To {
    channel: &'static str,
    name: String,
    address: String,
    /// Key of the message's words, where they are not those of the purpose.
    what: Option<&'static str>,
}

async fn ask(
    State(state): State<AppState>,
    Anonymous(session): Anonymous,
    body: JsonBody<OtpRequest>,
) -> Result<Response, Failure> {
    let request = body.value;
    let signed_in = || {
        session
            .as_ref()
            .ok_or_else(|| refused(ProblemKind::Unauthenticated, 1, false))
    };
    let (purpose, who, to) = match &request {
        OtpRequest::Tracking { dossier_code } => {
            let whole = parts::opens(&state.db, dossier_code).await?;
            let to = of_dossier(&state, &whole).await?;
            (Purpose::Tracking(whole), "", to)
        }
        OtpRequest::Contact { phone, email } => {
            let session = signed_in()?;
            let (channel, address) = match (phone, email) {
                (Some(phone), None) => {
                    let wrong = || vec![body_fault("/phone", FaultCode::Pattern)];
                    let phone = written(phone).ok_or_else(|| Failure::invalid(wrong()))?;
                    ("sms", phone.to_string())
                }
                (None, Some(email)) if !Email::is_valid(email) => {
                    return Err(Failure::invalid(vec![body_fault(
                        "/email",
                        FaultCode::Pattern,
                    )]));
                }
                (None, Some(email)) => ("email", email.to_string()),
                _ => {
                    return Err(Failure::invalid(vec![body_fault(
                        "/phone",
                        FaultCode::Required,
                    )]));
                }
            };
            let to = To {
                channel,
                name: session.full_name.clone(),
                address: address.clone(),
                what: None,
            };
            (Purpose::Contact(address), session.person.as_str(), Some(to))
        }
        OtpRequest::Submit { draft_id } => {
            let session = signed_in()?;
            drafts::find(&state, &session.person, draft_id).await?;
            let to = Some(own(&state, session));
            (
                Purpose::Submit(draft_id.to_string()),
                session.person.as_str(),
                to,
            )
        }
        OtpRequest::StepUp => {
            let session = signed_in()?;
            let to = Some(own(&state, session));
            (Purpose::StepUp, session.person.as_str(), to)
        }
        OtpRequest::Confirmation { confirmation_id } => {
            let session = signed_in()?;
            let to = confirmations::phone_of(&state, session, confirmation_id).await?;
            let to = To {
                channel: "sms",
                name: to.0,
                address: to.1,
                what: Some(to.2),
            };
            let purpose = Purpose::Confirmation(confirmation_id.to_string());
            (purpose, session.person.as_str(), Some(to))
        }
    };
    let limit = if who.is_empty() { TOGETHER } else { SIGNED_IN };
    rate::count(&state, &format!("otp {}", purpose.word()), who, limit).await?;
    let sent = store::new(&state, &purpose, who).await?;
    if let Some(to) = &to {
        let words = ["otp-", purpose.word()].concat();
        let message = Message {
            channel: to.channel,
            name: &to.name,
            address: &to.address,
            what: to.what.unwrap_or(&words),
            detail: &sent.value,
        };
        messages::send(&state, message).await?;
    }
    // For tracking an unknown dossier gets the same answer, so nothing is said of where the code went.
    let shown = to.filter(|_| !matches!(purpose, Purpose::Tracking(_)));
    let answer = OtpSent {
        otp_id: sent.id.as_str().into(),
        length: u8::try_from(sent.value.len()).unwrap_or_default(),
        expires_at: instant_at(sent.expires_at),
        resend_after: RESEND_AFTER,
        sent_to: shown
            .filter(|to| to.channel == "sms" && !to.address.is_empty())
            .map(|to| Masked::of(&to.address)),
    };
    Ok((StatusCode::ACCEPTED, Json(answer)).into_response())
}

/// The phone that the account has.
fn own(state: &AppState, session: &Session) -> To {
    To {
        channel: "sms",
        name: session.full_name.clone(),
        address: phone(state, &session.person).unwrap_or_default(),
        what: None,
    }
}

async fn of_dossier(state: &AppState, code: &str) -> Result<Option<To>, Failure> {
    let found = dossiers::store::by_code(&state.db, code).await?;
    Ok(found.map(|row| To {
        channel: "sms",
        address: phone(state, &row.person).unwrap_or_default(),
        name: row.applicant_name,
        what: None,
    }))
}

/// A phone as it is kept, however it was written; none where it is no phone number.
pub fn written(phone: &str) -> Option<Phone> {
    let phone = vietnam::phone::Phone::parse_any(phone).ok()?;
    Some(phone.as_str().into())
}

/// The phone that the account of a test person has.
pub fn phone(state: &AppState, person: &str) -> Option<String> {
    let person = state.persons.get(person)?;
    let of = |kind: &str| person.value(kind, "phone").and_then(|value| value.as_str());
    of("account").or_else(|| of("profile")).map(str::to_owned)
}
