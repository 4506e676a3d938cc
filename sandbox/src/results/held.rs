//! Results that a person holds: those of earlier days from the person's file, and those issued here.

use portal_api::{Agency, AgencyLevel, ResultStatus};
use serde_json::Value;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use super::awaited::{self, Awaited};
use crate::persons::{Holds, Person, Record, handle, paper};
use crate::problem::Failure;
use crate::random;
use crate::registers::Settled;
use crate::session::Assured;
use crate::state::AppState;

/// A result with its file and its values.
#[derive(Clone, Debug)]
pub struct Held {
    /// Handle.
    pub id: String,
    /// `KQ.…`, or the product's own.
    pub code: String,
    /// Title.
    pub title: String,
    /// Number on it.
    pub number: Option<String>,
    /// Who issued it.
    pub issuer: Option<Agency>,
    /// Day of issue.
    pub issued_on: Option<String>,
    /// Last day of validity.
    pub valid_until: Option<String>,
    /// It was revoked.
    pub revoked: bool,
    /// Where it is kept.
    pub source: String,
    /// The dossier it came from.
    pub dossier_code: Option<String>,
    /// Its values as a record.
    pub record: Option<Record>,
    /// What that record still waits for.
    pub awaited: Vec<Awaited>,
    /// The source gives the values too.
    pub structured: bool,
    /// Signed electronically.
    pub signed: bool,
    /// Name of its file.
    pub file_name: String,
    /// Media type of its file.
    pub file_type: String,
    /// The file; none when it is no longer kept.
    pub file: Option<Vec<u8>>,
}

/// A result to be issued.
#[derive(Clone, Debug)]
pub struct Issue {
    /// Whose it is: key of the person.
    pub person: String,
    /// Code of the result.
    pub code: String,
    /// Title.
    pub title: String,
    /// Number on it.
    pub number: Option<String>,
    /// The dossier it comes from.
    pub dossier_code: String,
    /// Who issues it.
    pub agency: Agency,
    /// Day of issue.
    pub issued_on: String,
    /// Last day of validity.
    pub valid_until: Option<String>,
    /// Record kind of `facts.csv`.
    pub record_kind: Option<String>,
    /// Attribute → value.
    pub attributes: Holds,
}

impl Held {
    /// Whether it holds on a day.
    pub fn status(&self, today: &str) -> ResultStatus {
        match &self.valid_until {
            _ if self.revoked => ResultStatus::Revoked,
            Some(end) if end.as_str() < today => ResultStatus::Expired,
            _ => ResultStatus::Current,
        }
    }
}

/// All results that a person holds.
///
/// # Errors
/// When the database fails.
pub async fn held(state: &AppState, who: &Assured) -> Result<Vec<Held>, Failure> {
    held_by(state, &who.person, who.personal_id.as_deref()).await
}

/// The same of a person by key and number, who need not be signed in.
///
/// # Errors
/// When the database fails.
pub async fn held_by(
    state: &AppState,
    key: &str,
    personal_id: Option<&str>,
) -> Result<Vec<Held>, Failure> {
    awaited::settle(&state.db, &state.clock).await?;
    let settled = Settled::load(&state.db).await?;
    let today = state.clock.today_text();
    let person = state.persons.find(key, personal_id).into_iter();
    let earlier = person.flat_map(|person| of_file(person, &settled, &today));
    let rows = sqlx::query(
        "SELECT id, result_code, title, number, dossier_code, agency_code, agency_name, issued_on, valid_until, record_kind, attributes, file_name, file_type, file \
         FROM issued_result WHERE person = ? ORDER BY issued_on DESC, id",
    )
    .bind(key)
    .fetch_all(&state.db)
    .await?;
    let mut issued = rows
        .iter()
        .map(|row| of_row(state, row))
        .collect::<Result<Vec<_>, Failure>>()?;
    for (id, value) in awaited::of_person(&state.db, key).await? {
        let of = issued.iter_mut().filter(|result| result.id == id);
        of.for_each(|result| result.awaited.push(value.clone()));
    }
    Ok(issued.into_iter().chain(earlier).collect())
}

/// Issues a result: it is then among the person's prior results, with its values and a file, and gives its id. `now` in
/// seconds since 1970, from which what comes later is counted.
///
/// # Errors
/// When the database fails.
pub async fn issue(
    connection: &mut SqliteConnection,
    result: &Issue,
    now: i64,
) -> Result<String, Failure> {
    let id = random::id();
    let lines = [
        result.title.clone(),
        result.number.clone().unwrap_or_default(),
        result.agency.name.to_string(),
        result.issued_on.clone(),
    ];
    sqlx::query(
        "INSERT INTO issued_result (id, person, result_code, title, number, dossier_code, agency_code, agency_name, issued_on, valid_until, record_kind, attributes, file_name, file_type, file) \
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'application/pdf', ?)",
    )
    .bind(&id)
    .bind(&result.person)
    .bind(&result.code)
    .bind(&result.title)
    .bind(&result.number)
    .bind(&result.dossier_code)
    .bind(result.agency.code.as_str())
    .bind(result.agency.name.as_str())
    .bind(&result.issued_on)
    .bind(&result.valid_until)
    .bind(&result.record_kind)
    .bind(serde_json::to_string(&result.attributes)?)
    .bind(format!("{}.pdf", result.title))
    .bind(paper(&lines))
    .execute(&mut *connection)
    .await?;
    awaited::begin(connection, &id, result, now).await?;
    Ok(id)
}

/// Those of the person, and of organisations that the person acts for.
fn of_file(person: &Person, settled: &Settled, today: &str) -> impl Iterator<Item = Held> {
    let organisations = person.organisations.iter();
    let of_organisations = organisations
        .filter(move |one| one.is_acted_for(today))
        .flat_map(|one| &one.records);
    { person.records.iter().chain(of_organisations) }.filter_map(|record| {
        let record = settled.now(record);
        let info = record.result.as_ref()?;
        // What the province keeps too is known here, without the national warehouse.
        let source = { record.sources.iter() }
            .filter(|source| source.ends_with("-warehouse"))
            .max_by_key(|source| *source == "province-warehouse")?;
        let lines = [
            info.title.clone(),
            record.reference.clone().unwrap_or_default(),
            record.issued_on.clone().unwrap_or_default(),
        ];
        Some(Held {
            id: handle(&["result", &record.handle]),
            code: info.code.clone(),
            title: info.title.clone(),
            number: record.reference.clone(),
            issuer: record.issuer.as_ref().map(crate::prefill::records::agency),
            issued_on: record.issued_on.clone(),
            valid_until: record.valid_until.clone(),
            revoked: info.status.as_deref() == Some("revoked"),
            source: source.clone(),
            dossier_code: None,
            awaited: Vec::new(),
            structured: info.structured,
            signed: record.signed,
            file_name: format!("{}.pdf", info.title),
            file_type: "application/pdf".to_owned(),
            file: (!info.gone).then(|| paper(&lines)),
            record: Some(record.into_owned()),
        })
    })
}

fn of_row(state: &AppState, row: &SqliteRow) -> Result<Held, Failure> {
    let text = |name: &str| row.try_get::<String, _>(name);
    let maybe = |name: &str| row.try_get::<Option<String>, _>(name);
    let (id, issued_on, valid_until) = (text("id")?, text("issued_on")?, maybe("valid_until")?);
    let holds: Holds =
        serde_json::from_str::<std::collections::BTreeMap<String, Value>>(&text("attributes")?)?;
    // What is issued here stands in the province's warehouse, the national one, and the register of its kind.
    let record = maybe("record_kind")?.map(|kind| Record {
        sources: state
            .sources
            .asked()
            .map(|source| source.id.clone())
            .filter(|source| source != "vneid" && state.facts.serves(source, &kind))
            .collect(),
        kind,
        reference: None,
        issuer: None,
        issued_on: Some(issued_on.clone()),
        valid_until: valid_until.clone(),
        signed: true,
        result: None,
        holds,
        besides: std::collections::BTreeMap::new(),
        handle: id.clone(),
    });
    Ok(Held {
        code: text("result_code")?,
        title: text("title")?,
        number: maybe("number")?,
        issuer: Some(Agency {
            code: text("agency_code")?.into(),
            name: text("agency_name")?.into(),
            level: AgencyLevel::Other,
            admin_unit_code: None,
        }),
        issued_on: Some(issued_on),
        valid_until,
        revoked: false,
        source: "province-warehouse".to_owned(),
        dossier_code: Some(text("dossier_code")?),
        awaited: Vec::new(),
        structured: record.is_some(),
        record,
        signed: true,
        file_name: text("file_name")?,
        file_type: text("file_type")?,
        file: Some(row.try_get("file")?),
        id,
    })
}
