//! Turns the conditions of case questions into tables: each is evaluated by the engine for every combination of the
//! answers that it depends on.

use super::questions::{CaseOption, CaseQuestion, CaseStep, When};
use crate::answers::Answers;
use crate::condition::{Condition, Expr};
use crate::definition::{Field, Service, StepKind};
use crate::eval::Scope;
use crate::kind::Kind;
use crate::place::{FieldId, Place};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use vietnam::CivilDate;

/// Most combinations of answers that a condition may depend on.
const COMBINATIONS: usize = 4096;

/// The case steps; none where a question is no short choice, or depends on the day or on too many others.
pub(super) fn steps(service: &Service) -> Option<Vec<CaseStep>> {
    let tables = Tables::of(service)?;
    let steps = service.steps.iter();
    let steps = steps.filter(|step| step.kind == StepKind::Case);
    steps
        .map(|step| {
            let questions = step.fields.iter().map(|field| tables.question(field));
            Some(CaseStep {
                id: step.id.clone(),
                title: step.title.clone(),
                lead: step.lead.clone(),
                questions: questions.collect::<Option<_>>()?,
            })
        })
        .collect()
}

/// Two days far apart.
const DAYS: [&str; 2] = ["2000-01-01", "2100-01-01"];

struct Tables {
    /// The service with every case question always shown and never worked out: an answer counts as it is put in.
    plain: Service,
    /// The answers that each question can have, "no answer" first.
    words: BTreeMap<FieldId, Vec<Option<Value>>>,
}

impl Tables {
    fn of(service: &Service) -> Option<Self> {
        let mut plain = service.clone();
        let mut words = BTreeMap::new();
        for step in &mut plain.steps {
            for field in step
                .fields
                .iter_mut()
                .filter(|_| step.kind == StepKind::Case)
            {
                words.insert(field.id.clone(), choices(field)?);
                field.shown = Condition::Always;
                field.computed = None;
            }
        }
        Some(Self { plain, words })
    }

    fn question(&self, field: &Field) -> Option<CaseQuestion> {
        let options = match &field.kind {
            Kind::OneOf(choices) => choices.options.as_slice(),
            _ => &[],
        };
        let options = options.iter().map(|option| {
            Some(CaseOption {
                value: option.value.clone(),
                label: option.label.clone(),
                hint: option.hint.clone(),
                when: self.when(&option.when)?,
            })
        });
        Some(CaseQuestion {
            id: field.id.as_str().to_owned(),
            label: field.label.clone(),
            hint: field.hint.clone(),
            why: field.why.clone(),
            shown: self.when(&field.shown)?,
            required: self.when(&field.required)?,
            options: options.collect::<Option<_>>()?,
            other: match &field.kind {
                Kind::OneOf(choices) => choices.other.clone(),
                _ => None,
            },
            worked_out: match &field.computed {
                Some(expr) => self.worked_out(field, expr)?,
                None => Vec::new(),
            },
            only_told: field.is_worked_out(),
        })
    }

    fn when(&self, condition: &Condition) -> Option<When> {
        self.table(&condition.reads(), &|scope| scope.holds(condition))
    }

    /// The words that an expression gives, each with its time.
    fn worked_out(&self, field: &Field, expr: &Expr) -> Option<Vec<(String, When)>> {
        let words = self.words.get(&field.id)?.iter().flatten();
        let mut found = Vec::new();
        for value in words {
            let when = self.table(&expr.reads(), &|scope| {
                scope.value(expr).as_ref() == Some(value)
            })?;
            if !when.is_empty() {
                found.push((super::questions::word(value)?.to_owned(), when));
            }
        }
        Some(found)
    }

    fn table(&self, reads: &BTreeSet<FieldId>, holds: &dyn Fn(Scope<'_>) -> bool) -> Option<When> {
        // Nothing else is answered yet.
        let reads: Vec<(&FieldId, &Vec<Option<Value>>)> = reads
            .iter()
            .filter_map(|id| self.words.get_key_value(id))
            .collect();
        let combinations: usize = reads.iter().map(|(_, words)| words.len()).product();
        if combinations > COMBINATIONS {
            return None;
        }
        self.lines(&reads, &mut BTreeMap::new(), holds)
    }

    /// Lines for the questions that are left, under the answers that are put in. Words with the same lines share them.
    fn lines(
        &self,
        left: &[(&FieldId, &Vec<Option<Value>>)],
        values: &mut BTreeMap<Place, Value>,
        holds: &dyn Fn(Scope<'_>) -> bool,
    ) -> Option<When> {
        let Some(((id, words), left)) = left.split_first() else {
            let on = |day: &str| {
                let answers = Answers {
                    today: CivilDate::parse_iso(day).ok()?,
                    values: values.clone(),
                    rows: BTreeMap::new(),
                };
                Some(holds(Scope::new(&self.plain, &answers)))
            };
            let [early, late] = DAYS.map(on);
            // What depends on the day is no table.
            let holds = early.filter(|_| early == late)?;
            return Some(if holds { vec![Vec::new()] } else { Vec::new() });
        };
        let place = Place::from((*id).clone());
        let mut groups: Vec<(Vec<String>, When)> = Vec::new();
        for word in *words {
            match word {
                Some(value) => values.insert(place.clone(), value.clone()),
                None => values.remove(&place),
            };
            let lines = self.lines(left, values, holds)?;
            let word = word.as_ref().and_then(super::questions::word);
            let word = word.unwrap_or_default().to_owned();
            match groups.iter_mut().find(|(_, known)| *known == lines) {
                Some((together, _)) => together.push(word),
                None => groups.push((vec![word], lines)),
            }
        }
        values.remove(&place);
        let is_all_the_same = groups.len() == 1;
        let with_clause = |(words, lines): (Vec<String>, When)| {
            let clause = (id.as_str().to_owned(), words);
            let clause = (!is_all_the_same).then_some(clause);
            lines
                .into_iter()
                .map(move |line| clause.iter().cloned().chain(line).collect())
        };
        Some(groups.into_iter().flat_map(with_clause).collect())
    }
}

/// No answer, then every answer that a question can have; none where it is no short choice.
fn choices(field: &Field) -> Option<Vec<Option<Value>>> {
    let words: Vec<Value> = match &field.kind {
        Kind::YesNo => vec![true.into(), false.into()],
        Kind::OneOf(choices) => {
            let options = choices.options.iter();
            options.map(|option| option.value.as_str().into()).collect()
        }
        _ => return None,
    };
    Some(
        std::iter::once(None)
            .chain(words.into_iter().map(Some))
            .collect(),
    )
}
