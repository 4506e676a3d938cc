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

/// Uploads that may do for a paper of this case, the latest first.
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
    let (files, _) = page(path.concat()).await?;
    let fits = |file: &OwnFile| !file.satisfies.is_empty();
    Ok(files.into_iter().filter(fits).collect())
}

/// All files of one's own, from a cursor on; and the cursor of the next page.
///
/// # Errors
/// See [`Problem`].
pub async fn all(after: Option<&str>) -> Result<(Vec<OwnFile>, Option<String>), Problem> {
    let path = "/me/files?limit=50".to_owned();
    page(match after {
        Some(cursor) => path + "&cursor=" + &escape_query(cursor),
        None => path,
    })
    .await
}

/// The bytes of a file.
///
/// # Errors
/// [`Problem::NotFound`] where it is no longer kept; see [`Problem`].
pub async fn content(id: &str) -> Result<Vec<u8>, Problem> {
    let path = ["/me/files/", &escape_query(id), "/content"].concat();
    Request::get(path).send().await?.binary().await
}

async fn page(path: String) -> Result<(Vec<OwnFile>, Option<String>), Problem> {
    let page: Page<portal_api::OwnFile> = Request::get(path).send().await?.json().await?;
    let next = page.next_cursor.map(|cursor| cursor.to_string());
    Ok((page.items.into_iter().map(file).collect(), next))
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
