//! What the server is told at start.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use time::Date;

use crate::definitions::Definitions;
use crate::request_log::LogTo;

/// Settings of one server.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Port of app and API; 0 takes a free one. The identity provider takes the next, or a free one.
    pub port: u16,
    /// The database's file; made when it is missing.
    pub db: PathBuf,
    /// Start with an empty database.
    pub reset: bool,
    /// Folder with `services/`, `data/` and `sandbox/`: the project.
    pub root: PathBuf,
    /// A province's overlay over the definitions.
    pub overlay: Option<PathBuf>,
    /// Definitions that are compiled already, in place of those of `root`: servers of one process share them.
    pub definitions: Option<Arc<Definitions>>,
    /// The built app, if it is to be served.
    pub dist: Option<PathBuf>,
    /// Fixed evaluation date.
    pub today: Option<Date>,
    /// Another identity server than the sandbox's own.
    pub issuer: Option<Issuer>,
    /// Serve HTTPS with a CA of its own.
    pub tls: bool,
    /// Where request lines go.
    pub log: LogTo,
    /// Limits in time (contract 2.1, 2.3).
    pub times: Times,
}

/// An OpenID Connect server and what we are to it.
#[derive(Clone, Debug)]
pub struct Issuer {
    /// Its issuer address; `/.well-known/openid-configuration` is read under it.
    pub url: String,
    /// Our id there.
    pub client_id: String,
    /// Our secret there.
    pub client_secret: String,
}

/// Limits in time.
#[derive(Clone, Debug)]
pub struct Times {
    /// A session ends after so long without a request.
    pub idle: Duration,
    /// A session ends after so long in any case.
    pub absolute: Duration,
    /// A sign-in must be done in.
    pub sign_in: Duration,
    /// Any request but those below.
    pub read: Duration,
    /// All sources of one prefill together; a source still silent is `timeout`.
    pub prefill: Duration,
    /// Submitting a dossier.
    pub submit: Duration,
}

impl Default for Times {
    fn default() -> Self {
        Self {
            idle: Duration::from_secs(30 * 60),
            absolute: Duration::from_secs(8 * 3600),
            sign_in: Duration::from_secs(10 * 60),
            read: Duration::from_secs(10),
            prefill: Duration::from_secs(8),
            submit: Duration::from_secs(20),
        }
    }
}

impl Settings {
    /// Where the definitions under the overlay are written for the browser: beside the database.
    pub fn overlay_site(&self) -> Option<PathBuf> {
        self.overlay
            .as_ref()
            .map(|_| self.db.with_extension("site"))
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            port: 8080,
            db: "var/sandbox.sqlite".into(),
            reset: false,
            root: ".".into(),
            overlay: None,
            definitions: None,
            dist: None,
            today: None,
            issuer: None,
            tls: false,
            log: LogTo::Stderr,
            times: Times::default(),
        }
    }
}
