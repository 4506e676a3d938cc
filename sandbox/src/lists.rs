//! Operation 8: code lists (contract 4.2, decision 16). Open ones are small samples in `sandbox/lists/` that say so;
//! the closed ones of `data/lists/` are answered too.

use std::collections::BTreeMap;
use std::path::Path as FilePath;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use portal_api::{CodeList, CodeListItem, CodeValue};
use serde::Deserialize;
use vietnam::text::search_fold;

use crate::conventions::{Paging, Params, caching};
use crate::problem::Failure;
use crate::start::StartError;
use crate::state::AppState;

/// All lists by id.
pub struct CodeLists(BTreeMap<String, List>);

/// A list's file.
#[derive(Deserialize)]
struct List {
    id: String,
    date: String,
    item: Vec<Item>,
}

/// An entry.
#[derive(Deserialize)]
struct Item {
    code: String,
    vi: String,
    en: Option<String>,
    parent: Option<String>,
}

impl CodeLists {
    /// Reads `data/lists/*.toml` and `sandbox/lists/*.toml` of a project.
    ///
    /// # Errors
    /// When a file is wrong; the error names it.
    pub fn load(root: &FilePath) -> Result<Self, StartError> {
        let mut lists = BTreeMap::new();
        for folder in ["data/lists", "sandbox/lists"] {
            let folder = root.join(folder);
            let doing = |path: &FilePath| {
                StartError::doing::<Box<dyn std::error::Error + Send + Sync>>(format!(
                    "reading {}",
                    path.display()
                ))
            };
            for entry in std::fs::read_dir(&folder)
                .map_err(|error| doing(&folder)(error.into()))?
                .flatten()
            {
                let path = entry.path();
                if path.extension().is_some_and(|ext| ext == "toml") {
                    let text = std::fs::read_to_string(&path)
                        .map_err(|error| doing(&path)(error.into()))?;
                    let list: List =
                        toml::from_str(&text).map_err(|error| doing(&path)(error.into()))?;
                    lists.insert(list.id.clone(), list);
                }
            }
        }
        Ok(Self(lists))
    }

    /// Name of a code; none for an unknown list or code.
    pub fn name(&self, list: &str, code: &str) -> Option<&str> {
        self.0
            .get(list)?
            .item
            .iter()
            .find(|item| item.code == code)
            .map(|item| item.vi.as_str())
    }

    /// A code as an answer holds it; none for an unknown list or code.
    pub fn value(&self, list: &str, code: &str) -> Option<CodeValue> {
        Some(CodeValue {
            code: code.into(),
            name: self.name(list, code)?.into(),
            list: list.into(),
            version: self.0.get(list)?.date.as_str().into(),
        })
    }

    /// Whether a code is in a list; none for an unknown list.
    pub fn contains(&self, list: &str, code: &str) -> Option<bool> {
        Some(self.0.get(list)?.item.iter().any(|item| item.code == code))
    }
}

/// Operation 8.
pub fn routes() -> Router<AppState> {
    Router::new().route("/code-lists/{listId}", get(list))
}

#[derive(Deserialize)]
struct Asked {
    q: Option<String>,
    parent: Option<String>,
}

async fn list(
    State(state): State<AppState>,
    Path(id): Path<String>,
    Params(asked): Params<Asked>,
    paging: Paging,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let list = state.lists.0.get(&id).ok_or_else(Failure::not_found)?;
    let q = asked.q.as_deref().map(search_fold).unwrap_or_default();
    let fits = |item: &&Item| {
        let named = q.is_empty()
            || search_fold(&item.vi).contains(&q)
            || item
                .en
                .as_deref()
                .is_some_and(|name| search_fold(name).contains(&q));
        named
            && asked
                .parent
                .as_ref()
                .is_none_or(|parent| item.parent.as_ref() == Some(parent))
    };
    let made = |item: &Item| CodeListItem {
        code: item.code.as_str().into(),
        name: item.vi.as_str().into(),
        name_en: item.en.as_deref().map(Into::into),
        parent: item.parent.as_deref().map(Into::into),
        order: None,
        valid_from: None,
        valid_to: None,
    };
    let page = paging.page(list.item.iter().filter(fits).map(made).collect())?;
    let answer = CodeList {
        list_id: list.id.as_str().into(),
        version: list.date.as_str().into(),
        items: page.items,
        next_cursor: page.next_cursor,
    };
    caching::public(&headers, caching::LISTS, &answer)
}
