//! How long a prior result holds.

use forms::results::{Left, ResultKind, Validity, validity, year_of_issue};
use vietnam::CivilDate;

fn day(text: &str) -> CivilDate {
    CivilDate::parse_iso(text).unwrap()
}

#[track_caller]
fn check(months: Option<u16>, issued: Option<&str>, until: Option<&str>, expected: Validity) {
    let kind = ResultKind {
        months,
        unconfirmed: true,
        ..ResultKind::default()
    };
    let found = validity(Some(&kind), issued, until, day("2026-11-25"));
    assert_eq!(found, expected, "{issued:?} {until:?}");
}

fn left(last: &str, days: i64) -> Left {
    Left {
        last: day(last),
        days,
    }
}

#[test]
fn the_day_that_is_stated_counts_before_the_usual_term() {
    check(
        Some(6),
        Some("2026-06-10"),
        Some("2026-12-16"),
        Validity::Stated(left("2026-12-16", 21)),
    );
    check(
        None,
        None,
        Some("2026-11-25"),
        Validity::Stated(left("2026-11-25", 0)),
    );
    check(
        None,
        None,
        Some("2026-11-24"),
        Validity::Stated(left("2026-11-24", -1)),
    );
}

#[test]
fn the_usual_term_counts_from_the_issue() {
    check(
        Some(6),
        Some("2026-06-16"),
        None,
        Validity::Reckoned(left("2026-12-16", 21)),
    );
    check(
        Some(6),
        Some("2025-08-31"),
        Some("?"),
        Validity::Reckoned(left("2026-02-28", -270)),
    );
    check(None, Some("2026-06-16"), None, Validity::Open);
    check(Some(6), None, None, Validity::Open);
    check(Some(6), Some("2026"), None, Validity::Open);
    let unknown = validity(None, Some("2026-06-16"), None, day("2026-11-25"));
    assert_eq!(unknown, Validity::Open);
}

#[test]
fn what_is_of_another_year_may_have_changed() {
    let year = |issued| year_of_issue(issued, day("2026-11-25"));
    assert_eq!(year(Some("2019-05-01")), Some(2019));
    assert_eq!(year(Some("2026-01-01")), None);
    assert_eq!(year(Some("2019")), None);
    assert_eq!(year(None), None);
}
