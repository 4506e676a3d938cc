//! Names that may stand only once.

use super::Lint;
use crate::kind::Kind;
use std::collections::BTreeMap;

pub(super) fn check(lint: &mut Lint<'_>) {
    let service = lint.service;
    let mut names = Vec::new();
    let mut name = |list: &str, at: usize, what: &'static str, name: &str| {
        names.push((what, name.to_owned(), format!("/{list}/{at}")));
    };
    for (i, case) in service.cases.iter().enumerate() {
        name("cases", i, "case", &case.code);
    }
    for (i, case) in service.told.iter().enumerate() {
        name("told", i, "case", &case.code);
    }
    for (i, step) in service.steps.iter().enumerate() {
        name("steps", i, "step", &step.id);
    }
    for (i, rule) in service.rules.iter().enumerate() {
        name("rules", i, "rule", &rule.id);
    }
    for (i, paper) in service.papers.iter().enumerate() {
        name("papers", i, "paper", &paper.code);
    }
    for (i, fee) in service.fees.iter().enumerate() {
        name("fees", i, "fee", &fee.id);
    }
    for (i, lookup) in service.lookups.iter().enumerate() {
        name("lookups", i, "lookup", &lookup.id);
    }
    for (i, asked) in service.confirmations.iter().enumerate() {
        name("confirmations", i, "confirmation", &asked.id);
    }
    for (i, part) in service.parts.iter().enumerate() {
        name("parts", i, "part", &part.id);
    }
    for (i, offer) in service.offers.iter().enumerate() {
        name("offers", i, "offer", &offer.service);
    }
    for (i, layout) in service.layouts.iter().enumerate() {
        name("layouts", i, "print", &layout.id);
    }
    for (pointer, _, field) in lint.fields() {
        names.push(("field", field.id.to_string(), pointer.clone()));
        if let Kind::OneOf(choices) | Kind::SeveralOf(choices) = &field.kind {
            for (k, option) in choices.options.iter().enumerate() {
                let pointer = format!(
                    "{pointer}/kind/{}/options/{k}",
                    super::kind_name(&field.kind)
                );
                names.push((
                    "option",
                    format!("{} of {}", option.value, field.id),
                    pointer,
                ));
            }
        }
    }
    let mut first: BTreeMap<(&'static str, String), String> = BTreeMap::new();
    for (what, name, pointer) in names {
        if let Some(earlier) = first.get(&(what, name.clone())) {
            let line = lint.source.line(earlier);
            lint.tell(
                &pointer,
                format!("{what} {name}"),
                format!("the {what} stands already in line {line}"),
                "take one out, or give it another name",
            );
        } else {
            first.insert((what, name), pointer);
        }
    }
}
