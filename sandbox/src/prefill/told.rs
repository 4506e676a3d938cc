//! What a person was told by operation 16: what their drafts say of sources is believed only as far as this goes.

use portal_api::{FactRecord, PrefillAnswer, Provenance, SourceId};
use sqlx::SqliteConnection;

use crate::problem::Failure;
use crate::state::AppState;

/// Forgets what a source told the person: they took their consent back, and nothing else holds it.
///
/// # Errors
/// When the database fails.
pub async fn forget(
    connection: &mut SqliteConnection,
    person: &str,
    source: &SourceId,
) -> Result<(), Failure> {
    let rows: Vec<(String, String)> =
        sqlx::query_as("SELECT id, answer FROM prefill WHERE person = ?")
            .bind(person)
            .fetch_all(&mut *connection)
            .await?;
    for (id, text) in rows {
        let mut answer: PrefillAnswer = serde_json::from_str(&text)?;
        let before = answer.sources.len();
        answer.sources.retain(|one| one.status.source != *source);
        answer.provenance.retain(|_, from| from.source != *source);
        if answer.sources.len() < before {
            sqlx::query("UPDATE prefill SET answer = ? WHERE id = ?")
                .bind(serde_json::to_string(&answer)?)
                .bind(&id)
                .execute(&mut *connection)
                .await?;
        }
    }
    Ok(())
}

/// Forgets the answers that have run out and that no draft names any more.
///
/// # Errors
/// When the database fails.
pub async fn clean(state: &AppState) -> Result<(), sqlx::Error> {
    sqlx::query(
        "DELETE FROM prefill WHERE expires_at <= ? AND NOT EXISTS \
         (SELECT 1 FROM draft, json_each(draft.content, '$.prefillIds') AS named \
          WHERE draft.person = prefill.person AND draft.dossier_code IS NULL AND named.value = prefill.id)",
    )
    .bind(state.clock.unix())
    .execute(&state.db)
    .await?;
    Ok(())
}

/// All answers that a person was given. One that has run out is compared with nothing any more (contract 4.5), but
/// what it told of is still known to have been told.
pub struct Told(Vec<Given>);

struct Given {
    answer: PrefillAnswer,
    holds: bool,
    of_self: bool,
}

impl Told {
    /// Loads them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn load(state: &AppState, person: &str) -> Result<Self, Failure> {
        let rows: Vec<(String, i64, bool)> = sqlx::query_as(
            "SELECT answer, expires_at, of_self FROM prefill WHERE person = ? ORDER BY rowid DESC",
        )
        .bind(person)
        .fetch_all(&state.db)
        .await?;
        let now = state.clock.unix();
        let given = |(text, expires_at, of_self): (String, i64, bool)| {
            let holds = expires_at > now;
            Ok(Given {
                answer: serde_json::from_str(&text)?,
                holds,
                of_self,
            })
        };
        let all: Result<Vec<Given>, serde_json::Error> = rows.into_iter().map(given).collect();
        Ok(Self(all?))
    }

    /// Those that hold.
    pub fn holding(&self) -> impl Iterator<Item = &PrefillAnswer> {
        let holding = self.0.iter().filter(|given| given.holds);
        holding.map(|given| &given.answer)
    }

    /// Those that hold and tell of the person who asked, found by nothing but their session.
    pub fn of_self(&self) -> impl Iterator<Item = &PrefillAnswer> {
        let own = self.0.iter().filter(|given| given.holds && given.of_self);
        own.map(|given| &given.answer)
    }

    /// What was said of where a value came from; none where no answer ever knew it.
    pub fn provenance(&self, prov: &str) -> Option<&Provenance> {
        self.0
            .iter()
            .find_map(|given| given.answer.provenance.get(prov))
    }

    /// The record under a provenance, as often as it was told of, the newest first.
    pub fn records(&self, prov: &str) -> impl Iterator<Item = &FactRecord> {
        let sources = self.0.iter().flat_map(|given| &given.answer.sources);
        let records = sources.flat_map(|source| &source.records);
        records.filter(move |record| record.attributes.values().any(|fact| *fact.prov == *prov))
    }
}
