//! Agreements that were refused: a dossier tells by whom, what the person asked of others tells why.

use crate::portal::confirmation::{self, Agreement};
use portal_api::{ConfirmationState, DossierConfirmation};

/// An agreement that was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Who did not agree.
    pub name: String,
    /// Why, where they said so.
    pub reason: Option<String>,
}

/// Those who did not agree. Their reasons stand with what the person asked of others, found by name and time of the
/// answer; an account that may not see that is told the names.
pub(super) async fn all(asked: &[DossierConfirmation]) -> Vec<Refusal> {
    let refused = |asked: &&DossierConfirmation| asked.state == ConfirmationState::Refused;
    if !asked.iter().any(|asked| refused(&asked)) {
        return Vec::new();
    }
    let sent = confirmation::sent().await.unwrap_or_default();
    let found = asked.iter().filter(refused);
    found.map(|asked| refusal(asked, &sent)).collect()
}

fn refusal(asked: &DossierConfirmation, sent: &[Agreement]) -> Refusal {
    let at = asked.answered_at.as_ref().map(ToString::to_string);
    let mut sent = sent.iter();
    let same = |one: &&Agreement| asked.name == *one.name && at.is_some() && one.answered_at == at;
    Refusal {
        name: asked.name.to_string(),
        reason: sent.find(same).and_then(|one| one.reason.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_has_the_reason_that_was_given_with_it() {
        let asked: DossierConfirmation = serde_json::from_value(serde_json::json!({
            "role": "head", "name": "Trang Thị Mẫu Chủ", "state": "refused", "answeredAt": "2026-11-25T10:00:00+07:00",
        }))
        .unwrap();
        let sent = |name: &str, at: &str| {
            confirmation::for_test(serde_json::json!({
                "confirmationId": "c", "purpose": "agree", "role": "head", "procedure": { "code": "1", "name": "n" }, "askedBy": "a",
                "person": { "fullName": name, "maskedId": "••• 123" }, "channel": "vneid", "statement": "s", "textVersion": "1",
                "covers": [], "coversSha256": "x", "state": "refused", "reason": "không cho ở nhờ", "requestedAt": at, "dueBy": "2026-12-01",
                "answeredAt": at,
            }))
        };
        let (at, other) = ("2026-11-25T10:00:00+07:00", "2026-11-24T10:00:00+07:00");
        let reason = |name: &str, at: &str| refusal(&asked, &[sent(name, at)]).reason;
        let said = Some("không cho ở nhờ".to_owned());
        assert_eq!(reason("Trang Thị Mẫu Chủ", at), said);
        assert_eq!(reason("Trang Thị Mẫu Chủ", other), None);
        assert_eq!(reason("Quản Mẫu", at), None);
    }
}
