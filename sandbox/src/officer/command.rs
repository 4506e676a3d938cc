//! `sandbox officer …`: the same acts on the database of a server that runs or not.

use std::path::PathBuf;

use sqlx::SqlitePool;
use time::Date;

use super::act::{Desk, Given};
use super::words::words;
use crate::clock::Clock;
use crate::conventions::Language;
use crate::db;
use crate::definitions::Definitions;
use crate::dossiers::{state_words, store};
use crate::facts::FactTable;
use crate::start::StartError;

/// Where the command works.
#[derive(Clone, Debug)]
pub struct Place {
    /// The database's file.
    pub db: PathBuf,
    /// Folder with `services/`.
    pub root: PathBuf,
    /// A province's overlay over the definitions.
    pub overlay: Option<PathBuf>,
    /// Fixed date.
    pub today: Option<Date>,
}

/// One line per dossier: code, state, case, who sent it.
///
/// # Errors
/// When the database cannot be read.
pub async fn list(place: &Place) -> Result<Vec<String>, StartError> {
    let db = open(place).await?;
    let rows = store::all(&db, None)
        .await
        .map_err(|failure| failed("list", failure.kind().slug()))?;
    db.close().await;
    let line = |row: &store::Stored| {
        let state = state_words(row.state.code(), Language::Vi);
        format!(
            "{}  {:>2} {}  {}  {}",
            row.code,
            row.state.code(),
            state.name,
            row.case_code,
            row.applicant_name
        )
    };
    Ok(rows.iter().map(line).collect())
}

/// Does something with a dossier.
///
/// # Errors
/// Why not.
pub async fn act(place: &Place, code: &str, given: Given) -> Result<(), StartError> {
    let doing = format!("{} {code}", given.act);
    let db = open(place).await?;
    let desk = Desk {
        db: &db,
        definitions: &Definitions::load(&place.root, place.overlay.as_deref())?,
        facts: &FactTable::load(&place.root)?,
        clock: &Clock::new(place.today),
    };
    let result = desk.act(code, given).await;
    db.close().await;
    result.map_err(|refusal| failed(&doing, words(refusal.key(), Language::En)))
}

async fn open(place: &Place) -> Result<SqlitePool, StartError> {
    db::open(&place.db, false)
        .await
        .map_err(StartError::doing(format!("opening {}", place.db.display())))
}

fn failed(doing: &str, why: &str) -> StartError {
    StartError::doing(doing)(why.to_owned())
}
