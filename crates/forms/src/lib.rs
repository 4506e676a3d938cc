//! The form engine: reads a definition, the facts that are known and the answers so far, and says what to show,
//! what is wrong, what is reused, and what to send. Pure: no I/O, no clock, no browser.
//!
//! - the data: [`definition`], [`kind`], [`condition`], [`place`], [`fact`], [`origin`], [`fault`], [`answers`]

pub mod answers;
#[cfg(feature = "author")]
pub mod author;
pub mod condition;
pub mod definition;
pub mod fact;
pub mod fault;
pub mod kind;
pub mod origin;
pub mod place;
