//! The province's API as the app uses it: requests, problems, session, records, drafts, uploads, dossiers.
//!
//! The only place that knows the wire. Pages get this module's values, and a [`Problem`] they can act on.

pub mod appointment;
pub mod availability;
pub mod confirmation;
pub mod consents;
pub mod contact;
pub mod dossier;
pub mod draft;
pub mod family;
pub mod fee;
pub mod files;
pub mod fine;
pub mod former;
pub mod lookup;
pub mod offices;
pub mod one_time_code;
mod outcome;
pub mod payment;
mod problem;
pub mod procedures;
mod proof;
pub mod records;
mod request;
pub mod session;
pub mod site;
pub mod subject;
pub mod submit;
pub mod upload;

pub use outcome::{Outcome, outcome};
pub use portal_api::ProblemKind;
pub use problem::Problem;
pub use proof::Proof;
