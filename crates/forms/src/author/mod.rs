//! The authoring side: definitions are read from TOML, checked, compiled, exported and counted here. Native only.
//!
//! - from TOML to what travels: [`source`], [`compile`]
//! - what is wrong with a definition, and where: [`finding`]

pub mod catalogue;
pub mod compile;
pub mod files;
pub mod finding;
pub mod lint;
pub mod lists;
pub(crate) mod samples;
pub mod schema;
pub mod source;
pub mod vocabulary;
