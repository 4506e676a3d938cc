//! What is wrong with an answer, in the words of its label, and how to mend it.

use forms::fault::{Fault, FaultCode};
use forms::kind::Kind;
use serde_json::Value;

use super::{Text, say, t};

/// The text of a fault. It stands at the control and in the summary alike.
///
/// `label` is the field's label; `kind` tells how it is answered; without it the field is taken as typed.
#[must_use]
pub fn message(fault: &Fault, label: &str, kind: Option<&Kind>) -> String {
    use FaultCode as Code;
    let figure = |name: &str| figure(fault, name);
    let l = &label;
    match fault.code {
        Code::Required | Code::DocumentRequired => required(label, kind, fault.code),
        Code::TooShort => say::fault_too_short(l, &figure("min")),
        Code::TooLong => say::fault_too_long(l, &figure("max")),
        Code::TooMany => say::fault_too_many(l, &figure("max")),
        Code::Pattern => pattern(fault, label, kind),
        Code::NotANumber => say::fault_not_a_number(l),
        Code::NotADate => not_a_date(fault, label),
        Code::AfterToday => say::fault_after_today(l),
        Code::BeforeMin if is_number(kind) => say::fault_number_low(l, &figure("min")),
        Code::BeforeMin => say::fault_before_min(l, &date(&figure("min"))),
        Code::AfterMax if is_number(kind) => say::fault_number_high(l, &figure("max")),
        Code::AfterMax => say::fault_after_max(l, &date(&figure("max"))),
        Code::NotInList => not_in_list(fault, label),
        Code::NotUnique => say::fault_not_unique(l),
        Code::Checksum => match figure("oddity").as_str() {
            "birth-year" => say::fault_odd_year(l),
            "sex" => say::fault_odd_sex(l),
            _ => say::fault_checksum(l),
        },
        Code::SumMismatch => say::fault_sum_mismatch(l),
        Code::CrossField => cross_field(fault, label),
        Code::UnitUnknown => say::fault_unit_unknown(l),
        Code::ConflictOpen => say::fault_conflict_open(l),
        Code::DocumentUnreadable => say::fault_document_unreadable(l),
        Code::DocumentExpired => say::fault_document_expired(l),
        Code::SignatureRequired => say::fault_signature_required(l),
        Code::SignatureInvalid => say::fault_signature_invalid(l),
        Code::MismatchWithSource => say::fault_mismatch_with_source(l),
        Code::NotEligible => say::fault_not_eligible(l),
        Code::Other => say::fault_other(l),
    }
}

/// The text of a short choice that is not answered.
#[must_use]
pub fn not_chosen(label: &str) -> String {
    if label.ends_with('?') {
        say::fault_required_question(&label)
    } else {
        say::fault_required_chosen(&lower_first(label))
    }
}

fn required(label: &str, kind: Option<&Kind>, code: FaultCode) -> String {
    let l = &label;
    match kind {
        _ if code == FaultCode::DocumentRequired => say::fault_required_file(l),
        _ if label.ends_with('?') => not_chosen(label),
        Some(Kind::Date(_)) => say::fault_required_date(l),
        Some(Kind::PartialDate(_)) => say::fault_required_partial_date(l),
        Some(Kind::File(_)) => say::fault_required_file(l),
        Some(Kind::Statement) => say::fault_required_statement(l),
        Some(Kind::GroupList(_) | Kind::OrderedList(_)) => say::fault_required_rows(l),
        Some(
            Kind::YesNo | Kind::OneOf(_) | Kind::SeveralOf(_) | Kind::Lookup(_) | Kind::Unit(_),
        ) => not_chosen(label),
        _ => say::fault_required_typed(&lower_first(label)),
    }
}

fn pattern(fault: &Fault, label: &str, kind: Option<&Kind>) -> String {
    let l = &label;
    match kind {
        Some(Kind::PersonName(_)) => say::fault_pattern_name(l),
        Some(Kind::PersonalId) => say::fault_pattern_id(l, &figure(fault, "digits")),
        Some(Kind::Phone { foreign: true }) => say::fault_pattern_phone_foreign(l),
        Some(Kind::Phone { foreign: false }) => say::fault_pattern_phone(l),
        Some(Kind::Email) => say::fault_pattern_email(l),
        Some(Kind::Plate) => say::fault_pattern_plate(l),
        Some(Kind::Code(shape)) if shape.example.is_some() => {
            say::fault_pattern_like(l, &shape.example.as_deref().unwrap_or_default())
        }
        _ => say::fault_pattern(l),
    }
}

/// Names the missing part where the engine says which it is (`part`).
fn not_a_date(fault: &Fault, label: &str) -> String {
    let l = &label;
    match figure(fault, "part").as_str() {
        "day" => say::fault_day_missing(l),
        "month" => say::fault_month_missing(l),
        "year" => say::fault_year_missing(l),
        _ => say::fault_not_a_date(l),
    }
}

/// What was typed names the part whose box it stands in, and says how many entries fit.
fn not_in_list(fault: &Fault, label: &str) -> String {
    let part = match figure(fault, "part").as_str() {
        "country" => Some(Text::Country),
        "province" => Some(Text::Province),
        "commune" => Some(Text::Commune),
        _ => None,
    };
    let named = part.map(|part| [t(part), " (", label, ")"].concat());
    match (fault.params.get("fits").and_then(Value::as_u64), named) {
        (None, _) => say::fault_not_in_list(&label),
        (Some(0), named) => say::fault_fits_none(&named.as_deref().unwrap_or(label)),
        (Some(n), named) => say::fault_fits(&named.as_deref().unwrap_or(label), &n),
    }
}

/// Periods say what is wrong between them.
fn cross_field(fault: &Fault, label: &str) -> String {
    let day = |name: &str| date(&figure(fault, name));
    match figure(fault, "periods").as_str() {
        "gap" => say::fault_period_gap(&day("from"), &day("to")),
        "overlap" => say::fault_period_overlap(&day("from")),
        "open" => t(Text::FaultPeriodOpen).to_owned(),
        _ => say::fault_cross_field(&label),
    }
}

fn is_number(kind: Option<&Kind>) -> bool {
    matches!(kind, Some(Kind::Number(_) | Kind::Money(_)))
}

/// A figure of the fault as it is read; empty where the fault has none of this name.
fn figure(fault: &Fault, name: &str) -> String {
    match fault.params.get(name) {
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
        None => String::new(),
    }
}

/// `1960-03-05` as people read it; other text stays.
fn date(iso: &str) -> String {
    vietnam::PartialDate::parse_iso(iso)
        .map_or_else(|_| iso.to_owned(), vietnam::PartialDate::shown)
}

/// A label inside a sentence: "Ngày sinh" → "ngày sinh". Words in capitals stay.
fn lower_first(label: &str) -> String {
    let mut chars = label.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => label.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::speak_for_test;
    use forms::kind::{DateLimits, NumberLimits};
    use forms::place::Pointer;

    #[track_caller]
    fn check(code: FaultCode, figures: &[(&str, Value)], kind: &Kind, expected: &str) {
        speak_for_test("vi");
        let mut fault = Fault::new(Pointer::new("/x"), code);
        for (name, value) in figures {
            fault = fault.with(name, value.clone());
        }
        assert_eq!(message(&fault, "Ngày sinh", Some(kind)), expected);
    }

    #[test]
    fn a_message_names_the_field_and_how_to_mend_it() {
        let date = Kind::Date(DateLimits::default());
        check(
            FaultCode::Required,
            &[],
            &date,
            "Ngày sinh phải có đủ ngày, tháng, năm. Ví dụ 05/03/1960.",
        );
        check(
            FaultCode::NotADate,
            &[("part", "month".into())],
            &date,
            "Ngày sinh thiếu tháng.",
        );
        check(
            FaultCode::BeforeMin,
            &[("min", "1960-03-05".into())],
            &date,
            "Ngày sinh phải từ 05/03/1960 trở đi.",
        );
        check(
            FaultCode::Required,
            &[],
            &Kind::YesNo,
            "Ông/Bà chọn ngày sinh.",
        );
    }

    #[test]
    fn t10_half_a_date_is_told_by_its_missing_part() {
        let kind = Kind::Date(DateLimits::default());
        // 31//1990, as the boxes give it; then without day, without year.
        for (typed, expected) in [
            ("1990--31", "Ngày sinh thiếu tháng."),
            ("1990-01", "Ngày sinh thiếu ngày."),
            ("-01-31", "Ngày sinh thiếu năm."),
        ] {
            let wrong = forms::shape::fault(&kind, &Value::from(typed)).unwrap();
            check(wrong.code, &wrong.params, &kind, expected);
        }
    }

    #[test]
    fn periods_say_what_is_missing_between_them() {
        let date = Kind::PartialDate(DateLimits::default());
        check(
            FaultCode::CrossField,
            &[
                ("periods", "gap".into()),
                ("from", "2015-08".into()),
                ("to", "2016-01-05".into()),
            ],
            &date,
            "Thiếu quãng từ 08/2015 đến 05/01/2016. Ông/Bà thêm một mục cho quãng này.",
        );
        check(
            FaultCode::CrossField,
            &[("periods", "overlap".into()), ("from", "2004".into())],
            &date,
            "Quãng này chồng lên quãng bắt đầu 2004. Ông/Bà sửa ngày.",
        );
    }

    #[test]
    fn a_label_that_asks_is_repeated_as_it_is() {
        speak_for_test("vi");
        let fault = Fault::new(Pointer::new("/x"), FaultCode::Required);
        let told = message(&fault, "Ông/Bà là ai với trẻ?", Some(&Kind::YesNo));
        assert_eq!(told, "Ông/Bà là ai với trẻ? Ông/Bà cần trả lời câu này.");
    }

    #[test]
    fn bounds_of_numbers_are_not_read_as_dates() {
        let number = Kind::Number(NumberLimits::default());
        check(
            FaultCode::AfterMax,
            &[("max", 9.into())],
            &number,
            "Ngày sinh nhiều nhất là 9.",
        );
    }

    #[test]
    fn what_was_typed_says_what_to_do_where_it_stands() {
        let kind = Kind::YesNo;
        check(
            FaultCode::NotInList,
            &[("fits", 3.into()), ("part", "commune".into())],
            &kind,
            "Xã, phường, đặc khu (Ngày sinh): có 3 mục khớp với chữ đã gõ. Ông/Bà chọn một mục trong danh sách.",
        );
        check(
            FaultCode::NotInList,
            &[("fits", 0.into())],
            &kind,
            "Ngày sinh: không có mục nào khớp với chữ đã gõ. Ông/Bà chọn một mục trong danh sách.",
        );
    }

    #[test]
    fn capitals_stay_inside_a_sentence() {
        assert_eq!(lower_first("Họ và tên"), "họ và tên");
        assert_eq!(lower_first("CCCD"), "CCCD");
        assert_eq!(lower_first(""), "");
    }
}
