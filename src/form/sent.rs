//! A dossier that was sent, with the form under which it was sent.

use std::sync::Arc;

use forms::definition::Service;
use vietnam::CivilDate;

use crate::portal::dossier;
use crate::portal::draft::Saved;
use crate::portal::site;
use crate::text::Language;
use crate::ui::PageState;

/// What was sent, and what it is read with.
pub struct Sent {
    /// Name of the service in paths.
    pub slug: String,
    /// The form of then in the language that was asked for.
    pub service: Arc<Service>,
    /// Answers and papers.
    pub saved: Saved,
    /// When it was sent (RFC 3339).
    pub sent_at: String,
    /// The day of it.
    pub day: CivilDate,
    /// Whether the form is that of today, since that of then is no longer there.
    pub is_outdated: bool,
}

/// Reads the dossier of a code.
///
/// # Errors
/// As a page tells them; [`PageState::Old`] for a day that cannot be read.
pub async fn read(code: &str, language: Language) -> Result<Sent, PageState> {
    let sent = dossier::sent(code).await?;
    let day = sent.sent_at.get(..10).unwrap_or_default();
    let day = CivilDate::parse_iso(day).map_err(|_| PageState::Old)?;
    let slug = site::slug(&sent.service).await?;
    let version = &sent.saved.head.form_version;
    let service = site::service_of(&slug, language, version).await?;
    Ok(Sent {
        is_outdated: service.form_version != *version,
        slug,
        service,
        saved: sent.saved,
        sent_at: sent.sent_at,
        day,
    })
}
