//! The key in a paper's code. No issuer has published what its codes say (unconfirmed): the key alone, a link with it,
//! or it among other parts. What has the shape of the answer is taken; what might be anything is not.

use crate::definition::Field;
use crate::kind::Kind;
use crate::shape;
use crate::value::capitals;
use serde_json::json;

/// The key that a text holds for a field; none where no part of it has its shape, or several different ones have.
pub(super) fn key(field: &Field, text: &str) -> Option<String> {
    let text = text.trim();
    let is_link = text.starts_with("http://") || text.starts_with("https://");
    let mut parts: Vec<String> = Vec::new();
    if is_link {
        let (path, query) = text.split_once('?').unwrap_or((text, ""));
        let query = query.split('#').next().unwrap_or_default();
        parts.extend(
            query
                .split('&')
                .filter_map(|pair| Some(plain(pair.split_once('=')?.1))),
        );
        parts.extend(path.rsplit('/').next().map(plain));
    } else {
        parts.push(text.to_owned());
        parts.extend(text.split(['|', ';', '\n', '\t']).map(str::to_owned));
    }
    let mut found = parts
        .into_iter()
        .map(|part| part.trim().to_owned())
        .filter(|part| is_key(field, part));
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

/// The shape of a code; of a text the number of a decision, "123/QĐ-XPHC".
fn is_key(field: &Field, part: &str) -> bool {
    let is_shaped = match &field.kind {
        // What only warns when it is typed must fit when it is picked out of a text.
        Kind::Code(code) => shape::code_fits(code, &capitals(part.chars())),
        Kind::Text(_) => part.contains("/QĐ") && !part.contains(['|', ';']),
        _ => false,
    };
    let has_digit = part.bytes().any(|byte| byte.is_ascii_digit());
    is_shaped && has_digit && shape::fault(&field.kind, &json!(part)).is_none()
}

/// Without the escapes of an address; what is no UTF-8 stays as it is.
fn plain(part: &str) -> String {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let escaped = (*first == b'%')
            .then(|| after.split_at_checked(2))
            .flatten()
            .and_then(|(digits, after)| {
                let digits = std::str::from_utf8(digits).ok()?;
                Some((u8::from_str_radix(digits, 16).ok()?, after))
            });
        let (byte, after) = escaped.unwrap_or((if *first == b'+' { b' ' } else { *first }, after));
        bytes.push(byte);
        rest = after;
    }
    String::from_utf8(bytes).unwrap_or_else(|_| part.to_owned())
}
