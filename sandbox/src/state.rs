//! What every handler can reach.

use std::ops::Deref;
use std::sync::Arc;

use sqlx::SqlitePool;

use crate::clock::Clock;
use crate::definitions::Definitions;
use crate::drafts::term::Holidays;
use crate::facts::FactTable;
use crate::lists::CodeLists;
use crate::persons::{Person, Persons};
use crate::registers::Registers;
use crate::session::Assured;
use crate::session::identity::IdentityServer;
use crate::settings::Settings;
use crate::sources::Sources;
use crate::units::Units;
use crate::upsets::Upsets;

/// The server's state; clones share it.
#[derive(Clone)]
pub struct AppState(Arc<Parts>);

/// Its parts.
pub struct Parts {
    /// As it was told at start.
    pub settings: Settings,
    /// Origins that app and API are served under, e.g. `http://localhost:8080`; the first is the public one.
    pub origins: Vec<String>,
    /// The database.
    pub db: SqlitePool,
    /// The clock.
    pub clock: Clock,
    /// Service definitions.
    pub definitions: Arc<Definitions>,
    /// Record kinds and attributes (`services/facts.csv`).
    pub facts: FactTable,
    /// Sources of facts (`services/sources.csv`).
    pub sources: Sources,
    /// Administrative units.
    pub units: Units,
    /// Days on which offices are closed.
    pub holidays: Holidays,
    /// Code lists.
    pub lists: CodeLists,
    /// Rates, schools and programmes behind look-ups.
    pub registers: Registers,
    /// The test persons and their records.
    pub persons: Persons,
    /// Where people sign in.
    pub identity: IdentityServer,
    /// What goes wrong by order.
    pub upsets: Upsets,
}

impl AppState {
    /// Shares the parts.
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }

    /// The test person who is signed in: by subject, or by identity number where another identity server is used.
    pub fn person(&self, who: &Assured) -> Option<&Person> {
        self.persons.find(&who.person, who.personal_id.as_deref())
    }

    /// The public origin.
    pub fn origin(&self) -> &str {
        self.origins.first().map(String::as_str).unwrap_or_default()
    }
}

impl Deref for AppState {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}
