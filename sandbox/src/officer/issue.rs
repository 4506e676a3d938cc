//! Issues the results of a case: each becomes a prior result with the values that its definition says it holds, so
//! that the next service can reuse it.

use forms::definition::{ResultKind, Service};
use forms::eval::Scope;
use portal_api::{Agency, DocumentKind, DossierDocument, StateCode};
use serde_json::Value;
use sqlx::SqliteConnection;
use vietnam::CivilDate;

use super::act::{Desk, Refusal, owes};
use crate::conventions::Language;
use crate::dossiers::parts::StoredPart;
use crate::dossiers::store::Stored;
use crate::dossiers::write::{self, Event, NewDocument};
use crate::drafts::judge::answers;
use crate::persons::Holds;
use crate::problem::Failure;
use crate::random;
use crate::results::{self, Issue};

/// Attributes that the office writes itself, wherever the record kind has them as text or date.
const NUMBERS: [&str; 2] = ["number", "certificate_number"];
const DATES: [&str; 3] = ["registration_date", "issue_date", "date"];
const PLACES: [&str; 3] = ["registration_place", "issuer", "place"];

pub(super) async fn issue(desk: &Desk<'_>, row: &Stored) -> Result<(), Refusal> {
    if !matches!(row.state, StateCode::Accepted | StateCode::Processing) {
        return Err(Refusal::WrongState);
    }
    let (service, case) = desk
        .definitions
        .case(&row.case_code, Language::Vi)
        .ok_or(Refusal::NoResult)?;
    if case.results.is_empty() {
        return Err(Refusal::NoResult);
    }
    if owes(row) {
        return Err(Refusal::Unpaid);
    }
    let results = results_of(desk, service, &case.results, row, &row.agency, 0)?;
    let mut transaction = desk.db.begin().await?;
    if !write::move_on(&mut transaction, row, StateCode::Processed).await? {
        return Err(Refusal::WrongState);
    }
    let mut papers = Vec::new();
    for paper in keep(desk, &mut transaction, &results).await? {
        write::add_document(&mut transaction, &row.code, &paper).await?;
        papers.push(paper.document.document_id.to_string());
    }
    let at = desk.clock.instant();
    let event = Event {
        at: at.as_str(),
        part: None,
        state: StateCode::Processed,
        what: "issued",
        note: None,
        actor: "officer",
        documents: &papers,
    };
    write::note(&mut transaction, &row.code, &event).await?;
    transaction.commit().await?;
    Ok(())
}

/// Issues what a part of a linked service issues, inside a transaction of the caller; gives the papers to be added.
pub(super) async fn part(
    desk: &Desk<'_>,
    connection: &mut SqliteConnection,
    row: &Stored,
    part: &StoredPart,
) -> Result<Vec<NewDocument>, Refusal> {
    let (service, _) = desk
        .definitions
        .case(&row.case_code, Language::Vi)
        .ok_or(Refusal::NoResult)?;
    let (kinds, agency) = (&part.made.results, &part.made.agency);
    let before = usize::try_from(part.seq).unwrap_or_default();
    let results = results_of(desk, service, kinds, row, agency, before)?;
    Ok(keep(desk, connection, &results).await?)
}

/// Makes them prior results, and papers.
async fn keep(
    desk: &Desk<'_>,
    connection: &mut SqliteConnection,
    results: &[Issue],
) -> Result<Vec<NewDocument>, Failure> {
    let mut papers = Vec::new();
    for result in results {
        let id = results::issue(&mut *connection, result, desk.clock.unix()).await?;
        papers.push(paper(result, id));
    }
    Ok(papers)
}

/// The results of a case or part, with what their definition says they hold. `before`: parts that have numbers too.
fn results_of(
    desk: &Desk<'_>,
    service: &Service,
    kinds: &[ResultKind],
    row: &Stored,
    agency: &Agency,
    before: usize,
) -> Result<Vec<Issue>, Failure> {
    let today = desk.clock.today_text();
    let day = CivilDate::parse_iso(&today)
        .map_err(|fault| Failure::internal("clock", &format!("{fault:?}")))?;
    let answers = answers(service, &row.sent, day);
    let scope = Scope::new(service, &answers);
    let made = kinds.iter().enumerate().map(|(at, kind)| {
        let number = number(&row.code, before + at, day);
        let mut holds: Holds = kind
            .holds
            .iter()
            .filter_map(|(name, expr)| Some((name.clone(), scope.value(expr)?)))
            .collect();
        written_by_office(desk, kind, agency, &number, &today, &mut holds);
        Issue {
            person: row.person.clone(),
            code: kind.code.clone(),
            title: kind.name.clone(),
            number: Some(number),
            dossier_code: row.code.clone(),
            agency: agency.clone(),
            issued_on: today.clone(),
            valid_until: None,
            record_kind: kind.record.clone(),
            attributes: holds,
        }
    });
    Ok(made.collect())
}

/// The dossier's running number and the year; a second result of the same dossier has a letter.
fn number(code: &str, at: usize, day: CivilDate) -> String {
    let running = code
        .rsplit('-')
        .next()
        .unwrap_or_default()
        .trim_start_matches('0');
    let letter = ["", "A", "B", "C", "D"].get(at).copied().unwrap_or("E");
    format!("{running}{letter}/{}", day.year())
}

/// Number, day and place of registration, where the record kind has them and the answers do not give them.
fn written_by_office(
    desk: &Desk<'_>,
    kind: &ResultKind,
    agency: &Agency,
    number: &str,
    today: &str,
    holds: &mut Holds,
) {
    let Some(record) = &kind.record else { return };
    let written = [
        (&NUMBERS[..], "text", number),
        (&DATES[..], "date", today),
        (&PLACES[..], "text", agency.name.as_str()),
    ];
    for (names, of, value) in written {
        let name = names.iter().find(|name| {
            desk.facts
                .get(record, name)
                .is_some_and(|known| known.kind == of)
        });
        if let Some(name) = name {
            holds
                .entry((*name).to_owned())
                .or_insert_with(|| Value::from(value));
        }
    }
}

fn paper(result: &Issue, id: String) -> NewDocument {
    NewDocument {
        document: DossierDocument {
            document_id: random::id().into(),
            kind: DocumentKind::Result,
            title: result.title.as_str().into(),
            number: result.number.as_deref().map(Into::into),
            issued_on: Some(result.issued_on.as_str().into()),
            media_type: "application/pdf".to_owned(),
            size: None,
            signature: None,
            result_id: Some(id.into()),
            submitted: None,
        },
        upload_id: None,
        file: None,
    }
}
