//! The officer's page: plain HTML, no script.

use axum::http::header;
use axum::response::{Html, IntoResponse};
use portal_api::StateCode;

use super::words::words;
use crate::conventions::Language;
use crate::definitions::Definitions;
use crate::dossiers::state_words;
use crate::dossiers::store::Stored;

const STYLE: &str = "body{font:1rem/1.5 system-ui,sans-serif;max-width:75rem;margin:1.5rem auto;padding:0 1rem;color:#1a1a1a}\
    table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.5rem;border-bottom:1px solid #767676}\
    form{display:inline-block;margin:0 .5rem .5rem 0}input,select,button{font:inherit}.note{border-left:.25rem solid #b10e1e;padding-left:.75rem}";

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

/// All dossiers, latest first.
pub(super) fn list(
    definitions: &Definitions,
    rows: &[Stored],
    language: Language,
) -> impl IntoResponse + use<> {
    let word = |key| escape(words(key, language));
    let mut body = format!(
        "<h1>{}</h1><p class=note>{}</p>",
        word("title"),
        word("note")
    );
    if rows.is_empty() {
        body.push_str(&format!("<p>{}</p>", word("none")));
        return document(language, &body);
    }
    body.push_str("<table><tr>");
    for key in ["code", "case", "applicant", "state", "due", "act"] {
        body.push_str(&format!("<th scope=col>{}", word(key)));
    }
    for row in rows {
        let case = definitions
            .case(&row.case_code, language)
            .map_or(row.case_code.as_str(), |(_, case)| case.name.as_str());
        let due = row
            .times
            .due
            .as_deref()
            .and_then(|due| due.get(..10))
            .unwrap_or_default();
        let cells = [
            row.code.as_str(),
            case,
            &row.applicant_name,
            &state_words(row.state.code(), language).name,
            due,
        ]
        .map(escape);
        body.push_str(&format!(
            "<tr><th scope=row>{}<td>{}",
            cells.join("<td>").replacen("<td>", "</th><td>", 1),
            forms(row, language)
        ));
    }
    body.push_str("</table>");
    document(language, &body)
}

/// A page with one sentence and the way back.
pub(super) fn message(key: &str, language: Language) -> impl IntoResponse + use<> {
    let body = format!(
        "<h1>{}</h1><p><a href=/officer>{}</a></p>",
        escape(words(key, language)),
        escape(words("title", language))
    );
    document(language, &body)
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
        made.push_str(&form("issue", ""));
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

fn document(language: Language, body: &str) -> impl IntoResponse + use<> {
    let html = format!(
        "<!doctype html><html lang={}><meta charset=utf-8><meta name=viewport content=\"width=device-width,initial-scale=1\">\
         <title>{}</title><style>{STYLE}</style><main>{body}</main></html>",
        language.code(),
        escape(words("title", language))
    );
    let policy =
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'";
    (
        [
            (header::CONTENT_SECURITY_POLICY, policy),
            (header::CACHE_CONTROL, "no-store"),
            (header::REFERRER_POLICY, "same-origin"),
        ],
        Html(html),
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
