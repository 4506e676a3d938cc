//! What a person was told by operation 16: what their drafts say of sources is believed only as far as this goes.

use std::collections::BTreeSet;

use forms::definition::Service;
use forms::fact::Fact;
use portal_api::{FactRecord, Id, PrefillAnswer, ProvId, Provenance, SourceId, Subject};
use sqlx::SqliteConnection;

use super::{facts, forgotten};
use crate::problem::Failure;
use crate::state::AppState;
use crate::words::of_contract;

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

/// What was told by an agreement that is taken back, and is no longer known to have been told.
pub struct Forgotten {
    /// The agreement.
    pub confirmation: Id,
    /// The answers.
    pub answers: BTreeSet<Id>,
    /// Keys of the records that no other answer told of.
    pub provenance: BTreeSet<ProvId>,
}

/// Forgets what a person was told of somebody by their agreement.
///
/// # Errors
/// When the database fails.
pub async fn forget_shared(
    connection: &mut SqliteConnection,
    person: &str,
    confirmation: &str,
) -> Result<Forgotten, Failure> {
    let rows: Vec<(String, String, String)> =
        sqlx::query_as("SELECT id, subject, answer FROM prefill WHERE person = ?")
            .bind(person)
            .fetch_all(&mut *connection)
            .await?;
    let mut gone = Forgotten {
        confirmation: confirmation.into(),
        answers: BTreeSet::new(),
        provenance: BTreeSet::new(),
    };
    let mut else_told = BTreeSet::new();
    for (id, subject, answer) in rows {
        // Answers of before subjects were kept have none that can be read.
        let proof = serde_json::from_str::<Subject>(&subject).ok();
        let proof = proof.and_then(|subject| subject.proof?.confirmation_id);
        let answer: PrefillAnswer = serde_json::from_str(&answer)?;
        let told = answer.provenance.into_keys();
        if proof.as_deref() == Some(confirmation) {
            gone.provenance.extend(told);
            gone.answers.insert(id.as_str().into());
            forget_answer(connection, &id).await?;
        } else {
            else_told.extend(told);
        }
    }
    gone.provenance.retain(|key| !else_told.contains(key));
    Ok(gone)
}

/// Forgets one answer.
///
/// # Errors
/// When the database fails.
pub(super) async fn forget_answer(
    connection: &mut SqliteConnection,
    id: &str,
) -> Result<(), Failure> {
    sqlx::query("DELETE FROM prefill WHERE id = ?")
        .bind(id)
        .execute(connection)
        .await?;
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
    forgotten::clean(state).await
}

/// All answers that a person was given. One that has run out is compared with nothing any more (contract 4.5), but
/// what it told of is still known to have been told.
pub struct Told(Vec<Given>);

/// One of the facts that a person was told.
pub struct ToldFact {
    /// The fact.
    pub fact: Fact,
    /// Whether its answer holds.
    pub holds: bool,
    /// Whether operation 9 told it, of a relative: whom the form means by them the person says.
    pub of_relative: bool,
}

struct Given {
    answer: PrefillAnswer,
    holds: bool,
    of_self: bool,
    /// Of whom it tells; none: of relatives, as operation 9 named them.
    about: Option<String>,
}

impl Told {
    /// Loads them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn load(state: &AppState, person: &str) -> Result<Self, Failure> {
        let rows: Vec<(String, i64, bool, String)> = sqlx::query_as(
            "SELECT answer, expires_at, of_self, subject FROM prefill WHERE person = ? ORDER BY rowid DESC",
        )
        .bind(person)
        .fetch_all(&state.db)
        .await?;
        let now = state.clock.unix();
        let given = |(text, expires_at, of_self, subject): (String, i64, bool, String)| {
            let holds = expires_at > now;
            let subject = serde_json::from_str::<Subject>(&subject).ok();
            Ok(Given {
                answer: serde_json::from_str(&text)?,
                holds,
                of_self,
                about: subject.and_then(|subject| of_contract(subject.kind).ok()),
            })
        };
        let all: Result<Vec<Given>, serde_json::Error> = rows.into_iter().map(given).collect();
        Ok(Self(all?))
    }

    /// The facts under a provenance.
    pub fn facts(&self, service: &Service, prov: &str) -> Vec<ToldFact> {
        let mut all = Vec::new();
        let knows = |given: &&Given| given.answer.provenance.contains_key(prov);
        for given in self.0.iter().filter(knows) {
            let about = given.about.as_deref().unwrap_or_default();
            let told = facts(service, about, &given.answer).into_iter();
            let told = told.filter(|fact| fact.provenance.id == prov);
            all.extend(told.map(|fact| ToldFact {
                fact,
                holds: given.holds,
                of_relative: given.about.is_none(),
            }));
        }
        all
    }

    /// Those that hold and tell of the person who asked, found by nothing but their session.
    pub fn of_self(&self) -> impl Iterator<Item = &PrefillAnswer> {
        let own = self.0.iter().filter(|given| given.holds && given.of_self);
        own.map(|given| &given.answer)
    }

    /// What was said of where a value came from, the newest first; none where no answer ever knew it.
    pub fn provenances(&self, prov: &str) -> impl Iterator<Item = &Provenance> {
        self.0
            .iter()
            .filter_map(move |given| given.answer.provenance.get(prov))
    }

    /// The newest of them.
    pub fn provenance(&self, prov: &str) -> Option<&Provenance> {
        self.provenances(prov).next()
    }

    /// The record under a provenance, as often as it was told of, the newest first.
    pub fn records(&self, prov: &str) -> impl Iterator<Item = &FactRecord> {
        let sources = self.0.iter().flat_map(|given| &given.answer.sources);
        let records = sources.flat_map(|source| &source.records);
        records.filter(move |record| record.attributes.values().any(|fact| *fact.prov == *prov))
    }
}
