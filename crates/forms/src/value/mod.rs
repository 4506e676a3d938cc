//! Answers as typed views of their shapes (decision 4), and as people read them.

mod canonical;
mod hidden;
mod show;
mod view;

pub use canonical::canonical;
pub(crate) use canonical::capitals;
pub use show::{show, show_any};
pub use view::{Address, Code, FileRef, IdentityPaper, LegacyAddress, Typed, Vintage};
