//! One-time codes in the database.

use portal_api::{OtpProof, ProblemKind};
use sqlx::Row;

use crate::problem::Failure;
use crate::random;
use crate::state::AppState;

/// A code lives so many seconds and bears so many tries.
const SECONDS: i64 = 300;
const TRIES: i64 = 5;

/// What a code proves, and about what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// That one may track a dossier.
    Tracking(String),
    /// That a phone or e-mail is one's own.
    Contact(String),
    /// That one sends a draft.
    Submit(String),
    /// A fresh sign-in.
    StepUp,
    /// The answer of who is asked.
    Confirmation(String),
}

impl Purpose {
    /// Word of the contract.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Tracking(_) => "tracking",
            Self::Contact(_) => "contact",
            Self::Submit(_) => "submit",
            Self::StepUp => "step-up",
            Self::Confirmation(_) => "confirmation",
        }
    }

    fn subject(&self) -> &str {
        match self {
            Self::Tracking(subject)
            | Self::Contact(subject)
            | Self::Submit(subject)
            | Self::Confirmation(subject) => subject,
            Self::StepUp => "",
        }
    }
}

/// A new code.
pub(super) struct New {
    pub id: String,
    pub value: String,
    pub expires_at: i64,
}

/// Makes a code of six figures, which voids the one before it.
///
/// # Errors
/// 429 until [`RESEND_AFTER`](super::RESEND_AFTER) has passed since the one before, unless that bears no more tries.
pub(super) async fn new(state: &AppState, purpose: &Purpose, person: &str) -> Result<New, Failure> {
    let now = state.clock.unix();
    sqlx::query("DELETE FROM one_time_code WHERE expires_at <= ?")
        .bind(now)
        .execute(&state.db)
        .await?;
    // Whoever knows a code of a dossier may ask to track it: they take nobody's code away, and learn nothing of it.
    if !matches!(purpose, Purpose::Tracking(_)) {
        one_at_a_time(state, purpose, person, now).await?;
    }
    let new = New {
        id: random::id(),
        value: format!("{:06}", u32::from_be_bytes(random::bytes()) % 1_000_000),
        expires_at: now + SECONDS,
    };
    sqlx::query("INSERT INTO one_time_code (id, purpose, subject, person, value, tries_left, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)")
        .bind(&new.id)
        .bind(purpose.word())
        .bind(purpose.subject())
        .bind(person)
        .bind(&new.value)
        .bind(TRIES)
        .bind(new.expires_at)
        .execute(&state.db)
        .await?;
    Ok(new)
}

/// Voids the code that was sent before; refused while that is young and bears tries.
async fn one_at_a_time(
    state: &AppState,
    purpose: &Purpose,
    person: &str,
    now: i64,
) -> Result<(), Failure> {
    let before: Option<i64> = sqlx::query_scalar(
        "SELECT max(expires_at) FROM one_time_code WHERE purpose = ? AND subject = ? AND person = ? AND tries_left > 0",
    )
    .bind(purpose.word())
    .bind(purpose.subject())
    .bind(person)
    .fetch_one(&state.db)
    .await?;
    let free_at = before.map_or(now, |until| {
        until - SECONDS + i64::from(super::RESEND_AFTER)
    });
    if let Ok(wait @ 1..) = u32::try_from(free_at - now) {
        return Err(Failure::new(ProblemKind::RateLimited).retry_after(wait));
    }
    sqlx::query("DELETE FROM one_time_code WHERE purpose = ? AND subject = ? AND person = ?")
        .bind(purpose.word())
        .bind(purpose.subject())
        .bind(person)
        .execute(&state.db)
        .await?;
    Ok(())
}

/// Uses a code up for one of `purposes`, and gives the one that it proved: no other is. `person`: who asked for it;
/// empty without session.
///
/// # Errors
/// 422 `otp-refused` with the tries left.
pub async fn verify(
    state: &AppState,
    proof: &OtpProof,
    purposes: &[Purpose],
    person: &str,
) -> Result<Purpose, Failure> {
    // The try is taken first: guesses sent side by side get no more than five.
    let row = sqlx::query("UPDATE one_time_code SET tries_left = tries_left - 1 WHERE id = ? AND person = ? AND expires_at > ? AND tries_left > 0 RETURNING purpose, subject, value, tries_left")
        .bind(proof.otp_id.as_str())
        .bind(person)
        .bind(state.clock.unix())
        .fetch_optional(&state.db)
        .await?;
    let Some(row) = row else {
        return Err(refused(0));
    };
    let (purpose, subject, value, left) = (
        row.try_get::<String, _>("purpose")?,
        row.try_get::<String, _>("subject")?,
        row.try_get::<String, _>("value")?,
        row.try_get::<u32, _>("tries_left")?,
    );
    let mut purposes = purposes.iter();
    let proved = purposes
        .find(|one| one.word() == purpose && one.subject() == subject)
        .filter(|_| value == proof.value)
        .ok_or_else(|| refused(left))?;
    let used = sqlx::query("DELETE FROM one_time_code WHERE id = ?")
        .bind(proof.otp_id.as_str())
        .execute(&state.db)
        .await?
        .rows_affected();
    if used == 1 {
        Ok(proved.clone())
    } else {
        Err(refused(0))
    }
}

fn refused(left: u32) -> Failure {
    Failure::new(ProblemKind::OtpRefused).with(|problem| problem.tries_left = Some(left))
}
