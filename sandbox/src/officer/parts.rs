//! What an officer does with a part of a linked service. Without naming one, whatever part allows it is meant.

use portal_api::{DocumentKind, PartResult, StateCode};

use super::act::{Act, Desk, Refusal, owes, refusal_slip};
use super::issue;
use crate::dossiers::parts::{self, StoredPart};
use crate::dossiers::store::Stored;
use crate::dossiers::write::{self, Event, NewDocument};
use crate::problem::Failure;

/// Does it.
pub(super) async fn act(
    desk: &Desk<'_>,
    row: &Stored,
    all: &[StoredPart],
    named: Option<&str>,
    act: &Act,
) -> Result<(), Refusal> {
    let meant: Vec<&StoredPart> = all
        .iter()
        .filter(|part| named.is_none_or(|name| part.id == name || part.made.key == name))
        .filter(|part| step(part.state, act).is_some())
        .collect();
    // Fees are the whole dossier's, and each of its results comes after them.
    if !meant.is_empty() && *act == Act::Issue && owes(row) {
        return Err(Refusal::Unpaid);
    }
    let nothing_owed = *act == Act::AskPayment && !owes(row);
    if meant.is_empty() || nothing_owed {
        return Err(Refusal::WrongState);
    }
    for part in meant {
        one(desk, row, part, act).await?;
    }
    Ok(())
}

/// The state that an act leads to, and key of its words.
fn step(from: StateCode, act: &Act) -> Option<(StateCode, &'static str)> {
    let working = matches!(from, StateCode::Accepted | StateCode::Processing);
    match act {
        Act::Accept if from == StateCode::Registered => {
            Some((StateCode::Accepted, "part-accepted"))
        }
        Act::Refuse(_) if from == StateCode::Registered => {
            Some((StateCode::NotAccepted, "part-refused"))
        }
        Act::Refuse(_) if working => Some((StateCode::Stopped, "part-stopped")),
        Act::Issue if working => Some((StateCode::Processed, "part-issued")),
        Act::AskPayment if working => Some((StateCode::PaymentRequired, "payment-asked")),
        Act::Move(to) if *to != from => Some((*to, "part-moved")),
        _ => None,
    }
}

async fn one(desk: &Desk<'_>, row: &Stored, part: &StoredPart, act: &Act) -> Result<(), Refusal> {
    let (to, what) = step(part.state, act).ok_or(Refusal::WrongState)?;
    let (at, today) = (desk.clock.instant(), desk.clock.today_text());
    let mut transaction = desk.db.begin_with("BEGIN IMMEDIATE").await?;
    let (mut papers, mut note): (Vec<NewDocument>, Option<&str>) = (Vec::new(), None);
    let mut result = None;
    match act {
        Act::Refuse(reason) => {
            papers.push(refusal_slip(row, &part.made.agency, reason, &today));
            note = Some(reason);
        }
        Act::Issue => {
            papers = issue::part(desk, &mut transaction, row, part).await?;
            let codes = part.made.results.iter().map(|kind| kind.code.as_str());
            result = { papers.iter().zip(codes) }
                .next()
                .map(|(paper, code)| of_paper(paper, code));
        }
        _ => {}
    }
    if !parts::move_on(
        &mut transaction,
        &row.code,
        part,
        to,
        result.as_ref(),
        at.as_str(),
    )
    .await?
    {
        return Err(Refusal::WrongState);
    }
    let mut documents = Vec::new();
    for paper in &papers {
        write::add_document(&mut transaction, &row.code, paper).await?;
        documents.push(paper.document.document_id.to_string());
    }
    let event = Event {
        at: at.as_str(),
        part: Some(&part.id),
        state: to,
        what,
        note,
        actor: "officer",
        documents: &documents,
    };
    write::note(&mut transaction, &row.code, &event).await?;
    transaction.commit().await.map_err(Failure::from)?;
    Ok(())
}

fn of_paper(paper: &NewDocument, code: &str) -> PartResult {
    let document = &paper.document;
    debug_assert_eq!(document.kind, DocumentKind::Result);
    PartResult {
        result_code: code.into(),
        document_id: Some(document.document_id.clone()),
        result_id: document.result_id.clone(),
        number: document.number.clone(),
        issued_on: document.issued_on.clone(),
    }
}
