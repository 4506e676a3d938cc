//! Operations 14 and 15: consent per source and purpose, what it allows, and its withdrawal (contract 4.4, decision 20).

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{delete, post};
use portal_api::{Consent, ConsentPurpose, ConsentRequest, FaultCode, Id, Items, Locale, SourceId};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::clock::instant_at;
use crate::conventions::idempotency::idempotent;
use crate::conventions::{Answer, JsonBody, Key, Language};
use crate::drafts;
use crate::prefill;
use crate::problem::{Failure, body_fault};
use crate::random;
use crate::results;
use crate::session::S2;
use crate::state::AppState;

/// A consent holds for so long: the life of a draft that is worked on now and then.
const SECONDS: i64 = 90 * 86_400;

/// Operations 14 and 15.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/me/consents", post(grant))
        .route("/me/consents/{consentId}", delete(withdraw))
}

/// Operation 15. Dossiers that were sent stay as they are; drafts lose what they hold under the consent, and what the
/// source told is forgotten. Withdrawing again changes nothing.
async fn withdraw(
    State(state): State<AppState>,
    S2(session): S2,
    Path(id): Path<String>,
) -> Result<StatusCode, Failure> {
    let row = sqlx::query("SELECT scope, withdrawn_at FROM consent WHERE id = ? AND person = ?")
        .bind(&id)
        .bind(&session.person)
        .fetch_optional(&state.db)
        .await?
        .ok_or_else(Failure::not_found)?;
    let held = in_force(&state, &session.person).await?;
    let mut transaction = state.db.begin().await?;
    sqlx::query("UPDATE consent SET withdrawn_at = ? WHERE id = ? AND withdrawn_at IS NULL")
        .bind(state.clock.unix())
        .bind(&id)
        .execute(&mut *transaction)
        .await?;
    if row.try_get::<Option<i64>, _>("withdrawn_at")?.is_none() {
        let scope: String = row.try_get("scope")?;
        let gone = Withdrawn {
            id: id.as_str().into(),
            scope: scope.as_str().into(),
            held,
        };
        drafts::withdraw(&mut transaction, &state, &session.person, &gone).await?;
        if !gone.is_held_otherwise() {
            prefill::forget(&mut transaction, &session.person, &gone.scope).await?;
        }
    }
    transaction.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A consent that is taken back.
pub struct Withdrawn {
    /// It.
    pub id: Id,
    /// The source that it was for.
    pub scope: SourceId,
    /// The consents that held until now, this one included.
    pub held: Vec<Consent>,
}

impl Withdrawn {
    /// Whether another consent still lets the portal hold what the source said.
    fn is_held_otherwise(&self) -> bool {
        self.held.iter().any(|held| {
            held.consent_id != self.id
                && held.scope == self.scope
                && held.purpose == ConsentPurpose::Prefill
        })
    }
}

async fn grant(
    State(state): State<AppState>,
    S2(session): S2,
    key: Key,
    body: JsonBody<ConsentRequest>,
) -> Result<Answer, Failure> {
    let (person, request) = (session.assured.person.clone(), body.value);
    let work = {
        let (state, session) = (state.clone(), session.clone());
        async move {
            check(&state, &session.assured, &request).await?;
            let items = keep(&state, &session.assured.person, &request).await?;
            Answer::new(StatusCode::CREATED, &Items { items })
        }
    };
    idempotent(
        &state,
        &person,
        "POST /me/consents",
        &key,
        &body.sha256,
        work,
    )
    .await
}

/// Every source must be one that can be asked, the procedure one that is offered, the results the person's own.
async fn check(
    state: &AppState,
    who: &crate::session::Assured,
    request: &ConsentRequest,
) -> Result<(), Failure> {
    let mut faults = Vec::new();
    if state
        .definitions
        .of_procedure(&request.procedure_code)
        .is_none()
    {
        faults.push(body_fault("/procedureCode", FaultCode::NotInList));
    }
    if request.scopes.is_empty() {
        faults.push(body_fault("/scopes", FaultCode::Required));
    }
    let unknown = request
        .scopes
        .iter()
        .enumerate()
        .filter(|(_, scope)| state.sources.get(scope).is_none());
    faults.extend(unknown.map(|(at, _)| body_fault(format!("/scopes/{at}"), FaultCode::NotInList)));
    if request.purpose == ConsentPurpose::ReuseDocument {
        let held = results::held(state, who).await?;
        let ids = request.result_ids.as_deref().unwrap_or_default();
        if ids.is_empty() {
            faults.push(body_fault("/resultIds", FaultCode::Required));
        }
        let foreign = ids
            .iter()
            .enumerate()
            .filter(|(_, id)| held.iter().all(|result| result.id != ***id));
        faults.extend(
            foreign.map(|(at, _)| body_fault(format!("/resultIds/{at}"), FaultCode::NotInList)),
        );
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Failure::invalid(faults))
    }
}

async fn keep(
    state: &AppState,
    person: &str,
    request: &ConsentRequest,
) -> Result<Vec<Consent>, Failure> {
    let now = state.clock.unix();
    let mut granted = Vec::new();
    let mut transaction = state.db.begin().await?;
    for scope in &request.scopes {
        let consent = Consent {
            consent_id: random::id().into(),
            purpose: request.purpose,
            procedure_code: request.procedure_code.clone(),
            scope: scope.clone(),
            result_ids: request.result_ids.clone(),
            granted_at: instant_at(now),
            expires_at: instant_at(now + SECONDS),
            text_version: request.text_version.clone(),
            locale: request.locale,
            used_in: Vec::new(),
        };
        sqlx::query("INSERT INTO consent (id, person, purpose, procedure_code, scope, result_ids, text_version, locale, granted_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .bind(consent.consent_id.as_str())
            .bind(person)
            .bind(purpose(consent.purpose))
            .bind(consent.procedure_code.as_str())
            .bind(consent.scope.as_str())
            .bind(serde_json::to_string(&consent.result_ids)?)
            .bind(consent.text_version.as_str())
            .bind(if consent.locale == Locale::En { Language::En.code() } else { Language::Vi.code() })
            .bind(now)
            .bind(now + SECONDS)
            .execute(&mut *transaction)
            .await?;
        granted.push(consent);
    }
    transaction.commit().await?;
    Ok(granted)
}

/// The person's consents that hold now.
///
/// # Errors
/// When the database fails.
pub async fn in_force(state: &AppState, person: &str) -> Result<Vec<Consent>, Failure> {
    let rows = sqlx::query(
        "SELECT id, purpose, procedure_code, scope, result_ids, text_version, locale, granted_at, expires_at, \
         (SELECT json_group_array(dossier_code) FROM consent_use WHERE consent_id = id) AS used_in \
         FROM consent WHERE person = ? AND expires_at > ? AND withdrawn_at IS NULL ORDER BY granted_at, id",
    )
    .bind(person)
    .bind(state.clock.unix())
    .fetch_all(&state.db)
    .await?;
    rows.iter().map(read).collect()
}

/// Sources among `scopes` that none of the consents `ids` allows for this purpose and any of these procedures.
///
/// # Errors
/// When the database fails.
pub async fn missing(
    state: &AppState,
    person: &str,
    ids: &[portal_api::Id],
    wanted: ConsentPurpose,
    procedures: &[&str],
    scopes: &[&str],
) -> Result<Vec<String>, Failure> {
    let held = in_force(state, person).await?;
    let allows = |scope: &str| {
        held.iter().any(|consent| {
            ids.contains(&consent.consent_id)
                && consent.purpose == wanted
                && procedures.contains(&consent.procedure_code.as_str())
                && consent.scope == *scope
        })
    };
    Ok(scopes
        .iter()
        .filter(|scope| !allows(scope))
        .map(|scope| (*scope).to_owned())
        .collect())
}

/// Notes that a dossier was sent under a consent; withdrawing it later leaves that dossier untouched.
///
/// # Errors
/// When the database fails.
pub async fn use_in(
    connection: &mut sqlx::SqliteConnection,
    consent: &str,
    dossier: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO consent_use (consent_id, dossier_code) VALUES (?, ?) ON CONFLICT DO NOTHING",
    )
    .bind(consent)
    .bind(dossier)
    .execute(connection)
    .await?;
    Ok(())
}

fn read(row: &SqliteRow) -> Result<Consent, Failure> {
    let text = |name: &str| row.try_get::<String, _>(name);
    Ok(Consent {
        consent_id: text("id")?.into(),
        purpose: if text("purpose")? == purpose(ConsentPurpose::Prefill) {
            ConsentPurpose::Prefill
        } else {
            ConsentPurpose::ReuseDocument
        },
        procedure_code: text("procedure_code")?.into(),
        scope: text("scope")?.into(),
        result_ids: serde_json::from_str(&text("result_ids")?)?,
        granted_at: instant_at(row.try_get("granted_at")?),
        expires_at: instant_at(row.try_get("expires_at")?),
        text_version: text("text_version")?.into(),
        locale: if text("locale")? == Language::En.code() {
            Locale::En
        } else {
            Locale::Vi
        },
        used_in: serde_json::from_str(&text("used_in")?)?,
    })
}

fn purpose(purpose: ConsentPurpose) -> &'static str {
    match purpose {
        ConsentPurpose::Prefill => "prefill",
        ConsentPurpose::ReuseDocument => "reuse-document",
    }
}
