//! Conditions as schemas of what is sent. What is hidden is not sent, so "not shown" is "not there"; every comparison
//! wants its answer there, as the engine's is false where an answer is unknown.

use super::compare::{date, dated, equal, has, means, mirrored, number, part_stands};
use super::dates::{before, first_day_under, from};
use crate::answers::Answers;
use crate::compare::same_value;
use crate::condition::{Comparison, Condition, Expr};
use crate::definition::Service;
use crate::eval::Scope;
use crate::kind::Kind;
use crate::place::FieldId;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use vietnam::date::{days_between, months_between, years_between};
use vietnam::{CivilDate, PartialDate};

/// Makes schemas of a service's conditions, for one day.
pub(super) struct Writer<'a> {
    pub(super) service: &'a Service,
    pub(super) today: CivilDate,
}

impl Writer<'_> {
    /// The schema that the data satisfies exactly when the condition holds; none where no schema says it.
    /// With a list, the schema is one of its rows, and fields outside the list cannot be spoken of.
    pub(super) fn condition(&self, condition: &Condition, list: Option<&FieldId>) -> Option<Value> {
        let all = |parts: &[Condition]| -> Option<Vec<Value>> {
            parts
                .iter()
                .map(|part| self.condition(part, list))
                .collect()
        };
        Some(match condition {
            Condition::Always => json!(true),
            Condition::Never => json!(false),
            Condition::All(parts) => match all(parts)? {
                parts if parts.is_empty() => json!(true),
                parts => json!({ "allOf": parts }),
            },
            Condition::Any(parts) => match all(parts)? {
                parts if parts.is_empty() => json!(false),
                parts => json!({ "anyOf": parts }),
            },
            Condition::Not(part) => json!({ "not": self.condition(part, list)? }),
            Condition::Answered(id) => has(self.leaf(id, list)?, &json!(true)),
            Condition::Compare(left, how, right) => self.comparison(left, *how, right, list)?,
            Condition::In(left, values) => {
                let ways = values.iter().map(|value| {
                    self.comparison(left, Comparison::Is, &Expr::Value(value.clone()), list)
                });
                json!({ "anyOf": ways.collect::<Option<Vec<_>>>()? })
            }
            Condition::AnyRow(rows, part) if list.is_none() => has(
                rows.leaf(),
                &json!({ "contains": self.condition(part, Some(rows))? }),
            ),
            Condition::EveryRow(rows, part) if list.is_none() => {
                let each = json!({ "items": self.condition(part, Some(rows))? });
                self.shown_list(rows, &json!({ "properties": { rows.leaf(): each } }))?
            }
            Condition::AnyRow(..) | Condition::EveryRow(..) => return None,
        })
    }

    /// The member's name, where the field is one of this level.
    fn leaf<'f>(&self, id: &'f FieldId, list: Option<&FieldId>) -> Option<&'f str> {
        (self.service.field(id).is_some() && id.list().as_ref() == list).then(|| id.leaf())
    }

    /// A list is shown, and so is something about its rows, if there are any.
    fn shown_list(&self, rows: &FieldId, rest: &Value) -> Option<Value> {
        let shown = self.condition(&self.service.field(rows)?.shown, None)?;
        Some(json!({ "allOf": [shown, rest] }))
    }

    fn comparison(
        &self,
        left: &Expr,
        how: Comparison,
        right: &Expr,
        list: Option<&FieldId>,
    ) -> Option<Value> {
        let (left, how, fixed) = match (self.fixed(left), self.fixed(right)) {
            (None, Some(fixed)) => (left, how, fixed),
            (Some(fixed), None) => (right, mirrored(how), fixed),
            (Some(_), Some(_)) | (None, None) => return None,
        };
        match left {
            Expr::Field(id) => {
                let field = self.service.field(id)?;
                Some(has(
                    self.leaf(id, list)?,
                    &self.stands(&field.kind, how, &fixed)?,
                ))
            }
            Expr::Part(id, part) => {
                let kind = &self.service.field(id)?.kind;
                Some(has(
                    self.leaf(id, list)?,
                    &part_stands(kind, part, how, &fixed)?,
                ))
            }
            Expr::Count(rows) if list.is_none() => self.count(rows, how, fixed.as_i64()?),
            Expr::YearsBetween(of, to)
            | Expr::MonthsBetween(of, to)
            | Expr::DaysBetween(of, to)
                if **to == Expr::Today =>
            {
                let Expr::Field(id) = &**of else { return None };
                Some(has(
                    self.leaf(id, list)?,
                    &self.period(left, how, fixed.as_i64()?)?,
                ))
            }
            Expr::Table { table, key, column } => {
                let rows = self.service.tables.get(table)?;
                let fits = |value: &Value| match how {
                    Comparison::Is => Some(same_value(value, &fixed)),
                    Comparison::IsNot => Some(!same_value(value, &fixed)),
                    _ => None,
                };
                let mut ways = Vec::new();
                for (name, row) in rows {
                    if let Some(value) = row.get(column)
                        && fits(value)?
                    {
                        let name = Expr::Value(name.as_str().into());
                        ways.push(self.comparison(key, Comparison::Is, &name, list)?);
                    }
                }
                Some(json!({ "anyOf": ways }))
                    .filter(|_| !ways.is_empty())
                    .or(Some(json!(false)))
            }
            _ => None,
        }
    }

    /// The value of an expression that reads no answers.
    fn fixed(&self, expr: &Expr) -> Option<Value> {
        if !expr.reads().is_empty() {
            return None;
        }
        let nothing = Answers {
            today: self.today,
            values: BTreeMap::new(),
            rows: BTreeMap::new(),
        };
        Scope::new(self.service, &nothing).value(expr)
    }

    /// How an answer of a kind stands to a fixed value.
    fn stands(&self, kind: &Kind, how: Comparison, fixed: &Value) -> Option<Value> {
        match kind {
            Kind::Number(_) | Kind::Money(_) => number(how, fixed.as_i64()?),
            Kind::Date(_) | Kind::PartialDate(_) | Kind::DateTime(_) => {
                date(how, PartialDate::parse_iso(fixed.as_str()?).ok()?.full()?)
            }
            _ => equal(how, means(kind, fixed)?),
        }
    }

    fn count(&self, rows: &FieldId, how: Comparison, number: i64) -> Option<Value> {
        let least = |count: i64| match u64::try_from(count) {
            Ok(count @ 1..) => Some(has(rows.leaf(), &json!({ "minItems": count }))),
            _ => self.shown_list(rows, &json!(true)),
        };
        let most = |count: i64| match u64::try_from(count) {
            Ok(count) => self.shown_list(
                rows,
                &json!({ "properties": { rows.leaf(): { "maxItems": count } } }),
            ),
            Err(_) => Some(json!(false)),
        };
        match how {
            Comparison::Is => Some(json!({ "allOf": [least(number)?, most(number)?] })),
            Comparison::IsNot => Some(json!({ "anyOf": [least(number + 1)?, most(number - 1)?] })),
            Comparison::Under => most(number - 1),
            Comparison::AtMost => most(number),
            Comparison::Over => least(number + 1),
            Comparison::AtLeast => least(number),
        }
    }

    /// Periods up to today: the shorter, the later the date. All of a partial date must stand so.
    fn period(&self, period: &Expr, how: Comparison, length: i64) -> Option<Value> {
        let first = |length: i64| match period {
            Expr::YearsBetween(..) => {
                first_day_under(length, 12, 0, self.today, |a, b| years_between(a, b).into())
            }
            Expr::MonthsBetween(..) => {
                first_day_under(length, 1, 0, self.today, |a, b| months_between(a, b).into())
            }
            _ => first_day_under(length, 0, 1, self.today, days_between),
        };
        let under = |length: i64| dated(&from(first(length)));
        let at_least = |length: i64| dated(&before(first(length)));
        Some(match how {
            Comparison::Is => json!({ "allOf": [at_least(length), under(length + 1)] }),
            Comparison::IsNot => json!({ "anyOf": [at_least(length + 1), under(length)] }),
            Comparison::Under => under(length),
            Comparison::AtMost => under(length + 1),
            Comparison::Over => at_least(length + 1),
            Comparison::AtLeast => at_least(length),
        })
    }
}
