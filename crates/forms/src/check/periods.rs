//! Rows that are periods: none missing between them, none beside another, only the last open.

use super::Verdict;
use crate::condition::Expr;
use crate::eval::Scope;
use crate::fault::FaultCode;
use crate::kind::Periods;
use crate::place::{FieldId, Place, Pointer, RowKey};
use crate::send::pointer;
use crate::shape::Wrong;
use serde_json::Value;
use vietnam::CivilDate;
use vietnam::date::add_days;

/// First and last day that an answer may mean.
type Ends = (CivilDate, CivilDate);

struct Period {
    row: RowKey,
    from: Ends,
    to: Option<Ends>,
    beside: Option<Value>,
}

/// Judges the periods once every row has its beginning. Of a month or year any day is taken that makes it right.
/// The faults have `periods` among their figures: `gap`, `overlap` or `open`; and `from`, `to`: what is missing, or where
/// the other one begins.
pub(super) fn check(scope: Scope<'_>, list: &FieldId, periods: &Periods, verdict: &mut Verdict) {
    let look = Look {
        scope,
        list,
        periods,
    };
    let rows = scope.reader().rows(list);
    let Some(mut all) = rows
        .into_iter()
        .map(|row| look.period(row))
        .collect::<Option<Vec<_>>>()
    else {
        return;
    };
    all.sort_by_key(|period| period.from);
    look.gaps(&all, verdict);
    for (at, later) in all.iter().enumerate() {
        let mut before = all.iter().take(at);
        if let Some(earlier) = before.find(|earlier| overlap(earlier, later)) {
            look.meet(earlier, later, verdict);
        }
    }
}

#[derive(Clone, Copy)]
struct Look<'a> {
    scope: Scope<'a>,
    list: &'a FieldId,
    periods: &'a Periods,
}

impl Look<'_> {
    fn period(self, row: RowKey) -> Option<Period> {
        let inside = self.scope.in_row(self.list, &row);
        let ends = |column: &FieldId| inside.days(&Expr::Field(column.clone()));
        let from = ends(&self.periods.from)?;
        let to = ends(&self.periods.to);
        let beside = self.periods.beside.as_ref();
        let beside = beside.and_then(|column| inside.answer(column));
        Some(Period {
            from,
            to,
            beside,
            row,
        })
    }

    /// What is missing before a period, and after the last.
    fn gaps(self, all: &[Period], verdict: &mut Verdict) {
        let since = self.periods.since.as_ref();
        let since = since.and_then(|since| self.scope.days(since));
        let mut until = since.map(|(_, latest)| (add_days(latest, -1), latest.to_string()));
        for period in all {
            if let Some((until, from)) = &until
                && period.from.0 > add_days(*until, 1)
            {
                let to = self.said(period, &self.periods.from);
                verdict.error(self.at(period, &self.periods.from), wrong("gap", from, &to));
            }
            let Some((_, end)) = period.to else {
                return;
            };
            if until.as_ref().is_none_or(|(until, _)| *until < end) {
                until = Some((end, self.said(period, &self.periods.to)));
            }
        }
        let today = self.scope.reader().today();
        if let (Some(last), Some((until, from))) = (all.last(), &until)
            && *until < today
        {
            let to = today.to_string();
            verdict.error(self.at(last, &self.periods.to), wrong("gap", from, &to));
        }
    }

    /// Two periods that share more than a day.
    fn meet(self, earlier: &Period, later: &Period, verdict: &mut Verdict) {
        let from = self.said(earlier, &self.periods.from);
        let to = self.said(later, &self.periods.from);
        let overlap = wrong("overlap", &from, &to);
        if earlier.beside != later.beside {
            verdict.warning(self.at(later, &self.periods.from), overlap);
        } else if earlier.to.is_none() {
            verdict.error(
                self.at(earlier, &self.periods.to),
                wrong("open", &from, &to),
            );
        } else {
            verdict.error(self.at(later, &self.periods.from), overlap);
        }
    }

    fn at(self, period: &Period, column: &FieldId) -> Pointer {
        let place = Place::in_row(column.clone(), period.row.clone());
        pointer(self.scope.reader(), &place)
    }

    /// An answer as it was given: a month stays a month.
    fn said(self, period: &Period, column: &FieldId) -> String {
        let inside = self.scope.in_row(self.list, &period.row);
        let answer = inside.answer(column);
        let text = answer.as_ref().and_then(Value::as_str);
        text.unwrap_or_default().to_owned()
    }
}

fn wrong(what: &str, from: &str, to: &str) -> Wrong {
    Wrong::new(FaultCode::CrossField)
        .with("periods", what)
        .with("from", from)
        .with("to", to)
}

/// Whether the later one begins before the earlier one is over, whatever days a month or year stands for.
fn overlap(earlier: &Period, later: &Period) -> bool {
    earlier.to.is_none_or(|(end, _)| later.from.1 < end)
}
