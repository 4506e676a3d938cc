//! How much of an official form known facts answer (decision 23).

mod markdown;
mod names;
mod papers;
mod person;
mod proof;
mod scenario;
mod table;
mod told;

pub use markdown::{LITTLE, markdown};
pub use papers::{Papers, offered};
pub use person::{Held, Person, PriorResult, Whose};
pub use proof::{By, Proof, Proofs};
pub use scenario::{Scenarios, answers};
pub use table::{Reader, Row};
pub use told::{SELF, told, with_fills};

use names::Names;
use person::{Expander, read_person};
use scenario::{read_scenarios, whose, why, why_papers};

use super::vocabulary::{FieldRow, Vocabulary};
use crate::answers::Answers;
use crate::definition::Service;
use crate::eval::Scope;
use crate::fact::Fact;
use crate::merge::Merged;
use crate::place::{FieldId, Place};

/// Items of one service as one person meets them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reuse {
    /// Items of all the service's forms: rows of `fields.csv` that count.
    pub official: usize,
    /// Those that stand on this person's dossier.
    pub items: usize,
    /// Filled by facts of a source that the row names.
    pub filled: usize,
    /// Worked out by the engine from other answers.
    pub worked_out: usize,
    /// Items filled by facts of sources that the row does not name: shown, not counted.
    pub uncounted: usize,
    /// The papers of the case.
    pub papers: Papers,
}

impl Reuse {
    /// What the person still answers; statements, declarations and choices about this very request are among them.
    pub fn asked(&self) -> usize {
        self.items - self.known()
    }

    /// What need not be asked: filled, or worked out from what is known.
    pub fn known(&self) -> usize {
        self.filled + self.worked_out
    }

    /// Known items in a hundred, rounded down; none where the dossier has none.
    pub fn share(&self) -> Option<usize> {
        (self.known() * 100).checked_div(self.items)
    }
}

/// Counts the items of a service that facts fill, beside the answers that say what is requested, and the papers that
/// they and prior results spare.
pub fn reuse(
    service: &Service,
    words: &Vocabulary,
    request: &Answers,
    facts: &[Fact],
    results: &[crate::papers::Held],
) -> Reuse {
    let merged = told::merged(service, request, facts);
    let filled = told::filled(request, &merged);
    let scope = Scope::new(service, &filled);
    let rows: Vec<&FieldRow> = words.fields_of(&service.id).collect();
    let has_official = rows.iter().any(|row| row.is_official());
    let mut counted = Reuse {
        papers: papers::count(service, &filled, facts, results),
        ..Reuse::default()
    };
    for row in rows.into_iter().filter(|row| counts(row, has_official)) {
        counted.official += 1;
        let Some(field) = service.field(&FieldId::new(&row.id)) else {
            continue;
        };
        let cells = cells(&field.id, &filled);
        if cells.is_empty() || !scope.is_shown(field) && field.id.list().is_none() {
            continue;
        }
        counted.items += 1;
        match how(&merged, &cells, row) {
            How::Filled => counted.filled += 1,
            How::Elsewhere => counted.uncounted += 1,
            How::Open if row.is_computed() && is_worked_out(scope, &cells) => {
                counted.worked_out += 1;
            }
            How::Open => {}
        }
    }
    counted
}

/// Whether a row is a unit of the count: an official item, or where a service has none, what would be typed.
fn counts(row: &FieldRow, has_official: bool) -> bool {
    if has_official {
        return row.is_official();
    }
    let typed = row.sources != "computed" && row.kind != "statement" && !row.is_step();
    typed && !row.note.contains("read-only")
}

enum How {
    Filled,
    Elsewhere,
    Open,
}

/// All cells must be filled; the sources of all must be named.
fn how(merged: &Merged, cells: &[Place], row: &FieldRow) -> How {
    let sources: Option<Vec<&str>> = cells
        .iter()
        .map(|cell| {
            let fill = merged.fills.iter().find(|fill| fill.place == *cell)?;
            Some(fill.provenance.source.as_str())
        })
        .collect();
    match sources {
        None => How::Open,
        Some(sources)
            if sources
                .iter()
                .all(|id| row.source_ids().any(|named| named == *id)) =>
        {
            How::Filled
        }
        Some(_) => How::Elsewhere,
    }
}

/// The places of a field: the cells of a column, the first cells of a list standing for the list itself.
fn cells(id: &FieldId, answers: &Answers) -> Vec<Place> {
    match id.list() {
        None if id.is_list() => Vec::new(),
        None => vec![Place::of(id.clone())],
        Some(list) => {
            let rows = answers.rows.get(&list).into_iter().flatten();
            rows.map(|row| Place::in_row(id.clone(), row.clone()))
                .collect()
        }
    }
}

fn is_worked_out(scope: Scope<'_>, cells: &[Place]) -> bool {
    cells.iter().all(|cell| match (cell.field.list(), &cell.row) {
        (Some(list), Some(row)) => scope.in_row(&list, row).answer(&cell.field).is_some(),
        _ => scope.answer(&cell.field).is_some(),
    } && scope.reader().answer(cell).is_none())
}
