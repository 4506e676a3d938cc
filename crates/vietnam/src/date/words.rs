//! Dates in words, and as official papers print them.

use super::PartialDate;
use crate::Language;
use crate::number_words::{capitalised, number_in_words};

const VI_MONTHS: [&str; 12] = [
    "một",
    "hai",
    "ba",
    "tư",
    "năm",
    "sáu",
    "bảy",
    "tám",
    "chín",
    "mười",
    "mười một",
    "mười hai",
];

const EN_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const EN_DAYS: [&str; 20] = [
    "",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
];

/// The known parts of a date in words: "Ngày mười lăm tháng ba năm hai nghìn
/// không trăm hai mươi sáu", "The fifteenth of March, two thousand and twenty
/// six".
#[must_use]
pub fn date_in_words(date: PartialDate, language: Language) -> String {
    let year = number_in_words(u64::try_from(date.year()).unwrap_or_default(), language);
    let text = match language {
        Language::Vi => {
            let day = date.day().map(|day| format!("ngày {} ", vi_day(day)));
            let month = date
                .month()
                .map(|month| format!("tháng {} ", nth(&VI_MONTHS, month - 1)));
            format!(
                "{}{}năm {year}",
                day.unwrap_or_default(),
                month.unwrap_or_default()
            )
        }
        Language::En => {
            let day = date.day().map(|day| format!("the {} of ", en_day(day)));
            let month = date
                .month()
                .map(|month| format!("{}, ", nth(&EN_MONTHS, month - 1)));
            format!(
                "{}{}{year}",
                day.unwrap_or_default(),
                month.unwrap_or_default()
            )
        }
    };
    capitalised(&text)
}

/// The form of official Vietnamese papers: "ngày 05 tháng 11 năm 2026". Days
/// below 10 and the months 1 and 2 get a zero (Decree 30/2020/NĐ-CP).
#[must_use]
pub fn date_on_paper(date: PartialDate) -> String {
    let day = date
        .day()
        .map(|day| format!("ngày {day:02} "))
        .unwrap_or_default();
    let month = match date.month() {
        Some(month @ 1..=2) => format!("tháng {month:02} "),
        Some(month) => format!("tháng {month} "),
        None => String::new(),
    };
    format!("{day}{month}năm {}", date.year())
}

fn vi_day(day: u8) -> String {
    number_in_words(u64::from(day), Language::Vi)
}

fn en_day(day: u8) -> String {
    match day {
        20 => "twentieth".to_owned(),
        21..=29 => format!("twenty {}", nth(&EN_DAYS, day - 20)),
        30 => "thirtieth".to_owned(),
        31 => "thirty first".to_owned(),
        _ => nth(&EN_DAYS, day).to_owned(),
    }
}

fn nth(list: &[&'static str], at: u8) -> &'static str {
    list.get(usize::from(at)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(date: &str, vi: &str, en: &str, paper: &str) {
        let date = PartialDate::parse_iso(date).unwrap();
        assert_eq!(date_in_words(date, Language::Vi), vi);
        assert_eq!(date_in_words(date, Language::En), en);
        assert_eq!(date_on_paper(date), paper);
    }

    #[test]
    fn in_words_and_on_paper() {
        check(
            "2026-03-15",
            "Ngày mười lăm tháng ba năm hai nghìn không trăm hai mươi sáu",
            "The fifteenth of March, two thousand and twenty six",
            "ngày 15 tháng 3 năm 2026",
        );
        check(
            "1905-02-04",
            "Ngày bốn tháng hai năm một nghìn chín trăm linh năm",
            "The fourth of February, one thousand nine hundred and five",
            "ngày 04 tháng 02 năm 1905",
        );
        check(
            "2020-04-24",
            "Ngày hai mươi tư tháng tư năm hai nghìn không trăm hai mươi",
            "The twenty fourth of April, two thousand and twenty",
            "ngày 24 tháng 4 năm 2020",
        );
        check(
            "1960-12",
            "Tháng mười hai năm một nghìn chín trăm sáu mươi",
            "December, one thousand nine hundred and sixty",
            "tháng 12 năm 1960",
        );
        check(
            "1960",
            "Năm một nghìn chín trăm sáu mươi",
            "One thousand nine hundred and sixty",
            "năm 1960",
        );
        check(
            "2025-01-31",
            "Ngày ba mươi mốt tháng một năm hai nghìn không trăm hai mươi lăm",
            "The thirty first of January, two thousand and twenty five",
            "ngày 31 tháng 01 năm 2025",
        );
    }
}
