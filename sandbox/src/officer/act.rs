//! What an officer can do with a dossier, on the page and on the command line. Each writes the timeline.

use portal_api::{ConfirmationRole, DocumentKind, DossierDocument, PaymentRequestState, StateCode};
use serde::Deserialize;
use serde_json::Value;
use sqlx::SqlitePool;

use super::issue;
use crate::clock::Clock;
use crate::conventions::Language;
use crate::definitions::Definitions;
use crate::dossiers::store::{self, Stored};
use crate::dossiers::words;
use crate::dossiers::write::{self, Event, NewDocument};
use crate::facts::FactTable;
use crate::persons::paper;
use crate::problem::Failure;
use crate::random;

/// What the officer works with.
pub struct Desk<'a> {
    /// The database.
    pub db: &'a SqlitePool,
    /// Service definitions.
    pub definitions: &'a Definitions,
    /// Attributes of records.
    pub facts: &'a FactTable,
    /// The clock.
    pub clock: &'a Clock,
}

/// Something an officer does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Takes the dossier in: 1 → 2.
    Accept,
    /// Refuses it, with the reason: 1 → 3, and 2 or 4 → 8.
    Refuse(String),
    /// Notes that somebody confirmed on paper or before the officer.
    Confirm(ConfirmationRole, String),
    /// Issues the results of the case: 2 or 4 → 9.
    Issue,
    /// Waits for what is to be paid: 2 or 4 → 6.
    AskPayment,
}

/// A form's or command's members.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Given {
    /// `accept`, `refuse`, `confirm`, `issue`, `ask-payment`.
    pub act: String,
    /// Of `refuse`.
    pub reason: String,
    /// Of `confirm`: a role of the contract (4.12).
    pub role: String,
    /// Of `confirm`.
    pub name: String,
}

/// Why it was not done.
#[derive(Debug)]
pub enum Refusal {
    /// No dossier of this code.
    NoDossier,
    /// Its state does not allow it.
    WrongState,
    /// A refusal without reason.
    NoReason,
    /// A confirmation without role or name, or no such act.
    NoName,
    /// The case issues nothing.
    NoResult,
    /// Something is broken.
    Failed(Failure),
}

impl Refusal {
    /// Key of its words.
    pub fn key(&self) -> &'static str {
        match self {
            Self::NoDossier => "no-dossier",
            Self::WrongState => "wrong-state",
            Self::NoReason => "no-reason",
            Self::NoName => "no-name",
            Self::NoResult => "no-result",
            Self::Failed(_) => "failed",
        }
    }
}

impl<E: Into<Failure>> From<E> for Refusal {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

impl Act {
    /// Reads what was given.
    ///
    /// # Errors
    /// When something is missing.
    pub fn of(given: Given) -> Result<Self, Refusal> {
        let (reason, name) = (given.reason.trim(), given.name.trim());
        match given.act.as_str() {
            "accept" => Ok(Self::Accept),
            "issue" => Ok(Self::Issue),
            "ask-payment" => Ok(Self::AskPayment),
            "refuse" if reason.is_empty() => Err(Refusal::NoReason),
            "refuse" => Ok(Self::Refuse(reason.to_owned())),
            _ => {
                let role = serde_json::from_value(Value::from(given.role))
                    .unwrap_or(ConfirmationRole::Unrecognised);
                if name.is_empty() || role == ConfirmationRole::Unrecognised {
                    return Err(Refusal::NoName);
                }
                Ok(Self::Confirm(role, name.to_owned()))
            }
        }
    }
}

/// Whether something is still to be paid for a dossier.
pub fn owes(row: &Stored) -> bool {
    row.payments
        .iter()
        .any(|request| request.state == PaymentRequestState::Open)
}

impl Desk<'_> {
    /// Does it.
    ///
    /// # Errors
    /// Why not.
    pub async fn act(&self, code: &str, act: &Act) -> Result<(), Refusal> {
        let row = store::by_code(self.db, code)
            .await?
            .ok_or(Refusal::NoDossier)?;
        match act {
            Act::Accept => self.accept(&row).await,
            Act::Refuse(reason) => self.refuse(&row, reason).await,
            Act::Confirm(role, name) => self.confirm(&row, *role, name).await,
            Act::Issue => issue::issue(self, &row).await,
            Act::AskPayment => self.ask_payment(&row).await,
        }
    }

    async fn accept(&self, row: &Stored) -> Result<(), Refusal> {
        if row.state != StateCode::Registered {
            return Err(Refusal::WrongState);
        }
        self.note(row, StateCode::Accepted, "accepted", None, Vec::new())
            .await
    }

    /// Only where something is to be paid; once it is, the dossier is worked on again.
    async fn ask_payment(&self, row: &Stored) -> Result<(), Refusal> {
        let working = matches!(row.state, StateCode::Accepted | StateCode::Processing);
        if !working || !owes(row) {
            return Err(Refusal::WrongState);
        }
        let to = StateCode::PaymentRequired;
        self.note(row, to, "payment-asked", None, Vec::new()).await
    }

    async fn refuse(&self, row: &Stored, reason: &str) -> Result<(), Refusal> {
        let (to, what) = match row.state {
            StateCode::Registered => (StateCode::NotAccepted, "refused"),
            StateCode::Accepted | StateCode::Processing => (StateCode::Stopped, "stopped"),
            _ => return Err(Refusal::WrongState),
        };
        let title = words("paper-refusal", Language::Vi);
        let bytes = paper(&[title, &row.code, &row.agency.name, reason].map(str::to_owned));
        let slip = NewDocument {
            document: DossierDocument {
                document_id: random::id().into(),
                kind: DocumentKind::Refusal,
                title: title.into(),
                number: None,
                issued_on: Some(self.clock.today_text().into()),
                media_type: "application/pdf".to_owned(),
                size: u64::try_from(bytes.len()).ok(),
                signature: None,
                result_id: None,
                submitted: None,
            },
            upload_id: None,
            file: Some(bytes),
        };
        self.note(row, to, what, Some(reason), vec![slip]).await
    }

    async fn confirm(
        &self,
        row: &Stored,
        role: ConfirmationRole,
        name: &str,
    ) -> Result<(), Refusal> {
        if !matches!(
            row.state,
            StateCode::Registered | StateCode::Accepted | StateCode::Processing
        ) {
            return Err(Refusal::WrongState);
        }
        let role = serde_json::to_value(role).map_err(Failure::from)?;
        sqlx::query("INSERT INTO dossier_confirmation (dossier_code, role, name, answered_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")
            .bind(&row.code)
            .bind(role.as_str())
            .bind(name)
            .bind(self.clock.instant().as_str())
            .execute(self.db)
            .await?;
        // The name stands in the confirmation; the timeline is shown to whoever tracks the dossier.
        self.note(row, row.state, "confirmed", None, Vec::new())
            .await
    }

    /// Moves the dossier on, with its papers and a line in the timeline, if nobody did meanwhile.
    async fn note(
        &self,
        row: &Stored,
        to: StateCode,
        what: &str,
        note: Option<&str>,
        papers: Vec<NewDocument>,
    ) -> Result<(), Refusal> {
        let mut transaction = self.db.begin().await?;
        if !write::move_on(&mut transaction, row, to).await? {
            return Err(Refusal::WrongState);
        }
        let ids: Vec<String> = papers
            .iter()
            .map(|paper| paper.document.document_id.to_string())
            .collect();
        for paper in &papers {
            write::add_document(&mut transaction, &row.code, paper).await?;
        }
        let at = self.clock.instant();
        let event = Event {
            at: at.as_str(),
            state: to,
            what,
            note,
            actor: "officer",
            documents: &ids,
        };
        write::note(&mut transaction, &row.code, &event).await?;
        transaction.commit().await?;
        Ok(())
    }
}
