//! Earlier dossiers that a draft names as where a value comes from: what they are and what they said, by what this server
//! keeps of them.

use std::collections::BTreeMap;

use forms::definition::{Field, thing};
use forms::eval::Scope;
use forms::fact::PRIOR_DOSSIER;
use forms::handover::source_name;
use portal_api::{DraftContent, ProvId, Provenance, Verification};
use serde_json::Value;
use vietnam::CivilDate;

use super::judge;
use crate::conventions::Language;
use crate::dossiers::store::{self, Stored};
use crate::problem::Failure;
use crate::state::AppState;

/// Those of one person, by the key of their provenance.
pub(super) struct Earlier(BTreeMap<ProvId, Stored>);

impl Earlier {
    /// Loads those that a draft names. One that is not this person's is none.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn load(
        state: &AppState,
        person: &str,
        content: &DraftContent,
    ) -> Result<Self, Failure> {
        let mut all = BTreeMap::new();
        let named = content.answers.provenance.iter();
        for (key, from) in named.filter(|(_, from)| from.source == *PRIOR_DOSSIER) {
            let Some(code) = &from.record_ref else {
                continue;
            };
            let row = store::by_code(&state.db, code).await?;
            if let Some(row) = row.filter(|row| row.person == person) {
                all.insert(key.clone(), row);
            }
        }
        Ok(Self(all))
    }

    /// What is to be said of one as a source; none where the draft names none of theirs.
    pub(super) fn provenance(&self, state: &AppState, key: &ProvId) -> Option<Provenance> {
        let row = self.0.get(key)?;
        let (service, _) = state.definitions.case(&row.case_code, Language::Vi)?;
        let sent = row.times.submitted.as_str();
        let (source, name) = (PRIOR_DOSSIER.into(), source_name(&service.name));
        Some(Provenance {
            record_ref: Some(row.code.as_str().into()),
            issued_on: sent.get(..10).map(Into::into),
            ..Provenance::bare(source, &name, sent.into(), Verification::Declared)
        })
    }

    /// What one said of a field's thing.
    pub(super) fn said(&self, state: &AppState, key: &ProvId, field: &Field) -> Vec<Value> {
        let found = self.0.get(key).and_then(|row| {
            let (service, _) = state.definitions.case(&row.case_code, Language::Vi)?;
            let day = CivilDate::parse_iso(row.times.submitted.get(..10)?).ok()?;
            Some((service, judge::answers(service, &row.sent, day)))
        });
        let Some((service, answers)) = found else {
            return Vec::new();
        };
        let scope = Scope::new(service, &answers);
        let fields = service.fields().filter(|one| !one.id.is_column());
        fields
            .filter(|one| thing(&one.concept) == thing(&field.concept))
            .filter_map(|one| scope.answer(&one.id))
            .collect()
    }
}
