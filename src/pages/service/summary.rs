//! What a definition says of a service before anything is answered. Pure.

use forms::condition::Expr;
use forms::definition::{Case, Exemption, Fee, Online, Paper, PaperHow, Service, Term};
use vietnam::CivilDate;

/// A fee as far as it is known before anything is answered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Amount<'a> {
    /// In đồng.
    Known(u64),
    /// In đồng for each of what this field counts: its label.
    Each(u64, &'a str),
    /// The office says.
    ByOffice,
    /// It depends on the answers.
    Varies,
}

/// What may be paid.
pub(super) fn amount<'a>(service: &'a Service, fee: &Fee) -> Amount<'a> {
    match &fee.amount {
        None => Amount::ByOffice,
        Some(Expr::Value(value)) => value.as_u64().map_or(Amount::Varies, Amount::Known),
        Some(Expr::Times(factors)) => match factors.as_slice() {
            [Expr::Value(value), Expr::Field(field)] => {
                let label = service.field(field).map(|field| field.label.as_str());
                value
                    .as_u64()
                    .zip(label)
                    .map_or(Amount::Varies, |(each, label)| Amount::Each(each, label))
            }
            _ => Amount::Varies,
        },
        Some(_) => Amount::Varies,
    }
}

/// Fees in force on this day, each with the grounds for not paying that are in force.
pub(super) fn fees(service: &Service, today: CivilDate) -> Vec<(&Fee, Vec<&Exemption>)> {
    let valid = |from: &Option<String>, until: &Option<String>| in_force(from, until, today);
    let fees = service
        .fees
        .iter()
        .filter(|fee| valid(&fee.from, &fee.until));
    fees.map(|fee| {
        let grounds = fee.exemptions.iter();
        let grounds = grounds.filter(|ground| valid(&ground.from, &ground.until));
        (fee, grounds.collect())
    })
    .collect()
}

/// The different terms of the cases that can be filed here, shortest first.
pub(super) fn terms(service: &Service) -> Vec<&Term> {
    let mut terms: Vec<&Term> = filed(service)
        .filter_map(|case| case.term.as_ref())
        .collect();
    terms.sort_by_key(|term| (term.value, term.unit as u8));
    terms.dedup_by_key(|term| (term.value, term.unit));
    terms
}

/// Cases that can be filed here.
pub(super) fn filed(service: &Service) -> impl Iterator<Item = &Case> {
    let cases = service.cases.iter();
    cases.filter(|case| matches!(case.online, Online::Full | Online::Partial))
}

/// Cases that are only told: name and what to know.
pub(super) fn told(service: &Service) -> Vec<(&str, &str)> {
    let in_person = service.cases.iter();
    let in_person = in_person.filter(|case| matches!(case.online, Online::InPerson | Online::Info));
    let in_person =
        in_person.filter_map(|case| Some((case.name.as_str(), case.information.as_deref()?)));
    let told = service.told.iter();
    let told = told.map(|case| (case.name.as_str(), case.information.as_str()));
    in_person.chain(told).collect()
}

/// Name of each source, in the order in which they are asked, and the labels of what it may fill in.
pub(super) fn filled(service: &Service) -> Vec<(&str, Vec<&str>)> {
    let mut found: Vec<(&str, &str, Vec<&str>)> = Vec::new();
    for source in &service.sources {
        if found.iter().any(|(id, ..)| *id == source.id) {
            continue;
        }
        let fields = service.fields();
        let fields = fields.filter(|field| field.sources.iter().any(|known| known.id == source.id));
        let mut labels: Vec<&str> = Vec::new();
        for field in fields {
            if !labels.contains(&field.label.as_str()) {
                labels.push(&field.label);
            }
        }
        if !labels.is_empty() {
            found.push((&source.id, &source.name, labels));
        }
    }
    found
        .into_iter()
        .map(|(_, name, labels)| (name, labels))
        .collect()
}

/// Papers that need not be brought, or not when a record is found; and those that may be asked for.
pub(super) fn papers(service: &Service) -> (Vec<&Paper>, Vec<&Paper>) {
    service.papers.iter().partition(|paper| {
        matches!(paper.how, PaperHow::NeverAsked | PaperHow::FromAnswers)
            || !paper.replaced_by.is_empty()
    })
}

/// From the first day to the last, both included. A day that cannot be read sets no limit.
fn in_force(from: &Option<String>, until: &Option<String>, today: CivilDate) -> bool {
    let day = |text: &Option<String>| CivilDate::parse_iso(text.as_deref()?).ok();
    day(from).is_none_or(|from| from <= today) && day(until).is_none_or(|until| today <= until)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn service() -> Service {
        let case = |code: &str, online: &str, value: u32, unit: &str| {
            json!({
                "code": code, "procedure": "1", "name": code, "when": "always", "online": online,
                "term": {"value": value, "unit": unit}, "authority": {"office": "x"}, "information": "đến cơ quan",
            })
        };
        let field = |id: &str, label: &str, source: &str| json!({"id": id, "concept": format!("person.{id}"), "kind": "yes-no", "label": label, "sources": [{"id": source}]});
        let made = json!({
            "id": "09", "slug": "x", "form_id": "x", "form_version": "1.0.0+0", "language": "vi",
            "name": "x", "what": "x", "who": "x", "legal": [], "dimensions": [], "declaration_version": "1",
            "cases": [
                case("a", "full", 5, "working-days"), case("b", "full", 0, "same-day"),
                case("c", "partial", 5, "working-days"), case("d", "in-person", 9, "days"),
            ],
            "told": [{"code": "09.t", "name": "t", "information": "biết vậy"}],
            "sources": [
                {"id": "population", "name": "Dân cư", "want": []},
                {"id": "population", "name": "Dân cư", "want": []},
                {"id": "vneid", "name": "VNeID", "want": []},
            ],
            "steps": [{"id": "s", "title": "s", "fields": [
                field("a", "Họ tên", "population"), field("b", "Họ tên", "population"), field("c", "Số bản", "x"),
            ]}],
            "papers": [
                {"code": "09.a", "name": "a", "how": "upload", "replaced_by": ["population"]},
                {"code": "09.b", "name": "b", "how": "upload"},
                {"code": "09.c", "name": "c", "how": "never-asked"},
            ],
            "fees": [
                {"id": "one", "name": "one", "amount": {"value": 5000}, "until": "2026-06-30"},
                {"id": "two", "name": "two", "amount": {"times": [{"value": 8000}, {"field": "c"}]}, "exemptions": [
                    {"name": "x", "when": "never", "from": "2026-12-01"}, {"name": "y", "when": "never"},
                ]},
                {"id": "three", "name": "three"},
            ],
        });
        Service::read(&made.to_string()).unwrap()
    }

    #[test]
    fn fees_in_force_are_told_as_far_as_they_are_known() {
        let service = service();
        let today = CivilDate::parse_iso("2026-11-25").unwrap();
        let fees = fees(&service, today);
        let told: Vec<_> = fees.iter().map(|(fee, _)| amount(&service, fee)).collect();
        assert_eq!(told, [Amount::Each(8000, "Số bản"), Amount::ByOffice]);
        let grounds: Vec<&str> = fees[0]
            .1
            .iter()
            .map(|ground| ground.name.as_str())
            .collect();
        assert_eq!(grounds, ["y"]);
        assert_eq!(amount(&service, &service.fees[0]), Amount::Known(5000));
    }

    #[test]
    fn terms_are_those_of_cases_filed_here_once_each() {
        let service = service();
        let values: Vec<u32> = terms(&service).iter().map(|term| term.value).collect();
        assert_eq!(values, [0, 5]);
        assert_eq!(told(&service), [("d", "đến cơ quan"), ("t", "biết vậy")]);
    }

    #[test]
    fn sources_are_named_once_with_what_they_fill() {
        assert_eq!(filled(&service()), [("Dân cư", vec!["Họ tên"])]);
    }

    #[test]
    fn papers_that_records_replace_are_not_needed() {
        let service = service();
        let codes = |papers: Vec<&Paper>| {
            papers
                .iter()
                .map(|paper| paper.code.clone())
                .collect::<Vec<_>>()
        };
        let (spared, asked) = papers(&service);
        assert_eq!(codes(spared), ["09.a", "09.c"]);
        assert_eq!(codes(asked), ["09.b"]);
    }
}
