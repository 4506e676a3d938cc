//! Dossiers: the person's own, and one looked up by its code (operations 29 to 31 and 34).

mod refusal;
mod sent;

use std::collections::BTreeSet;

use super::Problem;
use super::draft::{Saved, answered};
use super::fee::{Fee, fees};
use super::request::Request;
use super::subject::Who;
use crate::route::escape_query;
use gloo::net::http::Method;
use portal_api::{
    Action, ConfirmationState, DocumentKind, Dossier as WireDossier, DossierAppointment,
    DossierConfirmation, DossierSummary, Page, SupplementState, TrackedDossier, TrackingProof,
    TrackingRequest,
};

pub use refusal::Refusal;
pub use sent::{Sent, sent};

/// How a dossier stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// National code, 1 to 10; another one is shown by its name.
    pub code: u8,
    /// Its official name, in the language of the request.
    pub name: String,
}

/// A dossier in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its code.
    pub code: String,
    /// What was asked for.
    pub title: String,
    /// How it stands.
    pub state: State,
    /// When it was sent (RFC 3339).
    pub sent_at: String,
    /// When it is due (RFC 3339).
    pub due_at: Option<String>,
    /// Whether it is late.
    pub overdue: bool,
    /// Whether the office waits for the person.
    pub waits: bool,
}

/// A dossier, without what was sent in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dossier {
    /// Its code.
    pub code: String,
    /// Procedure, or the case where there is one.
    pub title: String,
    /// Number of the service ("09"), if it is one of the essential ones.
    pub service: Option<String>,
    /// Whom it is for; only its person is told.
    pub applicant: Option<String>,
    /// The office in charge.
    pub office: String,
    /// How it stands.
    pub state: State,
    /// The same in the office's own words.
    pub detail: Option<String>,
    /// When it was sent (RFC 3339).
    pub sent_at: String,
    /// When it is due (RFC 3339); the new date after a delay.
    pub due_at: Option<String>,
    /// Whether it is late.
    pub overdue: bool,
    /// One per office, of linked services only: name, office, how it stands.
    pub parts: Vec<(String, String, State)>,
    /// What happened, oldest first.
    pub events: Vec<Event>,
    /// What the office still waits for.
    pub asked: Vec<Asked>,
    /// Papers that can be fetched.
    pub documents: Vec<Document>,
    /// What is to be paid, or was; only its person is told.
    pub fees: Vec<Fee>,
    /// Whether the office waits for a payment now.
    pub may_pay: bool,
    /// Names of those whose agreement the office waits for; only its person is told.
    pub agreeing: Vec<String>,
    /// Those who did not agree; only its person is told.
    pub refusing: Vec<Refusal>,
    /// The time that was booked at the office.
    pub appointment: Option<Booked>,
}

/// A time at an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Booked {
    /// When (RFC 3339).
    pub start: String,
    /// Where.
    pub office: String,
    /// Number to call.
    pub ticket: String,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// When (RFC 3339).
    pub at: String,
    /// State after it.
    pub state: u8,
    /// What.
    pub title: String,
    /// More about it.
    pub note: Option<String>,
    /// The unit in charge; of a part, its office.
    pub unit: Option<String>,
    /// Name of the part that it is about.
    pub part: Option<String>,
}

/// What the office asks for in addition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Why.
    pub reason: String,
    /// What, one thing a line.
    pub items: Vec<String>,
    /// Until when (`YYYY-MM-DD`).
    pub due_by: Option<String>,
}

/// A paper of a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Whether the office made it; else the person sent it in.
    pub by_office: bool,
    /// The prior result that it is, if it is one.
    pub result: Option<String>,
    /// Media type.
    pub media_type: String,
    /// Size in bytes.
    pub size: Option<u64>,
}

/// A part of the list of the person's dossiers, the newest first, and the mark of the next part.
///
/// # Errors
/// See [`Problem`].
pub async fn list(after: Option<&str>) -> Result<(Vec<Line>, Option<String>), Problem> {
    let cursor = after.map(escape_query);
    let path = match &cursor {
        Some(cursor) => ["/dossiers?limit=20&cursor=", cursor].concat(),
        None => "/dossiers?limit=20".to_owned(),
    };
    let page: Page<DossierSummary> = Request::get(path).send().await?.json().await?;
    Ok((page.items.into_iter().map(line).collect(), page.next_cursor))
}

/// One of the person's dossiers.
///
/// # Errors
/// See [`Problem`].
pub async fn one(code: &str) -> Result<Dossier, Problem> {
    let wire: WireDossier = Request::get(path(code)).send().await?.json().await?;
    Ok(Dossier {
        fees: fees(wire.payments),
        refusing: refusal::all(&wire.confirmations).await,
        agreeing: agreeing(&wire.confirmations),
        applicant: Some(wire.applicant.name.to_string()),
        ..dossier(wire.tracked)
    })
}

async fn whole(code: &str) -> Result<(WireDossier, Saved), Problem> {
    let path = path(code) + "?include=content";
    let mut wire: WireDossier = Request::get(path).send().await?.json().await?;
    let content = wire.content.take().ok_or(Problem::NotFound)?;
    let mut saved = answered(content.answers);
    saved.head.form_version = content.form_version.to_string();
    saved.subjects = content.subjects.into_iter().map(Who::read).collect();
    Ok((wire, saved))
}

/// The bytes of a paper.
///
/// # Errors
/// See [`Problem`]; results need an account of level 2.
pub async fn document(code: &str, id: &str) -> Result<Vec<u8>, Problem> {
    let path = path(code) + "/documents/" + &escape_query(id);
    Request::get(path).send().await?.binary().await
}

/// A dossier for whoever knows its code and the last six digits of the applicant's number.
///
/// # Errors
/// [`Problem::NotFound`] where either is wrong; see [`Problem`].
pub async fn track(code: &str, digits: &str) -> Result<Dossier, Problem> {
    let request = TrackingRequest {
        dossier_code: code.into(),
        proof: TrackingProof::IdSuffix {
            value: digits.to_owned(),
        },
    };
    let wire: TrackedDossier = Request::new(Method::POST, "/tracking")
        .json(&request)
        .send()
        .await?
        .json()
        .await?;
    Ok(dossier(wire))
}

/// Names of those who have not answered yet.
pub(super) fn agreeing(asked: &[DossierConfirmation]) -> Vec<String> {
    names(asked, ConfirmationState::Waiting)
}

/// Names of those who were asked and stand so; who is asked in two roles is named once.
fn names(asked: &[DossierConfirmation], state: ConfirmationState) -> Vec<String> {
    let found = asked.iter().filter(|asked| asked.state == state);
    let names: BTreeSet<String> = found.map(|asked| asked.name.to_string()).collect();
    names.into_iter().collect()
}

/// The time that was booked.
pub(super) fn booked(wire: &DossierAppointment) -> Booked {
    Booked {
        start: wire.start.to_string(),
        office: wire.agency.name.to_string(),
        ticket: wire.ticket_code.to_string(),
    }
}

fn path(code: &str) -> String {
    "/dossiers/".to_owned() + &escape_query(code)
}

fn state(wire: &portal_api::DossierState) -> State {
    State {
        code: wire.code,
        name: wire.name.to_string(),
    }
}

fn line(wire: DossierSummary) -> Line {
    Line {
        waits: waits(&wire.actions),
        code: wire.dossier_code.to_string(),
        title: wire.procedure.name.to_string(),
        state: state(&wire.state),
        sent_at: wire.submitted_at.to_string(),
        due_at: wire.due_at.map(|at| at.to_string()),
        overdue: wire.overdue,
    }
}

/// Paying and supplying are for the person to do; the rest is offered only.
fn waits(actions: &[Action]) -> bool {
    actions
        .iter()
        .any(|action| matches!(action, Action::Pay | Action::Supplement))
}

fn dossier(wire: TrackedDossier) -> Dossier {
    let asked = wire.supplements.into_iter();
    let asked = asked.filter(|supplement| supplement.state == SupplementState::Open);
    let events = wire.timeline.into_iter().map(|item| {
        let mut parts = wire.parts.iter();
        let part = parts.find(|part| item.part_id.as_ref() == Some(&part.part_id));
        let unit = part.map(|part| part.agency.name.to_string());
        Event {
            at: item.at.to_string(),
            state: item.state,
            title: item.title.to_string(),
            note: item.note.map(|note| note.to_string()),
            unit: unit.or(item.unit.map(|unit| unit.to_string())),
            part: part.map(|part| part.procedure.name.to_string()),
        }
    });
    let events: Vec<Event> = events.collect();
    let may_pay = wire.actions.contains(&Action::Pay);
    let parts = wire.parts.into_iter().map(|part| {
        (
            part.procedure.name.to_string(),
            part.agency.name.to_string(),
            state(&part.state),
        )
    });
    Dossier {
        applicant: None,
        code: wire.dossier_code.to_string(),
        title: wire.case.unwrap_or(wire.procedure).name.to_string(),
        service: wire.essential_id.map(|number| format!("{number:02}")),
        office: wire.agency.name.to_string(),
        state: state(&wire.state),
        detail: wire.detail_state.map(|detail| detail.to_string()),
        sent_at: wire.submitted_at.to_string(),
        due_at: wire.new_due_at.or(wire.due_at).map(|at| at.to_string()),
        overdue: wire.overdue,
        parts: parts.collect(),
        events,
        asked: asked
            .map(|supplement| Asked {
                reason: supplement.reason.to_string(),
                items: supplement
                    .items
                    .into_iter()
                    .map(|item| item.text.to_string())
                    .collect(),
                due_by: supplement.due_by.map(|day| day.to_string()),
            })
            .collect(),
        documents: wire
            .documents
            .into_iter()
            .map(|document| Document {
                id: document.document_id.to_string(),
                title: document.title.to_string(),
                by_office: document.kind != DocumentKind::Submitted,
                result: document.result_id.map(|id| id.to_string()),
                media_type: document.media_type,
                size: document.size,
            })
            .collect(),
        fees: Vec::new(),
        agreeing: Vec::new(),
        refusing: Vec::new(),
        appointment: wire.appointment.as_ref().map(booked),
        may_pay,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_of_a_part_names_it_and_its_office() {
        let agency =
            |name: &str| serde_json::json!({ "code": name, "name": name, "level": "commune" });
        let state = serde_json::json!({ "code": 1, "slug": "s", "name": "n" });
        let wire = serde_json::json!({
            "dossierCode": "MC.1", "procedure": { "code": "2.002621", "name": "Liên thông" }, "title": "t",
            "agency": agency("UBND phường"), "state": state, "channel": "online",
            "submittedAt": "2026-11-25T08:00:00+07:00", "overdue": false,
            "parts": [{ "partId": "p2", "procedure": { "code": "1.004222", "name": "Đăng ký thường trú" },
                        "agency": agency("Công an phường"), "state": state }],
            "timeline": [
                { "id": "1", "at": "2026-11-25T08:00:00+07:00", "state": 1, "title": "Đã gửi", "unit": "UBND phường", "by": "citizen" },
                { "id": "2", "at": "2026-11-25T09:00:00+07:00", "state": 3, "title": "Không tiếp nhận", "partId": "p2",
                  "unit": "UBND phường", "by": "officer" },
            ],
        });
        let read = dossier(serde_json::from_value(wire).unwrap());
        let told = |event: &Event| (event.part.clone(), event.unit.clone());
        let own = |text: &str| Some(text.to_owned());
        let expected = [
            (None, own("UBND phường")),
            (own("Đăng ký thường trú"), own("Công an phường")),
        ];
        assert_eq!(read.events.iter().map(told).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn only_paying_and_supplying_wait_for_the_person() {
        assert!(waits(&[Action::Withdraw, Action::Pay]));
        assert!(waits(&[Action::Supplement]));
        assert!(!waits(&[
            Action::Withdraw,
            Action::Rate,
            Action::DownloadResult
        ]));
    }
}
