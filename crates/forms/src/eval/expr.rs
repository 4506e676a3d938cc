//! Expressions: values worked out from answers. Unknown inputs make them unknown.

use super::run::Run;
use super::span::{Span, Term};
use crate::condition::{Comparison, Expr, TextPiece};
use crate::kind::Kind;
use crate::place::FieldId;
use crate::value::{show, show_any};
use serde_json::Value;
use vietnam::date::{
    add_days, add_months, date_in_words, days_between, months_between, years_between,
};
use vietnam::name::parts;
use vietnam::{CivilDate, PartialDate};

/// Whether a term certainly is this value.
pub(super) fn is_true_of(term: &Term, value: &Value) -> bool {
    term.stands(Comparison::Is, &Term::Value(value.clone()))
}

impl Run<'_> {
    /// The value of an expression.
    pub(super) fn term(self, expr: &Expr) -> Option<Term> {
        let run = self.deeper()?;
        Some(match expr {
            Expr::Value(value) => Term::Value(value.clone()),
            Expr::Field(field) => Term::Value(run.answer(field)?),
            Expr::Part(field, part) => {
                let kind = &run.scope.service.field(field)?.kind;
                Term::Value(part_of(kind, &run.answer(field)?, part)?)
            }
            Expr::Today => days(run.scope.reader.today(), run.scope.reader.today()),
            Expr::Count(list) => {
                let rows = i64::try_from(run.rows_of(list)?.len()).unwrap_or(i64::MAX);
                Term::Span(Span::Number(rows, rows))
            }
            Expr::Sum(column) => run.sum(column)?,
            Expr::Plus(parts) => run.fold(parts, (0, 0), |a, b| {
                (a.0.saturating_add(b.0), a.1.saturating_add(b.1))
            })?,
            Expr::Times(parts) => run.fold(parts, (1, 1), product)?,
            Expr::Minus(a, b) => {
                let (a, b) = (run.term(a)?.number()?, run.term(b)?.number()?);
                Term::Span(Span::Number(
                    a.0.saturating_sub(b.1),
                    a.1.saturating_sub(b.0),
                ))
            }
            Expr::DaysBetween(from, to) => run.between(from, to, days_between)?,
            Expr::MonthsBetween(from, to) => {
                run.between(from, to, |a, b| months_between(a, b).into())?
            }
            Expr::YearsBetween(from, to) => {
                run.between(from, to, |a, b| years_between(a, b).into())?
            }
            Expr::AddDays(date, by) => run.moved(date, by, add_days)?,
            Expr::AddMonths(date, by) => {
                run.moved(date, by, |day, by| add_months(day, clamp(by)))?
            }
            Expr::Table { table, key, column } => {
                let key = key_of(&run.term(key)?.value()?)?;
                Term::Value(
                    run.scope
                        .service
                        .tables
                        .get(table)?
                        .get(&key)?
                        .get(column)?
                        .clone(),
                )
            }
            Expr::First(parts) => parts.iter().find_map(|part| run.term(part))?,
            Expr::If(when, then, otherwise) => {
                let holds = run.truth(when, Some(false)) == Some(true);
                run.term(if holds { then } else { otherwise })?
            }
            Expr::Text(pieces) => Term::Value(run.text(pieces)?.into()),
            Expr::DateInWords(date) => {
                let date = run.term(date)?.value()?;
                let date = PartialDate::parse_iso(date.as_str()?).ok()?;
                Term::Value(date_in_words(date, run.scope.service.words()).into())
            }
        })
    }

    fn sum(self, column: &FieldId) -> Option<Term> {
        let list = column.list()?;
        let mut total = (0_i64, 0_i64);
        for row in self.rows_of(&list)? {
            let cell = self.in_row(&list, &row).answer(column)?;
            let (low, high) = Term::Value(cell).number()?;
            total = (total.0.saturating_add(low), total.1.saturating_add(high));
        }
        Some(Term::Span(Span::Number(total.0, total.1)))
    }

    fn fold(
        self,
        parts: &[Expr],
        start: (i64, i64),
        join: impl Fn((i64, i64), (i64, i64)) -> (i64, i64),
    ) -> Option<Term> {
        let mut total = start;
        for part in parts {
            total = join(total, self.term(part)?.number()?);
        }
        Some(Term::Span(Span::Number(total.0, total.1)))
    }

    /// The period between two dates: shortest and longest.
    fn between(
        self,
        from: &Expr,
        to: &Expr,
        period: impl Fn(CivilDate, CivilDate) -> i64,
    ) -> Option<Term> {
        let (from, to) = (self.term(from)?.days()?, self.term(to)?.days()?);
        Some(Term::Span(Span::Number(
            period(from.1, to.0),
            period(from.0, to.1),
        )))
    }

    fn moved(
        self,
        date: &Expr,
        by: &Expr,
        step: impl Fn(CivilDate, i64) -> CivilDate,
    ) -> Option<Term> {
        let (date, by) = (self.term(date)?.days()?, self.term(by)?.number()?);
        Some(days(step(date.0, by.0), step(date.1, by.1)))
    }

    /// A composed text; none when all of its values are unknown.
    fn text(self, pieces: &[TextPiece]) -> Option<String> {
        let mut text = String::new();
        let mut known = pieces.iter().all(|piece| piece.value.is_none());
        for piece in pieces {
            let value = match &piece.value {
                None => String::new(),
                Some(expr) => match self.shown_text(expr) {
                    Some(value) => value,
                    None => continue,
                },
            };
            known |= piece.value.is_some();
            text.extend([piece.before.as_str(), value.as_str(), piece.after.as_str()]);
        }
        (known && !text.trim().is_empty()).then_some(text)
    }

    fn shown_text(self, expr: &Expr) -> Option<String> {
        let value = self.term(expr)?.value()?;
        let kind = match expr {
            Expr::Field(field) => self.scope.service.field(field).map(|field| &field.kind),
            _ => None,
        };
        let language = self.scope.service.words();
        Some(match kind {
            Some(kind) => show(kind, &value, language),
            None => show_any(&value, language),
        })
    }
}

fn days(first: CivilDate, last: CivilDate) -> Term {
    Term::Span(Span::Days(first, last))
}

fn product(a: (i64, i64), b: (i64, i64)) -> (i64, i64) {
    let all = [
        a.0.saturating_mul(b.0),
        a.0.saturating_mul(b.1),
        a.1.saturating_mul(b.0),
        a.1.saturating_mul(b.1),
    ];
    all.iter().fold((i64::MAX, i64::MIN), |(low, high), each| {
        (low.min(*each), high.max(*each))
    })
}

fn clamp(months: i64) -> i32 {
    i32::try_from(months).unwrap_or(if months < 0 { i32::MIN } else { i32::MAX })
}

/// A part of a composite answer. A plain answer is its own `code` and `value`; a date has a `year`, a person's name
/// the `family`, `middle` and `given` names that it is usually read as.
fn part_of(kind: &Kind, answer: &Value, part: &str) -> Option<Value> {
    let text = match answer {
        Value::Object(map) => return map.get(part).cloned(),
        Value::String(text) => text,
        _ => return None,
    };
    match (kind, part) {
        (_, "code" | "value") => Some(answer.clone()),
        (_, "year") => PartialDate::parse_iso(text)
            .ok()
            .map(|date| date.year().into()),
        (Kind::PersonName(_), "family") => some(parts(text).family),
        (Kind::PersonName(_), "middle") => some(parts(text).middle),
        (Kind::PersonName(_), "given") => some(parts(text).given),
        _ => None,
    }
}

fn some(text: String) -> Option<Value> {
    (!text.is_empty()).then(|| text.into())
}

/// What a table is looked up by.
fn key_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(holds) => Some(holds.to_string()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(map) => map
            .get("code")
            .or_else(|| map.get("value"))?
            .as_str()
            .map(str::to_owned),
        _ => None,
    }
}
