//! Where a filled value came from: what the engine reads of it, and all of it for the draft.

use forms::definition::Lookup;
use forms::fact::{PRIOR_DOSSIER, Provenance};
use portal_api::Verification;

use super::subject::word;

/// Provenance of a filled value. The draft keeps it whole; the engine and pages see [`Proof::shown`].
#[derive(Clone, Debug, PartialEq)]
pub struct Proof {
    shown: Provenance,
    pub(super) wire: portal_api::Provenance,
}

impl Proof {
    /// The part that the engine and pages use.
    #[must_use]
    pub fn shown(&self) -> &Provenance {
        &self.shown
    }

    /// Subject kind that the record is about, where its source was asked about somebody.
    #[must_use]
    pub fn about(&self) -> Option<&'static str> {
        self.wire.about.map(word)
    }

    /// Id of the record that it was read from.
    #[must_use]
    pub fn record_id(&self) -> Option<&str> {
        self.wire.record_id.as_deref()
    }

    /// Of what a look-up said at `as_of` (RFC 3339).
    #[must_use]
    pub fn of_lookup(lookup: &Lookup, as_of: &str) -> Self {
        let (source, name) = (lookup.source.as_str(), lookup.source_name.as_str());
        let wire = bare(source, name, as_of, Verification::Verified);
        Self::new(&lookup.key(), wire)
    }

    /// Of what the person answered in a dossier of theirs, sent on `sent_on` (`YYYY-MM-DD`) at `sent_at` (RFC 3339).
    #[must_use]
    pub fn of_dossier(code: &str, name: &str, sent_on: &str, sent_at: &str) -> Self {
        let wire = portal_api::Provenance {
            record_ref: Some(code.into()),
            issued_on: Some(sent_on.into()),
            ..bare(PRIOR_DOSSIER, name, sent_at, Verification::Declared)
        };
        Self::new(&["dossier-", code].concat(), wire)
    }

    /// Of a code that was read on the device at a time (RFC 3339), on a card that was `issued` on a day (`YYYY-MM-DD`),
    /// where it says so: it proves nothing.
    #[must_use]
    pub fn read_here(source: &str, name: &str, id: &str, issued: Option<String>, at: &str) -> Self {
        let wire = portal_api::Provenance {
            issued_on: issued.map(Into::into),
            ..bare(source, name, at, Verification::Unverified)
        };
        Self::new(id, wire)
    }

    pub(super) fn new(id: &str, wire: portal_api::Provenance) -> Self {
        let text = |date: &Option<portal_api::Date>| date.as_ref().map(ToString::to_string);
        let shown = Provenance {
            id: id.to_owned(),
            source: wire.source.to_string(),
            source_name: wire.source_name.to_string(),
            result_id: wire.result_id.as_ref().map(ToString::to_string),
            number: wire.record_ref.as_ref().map(ToString::to_string),
            issuer: wire.issuer.as_ref().map(|issuer| issuer.name.to_string()),
            issued_on: text(&wire.issued_on),
            valid_until: text(&wire.valid_until),
            retrieved_at: wire.retrieved_at.to_string(),
            about: None,
            verified: matches!(
                wire.verification,
                Verification::Verified | Verification::Matched
            ),
        };
        Self { shown, wire }
    }
}

fn bare(source: &str, name: &str, at: &str, verification: Verification) -> portal_api::Provenance {
    portal_api::Provenance::bare(source.into(), name, at.into(), verification)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_that_was_read_here_is_as_old_as_its_day_of_issue() {
        let read = |issued: Option<&str>| {
            let issued = issued.map(str::to_owned);
            Proof::read_here("card-qr", "n", "c1", issued, "2026-11-25T08:00:00+07:00")
        };
        let card = read(Some("2021-05-01"));
        assert_eq!(card.shown().issued_on.as_deref(), Some("2021-05-01"));
        assert!(!card.shown().verified, "no office follows it");
        assert_eq!(read(None).shown().issued_on, None);
    }
}
