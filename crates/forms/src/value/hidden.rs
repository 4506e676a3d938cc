//! Numbers that identify a person: a screen hides them but for their end, also in a text that is worked out from them.

use crate::definition::Field;
use crate::eval::Scope;
use crate::kind::Kind;
use crate::place::FieldId;
use serde_json::Value;
use std::collections::BTreeSet;

/// Shorter ones identify nobody, and would be found in any text.
const LEAST: usize = 4;

impl Field {
    /// The number in an answer that is hidden but for its end: that of a person or of an identity paper always, others
    /// where the definition says so.
    pub fn hidden<'a>(&self, value: &'a Value) -> Option<&'a str> {
        match &self.kind {
            Kind::PersonalId => value.as_str(),
            Kind::IdentityPaper(_) => value.get("number").and_then(Value::as_str),
            Kind::Text(_) | Kind::Code(_) if self.masked => value.as_str(),
            _ => None,
        }
    }
}

impl Scope<'_> {
    /// The hidden numbers that may stand in a text, since it is worked out from them; the longest first.
    pub fn hidden_in(self, field: &Field) -> Vec<String> {
        let mut found = BTreeSet::new();
        if matches!(field.kind, Kind::Text(_)) {
            self.gather(field, &mut BTreeSet::new(), &mut found);
        }
        let mut numbers: Vec<String> = found.into_iter().collect();
        numbers.sort_by_key(|number| std::cmp::Reverse(number.len()));
        numbers
    }

    fn gather(self, field: &Field, seen: &mut BTreeSet<FieldId>, found: &mut BTreeSet<String>) {
        let read = field.computed.as_ref().map(crate::condition::Expr::reads);
        for id in read.into_iter().flatten() {
            let Some(input) = self.service().field(&id) else {
                continue;
            };
            if !seen.insert(id.clone()) {
                continue;
            }
            let mut take = |scope: Scope<'_>| {
                let answer = scope.answer(&id);
                let number = answer.as_ref().and_then(|answer| input.hidden(answer));
                let number = number.filter(|number| number.chars().count() >= LEAST);
                found.extend(number.map(str::to_owned));
            };
            match id.list() {
                Some(list) => {
                    for row in self.reader().rows(&list) {
                        take(self.in_row(&list, &row));
                    }
                }
                None => take(self),
            }
            self.gather(input, seen, found);
        }
    }
}
