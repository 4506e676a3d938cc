//! The officer's page: plain HTML, no script.

use axum::response::IntoResponse;
use portal_api::{DossierConfirmation, PaymentRequest, StateCode};
use vietnam::PartialDate;

use super::act::owes;
use super::words::words;
use super::{components, linked, subjects};
use crate::conventions::Language;
use crate::dossiers::store::Stored;
use crate::dossiers::{parts, show, state_words};
use crate::pages::{document, escape, heading};
use crate::problem::Failure;
use crate::results::awaited;
use crate::sources::later;
use crate::state::AppState;

/// Roles that can confirm (contract 4.12).
const ROLES: [&str; 8] = [
    "head",
    "owner",
    "relative",
    "spouse",
    "parent",
    "guardian",
    "previous-holder",
    "represented",
];

/// A date, or the day of a moment, as people write it: 25/11/2026. What is no date stays as it is.
pub(super) fn day(text: &str) -> String {
    let date = text.get(..10).unwrap_or(text);
    PartialDate::parse_iso(date).map_or_else(|_| date.to_owned(), PartialDate::shown)
}

/// All dossiers, latest first.
pub(super) async fn list(
    state: &AppState,
    rows: &[Stored],
    language: Language,
) -> Result<impl IntoResponse + use<>, Failure> {
    let word = |key| escape(words(key, language));
    let title = words("title", language);
    let mut body = heading(title, words("note", language));
    if rows.is_empty() {
        body.push_str(&format!("<p>{}</p>", word("none")));
        return Ok(document(language, title, &body));
    }
    body.push_str("<table><tr>");
    for key in [
        "code",
        "case",
        "applicant",
        "state",
        "due",
        "payments",
        "act",
    ] {
        body.push_str(&format!("<th scope=col>{}", word(key)));
    }
    for row in rows {
        let case = state
            .definitions
            .case(&row.case_code, language)
            .map_or(row.case_code.as_str(), |(_, case)| case.name.as_str());
        let due = row.times.due.as_deref().map(day).unwrap_or_default();
        let sender = match subjects::applicant(&row.sent.frame, language) {
            Some(of) => format!("{} · {}: {of}", row.applicant_name, words("for", language)),
            None => row.applicant_name.clone(),
        };
        let cells = [
            row.code.as_str(),
            case,
            &sender,
            &state_words(row.state.code(), language).name,
            &due,
            &owed(row),
            &confirmed(&show::confirmations(state, &row.code).await?),
        ]
        .map(escape);
        let parts = parts::of(&mut *state.db.acquire().await?, &row.code).await?;
        let made_of = components::components(state, row, language).await?;
        let acts = [
            later(state, row, language).await?,
            forms(row, language),
            answer(state, row, language).await?,
            linked::parts(row, &parts, language),
            components::shown(row, &made_of, language),
        ]
        .concat();
        body.push_str(&format!(
            "<tr><th scope=row><a href=\"/officer/{}\">{}<td>{}",
            escape(&row.code),
            cells.join("<td>").replacen("<td>", "</a></th><td>", 1),
            acts
        ));
    }
    body.push_str("</table>");
    Ok(document(language, title, &body))
}

/// The sources that were out when the form was filled: the officer asks them.
async fn later(state: &AppState, row: &Stored, language: Language) -> Result<String, Failure> {
    let notes = { row.sent.frame.verify_later.iter() }.map(portal_api::Text::as_str);
    let found = later::sources(&state.db, &row.person, notes).await?;
    let name = |id: &String| state.sources.get(id).map(|source| source.name(language));
    let names: Vec<&str> = found.iter().filter_map(name).collect();
    if names.is_empty() {
        return Ok(String::new());
    }
    let (lead, names) = (words("verify-later", language), names.join(", "));
    Ok(format!("<p>{}: {}</p>", escape(lead), escape(&names)))
}

/// Lets the register answer that a result of the dossier waits for.
async fn answer(state: &AppState, row: &Stored, language: Language) -> Result<String, Failure> {
    awaited::settle(&state.db, &state.clock).await?;
    if awaited::of_dossier(&state.db, &row.code).await?.is_empty() {
        return Ok(String::new());
    }
    let (code, word) = (escape(&row.code), escape(words("answer-now", language)));
    Ok(format!(
        "<form method=post action=\"/officer/{code}\"><button name=act value=answer>{word}</button></form>"
    ))
}

/// Who was asked to confirm, and what they said.
fn confirmed(confirmations: &[DossierConfirmation]) -> String {
    let one = |one: &DossierConfirmation| {
        let state = serde_json::to_value(one.state).unwrap_or_default();
        format!(
            "{} ({})",
            one.name.as_str(),
            state.as_str().unwrap_or_default()
        )
    };
    let all: Vec<String> = confirmations.iter().map(one).collect();
    all.join(", ")
}

/// What is to be paid and how that stands.
fn owed(row: &Stored) -> String {
    let one = |request: &PaymentRequest| {
        let state = serde_json::to_value(request.state).unwrap_or_default();
        format!(
            "{} ₫ ({})",
            request.total.0,
            state.as_str().unwrap_or_default()
        )
    };
    row.payments.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// A page with one sentence and the way back.
pub(super) fn message(key: &str, language: Language) -> impl IntoResponse + use<> {
    let body = format!(
        "<h1>{}</h1><p><a href=/officer>{}</a></p>",
        escape(words(key, language)),
        escape(words("title", language))
    );
    document(language, words("title", language), &body)
}

/// What can be done in this state.
fn forms(row: &Stored, language: Language) -> String {
    let word = |key: &str| escape(words(key, language));
    let form = |act: &str, inner: &str| {
        let code = escape(&row.code);
        format!(
            "<form method=post action=\"/officer/{code}\">{inner}<button name=act value={act}>{}</button></form>",
            word(act)
        )
    };
    let mut made = String::new();
    let input = |name: &str| {
        format!(
            "<label>{} <input name={name} required></label> ",
            word(name)
        )
    };
    let open = matches!(
        row.state,
        StateCode::Registered | StateCode::Accepted | StateCode::Processing
    );
    if row.state == StateCode::Registered {
        made.push_str(&form("accept", ""));
    } else if open {
        // Fees come before the result.
        let next = if owes(row) { "ask-payment" } else { "issue" };
        made.push_str(&form(next, ""));
    }
    if open {
        made.push_str(&form("refuse", &input("reason")));
        let roles: String = ROLES.iter().map(|role| format!("<option>{role}")).collect();
        made.push_str(&form(
            "confirm",
            &format!(
                "<label>{} <select name=role>{roles}</select></label> {}",
                word("role"),
                input("name")
            ),
        ));
    }
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_told_as_people_write_it() {
        assert_eq!(day("2026-11-25"), "25/11/2026");
        assert_eq!(day("2026-11-25T08:00:00+07:00"), "25/11/2026");
        assert_eq!(day("1960-03"), "03/1960");
        assert_eq!(day("1960"), "1960");
        assert_eq!(day("later"), "later");
    }
}
