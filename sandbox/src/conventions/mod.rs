//! Rules that hold for every operation (contract 2): who may call, languages, bodies, safe repeats, versions, pages, caching.

pub mod body;
pub mod caching;
pub mod etag;
pub mod guard;
pub mod idempotency;
pub mod language;
pub mod limits;
pub mod paging;
pub mod rate;

pub use body::{JsonBody, Params};
pub use etag::IfMatch;
pub use idempotency::{Answer, Key};
pub use language::Language;
pub use paging::Paging;
