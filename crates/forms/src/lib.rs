//! The form engine: reads a definition, the facts that are known and the answers so far, and says what to show,
//! what is wrong, what is reused, and what to send. Pure: no I/O, no clock, no browser.
//!
//! - the data: [`definition`], [`kind`], [`condition`], [`place`], [`fact`], [`origin`], [`fault`], [`answers`]
//! - values: [`value`] (typed views, as they count, as people read them), [`shape`] (what a schema can say), [`compare`] (what means the same), [`lists`]
//! - what is asked: [`eval`], [`reads`], [`case`], [`route`], [`papers`], [`figures`]
//! - what is wrong: [`check`]
//! - what is reused: [`asks`], [`lookup`], [`scan`], [`merge`], [`ledger`]; for whom one may act: [`mandate`]
//! - what else sending needs: [`needs`]; what goes with a person to another service: [`handover`]
//! - what travels: [`send`], [`read`], [`opening`], [`overlay`]
//! - what is printed: [`print`]

pub mod answers;
pub mod asks;
#[cfg(feature = "author")]
pub mod author;
pub mod case;
pub mod check;
pub mod compare;
pub mod condition;
pub mod definition;
pub mod eval;
pub mod fact;
pub mod fault;
pub mod figures;
pub mod handover;
pub mod kind;
pub mod ledger;
pub mod lists;
pub mod lookup;
pub mod mandate;
pub mod merge;
pub mod needs;
pub mod opening;
pub mod origin;
pub mod overlay;
pub mod papers;
pub mod place;
pub mod print;
pub mod read;
pub mod reads;
pub mod results;
pub mod route;
pub mod scan;
pub mod send;
pub mod shape;
pub mod value;
pub mod whose;
