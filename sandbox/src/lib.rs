//! The information system of a province, for trying and testing: the portal API's contract with a real database,
//! an identity provider of its own on another site, and test persons with the odd records that reality has.
//!
//! Reading order:
//! - [`settings`], [`start`], [`state`], [`db`], [`tls`], [`clock`]: what it runs on;
//! - [`app`]: every route and layer in one place;
//! - [`problem`], [`conventions`], [`words`], [`trace`], [`request_log`]: rules that hold for every operation (contract 2);
//! - [`session`], [`identity_provider`]: signing in (contract 4.1);
//! - [`definitions`], [`catalogue`], [`offices`], [`units`], [`lists`], [`sources`]: what is public (contract 4.2);
//! - [`persons`], [`me`], [`results`], [`consents`], [`prefill`]: what is known of a person (contract 4.3 to 4.5);
//! - [`registers`], [`lookups`]: what registers answer while a form is filled (contract 4.5);
//! - [`drafts`], [`uploads`], [`submissions`], [`dossiers`], [`tracking`]: what is asked for (contract 4.6 to 4.8);
//! - [`payments`]: what is paid for (contract 4.9);
//! - [`appointments`]: times at an office (contract 6.1);
//! - [`confirmations`], [`otp`], [`messages`]: what others confirm, and codes (contract 4.12);
//! - [`receipts`]: what of a receipt is signed, and the check of it (contract 4.11);
//! - [`pages`], [`officer`], [`upsets`]: the other side of the counter and what goes wrong by order, for trying;
//! - [`web`], [`versions`]: the built app, and the definitions of what was sent.

pub mod app;
pub mod appointments;
pub mod catalogue;
pub mod clock;
pub mod confirmations;
pub mod consents;
pub mod conventions;
pub mod db;
pub mod definitions;
pub mod dossiers;
pub mod drafts;
pub mod facts;
pub mod files;
pub mod identity_provider;
pub mod lists;
pub mod lookups;
pub mod me;
pub mod messages;
pub mod officer;
pub mod offices;
pub mod otp;
pub mod pages;
pub mod payments;
pub mod persons;
pub mod prefill;
pub mod problem;
pub mod random;
pub mod receipts;
pub mod registers;
pub mod request_log;
pub mod results;
pub mod session;
pub mod settings;
pub mod sources;
pub mod start;
pub mod state;
pub mod submissions;
pub mod tls;
pub mod trace;
pub mod tracking;
pub mod units;
pub mod uploads;
pub mod upsets;
pub mod versions;
pub mod web;
pub mod words;

pub use settings::Settings;
pub use start::{Running, StartError, start};
