//! The header `Upload-Metadata` of tus: keys and base64 values.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use vietnam::text::clean;

/// Longest file name, in characters.
const NAME: usize = 255;

/// The value of a key; none where it is missing or no text.
pub(super) fn value(header: &str, key: &str) -> Option<String> {
    let pairs = header
        .split(',')
        .map(|pair| pair.trim().split_once(' ').unwrap_or((pair.trim(), "")));
    let (_, value) = { pairs }.find(|(name, _)| *name == key)?;
    String::from_utf8(STANDARD.decode(value.trim()).ok()?).ok()
}

/// A file name without what cannot be seen and without folders; never empty.
pub(super) fn file_name(given: &str) -> String {
    let visible: String = given
        .chars()
        .filter(|c| !c.is_control() && !is_invisible(*c))
        .collect();
    let last = visible.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = clean(last).chars().take(NAME).collect();
    if name.is_empty() {
        "tep".to_owned()
    } else {
        name
    }
}

/// Soft hyphen, zero-width characters, marks of writing direction.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_by_key() {
        let header = "filename Z2nhuqV5LnBkZg==,filetype YXBwbGljYXRpb24vcGRm, empty";
        assert_eq!(value(header, "filename").as_deref(), Some("giấy.pdf"));
        assert_eq!(
            value(header, "filetype").as_deref(),
            Some("application/pdf")
        );
        assert_eq!(value(header, "empty").as_deref(), Some(""));
        assert_eq!(value(header, "sha256"), None);
        assert_eq!(value("filename %%%", "filename"), None);
    }

    #[test]
    fn names_are_plain() {
        assert_eq!(file_name("giấy\u{ad}khai sinh.pdf"), "giấykhai sinh.pdf");
        assert_eq!(file_name("../../etc/passwd"), "passwd");
        assert_eq!(
            file_name("<img src=x onerror=1>.pdf"),
            "<img src=x onerror=1>.pdf"
        );
        assert_eq!(file_name("\u{202e}"), "tep");
    }
}
