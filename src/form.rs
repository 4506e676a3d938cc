//! One filling of a service: its answers, what is known beside them, and how both are drawn.
//!
//! - the data: [`store`], [`edit`], [`saved`], [`kept`], [`background`]
//! - what the state knows: [`wanted`], [`sources`], [`earlier`], [`lookups`], [`offices`]; codes on cards: [`scanned`]
//! - what the person says of it: [`dispute`], [`profile`]; what they have begun to say: [`underway`]
//! - who else has a say: [`agreements`]; what entitles to see their records: [`basis`], [`basis_words`]; what may not be read any more: [`unagreed`]; what is paid: [`payable`]; another service: [`handover`]
//! - files: [`file_kind`], [`uploads`], [`portrait`]; papers: [`supply`], [`found`], [`why`], [`held_words`]
//! - drawing: [`control`], [`field`], [`value`], [`lists`], [`rows`], [`told`], [`words`], [`way`]

pub mod agreements;
mod authority;
pub mod background;
pub mod basis;
pub mod basis_words;
pub mod control;
pub mod dispute;
pub mod earlier;
pub mod edit;
pub mod family;
pub mod family_typed;
pub mod field;
pub mod file_kind;
mod former;
pub mod found;
pub mod handover;
pub mod held_words;
pub mod kept;
pub mod lists;
pub mod lookups;
pub mod odd;
pub mod offices;
pub mod open;
pub mod outages;
pub mod payable;
pub mod places;
mod portrait;
pub mod profile;
mod refill;
pub mod rows;
pub mod saved;
pub mod scanned;
pub mod sent;
pub mod sources;
pub mod spared;
pub mod store;
pub mod supply;
mod today;
pub mod told;
mod typed;
pub mod unagreed;
pub mod underway;
pub mod uploads;
pub mod value;
pub mod wanted;
pub mod way;
pub mod why;
pub mod words;
mod worked_out;

pub use background::Background;
pub use store::Filling;
