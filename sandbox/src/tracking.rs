//! Operation 34: a dossier for whoever knows its code and a proof (contract 4.8). A wrong code and a wrong proof get
//! the same answer, and guessing is slowed down.

use axum::extract::State;
use axum::routing::post;
use axum::{Json, Router};
use portal_api::{
    DocumentKind, OtpProof, ProblemKind, TrackedDossier, TrackingProof, TrackingRequest,
};

use crate::conventions::{JsonBody, Language};
use crate::dossiers::{parts, show, store};
use crate::otp::{self, Purpose};
use crate::problem::Failure;
use crate::random;
use crate::state::AppState;

/// Digits of the proof by number.
const DIGITS: usize = 6;

/// Failed attempts allowed for one code in [`FOR_CODE`] seconds, and for all together in [`FOR_ALL`] seconds.
const PER_CODE: i64 = 5;
const FOR_CODE: i64 = 900;
const TOGETHER: i64 = 60;
const FOR_ALL: i64 = 60;

/// Operation 34.
pub fn routes() -> Router<AppState> {
    Router::new().route("/tracking", post(track))
}

async fn track(
    State(state): State<AppState>,
    language: Language,
    body: JsonBody<TrackingRequest>,
) -> Result<Json<TrackedDossier>, Failure> {
    let request = body.value;
    // A part's code opens the whole, and is guessed at with it.
    let whole = parts::opens(&state.db, &request.dossier_code).await?;
    let code = random::sha256(&whole);
    slow_down(&state, &code).await?;
    let found = store::by_code(&state.db, &whole).await?;
    let by_code = match &request.proof {
        TrackingProof::Otp { otp_id, value } => {
            let (proof, purpose) = (
                OtpProof {
                    otp_id: otp_id.clone(),
                    value: value.clone(),
                },
                Purpose::Tracking(whole.clone()),
            );
            otp::verify(&state, &proof, &[purpose], "").await.is_ok()
        }
        _ => false,
    };
    let proved = found.filter(|row| by_code || proves(&request.proof, row.personal_id.as_deref()));
    let Some(row) = proved else {
        note(&state, &code).await?;
        return Err(Failure::not_found());
    };
    let shown = show::tracked(&state, &row, language, |document| {
        document.kind != DocumentKind::Submitted
    });
    Ok(Json(shown.await?))
}

/// By number. Receipts are not signed here, so none can prove anything.
fn proves(proof: &TrackingProof, personal_id: Option<&str>) -> bool {
    match (proof, personal_id) {
        (TrackingProof::IdSuffix { value }, Some(number)) => {
            value.len() == DIGITS && number.ends_with(value.as_str())
        }
        _ => false,
    }
}

/// Unknown codes are counted like known ones, so that the count tells nothing.
async fn slow_down(state: &AppState, code: &str) -> Result<(), Failure> {
    let now = state.clock.unix();
    sqlx::query("DELETE FROM tracking_try WHERE at <= ?")
        .bind(now - FOR_CODE)
        .execute(&state.db)
        .await?;
    let of_code: i64 =
        sqlx::query_scalar("SELECT count(*) FROM tracking_try WHERE code_sha256 = ?")
            .bind(code)
            .fetch_one(&state.db)
            .await?;
    let all: i64 = sqlx::query_scalar("SELECT count(*) FROM tracking_try WHERE at > ?")
        .bind(now - FOR_ALL)
        .fetch_one(&state.db)
        .await?;
    let wait = match (of_code >= PER_CODE, all >= TOGETHER) {
        (true, _) => FOR_CODE,
        (_, true) => FOR_ALL,
        _ => return Ok(()),
    };
    Err(Failure::new(ProblemKind::RateLimited).retry_after(u32::try_from(wait).unwrap_or(u32::MAX)))
}

async fn note(state: &AppState, code: &str) -> Result<(), Failure> {
    sqlx::query("INSERT INTO tracking_try (code_sha256, at) VALUES (?, ?)")
        .bind(code)
        .bind(state.clock.unix())
        .execute(&state.db)
        .await?;
    Ok(())
}
