//! The authoring side: definitions are read from TOML, checked, compiled, exported and counted here. Native only.
//!
//! - what authors write: [`files`], [`source`], [`lists`], [`catalogue`], [`vocabulary`]; what provinces write: [`overlay`]
//! - what is wrong with it, and where: [`lint`], [`finding`]
//! - what is made of it: [`compile`], [`build`], [`schema`]; what is counted: [`report`]; kinds of prior results: [`results`]; answers to try: [`filling`]

pub mod build;
pub mod catalogue;
pub mod compile;
pub mod editor;
pub mod files;
pub mod filling;
pub mod finding;
pub mod lint;
pub mod lists;
pub mod overlay;
pub mod report;
pub mod results;
pub(crate) mod samples;
pub mod schema;
pub mod source;
pub mod vocabulary;
