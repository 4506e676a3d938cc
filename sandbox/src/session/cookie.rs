//! The two cookies of the portal (contract 2.1).

use axum::http::{HeaderMap, header};

/// The session: opaque, same site only.
pub const SESSION: &str = "__Host-portal_sid";
/// A sign-in under way. `Lax`: the identity server returns by a top-level GET from another site.
pub const SIGN_IN: &str = "__Host-portal_tx";

/// The value of a cookie of the request.
pub fn read<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok());
    lines
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(given, _)| *given == name)
        .map(|(_, value)| value)
}

/// `Set-Cookie` of a new session.
pub fn set_session(value: &str) -> String {
    format!("{SESSION}={value}; Path=/; Secure; HttpOnly; SameSite=Strict")
}

/// `Set-Cookie` that ends the session.
pub fn end_session() -> String {
    format!("{SESSION}=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0")
}

/// `Set-Cookie` of a sign-in under way.
pub fn set_sign_in(value: &str, seconds: u64) -> String {
    format!("{SIGN_IN}={value}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={seconds}")
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn finds_one_among_several() {
        let mut headers = HeaderMap::new();
        headers.insert(
            header::COOKIE,
            HeaderValue::from_static("a=1; __Host-portal_sid=x=y; b"),
        );
        assert_eq!(read(&headers, SESSION), Some("x=y"));
        assert_eq!(read(&headers, SIGN_IN), None);
    }
}
