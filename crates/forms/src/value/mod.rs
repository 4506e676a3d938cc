//! Answers as typed views of their shapes (decision 4), and as people read them.

mod show;
mod view;

pub use show::show;
pub use view::{Address, Code, FileRef, IdentityPaper, LegacyAddress, Vintage};
