//! What an officer can do with a dossier, on the page and on the command line. Each writes the timeline.

use portal_api::{
    Agency, ConfirmationRole, DocumentKind, DossierDocument, PaymentRequestState, StateCode,
};
use sqlx::SqlitePool;

pub use super::given::{Act, Given, Refusal};
use super::{issue, parts};
use crate::clock::Clock;
use crate::conventions::Language;
use crate::definitions::Definitions;
use crate::dossiers::parts as linked;
use crate::dossiers::store::{self, Stored};
use crate::dossiers::words;
use crate::dossiers::write::{self, Event, NewDocument};
use crate::facts::FactTable;
use crate::persons::paper;
use crate::problem::Failure;
use crate::random;
use crate::results::awaited;

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

/// The paper that says why.
pub(super) fn refusal_slip(
    row: &Stored,
    agency: &Agency,
    reason: &str,
    today: &str,
) -> NewDocument {
    let title = words("paper-refusal", Language::Vi);
    let bytes = paper(&[title, &row.code, &agency.name, reason].map(str::to_owned));
    NewDocument {
        document: DossierDocument {
            document_id: random::id().into(),
            kind: DocumentKind::Refusal,
            title: title.into(),
            number: None,
            issued_on: Some(today.into()),
            media_type: "application/pdf".to_owned(),
            size: u64::try_from(bytes.len()).ok(),
            signature: None,
            result_id: None,
            submitted: None,
        },
        upload_id: None,
        file: Some(bytes),
    }
}

/// Whether something is still to be paid for a dossier: whatever its timing, it comes before the result.
pub fn owes(row: &Stored) -> bool {
    row.payments
        .iter()
        .any(|request| request.state == PaymentRequestState::Open)
}

impl Desk<'_> {
    /// Does what was given.
    ///
    /// # Errors
    /// Why not.
    pub async fn act(&self, code: &str, given: Given) -> Result<(), Refusal> {
        let part = Some(given.part.clone()).filter(|part| !part.is_empty());
        let act = &Act::of(given)?;
        let row = store::by_code(self.db, code)
            .await?
            .ok_or(Refusal::NoDossier)?;
        let mut connection = self.db.acquire().await?;
        let all = linked::of(&mut connection, code).await?;
        drop(connection);
        if !all.is_empty() && !matches!(act, Act::Confirm(..) | Act::Answer) {
            return parts::act(self, &row, &all, part.as_deref(), act).await;
        }
        match act {
            Act::Accept => self.accept(&row).await,
            Act::Refuse(reason) => self.refuse(&row, reason).await,
            Act::Confirm(role, name) => self.confirm(&row, *role, name).await,
            Act::Issue => issue::issue(self, &row).await,
            Act::AskPayment => self.ask_payment(&row).await,
            Act::Answer => self.answer(&row).await,
            Act::Move(_) => Err(Refusal::WrongState),
        }
    }

    async fn answer(&self, row: &Stored) -> Result<(), Refusal> {
        match awaited::hasten(self.db, self.clock, &row.code).await? {
            true => Ok(()),
            false => Err(Refusal::WrongState),
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
        let slip = refusal_slip(row, &row.agency, reason, &self.clock.today_text());
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
            part: None,
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
