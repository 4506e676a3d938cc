//! What a file is, by its bytes and never by its name.

use portal_api::RejectCode;

/// Most pages of a PDF.
const PAGES: u32 = 200;

/// The text by which every scanner can be tried without malware (EICAR).
const TRIAL: &[u8] = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE";

/// A file that can be taken.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Inspected {
    /// Its media type.
    pub media_type: &'static str,
    /// Its pages, where they can be counted.
    pub pages: Option<u32>,
}

/// Looks at a whole file.
pub(super) fn inspect(bytes: &[u8]) -> Result<Inspected, RejectCode> {
    if has(bytes, TRIAL) {
        return Err(RejectCode::Infected);
    }
    if has(head(bytes, 1024), b"%PDF-") {
        return pdf(bytes);
    }
    let picture = |media_type, whole: bool| {
        if whole {
            Ok(Inspected {
                media_type,
                pages: Some(1),
            })
        } else {
            Err(RejectCode::Unreadable)
        }
    };
    if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        return picture("image/jpeg", has(bytes, &[0xff, 0xd9]));
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return picture("image/png", has(bytes, b"IEND"));
    }
    Err(RejectCode::TypeNotAllowed)
}

/// A PDF must have an end, and no lock.
fn pdf(bytes: &[u8]) -> Result<Inspected, RejectCode> {
    if !has(bytes, b"startxref") || !has(bytes, b"%%EOF") {
        return Err(RejectCode::Unreadable);
    }
    if entries(bytes, b"/Encrypt").any(|after| {
        matches!(
            after.first(),
            Some(b' ' | b'\r' | b'\n' | b'<' | b'0'..=b'9')
        )
    }) {
        return Err(RejectCode::Encrypted);
    }
    // Pages inside compressed objects cannot be seen from here.
    let named = entries(bytes, b"/Type").filter(|after| {
        let name = after.trim_ascii_start();
        name.starts_with(b"/Page") && !name.starts_with(b"/Pages")
    });
    let pages = u32::try_from(named.count()).unwrap_or(u32::MAX);
    if pages > PAGES {
        return Err(RejectCode::TooManyPages);
    }
    Ok(Inspected {
        media_type: "application/pdf",
        pages: (pages > 0).then_some(pages),
    })
}

/// What stands after each place where `word` stands.
fn entries<'a>(bytes: &'a [u8], word: &'a [u8]) -> impl Iterator<Item = &'a [u8]> {
    let starts = bytes
        .windows(word.len())
        .enumerate()
        .filter(move |(_, window)| *window == word);
    starts.map(move |(at, _)| bytes.get(at + word.len()..).unwrap_or_default())
}

fn has(bytes: &[u8], word: &[u8]) -> bool {
    entries(bytes, word).next().is_some()
}

fn head(bytes: &[u8], most: usize) -> &[u8] {
    bytes.get(..most).unwrap_or(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::persons::paper;

    #[test]
    fn a_pdf_is_told_by_its_bytes() {
        let whole = paper(&["one".to_owned()]);
        assert_eq!(
            inspect(&whole),
            Ok(Inspected {
                media_type: "application/pdf",
                pages: Some(1)
            })
        );
        assert_eq!(
            inspect(&whole[..whole.len() - 20]),
            Err(RejectCode::Unreadable)
        );
        let locked = String::from_utf8(whole)
            .unwrap()
            .replace("/Root 1 0 R", "/Root 1 0 R /Encrypt 6 0 R");
        assert_eq!(inspect(locked.as_bytes()), Err(RejectCode::Encrypted));
    }

    #[test]
    fn pictures_must_be_whole() {
        assert_eq!(
            inspect(&[0xff, 0xd8, 0xff, 0xe0, 0, 0xff, 0xd9])
                .unwrap()
                .media_type,
            "image/jpeg"
        );
        assert_eq!(
            inspect(&[0xff, 0xd8, 0xff, 0xe0, 0]),
            Err(RejectCode::Unreadable)
        );
        assert_eq!(
            inspect(b"\x89PNG\r\n\x1a\n....IEND").unwrap().media_type,
            "image/png"
        );
    }

    #[test]
    fn everything_else_is_refused() {
        assert_eq!(
            inspect(b"PK\x03\x04 a docx under another name"),
            Err(RejectCode::TypeNotAllowed)
        );
        assert_eq!(
            inspect(b"\0\0\0\x18ftypheic"),
            Err(RejectCode::TypeNotAllowed)
        );
        assert_eq!(inspect(b""), Err(RejectCode::TypeNotAllowed));
        let trial = [b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$".as_slice(), TRIAL].concat();
        assert_eq!(inspect(&trial), Err(RejectCode::Infected));
    }
}
