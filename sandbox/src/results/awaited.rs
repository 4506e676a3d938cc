//! What a result still waits for after it was issued: the population database gives a newborn's personal number days
//! after the birth was registered. Until then the record has the attribute, with its source and no value
//! (`docs/decisions/0015-values-not-yet-there.md`).

use portal_api::StateCode;
use serde_json::Value;
use sqlx::{Row, SqliteConnection, SqlitePool};

use super::Issue;
use crate::clock::Clock;
use crate::dossiers::write::{self, Event};
use crate::persons::Holds;
use crate::problem::Failure;

/// So long the population database takes here.
pub const DELAY: i64 = 3 * 86_400;

/// The number that comes with a first registration of birth, and who gives it.
const NUMBER: &str = "child_personal_id";
const GIVER: &str = "population";

/// A value that is not there yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Awaited {
    /// Attribute of the result's record.
    pub attribute: String,
    /// Who gives it.
    pub source: String,
}

/// Notes what a result waits for, if anything.
pub(super) async fn begin(
    connection: &mut SqliteConnection,
    id: &str,
    result: &Issue,
    now: i64,
) -> Result<(), Failure> {
    if !brings_a_number(result) {
        return Ok(());
    }
    let given: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM awaited")
        .fetch_one(&mut *connection)
        .await?;
    sqlx::query("INSERT INTO awaited (result_id, dossier_code, attribute, source, value, due_at) VALUES (?, ?, ?, ?, ?, ?)")
        .bind(id)
        .bind(&result.dossier_code)
        .bind(NUMBER)
        .bind(GIVER)
        .bind(Value::from(number(&result.attributes, given)).to_string())
        .bind(now + DELAY)
        .execute(connection)
        .await?;
    Ok(())
}

/// What the results of a person wait for: id of the result and value.
pub(super) async fn of_person(
    db: &SqlitePool,
    person: &str,
) -> Result<Vec<(String, Awaited)>, Failure> {
    let rows = sqlx::query("SELECT a.result_id, a.attribute, a.source FROM awaited a JOIN issued_result r ON r.id = a.result_id WHERE r.person = ? AND a.answered_at IS NULL ORDER BY a.attribute")
        .bind(person)
        .fetch_all(db)
        .await?;
    let one = |row: &sqlx::sqlite::SqliteRow| {
        let awaited = Awaited {
            attribute: row.try_get("attribute")?,
            source: row.try_get("source")?,
        };
        Ok((row.try_get("result_id")?, awaited))
    };
    rows.iter().map(one).collect()
}

/// The attributes that the results of a dossier wait for.
///
/// # Errors
/// When the database fails.
pub async fn of_dossier(db: &SqlitePool, code: &str) -> Result<Vec<String>, Failure> {
    let names = sqlx::query_scalar("SELECT attribute FROM awaited WHERE dossier_code = ? AND answered_at IS NULL ORDER BY result_id, attribute")
        .bind(code)
        .fetch_all(db)
        .await?;
    Ok(names)
}

/// Lets what a dossier waits for come now; false where it waits for nothing.
///
/// # Errors
/// When the database fails.
pub async fn hasten(db: &SqlitePool, clock: &Clock, code: &str) -> Result<bool, Failure> {
    let moved = sqlx::query(
        "UPDATE awaited SET due_at = min(due_at, ?) WHERE dossier_code = ? AND answered_at IS NULL",
    )
    .bind(clock.unix())
    .bind(code)
    .execute(db)
    .await?
    .rows_affected();
    settle(db, clock).await?;
    Ok(moved > 0)
}

/// Takes in what has come by now: the record has its value, the dossier a line in its timeline.
///
/// # Errors
/// When the database fails.
pub async fn settle(db: &SqlitePool, clock: &Clock) -> Result<(), Failure> {
    let rows = sqlx::query("SELECT result_id, dossier_code, attribute, value FROM awaited WHERE answered_at IS NULL AND due_at <= ?")
        .bind(clock.unix())
        .fetch_all(db)
        .await?;
    for row in rows {
        let (result, code, attribute): (String, String, String) = (
            row.try_get("result_id")?,
            row.try_get("dossier_code")?,
            row.try_get("attribute")?,
        );
        let value: Value = serde_json::from_str(&row.try_get::<String, _>("value")?)?;
        let mut transaction = db.begin_with("BEGIN IMMEDIATE").await?;
        let taken = sqlx::query("UPDATE awaited SET answered_at = ? WHERE result_id = ? AND attribute = ? AND answered_at IS NULL")
            .bind(clock.unix())
            .bind(&result)
            .bind(&attribute)
            .execute(&mut *transaction)
            .await?
            .rows_affected();
        // Another request was faster.
        if taken == 0 {
            continue;
        }
        keep(&mut transaction, &result, &attribute, value).await?;
        note(&mut transaction, clock, &code, &attribute).await?;
        transaction.commit().await?;
    }
    Ok(())
}

async fn keep(
    connection: &mut SqliteConnection,
    result: &str,
    attribute: &str,
    value: Value,
) -> Result<(), Failure> {
    let held: String = sqlx::query_scalar("SELECT attributes FROM issued_result WHERE id = ?")
        .bind(result)
        .fetch_one(&mut *connection)
        .await?;
    let mut holds: Holds = serde_json::from_str(&held)?;
    holds.insert(attribute.to_owned(), value);
    sqlx::query("UPDATE issued_result SET attributes = ? WHERE id = ?")
        .bind(serde_json::to_string(&holds)?)
        .bind(result)
        .execute(connection)
        .await?;
    Ok(())
}

/// The number itself never stands in the timeline: whoever tracks the dossier reads it.
async fn note(
    connection: &mut SqliteConnection,
    clock: &Clock,
    code: &str,
    attribute: &str,
) -> Result<(), Failure> {
    let state: Option<u8> = sqlx::query_scalar("SELECT state FROM dossier WHERE code = ?")
        .bind(code)
        .fetch_optional(&mut *connection)
        .await?;
    let Some(state) = state.and_then(StateCode::from_code) else {
        return Ok(());
    };
    let at = clock.instant();
    let event = Event {
        at: at.as_str(),
        part: None,
        state,
        what: &format!("answered-{attribute}"),
        note: None,
        actor: "system",
        documents: &[],
    };
    write::note(connection, code, &event).await
}

/// A first registration of a Vietnamese child; who has had papers before has a number already.
fn brings_a_number(result: &Issue) -> bool {
    let held = |name: &str| result.attributes.get(name);
    let kind = held("registration_kind").and_then(Value::as_str);
    let country = held("child_nationality").and_then(|country| country.get("code")?.as_str());
    result.record_kind.as_deref() == Some("birth_certificate")
        && held(NUMBER).is_none_or(Value::is_null)
        && matches!(kind, None | Some("on_time" | "late"))
        && country.is_none_or(|code| code == "VN")
}

/// A number real in structure, with 999 where chance would stand, as those of the test persons.
fn number(holds: &Holds, given: i64) -> String {
    let text = |name: &str| holds.get(name).and_then(Value::as_str).unwrap_or_default();
    let place = holds.get("child_birth_place");
    let province = place.and_then(|place| place.get("province")?.as_str());
    let year: u32 = { text("child_birth_date").get(..4) }
        .and_then(|year| year.parse().ok())
        .unwrap_or(2000);
    let sex = u32::from(text("child_gender") == "female");
    let century = year.saturating_sub(1900) / 100 * 2 + sex;
    let (province, year) = (province.unwrap_or("01"), year % 100);
    format!(
        "0{province:0>2}{century}{year:02}999{:03}",
        500 + given % 500
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use vietnam::personal_id::{PersonalId, Sex};

    #[test]
    fn a_number_fits_its_child() {
        let holds = |gender: &str| -> Holds {
            let value = json!({ "child_birth_date": "2026-11-03", "child_gender": gender,
                "child_birth_place": { "province": "79" } });
            serde_json::from_value(value).unwrap()
        };
        assert_eq!(number(&holds("female"), 7), "079326999507");
        let boy = PersonalId::parse(&number(&holds("male"), 0)).unwrap();
        assert!(boy.warnings(Some(2026), Some(Sex::Male)).is_empty());
    }
}
