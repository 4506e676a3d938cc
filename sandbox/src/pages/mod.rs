//! Pages of the sandbox's own, outside the contract: plain HTML without script, only for this machine.

pub mod guard;
mod words;

use axum::http::header;
use axum::response::{Html, IntoResponse};

use crate::conventions::Language;

pub use words::words;

const STYLE: &str = "body{font:1rem/1.5 system-ui,sans-serif;max-width:75rem;margin:1.5rem auto;padding:0 1rem;color:#1a1a1a}\
    table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.5rem;border-bottom:1px solid #767676}\
    form{display:inline-block;margin:0 .5rem .5rem 0}input,select,button{font:inherit}.note{border-left:.25rem solid #b10e1e;padding-left:.75rem}";

/// A page; `body` is HTML, `title` text.
pub fn document(language: Language, title: &str, body: &str) -> impl IntoResponse + use<> {
    let html = format!(
        "<!doctype html><html lang={}><meta charset=utf-8><meta name=viewport content=\"width=device-width,initial-scale=1\">\
         <title>{}</title><style>{STYLE}</style><main>{body}</main></html>",
        language.code(),
        escape(title)
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

/// A heading and the note that the page stands in for something real.
pub fn heading(title: &str, note: &str) -> String {
    format!(
        "<h1>{}</h1><p class=note>{}</p>",
        escape(title),
        escape(note)
    )
}

/// Rows of cells under their headings; cells are HTML.
pub fn table(headings: &[&str], rows: &[Vec<String>]) -> String {
    let head: String = headings
        .iter()
        .map(|text| format!("<th scope=col>{}", escape(text)))
        .collect();
    let body: String = rows
        .iter()
        .map(|cells| format!("<tr><td>{}", cells.join("<td>")))
        .collect();
    format!("<table><tr>{head}{body}</table>")
}

/// Text as HTML.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
