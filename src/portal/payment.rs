//! Paying (operations 35 and 36), and the receipt's file (31 and 43).

mod transfer;

use super::request::Request;
use super::{Problem, dossier};
use crate::route::escape_query;
use gloo::net::http::Method;
use portal_api::{Delivery, DeliveryMethod, PaymentOrder, PaymentSubject, PersonRef};
use serde_json::Value;

pub use portal_api::{
    PaymentMethod as Way, PaymentState as State, PaymentSubjectKind as SubjectKind,
};
pub use transfer::Transfer;

/// Ordering may take so long, in milliseconds, before the app asks what became of it: the gateway is asked behind.
const PATIENCE: u32 = 25_000;

/// What is paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Fees of a dossier, a fine …
    pub kind: SubjectKind,
    /// Code of the dossier, or the reference that a look-up gave.
    pub reference: String,
    /// Of a dossier: which of its requests.
    pub request: Option<String>,
}

/// Who pays; addresses are written as the form has them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Payer {
    /// Full name.
    pub full_name: String,
    /// Number.
    pub personal_id: Option<String>,
    /// Address.
    pub address: Option<Value>,
    /// Phone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Where papers that are held are sent by post, and the phone there.
    pub post_to: Option<(Value, Option<String>)>,
}

/// An order.
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    /// What is paid.
    pub subject: Subject,
    /// Amount in đồng, as it was shown.
    pub amount: u64,
    /// How.
    pub way: Way,
    /// Who pays.
    pub payer: Payer,
    /// The path to which the gateway returns.
    pub return_to: String,
    /// The key that makes a repeat harmless: made and kept before the first try.
    pub key: String,
}

/// A payment, as operation 36 tells it: nothing else is believed.
#[derive(Clone, Debug, PartialEq)]
pub struct Payment {
    /// Its id.
    pub id: String,
    /// What is paid.
    pub subject: Subject,
    /// What kind of money it is: that of a dossier may be a contribution, or the fee of an exam.
    pub kind: SubjectKind,
    /// What its receipt names, by name, once there is one.
    pub rows: Vec<(String, String)>,
    /// How it stands.
    pub state: State,
    /// Amount in đồng.
    pub amount: u64,
    /// How it is paid.
    pub way: Way,
    /// Address of the gateway's page, while it is open.
    pub gateway: Option<String>,
    /// The transfer to make, while it is open; not to be shown where its payload is not what it should be.
    pub transfer: Option<Result<Transfer, NotShown>>,
    /// What is said at the counter, while it is open.
    pub counter_code: Option<String>,
    /// When the receipt was made (RFC 3339), once it is paid.
    pub paid_at: Option<String>,
    /// The receipt's file.
    pub file: Option<ReceiptFile>,
    /// Why it failed, in words of the gateway.
    pub failure: Option<String>,
    /// Seconds after which to ask again.
    pub poll_after: u32,
    /// Until when it can be paid (RFC 3339).
    pub expires_at: String,
}

/// A transfer whose payload says something else than it should must not be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotShown;

/// Where the file of a receipt is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReceiptFile {
    /// Among the papers of the dossier.
    OfDossier(String),
    /// Among the person's own files.
    Own(String),
}

impl Payment {
    /// Whether nothing more will come of it. What failed or expired may still turn out to be paid.
    #[must_use]
    pub fn is_final(&self) -> bool {
        matches!(self.state, State::Succeeded | State::Refunded)
    }

    /// Whether it can be paid, or nobody knows yet: meanwhile the same is not paid again.
    #[must_use]
    pub fn is_live(&self) -> bool {
        matches!(self.state, State::Created | State::Pending | State::Unknown)
    }
}

/// The kind of subject that a definition names.
#[must_use]
pub fn subject_kind(word: &str) -> Option<SubjectKind> {
    plain_json::from_value(&word.into()).ok()
}

/// The way to pay of this code.
#[must_use]
pub fn way(code: &str) -> Option<Way> {
    plain_json::from_value(&code.into()).ok()
}

/// Orders a payment. [`Problem::Silent`], [`Problem::Offline`] and [`Problem::Broken`] say nothing about whether it
/// arrived: ask [`super::outcome`] before ordering again.
///
/// # Errors
/// See [`Problem`]: a conflict where it was paid, is being paid, or the amount has changed.
pub async fn order(order: &Order) -> Result<Payment, Problem> {
    let request = Request::new(Method::POST, "/payments")
        .key(&order.key)
        .patience(PATIENCE)
        .json(&written(order));
    Ok(payment(request.send().await?.json().await?))
}

/// How a payment stands.
///
/// # Errors
/// See [`Problem`]; that of somebody else is not found.
pub async fn read(id: &str) -> Result<Payment, Problem> {
    let path = ["/payments/", &escape_query(id)].concat();
    Ok(payment(Request::get(path).send().await?.json().await?))
}

/// The bytes of a receipt's file.
///
/// # Errors
/// See [`Problem`].
pub async fn receipt_file(payment: &Payment, file: &ReceiptFile) -> Result<Vec<u8>, Problem> {
    match file {
        ReceiptFile::OfDossier(id) => dossier::document(&payment.subject.reference, id).await,
        ReceiptFile::Own(id) => {
            let path = ["/me/files/", &escape_query(id), "/content"].concat();
            Request::get(path).send().await?.binary().await
        }
    }
}

fn written(order: &Order) -> PaymentOrder {
    let payer = &order.payer;
    let text = |text: &Option<String>| {
        text.as_deref()
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
    };
    // An address that the wire does not know is left out: the receipt goes without it.
    let address = |value: &Value| plain_json::from_value::<portal_api::Address>(value).ok();
    let delivery = payer.post_to.as_ref().map(|(to, phone)| Delivery {
        result_code: None,
        method: DeliveryMethod::Post,
        receiver: Some(PersonRef {
            full_name: payer.full_name.as_str().into(),
            phone: text(phone).map(Into::into),
            ..PersonRef::default()
        }),
        address: address(to),
        cod: Some(true),
        tracking: None,
    });
    PaymentOrder {
        subject: PaymentSubject {
            kind: order.subject.kind,
            r#ref: order.subject.reference.as_str().into(),
            payment_request_id: order.subject.request.as_deref().map(Into::into),
        },
        amount: portal_api::Vnd(order.amount),
        method: order.way,
        payer: portal_api::Payer {
            full_name: payer.full_name.as_str().into(),
            personal_id: text(&payer.personal_id).map(Into::into),
            address: payer.address.as_ref().and_then(address),
            phone: text(&payer.phone).map(Into::into),
            email: text(&payer.email).map(Into::into),
        },
        delivery,
        return_to: order.return_to.as_str().into(),
    }
}

fn payment(wire: portal_api::Payment) -> Payment {
    let amount = wire.amount.0;
    let file = match (wire.receipt_document_id, wire.receipt_file_id) {
        (Some(id), _) => Some(ReceiptFile::OfDossier(id.to_string())),
        (None, Some(id)) => Some(ReceiptFile::Own(id.to_string())),
        (None, None) => None,
    };
    let kind = wire.about.as_ref().map(|about| about.kind);
    let rows = { wire.about.into_iter() }.flat_map(|about| about.rows);
    Payment {
        kind: kind.unwrap_or(wire.subject.kind),
        rows: rows
            .map(|row| (row.name.to_string(), row.value.to_string()))
            .collect(),
        id: wire.payment_id.to_string(),
        subject: Subject {
            kind: wire.subject.kind,
            reference: wire.subject.r#ref.to_string(),
            request: wire.subject.payment_request_id.map(|id| id.to_string()),
        },
        state: wire.state,
        amount,
        way: wire.method,
        gateway: wire
            .redirect_url
            .map(|url| url.to_string())
            .filter(|url| is_gateway(url)),
        transfer: wire.vietqr.map(|vietqr| transfer::checked(&vietqr, amount)),
        counter_code: wire.counter_code.map(|code| code.to_string()),
        paid_at: wire.receipt.map(|receipt| receipt.at.to_string()),
        file,
        failure: wire
            .failure
            .map(|why| why.detail.to_string())
            .filter(|why| !why.is_empty()),
        poll_after: wire.poll_after.clamp(1, 30),
        expires_at: wire.expires_at.to_string(),
    }
}

/// Only pages of the web are gone to: over HTTPS, or of this origin.
fn is_gateway(url: &str) -> bool {
    url.starts_with("https://")
        || (url.starts_with('/') && !url.starts_with("//") && !url.starts_with("/\\"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_the_web_are_gone_to() {
        assert!(is_gateway("https://pay.example.vn/x"));
        assert!(is_gateway("/sandbox/gateway/abc"));
        for odd in [
            "javascript:alert(1)",
            "//example.vn",
            "/\\example.vn",
            "http://example.vn",
            "data:text/html,x",
            "",
        ] {
            assert!(!is_gateway(odd), "{odd}");
        }
    }

    #[test]
    fn an_order_says_where_held_papers_go() {
        let order = Order {
            subject: Subject {
                kind: SubjectKind::Violation,
                reference: "v1".to_owned(),
                request: None,
            },
            amount: 5_000_000,
            way: Way::Counter,
            payer: Payer {
                full_name: "Cao Văn Lái".to_owned(),
                email: Some(String::new()),
                post_to: Some((
                    serde_json::json!({ "detail": "Số 44" }),
                    Some("0912990020".to_owned()),
                )),
                ..Payer::default()
            },
            return_to: "/x".to_owned(),
            key: "k".to_owned(),
        };
        let wire = serde_json::to_value(written(&order)).unwrap();
        assert_eq!(
            wire.pointer("/subject"),
            Some(&serde_json::json!({ "kind": "violation", "ref": "v1" }))
        );
        assert_eq!(
            wire.pointer("/delivery/method"),
            Some(&serde_json::json!("post"))
        );
        assert_eq!(
            wire.pointer("/payer"),
            Some(&serde_json::json!({ "fullName": "Cao Văn Lái" }))
        );
    }
}
