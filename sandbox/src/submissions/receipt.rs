//! The hash on a receipt: SHA-256 over the RFC 8785 form of what was sent (contract 4.11, decision 29).

use portal_api::ReceiptFile;
use serde::Serialize;
use serde_json::Value;

use crate::problem::Failure;
use crate::random;

/// What the hash covers; the files by their hashes.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Content<'a> {
    pub procedure_code: &'a str,
    pub case_code: &'a str,
    pub form_version: &'a str,
    pub data: &'a Value,
    pub files: &'a [ReceiptFile],
}

impl Content<'_> {
    /// The hash.
    pub(super) fn sha256(&self) -> Result<String, Failure> {
        Ok(random::sha256(serde_json_canonicalizer::to_vec(self)?))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_order_of_members_does_not_matter() {
        let of = |data: &Value| {
            let files = [ReceiptFile {
                document_code: "09.a".into(),
                name: "ảnh.jpg".into(),
                size: 3,
                sha256: "ab".into(),
            }];
            Content {
                procedure_code: "1.001193",
                case_code: "09.birth",
                form_version: "1.0.0+0",
                data,
                files: &files,
            }
            .sha256()
            .unwrap()
        };
        let (one, other) = (json!({ "b": 1, "a": "Hòa" }), json!({ "a": "Hòa", "b": 1 }));
        assert_eq!(of(&one), of(&other));
        let canonical = r#"{"caseCode":"09.birth","data":{"a":"Hòa","b":1},"files":[{"documentCode":"09.a","name":"ảnh.jpg","sha256":"ab","size":3}],"formVersion":"1.0.0+0","procedureCode":"1.001193"}"#;
        assert_eq!(of(&one), random::sha256(canonical));
        assert_ne!(
            of(&one),
            of(&json!({ "a": "Hoà", "b": 1 })),
            "the bytes count, not the look"
        );
    }
}
