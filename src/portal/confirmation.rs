//! Agreement of other people (operations 47 to 50).

use super::Problem;
use super::one_time_code::Typed;
use super::request::Request;
use gloo::net::http::Method;
use portal_api::{
    AskedPerson, Confirmation, ConfirmationAnswer, ConfirmationChannel, ConfirmationPurpose,
    ConfirmationRequest, ConfirmationRole, ConfirmationState, Decision, Page,
};
use serde_json::Value;

/// What somebody was asked to agree to.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    /// Its id.
    pub id: String,
    /// Role of who is asked: `head`, `owner` …
    pub role: String,
    /// What for: `agree`, `share-data` …
    pub purpose: String,
    /// National code of the procedure.
    pub procedure: String,
    /// Its name.
    pub procedure_name: String,
    /// Who asked.
    pub asked_by: String,
    /// Who is asked.
    pub name: String,
    /// The number of who is asked, all but the last three digits hidden.
    pub masked_id: String,
    /// What is agreed to, in words.
    pub statement: String,
    /// The answers agreed to, by pointer; only who is asked sees them.
    pub shown: Vec<(String, Value)>,
    /// Ids of the sources that may be read about who is asked; none unless that is what is asked for.
    pub scopes: Vec<String>,
    /// Whether the person is the one who is asked; else it is they who asked.
    pub is_asked: bool,
    /// How it stands.
    pub state: Stand,
    /// Why it was refused.
    pub reason: Option<String>,
    /// When it was answered (RFC 3339).
    pub answered_at: Option<String>,
    /// When it was taken back (RFC 3339).
    pub taken_back_at: Option<String>,
    /// Until when to answer (`YYYY-MM-DD`).
    pub due_by: String,
    /// What was seen, sent back with the answer.
    seen: portal_api::Sha256,
}

impl Agreement {
    /// Whether it lets records about who is asked be read: that can be taken back.
    #[must_use]
    pub fn shares(&self) -> bool {
        self.purpose == SHARING
    }
}

#[cfg(test)]
impl Agreement {
    /// One that was asked for and is not answered.
    pub(crate) fn waiting() -> Self {
        Self {
            id: "a1".to_owned(),
            role: String::new(),
            purpose: String::new(),
            procedure: String::new(),
            procedure_name: String::new(),
            asked_by: String::new(),
            name: String::new(),
            masked_id: String::new(),
            statement: String::new(),
            shown: Vec::new(),
            scopes: Vec::new(),
            is_asked: false,
            state: Stand::Waiting,
            reason: None,
            answered_at: None,
            taken_back_at: None,
            due_by: String::new(),
            seen: "".into(),
        }
    }
}

/// How an agreement stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    /// Not answered yet.
    Waiting,
    /// Agreed.
    Agreed,
    /// Refused.
    Refused,
    /// Not answered in time.
    Expired,
    /// What was agreed to was changed since.
    Void,
    /// Agreed, and taken back since.
    TakenBack,
}

/// What who is asked says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// They agree.
    Yes,
    /// They do not.
    No,
    /// They take back that they agreed.
    Back,
}

/// Who is asked for what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The draft, and the tag under which it was saved.
    pub draft: String,
    /// Its tag.
    pub tag: String,
    /// Role, as in the contract.
    pub role: String,
    /// Purpose, as in the contract.
    pub purpose: String,
    /// Name of who is asked.
    pub full_name: String,
    /// Number of who is asked.
    pub personal_id: String,
    /// Pointers of the answers agreed to.
    pub covers: Vec<String>,
    /// Sources that may be read; none unless that is what is asked for.
    pub scopes: Vec<String>,
}

/// Asks somebody; the same key never asks twice.
///
/// # Errors
/// See [`Problem`]: refused where number and name do not belong together.
pub async fn ask(question: &Question, key: &str) -> Result<Agreement, Problem> {
    let request = ConfirmationRequest {
        draft_id: question.draft.as_str().into(),
        draft_etag: question.tag.clone(),
        purpose: purpose(&question.purpose),
        role: role(&question.role),
        person: AskedPerson {
            personal_id: Some(question.personal_id.as_str().into()),
            full_name: Some(question.full_name.as_str().into()),
            ..AskedPerson::default()
        },
        channel: ConfirmationChannel::Vneid,
        covers: question
            .covers
            .iter()
            .map(|pointer| pointer.as_str().into())
            .collect(),
        scopes: (!question.scopes.is_empty()).then(|| {
            question
                .scopes
                .iter()
                .map(|id| id.as_str().into())
                .collect()
        }),
        due_by: None,
    };
    let answer = Request::new(Method::POST, "/confirmations")
        .key(key)
        .json(&request);
    let made: Confirmation = answer.send().await?.json().await?;
    Ok(agreement(made))
}

/// What the person asked of others.
///
/// # Errors
/// See [`Problem`].
pub async fn sent() -> Result<Vec<Agreement>, Problem> {
    list("sent").await
}

/// What others ask of the person.
///
/// # Errors
/// See [`Problem`].
pub async fn received() -> Result<Vec<Agreement>, Problem> {
    list("received").await
}

async fn list(which: &str) -> Result<Vec<Agreement>, Problem> {
    let path = ["/me/confirmations?limit=100&box=", which].concat();
    let page: Page<Confirmation> = Request::get(path).send().await?.json().await?;
    Ok(page.items.into_iter().map(agreement).collect())
}

/// One of them, with what is agreed to.
///
/// # Errors
/// See [`Problem`].
pub async fn read(id: &str) -> Result<Agreement, Problem> {
    let path = ["/confirmations/", id].concat();
    let found: Confirmation = Request::get(path).send().await?.json().await?;
    Ok(agreement(found))
}

/// Agrees, refuses, or takes it back; `code` is the one-time code by which who asked answers for who is asked.
///
/// # Errors
/// See [`Problem`]: stale where what was agreed to has changed since it was read.
pub async fn answer(
    asked: &Agreement,
    said: Said,
    reason: Option<&str>,
    code: Option<&Typed>,
    key: &str,
) -> Result<Agreement, Problem> {
    let request = ConfirmationAnswer {
        decision: match said {
            Said::Yes => Decision::Agree,
            Said::No => Decision::Refuse,
            Said::Back => Decision::Withdraw,
        },
        covers_sha256: asked.seen.clone(),
        reason: reason.map(Into::into),
        otp: code.map(Typed::proof),
    };
    let path = ["/confirmations/", &asked.id, "/answer"].concat();
    let answer = Request::new(Method::POST, path).key(key).json(&request);
    let now: Confirmation = answer.send().await?.json().await?;
    Ok(agreement(now))
}

fn agreement(wire: Confirmation) -> Agreement {
    Agreement {
        id: wire.confirmation_id.to_string(),
        role: word(&ROLES, &wire.role),
        purpose: word(&PURPOSES, &wire.purpose),
        procedure: wire.procedure.code.to_string(),
        procedure_name: wire.procedure.name.to_string(),
        asked_by: wire.asked_by.to_string(),
        name: wire.person.full_name.to_string(),
        masked_id: wire.person.masked_id.to_string(),
        statement: wire.statement.to_string(),
        scopes: { wire.scopes.into_iter().flatten() }
            .map(|id| id.to_string())
            .collect(),
        is_asked: wire.shown.is_some(),
        shown: wire.shown.into_iter().flatten().collect(),
        state: match wire.state {
            ConfirmationState::Agreed => Stand::Agreed,
            ConfirmationState::Refused => Stand::Refused,
            ConfirmationState::Expired => Stand::Expired,
            ConfirmationState::Void => Stand::Void,
            ConfirmationState::Withdrawn => Stand::TakenBack,
            ConfirmationState::Waiting | ConfirmationState::Unrecognised => Stand::Waiting,
        },
        reason: wire.reason.map(|reason| reason.to_string()),
        answered_at: wire.answered_at.map(|at| at.to_string()),
        taken_back_at: wire.withdrawn_at.map(|at| at.to_string()),
        due_by: wire.due_by.to_string(),
        seen: wire.covers_sha256,
    }
}

/// The roles of the contract, by the word that definitions use.
const ROLES: [(&str, ConfirmationRole); 8] = [
    ("head", ConfirmationRole::Head),
    ("owner", ConfirmationRole::Owner),
    ("relative", ConfirmationRole::Relative),
    ("spouse", ConfirmationRole::Spouse),
    ("parent", ConfirmationRole::Parent),
    ("guardian", ConfirmationRole::Guardian),
    ("previous-holder", ConfirmationRole::PreviousHolder),
    ("represented", ConfirmationRole::Represented),
];

/// The purpose of letting records be read.
const SHARING: &str = "share-data";

/// The purposes of the contract, likewise.
const PURPOSES: [(&str, ConfirmationPurpose); 3] = [
    ("agree", ConfirmationPurpose::Agree),
    (SHARING, ConfirmationPurpose::ShareData),
    ("declare", ConfirmationPurpose::Declare),
];

fn role(word: &str) -> ConfirmationRole {
    meant(&ROLES, word).unwrap_or(ConfirmationRole::Relative)
}

fn purpose(word: &str) -> ConfirmationPurpose {
    meant(&PURPOSES, word).unwrap_or(ConfirmationPurpose::Agree)
}

fn meant<T: Copy>(words: &[(&str, T)], word: &str) -> Option<T> {
    let known = words.iter().find(|(known, _)| *known == word);
    known.map(|(_, value)| *value)
}

/// The word of a value; none of those that the app does not know.
fn word<T: PartialEq>(words: &[(&str, T)], value: &T) -> String {
    let known = words.iter().find(|(_, known)| known == value);
    known.map_or("", |(word, _)| word).to_owned()
}

/// An agreement as operation 48 writes it.
#[cfg(test)]
pub(super) fn for_test(wire: Value) -> Agreement {
    agreement(serde_json::from_value(wire).unwrap())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_goes_to_the_wire_and_back() {
        for (known, _) in ROLES {
            assert_eq!(word(&ROLES, &role(known)), known);
            let wire = serde_json::to_value(role(known)).unwrap();
            assert_eq!(wire, serde_json::json!(known));
        }
    }
}
