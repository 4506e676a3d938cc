//! Parts of linked services: one per procedure, each with an office and a state of its own (contract 4.8).

use forms::definition::ResultKind;
use portal_api::{Agency, CodeName, Part, PartResult, StateCode};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection, SqlitePool};

use super::state_words;
use super::store::Stored;
use super::write;
use crate::conventions::Language;
use crate::problem::Failure;
use crate::random;
use crate::state::AppState;

/// A part that a new dossier has.
#[derive(Clone, Debug)]
pub struct NewPart {
    /// Id of the part in the definition.
    pub key: String,
    /// Its procedure.
    pub procedure_code: String,
    /// Its name in Vietnamese.
    pub name: String,
    /// The office that decides.
    pub agency: Agency,
    /// What it issues.
    pub results: Vec<ResultKind>,
}

/// A part as it is kept.
#[derive(Clone, Debug)]
pub struct StoredPart {
    /// The part.
    pub id: String,
    /// Its place among the parts, from 0.
    pub seq: u32,
    /// As it was made.
    pub made: NewPart,
    /// State.
    pub state: StateCode,
    /// When it is due, as the wire has it.
    pub due_at: Option<String>,
    /// What it issued.
    pub result: Option<PartResult>,
}

/// Keeps the parts of a new dossier.
///
/// # Errors
/// When the database fails.
pub async fn insert(
    connection: &mut SqliteConnection,
    code: &str,
    parts: &[NewPart],
) -> Result<(), Failure> {
    for (at, part) in parts.iter().enumerate() {
        sqlx::query("INSERT INTO dossier_part (id, dossier_code, seq, key, procedure_code, name, agency, state, results) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .bind(random::id())
            .bind(code)
            .bind(i64::try_from(at).unwrap_or(i64::MAX))
            .bind(&part.key)
            .bind(&part.procedure_code)
            .bind(&part.name)
            .bind(serde_json::to_string(&part.agency)?)
            .bind(StateCode::Registered.code())
            .bind(serde_json::to_string(&part.results)?)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// The parts of a dossier, in the order of the definition; none: it is one procedure.
///
/// # Errors
/// When the database fails.
pub async fn of(connection: &mut SqliteConnection, code: &str) -> Result<Vec<StoredPart>, Failure> {
    let rows = sqlx::query("SELECT id, seq, key, procedure_code, name, agency, state, due_at, results, result FROM dossier_part WHERE dossier_code = ? ORDER BY seq")
        .bind(code)
        .fetch_all(connection)
        .await?;
    rows.iter().map(read).collect()
}

/// The code of the dossier that a code opens: a part's opens the whole (contract 4.8), any other is taken as it is.
///
/// # Errors
/// When the database fails.
pub async fn opens(db: &SqlitePool, code: &str) -> Result<String, Failure> {
    let whole = code.rsplit_once('-').map_or(code, |(whole, _)| whole);
    let parts = of(&mut *db.acquire().await?, whole).await?;
    let is_part = parts.iter().any(|part| part_code(whole, part) == code);
    Ok(if is_part { whole } else { code }.to_owned())
}

/// What the office of a part writes on its papers.
fn part_code(whole: &str, part: &StoredPart) -> String {
    format!("{whole}-{}", part.seq + 1)
}

/// Moves a part and, with it, the whole; false when the part is not in the state it was read in. Gives what it issued, if
/// anything, to be kept with it.
///
/// # Errors
/// When the database fails.
pub async fn move_on(
    connection: &mut SqliteConnection,
    code: &str,
    part: &StoredPart,
    to: StateCode,
    result: Option<&PartResult>,
    at: &str,
) -> Result<bool, Failure> {
    let moved = sqlx::query("UPDATE dossier_part SET state = ?, result = coalesce(?, result) WHERE id = ? AND state = ?")
        .bind(to.code())
        .bind(result.map(serde_json::to_string).transpose()?)
        .bind(&part.id)
        .bind(part.state.code())
        .execute(&mut *connection)
        .await?
        .rows_affected();
    if moved == 1 {
        follow(connection, code, at).await?;
    }
    Ok(moved == 1)
}

/// After a payment: parts that waited for it are worked on again. Gives the state of the whole; none without parts.
///
/// # Errors
/// When the database fails.
pub async fn paid(
    connection: &mut SqliteConnection,
    code: &str,
    at: &str,
) -> Result<Option<StateCode>, Failure> {
    sqlx::query("UPDATE dossier_part SET state = ? WHERE dossier_code = ? AND state = ?")
        .bind(StateCode::Processing.code())
        .bind(code)
        .bind(StateCode::PaymentRequired.code())
        .execute(&mut *connection)
        .await?;
    follow(connection, code, at).await
}

/// The whole follows its parts.
async fn follow(
    connection: &mut SqliteConnection,
    code: &str,
    at: &str,
) -> Result<Option<StateCode>, Failure> {
    let states: Vec<StateCode> = of(&mut *connection, code)
        .await?
        .iter()
        .map(|part| part.state)
        .collect();
    let Some(to) = whole(&states) else {
        return Ok(None);
    };
    sqlx::query("UPDATE dossier SET state = ? WHERE code = ?")
        .bind(to.code())
        .bind(code)
        .execute(&mut *connection)
        .await?;
    write::mark(connection, code, to, at).await?;
    Ok(Some(to))
}

/// The state of the whole (contract 4.8): 5 or 6 if any part is in it, else that of the part furthest behind. Parts that
/// were not accepted or stopped leave the others alone: they count only where there are no others.
pub fn whole(parts: &[StateCode]) -> Option<StateCode> {
    let asking = [StateCode::SupplementRequired, StateCode::PaymentRequired];
    let asked = asking.into_iter().find(|state| parts.contains(state));
    let over = |state: &StateCode| matches!(state, StateCode::NotAccepted | StateCode::Stopped);
    let furthest_behind =
        |of: &mut dyn Iterator<Item = StateCode>| of.min_by_key(|state| state.code());
    asked
        .or_else(|| furthest_behind(&mut parts.iter().copied().filter(|state| !over(state))))
        // All are over: stopped, where work on any had begun.
        .or_else(|| parts.iter().copied().max_by_key(|state| state.code()))
}

/// Whether a part has something to fetch.
pub fn has_result(part: &StoredPart) -> bool {
    part.result.is_some() && matches!(part.state, StateCode::Processed | StateCode::Returned)
}

/// A part on the wire.
pub fn wire(state: &AppState, row: &Stored, part: &StoredPart, language: Language) -> Part {
    let defined = state.definitions.case(&row.case_code, language);
    let defined = defined.map(|(service, _)| service.parts.as_slice());
    let name = { defined.unwrap_or_default().iter() }
        .find(|one| one.id == part.made.key)
        .map_or(part.made.name.as_str(), |one| one.name.as_str());
    Part {
        part_id: part.id.as_str().into(),
        procedure: CodeName {
            code: part.made.procedure_code.as_str().into(),
            name: name.into(),
        },
        agency: part.made.agency.clone(),
        dossier_code: Some(part_code(&row.code, part).into()),
        state: state_words(part.state.code(), language),
        due_at: part.due_at.as_deref().map(Into::into),
        result: part.result.clone(),
    }
}

fn read(row: &SqliteRow) -> Result<StoredPart, Failure> {
    let state: u8 = row.try_get("state")?;
    let result: Option<String> = row.try_get("result")?;
    Ok(StoredPart {
        id: row.try_get("id")?,
        seq: row.try_get("seq")?,
        made: NewPart {
            key: row.try_get("key")?,
            procedure_code: row.try_get("procedure_code")?,
            name: row.try_get("name")?,
            agency: serde_json::from_str(row.try_get("agency")?)?,
            results: serde_json::from_str(row.try_get("results")?)?,
        },
        state: StateCode::from_code(state)
            .ok_or_else(|| Failure::internal("database", &"state of a part"))?,
        due_at: row.try_get("due_at")?,
        result: result.map(|text| serde_json::from_str(&text)).transpose()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(parts: &[u8], expected: Option<u8>) {
        let states: Vec<_> = parts
            .iter()
            .filter_map(|code| StateCode::from_code(*code))
            .collect();
        assert_eq!(whole(&states).map(StateCode::code), expected, "{parts:?}");
    }

    #[test]
    fn the_whole_is_asked_when_a_part_is_and_else_as_far_as_the_last() {
        check(&[], None);
        check(&[1, 1, 1], Some(1));
        check(&[9, 2, 1], Some(1));
        check(&[9, 4, 10], Some(4));
        check(&[1, 5, 9], Some(5));
        check(&[1, 6, 9], Some(6));
        check(&[6, 5], Some(5));
        check(&[9, 10], Some(9));
    }

    #[test]
    fn a_part_that_is_refused_leaves_the_others_alone() {
        check(&[3, 9], Some(9));
        check(&[8, 2, 9], Some(2));
        check(&[3, 3], Some(3));
        check(&[3, 8], Some(8));
    }
}
