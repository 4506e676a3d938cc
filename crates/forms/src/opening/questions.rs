//! Case questions without the engine: short choices, and tables that say when each is asked.

use crate::kind::is_false;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A page of case questions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CaseStep {
    /// Last part of its address.
    pub id: String,
    /// The page's heading.
    pub title: String,
    /// Said under the heading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<String>,
    /// The questions.
    pub questions: Vec<CaseQuestion>,
}

/// A case question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CaseQuestion {
    /// Id of the field.
    pub id: String,
    /// The question.
    pub label: String,
    /// Help between label and control.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// Why it is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// When it is shown.
    pub shown: When,
    /// When it must be answered.
    pub required: When,
    /// The options; none: yes or no.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<CaseOption>,
    /// The option beside which a text is written, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<String>,
    /// What it is worked out to where nothing was typed: the first word whose time it is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub worked_out: Vec<(String, When)>,
    /// The engine alone says it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub only_told: bool,
}

/// An option of a case question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CaseOption {
    /// Our own word.
    pub value: String,
    /// What people read.
    pub label: String,
    /// Help under the option.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// When it is offered.
    pub when: When,
}

/// A condition on other case questions: every clause of one of these lines holds. No line: never; a line without
/// clauses: always.
pub type When = Vec<Vec<Clause>>;

/// A question and the words that it must have been answered with; `""` stands for no answer.
pub type Clause = (String, Vec<String>);

/// Case questions with the answers so far, by field, as the definition's kinds have them: a word, a word with a text
/// beside it, true or false.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// All steps.
    pub steps: &'a [CaseStep],
    /// What was typed.
    pub typed: &'a Map<String, Value>,
}

impl<'a> Asked<'a> {
    /// Steps of which something is shown that is asked, in order.
    pub fn shown_steps(self) -> impl Iterator<Item = &'a CaseStep> {
        self.steps.iter().filter(move |step| {
            let mut questions = step.questions.iter();
            questions.any(|question| self.holds(&question.shown) && !question.only_told)
        })
    }

    /// Whether a question is asked: it is shown, and something is left to choose.
    #[must_use]
    pub fn is_asked(self, question: &CaseQuestion) -> bool {
        if !self.holds(&question.shown) {
            return false;
        }
        let mut offered = self.offered(question);
        let only = match (offered.next(), offered.next()) {
            (Some(only), None) => only.value.as_str(),
            _ => return true,
        };
        question.worked_out.is_empty() || self.answer(question) != only
    }

    /// The options that are offered now.
    pub fn offered(self, question: &'a CaseQuestion) -> impl Iterator<Item = &'a CaseOption> {
        let options = question.options.iter();
        options.filter(move |option| self.holds(&option.when))
    }

    /// Whether a condition holds.
    #[must_use]
    pub fn holds(self, when: &When) -> bool {
        let fits = |(id, words): &Clause| {
            let mut all = self.steps.iter().flat_map(|step| &step.questions);
            let question = all.find(|question| question.id == *id);
            let answer = question.map_or("", |question| self.answer(question));
            words.iter().any(|word| word == answer)
        };
        when.iter().any(|line| line.iter().all(fits))
    }

    /// The text beside the option "other", where it is chosen.
    #[must_use]
    pub fn text_beside(self, question: &CaseQuestion) -> Option<&'a str> {
        let chosen = self.typed.get(&question.id)?;
        question
            .other
            .as_deref()
            .filter(|other| word(chosen) == Some(other))?;
        Some(
            chosen
                .get("text")
                .and_then(Value::as_str)
                .unwrap_or_default(),
        )
    }

    /// The answer that counts, as a word; "" where there is none.
    #[must_use]
    pub fn answer(self, question: &'a CaseQuestion) -> &'a str {
        if !self.holds(&question.shown) {
            return "";
        }
        let typed = self.typed.get(&question.id).filter(|_| !question.only_told);
        typed.and_then(word).unwrap_or_else(|| {
            let mut words = question.worked_out.iter();
            words
                .find(|(_, when)| self.holds(when))
                .map_or("", |(word, _)| word.as_str())
        })
    }
}

/// A short choice as a word.
#[must_use]
pub fn word(value: &Value) -> Option<&str> {
    match value {
        Value::Bool(true) => Some("true"),
        Value::Bool(false) => Some("false"),
        Value::Object(members) => members.get("value")?.as_str(),
        _ => value.as_str(),
    }
}
