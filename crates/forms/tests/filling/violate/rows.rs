//! Lists with more rows than may be, with fewer, with what may stand only once in two rows, with periods that leave a
//! day out or lie beside each other.

use forms::answers::{Answers, Reader};
use forms::author::filling::Filler;
use forms::definition::Field;
use forms::eval::Scope;
use forms::fault::{Fault, FaultCode};
use forms::kind::{Kind, Periods, RowLimits};
use forms::place::{FieldId, Place, Pointer, RowKey};
use forms::send::pointer;
use serde_json::Value;

/// What is tried of columns whose values may stand only once.
pub(crate) const IN_TWO_ROWS: &str = "in two rows";

/// What can be tried of a list.
pub(crate) enum RowTrial {
    /// These answers break it.
    Broken(BrokenRows),
    /// Nothing can: two rows are needed in which this column is answered.
    NotNow(FieldId),
}

/// A list that is broken.
pub(crate) struct BrokenRows {
    /// Which constraint: a word that is the same wherever the list is tried.
    pub(crate) what: &'static str,
    /// The column that stands in two rows alike.
    pub(crate) twice: Option<FieldId>,
    /// The answers.
    pub(crate) answers: Answers,
    /// What the engine says to it.
    pub(crate) fault: Expected,
}

/// A fault that must be found.
pub(crate) enum Expected {
    /// This one, at the list.
    Code(FaultCode),
    /// A value that stands there again.
    Twice(Pointer),
    /// That of periods: `gap`, `overlap` or `open`.
    Periods(&'static str),
}

impl Expected {
    /// Whether it is this one.
    pub(crate) fn is(&self, fault: &Fault) -> bool {
        match self {
            Self::Code(code) => fault.code == *code,
            Self::Twice(at) => fault.code == FaultCode::NotUnique && fault.pointer == *at,
            Self::Periods(what) => {
                let told = fault.params.get("periods");
                fault.code == FaultCode::CrossField && told.is_some_and(|told| told == what)
            }
        }
    }
}

/// Every constraint of a list.
pub(crate) fn rows(filler: &Filler<'_>, answers: &Answers, field: &Field) -> Vec<RowTrial> {
    let Kind::GroupList(limits) = &field.kind else {
        return Vec::new();
    };
    let count = |what, count: usize, code| {
        RowTrial::Broken(BrokenRows {
            what,
            twice: None,
            answers: with_rows(answers, &field.id, count),
            fault: Expected::Code(code),
        })
    };
    let mut all = Vec::new();
    if let Some(most) = limits.max {
        all.push(count("too many", most + 1, FaultCode::TooMany));
    }
    if let Some(least) = limits.min.filter(|least| *least > 0) {
        all.push(count("too few", least - 1, FaultCode::Required));
    }
    all.extend(twice(filler, answers, field, limits));
    if let Some(limits) = &limits.periods {
        all.extend(periods(answers, &field.id, limits));
    }
    all
}

fn with_rows(answers: &Answers, list: &FieldId, count: usize) -> Answers {
    let mut made = answers.clone();
    let rows = answers.rows(list);
    let mut keys: Vec<RowKey> = rows.into_iter().take(count).collect();
    while keys.len() < count {
        keys.push(RowKey::new_beside(keys.iter()));
    }
    made.rows.insert(list.clone(), keys);
    made
}

/// The second row says what the first one says.
fn twice(
    filler: &Filler<'_>,
    answers: &Answers,
    field: &Field,
    limits: &RowLimits,
) -> Vec<RowTrial> {
    let scope = Scope::new(filler.service, answers);
    let keys = answers.rows(&field.id);
    let is_typed = |column: &FieldId| {
        let field = filler.service.field(column);
        field.is_some_and(|field| !field.is_worked_out())
    };
    let typed = limits
        .unique
        .iter()
        .filter(|columns| columns.iter().all(is_typed));
    let trial = |columns: &Vec<FieldId>| {
        let last = columns.last()?;
        let cells = |row: &RowKey| {
            let inside = scope.in_row(&field.id, row);
            let cells = columns.iter().map(|column| inside.answer(column));
            cells.collect::<Option<Vec<Value>>>()
        };
        let [first, second, ..] = keys.as_slice() else {
            return Some(RowTrial::NotNow(last.clone()));
        };
        let (Some(said), Some(_)) = (cells(first), cells(second)) else {
            return Some(RowTrial::NotNow(last.clone()));
        };
        let mut broken = answers.clone();
        for (column, value) in columns.iter().zip(said) {
            let to = Place::in_row(column.clone(), second.clone());
            broken.values.insert(to, value);
        }
        let at = pointer(&broken, &Place::in_row(last.clone(), second.clone()));
        Some(RowTrial::Broken(BrokenRows {
            what: IN_TWO_ROWS,
            twice: Some(last.clone()),
            answers: broken,
            fault: Expected::Twice(at),
        }))
    };
    typed.filter_map(trial).collect()
}

/// Two rows alike but for what is tried: both long over, both in the same years, the first still going on.
fn periods(answers: &Answers, list: &FieldId, periods: &Periods) -> Vec<RowTrial> {
    let made = |to: Option<&str>| {
        let mut made = with_rows(answers, list, 2);
        let keys = made.rows(list);
        let beside = periods.beside.as_ref().and_then(|column| {
            let first = Place::in_row(column.clone(), keys.first()?.clone());
            Some((column, made.values.get(&first).cloned()?))
        });
        for key in keys {
            let mut put = |column: &FieldId, value: Option<Value>| {
                let place = Place::in_row(column.clone(), key.clone());
                match value {
                    Some(value) => made.values.insert(place, value),
                    None => made.values.remove(&place),
                };
            };
            put(&periods.from, Some("2001-01-01".into()));
            put(&periods.to, to.map(Value::from));
            if let Some((column, value)) = &beside {
                put(column, Some(value.clone()));
            }
        }
        made
    };
    let over = Some("2002-01-01");
    let trials = [("gap", over), ("overlap", over), ("open", None)];
    let broken = trials.map(|(what, to)| BrokenRows {
        what,
        twice: None,
        answers: made(to),
        fault: Expected::Periods(what),
    });
    broken.into_iter().map(RowTrial::Broken).collect()
}
