//! Names of codes, of closed lists and of the sandbox's samples of open ones.

use crate::author::source::tree;
use serde_json::Value;
use std::collections::BTreeMap;

/// Vietnamese names by list and code.
#[derive(Default)]
pub(super) struct Names(BTreeMap<String, Value>);

impl Names {
    /// Adds a list's file.
    ///
    /// # Errors
    /// What is no TOML.
    pub(super) fn add(&mut self, text: &str) -> Result<(), String> {
        let root = tree::parse(text)
            .map_err(|unreadable| format!("line {}: {}", unreadable.line, unreadable.message))?;
        let list = tree::plain(&root).ok_or("a value that no list has")?;
        let id = list.get("id").and_then(Value::as_str).unwrap_or_default();
        self.0.insert(id.to_owned(), list);
        Ok(())
    }

    /// Name of a code, and the version of its list.
    pub(super) fn get(&self, list: &str, code: &str) -> Option<(&Value, &Value)> {
        let list = self.0.get(list)?;
        let mut items = list.get("item")?.as_array()?.iter();
        let item = items.find(|item| item.get("code").and_then(Value::as_str) == Some(code))?;
        Some((item.get("vi")?, list.get("date")?))
    }
}
