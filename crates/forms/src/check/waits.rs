//! What cannot be judged yet because an answer that must be given is missing: that one alone is asked for.

use crate::definition::Field;
use crate::eval::Scope;
use crate::place::FieldId;
use std::collections::BTreeSet;

/// Whether a value would be worked out from an answer that is missing.
pub(super) fn for_another(scope: Scope<'_>, field: &Field) -> bool {
    let computed = field.computed.as_ref();
    computed.is_some_and(|expr| lacks(scope, expr.reads()))
}

/// Whether one of these fields must be answered and is not, or one of those that decide whether it is shown.
pub(super) fn lacks(scope: Scope<'_>, fields: BTreeSet<FieldId>) -> bool {
    let (mut open, mut seen) = (fields, BTreeSet::new());
    while let Some(id) = open.pop_first() {
        let Some(field) = scope.service().field(&id).filter(|_| seen.insert(id)) else {
            continue;
        };
        if !scope.is_shown(field) {
            open.extend(field.shown.reads());
            open.extend(field.id.list());
        } else if is_missing(scope, field) {
            return true;
        }
    }
    false
}

/// A column is missing where one of the rows lacks it, or where rows are missing.
fn is_missing(scope: Scope<'_>, field: &Field) -> bool {
    let lacks = |scope: Scope<'_>| scope.is_required(field) && scope.answer(&field.id).is_none();
    match field.id.list() {
        _ if field.id.is_list() => false,
        Some(list) if scope.place(&field.id).row.is_none() => {
            let rows = scope.reader().rows(&list);
            let needs_rows = || {
                let list = scope.service().field(&list);
                list.is_some_and(|list| scope.is_required(list))
            };
            (rows.is_empty() && needs_rows())
                || rows.iter().any(|row| lacks(scope.in_row(&list, row)))
        }
        _ => lacks(scope),
    }
}
