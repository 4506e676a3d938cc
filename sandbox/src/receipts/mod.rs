//! Receipts are signed, and what was signed here can be checked (operations 39 and 46, contract 4.11).

mod keys;
mod token;

use axum::Json;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use portal_api::{KeySet, Receipt, ReceiptCheck, ReceiptClaims, ReceiptKind};

use crate::conventions::caching;
use crate::dossiers;
use crate::payments;
use crate::problem::Failure;
use crate::state::AppState;

pub use keys::{Signer, signer};

/// Operations 39 and 46.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/verifications/{token}", get(check))
        .route("/keys", get(list))
}

impl Signer {
    /// A receipt with its token, over all that is no personal data.
    ///
    /// # Errors
    /// When the claims cannot be written.
    pub fn signed(&self, receipt: Receipt) -> Result<Receipt, Failure> {
        let claims = ReceiptClaims {
            kind: receipt.kind,
            code: receipt.code.clone(),
            at: receipt.at.clone(),
            agency: receipt.agency.clone(),
            content_sha256: receipt.content_sha256.clone(),
        };
        Ok(Receipt {
            token: Some(token::write(self, &claims)?.as_str().into()),
            ..receipt
        })
    }
}

/// Operation 39: what was signed here, and whether the office knows it so now.
async fn check(
    State(state): State<AppState>,
    Path(token): Path<String>,
) -> Result<Json<ReceiptCheck>, Failure> {
    let keys = keys::all(&state).await?;
    let claims = token::read(&keys, &token).ok_or_else(Failure::not_found)?;
    let known = match claims.kind {
        ReceiptKind::Submission => dossiers::receipt(&state.db, &claims.code).await?,
        ReceiptKind::Payment => payments::receipt(&state.db, &claims.code).await?,
        ReceiptKind::Supplement => None,
    };
    let valid = known.is_some_and(|known| {
        known.content_sha256 == claims.content_sha256 && known.at == claims.at
    });
    Ok(Json(ReceiptCheck {
        kind: claims.kind,
        code: claims.code,
        agency: claims.agency,
        at: claims.at,
        content_sha256: Some(claims.content_sha256),
        valid,
    }))
}

/// Operation 46.
async fn list(State(state): State<AppState>, headers: HeaderMap) -> Result<Response, Failure> {
    // There is one to check with before the first receipt, too.
    signer(&state).await?;
    let keys = keys::all(&state).await?;
    let keys = KeySet {
        keys: keys.iter().map(keys::Key::shown).collect(),
    };
    caching::public(&headers, caching::LISTS, &keys)
}
