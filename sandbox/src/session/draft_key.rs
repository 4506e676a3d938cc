//! Operation 40: the key under which a personal device keeps the drafts of a person, wrapped for one call (contract 4.1).

use aes_kw::KekAes256;
use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use portal_api::header::{CLIENT_KIOSK, PORTAL_CLIENT, WRAP_KEY};
use portal_api::{DraftKey, DraftKeyAlgorithm, ProblemKind};
use ring::agreement::{ECDH_P256, EphemeralPrivateKey, UnparsedPublicKey, agree_ephemeral};
use ring::hkdf;
use ring::rand::SystemRandom;
use serde::Deserialize;
use sqlx::Row;

use super::S1;
use crate::clock::instant_at;
use crate::conventions::Params;
use crate::problem::Failure;
use crate::random;
use crate::state::AppState;

/// So long a key is the person's: a device that was not online since then reads nothing.
const HOLDS: i64 = 30 * 86_400;

/// Length of a key in bytes.
const LENGTH: usize = 32;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Which {
    key_id: Option<String>,
}

/// A key of a person.
struct Held {
    id: String,
    key: Vec<u8>,
    expires_at: i64,
}

/// Operation 40.
pub(super) async fn draft_key(
    State(state): State<AppState>,
    S1(session): S1,
    Params(which): Params<Which>,
    headers: HeaderMap,
) -> Result<Json<DraftKey>, Failure> {
    let header = |name: &str| headers.get(name)?.to_str().ok();
    // What a stranger could read after the person has left is given to no kiosk.
    if header(PORTAL_CLIENT) == Some(CLIENT_KIOSK) {
        return Err(Failure::new(ProblemKind::Forbidden));
    }
    let held = match which.key_id {
        Some(id) => earlier(&state, &session.person, &id).await?,
        None => current(&state, &session.person).await?,
    };
    let theirs = header(WRAP_KEY).and_then(random::decode);
    let wrapped = theirs.and_then(|theirs| wrap(&theirs, &held));
    let (server_key, wrapped) =
        wrapped.ok_or_else(|| Failure::new(ProblemKind::MalformedRequest))?;
    Ok(Json(DraftKey {
        key_id: held.id.as_str().into(),
        algorithm: DraftKeyAlgorithm::A256Gcm,
        server_key: random::encode(&server_key),
        wrapped: random::encode(&wrapped),
        expires_at: instant_at(held.expires_at),
    }))
}

/// The person's key of today; made where there is none.
async fn current(state: &AppState, person: &str) -> Result<Held, Failure> {
    let now = state.clock.unix();
    let mut transaction = state.db.begin_with("BEGIN IMMEDIATE").await?;
    let row = sqlx::query("SELECT id, key, expires_at FROM draft_key WHERE person = ? AND expires_at > ? ORDER BY expires_at DESC LIMIT 1")
        .bind(person)
        .bind(now)
        .fetch_optional(&mut *transaction)
        .await?;
    if let Some(row) = row {
        return read(&row);
    }
    let made = Held {
        id: random::id(),
        key: random::bytes::<LENGTH>().to_vec(),
        expires_at: now + HOLDS,
    };
    sqlx::query("INSERT INTO draft_key (id, person, key, expires_at) VALUES (?, ?, ?, ?)")
        .bind(&made.id)
        .bind(person)
        .bind(&made.key)
        .bind(made.expires_at)
        .execute(&mut *transaction)
        .await?;
    transaction.commit().await?;
    Ok(made)
}

/// A key of before, of this person only.
async fn earlier(state: &AppState, person: &str, id: &str) -> Result<Held, Failure> {
    let row = sqlx::query("SELECT id, key, expires_at FROM draft_key WHERE id = ? AND person = ?")
        .bind(id)
        .bind(person)
        .fetch_optional(&state.db)
        .await?;
    read(&row.ok_or_else(Failure::not_found)?)
}

fn read(row: &sqlx::sqlite::SqliteRow) -> Result<Held, Failure> {
    Ok(Held {
        id: row.try_get("id")?,
        key: row.try_get("key")?,
        expires_at: row.try_get("expires_at")?,
    })
}

/// Our public key of this call, and the key wrapped for whoever holds the private one of `theirs`; none where that is no
/// point of P-256.
fn wrap(theirs: &[u8], held: &Held) -> Option<(Vec<u8>, Vec<u8>)> {
    let own = EphemeralPrivateKey::generate(&ECDH_P256, &SystemRandom::new()).ok()?;
    let public = own.compute_public_key().ok()?;
    let theirs = UnparsedPublicKey::new(&ECDH_P256, theirs);
    let wrapped = agree_ephemeral(own, &theirs, |shared| {
        let shared = hkdf::Salt::new(hkdf::HKDF_SHA256, &[]).extract(shared);
        let mut kek = [0; LENGTH];
        let info = [held.id.as_bytes()];
        let bytes = shared.expand(&info, hkdf::HKDF_SHA256).ok()?;
        bytes.fill(&mut kek).ok()?;
        KekAes256::from(kek).wrap_vec(&held.key).ok()
    });
    Some((public.as_ref().to_vec(), wrapped.ok()??))
}
