//! What was declared as a printable model: the official forms of its case, filled in, and an annex with every answer
//! that no form has a place for (decision 18). Each answer stands in it: once on each form that has a place for it,
//! otherwise once in the annex.
//!
//! - what is printed: [`model`]
//! - how it comes about: [`sheet`] fills the forms, [`rest`] says what is left; [`write`] puts values on paper

mod model;
mod rest;
mod sheet;
mod source;
mod write;

pub use model::{Block, Entry, Line, Print, Sheet, Signature, Table, Written};

use crate::case::choose;
use crate::definition::{Layout, Service};
use crate::lists::Lists;
use serde_json::Value;
use source::Source;
use std::collections::BTreeSet;
use vietnam::CivilDate;

/// What was declared, as it is printed in the language of the definition.
///
/// `data` is the tree that is sent ([`crate::send::to_data`]), `today` the day of sending, `lists` the names of codes in
/// that language (a code that they do not have goes by the name that it was answered with).
///
/// Where the case has forms with a layout, each is a sheet of its own and what they leave stands in the annex. A form
/// is left out where each of its blocks is by its own `when`, and what is no official form where nothing of it was
/// answered. Otherwise all of it stands on one sheet that is no official form, in the order of the official numbers.
pub fn print(service: &Service, data: &Value, today: CivilDate, lists: &dyn Lists) -> Print {
    let answers = crate::send::from_data(service, data, today, &Default::default());
    let source = Source::new(service, &answers, data, lists);
    let case = choose(service, &answers).chosen();
    let forms = case.map(|case| case.forms.as_slice()).unwrap_or_default();
    let mut placed = BTreeSet::new();
    let sheets: Vec<Sheet> = forms
        .iter()
        .filter_map(|form| service.layouts.iter().find(|layout| layout.id == *form))
        .filter(|layout| stands(&source, layout))
        .map(|layout| sheet::filled(&source, layout, &mut placed))
        .filter(|sheet| sheet.official || !sheet.is_blank())
        .collect();
    let lines = rest::lines(&source, forms, &placed);
    if sheets.is_empty() {
        return Print {
            sheets: vec![sheet::record(
                case.map_or(&service.name, |case| &case.name),
                lines,
            )],
            annex: Vec::new(),
        };
    }
    Print {
        sheets,
        annex: lines,
    }
}

/// Whether some block of a form stands.
fn stands(source: &Source<'_>, layout: &Layout) -> bool {
    let mut blocks = layout.blocks.iter();
    layout.blocks.is_empty() || blocks.any(|block| source.holds(&block.when))
}

#[cfg(all(test, feature = "author"))]
mod generated;
#[cfg(test)]
mod tests;
