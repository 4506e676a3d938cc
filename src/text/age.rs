//! How old what a source says is, in words: "cập nhật 12/05/2019, 7 năm trước".

use super::{Text, say, t};
use crate::text::when::day;
use vietnam::date::{days_between, months_between, years_between};
use vietnam::{CivilDate, PartialDate};

/// Since when a source says so: `issued` is its own date (`YYYY[-MM[-DD]]`), `read` the moment at which it was asked.
#[must_use]
pub fn age(issued: Option<&str>, read: &str, today: CivilDate) -> String {
    let Some(issued) = issued.and_then(|text| PartialDate::parse_iso(text).ok()) else {
        return say::age_read(&day(read));
    };
    let (since, shown) = (issued.latest(), issued.shown());
    // The last day that a part of a date may mean can lie ahead.
    let (years, months) = (years_between(since, today), months_between(since, today));
    match (years, months, days_between(since, today)) {
        (2.., ..) => say::age_years(&shown, &years),
        (1, ..) => say::age_year(&shown),
        (_, 2.., _) => say::age_months(&shown, &months),
        (.., 1) => say::age_day(&shown),
        (.., days @ 2..) => say::age_days(&shown, &days),
        _ if issued.is_full() => t(Text::AgeToday).to_owned(),
        _ => say::age_in(&shown),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(issued: &str, words: &str) {
        crate::text::speak_for_test("vi");
        let today = CivilDate::new(2026, 11, 25).unwrap();
        let read = "2026-11-25T08:00:00+07:00";
        assert_eq!(age(Some(issued), read, today), words);
    }

    #[test]
    fn an_english_age_reads_like_a_sentence() {
        crate::text::speak_for_test("en");
        let today = CivilDate::new(2026, 11, 25).unwrap();
        let since = |issued| age(Some(issued), "", today);
        assert_eq!(since("2026-11-12"), "updated on 12/11/2026, 13 days ago");
        assert_eq!(since("2026-11-24"), "updated on 24/11/2026, 1 day ago");
    }

    #[test]
    fn age_is_told_in_the_largest_unit_that_fits() {
        check("2019-05", "cập nhật 05/2019, 7 năm trước");
        check("2019-05-12", "cập nhật 12/05/2019, 7 năm trước");
        check("2025-11-25", "cập nhật 25/11/2025, hơn 1 năm trước");
        check("2026-08-30", "cập nhật 30/08/2026, 2 tháng trước");
        check("2026-11-01", "cập nhật 01/11/2026, 24 ngày trước");
        check("2026-11-24", "cập nhật 24/11/2026, 1 ngày trước");
        check("2026-11-25", "cập nhật hôm nay");
        check("2026", "cập nhật 2026");
        let unknown = "đọc 25/11/2026; nguồn không cho biết sửa lần cuối khi nào";
        check("hôm qua", unknown);
    }
}
