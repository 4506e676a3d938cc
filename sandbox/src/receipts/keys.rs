//! The keys of receipts: one is in use, those of before are kept for what they signed.

use portal_api::ProblemKind;
use portal_api::SigningKey;
use ring::rand::SystemRandom;
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use sqlx::Row;

use crate::clock::instant_at;
use crate::problem::Failure;
use crate::random;
use crate::state::AppState;

/// So long a key is in use, in seconds.
const HOLDS: i64 = 365 * 86_400;

/// Signs with the key that is in use.
pub struct Signer {
    /// Its name.
    pub(super) kid: String,
    pair: Ed25519KeyPair,
}

impl Signer {
    pub(super) fn sign(&self, text: &str) -> Vec<u8> {
        self.pair.sign(text.as_bytes()).as_ref().to_vec()
    }
}

/// A key, in use or retired.
pub(super) struct Key {
    pub(super) kid: String,
    public: Vec<u8>,
    valid_from: i64,
    valid_to: Option<i64>,
}

impl Key {
    /// Whether it signed this.
    pub(super) fn has_signed(&self, text: &str, signature: &[u8]) -> bool {
        let key = UnparsedPublicKey::new(&ED25519, &self.public);
        key.verify(text.as_bytes(), signature).is_ok()
    }

    /// As a JWK.
    pub(super) fn shown(&self) -> SigningKey {
        SigningKey {
            kid: self.kid.clone(),
            kty: "OKP".to_owned(),
            crv: "Ed25519".to_owned(),
            x: random::encode(&self.public),
            valid_from: instant_at(self.valid_from),
            valid_to: self.valid_to.map(instant_at),
        }
    }
}

/// All keys, that in use first.
pub(super) async fn all(state: &AppState) -> Result<Vec<Key>, Failure> {
    let rows = sqlx::query(
        "SELECT kid, pkcs8, valid_from, valid_to FROM receipt_key ORDER BY valid_from DESC",
    )
    .fetch_all(&state.db)
    .await?;
    let one = |row: &sqlx::sqlite::SqliteRow| {
        Ok(Key {
            kid: row.try_get("kid")?,
            public: pair(row.try_get("pkcs8")?)?.public_key().as_ref().to_vec(),
            valid_from: row.try_get("valid_from")?,
            valid_to: row.try_get("valid_to")?,
        })
    };
    rows.iter().map(one).collect()
}

/// The key in use; made where there is none, or where that of before has been used long enough. Never called while a
/// transaction is open: it may write.
///
/// # Errors
/// When the database fails.
pub async fn signer(state: &AppState) -> Result<Signer, Failure> {
    let now = state.clock.unix();
    let mut transaction = state.db.begin_with("BEGIN IMMEDIATE").await?;
    let row = sqlx::query("SELECT kid, pkcs8 FROM receipt_key WHERE valid_to IS NULL AND valid_from > ? ORDER BY valid_from DESC LIMIT 1")
        .bind(now - HOLDS)
        .fetch_optional(&mut *transaction)
        .await?;
    if let Some(row) = row {
        return Ok(Signer {
            kid: row.try_get("kid")?,
            pair: pair(row.try_get("pkcs8")?)?,
        });
    }
    let made = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).map_err(|_| broken())?;
    let kid = random::code();
    sqlx::query("UPDATE receipt_key SET valid_to = ? WHERE valid_to IS NULL")
        .bind(now)
        .execute(&mut *transaction)
        .await?;
    sqlx::query("INSERT INTO receipt_key (kid, pkcs8, valid_from) VALUES (?, ?, ?)")
        .bind(&kid)
        .bind(made.as_ref())
        .bind(now)
        .execute(&mut *transaction)
        .await?;
    transaction.commit().await?;
    let pair = pair(made.as_ref())?;
    Ok(Signer { kid, pair })
}

fn pair(pkcs8: &[u8]) -> Result<Ed25519KeyPair, Failure> {
    Ed25519KeyPair::from_pkcs8(pkcs8).map_err(|_| broken())
}

fn broken() -> Failure {
    Failure::new(ProblemKind::Internal)
}
