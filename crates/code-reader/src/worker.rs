//! What the worker calls (`worker.js`).

use wasm_bindgen::prelude::wasm_bindgen;

use crate::{Grey, read, read_once};

/// The text of a code in a picture of four bytes a pixel. `turn` looks at it in one way only, as for one picture of
/// many; without it, in every way.
#[wasm_bindgen]
#[must_use]
pub fn text(width: usize, rgba: &[u8], turn: Option<usize>) -> Option<String> {
    let picture = Grey::of_rgba(width, rgba)?;
    match turn {
        Some(turn) => read_once(&picture, turn),
        None => read(&picture),
    }
}
