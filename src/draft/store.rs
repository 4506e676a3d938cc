//! Where drafts are kept.

use crate::portal::Problem;
use crate::portal::draft::{self, Head, Saved};

/// A place that keeps drafts. A write names the state that it replaces, so that two writers notice each other.
pub(super) trait Store {
    /// Makes a draft; the same key never makes two. Gives its id and tag.
    async fn create(&self, head: &Head, key: &str) -> Result<(String, String), Problem>;
    /// A draft and its tag.
    async fn read(&self, id: &str) -> Result<(Saved, String), Problem>;
    /// Writes over the draft with this tag; gives the new tag.
    async fn write(&self, saved: &Saved, tag: &str) -> Result<String, Problem>;
}

/// The province's server.
#[derive(Clone, Copy, Debug)]
pub(super) struct Server;

impl Store for Server {
    async fn create(&self, head: &Head, key: &str) -> Result<(String, String), Problem> {
        draft::create(head, key).await
    }

    async fn read(&self, id: &str) -> Result<(Saved, String), Problem> {
        draft::read(id).await
    }

    async fn write(&self, saved: &Saved, tag: &str) -> Result<String, Problem> {
        draft::write(saved, tag).await
    }
}
