//! What a register says is to be paid of a draft: the look-up of the definition is asked anew, and says reference and amount.

use super::lookups::fills;
use crate::portal::Problem;
use crate::portal::lookup::{Said, look_up};
use crate::portal::payment::{Subject, subject_kind};
use forms::answers::{Answers, Reader};
use forms::definition::{Lookup, Payment, Service};
use forms::fact::{Fact, FactValue};
use forms::lookup::{alternatives, facts, request};
use forms::place::Place;
use serde_json::Value;

/// What the register said.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// The look-up that was asked.
    pub lookup: Lookup,
    /// Its answer; of several that of which the answers speak.
    pub answer: Value,
    /// When it was so (RFC 3339).
    pub as_of: String,
    /// What is to be paid; none where nothing is, or it cannot be paid here.
    pub due: Option<(Subject, u64)>,
}

/// Asks the register what is to be paid. None where the answers do not say what to ask for, or nothing is held.
///
/// # Errors
/// See [`Problem`]: silent where the register is out.
pub async fn ask(
    service: &Service,
    answers: &Answers,
    payment: &Payment,
) -> Result<Option<Asked>, Problem> {
    let named = service
        .lookups
        .iter()
        .filter(|lookup| lookup.id == payment.lookup);
    let mut offered = named.filter_map(|lookup| Some((lookup, request(service, lookup, answers)?)));
    let Some((lookup, asked)) = offered.next() else {
        return Ok(None);
    };
    let (answer, as_of) = match look_up(&lookup.id, &asked).await? {
        Said::Answer(answer, as_of) => (answer, as_of),
        Said::NotHeld => return Ok(None),
        Said::Out => return Err(Problem::Silent),
    };
    let found = meant(service, lookup, answers, &answer, &as_of);
    Ok(found.map(|found| Asked {
        lookup: lookup.clone(),
        due: due(payment, &found),
        answer: found,
        as_of,
    }))
}

/// Of several answers the one that says most of what stands in the form.
fn meant(
    service: &Service,
    lookup: &Lookup,
    answers: &Answers,
    answer: &Value,
    as_of: &str,
) -> Option<Value> {
    let said_so = |fact: &Fact| {
        let mut fields = service.fields().filter(|field| fills(field, fact));
        fields.any(|field| {
            let given = answers.answer(&Place::from(field.id.clone()));
            matches!((&fact.value, given), (FactValue::Value(said), Some(given)) if *said == given)
        })
    };
    let score = |answer: &&Value| {
        let facts = facts(service, lookup, answer, as_of);
        facts.iter().filter(|fact| said_so(fact)).count()
    };
    let offered = alternatives(lookup, answer);
    // Of equals the first counts.
    offered.into_iter().rev().max_by_key(score).cloned()
}

/// The amount that an answer of the payment's look-up says is still to be paid, in đồng.
#[must_use]
pub fn amount(payment: &Payment, answer: &Value) -> Option<u64> {
    let is_paid = answer.get("state").and_then(Value::as_str) == Some("paid");
    answer.get(&payment.amount)?.as_u64().filter(|_| !is_paid)
}

fn due(payment: &Payment, answer: &Value) -> Option<(Subject, u64)> {
    let amount = amount(payment, answer)?;
    let reference = answer.get("ref")?.as_str()?.to_owned();
    let subject = Subject {
        kind: subject_kind(&payment.subject)?,
        reference,
        request: None,
    };
    (amount > 0).then_some((subject, amount))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::portal::payment::SubjectKind;
    use serde_json::json;
    use std::collections::BTreeMap;
    use vietnam::CivilDate;

    fn service() -> Service {
        let service = json!({
            "id": "08", "slug": "s", "form_id": "motcua.08", "form_version": "1.0.0+0", "language": "vi",
            "name": "n", "what": "w", "who": "w", "legal": [], "dimensions": [], "cases": [], "declaration_version": "1",
            "steps": [{ "id": "s", "title": "t", "fields": [
                { "id": "decision", "concept": "violation.decision", "kind": { "text": {} }, "label": "Số",
                  "sources": [{ "id": "violations" }] },
                { "id": "fine", "concept": "violation.fine", "kind": { "money": {} }, "label": "Tiền",
                  "sources": [{ "id": "violations" }] },
            ] }],
            "concepts": { "violation.decision": "violation.decision", "violation.fine": "violation.fine" },
            "lookups": [{
                "id": "violation", "after": "decision", "text": "t", "source": "violations", "record": "violation",
                "request": {}, "choose": "items", "gives": { "decision": "decisionNo", "fine": "amount" },
            }],
            "payment": { "subject": "violation", "lookup": "violation", "amount": "total", "time": "alone" },
        });
        serde_json::from_value(service).unwrap()
    }

    fn answers(decision: &str) -> Answers {
        Answers {
            today: CivilDate::parse_iso("2026-11-25").unwrap(),
            values: [(Place::of("decision"), json!(decision))].into(),
            rows: BTreeMap::new(),
        }
    }

    #[test]
    fn of_several_fines_the_chosen_one_is_meant() {
        let service = service();
        let said = json!({ "items": [
            { "ref": "a", "decisionNo": "1", "amount": 100, "total": 100 },
            { "ref": "b", "decisionNo": "2", "amount": 200, "total": 210 },
        ] });
        let of = |decision: &str| {
            let found =
                meant(&service, &service.lookups[0], &answers(decision), &said, "").unwrap();
            due(service.payment.as_ref().unwrap(), &found)
                .map(|(subject, amount)| (subject.reference, amount))
        };
        assert_eq!(of("2"), Some(("b".to_owned(), 210)));
        assert_eq!(of("none of them"), Some(("a".to_owned(), 100)));
    }

    #[test]
    fn only_what_has_a_reference_and_an_amount_is_due() {
        let payment = service().payment.unwrap();
        let due = |answer: Value| due(&payment, &answer);
        let (subject, amount) = due(json!({ "ref": "a", "total": 5 })).unwrap();
        assert_eq!((subject.kind, amount), (SubjectKind::Violation, 5));
        assert_eq!(due(json!({ "total": 5 })), None);
        assert_eq!(due(json!({ "ref": "a", "total": 0 })), None);
        assert_eq!(due(json!({ "ref": "a" })), None);
        assert_eq!(
            due(json!({ "ref": "a", "total": 5, "state": "paid" })),
            None
        );
    }
}
