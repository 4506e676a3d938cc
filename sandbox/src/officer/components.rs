//! What a dossier consists of, with the national marks: on the officer's page, and as JSON for who writes an adapter.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use portal_api::{Attachment, AttachmentKind};
use serde::Serialize;

use super::words::words;
use crate::conventions::Language;
use crate::dossiers::store::{self, Stored};
use crate::drafts::papers::{Came, Marks};
use crate::pages::escape;
use crate::problem::Failure;
use crate::results::{self, Held};
use crate::state::AppState;
use crate::uploads;

/// A component under its national names.
#[derive(Clone, Debug, Serialize)]
pub struct Component {
    /// Code of the paper.
    #[serde(rename = "MaThanhPhanHoSo")]
    pub code: String,
    /// Its name.
    #[serde(rename = "TenThanhPhanHoSo")]
    pub name: String,
    /// What the person named it: a file's name, a result's title.
    #[serde(rename = "TenTepDinhKem")]
    pub label: Option<String>,
    /// How it came.
    #[serde(flatten)]
    pub marks: Marks,
}

/// The components of a dossier, in the order in which they were attached.
///
/// # Errors
/// When the database fails.
pub async fn components(
    state: &AppState,
    row: &Stored,
    language: Language,
) -> Result<Vec<Component>, Failure> {
    let held = results::held_by(state, &row.person, row.personal_id.as_deref()).await?;
    let service = state.definitions.case(&row.case_code, language);
    let names: BTreeMap<&str, &str> = { service.into_iter() }
        .flat_map(|(service, _)| &service.papers)
        .map(|paper| (paper.code.as_str(), paper.name.as_str()))
        .collect();
    let mut all = Vec::new();
    for attachment in &row.sent.answers.attachments {
        let code = attachment.document_code.as_str();
        let file = match attachment.kind {
            AttachmentKind::Upload => attachment.upload_id.as_ref(),
            AttachmentKind::OwnFile => attachment.file_id.as_ref(),
            _ => None,
        };
        let upload = match file {
            Some(id) => uploads::kept(state, &row.person, id).await?,
            None => None,
        };
        all.push(Component {
            code: code.to_owned(),
            name: names.get(code).copied().unwrap_or(code).to_owned(),
            label: attachment.label.as_ref().map(ToString::to_string),
            marks: Marks::of(came(row, attachment, upload.as_ref(), &held)),
        });
    }
    Ok(all)
}

/// How an attachment came, by what the dossier and the warehouses hold, not by what was claimed.
fn came<'a>(
    row: &'a Stored,
    attachment: &Attachment,
    upload: Option<&uploads::Stored>,
    held: &'a [Held],
) -> Came<'a> {
    let result = |id: Option<&portal_api::Id>| {
        held.iter()
            .find(|one| id.is_some_and(|id| *id == *one.id.as_str()))
    };
    match attachment.kind {
        AttachmentKind::Upload | AttachmentKind::OwnFile => {
            upload.map_or(Came::Without, |upload| Came::file(upload, Some(&row.code)))
        }
        AttachmentKind::PriorResult => {
            result(attachment.result_id.as_ref()).map_or(Came::Without, |one| Came::Result {
                code: &one.code,
                source: &one.source,
            })
        }
        AttachmentKind::Record => {
            let key = attachment.prov.as_ref();
            let from = key.and_then(|key| row.sent.answers.provenance.get(key));
            from.map_or(Came::Without, |from| Came::Record {
                source: from.source.as_str(),
                code: result(from.result_id.as_ref()).map(|one| one.code.as_str()),
            })
        }
        AttachmentKind::PaperLater | AttachmentKind::NotNeeded => Came::Without,
    }
}

/// `GET /officer/{code}/components`.
pub(super) async fn json(
    State(state): State<AppState>,
    language: Language,
    Path(code): Path<String>,
) -> Response {
    let found = async {
        let row = store::by_code(&state.db, &code).await?;
        match row {
            Some(row) => components(&state, &row, language).await.map(Some),
            None => Ok::<_, Failure>(None),
        }
    };
    match found.await {
        Ok(Some(all)) => Json(all).into_response(),
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// The components as a list that opens.
pub(super) fn shown(row: &Stored, all: &[Component], language: Language) -> String {
    let one = |component: &Component| {
        let marks = &component.marks;
        let figures = format!(
            "DuocSoHoa {} · DuocTaiSuDung {} · DuocLayTuKhoDMQG {}",
            marks.digitised, marks.reused, marks.from_national_warehouse
        );
        let named = [
            ("MaKetQuaThayThe", &marks.replaced_by),
            ("MaCSDL", &marks.database),
        ];
        let named: String = { named.into_iter() }
            .filter_map(|(name, value)| Some(format!(" · {name} {}", value.as_ref()?)))
            .collect();
        format!(
            "<li>{} <small>{}{}</small>",
            escape(&component.name),
            figures,
            escape(&named)
        )
    };
    if all.is_empty() {
        return String::new();
    }
    let list: String = all.iter().map(one).collect();
    format!(
        "<details><summary>{}</summary><ul>{list}</ul><p><a href=\"/officer/{}/components\">JSON</a></p></details>",
        escape(words("components", language)),
        escape(&row.code)
    )
}
