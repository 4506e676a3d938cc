//! What a record may say, as its row in `facts.csv` lists it, must come to something in the field that it fills: people
//! would be shown the register's own word, and asked to make sense of it.

use super::Lint;
use crate::author::vocabulary::{AttributeRow, rows_parts};
use crate::definition::Service;
use crate::fact::FactValue;
use crate::merge::{Fit, Wants, fit};
use serde_json::Value;

pub(super) fn check(lint: &mut Lint<'_>) {
    let wants = Wants::ever(lint.service);
    let asked = asked(lint.service);
    for (pointer, place, field) in lint.fields() {
        for (source, about, cited) in &asked {
            let Some(by) = wants.by(field, source, about, cited) else {
                continue;
            };
            let mut rows = lint.words.serving(cited);
            let row = rows.find(|row| rows_parts(&row.sources).any(|id| id == *source));
            let values = row.map(AttributeRow::values).unwrap_or_default();
            let is_lost = |value: &Value| {
                let said = FactValue::Value(value.clone());
                matches!(fit(field, by, &said), Fit::Unread(_))
            };
            let lost: Vec<String> = { values.iter() }
                .filter(|value| is_lost(value))
                .map(|value| format!("`{}`", value.as_str().unwrap_or(&value.to_string())))
                .collect();
            if !lost.is_empty() {
                lint.tell(
                    &format!("{pointer}/sources"),
                    format!("{place} sources"),
                    format!("`{source}` may say {} of `{cited}`, which is no answer here", lost.join(", ")),
                    "say in `means` what it comes to (\"\": it says nothing here), or add the option",
                );
            }
        }
    }
}

/// Every attribute that is asked or looked up: of which source, about whom, which.
fn asked(service: &Service) -> Vec<(String, String, String)> {
    let wanted = service.sources.iter().flat_map(|used| {
        let about = used.about.iter();
        about.flat_map(|about| {
            let cited = used.want.iter();
            cited.map(|cited| (used.id.clone(), about.clone(), cited.clone()))
        })
    });
    let given = service.lookups.iter().flat_map(|lookup| {
        let names = lookup.gives.keys();
        names.map(|name| {
            let cited = [&lookup.record, ".", name].concat();
            (lookup.source.clone(), lookup.key(), cited)
        })
    });
    wanted.chain(given).collect()
}
