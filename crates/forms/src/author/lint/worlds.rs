//! Tries answers: every combination of the answers that a condition can tell apart.

use super::mention::{Mention, fields_of, mentions};
use super::walk::Logic;
use crate::answers::Answers;
use crate::author::samples::{Constant, another, candidates, sample};
use crate::condition::Expr;
use crate::definition::{Field, Service};
use crate::eval::Scope;
use crate::place::{FieldId, Place, RowKey};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use vietnam::CivilDate;

/// More combinations than this are sampled instead of tried one and all.
const MOST: usize = 40_000;

/// The combinations of answers that some conditions can tell apart.
pub(super) struct Worlds<'a> {
    service: &'a Service,
    today: CivilDate,
    axes: Vec<Axis<'a>>,
}

struct Axis<'a> {
    field: &'a Field,
    values: Vec<Option<Value>>,
}

/// One combination.
pub(super) struct World<'w> {
    pub(super) service: &'w Service,
    pub(super) answers: Answers,
    chosen: Vec<(&'w FieldId, Option<&'w Value>)>,
}

impl<'a> Worlds<'a> {
    /// All that decides whether these hold, among them whether the fields they read are shown.
    pub(super) fn of(service: &'a Service, today: CivilDate, seeds: &[Logic<'_>]) -> Self {
        let mut told: BTreeMap<FieldId, BTreeSet<Constant>> = BTreeMap::new();
        let mut open: Vec<FieldId> = Vec::new();
        for seed in seeds {
            open.extend(fields_of(*seed).into_iter().cloned());
            constants(service, today, *seed, &mut told);
        }
        let mut reached: BTreeSet<FieldId> = BTreeSet::new();
        while let Some(id) = open.pop() {
            let Some(field) = service.field(&id) else {
                continue;
            };
            if !reached.insert(id) {
                continue;
            }
            open.extend(field.id.list());
            let behind = [
                Some(Logic::Condition(&field.shown)),
                field.computed.as_ref().map(Logic::Expr),
            ];
            for logic in behind.into_iter().flatten() {
                open.extend(fields_of(logic).into_iter().cloned());
                constants(service, today, logic, &mut told);
            }
        }
        let fields = service.fields().filter(|field| reached.contains(&field.id));
        let axes = fields
            .map(|field| Axis {
                field,
                values: candidates(
                    field,
                    told.get(&field.id).unwrap_or(&BTreeSet::new()),
                    today,
                ),
            })
            .collect();
        Self {
            service,
            today,
            axes,
        }
    }

    /// Whether every combination is tried.
    pub(super) fn is_exhaustive(&self) -> bool {
        self.count() <= MOST
    }

    fn count(&self) -> usize {
        self.axes.iter().fold(1_usize, |count, axis| {
            count.saturating_mul(axis.values.len())
        })
    }

    /// The first combination that fits.
    pub(super) fn find(&self, fits: impl Fn(&World<'_>) -> bool) -> Option<World<'_>> {
        let every = self.is_exhaustive();
        let numbers = 0..self.count().min(MOST) as u64;
        numbers
            .map(|number| {
                if every {
                    self.counted(number)
                } else {
                    self.sampled(number)
                }
            })
            .find(|world| fits(world))
    }

    /// The combination of a number, the first axis turning fastest.
    fn counted(&self, mut number: u64) -> World<'_> {
        self.world(|_, size| {
            let at = number % size;
            number /= size;
            at
        })
    }

    /// A combination picked by hashing: the same run tries the same ones.
    fn sampled(&self, number: u64) -> World<'_> {
        self.world(|axis, size| {
            let mixed = (number ^ (axis << 32))
                .wrapping_add(1)
                .wrapping_mul(0x9E37_79B9_7F4A_7C15);
            ((mixed ^ (mixed >> 31)).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 16) % size
        })
    }

    fn world(&self, mut pick: impl FnMut(u64, u64) -> u64) -> World<'_> {
        let mut world = World {
            service: self.service,
            answers: Answers {
                today: self.today,
                values: BTreeMap::new(),
                rows: BTreeMap::new(),
            },
            chosen: Vec::new(),
        };
        for (index, axis) in self.axes.iter().enumerate() {
            let at = pick(index as u64, axis.values.len().max(1) as u64);
            let value = axis.values.get(usize::try_from(at).unwrap_or_default());
            world.set(axis.field, value.and_then(Option::as_ref));
        }
        world
    }
}

impl<'w> World<'w> {
    /// Lists stand before their columns, so that the rows are there.
    fn set(&mut self, field: &'w Field, value: Option<&'w Value>) {
        let id = &field.id;
        self.chosen.push((id, value));
        if id.is_list() {
            let rows = (0..value.and_then(Value::as_u64).unwrap_or_default())
                .map(|row| RowKey(format!("row{row}")));
            self.answers.rows.insert(id.clone(), rows.collect());
            return;
        }
        let Some(value) = value else { return };
        match id.list() {
            None => {
                self.answers
                    .values
                    .insert(Place::of(id.clone()), value.clone());
            }
            Some(list) => {
                for row in self.answers.rows.get(&list).cloned().unwrap_or_default() {
                    self.answers
                        .values
                        .insert(Place::in_row(id.clone(), row), value.clone());
                }
            }
        }
    }

    /// Evaluates where a field stands: for a column in the first row, and not at all while there is none.
    pub(super) fn at<T>(
        &self,
        field: Option<&FieldId>,
        ask: impl FnOnce(&Scope<'_>) -> T,
    ) -> Option<T> {
        let scope = Scope::new(self.service, &self.answers);
        let Some(list) = field.and_then(FieldId::list) else {
            return Some(ask(&scope));
        };
        let row = self.answers.rows.get(&list)?.first()?;
        Some(ask(&scope.in_row(&list, row)))
    }

    /// The answers in words.
    pub(super) fn told(&self) -> String {
        let told: Vec<String> = self
            .chosen
            .iter()
            .map(|(id, value)| match value {
                Some(value) => format!(
                    "{id} = {}",
                    value.get("code").or(value.get("value")).unwrap_or(value)
                ),
                None => format!("{id} unanswered"),
            })
            .collect();
        if told.is_empty() {
            "whatever is answered".to_owned()
        } else {
            format!("with {}", told.join(", "))
        }
    }
}

/// The fixed values that fields are compared with, and values of other fields that they are compared with.
fn constants(
    service: &Service,
    today: CivilDate,
    logic: Logic<'_>,
    told: &mut BTreeMap<FieldId, BTreeSet<Constant>>,
) {
    mentions(logic, &mut |mention| {
        let (side, value) = match mention {
            Mention::Beside(side, value) => (side, value),
            Mention::Pair(left, right) => {
                for (one, other) in [(left, right), (right, left)] {
                    for (id, constant) in compared(service, today, one, other) {
                        told.entry(id.clone()).or_default().insert(constant);
                    }
                }
                return;
            }
            _ => return,
        };
        let (id, constant) = match side {
            Expr::Field(id) => (id, Constant::Is(value.to_string())),
            Expr::Part(id, part) => (id, Constant::Part(part.clone(), value.to_string())),
            Expr::Count(id) => (id, Constant::Is(value.to_string())),
            Expr::YearsBetween(from, _)
            | Expr::MonthsBetween(from, _)
            | Expr::DaysBetween(from, _)
            | Expr::WorkingDaysBetween(from, _) => {
                let (Expr::Field(id), Some(number)) = (&**from, value.as_i64()) else {
                    return;
                };
                let constant = match side {
                    Expr::YearsBetween(..) => Constant::MonthsAgo(number.saturating_mul(12)),
                    Expr::MonthsBetween(..) => Constant::MonthsAgo(number),
                    _ => Constant::DaysAgo(number),
                };
                (id, constant)
            }
            _ => return,
        };
        told.entry(id.clone()).or_default().insert(constant);
    });
    if let Logic::Condition(condition) = logic {
        answered(condition, &mut |id| {
            told.entry(id.clone())
                .or_default()
                .insert(Constant::Unanswered);
        });
    }
}

/// What an answer must be tried with because it is compared with today, or with another answer: that one's own samples,
/// so that both can be the same and can differ.
fn compared<'e>(
    service: &Service,
    today: CivilDate,
    one: &'e Expr,
    other: &Expr,
) -> Vec<(&'e FieldId, Constant)> {
    let samples = |id: &FieldId| {
        let kind = service.field(id).map(|field| &field.kind);
        kind.map(|kind| [sample(kind, today), another(kind, today)])
    };
    match (one, other) {
        (Expr::Field(id), Expr::Today) => vec![(id, Constant::DaysAgo(0))],
        (Expr::Field(id), Expr::Field(other)) => samples(other)
            .into_iter()
            .flatten()
            .map(|value| (id, Constant::Is(value.to_string())))
            .collect(),
        (Expr::Part(id, part), Expr::Part(..)) => ["\"X1\"", "\"X2\""]
            .map(|value| (id, Constant::Part(part.clone(), value.to_owned())))
            .into(),
        _ => Vec::new(),
    }
}

fn answered(condition: &crate::condition::Condition, tell: &mut dyn FnMut(&FieldId)) {
    use crate::condition::Condition::{All, Answered, Any, AnyRow, EveryRow, Not};
    match condition {
        Answered(id) => tell(id),
        All(parts) | Any(parts) => parts.iter().for_each(|part| answered(part, tell)),
        Not(inner) | AnyRow(_, inner) | EveryRow(_, inner) => answered(inner, tell),
        _ => {}
    }
}
