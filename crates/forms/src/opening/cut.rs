//! Cuts the beginning out of a definition.

use super::{Amount, CaseTerm, Line, Opening, OpeningFee, tables};
use crate::condition::Expr;
use crate::definition::{Case, Exemption, Fee, Paper, PaperHow, Service};

impl Opening {
    /// The beginning of a service.
    #[must_use]
    pub fn of(service: &Service) -> Self {
        // Of some services nothing is filed any more: they only tell.
        let is_filed = filed(service).next().is_some();
        let (spared, asked) = if is_filed {
            papers(service)
        } else {
            Default::default()
        };
        Self {
            id: service.id.clone(),
            slug: service.slug.clone(),
            form_id: service.form_id.clone(),
            form_version: service.form_version.clone(),
            language: service.language.clone(),
            name: service.name.clone(),
            what: service.what.clone(),
            who: service.who.clone(),
            closed: service.closed.clone(),
            terms: filed(service).map(term).collect(),
            fees: service
                .fees
                .iter()
                .map(|fee| fee_of(service, fee))
                .collect(),
            filled: filled(service),
            spared,
            asked,
            told: told(service),
            legal: service
                .legal
                .iter()
                .map(|ground| line(&ground.number, [&ground.title]))
                .collect(),
            steps: tables::steps(service).unwrap_or_default(),
        }
    }
}

fn line<'a>(name: &str, more: impl IntoIterator<Item = &'a String>) -> Line {
    Line {
        name: name.to_owned(),
        more: more.into_iter().cloned().collect(),
    }
}

/// Cases that can be filed here now.
fn filed(service: &Service) -> impl Iterator<Item = &Case> {
    let cases = service.cases.iter();
    cases.filter(|case| case.is_filed() && case.closed.is_none())
}

fn term(case: &Case) -> CaseTerm {
    CaseTerm {
        name: case.name.clone(),
        term: case.term.clone(),
    }
}

fn fee_of(service: &Service, fee: &Fee) -> OpeningFee {
    OpeningFee {
        name: fee.name.clone(),
        amount: amount(service, fee),
        days: [fee.from.clone(), fee.until.clone()],
        unconfirmed: fee.unconfirmed,
        exempt: fee.exemptions.iter().map(exemption).collect(),
    }
}

fn exemption(ground: &Exemption) -> OpeningFee {
    OpeningFee {
        name: ground.name.clone(),
        days: [ground.from.clone(), ground.until.clone()],
        unconfirmed: ground.unconfirmed,
        ..OpeningFee::default()
    }
}

fn amount(service: &Service, fee: &Fee) -> Amount {
    match &fee.amount {
        None => Amount::ByOffice,
        Some(Expr::Value(value)) => value.as_u64().map_or(Amount::Varies, Amount::Known),
        Some(Expr::Times(factors)) => match factors.as_slice() {
            [Expr::Value(value), Expr::Field(field)] => {
                let label = service.field(field).map(|field| field.label.clone());
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

fn told(service: &Service) -> Vec<Line> {
    let why = |case: &'_ Case| {
        let in_person = || case.information.clone().filter(|_| !case.is_filed());
        case.closed.clone().or_else(in_person)
    };
    let cases = service.cases.iter();
    let in_person = cases.filter_map(|case| Some(line(&case.name, [&why(case)?])));
    let told = service.told.iter();
    let told = told.map(|case| line(&case.name, [&case.information]));
    in_person.chain(told).collect()
}

fn filled(service: &Service) -> Vec<Line> {
    let mut found: Vec<(&str, Line)> = Vec::new();
    for source in &service.sources {
        if found.iter().any(|(id, _)| *id == source.id) {
            continue;
        }
        let fields = service.fields();
        let fields = fields.filter(|field| field.sources.iter().any(|known| known.id == source.id));
        let mut labels: Vec<&String> = Vec::new();
        for field in fields {
            if !labels.contains(&&field.label) {
                labels.push(&field.label);
            }
        }
        if !labels.is_empty() {
            found.push((&source.id, line(&source.name, labels)));
        }
    }
    found.into_iter().map(|(_, line)| line).collect()
}

/// Papers that need not be brought, or not when a record is found; and those that may be asked for.
fn papers(service: &Service) -> (Vec<Line>, Vec<Line>) {
    let is_spared = |paper: &&Paper| {
        let is_made = matches!(paper.how, PaperHow::NeverAsked | PaperHow::FromAnswers);
        // What is given in a question is asked there.
        paper.given_in.is_empty() && (is_made || !paper.replaced_by.is_empty())
    };
    let (spared, asked): (Vec<&Paper>, Vec<&Paper>) = service.papers.iter().partition(is_spared);
    (
        spared
            .into_iter()
            .map(|paper| line(&paper.name, &paper.spared))
            .collect(),
        asked
            .into_iter()
            .map(|paper| {
                let of_question = paper.spared.as_ref().filter(|_| !paper.given_in.is_empty());
                line(&paper.name, paper.hint.as_ref().or(of_question))
            })
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use vietnam::CivilDate;

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
                {"code": "09.a", "name": "a", "how": "upload", "replaced_by": [{"record": "population"}]},
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

    fn names(lines: &[Line]) -> Vec<&str> {
        lines.iter().map(|line| line.name.as_str()).collect()
    }

    #[test]
    fn fees_are_told_as_far_as_they_are_known() {
        let fees = Opening::of(&service()).fees;
        let amounts: Vec<Amount> = fees.iter().map(|fee| fee.amount.clone()).collect();
        let each = Amount::Each(8000, "Số bản".to_owned());
        assert_eq!(amounts, [Amount::Known(5000), each, Amount::ByOffice]);
        let today = CivilDate::parse_iso("2026-11-25").unwrap();
        let in_force = |fees: &[OpeningFee]| {
            let fees = fees.iter().filter(|fee| fee.is_in_force(today));
            fees.map(|fee| fee.name.clone()).collect::<Vec<_>>()
        };
        assert_eq!(in_force(&fees), ["two", "three"]);
        assert_eq!(in_force(&fees[1].exempt), ["y"]);
    }

    #[test]
    fn terms_are_those_of_cases_filed_here() {
        let opening = Opening::of(&service());
        let terms: Vec<&str> = opening
            .terms
            .iter()
            .map(|case| case.name.as_str())
            .collect();
        assert_eq!(terms, ["a", "b", "c"]);
        assert_eq!(names(&opening.told), ["d", "t"]);
        assert_eq!(opening.told[1].more, ["biết vậy"]);
    }

    #[test]
    fn a_closed_case_is_told_instead() {
        let mut service = service();
        service.cases[1].closed = Some("tỉnh chưa nhận".to_owned());
        let opening = Opening::of(&service);
        assert_eq!(opening.terms.len(), 2);
        assert_eq!(names(&opening.told), ["b", "d", "t"]);
        assert_eq!(opening.told[0].more, ["tỉnh chưa nhận"]);
    }

    #[test]
    fn sources_are_named_once_with_what_they_fill() {
        let filled = Opening::of(&service()).filled;
        assert_eq!(filled, [line("Dân cư", &["Họ tên".to_owned()])]);
    }

    #[test]
    fn papers_that_records_replace_are_not_needed() {
        let opening = Opening::of(&service());
        assert_eq!(
            (names(&opening.spared), names(&opening.asked)),
            (vec!["a", "c"], vec!["b"])
        );
    }
}
