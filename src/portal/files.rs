//! The person's own files: what was uploaded before, and receipts (operations 42 and 43).

use super::Problem;
use super::records::Purpose;
use super::request::Request;
use crate::route::escape_query;
use portal_api::{OwnFileKind, Page};

/// A file that the person has sent, or got, before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnFile {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is: the paper that it was sent for, the receipt's title.
    pub title: Option<String>,
    /// Media type.
    pub media_type: String,
    /// Size in bytes.
    pub size: u64,
    /// When it was sent (RFC 3339).
    pub at: String,
    /// The dossier that it went with.
    pub dossier: Option<String>,
    /// When it will be deleted (RFC 3339); none where it is kept.
    pub until: Option<String>,
    /// It is a receipt, not an upload.
    pub is_receipt: bool,
    /// Document codes of the asked case that it may do for.
    pub satisfies: Vec<String>,
}

/// Uploads that may do for a paper of this case, the latest first. What was sent several times is there once: nobody
/// could tell one from another.
///
/// # Errors
/// See [`Problem`].
pub async fn for_case(purpose: &Purpose) -> Result<Vec<OwnFile>, Problem> {
    let path = [
        "/me/files?limit=100&kind=upload&procedureCode=",
        &purpose.procedure,
        "&caseCode=",
        &purpose.case,
    ];
    let mut page = page(path.concat()).await?;
    page.items.retain(|file| !file.satisfies.is_empty());
    Ok(once(page.items).into_iter().map(file).collect())
}

/// All files of one's own, from a cursor on; and the cursor of the next page.
///
/// # Errors
/// See [`Problem`].
pub async fn all(after: Option<&str>) -> Result<(Vec<OwnFile>, Option<String>), Problem> {
    let path = "/me/files?limit=50".to_owned();
    let page = page(match after {
        Some(cursor) => path + "&cursor=" + &escape_query(cursor),
        None => path,
    })
    .await?;
    let next = page.next_cursor.map(|cursor| cursor.to_string());
    Ok((page.items.into_iter().map(file).collect(), next))
}

/// The bytes of a file.
///
/// # Errors
/// [`Problem::NotFound`] where it is no longer kept; see [`Problem`].
pub async fn content(id: &str) -> Result<Vec<u8>, Problem> {
    let path = ["/me/files/", &escape_query(id), "/content"].concat();
    Request::get(path).send().await?.binary().await
}

async fn page(path: String) -> Result<Page<portal_api::OwnFile>, Problem> {
    Request::get(path).send().await?.json().await
}

/// The first of those with the same content; it does for every paper that one of them does for.
fn once(files: Vec<portal_api::OwnFile>) -> Vec<portal_api::OwnFile> {
    let mut distinct: Vec<portal_api::OwnFile> = Vec::new();
    for file in files {
        match distinct
            .iter_mut()
            .find(|known| known.sha256 == file.sha256)
        {
            Some(known) => {
                let more = { file.satisfies.into_iter() };
                let more: Vec<_> = more
                    .filter(|code| !known.satisfies.contains(code))
                    .collect();
                known.satisfies.extend(more);
            }
            None => distinct.push(file),
        }
    }
    distinct
}

fn file(wire: portal_api::OwnFile) -> OwnFile {
    OwnFile {
        id: wire.file_id.to_string(),
        name: wire.name.to_string(),
        title: wire.title.map(|title| title.to_string()),
        media_type: wire.media_type,
        size: wire.size,
        at: wire.uploaded_at.to_string(),
        dossier: wire.dossier_code.map(|code| code.to_string()),
        until: wire.expires_at.map(|at| at.to_string()),
        is_receipt: wire.kind == OwnFileKind::Receipt,
        satisfies: wire.satisfies.iter().map(ToString::to_string).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_was_sent_several_times_is_offered_once() {
        let sent = |id: &str, content: char, paper: &str| {
            let sha256 = content.to_string().repeat(64);
            serde_json::from_value::<portal_api::OwnFile>(json!({
                "fileId": id, "kind": "upload", "name": "hop-dong.pdf", "mediaType": "application/pdf", "size": 9,
                "sha256": sha256, "uploadedAt": "2026-11-25T08:00:00+07:00", "satisfies": [paper],
            }))
            .unwrap()
        };
        let files = once(vec![
            sent("c", 'a', "04.lease"),
            sent("b", 'b', "04.lease"),
            sent("a", 'a', "25.lease"),
        ]);
        let told: Vec<(String, usize)> = { files.iter() }
            .map(|file| (file.file_id.to_string(), file.satisfies.len()))
            .collect();
        assert_eq!(told, [("c".to_owned(), 2), ("b".to_owned(), 1)]);
    }
}
