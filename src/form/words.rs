//! Values, origins and problems as people read them. Pure.

use super::file_kind::FileKind;
use crate::portal::{Problem, ProblemKind};
use crate::text::when::day;
use crate::text::{Text, say, t};
use crate::ui::{Mark, Tone, masked_id, size_in_words};
use forms::definition::{Field, Service, Term, TermUnit};
use forms::fact::{PRIOR_DOSSIER, Provenance};
use forms::kind::Kind;
use forms::origin::{How, Origin};
use forms::scan::CodeKind;
use forms::value::show;
use serde_json::Value;
use vietnam::{Language, PartialDate};

pub use crate::text::when::spoken;

/// An answer as it is read; hidden but for its end where the definition says so.
#[must_use]
pub fn shown(field: &Field, value: Option<&Value>) -> String {
    shown_with(field, value, &[])
}

/// The same, where these numbers are hidden in a text too, since it is worked out from them.
#[must_use]
pub fn shown_with(field: &Field, value: Option<&Value>, numbers: &[String]) -> String {
    let Some(value) = value else {
        return String::new();
    };
    if let Some(number) = field.hidden(value) {
        return masked_id(number);
    }
    match (&field.kind, value) {
        (Kind::Statement, _) => t(Text::Yes).to_owned(),
        (Kind::Phone { .. }, Value::String(number)) if number.len() == 10 => grouped(number),
        _ => {
            let text = show(&field.kind, value, spoken());
            let hide = |text: String, number: &String| text.replace(number, &masked_id(number));
            numbers.iter().fold(text, hide)
        }
    }
}

/// The answer whole, where [`shown_with`] hides a part of it.
#[must_use]
pub fn whole(field: &Field, value: Option<&Value>, numbers: &[String]) -> Option<String> {
    let value = value?;
    let text = show(&field.kind, value, spoken());
    let is_hidden = field.hidden(value).is_some() || numbers.iter().any(|one| text.contains(one));
    is_hidden.then_some(text)
}

/// Where an answer comes from: "Dân cư · 25/11/2026".
#[must_use]
pub fn mark(
    service: &Service,
    origin: Option<&Origin>,
    source: Option<&Provenance>,
) -> Option<(Mark, String)> {
    let origin = origin?;
    Some(match origin.how {
        How::Auto => (
            Mark::Known,
            source
                .map(|source| from(service, source))
                .unwrap_or_default(),
        ),
        How::Override => (Mark::Changed, t(Text::OriginChanged).to_owned()),
        How::Manual => (Mark::Typed, t(Text::OriginTyped).to_owned()),
    })
}

/// A source, by its short name where the definition has one, and when it said so.
#[must_use]
pub fn from(service: &Service, source: &Provenance) -> String {
    let name = short(service, source);
    let issued = source.issued_on.as_deref().map(date).unwrap_or_default();
    let read = day(&source.retrieved_at);
    if issued.is_empty() || source.source == "population" {
        say::origin_from(&read, &name)
    } else if source.source == PRIOR_DOSSIER {
        say::origin_from(&issued, &name)
    } else {
        say::origin_issued(&issued, &name)
    }
}

/// The short name of a source, where the definition has one, else the whole.
#[must_use]
pub fn short<'a>(service: &'a Service, source: &'a Provenance) -> &'a str {
    service
        .short_name(&source.source)
        .unwrap_or_else(|| source_name(service, source))
}

/// The whole name of a source in the language that is spoken, whatever was spoken when it was read: a dossier keeps the
/// name of then, and what the app itself gives a name in Vietnamese.
#[must_use]
pub fn source_name<'a>(service: &'a Service, source: &'a Provenance) -> &'a str {
    match CodeKind::of_source(&source.source) {
        Some(CodeKind::Card) => t(Text::ScanSourceCard),
        Some(CodeKind::HealthCard) => t(Text::ScanSourceHealthCard),
        Some(CodeKind::Paper) => t(Text::ScanSourcePaper),
        None if source.source == PRIOR_DOSSIER && matches!(spoken(), Language::En) => {
            t(Text::EarlierDossiers)
        }
        None => { service.source_name(&source.source) }.unwrap_or(&source.source_name),
    }
}

/// The whole name of a source that is asked, in the language that is spoken.
#[must_use]
pub fn asked_name<'a>(service: &'a Service, source: &'a str) -> &'a str {
    if source == PRIOR_DOSSIER {
        return t(Text::EarlierDossiers);
    }
    service.source_name(source).unwrap_or(source)
}

/// The same in short.
#[must_use]
pub fn short_name<'a>(service: &'a Service, source: &'a str) -> &'a str {
    service
        .short_name(source)
        .unwrap_or_else(|| asked_name(service, source))
}

/// `1960-03-05` as people read it; other text stays.
#[must_use]
pub fn date(iso: &str) -> String {
    PartialDate::parse_iso(iso).map_or_else(|_| iso.to_owned(), PartialDate::shown)
}

/// An amount in đồng.
#[must_use]
pub fn money(amount: u64) -> String {
    if amount == 0 {
        return t(Text::FeeNone).to_owned();
    }
    vietnam::money::Vnd::new(amount).map_or_else(|| amount.to_string(), vietnam::money::Vnd::shown)
}

/// How long a case takes.
#[must_use]
pub fn term(term: &Term) -> String {
    match term.unit {
        TermUnit::SameDay => t(Text::TermSameDay).to_owned(),
        TermUnit::WorkingDays => say::term_working_days(&term.value),
        TermUnit::Days => say::term_days(&term.value),
    }
}

/// The heading of a card: about whom. None: the step's own title.
#[must_use]
pub fn about(whom: &str) -> Option<&'static str> {
    Some(t(match whom {
        "beneficiary" => Text::AboutBeneficiary,
        "bride" => Text::AboutBride,
        "child" => Text::AboutChild,
        "contact" => Text::AboutContact,
        "contract" => Text::AboutContract,
        "death" => Text::AboutDeath,
        "deceased" => Text::AboutDeceased,
        "father" => Text::AboutFather,
        "groom" => Text::AboutGroom,
        "guests" => Text::AboutGuests,
        "head" => Text::AboutHead,
        "holder" => Text::AboutHolder,
        "household" => Text::AboutHousehold,
        "insurance" => Text::AboutInsurance,
        "insured" => Text::AboutInsured,
        "loss" => Text::AboutLoss,
        "mother" => Text::AboutMother,
        "old-number" => Text::AboutOldNumber,
        "organisation" => Text::AboutOrganisation,
        "owner" => Text::AboutOwner,
        "parents" => Text::AboutParents,
        "passport" => Text::AboutPassport,
        "person" => Text::AboutPerson,
        "request" => Text::AboutRequest,
        "spouse" => Text::AboutSpouse,
        "survivors" => Text::AboutSurvivors,
        "vehicle" => Text::AboutVehicle,
        "work" => Text::AboutWork,
        "you" => Text::AboutYou,
        _ => return None,
    }))
}

/// What went wrong and what to do, one text per cause.
#[must_use]
pub fn problem(problem: &Problem) -> String {
    let text = match problem {
        Problem::Offline => Text::ProblemOffline,
        Problem::Silent => Text::ProblemSilent,
        Problem::Foreign => Text::ProblemForeign,
        Problem::SignedOut => Text::StateEndedNext,
        Problem::StepUp => Text::ProblemStepUp,
        Problem::ConsentNeeded(_) => Text::ProblemConsent,
        Problem::NotProved(_) => Text::ProblemNotProved,
        Problem::NotFound => Text::ProblemNotFound,
        Problem::Stale(_) => Text::DraftStale,
        Problem::Amended(_) => Text::DraftAmended,
        Problem::Unshared(why, _) if !why.is_empty() => return why.clone(),
        Problem::Unshared(..) => Text::DraftAmended,
        Problem::Refused(_) => Text::ProblemRefused,
        Problem::TooLarge(None) => Text::ProblemTooLarge,
        #[allow(
            clippy::cast_precision_loss,
            reason = "limits of files lie far below 2^52 bytes"
        )]
        Problem::TooLarge(Some(bytes)) => {
            return say::file_too_large(&size_in_words(*bytes as f64));
        }
        Problem::NotTaken => Text::FileOtherKind,
        Problem::NotOffered => Text::ProblemNotOffered,
        Problem::Later(None) => Text::ProblemBusy,
        Problem::Later(Some(seconds)) => return say::problem_later(seconds),
        Problem::TooOften(None) => Text::ProblemTooOften,
        Problem::TooOften(Some(seconds)) => return say::problem_too_often_for(seconds),
        Problem::Broken(number) if number.is_empty() => Text::ProblemBrokenUnnamed,
        Problem::Broken(number) => return say::problem_broken(number),
        problem if problem.is_spent_code() => Text::CodeSpent,
        Problem::Conflict(ProblemKind::OtpRefused, Some(left)) => return say::code_tries(left),
        Problem::Conflict(kind, _) => match kind {
            ProblemKind::FiguresChanged => Text::ProblemFiguresChanged,
            ProblemKind::ProcedureClosed => Text::ProblemClosed,
            ProblemKind::DuplicateDossier => Text::ProblemDuplicate,
            ProblemKind::UploadNotReady => Text::ProblemUploadRunning,
            ProblemKind::FormVersionChanged => Text::StateOldNext,
            ProblemKind::OtpRefused => Text::CodeWrong,
            _ => Text::ProblemConflict,
        },
    };
    t(text).to_owned()
}

/// A problem with the tone in which it is told: that there is no network is a state, not a fault.
#[must_use]
pub fn told(why: &Problem) -> (Tone, String) {
    let tone = if *why == Problem::Offline {
        Tone::Offline
    } else {
        Tone::Fault
    };
    (tone, problem(why))
}

/// Why a file is not taken, and what to do.
#[must_use]
pub fn not_taken(kind: FileKind) -> Text {
    match kind {
        FileKind::Heic => Text::FileHeic,
        FileKind::LockedPdf => Text::FileLocked,
        FileKind::Empty => Text::FileEmpty,
        FileKind::Jpeg | FileKind::Png | FileKind::Pdf | FileKind::Unknown => Text::FileOtherKind,
    }
}

fn grouped(number: &str) -> String {
    let parts = [number.get(..4), number.get(4..7), number.get(7..)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_card_that_definitions_name_has_a_heading() {
        crate::text::speak_for_test("vi");
        let without = forms::definition::ABOUT
            .iter()
            .find(|whom| about(whom).is_none());
        assert_eq!(without, None);
    }

    /// A service that asks the population register by this name.
    fn service(name: &str) -> Service {
        let text = r#"{"id":"09","slug":"s","form_id":"f","form_version":"1","language":"vi","name":"n","what":"w","who":"w","legal":[],
            "dimensions":[],"cases":[],"declaration_version":"1","steps":[],"sources":[{"id":"population","name":"NAME","want":[]}]}"#;
        Service::read(&text.replace("NAME", name)).unwrap()
    }

    #[test]
    fn what_the_app_named_in_vietnamese_is_said_in_the_language_that_is_spoken() {
        let named = |source: &str, name: &str| Provenance {
            source: source.to_owned(),
            source_name: name.to_owned(),
            ..Provenance::default()
        };
        let card = named("card-qr", CodeKind::Card.name());
        let dossier = named(PRIOR_DOSSIER, "Hồ sơ Đăng ký tạm trú");
        let register = named("population", "Cơ sở dữ liệu về dân cư");
        let unnamed = named("births", "Hộ tịch");
        let all = [&card, &dossier, &register, &unnamed];
        crate::text::speak_for_test("vi");
        let vietnamese = [
            "Mã QR trên thẻ căn cước",
            "Hồ sơ Đăng ký tạm trú",
            "Dân cư",
            "Hộ tịch",
        ];
        let of = |service: Service| all.map(|one| source_name(&service, one).to_owned());
        assert_eq!(of(service("Dân cư")), vietnamese);
        crate::text::speak_for_test("en");
        let english = [
            "QR code of the identity card",
            "Dossiers you sent before",
            "Population",
            "Hộ tịch",
        ];
        assert_eq!(of(service("Population")), english);
    }

    #[test]
    fn a_source_that_was_asked_is_named_in_the_language_that_is_spoken() {
        let of = |service: Service| {
            ["population", PRIOR_DOSSIER, "births"].map(|id| asked_name(&service, id).to_owned())
        };
        crate::text::speak_for_test("vi");
        let vietnamese = ["Dân cư", "Hồ sơ Ông/Bà đã nộp trước đây", "births"];
        assert_eq!(of(service("Dân cư")), vietnamese);
        crate::text::speak_for_test("en");
        let english = ["Population", "Dossiers you sent before", "births"];
        assert_eq!(of(service("Population")), english);
    }

    #[test]
    fn a_text_hides_the_numbers_that_it_is_worked_out_from() {
        let field = r#"{"id":"t","concept":"land.t","kind":{"text":{}},"label":"l","items":{}}"#;
        let field: Field = plain_json::from_text(field).unwrap();
        let (text, number) = ("Từ “001099000001”.", "001099000001".to_owned());
        let value = Value::from(text);
        let numbers = [number];
        let shown = shown_with(&field, Some(&value), &numbers);
        assert_eq!(shown, "Từ “••• ••• ••• 001”.");
        assert_eq!(whole(&field, Some(&value), &numbers).as_deref(), Some(text));
        assert_eq!(shown_with(&field, Some(&value), &[]), text);
        assert_eq!(whole(&field, Some(&value), &[]), None);
    }

    #[test]
    fn each_cause_has_its_own_words() {
        crate::text::speak_for_test("vi");
        let all = [
            Problem::Offline,
            Problem::Silent,
            Problem::Foreign,
            Problem::StepUp,
            Problem::TooLarge(None),
            Problem::TooLarge(Some(20_000_000)),
            Problem::NotTaken,
            Problem::Refused(Vec::new()),
            Problem::Later(None),
            Problem::Later(Some(5)),
            Problem::TooOften(None),
            Problem::TooOften(Some(5)),
            Problem::Broken("t1".into()),
            Problem::Broken(String::new()),
            Problem::Conflict(ProblemKind::OtpRefused, None),
            Problem::Conflict(ProblemKind::OtpRefused, Some(1.into())),
            Problem::Conflict(ProblemKind::OtpRefused, Some(0.into())),
        ];
        let words: std::collections::BTreeSet<String> = all.iter().map(problem).collect();
        assert_eq!(words.len(), all.len());
    }
}
