//! Reading dates: the exact form of the wire, and what people write.

use super::{CivilDate, DateFault, PartialDate};
use crate::{letters, text};

/// Years that a person can mean.
const YEARS: std::ops::RangeInclusive<i32> = 1800..=2199;

/// `yyyy[-MM[-dd]]` and nothing else.
pub(super) fn iso(text: &str) -> Result<PartialDate, DateFault> {
    if text.is_empty() {
        return Err(DateFault::Empty);
    }
    let mut parts = text.split('-');
    let mut part = |digits: usize| match parts.next() {
        None => Ok(None),
        Some(part) if part.len() == digits => number(part).map(Some),
        Some(_) => Err(DateFault::NotADate),
    };
    let (year, month, day) = (part(4)?, part(2)?, part(2)?);
    if parts.next().is_some() {
        return Err(DateFault::NotADate);
    }
    build(i32::from(year.unwrap_or_default()), month, day)
}

/// What a person typed, pasted or scanned.
pub(super) fn tolerant(text: &str) -> Result<PartialDate, DateFault> {
    let text = without_words(text);
    if text.is_empty() {
        return Err(DateFault::Empty);
    }
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return Err(DateFault::NotADate);
    }
    let parts: Vec<&str> = text.split('/').collect();
    match *parts.as_slice() {
        [digits] => compact(digits),
        [year, month] if year.len() > 2 && month.len() <= 2 => assemble(year, month, "0"),
        [day, month] if month.len() <= 2 && !month.is_empty() => number(day)
            .and(number(month))
            .and(Err(DateFault::MissingYear)),
        [month, year] => assemble(year, month, "0"),
        [year, month, day] if year.len() > 2 => assemble(year, month, day),
        [day, month, year] => assemble(year, month, day),
        _ => Err(DateFault::NotADate),
    }
}

/// Cleans a date to digits with `/` between: separators are `/ - . –`, spaces
/// and commas between digits, and the words ngày, tháng, năm.
fn without_words(text: &str) -> String {
    let plain: String = text::clean(text)
        .chars()
        .map(|c| match letters::base(letters::lower(c)) {
            '-' | '–' | '.' => '/',
            ',' => ' ',
            other => other,
        })
        .collect();
    let mut out = String::with_capacity(plain.len());
    for word in plain
        .split(' ')
        .filter(|word| !matches!(*word, "" | "ngay" | "thang" | "nam"))
    {
        if !(out.is_empty() || out.ends_with('/') || word.starts_with('/')) {
            out.push('/');
        }
        out.push_str(word);
    }
    out
}

/// Digits without separators: `ddMMyyyy`, `MMyyyy`, `yyyy`, and `yyyyMMdd` as registers write it. No eight digits are a
/// date both ways, since the years are those of [`YEARS`].
fn compact(digits: &str) -> Result<PartialDate, DateFault> {
    number(digits.get(..1).unwrap_or_default())?;
    let part = |range: std::ops::Range<usize>| digits.get(range).ok_or(DateFault::NotADate);
    match digits.len() {
        8 => {
            let day_first = assemble(part(4..8)?, part(2..4)?, part(0..2)?);
            let (year, month, day) = (part(0..4)?, part(4..6)?, part(6..8)?);
            day_first.or_else(|fault| assemble(year, month, day).map_err(|_| fault))
        }
        6 => assemble(part(2..6)?, part(0..2)?, "0"),
        4 => assemble(digits, "0", "0"),
        1 | 2 => number(digits).and(Err(DateFault::MissingYear)),
        _ => Err(DateFault::NotADate),
    }
}

/// Written parts to a date; zero means unknown.
fn assemble(year: &str, month: &str, day: &str) -> Result<PartialDate, DateFault> {
    let known = |part: &str, missing| match part.len() {
        0 => Err(missing),
        1 | 2 => number(part).map(|value| Some(value).filter(|value| *value != 0)),
        _ => Err(DateFault::NotADate),
    };
    let day = known(day, DateFault::MissingDay)?;
    let month = known(month, DateFault::MissingMonth)?;
    let year = match year.len() {
        0 => return Err(DateFault::MissingYear),
        1..=3 => return number(year).and(Err(DateFault::ShortYear)),
        4 => i32::from(number(year)?),
        _ => return Err(DateFault::NotADate),
    };
    if !YEARS.contains(&year) {
        return Err(DateFault::NoSuchYear);
    }
    if month.is_none() && day.is_some() {
        return Err(DateFault::NoSuchMonth);
    }
    build(year, month, day)
}

fn build(year: i32, month: Option<u16>, day: Option<u16>) -> Result<PartialDate, DateFault> {
    let small = |value: u16| u8::try_from(value).unwrap_or(u8::MAX);
    match (month.map(small), day.map(small)) {
        (Some(month), Some(day)) => CivilDate::new(year, month, day).map(PartialDate::from),
        (Some(month), None) => PartialDate::of_month(year, month),
        _ => PartialDate::of_year(year),
    }
}

/// One to four ASCII digits; signs are not digits.
fn number(text: &str) -> Result<u16, DateFault> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        text.parse().map_err(|_| DateFault::NotADate)
    } else {
        Err(DateFault::NotADate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(written: &str, expected: Result<&str, DateFault>) {
        let found = PartialDate::read(written).map(|date| date.to_string());
        assert_eq!(found.as_deref(), expected.as_ref().copied(), "{written}");
    }

    #[test]
    fn what_people_write() {
        for written in [
            "5/3/1960",
            "05-03-1960",
            "05.03.1960",
            " 05 / 03 / 1960 ",
            "5 3 1960",
            "05031960",
            "19600305",
            "1960-03-05",
            "ngày 05 tháng 3 năm 1960",
            "5 tháng 3, 1960",
            "Nga\u{300}y 5 THÁNG 03 NĂM 1960",
            "０５/03/1960",
        ] {
            check(written, Ok("1960-03-05"));
        }
        for written in [
            "3/1960",
            "03-1960",
            "031960",
            "1960-03",
            "tháng 3 năm 1960",
            "00/03/1960",
        ] {
            check(written, Ok("1960-03"));
        }
        for written in ["1960", "năm 1960", "00/00/1960", "00001960"] {
            check(written, Ok("1960"));
        }
    }

    #[test]
    fn the_fault_names_what_is_wrong() {
        check(" ", Err(DateFault::Empty));
        check("hôm qua", Err(DateFault::NotADate));
        check("31//1990", Err(DateFault::MissingMonth));
        check("/3/1990", Err(DateFault::MissingDay));
        check("5/3/", Err(DateFault::MissingYear));
        check("5/3", Err(DateFault::MissingYear));
        check("15", Err(DateFault::MissingYear));
        check("5/3/60", Err(DateFault::ShortYear));
        check("31/02/2020", Err(DateFault::NoSuchDay));
        check("5/13/1960", Err(DateFault::NoSuchMonth));
        check("5/00/1960", Err(DateFault::NoSuchMonth));
        check("5/3/0960", Err(DateFault::NoSuchYear));
        check("20013112", Err(DateFault::NoSuchYear));
        check("1/2/3/1960", Err(DateFault::NotADate));
        check("-5/3/+1960", Err(DateFault::NotADate));
        check("5/3/1960 08:30", Err(DateFault::NotADate));
    }

    #[test]
    fn the_wire_is_exact() {
        assert!(PartialDate::parse_iso("0001-01-01").is_ok());
        for text in [
            "1960-3-5",
            "1960/03/05",
            " 1960",
            "1960-",
            "+960",
            "1960-03-05T00:00",
            "-960-03",
        ] {
            assert_eq!(
                PartialDate::parse_iso(text),
                Err(DateFault::NotADate),
                "{text}"
            );
        }
        assert_eq!(PartialDate::parse_iso("0000"), Err(DateFault::NoSuchYear));
        assert_eq!(CivilDate::parse_iso("1960-03"), Err(DateFault::NotFull));
    }

    prop_compose! {
        fn any_date()(year in 1800..=2199i32, month in 0..=12u8, day in 0..=31u8) -> PartialDate {
            let full = CivilDate::new(year, month, day).map(PartialDate::from);
            full.or_else(|_| PartialDate::of_month(year, month))
                .or_else(|_| PartialDate::of_year(year))
                .unwrap()
        }
    }

    proptest! {
        #[test]
        fn reading_gives_back_what_was_shown(date in any_date()) {
            prop_assert_eq!(PartialDate::read(&date.shown()), Ok(date));
            prop_assert_eq!(PartialDate::read(&date.to_string()), Ok(date));
            prop_assert_eq!(date.to_string().parse(), Ok(date));
        }

        #[test]
        fn no_text_is_a_surprise(text in "(?s).{0,20}|[0-9/. -]{0,12}|[0-9]{0,9}") {
            if let Ok(date) = PartialDate::read(&text) {
                prop_assert_eq!(PartialDate::read(&date.shown()), Ok(date));
            }
            if let Ok(date) = PartialDate::parse_iso(&text) {
                prop_assert_eq!(date.to_string(), text);
            }
        }
    }
}
