//! Fault reports of the app: operation 52 (contract 4.13).

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::{Code, FormVersion, Text};

/// Body of operation 52 (4.13). Sent only when the person agreed; no personal
/// data, no free text.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClientReport {
    /// Version of the app.
    pub app_version: Text<40>,
    /// Version of the form.
    pub form_version: Option<FormVersion>,
    /// Where the app runs.
    pub home: Home,
    /// What went wrong.
    pub kind: ReportKind,
    /// Which one.
    pub code: Code,
    /// The route's pattern, not its address.
    pub route: Text<200>,
    /// The browser's engine.
    pub engine: Option<Text<60>>,
    /// Trace of the request.
    pub trace_id: Option<String>,
    /// How often.
    pub count: u32,
}

/// Where the app runs (4.13). Closed: the app's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Home {
    /// A browser of the person's own.
    Web,
    /// A kiosk.
    Kiosk,
    /// A frame in another page.
    Embed,
}

/// What went wrong (4.13).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ReportKind {
    /// The app stopped.
    Panic,
    /// The content security policy was broken.
    Csp,
    /// A part of the app did not load.
    Chunk,
    /// The device's store failed.
    Storage,
    /// A definition cannot be used.
    Definition,
    /// An answer of the server cannot be read.
    Answer,
    /// A value newer than this crate; read, never written.
    #[serde(other, skip_serializing)]
    Unrecognised,
}
