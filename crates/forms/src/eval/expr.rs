//! Expressions: values worked out from answers. Unknown inputs make them unknown.

use super::run::Run;
use super::span::{Span, Term};
use crate::condition::{Comparison, Condition, Expr, TextPiece};
use crate::kind::Kind;
use crate::place::{FieldId, RowKey};
use crate::value::{show, show_any};
use serde_json::Value;
use vietnam::date::{
    add_days, add_months, date_in_words, days_between, months_between, working_days_between,
    years_between,
};
use vietnam::name::parts;
use vietnam::text::search_fold;
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
                number(rows, rows)
            }
            Expr::CountThat(list, that) => {
                let rows = run.rows_of(list)?;
                run.counted(list, &rows, that)
            }
            Expr::Rank(list, that) => {
                let (_, row) = run.scope.row.filter(|(inside, _)| *inside == list)?;
                let rows = run.rows_of(list)?;
                let before = rows.iter().take_while(|other| *other != row);
                let (low, high) = run.counted(list, before, that).number()?;
                number(low.saturating_add(1), high.saturating_add(1))
            }
            Expr::Sum(column) => run.sum(column)?,
            Expr::Plus(parts) => run.fold(parts, (0, 0), |a, b| {
                (a.0.saturating_add(b.0), a.1.saturating_add(b.1))
            })?,
            Expr::Times(parts) => run.fold(parts, (1, 1), product)?,
            Expr::Minus(a, b) => {
                let (a, b) = (run.term(a)?.number()?, run.term(b)?.number()?);
                number(a.0.saturating_sub(b.1), a.1.saturating_sub(b.0))
            }
            Expr::Divide(a, b) => {
                let (low, high) = quotient(run.term(a)?.number()?, run.term(b)?.number()?)?;
                number(low, high)
            }
            Expr::DaysBetween(from, to) => run.between(from, to, days_between)?,
            Expr::MonthsBetween(from, to) => {
                run.between(from, to, |a, b| months_between(a, b).into())?
            }
            Expr::YearsBetween(from, to) => {
                run.between(from, to, |a, b| years_between(a, b).into())?
            }
            Expr::WorkingDaysBetween(from, to) => {
                let holidays = run.scope.service.days_off();
                run.between(from, to, |a, b| working_days_between(a, b, &holidays))?
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

    /// How many of the rows satisfy a condition.
    fn counted<'r>(
        self,
        list: &FieldId,
        rows: impl IntoIterator<Item = &'r RowKey>,
        that: &Condition,
    ) -> Term {
        let holds = |row: &&RowKey| self.in_row(list, row).truth(that, Some(false)) == Some(true);
        let count = rows.into_iter().filter(holds).count();
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        number(count, count)
    }

    fn sum(self, column: &FieldId) -> Option<Term> {
        let list = column.list()?;
        let mut total = (0_i64, 0_i64);
        for row in self.rows_of(&list)? {
            let cell = self.in_row(&list, &row).answer(column)?;
            let (low, high) = Term::Value(cell).number()?;
            total = (total.0.saturating_add(low), total.1.saturating_add(high));
        }
        Some(number(total.0, total.1))
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
        Some(number(total.0, total.1))
    }

    /// The period between two dates: shortest and longest.
    fn between(
        self,
        from: &Expr,
        to: &Expr,
        period: impl Fn(CivilDate, CivilDate) -> i64,
    ) -> Option<Term> {
        let (from, to) = (self.term(from)?.days()?, self.term(to)?.days()?);
        Some(number(period(from.1, to.0), period(from.0, to.1)))
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

fn number(least: i64, greatest: i64) -> Term {
    Term::Span(Span::Number(least, greatest))
}

/// Least and greatest quotient, each to the nearest whole number; none where the divisor may be 0.
fn quotient(a: (i64, i64), b: (i64, i64)) -> Option<(i64, i64)> {
    if b.0 <= 0 && b.1 >= 0 {
        return None;
    }
    let all = [(a.0, b.0), (a.0, b.1), (a.1, b.0), (a.1, b.1)].map(|(a, b)| nearest(a, b));
    Some((*all.iter().min()?, *all.iter().max()?))
}

/// `a / b` to the nearest whole number, halves up; `b` is not 0.
fn nearest(a: i64, b: i64) -> i64 {
    let (a, b) = (i128::from(a), i128::from(b));
    let rounded = (2 * a * b.signum() + b.abs()).div_euclid(2 * b.abs());
    i64::try_from(rounded).unwrap_or(if rounded < 0 { i64::MIN } else { i64::MAX })
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
/// the `family`, `middle` and `given` names that it is usually read as, and is `plain` without capitals and accents, as
/// banks and cards write it.
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
        (Kind::PersonName(_), "plain") => some(search_fold(text)),
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
