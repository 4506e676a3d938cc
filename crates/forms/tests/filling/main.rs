//! Generated answers of every service and every row of its case table: the least and the most that can be filed, what
//! is left out, what is violated, what is hidden. `./dev soak` repeats it with more seeds (docs/soak.md).
#![cfg(feature = "author")]
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a helper of a test may fail, and tells how long it took"
)]

mod cases;
mod constraints;
mod left_out;
mod rules;
mod support;
mod violate;
