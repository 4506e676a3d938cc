//! The answers as they were sent, by place, and how they are written.

use super::model::{Entry, Written};
use super::write;
use crate::answers::{Answers, Reader};
use crate::condition::Condition;
use crate::definition::{Field, LayoutRow, Service};
use crate::eval::Scope;
use crate::kind::Kind;
use crate::lists::Lists;
use crate::place::{FieldId, Pointer};
use serde_json::Value;

/// Answers that a print is made of.
pub(super) struct Source<'a> {
    pub(super) service: &'a Service,
    pub(super) data: &'a Value,
    answers: &'a Answers,
    lists: &'a dyn Lists,
}

impl<'a> Source<'a> {
    pub(super) fn new(
        service: &'a Service,
        answers: &'a Answers,
        data: &'a Value,
        lists: &'a dyn Lists,
    ) -> Self {
        Self {
            service,
            data,
            answers,
            lists,
        }
    }

    pub(super) fn holds(&self, condition: &Condition) -> bool {
        Scope::new(self.service, self.answers).holds(condition)
    }

    /// How many rows a list has.
    pub(super) fn rows(&self, list: &FieldId) -> usize {
        self.answers.rows(list).len()
    }

    /// The answer of a field, in a list that of the row. A text that the engine alone composes is composed anew: it
    /// may have been sent in another language than the print's.
    pub(super) fn answer(&self, field: &Field, row: Option<usize>) -> Option<Value> {
        let sent = match (field.id.list(), row) {
            (Some(list), Some(row)) => {
                self.data.get(list.leaf())?.get(row)?.get(field.id.leaf())?
            }
            (Some(_), None) => return None,
            (None, _) => self.data.get(field.id.leaf())?,
        };
        if sent.is_null() {
            return None;
        }
        let is_composed = field.is_worked_out() && matches!(field.kind, Kind::Text(_));
        let anew = || Scope::new(self.service, self.answers).answer(&field.id);
        let composed = (is_composed && row.is_none()).then(anew).flatten();
        Some(composed.unwrap_or_else(|| sent.clone()))
    }

    /// The entry of an answer: as a row of a form says, under this number.
    pub(super) fn entry(
        &self,
        field: &Field,
        how: &LayoutRow,
        item: String,
        row: Option<usize>,
    ) -> Entry {
        let answer = self.answer(field, row);
        let label = how.label.as_ref().unwrap_or(&field.label).clone();
        let pointer = row.map_or_else(
            || Pointer::of(&field.id),
            |row| Pointer::cell(&field.id, row),
        );
        let affirmed = answer == Some(Value::Bool(true));
        if field.kind == Kind::Statement && (affirmed || answer.is_none()) {
            return Entry {
                pointer,
                item,
                label: String::new(),
                written: Written::Boxes(vec![(affirmed, label)]),
            };
        }
        let language = self.service.words();
        let written = match answer {
            answer if how.boxes => write::boxes(&field.kind, answer.as_ref(), language),
            None => Written::Blank,
            Some(value) => {
                let mut lines = write::lines(&field.kind, &value, language, self.lists);
                if how.words {
                    lines.extend(write::in_words(&value, language));
                }
                if how.capitals {
                    lines = lines.iter().map(|line| line.to_uppercase()).collect();
                }
                Written::Lines(lines)
            }
        };
        Entry {
            pointer,
            item,
            label,
            written,
        }
    }

    /// The entry of something that the definition does not have.
    pub(super) fn stray(&self, pointer: Pointer, name: &str, value: &Value) -> Entry {
        Entry {
            pointer,
            item: String::new(),
            label: name.to_owned(),
            written: Written::Lines(write::any(value, self.service.words())),
        }
    }
}
