//! Appointments in the database.

use std::collections::BTreeMap;

use portal_api::{Agency, Appointment, DossierAppointment, PersonRef};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection, SqlitePool};

use super::slots::Slot;
use crate::problem::Failure;
use crate::state::AppState;

/// An appointment.
#[derive(Clone, Debug)]
pub struct Booked {
    /// The appointment.
    pub id: String,
    /// Who booked.
    pub person: String,
    /// Where.
    pub agency: Agency,
    /// When, as the wire has it.
    pub start: String,
    /// Number to call.
    pub ticket: String,
    /// Token of the QR code: it says nothing.
    pub token: String,
    /// Who comes, unless who booked.
    pub visitor: Option<PersonRef>,
    /// Phone to reach them.
    pub phone: String,
    /// The draft it is for.
    pub draft_id: Option<String>,
    /// The dossier it is for.
    pub dossier_code: Option<String>,
}

impl Booked {
    /// As the profile answers it.
    pub(super) fn wire(&self) -> Appointment {
        Appointment {
            appointment_id: self.id.as_str().into(),
            ticket_code: self.ticket.as_str().into(),
            start: self.start.as_str().into(),
            agency: self.agency.clone(),
            qr: self.token.as_str().into(),
        }
    }

    /// Whether it is the time of a slot.
    pub fn is_at(&self, slot_id: &str) -> bool {
        Slot::of(slot_id)
            .is_some_and(|slot| slot.agency == *self.agency.code && slot.start() == self.start)
    }

    /// Whether it is on a day, `YYYY-MM-DD`.
    pub fn is_on(&self, day: &str) -> bool {
        self.start.get(..10) == Some(day)
    }

    /// The time of day at which it begins: `08:30`.
    pub fn clock(&self) -> &str {
        self.start.get(11..16).unwrap_or_default()
    }

    /// As a dossier shows it.
    pub fn of_dossier(self) -> DossierAppointment {
        DossierAppointment {
            appointment_id: self.id.into(),
            start: self.start.into(),
            agency: self.agency,
            ticket_code: self.ticket.into(),
        }
    }
}

const COLUMNS: &str = "SELECT id, person, agency, start, ticket, token, visitor, phone, draft_id, dossier_code FROM appointment WHERE cancelled_at IS NULL AND ";

/// Places taken at an office, by time.
pub(super) async fn taken(db: &SqlitePool, agency: &str) -> Result<BTreeMap<String, i64>, Failure> {
    let rows = sqlx::query("SELECT start, count(*) FROM appointment WHERE agency_code = ? AND cancelled_at IS NULL GROUP BY start")
        .bind(agency)
        .fetch_all(db)
        .await?;
    rows.iter()
        .map(|row| Ok((row.try_get(0)?, row.try_get(1)?)))
        .collect()
}

/// Books a place, if one is left; the former of the same draft or dossier is given back.
pub(super) async fn book(
    state: &AppState,
    mut new: Booked,
    places: i64,
) -> Result<Option<Booked>, Failure> {
    let mut transaction = state.db.begin_with("BEGIN IMMEDIATE").await?;
    let now = state.clock.instant();
    for (column, of) in [
        ("draft_id", &new.draft_id),
        ("dossier_code", &new.dossier_code),
    ] {
        let Some(of) = of else { continue };
        let query = [
            "UPDATE appointment SET cancelled_at = ? WHERE cancelled_at IS NULL AND person = ? AND ",
            column,
            " = ?",
        ];
        sqlx::query(sqlx::AssertSqlSafe(query.concat()))
            .bind(now.as_str())
            .bind(&new.person)
            .bind(of)
            .execute(&mut *transaction)
            .await?;
    }
    let here = "SELECT count(*) FROM appointment WHERE agency_code = ? AND start = ?";
    let all: i64 = sqlx::query_scalar(here)
        .bind(new.agency.code.as_str())
        .bind(&new.start)
        .fetch_one(&mut *transaction)
        .await?;
    let live: i64 = sqlx::query_scalar("SELECT count(*) FROM appointment WHERE agency_code = ? AND start = ? AND cancelled_at IS NULL")
        .bind(new.agency.code.as_str())
        .bind(&new.start)
        .fetch_one(&mut *transaction)
        .await?;
    if live >= places {
        return Ok(None);
    }
    // A number that was given back is not called twice.
    let when: String = new.start.chars().filter(char::is_ascii_digit).collect();
    let when = when.get(4..12).unwrap_or_default();
    new.ticket = format!("{when}-{}", all + 1);
    sqlx::query("INSERT INTO appointment (id, person, agency, agency_code, start, ticket, token, visitor, phone, draft_id, dossier_code) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(&new.id)
        .bind(&new.person)
        .bind(serde_json::to_string(&new.agency)?)
        .bind(new.agency.code.as_str())
        .bind(&new.start)
        .bind(&new.ticket)
        .bind(&new.token)
        .bind(new.visitor.as_ref().map(serde_json::to_string).transpose()?)
        .bind(&new.phone)
        .bind(&new.draft_id)
        .bind(&new.dossier_code)
        .execute(&mut *transaction)
        .await?;
    transaction.commit().await?;
    Ok(Some(new))
}

/// Gives an appointment of a person back.
pub(super) async fn cancel(state: &AppState, person: &str, id: &str) -> Result<(), Failure> {
    let given_back = sqlx::query("UPDATE appointment SET cancelled_at = ? WHERE id = ? AND person = ? AND cancelled_at IS NULL")
        .bind(state.clock.instant().as_str())
        .bind(id)
        .bind(person)
        .execute(&state.db)
        .await?
        .rows_affected();
    if given_back == 1 {
        Ok(())
    } else {
        Err(Failure::not_found())
    }
}

/// The appointment that a draft names, while it is the person's and still to come, and serves no other draft or dossier.
///
/// # Errors
/// When the database fails.
pub async fn for_draft(
    state: &AppState,
    person: &str,
    draft: &str,
    id: &str,
) -> Result<Option<Booked>, Failure> {
    let found = one(&state.db, "id = ?", id).await?;
    let now = state.clock.instant();
    Ok(found.filter(|one| {
        one.person == person
            && one.start.as_str() > now.as_str()
            && one.draft_id.as_deref().is_none_or(|of| of == draft)
            && one.dossier_code.is_none()
    }))
}

/// The appointment of a dossier.
///
/// # Errors
/// When the database fails.
pub async fn of_dossier(db: &SqlitePool, code: &str) -> Result<Option<Booked>, Failure> {
    one(db, "dossier_code = ? ORDER BY start DESC", code).await
}

/// Puts an appointment to the dossier that its draft became; false when another draft was quicker.
///
/// # Errors
/// When the database fails.
pub async fn attach(
    connection: &mut SqliteConnection,
    id: &str,
    draft: &str,
    dossier: &str,
) -> Result<bool, Failure> {
    let attached = sqlx::query("UPDATE appointment SET dossier_code = ? WHERE id = ? AND cancelled_at IS NULL AND dossier_code IS NULL AND (draft_id IS NULL OR draft_id = ?)")
        .bind(dossier)
        .bind(id)
        .bind(draft)
        .execute(connection)
        .await?
        .rows_affected();
    Ok(attached == 1)
}

async fn one(db: &SqlitePool, which: &'static str, value: &str) -> Result<Option<Booked>, Failure> {
    let row = sqlx::query(sqlx::AssertSqlSafe([COLUMNS, which].concat()))
        .bind(value)
        .fetch_optional(db)
        .await?;
    row.as_ref().map(read).transpose()
}

fn read(row: &SqliteRow) -> Result<Booked, Failure> {
    let visitor: Option<String> = row.try_get("visitor")?;
    Ok(Booked {
        id: row.try_get("id")?,
        person: row.try_get("person")?,
        agency: serde_json::from_str(row.try_get("agency")?)?,
        start: row.try_get("start")?,
        ticket: row.try_get("ticket")?,
        token: row.try_get("token")?,
        visitor: visitor
            .map(|text| serde_json::from_str(&text))
            .transpose()?,
        phone: row.try_get("phone")?,
        draft_id: row.try_get("draft_id")?,
        dossier_code: row.try_get("dossier_code")?,
    })
}
