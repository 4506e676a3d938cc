//! Papers whose files are given in questions of the form.

use crate::definition::Paper;
use crate::eval::Scope;
use crate::place::FieldId;
use crate::value::FileRef;
use serde_json::Value;

/// A file that was given in a question: what it is called, and whether a prior result is reused for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Given {
    pub(crate) name: String,
    pub(crate) is_result: bool,
}

/// The files that were given in the questions of a paper.
pub(crate) fn files(scope: Scope<'_>, paper: &Paper) -> Vec<Given> {
    let mut files = Vec::new();
    for field in &paper.given_in {
        each(scope, field, |scope| {
            let answer = scope.answer(field);
            let entries = answer.as_ref().and_then(Value::as_array);
            let entries = entries.into_iter().flatten().filter_map(FileRef::of);
            files.extend(entries.map(|file| Given {
                name: file.name.to_owned(),
                is_result: file.result.is_some(),
            }));
        });
    }
    files
}

/// Whether a paper is given in its questions: its file is there, or must be.
pub(super) fn is_given(scope: Scope<'_>, paper: &Paper) -> bool {
    let mut must = false;
    for id in &paper.given_in {
        let field = scope.service().field(id);
        each(scope, id, |scope| {
            must |= field.is_some_and(|field| scope.is_required(field));
        });
    }
    must || !files(scope, paper).is_empty()
}

/// Looks at a field: in each row, where it is a column.
fn each(scope: Scope<'_>, field: &FieldId, mut look: impl FnMut(Scope<'_>)) {
    match field.list() {
        Some(list) => {
            for row in scope.reader().rows(&list) {
                look(scope.in_row(&list, &row));
            }
        }
        None => look(scope),
    }
}
