//! Browser parts behind small interfaces. Only this module calls the browser beyond what a view needs.

pub mod asset;
pub mod clipboard;
pub mod clock;
pub mod code_reader;
pub mod file;
pub mod leaving;
pub mod network;
pub mod page;
pub mod panic;
pub mod picture;
pub mod prefix;
pub mod press;
pub mod random;
pub mod storage;
