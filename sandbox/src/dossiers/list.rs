//! Operation 29: the person's dossiers, latest first, by state, procedure, days and words.

use axum::Json;
use axum::extract::State;
use portal_api::{DossierSummary, Page};
use serde::Deserialize;
use vietnam::text::search_fold;

use super::show;
use super::store::{self, Stored};
use crate::clock::parse_date;
use crate::conventions::{Language, Paging, Params};
use crate::problem::Failure;
use crate::session::S1;
use crate::state::AppState;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Asked {
    state: Option<String>,
    procedure_code: Option<String>,
    from: Option<String>,
    to: Option<String>,
    q: Option<String>,
}

pub(super) async fn list(
    State(state): State<AppState>,
    S1(session): S1,
    language: Language,
    Params(asked): Params<Asked>,
    paging: Paging,
) -> Result<Json<Page<DossierSummary>>, Failure> {
    for day in [&asked.from, &asked.to].into_iter().flatten() {
        if parse_date(day).is_none() {
            return Err(Failure::malformed("from, to: YYYY-MM-DD"));
        }
    }
    let rows = store::all(&state.db, Some(&session.person)).await?;
    let q = asked.q.as_deref().map(search_fold).unwrap_or_default();
    let made = rows
        .iter()
        .filter(|row| asked.fits(row))
        .map(|row| show::summary(&state, row, language));
    let found = made.filter(|summary| {
        let searched = [
            summary.dossier_code.as_str(),
            &summary.procedure.name,
            &summary.agency.name,
        ];
        searched.iter().any(|text| search_fold(text).contains(&q))
    });
    // A dossier that is sent meanwhile must not move the pages: the cursor names the last one seen.
    let mut items: Vec<DossierSummary> = found.collect();
    let total = u64::try_from(items.len()).ok();
    if let Some(after) = &paging.after {
        let seen = items
            .iter()
            .position(|item| item.dossier_code == *after.as_str());
        let seen = seen.ok_or_else(|| Failure::malformed("cursor"))?;
        items.drain(..=seen);
    }
    let more = items.len() > paging.limit;
    items.truncate(paging.limit);
    let next_cursor = items
        .last()
        .filter(|_| more)
        .map(|last| Paging::cursor(&last.dossier_code));
    Ok(Json(Page {
        items,
        next_cursor,
        total,
    }))
}

impl Asked {
    /// A state goes by its code or slug; days are those of the submission, both included.
    fn fits(&self, row: &Stored) -> bool {
        let day = row.times.submitted.get(..10).unwrap_or_default();
        let state =
            |word: &String| *word == row.state.code().to_string() || word == row.state.slug();
        self.state.as_ref().is_none_or(state)
            && self
                .procedure_code
                .as_ref()
                .is_none_or(|code| *code == row.procedure_code)
            && self.from.as_deref().is_none_or(|from| from <= day)
            && self.to.as_deref().is_none_or(|to| day <= to)
    }
}
