//! Reads the QR code in a picture. A module of its own, which the browser loads when a code is first read and runs in a
//! worker (`docs/decisions/0014-reading-codes.md`).

#[cfg(feature = "cards")]
pub mod cards;
mod grey;
mod tries;
#[cfg(target_arch = "wasm32")]
pub mod worker;

pub use grey::Grey;
pub use tries::{TRIES, read, read_once};
