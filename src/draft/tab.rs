//! What this tab keeps over a reload and over sign-in: case answers, which say nothing about a person's identity, and
//! keys of submissions, payments and results. Everything personal is asked after sign-in.

use crate::device::storage::{LocalSettings, Settings};
use crate::portal::one_time_code::Sent;
use forms::answers::Answers;
use forms::definition::{Service, StepKind};
use forms::place::Place;
use serde_json::{Map, Value};

/// Keeps case answers by field; false where the browser keeps nothing.
pub fn keep_case(slug: &str, answers: &Map<String, Value>) -> bool {
    let kept = serde_json::to_string(answers).unwrap_or_default();
    LocalSettings::of_tab().set(&case_name(slug), &kept)
}

/// The case answers that were kept, by field.
#[must_use]
pub fn kept_case(slug: &str) -> Map<String, Value> {
    let kept = LocalSettings::of_tab().get(&case_name(slug));
    kept.and_then(|text| plain_json::from_text(&text).ok())
        .unwrap_or_default()
}

/// Forgets the case answers of a service.
pub fn forget_case(slug: &str) {
    LocalSettings::of_tab().remove(&case_name(slug));
}

/// The key of a draft's submission, if one was made.
#[must_use]
pub fn submission(draft: &str) -> Option<String> {
    LocalSettings::of_tab().get(&["submission/", draft].concat())
}

/// Keeps the key of a draft's submission, before the first try.
pub fn keep_submission(draft: &str, key: &str) {
    LocalSettings::of_tab().set(&["submission/", draft].concat(), key);
}

/// Forgets a key that was refused for good.
pub fn forget_submission(draft: &str) {
    LocalSettings::of_tab().remove(&["submission/", draft].concat());
}

/// The one-time code that was sent last for a draft or an agreement; where it went is not kept.
#[must_use]
pub fn code(subject: &str) -> Option<Sent> {
    let kept = LocalSettings::of_tab().get(&code_name(subject))?;
    let (length, rest) = kept.split_once(' ')?;
    let (until, id) = rest.split_once(' ')?;
    Some(Sent {
        id: id.to_owned(),
        length: length.parse().ok()?,
        until: until.to_owned(),
        to: None,
    })
}

/// Keeps which code was sent: it can be typed after a reload too.
pub fn keep_code(subject: &str, sent: &Sent) {
    let kept = [&*sent.length.to_string(), &sent.until, &sent.id].join(" ");
    LocalSettings::of_tab().set(&code_name(subject), &kept);
}

/// Forgets a code that was used, or bears no more tries.
pub fn forget_code(subject: &str) {
    LocalSettings::of_tab().remove(&code_name(subject));
}

/// The code under which a draft was filed, if it was.
#[must_use]
pub fn sent(draft: &str) -> Option<String> {
    LocalSettings::of_tab().get(&["sent/", draft].concat())
}

/// A draft was filed under this code.
pub fn keep_sent(draft: &str, code: &str) {
    LocalSettings::of_tab().set(&["sent/", draft].concat(), code);
}

/// How many answers, papers and minutes a dossier's person was spared, if this tab sent it.
#[must_use]
pub fn spared(code: &str) -> Option<[usize; 3]> {
    let text = LocalSettings::of_tab().get(&["spared/", code].concat())?;
    let mut figures = text.split(' ').map(str::parse);
    let mut next = || figures.next()?.ok();
    Some([next()?, next()?, next()?])
}

/// Keeps how many answers, papers and minutes were spared.
pub fn keep_spared(code: &str, figures: [usize; 3]) {
    let text = figures.map(|figure| figure.to_string()).join(" ");
    LocalSettings::of_tab().set(&["spared/", code].concat(), &text);
}

/// The hours of an appointment that this tab booked: the portal tells them of free times only.
#[must_use]
pub fn hours(appointment: &str) -> Option<String> {
    LocalSettings::of_tab().get(&["hours/", appointment].concat())
}

/// Keeps the hours of an appointment.
pub fn keep_hours(appointment: &str, hours: &str) {
    LocalSettings::of_tab().set(&["hours/", appointment].concat(), hours);
}

/// The id of the prior result that a draft was begun from.
#[must_use]
pub fn begun_from(draft: &str) -> Option<String> {
    LocalSettings::of_tab().get(&begun_name(draft))
}

/// Keeps the id of the prior result that the person begins a service from, until there is a draft.
pub fn begin_from(slug: &str, result: &str) {
    LocalSettings::of_tab().set(BEGUN_FROM, &[slug, " ", result].concat());
}

/// There is a draft: what its service was begun from last is what the draft was begun from, and no other one.
pub fn keep_begun_from(slug: &str, draft: &str) {
    let tab = LocalSettings::of_tab();
    let Some(kept) = tab.get(BEGUN_FROM) else {
        return;
    };
    tab.remove(BEGUN_FROM);
    if let Some(result) = begun_with(&kept, slug) {
        tab.set(&begun_name(draft), result);
    }
}

/// The result, where it is this service that is begun from it.
fn begun_with<'a>(kept: &'a str, slug: &str) -> Option<&'a str> {
    let (of, result) = kept.split_once(' ')?;
    (of == slug).then_some(result)
}

fn begun_name(draft: &str) -> String {
    ["begun-from/", draft].concat()
}

/// The slug of the service for which papers were looked for in the national store last.
#[must_use]
pub fn papers_for() -> Option<String> {
    LocalSettings::of_tab().get(PAPERS_FOR)
}

/// Keeps for which service papers are looked for in the national store.
pub fn keep_papers_for(slug: &str) {
    LocalSettings::of_tab().set(PAPERS_FOR, slug);
}

/// Forgets for which service: nobody wants to know any more.
pub fn forget_papers_for() {
    LocalSettings::of_tab().remove(PAPERS_FOR);
}

const PAPERS_FOR: &str = "papers-for";

const BEGUN_FROM: &str = "begun-from";

/// An order to pay, as the tab keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ordered {
    /// It is being sent; what became of it is not known.
    Key {
        /// The key.
        key: String,
        /// Way and amount: only the same order goes under the same key.
        what: String,
    },
    /// There is a payment of this id.
    Payment(String),
}

/// The last order to pay at a page, by its path.
#[must_use]
pub fn ordered(path: &str) -> Option<Ordered> {
    let kept = LocalSettings::of_tab().get(&payment_name(path))?;
    let (kind, value) = kept.split_once(' ')?;
    match kind {
        "key" => {
            let (key, what) = value.split_once(' ')?;
            let (key, what) = (key.to_owned(), what.to_owned());
            Some(Ordered::Key { key, what })
        }
        "payment" => Some(Ordered::Payment(value.to_owned())),
        _ => None,
    }
}

/// Keeps an order: its key before the first try, its payment once there is one.
pub fn keep_ordered(path: &str, ordered: &Ordered) {
    let kept = match ordered {
        Ordered::Key { key, what } => ["key ", key, " ", what].concat(),
        Ordered::Payment(id) => ["payment ", id].concat(),
    };
    LocalSettings::of_tab().set(&payment_name(path), &kept);
}

/// Forgets an order: it was refused, paid, or another one takes its place.
pub fn forget_ordered(path: &str) {
    LocalSettings::of_tab().remove(&payment_name(path));
}

/// The path to go on with once a payment is made, where there is one.
#[must_use]
pub fn after_payment(id: &str) -> Option<String> {
    LocalSettings::of_tab().get(&["after-payment/", id].concat())
}

/// Keeps the path to go on with once a payment is made.
pub fn keep_after_payment(id: &str, path: &str) {
    LocalSettings::of_tab().set(&["after-payment/", id].concat(), path);
}

fn payment_name(path: &str) -> String {
    ["payment", path].concat()
}

fn code_name(subject: &str) -> String {
    ["code/", subject].concat()
}

fn case_name(slug: &str) -> String {
    ["case/", slug].concat()
}

/// The answers to case questions, by field.
#[must_use]
pub fn case_answers(service: &Service, answers: &Answers) -> Map<String, Value> {
    let steps = service
        .steps
        .iter()
        .filter(|step| step.kind == StepKind::Case);
    let answer = |id: &forms::place::FieldId| {
        let value = answers.values.get(&Place::from(id.clone()))?;
        Some((id.as_str().to_owned(), value.clone()))
    };
    steps
        .flat_map(|step| &step.fields)
        .filter_map(|field| answer(&field.id))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;
    use vietnam::CivilDate;

    #[test]
    fn another_service_is_not_begun_from_a_result() {
        let kept = "dang-ky-khai-sinh r-1";
        assert_eq!(begun_with(kept, "dang-ky-khai-sinh"), Some("r-1"));
        assert_eq!(begun_with(kept, "dang-ky-khai-tu"), None);
        assert_eq!(begun_with("r-1", "dang-ky-khai-tu"), None);
    }

    #[test]
    fn only_case_answers_are_kept() {
        let service = Service::read(
            r#"{"id":"09","slug":"s","form_id":"f","form_version":"1","language":"vi","name":"n","what":"w","who":"w","legal":[],
            "dimensions":[],"cases":[],"declaration_version":"1","steps":[
            {"id":"a","title":"A","kind":"case","fields":[{"id":"kind_of","concept":"a.b","kind":"yes-no","label":"L"}]},
            {"id":"b","title":"B","fields":[{"id":"child_name","concept":"a.c","kind":"yes-no","label":"L"}]}]}"#,
        )
        .unwrap();
        let values = [
            ("kind_of", Value::Bool(true)),
            ("child_name", "Mẫu An".into()),
        ];
        let answers = Answers {
            today: CivilDate::parse_iso("2026-11-25").unwrap(),
            values: values
                .into_iter()
                .map(|(id, value)| (Place::of(id), value))
                .collect(),
            rows: BTreeMap::new(),
        };
        let kept = case_answers(&service, &answers);
        assert_eq!(Value::Object(kept), serde_json::json!({ "kind_of": true }));
    }
}
