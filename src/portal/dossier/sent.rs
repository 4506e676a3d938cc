//! A dossier that was sent, as a later one is reminded of it.

use super::whole;
use crate::portal::Problem;
use crate::portal::draft::Saved;

/// What was sent in with a dossier.
#[derive(Clone, Debug, PartialEq)]
pub struct Sent {
    /// Its code.
    pub code: String,
    /// Number of its service ("09").
    pub service: String,
    /// When it was sent (RFC 3339).
    pub sent_at: String,
    /// Answers and papers, with the version of its form.
    pub saved: Saved,
}

/// What was sent in with a dossier, and of which service and day it is. Needs an account of level 2.
///
/// # Errors
/// See [`Problem`]; [`Problem::NotFound`] for a dossier of no essential service.
pub async fn sent(code: &str) -> Result<Sent, Problem> {
    let (wire, saved) = whole(code).await?;
    let number = wire.tracked.essential_id.ok_or(Problem::NotFound)?;
    Ok(Sent {
        code: wire.tracked.dossier_code.to_string(),
        service: format!("{number:02}"),
        sent_at: wire.tracked.submitted_at.to_string(),
        saved,
    })
}
