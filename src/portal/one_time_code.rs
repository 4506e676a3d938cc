//! One-time codes (operation 51): sent to a phone, typed, and sent along as a proof.

use gloo::net::http::Method;
use portal_api::{OtpProof, OtpRequest, OtpSent};

use super::Problem;
use super::confirmation::Agreement;
use super::request::Request;

/// A code on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// Its id.
    pub id: String,
    /// How many digits it has.
    pub length: u8,
    /// Until when it is good (RFC 3339).
    pub until: String,
    /// Where it went, all but the end hidden.
    pub to: Option<String>,
}

/// A code as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// Id of what was sent.
    pub id: String,
    /// Its digits.
    pub digits: String,
}

impl Typed {
    /// What is sent along with what the code is for.
    pub(super) fn proof(&self) -> OtpProof {
        OtpProof {
            otp_id: self.id.as_str().into(),
            value: self.digits.clone(),
        }
    }
}

/// Sends a code to the phone that the register holds of who is asked to agree.
///
/// # Errors
/// See [`Problem`].
pub async fn to_asked(asked: &Agreement) -> Result<Sent, Problem> {
    sent(OtpRequest::Confirmation {
        confirmation_id: asked.id.as_str().into(),
    })
    .await
}

/// Sends a code to the phone of whoever is signed in, to send a draft with.
///
/// # Errors
/// See [`Problem`].
pub async fn to_sender(draft: &str) -> Result<Sent, Problem> {
    sent(OtpRequest::Submit {
        draft_id: draft.into(),
    })
    .await
}

async fn sent(request: OtpRequest) -> Result<Sent, Problem> {
    let answer = Request::new(Method::POST, "/otp").json(&request);
    let sent: OtpSent = answer.send().await?.json().await?;
    Ok(Sent {
        id: sent.otp_id.to_string(),
        length: sent.length,
        until: sent.expires_at.to_string(),
        to: sent.sent_to.map(|to| to.to_string()),
    })
}
