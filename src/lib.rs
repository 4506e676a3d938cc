//! The app: everything that needs a browser. This is its map.
//!
//! | Module | Subject |
//! |---|---|
//! | [`app`] | start, providers, the frame around every page, the last error boundary |
//! | [`route`] | the only place that knows paths |
//! | [`pages`] | one file per page |
//! | [`form`] | a filling: store of answers, fields, review, papers, conflicts |
//! | [`draft`] | the draft's life |
//! | [`ui`] | controls and page parts; know nothing of services |
//! | [`text`] | languages |
//! | [`portal`] | the province's API as the app uses it |
//! | [`device`] | browser parts behind small interfaces |

#![recursion_limit = "256"]

pub mod app;
pub mod device;
pub mod draft;
pub mod form;
pub mod pages;
pub mod portal;
pub mod route;
pub mod text;
pub mod ui;
