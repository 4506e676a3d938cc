//! Values as they are compared: what is partly known (a birth year, the age of one) is a span, and a comparison must
//! hold for all of it.

use crate::compare::same_value;
use crate::condition::Comparison;
use serde_json::Value;
use vietnam::{CivilDate, PartialDate};

/// The value of an expression.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Term {
    /// Known.
    Value(Value),
    /// Known between two ends.
    Span(Span),
}

/// Two ends, both included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Span {
    /// Numbers, money, periods.
    Number(i64, i64),
    /// Days.
    Days(CivilDate, CivilDate),
    /// A day and minutes of it.
    Moment(CivilDate, u16),
    /// Minutes of a day.
    Clock(u16),
}

impl Term {
    /// The value, when it is but one.
    pub(super) fn value(self) -> Option<Value> {
        match self {
            Self::Value(value) => Some(value),
            Self::Span(Span::Number(low, high)) if low == high => Some(low.into()),
            Self::Span(Span::Days(first, last)) if first == last => Some(first.to_string().into()),
            Self::Span(_) => None,
        }
    }

    /// As a span; none for what has no order.
    pub(super) fn span(&self) -> Option<Span> {
        match self {
            Self::Span(span) => Some(*span),
            Self::Value(Value::Number(number)) => {
                number.as_i64().map(|number| Span::Number(number, number))
            }
            Self::Value(Value::String(text)) => read(text),
            Self::Value(_) => None,
        }
    }

    /// As whole numbers.
    pub(super) fn number(&self) -> Option<(i64, i64)> {
        match self.span()? {
            Span::Number(low, high) => Some((low, high)),
            _ => None,
        }
    }

    /// As days.
    pub(super) fn days(&self) -> Option<(CivilDate, CivilDate)> {
        match self.span()? {
            Span::Days(first, last) => Some((first, last)),
            Span::Moment(day, _) => Some((day, day)),
            _ => None,
        }
    }

    /// Whether it stands so to another.
    pub(super) fn stands(&self, comparison: Comparison, other: &Term) -> bool {
        let ends = self.span().zip(other.span()).and_then(|(a, b)| ends(a, b));
        match (comparison, ends) {
            (Comparison::Is, _) => self.is(other),
            (Comparison::IsNot, Some(ends)) => !self.is(other) && (ends.last < 0 || ends.first > 0),
            (Comparison::IsNot, None) => !self.is(other),
            (Comparison::Under, Some(ends)) => ends.last < 0,
            (Comparison::AtMost, Some(ends)) => ends.last <= 0,
            (Comparison::Over, Some(ends)) => ends.first > 0,
            (Comparison::AtLeast, Some(ends)) => ends.first >= 0,
            (_, None) => false,
        }
    }

    /// Whether both certainly mean the same. An answer of several is each of its entries.
    pub(super) fn is(&self, other: &Term) -> bool {
        match (self, other) {
            (Self::Value(Value::Array(several)), Self::Value(one)) if !one.is_array() => {
                several.iter().any(|entry| same_value(entry, one))
            }
            (Self::Value(a), Self::Value(b)) if same_value(a, b) => true,
            _ => self
                .span()
                .zip(other.span())
                .and_then(|(a, b)| ends(a, b))
                .is_some_and(|ends| ends.first == 0 && ends.last == 0),
        }
    }
}

/// How two spans stand, as signs: `last` of the first's end to the second's beginning, `first` of its beginning to the second's end.
struct Ends {
    first: i8,
    last: i8,
}

fn ends(a: Span, b: Span) -> Option<Ends> {
    Some(match (a, b) {
        (Span::Number(a1, a2), Span::Number(b1, b2)) => Ends {
            first: sign(a1, b2),
            last: sign(a2, b1),
        },
        (Span::Moment(a1, a2), Span::Moment(b1, b2)) => {
            let sign = sign((a1, a2), (b1, b2));
            Ends {
                first: sign,
                last: sign,
            }
        }
        (Span::Clock(a), Span::Clock(b)) => Ends {
            first: sign(a, b),
            last: sign(a, b),
        },
        _ => {
            let ((a1, a2), (b1, b2)) = (Term::Span(a).days()?, Term::Span(b).days()?);
            Ends {
                first: sign(a1, b2),
                last: sign(a2, b1),
            }
        }
    })
}

fn sign<T: Ord + Copy>(a: T, b: T) -> i8 {
    match a.cmp(&b) {
        std::cmp::Ordering::Less => -1,
        std::cmp::Ordering::Equal => 0,
        std::cmp::Ordering::Greater => 1,
    }
}

/// Reads a date, date and time, or time in its shape of decision 4.
fn read(text: &str) -> Option<Span> {
    if let Ok(date) = PartialDate::parse_iso(text) {
        return Some(Span::Days(date.earliest(), date.latest()));
    }
    match text.split_once('T') {
        Some((day, clock)) => Some(Span::Moment(
            CivilDate::parse_iso(day).ok()?,
            crate::shape::minutes(clock)?,
        )),
        None => crate::shape::minutes(text).map(Span::Clock),
    }
}
