//! Which services take dossiers now (operation 4).

use super::Problem;
use super::request::Request;
use portal_api::Page;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Services that take no dossiers now: number of the service ("09") → why, where the province says.
pub type Closed = BTreeMap<String, Option<String>>;

/// The essential services that are closed now.
///
/// # Errors
/// See [`Problem`].
pub async fn closed() -> Result<Closed, Problem> {
    let page: Page<State> = Request::get("/procedures?essential=true&limit=100")
        .send()
        .await?
        .json()
        .await?;
    Ok(closed_of(page.items))
}

/// Id of the form of a procedure ("motcua.09"), by its national code (operation 5).
///
/// # Errors
/// See [`Problem`].
pub async fn form_of(procedure: &str) -> Result<String, Problem> {
    let path = ["/procedures/", &crate::route::escape_query(procedure)].concat();
    let found: Form = Request::get(path).send().await?.json().await?;
    Ok(found.form_id)
}

/// Name of a procedure, by its national code (operation 5).
///
/// # Errors
/// See [`Problem`].
pub async fn name(procedure: &str) -> Result<String, Problem> {
    let path = ["/procedures/", &crate::route::escape_query(procedure)].concat();
    let found: Named = Request::get(path).send().await?.json().await?;
    Ok(found.name)
}

/// What is read of a [`portal_api::Procedure`].
#[derive(Deserialize)]
struct Named {
    name: String,
}

/// The level of a procedure of which nothing is filed online (`onlineLevel`, contract 4.2).
const INFORMATION: &str = "information";

/// What is read of a [`portal_api::Procedure`].
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Form {
    form_id: String,
}

/// What is read of a [`portal_api::ProcedureSummary`].
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct State {
    essential_id: Option<u8>,
    online_level: String,
    open: bool,
    closed_text: Option<String>,
}

/// A service is closed when none of its procedures is open. One that is only told about is neither.
fn closed_of(procedures: Vec<State>) -> Closed {
    let mut closed = Closed::new();
    let mut open = Vec::new();
    for procedure in procedures {
        let Some(number) = procedure.essential_id else {
            continue;
        };
        let service = format!("{number:02}");
        if procedure.open {
            open.push(service);
        } else if procedure.online_level != INFORMATION {
            closed.insert(service, procedure.closed_text);
        }
    }
    closed.retain(|service, _| !open.contains(service));
    closed
}

#[cfg(test)]
mod tests {
    use super::*;
    use portal_api::{OnlineLevel, ProcedureSummary};

    fn procedure(number: Option<u8>, level: OnlineLevel, open: bool) -> State {
        let whole = ProcedureSummary {
            code: "1.001193".into(),
            name: "x".into(),
            essential_id: number,
            group: None,
            field: portal_api::CodeName {
                code: "x".into(),
                name: "x".into(),
            },
            online_level: level,
            audience: Vec::new(),
            open,
            closed_text: (!open).then(|| "vì bảo trì".into()),
        };
        plain_json::from_value(&serde_json::to_value(whole).unwrap()).unwrap()
    }

    #[test]
    fn one_open_procedure_keeps_a_service_open() {
        let closed = closed_of(vec![
            procedure(Some(9), OnlineLevel::Full, false),
            procedure(Some(9), OnlineLevel::Full, true),
            procedure(Some(3), OnlineLevel::Partial, false),
            procedure(Some(3), OnlineLevel::Information, false),
            procedure(Some(1), OnlineLevel::Information, false),
            procedure(None, OnlineLevel::Full, false),
        ]);
        let expected = [("03".to_owned(), Some("vì bảo trì".to_owned()))];
        assert_eq!(closed, expected.into_iter().collect());
    }
}
