//! Files on their way: looked at, announced, sent in pieces, resumed after a cut, followed until they can be used.

mod rows;

use super::Filling;
use super::file_kind::{FileKind, clean_name};
use super::words;
use crate::device::clock::pause;
use crate::device::{self, file};
use crate::portal::Problem;
use crate::portal::draft::{Attached, AttachedBy};
use crate::portal::upload::{self, FileHead, PIECE, Progress, Reason};
use crate::text::{Text, say, t};
use crate::ui::{FileRow, FileState, size_in_words};
use leptos::prelude::*;
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;
use serde_json::{Value, json};
use std::sync::PoisonError;
use wasm_bindgen::JsValue;
use web_sys::File;

pub use rows::{Row, Target, Uploads};

/// So often a piece is tried again by itself.
const TRIES: u32 = 5;
/// So often the server is asked whether it has looked at a file.
const LOOKS: u32 = 60;

/// Why sending stopped.
enum Stop {
    /// It was taken out meanwhile.
    Removed,
    /// It failed, in words.
    Failed(String),
}

/// Adds files for a target and sends them.
pub fn add(filling: &Filling, target: &Target, files: Vec<File>) {
    let uploads = filling.uploads();
    for file in files {
        let key = device::random::uuid().unwrap_or_else(|| file.name());
        let row = Row {
            target: target.clone(),
            id: None,
            sha256: String::new(),
            shown: FileRow {
                key: key.clone(),
                name: clean_name(&file.name()),
                size: file.size(),
                state: FileState::Waiting,
            },
        };
        let mut kept = uploads
            .files
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        kept.insert(key.clone(), SendWrapper::new(file));
        drop(kept);
        uploads.rows.update(|rows| rows.push(row));
        retry(filling, &key);
    }
}

/// Sends a file, or goes on with it.
pub fn retry(filling: &Filling, key: &str) {
    let (filling, key) = (filling.clone(), key.to_owned());
    spawn_local(async move {
        match run(&filling, &key).await {
            Ok(()) => filling.uploads().set(&key, &FileState::Ready),
            Err(Stop::Failed(why)) => filling.uploads().set(&key, &FileState::Failed(why)),
            Err(Stop::Removed) => return,
        }
        settle(&filling, &key);
    });
}

/// Uses a file for one target more: the upload stands in both places.
pub fn also(filling: &Filling, target: &Target, key: &str) {
    let uploads = filling.uploads();
    let Some(known) = uploads.row(key) else {
        return;
    };
    let row = Row {
        target: target.clone(),
        shown: FileRow {
            key: device::random::uuid().unwrap_or_else(|| [key, "/again"].concat()),
            ..known.shown
        },
        ..known
    };
    uploads.rows.update(|rows| rows.push(row));
    attach(filling, target);
}

/// Takes a file out; the server is told, where it stands for nothing else.
pub fn remove(filling: &Filling, key: &str) {
    let uploads = filling.uploads();
    let Some(row) = uploads.row(key) else { return };
    uploads
        .rows
        .update(|rows| rows.retain(|row| row.shown.key != key));
    let mut files = uploads
        .files
        .write()
        .unwrap_or_else(PoisonError::into_inner);
    files.remove(key);
    drop(files);
    attach(filling, &row.target);
    let idle = row.id.filter(|id| !uploads.holds(id));
    if let Some(id) = idle {
        spawn_local(async move {
            // A file that stays at the server without a draft that names it is deleted there in time.
            let _told = upload::remove(&id).await;
        });
    }
}

/// Takes every file of a paper out.
pub fn remove_all(filling: &Filling, code: &str) {
    let target = Target::Paper(code.to_owned());
    let rows = untrack(|| filling.uploads().rows(&target));
    for row in rows {
        remove(filling, &row.key);
    }
}

/// What was sent for a paper counts again, in place of what was said instead of sending it.
pub fn put_back(filling: &Filling, code: &str) {
    filling
        .attached()
        .update(|attached| attached.retain(|one| one.document != code));
    attach(filling, &Target::Paper(code.to_owned()));
}

/// Asks whether the files of a resumed draft are still there; those that are not are asked again, alone.
pub fn verify(filling: &Filling) {
    let rows = filling.uploads().rows.get_untracked();
    for row in rows
        .into_iter()
        .filter(|row| row.shown.state == FileState::Ready)
    {
        let filling = filling.clone();
        spawn_local(async move {
            let Some(id) = row.id else { return };
            match upload::progress(&id).await {
                Ok((Progress::Gone, _)) | Err(Problem::NotFound) => {
                    let why = t(Text::FileGone).to_owned();
                    filling
                        .uploads()
                        .set(&row.shown.key, &FileState::Failed(why));
                    attach(&filling, &row.target);
                }
                Ok((_, about)) => {
                    let uploads = filling.uploads();
                    uploads.found(&row.shown.key, about.size, about.sha256.as_deref());
                }
                // It can be looked at later; sending asks the server anyway.
                Err(_) => {}
            }
        });
    }
}

/// A file that is ready or failed for good changes what is attached.
fn settle(filling: &Filling, key: &str) {
    if let Some(row) = filling.uploads().row(key) {
        attach(filling, &row.target);
    }
}

/// What is attached for a target is what is ready for it.
fn attach(filling: &Filling, target: &Target) {
    let rows = filling.uploads().rows.get_untracked();
    let ready = rows
        .into_iter()
        .filter(|row| row.target == *target && row.shown.state == FileState::Ready);
    match target {
        Target::Paper(code) => {
            let new: Vec<Attached> = ready
                .filter_map(|row| {
                    Some(Attached {
                        document: code.clone(),
                        by: AttachedBy::Upload(row.id?),
                        label: Some(row.shown.name),
                        reason: None,
                    })
                })
                .collect();
            filling.attached().update(|attached| {
                let has_new = !new.is_empty();
                // Files of before stay beside new ones.
                attached.retain(|one| {
                    let stays = match one.by {
                        AttachedBy::Upload(_) => false,
                        AttachedBy::OwnFile(_) => true,
                        _ => !has_new,
                    };
                    one.document != *code || stays
                });
                attached.extend(new);
            });
            filling.touch_now();
            entitled(filling, code);
        }
        Target::Field(place) => {
            let files: Vec<Value> = ready
                .filter_map(|row| {
                    Some(json!({ "uploadId": row.id?, "name": row.shown.name, "sha256": row.sha256 }))
                })
                .collect();
            let answer = (!files.is_empty()).then_some(Value::Array(files));
            filling.set_answer(place, answer);
        }
    }
}

/// A file that entitles to see somebody's records has come or gone: their sources are asked, or count no more.
pub(super) fn entitled(filling: &Filling, code: &str) {
    let service = untrack(|| filling.service());
    let mut papers = service.papers.iter();
    if papers.any(|paper| paper.code == code && !paper.proves.is_empty()) {
        super::sources::look(filling);
    }
}

async fn run(filling: &Filling, key: &str) -> Result<(), Stop> {
    let uploads = filling.uploads();
    let row = uploads.row(key).ok_or(Stop::Removed)?;
    let file = uploads.file(key).ok_or(Stop::Removed)?;
    uploads.set(key, &FileState::Waiting);
    let id = match row.id {
        Some(id) => id,
        None => announce(filling, &row, &file).await?,
    };
    uploads.rows.update(|rows| {
        for row in rows.iter_mut().filter(|row| row.shown.key == key) {
            row.id = Some(id.clone());
        }
    });
    send(uploads, key, &id, &file).await?;
    uploads.set(key, &FileState::Checking);
    follow(uploads, key, &id).await
}

/// Looks at the file and announces it.
async fn announce(filling: &Filling, row: &Row, file: &File) -> Result<String, Stop> {
    let limit = filling.limits().file_bytes;
    #[allow(
        clippy::cast_precision_loss,
        reason = "limits of files lie far below 2^52 bytes"
    )]
    let limit = if limit == 0 { f64::MAX } else { limit as f64 };
    if file.size() > limit {
        return Err(Stop::Failed(say::file_too_large(&size_in_words(limit))));
    }
    let unreadable = |_| Stop::Failed(t(Text::FileUnreadable).to_owned());
    let bytes = file::bytes(file).await.map_err(unreadable)?;
    let kind = FileKind::of(&bytes);
    let media_type = kind
        .media_type()
        .ok_or_else(|| Stop::Failed(t(words::not_taken(kind)).to_owned()))?;
    drop(bytes);
    let sha256 = file::sha256(file).await.map_err(unreadable)?;
    let head = FileHead {
        name: row.shown.name.clone(),
        media_type,
        size: file.size(),
        sha256: sha256.clone(),
        document: match &row.target {
            Target::Paper(code) => code.clone(),
            Target::Field(place) => place.field.leaf().to_owned(),
        },
        draft: filling.head().with_untracked(|head| head.id.clone()),
    };
    let id = upload::create(&head)
        .await
        .map_err(|problem| Stop::Failed(words::problem(&problem)))?;
    filling.uploads().rows.update(|rows| {
        for known in rows
            .iter_mut()
            .filter(|known| known.shown.key == row.shown.key)
        {
            known.sha256.clone_from(&sha256);
        }
    });
    Ok(id)
}

/// Sends what is missing, piece by piece; after a cut it goes on where the server says.
async fn send(uploads: &Uploads, key: &str, id: &str, file: &File) -> Result<(), Stop> {
    let size = file.size();
    let mut at = upload::offset(id)
        .await
        .map_err(|problem| Stop::Failed(words::problem(&problem)))?;
    let mut tries = 0;
    while at < size {
        if uploads.row(key).is_none() {
            return Err(Stop::Removed);
        }
        uploads.set(key, &FileState::Sending(at));
        let piece = file.slice_with_f64_and_f64(at, (at + PIECE).min(size));
        let piece = piece.map_err(|_| Stop::Failed(t(Text::FileUnreadable).to_owned()))?;
        match upload::send(id, at, JsValue::from(piece)).await {
            Ok(there) => {
                at = there;
                tries = 0;
            }
            Err(problem)
                if tries < TRIES
                    && (problem.passes() || matches!(problem, Problem::Conflict(..))) =>
            {
                tries += 1;
                pause(1000 * tries * tries).await;
                if let Ok(there) = upload::offset(id).await {
                    at = there;
                }
            }
            Err(problem) => return Err(Stop::Failed(words::problem(&problem))),
        }
    }
    Ok(())
}

/// Asks until the server has looked at the file.
async fn follow(uploads: &Uploads, key: &str, id: &str) -> Result<(), Stop> {
    for _ in 0..LOOKS {
        if uploads.row(key).is_none() {
            return Err(Stop::Removed);
        }
        match upload::progress(id).await {
            Ok((Progress::Ready, _)) => return Ok(()),
            Ok((Progress::Rejected(reason), _)) => {
                return Err(Stop::Failed(t(rejected(reason)).to_owned()));
            }
            Ok((Progress::Gone, _)) | Err(Problem::NotFound) => {
                return Err(Stop::Failed(t(Text::FileGone).to_owned()));
            }
            Ok((Progress::Receiving, _)) => pause(1000).await,
            Ok((Progress::Checking(seconds), _)) => pause(1000 * seconds).await,
            Err(problem) if problem.passes() => pause(3000).await,
            Err(problem) => return Err(Stop::Failed(words::problem(&problem))),
        }
    }
    Err(Stop::Failed(t(Text::ProblemSilent).to_owned()))
}

fn rejected(reason: Reason) -> Text {
    match reason {
        Reason::Changed => Text::FileChanged,
        Reason::Infected => Text::FileInfected,
        Reason::Type => Text::FileOtherKind,
        Reason::Unreadable => Text::FileUnclear,
        Reason::Locked => Text::FileLocked,
        Reason::TooLarge => Text::FileTooManyPages,
    }
}
