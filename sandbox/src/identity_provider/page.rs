//! The provider's pages: plain HTML, no script.

use axum::http::header;
use axum::response::{Html, IntoResponse};

use super::authorise::Request;
use crate::conventions::Language;
use crate::persons::Persons;

const STYLE: &str = "body{font:1.0625rem/1.5 system-ui,sans-serif;max-width:40rem;margin:1.5rem auto;padding:0 1rem;color:#1a1a1a}\
    button{font:inherit;display:block;width:100%;text-align:left;padding:.75rem 1rem;margin:0 0 .5rem;border:1px solid #767676;\
    border-radius:.25rem;background:#fff;cursor:pointer}button:hover,button:focus-visible{background:#eef3fa}\
    small{display:block;color:#4a4a4a}.note{border-left:.25rem solid #b10e1e;padding-left:.75rem}";

/// The page with the test persons.
pub(super) fn persons(
    persons: &Persons,
    request: &Request,
    language: Language,
) -> impl IntoResponse + use<> {
    let english = language == Language::En;
    let (title, note, cancel) = if english {
        (
            "Sign in as a test person",
            "This stands in for VNeID. All persons are invented.",
            "Cancel",
        )
    } else {
        (
            "Đăng nhập bằng nhân vật thử nghiệm",
            "Trang này thay cho VNeID. Mọi nhân vật đều không có thật.",
            "Hủy",
        )
    };
    let mut body =
        format!("<h1>{title}</h1><p class=note>{note}</p><form method=post action=authorise>");
    for (name, value) in hidden(request) {
        body.push_str(&format!(
            "<input type=hidden name={name} value=\"{}\">",
            escape(value)
        ));
    }
    for person in persons.all() {
        let level = if english { "level" } else { "mức" };
        body.push_str(&format!(
            "<button name=person value=\"{}\">{} <small>{} · {level} {}</small></button>",
            escape(&person.key),
            escape(&person.full_name),
            escape(person.about.get(language)),
            person.level
        ));
    }
    body.push_str(&format!(
        "<button name=person value=\"\">{cancel}</button></form>"
    ));
    document(language.code(), title, &body)
}

/// A page with one sentence.
pub(super) fn message(text: &str) -> impl IntoResponse + use<> {
    document("vi", text, &format!("<h1>{}</h1>", escape(text)))
}

fn document(language: &str, title: &str, body: &str) -> impl IntoResponse + use<> {
    let html = format!(
        "<!doctype html><html lang={language}><meta charset=utf-8><meta name=viewport content=\"width=device-width,initial-scale=1\">\
         <title>{}</title><style>{STYLE}</style><main>{body}</main></html>",
        escape(title)
    );
    let policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
    (
        [
            (header::CACHE_CONTROL, "no-store"),
            (header::CONTENT_SECURITY_POLICY, policy),
        ],
        Html(html),
    )
}

fn hidden(request: &Request) -> [(&'static str, &str); 9] {
    [
        ("client_id", &request.client_id),
        ("redirect_uri", &request.redirect_uri),
        ("response_type", &request.response_type),
        ("scope", &request.scope),
        ("state", &request.state),
        ("nonce", &request.nonce),
        ("code_challenge", &request.code_challenge),
        ("code_challenge_method", &request.code_challenge_method),
        ("acr_values", &request.acr_values),
    ]
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
