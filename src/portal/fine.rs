//! A traffic fine as the traffic police's register tells it (look-up `violation`).

use serde_json::Value;

pub use portal_api::ViolationState as FineState;

/// A fine, or a violation that is not decided yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fine {
    /// Number of the decision.
    pub decision: Option<String>,
    /// Its day (`YYYY-MM-DD`).
    pub decided_on: Option<String>,
    /// Who decided or recorded.
    pub agency: String,
    /// The offender: all words but the first as initials.
    pub offender: String,
    /// The offender's number, all but the end hidden.
    pub offender_id: Option<String>,
    /// What was done.
    pub what: String,
    /// When (RFC 3339).
    pub at: String,
    /// Where.
    pub place: String,
    /// Further sanctions.
    pub sanctions: Option<String>,
    /// Whether papers are held.
    pub papers_held: bool,
    /// The fine, in đồng.
    pub amount: u64,
    /// Surcharge for being late, in đồng.
    pub late: Option<u64>,
    /// Treasury account.
    pub account: Option<String>,
    /// Due on (`YYYY-MM-DD`).
    pub due_on: Option<String>,
    /// How it stands.
    pub state: FineState,
}

/// One of the answers of the look-up; none where it is something else.
#[must_use]
pub fn fine(answer: &Value) -> Option<Fine> {
    let wire: portal_api::Violation = plain_json::from_value(answer).ok()?;
    Some(Fine {
        decision: wire.decision_no.map(|number| number.to_string()),
        decided_on: wire.decided_on.map(|day| day.to_string()),
        agency: wire.agency.name.to_string(),
        offender: wire.offender.to_string(),
        offender_id: wire.offender_id.map(|id| id.to_string()),
        what: wire.violation.to_string(),
        at: wire.at.to_string(),
        place: wire.place.to_string(),
        sanctions: wire.sanctions.map(|more| more.to_string()),
        papers_held: wire.papers_held,
        amount: wire.amount.0,
        late: wire
            .late_amount
            .map(|amount| amount.0)
            .filter(|amount| *amount > 0),
        account: wire.account.map(|account| account.to_string()),
        due_on: wire.due_on.map(|day| day.to_string()),
        state: wire.state,
    })
}
