//! The values that a confirmation covers, their hash, and what a change of them does.

use forms::needs;
use portal_api::{ConfirmationState, DraftContent, Pointer};
use serde_json::{Map, Value};

use super::store;
use crate::conventions::Language;
use crate::drafts::judge::{answers, today};
use crate::problem::Failure;
use crate::random;
use crate::state::AppState;
use crate::words::of_contract;

/// The tree of answers that would be sent; as it was saved, where the form is no longer there.
pub(super) fn tree(state: &AppState, content: &DraftContent) -> Result<Value, Failure> {
    let defined = state.definitions.of_procedure(&content.frame.form_id);
    let Some(defined) = defined else {
        return Ok(Value::Object(content.answers.data.clone()));
    };
    let service = defined.in_language(Language::Vi);
    let answers = answers(service, content, today(state)?);
    Ok(forms::send::to_data(service, &answers))
}

/// Covered values by pointer; an answer that is not there yet has none.
pub(super) fn values(tree: &Value, covers: &[Pointer]) -> Map<String, Value> {
    let covers: Vec<_> = covers
        .iter()
        .map(|pointer| forms::place::Pointer::new(pointer.as_str()))
        .collect();
    needs::covered(tree, &covers)
}

/// SHA-256 over the RFC 8785 form of pointer → value.
///
/// # Errors
/// When they cannot be written as JSON.
pub fn sha256(values: &Map<String, Value>) -> Result<String, Failure> {
    Ok(random::sha256(serde_json_canonicalizer::to_vec(values)?))
}

/// After a draft was saved: an answer to values that are others now is void; a question that waits shows the new ones.
///
/// # Errors
/// When the database fails.
pub async fn changed(state: &AppState, draft: &str, content: &DraftContent) -> Result<(), Failure> {
    let asked = store::of_draft(state, draft).await?;
    if asked.is_empty() {
        return Ok(());
    }
    let tree = tree(state, content)?;
    for one in asked {
        let now = values(&tree, &one.asked.covers);
        let hash = sha256(&now)?;
        if hash == one.covers_sha256 {
            continue;
        }
        match one.state {
            ConfirmationState::Agreed | ConfirmationState::Refused => {
                to_void(state, &one.id).await?;
            }
            ConfirmationState::Waiting => {
                sqlx::query("UPDATE confirmation SET shown = ?, covers_sha256 = ? WHERE id = ? AND state = 'waiting'")
                    .bind(serde_json::to_string(&now)?)
                    .bind(hash)
                    .bind(&one.id)
                    .execute(&state.db)
                    .await?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// After a draft was thrown away: nothing of it is confirmed any more.
///
/// # Errors
/// When the database fails.
pub async fn forget(state: &AppState, draft: &str) -> Result<(), Failure> {
    for one in store::of_draft(state, draft).await? {
        if one.dossier_code.is_none() {
            to_void(state, &one.id).await?;
        }
    }
    Ok(())
}

async fn to_void(state: &AppState, id: &str) -> Result<(), Failure> {
    sqlx::query("UPDATE confirmation SET state = ? WHERE id = ? AND state <> 'withdrawn'")
        .bind(of_contract(ConfirmationState::Void)?)
        .bind(id)
        .execute(&state.db)
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_hash_is_of_the_covered_values_only() {
        let covers = ["/a".into(), "/list/0/name".into(), "/missing".into()];
        let of = |data: Value| values(&data, &covers);
        let one = of(json!({ "a": 1, "b": 2, "list": [{ "name": "Hòa" }] }));
        let canonical = r#"{"/a":1,"/list/0/name":"Hòa"}"#;
        assert_eq!(sha256(&one).unwrap(), random::sha256(canonical));
        let same = of(json!({ "list": [{ "name": "Hòa", "age": 3 }], "a": 1 }));
        assert_eq!(sha256(&one).unwrap(), sha256(&same).unwrap());
        let other = of(json!({ "a": 1, "list": [{ "name": "Hoa" }] }));
        assert_ne!(sha256(&one).unwrap(), sha256(&other).unwrap());
    }
}
