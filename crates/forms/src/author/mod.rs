//! The authoring side: definitions are read from TOML, checked, compiled, exported and counted here. Native only.
//!
//! - from TOML to what travels: [`source`], [`compile`]
//! - what is wrong with a definition, and where: [`finding`]

pub mod compile;
pub mod finding;
pub mod source;
