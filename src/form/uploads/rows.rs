//! The files of a filling, as they are kept while it is open.

use crate::portal::draft::{Attached, AttachedBy};
use crate::ui::{FileRow, FileState};
use forms::place::Place;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, PoisonError, RwLock};
use web_sys::File;

/// What a file is for.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// A paper, by its document code.
    Paper(String),
    /// A file answer.
    Field(Place),
}

/// A file of the filling.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What it is for.
    pub target: Target,
    /// Id of its upload, once it has one.
    pub id: Option<String>,
    /// SHA-256 of its content, once that is known.
    pub sha256: String,
    /// As it is shown.
    pub shown: FileRow,
}

/// All files of a filling.
#[derive(Clone, Default)]
pub struct Uploads {
    pub(super) rows: ArcRwSignal<Vec<Row>>,
    pub(super) files: Arc<RwLock<BTreeMap<String, SendWrapper<File>>>>,
}

impl Uploads {
    /// The rows for a target.
    #[must_use]
    pub fn rows(&self, target: &Target) -> Vec<FileRow> {
        let of = |rows: &Vec<Row>| {
            let mine = rows.iter().filter(|row| row.target == *target);
            mine.map(|row| row.shown.clone()).collect()
        };
        self.rows.with(of)
    }

    /// Files that were sent for something else of this filling and may do here too, each upload once; `is_paper` says
    /// of which answers. An answer names the hash of its file, so one whose hash is not known does for papers only.
    #[must_use]
    pub fn others(&self, target: &Target, is_paper: impl Fn(&Place) -> bool) -> Vec<FileRow> {
        let needs_hash = matches!(target, Target::Field(_));
        self.rows.with(|rows| {
            let mut seen: BTreeSet<&String> = rows
                .iter()
                .filter(|row| row.target == *target)
                .filter_map(|row| row.id.as_ref())
                .collect();
            let fit = rows.iter().filter(|row| {
                let may = match &row.target {
                    Target::Paper(_) => true,
                    Target::Field(place) => is_paper(place),
                };
                let is_ready = row.shown.state == FileState::Ready;
                may && is_ready && !(needs_hash && row.sha256.is_empty())
            });
            let once = fit.filter(|row| row.id.as_ref().is_some_and(|id| seen.insert(id)));
            once.map(|row| row.shown.clone()).collect()
        })
    }

    /// Whether an upload stands for anything here.
    #[must_use]
    pub fn holds(&self, id: &str) -> bool {
        self.rows
            .with_untracked(|rows| rows.iter().any(|row| row.id.as_deref() == Some(id)))
    }

    /// Whether a file is still on its way.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        let busy = |row: &Row| !matches!(row.shown.state, FileState::Ready | FileState::Failed(_));
        self.rows.with(|rows| rows.iter().any(busy))
    }

    /// What the server calls a file.
    #[must_use]
    pub fn id(&self, key: &str) -> Option<String> {
        self.row(key)?.id
    }

    /// Files of a draft that are at the server already.
    pub fn restore(&self, attached: &[Attached]) {
        let of = |attached: &Attached| match &attached.by {
            AttachedBy::Upload(id) => Some(Row {
                target: Target::Paper(attached.document.clone()),
                id: Some(id.clone()),
                sha256: String::new(),
                shown: FileRow {
                    // One upload may stand for several papers.
                    key: [&attached.document, "/", id].concat(),
                    name: attached.label.clone().unwrap_or_default(),
                    size: 0.0,
                    state: FileState::Ready,
                },
            }),
            _ => None,
        };
        self.rows.set(attached.iter().filter_map(of).collect());
    }

    pub(super) fn set(&self, key: &str, state: &FileState) {
        self.rows.update(|rows| {
            for row in rows.iter_mut().filter(|row| row.shown.key == key) {
                row.shown.state = state.clone();
            }
        });
    }

    pub(super) fn found(&self, key: &str, size: f64, sha256: Option<&str>) {
        self.rows.update(|rows| {
            for row in rows.iter_mut().filter(|row| row.shown.key == key) {
                row.shown.size = size;
                if let Some(sha256) = sha256 {
                    sha256.clone_into(&mut row.sha256);
                }
            }
        });
    }

    pub(super) fn row(&self, key: &str) -> Option<Row> {
        self.rows
            .with_untracked(|rows| rows.iter().find(|row| row.shown.key == key).cloned())
    }

    pub(super) fn file(&self, key: &str) -> Option<File> {
        let files = self.files.read().unwrap_or_else(PoisonError::into_inner);
        files.get(key).map(|file| (**file).clone())
    }
}
