//! A prior result in words: number and issuer, how long it holds, what on it may have changed, its signature.

use super::words::date;
use crate::portal::records::{PriorResult, Signature};
use crate::text::{Text, say, t};
use forms::papers::Unfit;
use forms::results::{Left, ResultKind, Validity, validity, year_of_issue};
use vietnam::CivilDate;
use vietnam::text::search_fold;

/// Whose it is, number, issuer and day of issue in one line; what its title says is not said twice.
#[must_use]
pub fn named(result: &PriorResult) -> String {
    let number = result.number.as_deref();
    let parts = [
        about(result),
        { number.filter(|number| !is_titled(result, number)) }
            .map(|number| say::held_number(&number)),
        result.issuer.clone(),
        result
            .held
            .issued_on
            .as_deref()
            .map(|day| say::held_issued(&date(day))),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Whom it is about, where its title does not say so.
fn about(result: &PriorResult) -> Option<String> {
    let about = result.held.about.as_ref()?;
    let name = about.name.as_deref()?;
    let day = about.birth_date.as_deref();
    (!is_titled(result, name)).then(|| match day {
        Some(day) => say::held_about_born(&date(day), &name),
        None => say::held_about(&name),
    })
}

/// Whether its title says this too.
fn is_titled(result: &PriorResult, said: &str) -> bool {
    let words = |text: &str| [" ", &search_fold(text), " "].concat();
    words(&result.title).contains(&words(said))
}

/// How long it holds.
#[must_use]
pub fn holds(result: &PriorResult, kind: Option<&ResultKind>, today: CivilDate) -> String {
    let held = &result.held;
    let (issued, until) = (held.issued_on.as_deref(), held.valid_until.as_deref());
    let day = |left: Left| left.last.shown();
    let sentence = match validity(kind, issued, until, today) {
        Validity::Stated(left) if left.days < 0 => return say::held_over(&day(left)),
        Validity::Stated(left) if left.days == 0 => return t(Text::HeldLastDay).to_owned(),
        Validity::Stated(left) => return say::held_until(&day(left), &span(left.days)),
        Validity::Reckoned(left) if left.days < 0 => say::held_usual_over(&day(left)),
        Validity::Reckoned(left) => say::held_usual(&day(left), &span(left.days)),
        Validity::Open => kind.map(|kind| kind.holds.clone()).unwrap_or_default(),
    };
    if kind.is_some_and(|kind| kind.unconfirmed) && !sentence.is_empty() {
        say::held_unconfirmed(&sentence.trim_end_matches('.'))
    } else {
        sentence
    }
}

/// What on it may have changed since it was issued: "Địa chỉ ghi năm 2019".
#[must_use]
pub fn aged(result: &PriorResult, kind: Option<&ResultKind>, today: CivilDate) -> Option<String> {
    let what = kind?.ages.as_deref()?;
    let year = year_of_issue(result.held.issued_on.as_deref(), today)?;
    Some(say::held_aged(&what, &year))
}

/// What a check of its signature found.
#[must_use]
pub fn signature(found: Signature) -> &'static str {
    t(match found {
        Signature::Valid => Text::SignatureValid,
        Signature::Invalid => Text::SignatureInvalid,
        Signature::Absent => Text::SignatureAbsent,
        Signature::Unchecked => Text::SignatureUnchecked,
    })
}

/// Why it is not offered.
#[must_use]
pub fn unfit(result: &PriorResult, why: Unfit) -> String {
    match why {
        Unfit::Another => t(Text::UnfitAnother).to_owned(),
        Unfit::OneOfSeveral => t(Text::UnfitOneOfSeveral).to_owned(),
        Unfit::Revoked => t(Text::UnfitRevoked).to_owned(),
        Unfit::Expired => match result.held.valid_until.as_deref() {
            Some(day) => say::held_over(&date(day)),
            None => t(Text::UnfitExpired).to_owned(),
        },
        Unfit::Unusable => {
            let own = || t(Text::UnfitUnusable).to_owned();
            result.why_not.clone().unwrap_or_else(own)
        }
    }
}

/// A number of days as people say it: days below two weeks, weeks below two months, months below two years, years.
#[must_use]
pub fn span(days: i64) -> String {
    match days {
        1 => t(Text::SpanDay).to_owned(),
        ..14 => say::span_days(&days),
        14..61 => say::span_weeks(&(days / 7)),
        61..=730 => say::span_months(&(days * 100 / 3044)),
        _ => say::span_years(&(days * 100 / 36525)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn result(issued: &str, until: Option<&str>) -> PriorResult {
        PriorResult {
            held: forms::papers::Held {
                issued_on: Some(issued.to_owned()),
                valid_until: until.map(ToOwned::to_owned),
                ..forms::papers::Held::default()
            },
            title: String::new(),
            number: Some("45".to_owned()),
            issuer: None,
            source: String::new(),
            proof: None,
            why_not: None,
            signature: Signature::Absent,
            structured: false,
            files: Vec::new(),
        }
    }

    #[test]
    fn what_the_title_says_is_not_said_twice() {
        crate::text::speak_for_test("vi");
        let titled = |title: &str| {
            let mut result = result("2020-06-20", None);
            result.title = title.to_owned();
            result.held.about = Some(forms::whose::Named {
                name: Some("Phạm Mẫu Bình".to_owned()),
                birth_date: Some("2020-06-01".to_owned()),
                ..forms::whose::Named::default()
            });
            named(&result)
        };
        assert_eq!(
            titled("Giấy khai sinh"),
            "của Phạm Mẫu Bình, sinh 01/06/2020 · số 45 · cấp ngày 20/06/2020"
        );
        assert_eq!(
            titled("Giấy khai sinh của Phạm Mẫu Bình"),
            "số 45 · cấp ngày 20/06/2020"
        );
        assert_eq!(
            titled("Giấy khai sinh 45 của PHẠM MẪU BÌNH"),
            "cấp ngày 20/06/2020"
        );
        // Another number stands in the title.
        assert!(titled("Giấy khai sinh 456").contains("số 45 "));
    }

    #[test]
    fn validity_is_said_as_people_say_it() {
        crate::text::speak_for_test("vi");
        let today = CivilDate::parse_iso("2026-11-25").unwrap();
        let kind = ResultKind {
            months: Some(6),
            unconfirmed: true,
            holds: "Đến khi thay đổi.".to_owned(),
            ages: Some("Địa chỉ".to_owned()),
            ..ResultKind::default()
        };
        let say = |issued, until| holds(&result(issued, until), Some(&kind), today);
        assert_eq!(
            say("2026-01-01", Some("2026-12-16")),
            "Còn hiệu lực đến 16/12/2026, còn 3 tuần."
        );
        assert_eq!(
            say("2026-01-01", Some("2026-11-25")),
            "Hôm nay là ngày cuối còn hiệu lực."
        );
        assert_eq!(
            say("2026-01-01", Some("2026-11-24")),
            "Đã hết hiệu lực: ngày cuối là 24/11/2026."
        );
        assert_eq!(
            say("2026-06-16", None),
            "Thường có giá trị đến 16/12/2026, còn 3 tuần (chưa xác nhận: cơ quan sẽ xác nhận)."
        );
        assert!(
            say("2020-06-16", None).contains("thường chỉ có giá trị đến 16/12/2020"),
            "{}",
            say("2020-06-16", None)
        );
        let unknown = holds(&result("2020-06-16", None), None, today);
        assert_eq!(unknown, "");
        assert_eq!(
            aged(&result("2019-05-01", None), Some(&kind), today).unwrap(),
            "Địa chỉ ghi năm 2019."
        );
        assert_eq!(aged(&result("2026-05-01", None), Some(&kind), today), None);
    }

    #[test]
    fn spans_are_rounded_down() {
        crate::text::speak_for_test("vi");
        for (days, said) in [
            (1, "1 ngày"),
            (13, "13 ngày"),
            (20, "2 tuần"),
            (21, "3 tuần"),
            (92, "3 tháng"),
            (730, "23 tháng"),
            (731, "2 năm"),
        ] {
            assert_eq!(span(days), said);
        }
    }
}
