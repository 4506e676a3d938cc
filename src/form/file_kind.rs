//! What a file is, by its bytes: its name may say anything. Pure.

/// What a file turns out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// JPEG picture.
    Jpeg,
    /// PNG picture.
    Png,
    /// PDF.
    Pdf,
    /// PDF that asks for a password.
    LockedPdf,
    /// A photo of an iPhone that is set to save space.
    Heic,
    /// Nothing in it.
    Empty,
    /// Anything else.
    Unknown,
}

impl FileKind {
    /// What the bytes say.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        let starts = |with: &[u8]| bytes.starts_with(with);
        if bytes.is_empty() {
            Self::Empty
        } else if starts(b"\xff\xd8\xff") {
            Self::Jpeg
        } else if starts(b"\x89PNG\r\n\x1a\n") {
            Self::Png
        } else if starts(b"%PDF-") {
            if has(bytes, b"/Encrypt") {
                Self::LockedPdf
            } else {
                Self::Pdf
            }
        } else if bytes.get(4..8) == Some(b"ftyp") && is_heic(bytes.get(8..12)) {
            Self::Heic
        } else {
            Self::Unknown
        }
    }

    /// Its media type; none for what is never sent.
    #[must_use]
    pub fn media_type(self) -> Option<&'static str> {
        match self {
            Self::Jpeg => Some("image/jpeg"),
            Self::Png => Some("image/png"),
            Self::Pdf => Some("application/pdf"),
            Self::LockedPdf | Self::Heic | Self::Empty | Self::Unknown => None,
        }
    }
}

/// A file's name as it is sent and shown: what cannot be seen and what leads elsewhere is taken out.
#[must_use]
pub fn clean_name(name: &str) -> String {
    let name = vietnam::text::clean(name);
    let mut name: String = name
        .chars()
        .filter(|c| !matches!(c, '/' | '\\' | '\u{ad}'))
        .take(200)
        .collect();
    if name.is_empty() {
        "tep".clone_into(&mut name);
    }
    name
}

fn has(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}

fn is_heic(brand: Option<&[u8]>) -> bool {
    matches!(
        brand,
        Some(b"heic" | b"heix" | b"hevc" | b"mif1" | b"msf1" | b"heim" | b"heis")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_decide_not_names() {
        let check = |bytes: &[u8], kind| assert_eq!(FileKind::of(bytes), kind);
        check(b"\xff\xd8\xff\xe0rest", FileKind::Jpeg);
        check(b"\x89PNG\r\n\x1a\nrest", FileKind::Png);
        check(b"%PDF-1.7\n1 0 obj", FileKind::Pdf);
        check(
            b"%PDF-1.7\ntrailer << /Encrypt 5 0 R >>",
            FileKind::LockedPdf,
        );
        check(b"\0\0\0\x18ftypheic", FileKind::Heic);
        check(b"PK\x03\x04word/", FileKind::Unknown);
        check(b"", FileKind::Empty);
    }

    #[test]
    fn names_are_readable_and_lead_nowhere() {
        assert_eq!(clean_name("giấy\u{ad} khai sinh.pdf"), "giấy khai sinh.pdf");
        assert_eq!(clean_name("../../etc"), "....etc");
        assert_eq!(clean_name(" \u{200b}"), "tep");
        assert_eq!(
            clean_name("<img src=x onerror=1>.pdf"),
            "<img src=x onerror=1>.pdf"
        );
    }
}
