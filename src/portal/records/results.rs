//! Prior results that may serve a case (operation 11).

use super::Purpose;
use crate::portal::Problem;
use crate::portal::request::Request;
use portal_api::ResultList;

/// A prior result of the citizen.
#[derive(Clone, Debug, PartialEq)]
pub struct PriorResult {
    /// What the engine looks at.
    pub held: forms::papers::Held,
    /// Its title.
    pub title: String,
    /// Its number.
    pub number: Option<String>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// Day of issue.
    pub issued_on: Option<String>,
    /// Source that keeps it: the scope of a consent to reuse it.
    pub source: String,
}

/// Prior results that may serve this case.
///
/// # Errors
/// See [`Problem`].
pub async fn results(purpose: &Purpose) -> Result<Vec<PriorResult>, Problem> {
    let path = [
        "/me/results?procedureCode=",
        &purpose.procedure,
        "&caseCode=",
        &purpose.case,
    ];
    let list: ResultList = Request::get(path.concat()).send().await?.json().await?;
    Ok(list.items.into_iter().map(result).collect())
}

fn result(found: portal_api::PriorResult) -> PriorResult {
    let text = |date: Option<portal_api::Date>| date.map(|date| date.to_string());
    PriorResult {
        held: forms::papers::Held {
            result_id: found.result_id.to_string(),
            result_code: found.result_code.to_string(),
            satisfies: found.satisfies.iter().map(ToString::to_string).collect(),
            usable: found.usable,
            valid_until: text(found.valid_until),
        },
        title: found.title.to_string(),
        number: found.number.map(|number| number.to_string()),
        issuer: found.issuer.map(|issuer| issuer.name.to_string()),
        issued_on: text(found.issued_on),
        source: found.source.to_string(),
    }
}
