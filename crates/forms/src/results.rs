//! Kinds of prior results: what each holds for how long, and which services use it. Written by the build out of
//! `services/results.csv` and the definitions (`services/results.<lang>.json`).

use serde::{Deserialize, Serialize};
use vietnam::CivilDate;
use vietnam::date::{add_months, days_between};

/// A kind of prior result.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultKind {
    /// Record kind of `facts.csv` that such a result holds.
    pub record: String,
    /// Its result codes: `KQ.…`
    pub codes: Vec<String>,
    /// Name.
    pub name: String,
    /// How long one holds, in words.
    pub holds: String,
    /// The same in months from its issue, where that is so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months: Option<u16>,
    /// How long one holds is not confirmed by a source.
    #[serde(default, skip_serializing_if = "crate::kind::is_false")]
    pub unconfirmed: bool,
    /// What on it grows old without the paper losing its force: "Địa chỉ".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ages: Option<String>,
    /// The services that use it.
    #[serde(default)]
    pub services: Vec<ResultUse>,
}

/// A service that uses a kind of prior result.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultUse {
    /// Name of the service in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Procedures of its cases: what a warehouse is asked for.
    pub procedures: Vec<String>,
    /// Names of the papers that such a result covers, or that its record makes unnecessary.
    #[serde(default)]
    pub papers: Vec<String>,
    /// Its record fills answers.
    #[serde(default)]
    pub fills: bool,
}

/// How long a prior result holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Validity {
    /// To a day that the result itself, or who keeps it, names.
    Stated(Left),
    /// To a day that is reckoned from its issue by what is usual for its kind: told, never decisive where it is not
    /// confirmed.
    Reckoned(Left),
    /// As long as the words of its kind say, or nothing is known.
    Open,
}

/// A last day, and how many days are left: 0 on the day itself, less when it is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Left {
    /// The last day.
    pub last: CivilDate,
    /// Days left.
    pub days: i64,
}

impl ResultKind {
    /// The kind of a result code.
    pub fn of<'a>(kinds: &'a [Self], code: &str) -> Option<&'a Self> {
        kinds
            .iter()
            .find(|kind| kind.codes.iter().any(|known| known == code))
    }
}

/// How long a result holds that was issued and ends on these days (`YYYY-MM-DD`).
pub fn validity(
    kind: Option<&ResultKind>,
    issued_on: Option<&str>,
    valid_until: Option<&str>,
    today: CivilDate,
) -> Validity {
    let day = |text: Option<&str>| CivilDate::parse_iso(text?).ok();
    let left = |last| Left {
        last,
        days: days_between(today, last),
    };
    if let Some(last) = day(valid_until) {
        return Validity::Stated(left(last));
    }
    let months = kind.and_then(|kind| kind.months);
    match (months, day(issued_on)) {
        (Some(months), Some(issued)) => {
            Validity::Reckoned(left(add_months(issued, i32::from(months))))
        }
        _ => Validity::Open,
    }
}

/// The year since which what is on a result may have changed: that of its issue, where that is not this year.
pub fn year_of_issue(issued_on: Option<&str>, today: CivilDate) -> Option<i32> {
    let issued = CivilDate::parse_iso(issued_on?).ok()?;
    (issued.year() != today.year()).then(|| issued.year())
}
