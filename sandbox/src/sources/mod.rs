//! The sources of facts: their names, and operation 41 (contract 3, 4.2).

pub mod later;
pub mod outage;

use std::path::Path;

use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use forms::fact::PRIOR_DOSSIER;
use portal_api::{Availability, Items, SourceState};
use serde::Deserialize;

use crate::conventions::{Language, caching};
use crate::problem::Failure;
use crate::start::StartError;
use crate::state::AppState;

/// Read on the device, typed, or worked out: never asked here.
const NOT_ASKED: [&str; 6] = [
    "card-qr",
    "card-chip",
    "health-card-qr",
    "paper-code",
    "self",
    "computed",
];

/// All sources of `services/sources.csv`.
#[derive(Clone, Debug)]
pub struct Sources(Vec<Source>);

/// One source.
#[derive(Clone, Debug, Deserialize)]
pub struct Source {
    /// Its id.
    pub id: String,
    name_vi: String,
    name_en: String,
}

impl Source {
    /// Its name.
    pub fn name(&self, language: Language) -> &str {
        match language {
            Language::Vi => &self.name_vi,
            Language::En => &self.name_en,
        }
    }
}

impl Sources {
    /// Reads the file of a project.
    ///
    /// # Errors
    /// When it is missing or a line is wrong.
    pub fn load(root: &Path) -> Result<Self, StartError> {
        let file = root.join("services/sources.csv");
        let doing = || StartError::doing::<csv::Error>(format!("reading {}", file.display()));
        let rows = csv::Reader::from_path(&file)
            .map_err(doing())?
            .into_deserialize()
            .collect::<Result<_, _>>();
        rows.map(Self).map_err(doing())
    }

    /// The source of this id, if this server can ask it.
    pub fn get(&self, id: &str) -> Option<&Source> {
        self.asked().find(|source| source.id == id)
    }

    /// The name of any source; its id where there is none of it.
    pub fn named<'a>(&'a self, id: &'a str, language: Language) -> &'a str {
        let known = self.0.iter().find(|source| source.id == id);
        known.map_or(id, |source| source.name(language))
    }

    /// Whether what it says reaches the server only by the person: read on their device, answered by them, or handed
    /// over from their earlier dossier. No answer of this server can back it.
    pub fn is_brought(&self, id: &str) -> bool {
        id == PRIOR_DOSSIER || NOT_ASKED.contains(&id)
    }

    /// Sources that a server can ask.
    pub fn asked(&self) -> impl Iterator<Item = &Source> {
        self.0
            .iter()
            .filter(|source| !NOT_ASKED.contains(&source.id.as_str()))
    }
}

/// Operation 41.
pub fn routes() -> Router<AppState> {
    Router::new().route("/sources", get(states))
}

async fn states(
    State(state): State<AppState>,
    language: Language,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    // Since the server started with this data; a state that never changes needs no other day.
    let always = crate::clock::instant_at(0);
    let outages = outage::all(&state.db).await?;
    let of = |source: &Source| {
        let told = outages.get(&source.id);
        let now = match told {
            _ if !state.persons.connects(&source.id) => Availability::NotConnected,
            Some(told) => told.state,
            None => Availability::Up,
        };
        let told = told.filter(|told| told.state == now);
        SourceState {
            source: source.id.as_str().into(),
            name: source.name(language).into(),
            state: now,
            since: told.map_or_else(
                || always.clone(),
                |told| crate::clock::instant_at(told.since),
            ),
            expected_until: told.and_then(|told| Some(told.until.as_deref()?.into())),
            meaning: meaning(now, language).into(),
            procedures: None,
        }
    };
    let items = state.sources.asked().map(of).collect();
    caching::public(&headers, caching::STATES, &Items::<SourceState> { items })
}

/// What the citizen can still do.
fn meaning(state: Availability, language: Language) -> &'static str {
    match (state, language) {
        (Availability::Up, Language::Vi) => "Đang hoạt động.",
        (Availability::Up, Language::En) => "Working.",
        (Availability::Slow, Language::Vi) => {
            "Đang trả lời chậm: Ông/Bà cứ điền tiếp, thông tin đến sau được điền vào chỗ còn trống."
        }
        (Availability::Slow, Language::En) => {
            "Answers slowly: please go on; what comes later is filled in where nothing is written."
        }
        (Availability::Down, Language::Vi) => {
            "Đang gián đoạn: Ông/Bà tự điền phần này và vẫn nộp được hồ sơ; cơ quan tự đối chiếu sau."
        }
        (Availability::Down, Language::En) => {
            "Interrupted: please fill this part in yourself. You can still send the dossier; the office checks it later."
        }
        (_, Language::Vi) => "Chưa nối với cổng này: Ông/Bà tự điền các thông tin liên quan.",
        (_, Language::En) => "Not connected to this portal: you fill in what it would have given.",
    }
}
